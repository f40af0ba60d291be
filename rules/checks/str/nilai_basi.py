"""STR-012: the stored value of a formula is not what the formula gives."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import pandas as pd

from rules.arrays import Cells, any_in_doc, as_cells
from rules.calculation.derive import as_figures, derive, nearly
from rules.calculation.recalculate import (
    MOST_WORKED_OUT,
    UNKNOWN,
    beside_codes_as_numbers,
    formula_of,
    is_ours,
    recalculated,
    same,
)
from rules.comparison.stated_sums import sums
from rules.engine.example_table_edits import Calculated, Example
from rules.engine.rule import Rule
from rules.frames.judgement import Judgement
from rules.frames.view import View
from rules.model.bilingual import Text
from rules.model.cause import CauseKind


def _due(view: View, column: str) -> Cells:
    """What the table's own arithmetic gives for the column, where it gives anything."""
    due = as_cells([None] * len(view.frame))
    if column in view.layout.derived:
        due = derive(view, column).expected
    if view.layout.totals and column in view.layout.totals.columns:
        total, scale = sums(view, column), 10 ** view.layout.columns[column].decimals
        due = np.where(total.due, (total.expected / scale).astype(object), due)
    return due


def check(view: View, column: str) -> Judgement:
    """Blame formulas whose result was stored before their operands last changed."""
    cells = view.has_formula(column) & ~view.uncalculated(column) & ~view.errors(column)
    checked, bad = cells.copy(), cells & False
    expected: list[Any] = []
    causes: list[str] = []
    worked: Counter[int] = Counter()
    if not cells.any():
        return view.judge(checked, bad)
    held, due, numbers = view.cells(column), _due(view, column), view.table_numbers
    seekers = beside_codes_as_numbers(view)
    for row in np.flatnonzero(cells & ~nearly(as_figures(held), as_figures(due))).tolist():
        kept, own = held[row], due[row]
        if not _nothing(own) and same(kept, own):
            continue
        table, at = view.table_of(row), view.place(row)[1]
        formula = formula_of(view, column, row)
        if seekers[row] and "SUMIF" in formula.upper():
            checked[row] = False
            continue
        worked[numbers[row]] += 1
        result = recalculated(table, column, formula) if worked[numbers[row]] <= MOST_WORKED_OUT else UNKNOWN
        if result is UNKNOWN and is_ours(table, at, formula) and not _nothing(own):
            result = own
        checked[row] = result is not UNKNOWN
        if result is not UNKNOWN and not same(kept, result):
            bad[row] = True
            expected.append(result)
            causes.append("turunan" if not _nothing(own) and same(own, result) else "")
    unread = cells & ~checked & (seekers | any_in_doc(view.blamed(column, "figure"), view.docs))
    stored = ['""' if blank else value for value, blank in zip(held[bad], view.blank(column)[bad], strict=True)]
    return view.judge(checked, bad, deferred=unread, value=stored, expected=expected, cause=causes)


def _nothing(value: Any) -> bool:
    return value is None or value is pd.NA


RULE = Rule(
    id="STR-012",
    name="nilai-basi",
    severity="galat",
    basis="Permendagri 86/2017: setiap sel tabel memuat data yang dapat dibaca",
    title=Text("Nilai tersimpan bukan hasil rumusnya", "Stored value is not the formula's result"),
    message=Text(
        "Rumus di sel ini menyimpan {value}, padahal hasilnya {expected}.",
        "The formula in this cell has {value} stored, though it gives {expected}.",
    ),
    suggestion=Text(
        "Buka buku kerja di Excel, tekan Ctrl+Alt+F9, lalu simpan kembali.",
        "Open the workbook in Excel, press Ctrl+Alt+F9 and save again.",
    ),
    explanation="Nilai yang terlihat di pratinjau dan dibaca program lain adalah nilai yang tersimpan. Bila isinya diubah "
    "tanpa dihitung ulang, angka itu basi. Rumus dihitung ulang dengan hitungan kami sendiri; rumus yang memakai fungsi "
    "atau lembar lain di luar itu tidak dinilai.",
    check=check,
    waits=("place", "figure", "NOM-002", "NOM-008", "NOM-009", "NOM-011"),
    causes=(
        CauseKind(keeps_formulas=True),
        CauseKind(
            "turunan",
            remedy=Text(
                "Hitung: renja compute; atau di Excel tekan Ctrl+Alt+F9, lalu simpan kembali.",
                "Compute: renja compute; or in Excel press Ctrl+Alt+F9 and save again.",
            ),
            mended="compute",
            keeps_formulas=True,
            shared="nilai-basi",
        ),
    ),
    bad=Example((Calculated("T-C.33", 16, "6", "=F17+F18", 180_000_000),), finds="T-C.33!F16"),
    good=Example((Calculated("T-C.33", 16, "6", "=F17+F18", 190_000_000),)),
)
