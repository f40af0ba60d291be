"""What a rule is: one fault, told by data and one small function.

A rule lives in one file under ``checks/``. It names the columns it may blame and judges them over a
:class:`rules.frames.view.View`; it never prints, logs or touches files.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from rules.engine.example_table_edits import Example
from rules.frames.judgement import Judgement
from rules.model.bilingual import Text
from rules.model.cause import CauseKind

if TYPE_CHECKING:
    from rules.schema.layout import Layout


Reading = Literal["code", "place", "figure", "target", "sum"]

READINGS: Mapping[Reading, Text] = {
    "code": Text("kode", "the code"),
    "place": Text("letak baris", "the row's place"),
    "figure": Text("angka", "the figure"),
    "target": Text("target", "the target"),
    "sum": Text("jumlah", "the sum"),
}
"""What cells are read as: a usable code, the row's place among the codes, a figure to reckon with, a target in its unit,
a sum that is that of its details."""


CRASHED = CauseKind(
    "gagal",
    Text("Aturan gagal dijalankan", "A rule crashed"),
    Text("Laporkan kepada pengelola renja; hasil aturan ini belum ada.", "Report it; this rule has no result yet."),
    keeps_formulas=True,
)
"""The cause of the finding that stands for what a rule could not say."""

FORMULA = Text(
    "Sel ini berisi rumus: perbaiki rumusnya atau sel yang dirujuknya, jangan mengetik angka di atasnya.",
    "This cell holds a formula: mend it, or the cells it refers to; do not type over it.",
)
"""The advice on a cell whose formula gives the wrong result."""


@dataclass(slots=True, eq=False)
class Rule:
    """One rule of the book.

    ``subject``: `baris` judges rows of tables; `tabel`, `kolom` and `identitas` judge the workbook's
    structure, `naskah` the figures of its narrative and the amounts its cells write out in words, `segel` its seal, `berkas` what
    the file holds beside cells and what it hides. ``columns``
    picks, for a layout, the official columns the rule may blame; ``check`` judges one
    of them over a :class:`rules.frames.view.View`.

    A finding of the rule leaves no sound reading of the kinds it ``spoils``. What rests on a cell that another rule
    blames is put off, not judged: ``waits`` names all that the rule asks so, by id or by what they spoil. ``waits_reckoned``
    names what it asks besides of a column whose figures are reckoned from others: first what is said of those. A lesser
    fault never hides a greater one: no rule waits for one of a lesser severity, unless that one blames cells ``unread``,
    of which nothing is known at all.

    ``causes`` tells its causes apart: the first one is that of findings that name none. Without any, all its findings are
    one cause, with its title and suggestion.
    """

    id: str
    name: str
    severity: str
    basis: str
    title: Text
    message: Text
    suggestion: Text
    explanation: str
    check: Callable[[Any, str], Judgement]
    bad: Example
    good: Example
    subject: str = "baris"
    columns: Callable[[Layout], list[str]] = lambda layout: list(layout.official)
    spoils: tuple[Reading, ...] = ()
    unread: bool = False
    waits: tuple[str, ...] = ()
    waits_reckoned: tuple[str, ...] = ()
    causes: tuple[CauseKind, ...] = (CauseKind(),)

    def cause(self, name: str) -> CauseKind:
        """The kind of cause a finding names; raises LookupError for one that is not declared."""
        for kind in (*self.causes, CRASHED):
            if name in ("", kind.name):
                return kind
        raise LookupError(f"{self.id} declares no cause {name!r}")


def of_kind(*kinds: str) -> Callable[[Layout], list[str]]:
    """Columns of given kinds (`money`, `target`, …)."""
    return lambda layout: layout.of_kind(*kinds)


def measured(layout: Layout) -> list[str]:
    """Columns of targets and realisations; the inputs of an indicator's own formula are none."""
    columns = layout.official.items()
    return [number for number, column in columns if column.kind == "target" and not column.role.startswith("masukan")]


def of_role(*roles: str) -> Callable[[Layout], list[str]]:
    """Columns with given roles (`kode`, `uraian`, …)."""
    return lambda layout: [number for number, column in layout.official.items() if column.role in roles]


def totalled(layout: Layout) -> list[str]:
    """Columns whose parents or grand total are sums of their details."""
    return layout.totals.columns if layout.totals else []


def planned(layout: Layout) -> list[str]:
    """Money columns of tables in which kegiatan and programs are sums of what stands below them."""
    return totalled(layout) if layout.hierarchy in {"kode", "uraian"} else []


def parted(layout: Layout) -> list[str]:
    """The same, and those of tables of programs that may be printed with the parts of each below it."""
    return totalled(layout) if layout.group == "program" else planned(layout)


def grouped(layout: Layout) -> list[str]:
    """Columns of tables in groups of any depth."""
    return totalled(layout) if layout.hierarchy == "kelompok" else []
