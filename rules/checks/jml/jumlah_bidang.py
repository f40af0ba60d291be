"""JML-003: bidang or urusan ≠ sum of its programs."""

from __future__ import annotations

from rules.comparison.stated_sums import SUM_CAUSES, judge_level
from rules.engine.example_table_edits import Example, Put
from rules.engine.rule import Rule, planned
from rules.frames.judgement import Judgement
from rules.frames.view import View
from rules.model.bilingual import Text


def check(view: View, column: str) -> Judgement:
    """Blame bidang and urusan whose money is not the sum of what stands below."""
    return judge_level(view, column, 0, 1)


RULE = Rule(
    id="JML-003",
    name="jumlah-bidang",
    severity="galat",
    basis="Permendagri 86/2017: pagu induk adalah jumlah pagu rinciannya",
    title=Text("Pagu bidang/urusan ≠ jumlah program", "Bidang or urusan is not the sum of its programs"),
    message=Text(
        "Pagu {key} tertulis {value}, seharusnya {expected} (jumlah programnya); selisih {difference}. {diagnosis}",
        "Amount of {key} is {value}, should be {expected} (the sum of its programs); difference {difference}. {diagnosis}",
    ),
    suggestion=Text(
        "Perbaiki menjadi {expected} bila rinciannya benar, atau periksa rinciannya.",
        "Make it {expected} if the details are right, or check the details.",
    ),
    explanation="Bila baris urusan dan bidang urusan dicantumkan, pagunya sama dengan jumlah program di bawahnya.",
    check=check,
    columns=planned,
    spoils=("sum",),
    waits=("place", "figure", "NOM-002", "NOM-006", "NOM-008", "NOM-009", "NOM-011", "NOM-014", "STR-012"),
    causes=SUM_CAUSES,
    bad=Example((Put("T-C.33", 12, "6", 440_000),), finds="T-C.33!F12"),
    good=Example((Put("T-C.33", 12, "6", 440_000_000.0),)),
)
