"""STR-003: a derived cell holds a constant where its neighbours hold formulas."""

from __future__ import annotations

import numpy as np

from rules.calculation.derive import numbers, typed
from rules.calculation.recalculate import formula_of
from rules.comparison.stated_sums import sums
from rules.comparison.sum_ranges import amounts_told, in_formulas, typed_amounts
from rules.engine.example_table_edits import Example, Put
from rules.engine.rule import Rule
from rules.frames.judgement import Judgement
from rules.frames.view import View
from rules.model.bilingual import Text
from rules.model.cause import CauseKind
from rules.model.display import display
from rules.schema.layout import Layout


def _columns(layout: Layout) -> list[str]:
    return list(
        dict.fromkeys([*layout.derived, *(layout.totals.columns if layout.totals else []), *layout.of_kind("money")])
    )


def check(view: View, column: str) -> Judgement:
    """Blame numbers typed where at least half of a table's derived cells of the column hold formulas, or within one."""
    derived = view.data & view.has(column)
    if column not in view.layout.derived:
        summed = view.layout.totals is not None and column in view.layout.totals.columns
        derived = sums(view, column).due if summed else derived & False
    held = view.has_formula(column)
    filled = derived & ~view.blank(column)
    of_table = view.table_numbers
    count, with_formula = (np.bincount(of_table[rows], minlength=len(view.tables)) for rows in (filled, filled & held))
    # Whether a row adds others up, its code tells.
    doubtful = filled & view.blamed(view.column_of("kode"), "place")
    checked = filled & ~doubtful & (with_formula * 2 >= count)[of_table]
    wrong = view.blamed(column, "sum", "TUR-001", "TUR-002", "TUR-003", "TUR-004", "TUR-005", "TUR-010", "TUR-011")
    bad = checked & typed(view, column) & ~np.isnan(numbers(view, column)[0]) & ~wrong
    inside = in_formulas(view, column) & ~wrong & ~view.uncalculated(column)
    problems = [
        _inside(view, column, row) if inside[row] else _typed(view, column, row)
        for row in np.flatnonzero(bad | inside).tolist()
    ]
    return view.judge(
        (checked | inside) & ~wrong,
        bad | inside,
        deferred=(checked & wrong) | doubtful,
        value=view.cells(column),
        problem=problems,
        cause=["dalam rumus" if x else "" for x in inside[bad | inside]],
    )


def _typed(view: View, column: str, row: int) -> Text:
    shown = display(view.frame[column][row], 0)
    return Text(
        f"Sel ini berisi angka ketikan {shown}, padahal sel turunan lain di kolom ini berisi rumus.",
        f"This cell holds the typed number {shown}, while other derived cells of the column hold formulas.",
    )


def _inside(view: View, column: str, row: int) -> Text:
    formula = formula_of(view, column, row)
    told = amounts_told(typed_amounts(formula))
    return Text(f"{told.id} Rumus: {formula}", f"{told.en} Formula: {formula}")


RULE = Rule(
    id="STR-003",
    name="rumus-tertimpa",
    severity="peringatan",
    basis="Permendagri 86/2017: jumlah dan tingkat capaian dihitung dari rinciannya",
    title=Text("Rumus tertimpa angka", "Formula overwritten by a number"),
    message=Text("{problem}", "{problem}"),
    suggestion=Text(
        "Salin kembali rumus dari sel sejenis, agar angkanya mengikuti rinciannya.",
        "Copy the formula back from a like cell, so that the figure follows its details.",
    ),
    explanation="Angka yang diketik di atas rumus tidak ikut berubah saat rinciannya berubah. Bila angkanya juga salah, "
    "yang dilaporkan hanya kesalahan angkanya. Hal yang sama berlaku bagi angka yang diketik di dalam rumus, seperti =20906000-R15.",
    check=check,
    columns=_columns,
    waits=(
        "place",
        "figure",
        "sum",
        "NOM-002",
        "NOM-008",
        "NOM-009",
        "TUR-001",
        "TUR-002",
        "TUR-003",
        "TUR-004",
        "TUR-005",
        "TUR-010",
        "TUR-011",
    ),
    causes=(
        CauseKind(keeps_formulas=True),
        CauseKind(
            "dalam rumus",
            Text("Angka diketik di dalam rumus", "Numbers typed into a formula"),
            Text(
                "Ganti angka ketikan dalam rumus dengan rujukan ke selnya.",
                "Replace the typed number by a reference to its cell.",
            ),
            keeps_formulas=True,
        ),
    ),
    bad=Example((Put("T-C.31", 18, "6", 250_000_000),), finds="T-C.31!F18"),
    good=Example((Put("T-C.31", 19, "6", 200_000_000.0),)),
)
