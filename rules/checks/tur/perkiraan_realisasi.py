"""TUR-002: a realisation over periods is not what its periods give."""

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
    """Blame accumulated figures that their periods contradict, and figures left out."""
    return judge_figures(view, column, WRONG)


RULE = Rule(
    id="TUR-002",
    name="perkiraan-realisasi",
    severity="galat",
    basis="Permendagri 86/2017, Tabel T-C.29: kolom 10 = 5+7+9; Tabel E.81: kolom 12 = 8+9+10+11",
    title=Text(
        "Perkiraan atau akumulasi realisasi ≠ hitungannya", "Accumulated realisation is not what its periods give"
    ),
    message=Text(
        "Kolom {column} baris {key} {found}, seharusnya {expected} ({formula}). {diagnosis}",
        "Column {column} of {key} {found}, should be {expected} ({formula}). {diagnosis}",
    ),
    suggestion=Text(
        "Perbaiki menjadi {expected}, atau periksa angka yang dipakai.",
        "Make it {expected}, or check the figures it rests on.",
    ),
    explanation="Realisasi yang berupa cacah dijumlahkan antarperiode. Untuk indikator persentase, nilai akhir, dan negatif yang berlaku adalah angka terakhir, bukan jumlahnya. Sel kosong atau tanda - dilaporkan bila angkanya sudah dapat dihitung.",
    check=check,
    columns=derived_as("akumulasi"),
    waits=("STR-012",),
    waits_reckoned=(*MISLEADING, "SAT-001"),
    causes=FIGURE_CAUSES,
    bad=Example((Put("T-C.29", 18, "10", 54), Put("T-C.29", 18, "11", 90)), finds="T-C.29!J18"),
    good=Example((Put("T-C.29", 18, "10", "45 Laporan"),)),
)
