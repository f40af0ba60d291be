"""JML-002: program ≠ sum of its kegiatan."""

from __future__ import annotations

from rules.comparison.stated_sums import SUM_CAUSES, judge_level
from rules.engine.example_table_edits import Example, Put
from rules.engine.rule import Rule, parted
from rules.frames.judgement import Judgement
from rules.frames.view import View
from rules.model.bilingual import Text


def check(view: View, column: str) -> Judgement:
    """Blame programs whose money is not the sum of their kegiatan."""
    return judge_level(view, column, 2)


RULE = Rule(
    id="JML-002",
    name="jumlah-program",
    severity="galat",
    basis="Permendagri 86/2017: pagu induk adalah jumlah pagu rinciannya",
    title=Text("Pagu program ≠ jumlah kegiatan", "Program is not the sum of its kegiatan"),
    message=Text(
        "Pagu program {key} tertulis {value}, seharusnya {expected} (jumlah kegiatannya); selisih {difference}. {diagnosis}",
        "Program {key} is {value}, should be {expected} (the sum of its kegiatan); difference {difference}. {diagnosis}",
    ),
    suggestion=Text(
        "Perbaiki menjadi {expected} bila rinciannya benar, atau periksa rinciannya.",
        "Make it {expected} if the details are right, or check the details.",
    ),
    explanation="Pagu program selalu sama dengan jumlah pagu kegiatannya, tepat sampai rupiah. Program dengan beberapa indikator memuat pagu hanya di baris pertamanya.",
    check=check,
    columns=parted,
    spoils=("sum",),
    waits=("place", "figure", "NOM-002", "NOM-006", "NOM-008", "NOM-009", "NOM-011", "NOM-014", "STR-012"),
    causes=SUM_CAUSES,
    bad=Example((Put("T-C.33", 14, "6", 109_000_000),), finds="T-C.33!F14"),
    good=Example((Put("T-C.33", 14, "6", 190_000_000.0),)),
)
