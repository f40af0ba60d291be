"""JML-006: the formula of a sum misses a row or counts one twice, whatever its value happens to be."""

from __future__ import annotations

import numpy as np

from rules.calculation.recalculate import formula_of
from rules.comparison.stated_sums import sums
from rules.comparison.sum_ranges import reach
from rules.engine.example_table_edits import Calculated, Example, Put
from rules.engine.rule import Rule, planned
from rules.frames.judgement import Judgement
from rules.frames.view import View
from rules.model.bilingual import Text
from rules.model.cause import CauseKind


def check(view: View, column: str) -> Judgement:
    """Blame sums whose range is wrong though their value agrees; where it does not, the sum's own finding tells."""
    concerned = view.has_formula(column) & sums(view, column).due
    wrong = view.blamed(column, "sum", "STR-012") if concerned.any() else concerned
    found = {row: reach(view, column, row) for row in np.flatnonzero(concerned).tolist()}
    checked, bad = np.zeros(len(concerned), dtype=bool), np.zeros(len(concerned), dtype=bool)
    checked[[row for row, told in found.items() if told is not None]] = True
    faulty = {row: told for row, told in found.items() if told is not None and not told.sound and not wrong[row]}
    bad[list(faulty)] = True
    formulas = [formula_of(view, column, row) for row in faulty]
    return view.judge(
        checked & ~wrong, bad, deferred=checked & wrong, value=formulas, reach=[told.words for told in faulty.values()]
    )


RULE = Rule(
    id="JML-006",
    name="jangkauan-rumus",
    severity="peringatan",
    basis="Permendagri 86/2017: pagu induk adalah jumlah pagu rinciannya",
    title=Text("Rumus jumlah melewatkan atau mengulang baris", "The formula of a sum misses or repeats a row"),
    message=Text("Rumus jumlah {key} ({value}): {reach}", "Formula of the sum {key} ({value}): {reach}"),
    suggestion=Text(
        "Perbaiki jangkauan rumusnya agar setiap rincian dijumlahkan tepat sekali.",
        "Mend the range so that every detail is added exactly once.",
    ),
    explanation="Nilai jumlah dapat kebetulan benar karena baris yang terlewat masih nol atau kosong. Begitu baris itu diisi, "
    "jumlahnya salah. Baris yang disisipkan di tepi tabel sering tidak ikut masuk jangkauan SUM, dan SUM yang memuat "
    "subjumlah beserta rinciannya menghitung dua kali.",
    check=check,
    columns=planned,
    waits=("place", "figure", "sum", "NOM-002", "NOM-008", "NOM-009", "STR-012"),
    causes=(CauseKind(keeps_formulas=True),),
    bad=Example(
        (
            Put("T-C.31", 20, "6", 0),
            Calculated("T-C.31", 18, "6", "=SUM(F19:F19)", 200_000_000),
            Calculated("T-C.31", 17, "6", "=F18", 200_000_000),
            Calculated("T-C.31", 21, "6", "=F12+F17", 390_000_000),
        ),
        finds="T-C.31!F18",
    ),
    good=Example((Calculated("T-C.31", 18, "6", "=F19+F20", 250_000_000),)),
)
