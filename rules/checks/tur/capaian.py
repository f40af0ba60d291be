"""TUR-004: an achievement is not realisation against target by the indicator's type."""

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
    """Blame achievements that their own figures contradict, and achievements left out."""
    return judge_figures(view, column, WRONG)


RULE = Rule(
    id="TUR-004",
    name="capaian",
    severity="galat",
    basis="Permendagri 86/2017, Tabel E.81: tingkat capaian kinerja Renja yang dievaluasi",
    title=Text("Capaian ≠ realisasi terhadap target", "Achievement is not realisation against target"),
    message=Text(
        "Kolom {column} baris {key} {found}, seharusnya {expected} ({formula}). {diagnosis}",
        "Column {column} of {key} {found}, should be {expected} ({formula}). {diagnosis}",
    ),
    suggestion=Text(
        "Perbaiki menjadi {expected}, atau periksa target, realisasi, dan jenis indikatornya.",
        "Make it {expected}, or check target, realisation and the indicator's type.",
    ),
    explanation="Capaian indikator positif adalah realisasi / target × 100. Untuk indikator negatif (makin rendah makin "
    "baik) dipakai rumus paket aturan, bawaannya (2 × target − realisasi) / target × 100. Bila jenisnya tidak disebut dan angkanya tepat menurut rumus itu, hanya "
    "dicatat. Predikat tidak punya persentase.",
    check=check,
    columns=derived_as("capaian"),
    waits=("STR-012",),
    waits_reckoned=(*MISLEADING, "SAT-001"),
    causes=FIGURE_CAUSES,
    bad=Example((Put("E.81-16", 15, "13K", 2),), finds="E.81-16!U15"),
    good=Example((Put("E.81-16", 15, "13K", "20,0"),)),
)
