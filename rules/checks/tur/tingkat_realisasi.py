"""TUR-001: the rate of realisation is not realisation / target."""

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
    """Blame rates that their own target and realisation contradict, and rates left out."""
    return judge_figures(view, column, WRONG)


RULE = Rule(
    id="TUR-001",
    name="tingkat-realisasi",
    severity="galat",
    basis="Permendagri 86/2017, Tabel T-C.29: kolom 8 = 7/6",
    title=Text("Tingkat realisasi ≠ realisasi / target", "Rate of realisation is not realisation / target"),
    message=Text(
        "Kolom {column} baris {key} {found}, seharusnya {expected} ({formula}). {diagnosis}",
        "Column {column} of {key} {found}, should be {expected} ({formula}). {diagnosis}",
    ),
    suggestion=Text(
        "Perbaiki menjadi {expected}, atau periksa angka yang dipakai.",
        "Make it {expected}, or check the figures it rests on.",
    ),
    explanation="Tingkat realisasi dihitung dari realisasi dan target tahun yang sama. Untuk indikator negatif dipakai rumus paket aturan. Angka boleh dibulatkan; yang dipotong tanpa pembulatan dicatat oleh TUR-011. Baris yang satuannya berbeda ditunda (SAT-004).",
    check=check,
    columns=derived_as("tingkat_realisasi"),
    waits=("STR-012",),
    waits_reckoned=MISLEADING,
    causes=FIGURE_CAUSES,
    bad=Example((Put("T-C.29", 18, "8", 7.5),), finds="T-C.29!H18"),
    good=Example((Put("T-C.29", 19, "8", "66,7"),)),
)
