"""SAT-006: a bounded percentage above 100."""

from __future__ import annotations

from rules.engine.example_table_edits import Example, Put
from rules.engine.rule import Rule, measured
from rules.frames.indicators import in_percent, says
from rules.frames.judgement import Judgement
from rules.frames.view import View
from rules.model.bilingual import Text


def check(view: View, column: str) -> Judgement:
    """Blame shares above 100 %; percentages of change are not bounded. Below zero is ANG-002's."""
    target = view.target(column)
    percent = in_percent(view, column)
    bounded = ~says(view, "perubahan", column) & ~says(view, "tak_terbatas", column)
    planned = view.layout.columns[column].role == "target"
    checked = target.kind.among("nilai", "rentang") & percent & bounded & planned & ~view.total
    bad = checked.copy()
    bad[checked] = [
        (value if upper is None else upper) > 100
        for upper, value in zip(target.upper[checked], target.value[checked], strict=True)
    ]
    return view.judge(checked, bad, value=view.cells(column))


RULE = Rule(
    id="SAT-006",
    name="persen-di-luar",
    severity="peringatan",
    basis="Permendagri 86/2017: target terukur dan dapat dicapai",
    title=Text("Persentase di luar 0–100", "Percentage outside 0–100"),
    message=Text('Target "{value}" melebihi 100%.', 'Target "{value}" exceeds 100%.'),
    suggestion=Text(
        "Periksa letak koma desimal; bagian dari keseluruhan tidak dapat melebihi 100%.",
        "Check the decimal comma; a share of a whole cannot exceed 100%.",
    ),
    explanation="Persentase yang menyatakan bagian dari keseluruhan paling besar 100%. Persentase perubahan "
    "(peningkatan, pertumbuhan, penurunan, …), capaian, indeks, rasio, dan realisasi terhadap target tidak dibatasi.",
    check=check,
    columns=measured,
    bad=Example((Put("T-C.33", 16, "9", "1000%"),), finds="T-C.33!I16"),
    good=Example((Put("Tujuan-Sasaran", 14, "5", "150%"),)),
)
