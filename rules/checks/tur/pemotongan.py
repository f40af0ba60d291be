"""TUR-011: a shown figure is cut off, not rounded."""

from __future__ import annotations

from rules.arrays import at_rows
from rules.comparison.derived_figures import CUT, MISLEADING
from rules.comparison.judged_figures import judge_figures
from rules.comparison.key_indicators import judged_results
from rules.comparison.shown_figure import text_of
from rules.engine.example_table_edits import Example, Put
from rules.engine.rule import Rule, of_role
from rules.frames.judgement import Judgement
from rules.frames.view import View
from rules.model.bilingual import Text
from rules.model.cause import CauseKind


def check(view: View, column: str) -> Judgement:
    """Note figures that are cut off after their last shown decimal."""
    if column not in view.layout.derived:
        return _results(view, column)
    return judge_figures(view, column, CUT)


def _results(view: View, column: str) -> Judgement:
    """Results of key indicators, held against their own formulas."""
    judged = judged_results(view)
    cut = {row: found for row, found in judged.items() if found.outcome == CUT}
    texts = [text_of(view, column, row) for row in sorted(cut)]
    return view.judge(
        at_rows(judged, len(view.frame)),
        at_rows(cut, len(view.frame)),
        value=view.cells(column),
        expected=[round(cut[row].expected or 0.0, 2) for row in sorted(cut)],
        found=[Text(f"tertulis {text}", f"is {text}") for text in texts],
        formula=[cut[row].formula.expression.text for row in sorted(cut)],
    )


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
    columns=lambda layout: [
        *(column for column in layout.derived if layout.columns[column].kind == "percent"),
        *of_role("masukan")(layout),
    ],
    waits=("figure", "STR-012"),
    waits_reckoned=(*MISLEADING, "SAT-001"),
    causes=(
        CauseKind(remedy=Text("Bulatkan, jangan dipotong.", "Round the figure, do not cut it off."), mended="expected"),
    ),
    bad=Example((Put("T-C.29", 20, "8", "92.30"),), finds="T-C.29!H20"),
    good=Example((Put("T-C.29", 20, "8", "92.31"),)),
)
