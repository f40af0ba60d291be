"""What a rule is: one fault, told by data and one small function.

A rule lives in one file under ``checks/``. It names the columns it may blame and judges them over a
:class:`rules.view.View`; it never prints, logs or touches files.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rules.judgement import Judgement

if TYPE_CHECKING:
    from rules.layout import Layout


@dataclass(frozen=True, slots=True)
class Text:
    """A text in Indonesian and in English; both may hold `{placeholders}` of a finding's details."""

    id: str
    en: str

    def get(self, lang: str) -> str:
        """The text in `id` or `en`."""
        return self.en if lang == "en" else self.id


# Edits that turn the sound example document into a rule's example.


@dataclass(frozen=True, slots=True)
class Put:
    """Type a value into a cell of a table (by Excel row and official column)."""

    table: str
    row: int
    column: str
    value: Any


@dataclass(frozen=True, slots=True)
class Remove:
    """Delete a row of a table; rows below move up."""

    table: str
    row: int


@dataclass(frozen=True, slots=True)
class Insert:
    """Insert a row of values (by official column) after an Excel row; rows below move down."""

    table: str
    after: int
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Drop:
    """Leave a whole table out."""

    table: str


@dataclass(frozen=True, slots=True)
class Retitle:
    """Change the heading of an official column; None removes the column, number and all."""

    table: str
    column: str
    text: str | None


@dataclass(frozen=True, slots=True)
class Identify:
    """Change a field of the identity."""

    field: str
    value: Any


@dataclass(frozen=True, slots=True)
class Uncalculated:
    """Leave a formula without a stored value, as programs that do not calculate save it."""

    table: str
    row: int
    column: str
    formula: str


@dataclass(frozen=True, slots=True)
class Calculated:
    """A formula with the value stored for it."""

    table: str
    row: int
    column: str
    formula: str
    value: Any


@dataclass(frozen=True, slots=True)
class Heads:
    """Change the title line above a table."""

    table: str
    text: str


@dataclass(frozen=True, slots=True)
class Shift:
    """Let a row stand so many columns right of its headings (negative: left), where the reader still found it."""

    table: str
    row: int
    by: int


@dataclass(frozen=True, slots=True)
class Guessed:
    """Let a table be only guessed: how much it resembles the official form, and what matched."""

    table: str
    certainty: float
    matched: str


@dataclass(frozen=True, slots=True)
class Unread:
    """Let a table be found but not read into cells: why, and the cell that stopped it."""

    table: str
    why: str
    cell: str


@dataclass(frozen=True, slots=True)
class Given:
    """Give the validation something to compare with.

    Ceilings; money foreseen by last year's Renja; money of programs and targets of indicators in the year's Renja; figures
    (measure, indicator, value) and money (role, program, amount) of last year's LKIP.
    """

    ceilings: tuple[tuple[str, int], ...] = ()
    foreseen: tuple[tuple[str, int], ...] = ()
    planned_pagu: tuple[tuple[str, int], ...] = ()
    planned_targets: tuple[tuple[str, str], ...] = ()
    reported: tuple[tuple[str, str, str], ...] = ()
    reported_money: tuple[tuple[str, str, int], ...] = ()

    @property
    def of_report(self) -> bool:
        """Whether an LKIP is held against it."""
        return bool(self.planned_pagu or self.planned_targets or self.reported or self.reported_money)


@dataclass(frozen=True, slots=True)
class Tells:
    """Replace the text of the narrative, a paragraph a line."""

    text: str


@dataclass(frozen=True, slots=True)
class Sealed:
    """Seal the document as it stands, under the pack of its year or another."""

    pack: str = ""


@dataclass(frozen=True, slots=True)
class Holds:
    """Put something into the workbook that reaches outside or acts (:class:`rules.document.Foreign`)."""

    kind: str
    what: str
    sheet: str = ""
    cell: str = ""
    told: str = ""


@dataclass(frozen=True, slots=True)
class Hides:
    """Hide rows and columns of a table, or its whole sheet."""

    table: str
    rows: tuple[int, ...] = ()
    columns: tuple[str, ...] = ()
    sheet: bool = False


@dataclass(frozen=True, slots=True)
class Leaves:
    """Leave so many figures in cells beside a table (`L8:M12`), or below its end."""

    table: str
    cells: str
    count: int
    below: bool = False


Edit = (
    Put
    | Remove
    | Insert
    | Drop
    | Retitle
    | Identify
    | Uncalculated
    | Calculated
    | Heads
    | Shift
    | Guessed
    | Unread
    | Given
    | Tells
    | Sealed
    | Holds
    | Hides
    | Leaves
)


@dataclass(frozen=True, slots=True)
class Example:
    """Edits to the sound document, in order.

    ``finds`` lists the places `table!cell` the rule blames (empty for a good example); ``also`` what other
    rules rightly find besides, as `RULE table!cell`.
    """

    edits: tuple[Edit, ...]
    finds: str = ""
    also: tuple[str, ...] = ()


@dataclass(slots=True)
class Rule:
    """One rule of the book.

    ``subject``: `baris` judges rows of tables; `tabel`, `kolom` and `identitas` judge the workbook's
    structure, `naskah` the figures of its narrative and the amounts its cells write out in words, `segel` its seal, `berkas` what
    the file holds beside cells and what it hides. ``columns``
    picks, for a layout, the official columns the rule may blame; ``check`` judges one
    of them over a :class:`rules.view.View`.
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


def grouped(layout: Layout) -> list[str]:
    """Columns of tables in groups of any depth."""
    return totalled(layout) if layout.hierarchy == "kelompok" else []
