"""TUR-010: percentages are added up over periods."""

from __future__ import annotations

from rules.comparison.derived_figures import MISLEADING, SUMMED
from rules.comparison.judged_figures import derived_as, judge_figures
from rules.engine.example_table_edits import Example, Put
from rules.engine.rule import Rule
from rules.frames.judgement import Judgement
from rules.frames.view import View
from rules.model.bilingual import Text
from rules.model.cause import CauseKind


def check(view: View, column: str) -> Judgement:
    """Blame sums of figures of which only the last one counts."""
    return judge_figures(view, column, SUMMED)


RULE = Rule(
    id="TUR-010",
    name="akumulasi-persen",
    severity="galat",
    basis="Permendagri 86/2017, Tabel T-C.29 dan E.81: realisasi sampai tahun berjalan",
    title=Text("Persentase dijumlahkan antarperiode", "Percentages added up over periods"),
    message=Text(
        "Kolom {column} baris {key} {found}, yaitu jumlah antarperiode; untuk indikator ini yang berlaku angka terakhir, {expected} ({formula}).",
        "Column {column} of {key} {found}, the sum over periods; for this indicator the last figure counts, {expected} ({formula}).",
    ),
    suggestion=Text(
        "Tulis {expected}; bila indikatornya memang dijumlahkan, pilih jenis indikator positif di samping tabel.",
        "Write {expected}; if the indicator really adds up, choose its type beside the table.",
    ),
    explanation="Persentase, indeks, dan nilai adalah keadaan pada satu saat; menjumlahkannya antartahun atau antartriwulan menghasilkan angka tanpa arti, misalnya 300%.",
    check=check,
    columns=derived_as("akumulasi"),
    waits=("STR-012",),
    waits_reckoned=(*MISLEADING, "SAT-001"),
    causes=(
        CauseKind(
            remedy=Text(
                "Tulis angka terakhir dan perbaiki kolom yang dihitung darinya; bila indikatornya memang dijumlahkan, pilih jenis indikator positif di samping tabel.",
                "Write the last figure and correct the columns reckoned from it; if the indicator does add up, choose its type beside the table.",
            ),
            mended="expected",
        ),
    ),
    bad=Example((Put("T-C.29", 14, "10", 298), Put("T-C.29", 14, "11", 298)), finds="T-C.29!J14"),
    good=Example((Put("T-C.29", 14, "10", "100%"),)),
)
