"""Rates reckoned for the other direction of an indicator, where nothing says whether more of it or less is better."""

from __future__ import annotations

import numpy as np

from rules.arrays import Figures
from rules.calculation.derive import expression, reckoned
from rules.frames.indicators import COMMON, NEGATIVE, PREDICATE, types
from rules.frames.view import View


def as_negative(view: View, column: str) -> Figures:
    """What a rate comes to if less of an indicator is better, for rows that say nothing of that; NaN for all others."""
    found = np.full(len(view.frame), np.nan)
    negative = expression(view, column, NEGATIVE) if view.layout.columns[column].kind == "percent" else None
    if negative is None or negative == expression(view, column, COMMON):
        return found
    silent = view.data & (view.text(view.layout.by_role("jenis") or "") == "") & (types(view) != PREDICATE)
    figures = negative.evaluate({operand: reckoned(view, operand) for operand in negative.columns})
    return np.where(silent, figures, np.nan)


def other_way(view: View, column: str) -> dict[int, float]:
    """For rows with a target below zero, over which both ways are right: what a rate comes to for the other direction."""
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
