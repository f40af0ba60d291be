"""SAT-001: a target or realisation without a unit."""

from __future__ import annotations

from rules.arrays import Mask
from rules.engine.example_table_edits import Example, Put
from rules.engine.rule import Rule, measured
from rules.frames.indicators import says
from rules.frames.judgement import Judgement
from rules.frames.memo import once
from rules.frames.view import View
from rules.model.bilingual import Text
from rules.schema.layout import Layout
from rules.schema.target_columns import is_measured, measures


def _columns(layout: Layout) -> list[str]:
    return [column for column in measured(layout) if column not in layout.derived]


@once
def _bare(view: View, column: str) -> Mask:
    """Numbers other than nought without a unit, under an indicator that has no scale of its own."""
    target = view.target(column)
    counted = _valued(view, column) & target.unit.among("") & ~says(view, "tanpa_satuan")
    bare: Mask = counted & (target.figure != 0) & ~view.blamed(column, "ANG-002", "SAT-004")
    return bare


def _valued(view: View, column: str) -> Mask:
    return view.target(column).kind.among("nilai", "rentang") & view.data


def check(view: View, column: str) -> Judgement:
    """Blame bare numbers; a row of targets and realisations, or of several years, is one fault, at the first."""
    wrong = view.blamed(column, "ANG-002", "SAT-004")
    valued, bad = _valued(view, column), _bare(view, column).copy()
    if is_measured(view.layout) or view.layout.columns[column].period is not None:
        for other in measures(view.layout):
            if other == column:
                break
            bad &= ~_bare(view, other)
    return view.judge(valued & ~wrong, bad, deferred=valued & wrong, value=view.cells(column))


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
    "realisasi, satu baris tanpa satuan dilaporkan sekali, di sel pertamanya.",
    check=check,
    columns=_columns,
    spoils=("target",),
    waits=("ANG-002", "SAT-004"),
    bad=Example((Put("Tujuan-Sasaran", 14, "5", 1),), finds="Tujuan-Sasaran!E14"),
    good=Example((Put("Tujuan-Sasaran", 12, "5", 75.8),)),
)
