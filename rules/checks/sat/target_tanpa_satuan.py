"""SAT-001: a target or realisation without a unit."""

from __future__ import annotations

import numpy as np

from rules.arrays import Mask
from rules.comparison.given_units import with_unit_of_code
from rules.engine.example_table_edits import Example, Put
from rules.engine.rule import Rule, measured
from rules.frames.indicators import says, unread
from rules.frames.judgement import Judgement, Repeat
from rules.frames.memo import once
from rules.frames.view import View
from rules.model.bilingual import Text
from rules.model.cause import CauseKind
from rules.schema.layout import Layout
from rules.schema.target_columns import is_measured, measures


def _columns(layout: Layout) -> list[str]:
    return [column for column in measured(layout) if column not in layout.derived]


@once
def _bare(view: View, column: str) -> Mask:
    """Numbers other than nought without a unit, under an indicator that has no scale of its own."""
    return _bare_at_all(view, column) & ~unread(view, column) & ~view.blamed(column, "ANG-002", "SAT-004")


def _bare_at_all(view: View, column: str) -> Mask:
    target = view.target(column)
    counted = _valued(view, column) & target.unit.among("") & ~says(view, "tanpa_satuan", column)
    bare: Mask = counted & (target.figure != 0)
    return bare


def _valued(view: View, column: str) -> Mask:
    return view.target(column).kind.among("nilai", "rentang") & view.data


def check(view: View, column: str) -> Judgement:
    """Blame bare numbers; a row of targets and realisations, or of several years, is one fault, at the first."""
    bad = _bare(view, column).copy()
    wrong = view.blamed(column, "ANG-002", "SAT-004") | (_bare_at_all(view, column) & unread(view, column))
    valued = _valued(view, column)
    others = _of_one_row(view, column)
    for other in others[: others.index(column)]:
        bad &= ~_bare(view, other)
    further = others[others.index(column) + 1 :]
    rows = np.flatnonzero(bad).tolist()
    mended = [with_unit_of_code(view, column, row) for row in rows]
    return view.judge(
        valued & ~wrong,
        bad,
        deferred=valued & wrong,
        value=view.cells(column),
        expected=mended,
        fix=mended,
        cause=["resmi" if text else "" for text in mended],
        repeats=[[_repeat(view, other, row) for other in further if text and _bare(view, other)[row]]
                 for row, text in zip(rows, mended, strict=True)],
    )  # fmt: skip


def _of_one_row(view: View, column: str) -> list[str]:
    """The columns that share their fault in a row, in order: targets and realisations, or those of several years."""
    together = is_measured(view.layout) or view.layout.columns[column].period is not None
    return [other for other in measures(view.layout) if together or other == column] or [column]


def _repeat(view: View, column: str, row: int) -> Repeat:
    return Repeat(row, column, view.cells(column)[row], with_unit_of_code(view, column, row))


RULE = Rule(
    id="SAT-001",
    name="target-tanpa-satuan",
    severity="galat",
    basis="Permendagri 86/2017: target kinerja terukur, memuat angka dan satuan",
    title=Text("Target tanpa satuan", "Target without unit"),
    message=Text(
        'Target atau realisasi "{value}" tidak menyebut satuan.', 'Target or realisation "{value}" names no unit.'
    ),
    suggestion=Text(
        "Tulis satuannya setelah angka, contoh: 12 Laporan atau 100%; juga di sel lain pada baris ini.",
        "Write the unit after the number, for example 12 Laporan or 100%; also in the other cells of the row.",
    ),
    explanation="Angka tanpa satuan tidak dapat dibandingkan dengan realisasi. Indikator yang skalanya sudah jelas "
    "(Nilai, Indeks, Skor, Opini, Predikat, …) tidak perlu satuan, begitu juga angka nol. Pada tabel yang memuat target dan "
    "realisasi, satu baris tanpa satuan dilaporkan sekali, di sel pertamanya. "
    "Satuan yang ditetapkan keputusan untuk kode dan nama barisnya dapat ditulis dengan aman.",
    check=check,
    columns=_columns,
    spoils=("target",),
    waits=("ANG-002", "SAT-004", "STR-010"),
    causes=(
        CauseKind(),
        CauseKind(
            "resmi",
            Text("Target tanpa satuan yang ditetapkan untuk kodenya", "Target without the unit that its code has"),
            Text(
                "Tulis satuan resmi sub kegiatannya setelah angka.",
                "Write the official unit of its code after the number.",
            ),
            mended="fix",
            advice=Text(
                "Tulis {expected}: satuan resmi sub kegiatan ini; juga di sel lain pada baris ini.",
                "Write {expected}: the official unit of this code; also in the other cells of the row.",
            ),
        ),
    ),
    bad=Example((Put("Tujuan-Sasaran", 14, "5", 1),), finds="Tujuan-Sasaran!E14"),
    good=Example((Put("Tujuan-Sasaran", 12, "5", 75.8),)),
)
