"""STR-003: a derived cell holds a constant where its neighbours hold formulas."""

from __future__ import annotations

import numpy as np

from rules.derive import numbers, typed
from rules.judgement import Judgement
from rules.layout import Layout
from rules.rule import Example, Put, Rule, Text
from rules.totals import sums
from rules.view import View

_WRONG = ("JML-001", "JML-002", "JML-003", "JML-004", "TUR-001", "TUR-002", "TUR-003", "TUR-004", "TUR-005", "TUR-010",
          "TUR-011")  # fmt: skip


def _columns(layout: Layout) -> list[str]:
    return [*layout.derived, *(layout.totals.columns if layout.totals else [])]


def check(view: View, column: str) -> Judgement:
    """Blame numbers typed where at least half of a table's derived cells of the column hold formulas."""
    derived = view.data & view.has(column)
    if column not in view.layout.derived:
        derived = sums(view, column).due
    held = view.has_formula(column)
    filled = derived & ~view.blank(column)
    of_table = view.frame["table"].to_numpy()
    count, with_formula = (np.bincount(of_table[rows], minlength=len(view.tables)) for rows in (filled, filled & held))
    checked = filled & (with_formula * 2 >= count)[of_table]
    wrong = view.blamed(column, *_WRONG)
    bad = checked & typed(view, column) & numbers(view, column)[0].notna().to_numpy() & ~wrong
    return view.judge(checked & ~wrong, bad, deferred=checked & wrong, value=view.frame[column])


RULE = Rule(
    id="STR-003",
    name="rumus-tertimpa",
    severity="peringatan",
    basis="Permendagri 86/2017: jumlah dan tingkat capaian dihitung dari rinciannya",
    title=Text("Rumus tertimpa angka", "Formula overwritten by a number"),
    message=Text(
        "Sel ini berisi angka ketikan {value}, padahal sel turunan lain di kolom ini berisi rumus.",
        "This cell holds the typed number {value}, while other derived cells of the column hold formulas.",
    ),
    suggestion=Text(
        "Salin kembali rumus dari sel sejenis, agar angkanya mengikuti rinciannya.",
        "Copy the formula back from a like cell, so that the figure follows its details.",
    ),
    explanation="Angka yang diketik di atas rumus tidak ikut berubah saat rinciannya berubah. Bila angkanya juga salah, "
    "yang dilaporkan hanya kesalahan angkanya.",
    check=check,
    columns=_columns,
    bad=Example((Put("T-C.31", 18, "6", 250_000_000),), finds="T-C.31!F18"),
    good=Example((Put("T-C.31", 19, "6", 200_000_000.0),)),
)
