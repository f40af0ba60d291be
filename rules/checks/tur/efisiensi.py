"""TUR-007: a label of efficiency contradicts its figures."""

from __future__ import annotations

from rules.comparison.scale_words import judge_words, worded_by
from rules.engine.example_table_edits import Example, Put
from rules.engine.rule import Rule
from rules.frames.judgement import Judgement
from rules.frames.view import View
from rules.model.bilingual import Text
from rules.model.cause import CauseKind


def check(view: View, column: str) -> Judgement:
    """Blame labels of efficiency that the pack's formula does not give, and labels left out."""
    formula = view.session.pack.formulas["efisiensi"].replace(" - ", " − ").replace(" * ", " × ")
    return judge_words(view, column, formula=formula)


RULE = Rule(
    id="TUR-007",
    name="efisiensi",
    severity="galat",
    basis="PermenPAN-RB 53/2014: analisis efisiensi penggunaan sumber daya dalam Laporan Kinerja",
    title=Text("Efisiensi bertentangan dengan angkanya", "Label of efficiency contradicts its figures"),
    message=Text(
        'Efisiensi {found}, seharusnya "{expected}": {formula} = {figure}.',
        'The efficiency {found}, should be "{expected}": {formula} = {figure}.',
    ),
    suggestion=Text(
        "Perbaiki menjadi {expected}, atau periksa rata-rata capaian dan rata-rata serapannya.",
        "Make it {expected}, or check the mean achievement and the mean share of the budget spent.",
    ),
    explanation="Bawaan: efisien bila rata-rata capaian kinerja lebih tinggi daripada rata-rata realisasi anggaran. Paket "
    "efisiensi-selisih-5 (--pack) memakai selisih: di atas 5 efisien, 0 sampai 5 cukup efisien, di bawah 0 tidak efisien. "
    "Label yang rata-ratanya sudah dilaporkan ditunda.",
    check=check,
    columns=worded_by("efisiensi"),
    waits=("figure", "LTS-009", "STR-012", "TUR-004", "TUR-005", "TUR-006"),
    causes=(
        CauseKind(
            remedy=Text(
                "Perbaiki menurut angkanya, atau periksa rata-rata capaian dan rata-rata serapannya.",
                "Correct it by its figures, or check the means of achievement and spending.",
            ),
            mended="expected",
        ),
    ),
    bad=Example((Put("Efisiensi", 12, "8", "tidak efisien"),), finds="Efisiensi!H12"),
    good=Example((Put("Efisiensi", 12, "8", "Efisien"),)),
)
