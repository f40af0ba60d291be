"""JML-005: a group of a list is not the sum of its members."""

from __future__ import annotations

from rules.comparison.stated_sums import SUM_CAUSES, TOTAL, judge_level
from rules.engine.example_table_edits import Example, Put
from rules.engine.rule import Rule, grouped
from rules.frames.judgement import Judgement
from rules.frames.view import View
from rules.model.bilingual import Text


def check(view: View, column: str) -> Judgement:
    """Blame groups of any depth that are not the sum of the rows right below them."""
    return judge_level(view, column, *range(TOTAL))


RULE = Rule(
    id="JML-005",
    name="jumlah-kelompok",
    severity="galat",
    basis="PermenPAN-RB 53/2014, Bab I Laporan Kinerja: daftar aset menurut golongan dan rinciannya",
    title=Text("Jumlah kelompok ≠ jumlah anggotanya", "A group is not the sum of its members"),
    message=Text(
        'Kolom {column} "{key}" tertulis {value}, seharusnya {expected} (jumlah rinciannya); selisih {difference}. {diagnosis}',
        'Column {column} of "{key}" is {value}, should be {expected} (the sum of its members); difference {difference}. '
        "{diagnosis}",
    ),
    suggestion=Text(
        "Perbaiki menjadi {expected} bila rinciannya benar, atau lengkapi rinciannya.",
        "Make it {expected} if the members are right, or complete the members.",
    ),
    explanation="Jumlah dan nilai setiap golongan aset sama dengan jumlah rincian langsung di bawahnya. Tingkat baris dibaca "
    "dari tandanya (1. a. -) atau kolom Tingkat di samping tabel; tanpa keduanya, dari jumlah yang cocok. Kelompok yang "
    "tingkat rinciannya hanya dapat diduga ditunda.",
    check=check,
    columns=grouped,
    spoils=("sum",),
    waits=("figure", "NOM-006", "NOM-011", "NOM-014", "STR-012"),
    causes=SUM_CAUSES,
    bad=Example((Put("Aset", 16, "3", 150_250_000),), finds="Aset!C16"),
    good=Example((Put("Aset", 17, "1", "Kendaraan Bermotor Roda Dua"),)),
)
