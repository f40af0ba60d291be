"""TUR-011: a shown figure is cut off, not rounded."""

from __future__ import annotations

from rules.judgement import Judgement
from rules.ratios import CUT, judge_figures
from rules.rule import Example, Put, Rule, Text
from rules.view import View


def check(view: View, column: str) -> Judgement:
    """Note figures that are cut off after their last shown decimal."""
    return judge_figures(view, column, CUT)


RULE = Rule(
    id="TUR-011",
    name="pemotongan",
    severity="catatan",
    basis="Permendagri 86/2017: persentase ditulis dengan dua desimal",
    title=Text("Angka dipotong, bukan dibulatkan", "Figure cut off, not rounded"),
    message=Text(
        "Kolom {column} baris {key} {found}; dibulatkan menjadi {expected} ({formula}).",
        "Column {column} of {key} {found}; rounded it is {expected} ({formula}).",
    ),
    suggestion=Text(
        "Bulatkan menjadi {expected}.",
        "Round it to {expected}.",
    ),
    explanation="Angka yang dipotong (108,58 untuk 108,586) tidak mengubah arti, tetapi berbeda dari hasil hitungan. Dicatat saja.",
    check=check,
    columns=lambda layout: [column for column in layout.derived if layout.columns[column].kind == "percent"],
    bad=Example((Put("T-C.29", 20, "8", "92.30"),), finds="T-C.29!H20"),
    good=Example((Put("T-C.29", 20, "8", "92.31"),)),
)
