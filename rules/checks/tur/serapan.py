"""TUR-005: a percentage is not realisation / pagu."""

from __future__ import annotations

from rules.comparison.derived_figures import MISLEADING, WRONG
from rules.comparison.figure_causes import FIGURE_CAUSES
from rules.comparison.judged_figures import derived_as, judge_figures
from rules.engine.example_table_edits import Example, Put
from rules.engine.rule import Rule
from rules.frames.judgement import Judgement
from rules.frames.view import View
from rules.model.bilingual import Text


def check(view: View, column: str) -> Judgement:
    """Blame absorption percentages that their own amounts contradict, and percentages left out."""
    return judge_figures(view, column, WRONG)


RULE = Rule(
    id="TUR-005",
    name="serapan",
    severity="galat",
    basis="Permendagri 86/2017: persentase realisasi anggaran = realisasi / pagu",
    title=Text("Persentase serapan ≠ realisasi / pagu", "Absorption is not realisation / pagu"),
    message=Text(
        "Kolom {column} baris {key} {found}, seharusnya {expected} ({formula}). {diagnosis}",
        "Column {column} of {key} {found}, should be {expected} ({formula}). {diagnosis}",
    ),
    suggestion=Text(
        "Perbaiki menjadi {expected}, atau periksa angka yang dipakai.",
        "Make it {expected}, or check the figures it rests on.",
    ),
    explanation="Persentase serapan adalah realisasi dibagi pagu dikali 100. Salah ketik yang sering: hilang satu angka (7,39 untuk 79,39) atau meleset sepuluh kali.",
    check=check,
    columns=derived_as("serapan"),
    waits=("STR-012",),
    waits_reckoned=MISLEADING,
    causes=FIGURE_CAUSES,
    bad=Example((Put("Anggaran-Realisasi", 12, "5", 9.5),), finds="Anggaran-Realisasi!E12"),
    good=Example((Put("Anggaran-Realisasi", 14, "5", "89,50%"),)),
)
