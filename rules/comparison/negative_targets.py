"""Rates over a target below zero: nothing in them says whether more or less is better, so both ways to reckon are right."""

from __future__ import annotations

import numpy as np

from rules.calculation.derive import expression, reckoned
from rules.frames.indicators import COMMON, NEGATIVE, types
from rules.frames.view import View


def other_way(view: View, column: str) -> dict[int, float]:
    """For rows with a target below zero: what a rate comes to for the other direction of its indicator."""
    found: dict[int, float] = {}
    if view.layout.columns[column].kind != "percent":
        return found
    kinds = types(view)
    for kind in {*kinds[view.data].tolist()}:
        own, other = (expression(view, column, x) for x in (kind, COMMON if kind == NEGATIVE else NEGATIVE))
        if own is None or other is None or not own.divisors:
            continue
        below = np.logical_or.reduce([reckoned(view, divisor) < 0 for divisor in own.divisors])
        rows = np.flatnonzero(view.data & (kinds == kind) & below).tolist()
        if rows:
            figures = other.evaluate({operand: reckoned(view, operand) for operand in other.columns})
            found |= {row: float(figures[row]) for row in rows if figures[row] == figures[row]}
    return found
