"""JML-001: kegiatan ≠ sum of its sub kegiatan."""

from __future__ import annotations

from rules.comparison.stated_sums import SUM_CAUSES, judge_level
from rules.engine.example_table_edits import Example, Put
from rules.engine.rule import Rule, parted
from rules.frames.judgement import Judgement
from rules.frames.view import View
from rules.model.bilingual import Text


def check(view: View, column: str) -> Judgement:
    """Blame kegiatan whose money is not the sum of their sub kegiatan."""
    return judge_level(view, column, 3)


RULE = Rule(
    id="JML-001",
    name="jumlah-kegiatan",
    severity="galat",
    basis="Permendagri 86/2017: pagu induk adalah jumlah pagu rinciannya",
    title=Text("Pagu kegiatan ≠ jumlah sub kegiatan", "Kegiatan is not the sum of its sub kegiatan"),
    message=Text(
        "Pagu kegiatan {key} tertulis {value}, seharusnya {expected} (jumlah sub kegiatannya); selisih {difference}. {diagnosis}",
        "Kegiatan {key} is {value}, should be {expected} (the sum of its sub kegiatan); difference {difference}. {diagnosis}",
    ),
    suggestion=Text(
        "Perbaiki menjadi {expected} bila rinciannya benar, atau periksa rinciannya.",
        "Make it {expected} if the details are right, or check the details.",
    ),
    explanation="Pagu kegiatan selalu sama dengan jumlah pagu sub kegiatannya, tepat sampai rupiah. Sel anak yang tidak terbaca menunda pemeriksaan ini.",
    check=check,
    columns=parted,
    spoils=("sum",),
    waits=("place", "figure", "NOM-002", "NOM-006", "NOM-008", "NOM-009", "NOM-011", "NOM-014", "STR-012"),
    causes=SUM_CAUSES,
    bad=Example((Put("Bab-IV", 16, "6", 190_000_001),), finds="Bab-IV!F16"),
    good=Example((Put("Bab-IV", 16, "6", 190_000_000.0),)),
)
