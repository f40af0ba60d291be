"""TUR-009: a target or pagu is nought or empty, so the rate is undefined."""

from __future__ import annotations

import numpy as np

from rules.arrays import Mask
from rules.calculation.derive import DIVISOR, derive, expression, numbers
from rules.comparison.slips import lacked, unsettled
from rules.engine.example_table_edits import Example, Put
from rules.engine.rule import Rule
from rules.frames.indicators import types
from rules.frames.judgement import Judgement
from rules.frames.view import View
from rules.model.bilingual import Text
from rules.model.cause import CauseKind
from rules.schema.layout import Layout


def _columns(layout: Layout) -> list[str]:
    """Columns that something is divided by, for the common type."""
    found = [number for derivation in layout.derived.values() for number in derivation.common.divisors]
    return [number for number in layout.columns if number in found and number not in layout.derived]


def check(view: View, column: str) -> Judgement:
    """Blame the nought that a realisation should be divided by; nought by nought is nothing to speak of."""
    bad = np.zeros(len(view.frame), dtype=bool)
    checked, empty = bad.copy(), ~(np.abs(numbers(view, column)[0]) > 0)
    for derived in view.layout.derived:
        for kind in sorted(set(types(view)[view.data])):
            arithmetic = expression(view, derived, kind)
            if arithmetic is None or column not in arithmetic.divisors:
                continue
            rows = view.data & view.has(derived) & (types(view) == kind)
            checked |= rows
            bad |= rows & empty & (derive(view, derived).reason == DIVISOR)
    unfilled = bad & view.blamed(column, "STR-010")
    return view.judge(
        checked & ~unfilled,
        bad & ~unfilled,
        deferred=unfilled | (bad & _undecided(view, column)),
        value=view.cells(column),
    )


def _undecided(view: View, column: str) -> Mask:
    """Empty cells under a sum that is wrong or unknown, and not for lack of them: whether it counts on them is not known."""
    if view.layout.totals is None or column not in view.layout.totals.columns:
        return np.zeros(len(view.frame), dtype=bool)
    return view.blank(column) & unsettled(view, column) & ~lacked(view, column)


RULE = Rule(
    id="TUR-009",
    name="pembagi-nol",
    severity="peringatan",
    basis="Permendagri 86/2017: tingkat realisasi dan capaian dihitung terhadap target",
    title=Text("Target atau pagu nol, rasionya tidak terdefinisi", "Target or pagu is nought, the rate is undefined"),
    message=Text(
        'Kolom {column} baris {key} berisi "{value}" padahal ada realisasi; tingkat realisasi atau capaiannya tidak dapat '
        "dihitung.",
        'Column {column} of {key} holds "{value}" though there is a realisation; its rate cannot be calculated.',
    ),
    suggestion=Text(
        "Isi targetnya, atau jelaskan mengapa ada realisasi tanpa target.",
        "Fill in the target, or explain why there is a realisation without one.",
    ),
    explanation="Pembagian dengan nol tidak punya arti; kolom rasionya dibiarkan kosong, bukan #DIV/0!. Realisasi tanpa "
    "target perlu dijelaskan.",
    check=check,
    columns=_columns,
    waits=("STR-010",),
    causes=(CauseKind(keeps_formulas=True),),
    bad=Example(
        (Put("T-C.29", 18, "4", "-"), Put("T-C.29", 18, "11", "-")),
        finds="T-C.29!D18",
    ),
    good=Example(tuple(Put("T-C.29", 18, column, "-") for column in ("4", "5", "6", "7", "8", "9", "10", "11"))),
)
