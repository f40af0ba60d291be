"""SAT-006: a bounded percentage above 100."""

from __future__ import annotations

import pandas as pd

from rules.indicators import in_percent, indicators
from rules.judgement import Judgement
from rules.rule import Example, Put, Rule, Text, measured
from rules.view import View
from rules.vocabulary import indicator_pattern


def check(view: View, column: str) -> Judgement:
    """Blame shares above 100 %; percentages of change are not bounded. Below zero is ANG-002's."""
    target = view.target(column)
    percent = in_percent(view, column)
    bounded = ~indicators(view).str.contains(indicator_pattern("perubahan"))
    planned = view.layout.columns[column].role == "target"
    checked = target["kind"].isin(["nilai", "rentang"]) & percent & bounded & planned & ~view.total
    highest = target["upper"].where(target["upper"].notna(), target["value"])
    bad = pd.Series(
        [bool(ok) and value > 100 for ok, value in zip(checked, highest, strict=True)], index=view.frame.index
    )
    return view.judge(checked, bad, value=view.frame[column])


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
    "(peningkatan, pertumbuhan, penurunan, …) tidak dibatasi.",
    check=check,
    columns=measured,
    bad=Example((Put("T-C.33", 16, "9", "1000%"),), finds="T-C.33!I16"),
    good=Example((Put("Tujuan-Sasaran", 14, "5", "150%"),)),
)
