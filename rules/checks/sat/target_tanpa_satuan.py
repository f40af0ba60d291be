"""SAT-001: a target or realisation without a unit."""

from __future__ import annotations

import pandas as pd

from rules.indicators import indicators
from rules.judgement import Judgement
from rules.layout import Layout
from rules.measures import is_measured, measures
from rules.rule import Example, Put, Rule, Text, measured
from rules.view import View
from rules.vocabulary import indicator_pattern


def _columns(layout: Layout) -> list[str]:
    return [column for column in measured(layout) if column not in layout.derived]


def _bare(view: View, column: str) -> pd.Series:
    """Numbers other than nought without a unit, under an indicator that has no scale of its own."""
    target = view.target(column)
    own_scale = indicators(view).str.contains(indicator_pattern("tanpa_satuan"))
    nought = target["value"].map(lambda value: value == 0).astype(bool)
    return target["kind"].isin(["nilai", "rentang"]) & view.data & (target["unit"] == "") & ~own_scale & ~nought


def check(view: View, column: str) -> Judgement:
    """Blame bare numbers; a row of targets and realisations, or of several years, in which several are bare is one fault."""
    wrong = view.blamed(column, "ANG-002", "SAT-004")
    valued = view.target(column)["kind"].isin(["nilai", "rentang"]) & view.data
    bad = valued & ~wrong & _bare(view, column)
    if is_measured(view.layout) or view.layout.columns[column].period is not None:
        for other in measures(view.layout):
            if other == column:
                break
            bad &= ~(_bare(view, other) & ~view.blamed(other, "ANG-002", "SAT-004"))
    return view.judge(valued & ~wrong, bad, deferred=valued & wrong, value=view.frame[column])


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
    bad=Example((Put("Tujuan-Sasaran", 14, "5", 1),), finds="Tujuan-Sasaran!E14"),
    good=Example((Put("Tujuan-Sasaran", 12, "5", 75.8),)),
)
