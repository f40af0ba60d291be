"""ANG-002: negative money or target."""

from __future__ import annotations

import numpy as np

from rules.engine.example_table_edits import Example, Put
from rules.engine.rule import Rule, of_kind, totalled
from rules.frames.indicators import says
from rules.frames.judgement import Judgement
from rules.frames.view import View
from rules.model.bilingual import Text
from rules.schema.layout import Layout


def _worked_out(layout: Layout, column: str) -> bool:
    """Whether cells of a column follow from others."""
    return column in layout.derived or column in totalled(layout)


def check(view: View, column: str) -> Judgement:
    """Blame amounts and targets below zero; growth, inflation and differences may well be negative."""
    if view.layout.columns[column].kind == "money":
        amounts = view.money(column)
        checked, bad = ~amounts.none, amounts.whole < 0
    else:
        target = view.target(column)
        checked = ~np.isnan(target.figure) & ~view.total
        bad = checked & (target.figure < 0) & ~says(view, "perubahan", column)
    # A sum or figure that Excel works out is below zero because of the cells it rests on.
    follows = bad & view.has_formula(column) if _worked_out(view.layout, column) else bad & False
    return view.judge(checked & ~follows, bad & ~follows, deferred=follows, value=view.cells(column))


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
    explanation="Pagu dan target tidak pernah negatif. Sering kali yang dimaksud tanda - (nihil) diikuti angka tersesat. "
    "Indikator perubahan (pertumbuhan, laju, inflasi, selisih, …) boleh negatif.",
    check=check,
    columns=of_kind("money", "target"),
    spoils=("figure",),
    bad=Example((Put("T-C.33", 21, "9", "-1"),), finds="T-C.33!I21"),
    good=Example((Put("Tujuan-Sasaran", 14, "5", "0,5%"),)),
)
