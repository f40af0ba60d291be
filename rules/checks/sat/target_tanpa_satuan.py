"""SAT-001: a target or realisation without a unit."""

from __future__ import annotations

from rules.indicators import indicators
from rules.judgement import Judgement
from rules.rule import Example, Put, Rule, Text, of_kind
from rules.view import View
from rules.vocabulary import indicator_pattern


def check(view: View, column: str) -> Judgement:
    """Blame bare numbers; indicators with a scale of their own (Nilai, Indeks, …) need no unit."""
    target = view.target(column)
    own_scale = indicators(view).str.contains(indicator_pattern("tanpa_satuan"))
    valued = target["kind"].isin(["nilai", "rentang"]) & ~view.total
    wrong = view.blamed(column, "ANG-002")
    bad = valued & ~wrong & (target["unit"] == "") & ~own_scale
    return view.judge(valued & ~wrong, bad, deferred=valued & wrong, value=view.frame[column])


RULE = Rule(
    id="SAT-001",
    name="target-tanpa-satuan",
    severity="galat",
    basis="Permendagri 86/2017: target kinerja terukur, memuat angka dan satuan",
    title=Text("Target tanpa satuan", "Target without unit"),
    message=Text('Target "{value}" tidak menyebut satuan.', 'Target "{value}" names no unit.'),
    suggestion=Text(
        "Tulis satuannya setelah angka, contoh: 12 Laporan atau 100%.",
        "Write the unit after the number, for example 12 Laporan or 100%.",
    ),
    explanation="Angka tanpa satuan tidak dapat dibandingkan dengan realisasi. Indikator yang skalanya sudah jelas "
    "(Nilai, Indeks, Skor, Opini, Predikat, …) tidak perlu satuan.",
    check=check,
    columns=of_kind("target"),
    bad=Example((Put("Tujuan-Sasaran", 14, "5", 1),), finds="Tujuan-Sasaran!E14"),
    good=Example((Put("Tujuan-Sasaran", 12, "5", 76),)),
)
