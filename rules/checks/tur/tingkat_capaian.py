"""TUR-003: the rate of achievement is not realisation to date / target."""

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
    """Blame rates of achievement that their own figures contradict, and rates left out."""
    return judge_figures(view, column, WRONG)


RULE = Rule(
    id="TUR-003",
    name="tingkat-capaian",
    severity="galat",
    basis="Permendagri 86/2017, Tabel T-C.29: kolom 11 = 10/4; Tabel E.81: kolom 14 = 13/5",
    title=Text(
        "Tingkat capaian ≠ realisasi kumulatif / target Renstra",
        "Rate of achievement is not realisation to date / target",
    ),
    message=Text(
        "Kolom {column} baris {key} {found}, seharusnya {expected} ({formula}). {diagnosis}",
        "Column {column} of {key} {found}, should be {expected} ({formula}). {diagnosis}",
    ),
    suggestion=Text(
        "Perbaiki menjadi {expected}, atau periksa angka yang dipakai.",
        "Make it {expected}, or check the figures it rests on.",
    ),
    explanation="Tingkat capaian membandingkan realisasi sampai tahun berjalan dengan target akhir Renstra. Untuk indikator negatif dipakai rumus paket aturan.",
    check=check,
    columns=derived_as("tingkat_capaian"),
    waits=("STR-012",),
    waits_reckoned=(*MISLEADING, "SAT-001"),
    causes=FIGURE_CAUSES,
    bad=Example((Put("T-C.29", 18, "11", 57),), finds="T-C.29!K18"),
    good=Example((Put("T-C.29", 18, "11", "75%"),)),
)
