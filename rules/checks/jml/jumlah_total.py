"""JML-004: TOTAL ≠ sum of the programs."""

from __future__ import annotations

import numpy as np

from rules.comparison.stated_sums import SUM_CAUSES, TOTAL, judge_level
from rules.engine.example_table_edits import Example, Put
from rules.engine.rule import Rule, totalled
from rules.frames.judgement import Judgement
from rules.frames.tree import top_level
from rules.frames.view import View
from rules.model.bilingual import Text
from rules.model.unchecked import Gap, Skip


def check(view: View, column: str) -> Judgement:
    """Blame grand totals that are not the sum of the programs."""
    judgement = judge_level(view, column, TOTAL)
    judgement.skipped |= _without_total(view)
    return judgement


def _without_total(view: View) -> dict[int, Skip]:
    """Workbooks whose plan has programs but no grand total."""
    if view.layout.hierarchy != "kode" or view.layout.footer:
        return {}
    stated = set(view.docs[view.total].tolist())
    return {doc: _no_total(view.name) for doc in np.unique(view.docs[top_level(view)]).tolist() if doc not in stated}


def _no_total(name: str) -> Skip:
    return Skip(
        Gap.UNSTATED,
        Text(f"tabel {name} tidak memuat baris TOTAL", f"table {name} has no row TOTAL"),
        Text("Tambahkan baris TOTAL di bawah programnya.", "Add a row TOTAL below its programs."),
    )


RULE = Rule(
    id="JML-004",
    name="jumlah-total",
    severity="galat",
    basis="Permendagri 86/2017: pagu induk adalah jumlah pagu rinciannya",
    title=Text("TOTAL ≠ jumlah program", "TOTAL is not the sum of the programs"),
    message=Text(
        "Baris {key} tertulis {value}, seharusnya {expected} (jumlah {details}); selisih {difference}. {diagnosis}",
        "Row {key} is {value}, should be {expected} (the sum of {details}); difference {difference}. {diagnosis}",
    ),
    suggestion=Text(
        "Perbaiki menjadi {expected} bila rinciannya benar, atau periksa rinciannya.",
        "Make it {expected} if the details are right, or check the details.",
    ),
    explanation="Baris TOTAL sama dengan jumlah seluruh program (dalam tabel tanpa program: semua barisnya), tepat sampai rupiah. Angka ini yang dikutip dalam naskah dan peraturan kepala daerah.",
    check=check,
    columns=totalled,
    spoils=("sum",),
    waits=("place", "figure", "NOM-002", "NOM-006", "NOM-008", "NOM-009", "NOM-011", "NOM-014", "STR-012"),
    causes=SUM_CAUSES,
    bad=Example((Put("Bab-IV", 23, "6", 404_000_000),), finds="Bab-IV!F23"),
    good=Example((Put("Bab-IV", 23, "6", 440_000_000.0),)),
)
