"""ANG-002: negative money or target."""

from __future__ import annotations

import pandas as pd

from rules.judgement import Judgement
from rules.rule import Example, Put, Rule, Text, of_kind
from rules.view import View


def check(view: View, column: str) -> Judgement:
    """Blame amounts and targets below zero."""
    if view.layout.columns[column].kind == "money":
        amounts = view.money(column)["amount"]
        checked, bad = amounts.notna(), (amounts < 0).fillna(False)
    else:
        values = view.target(column)["value"]
        checked = values.notna() & ~view.total
        bad = pd.Series([bool(ok) and value < 0 for ok, value in zip(checked, values, strict=True)], index=values.index)
    return view.judge(checked, bad.astype(bool), value=view.frame[column])


RULE = Rule(
    id="ANG-002",
    name="negatif",
    severity="galat",
    basis="Permendagri 86/2017: pagu indikatif dan target kinerja",
    title=Text("Angka negatif", "Negative amount"),
    message=Text('"{value}" bernilai negatif.', '"{value}" is negative.'),
    suggestion=Text(
        "Hapus tanda minusnya, atau tulis - saja bila nihil.", "Remove the minus sign, or write - alone for nothing."
    ),
    explanation="Pagu dan target tidak pernah negatif. Sering kali yang dimaksud tanda - (nihil) diikuti angka tersesat.",
    check=check,
    columns=of_kind("money", "target"),
    bad=Example((Put("T-C.33", 21, "9", "-1"),), finds="T-C.33!I21"),
    good=Example((Put("Tujuan-Sasaran", 14, "5", "0,5%"),)),
)
