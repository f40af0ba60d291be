"""Rates reckoned for the other direction of an indicator, where nothing says whether more of it or less is better."""

from __future__ import annotations

import numpy as np

from rules.arrays import Figures, Mask
from rules.calculation.derive import expression, reckoned
from rules.frames.indicators import COMMON, NEGATIVE, PREDICATE, types
from rules.frames.view import View
from rules.values.cells import as_text
from rules.values.remarks import is_upper_limit


def as_negative(view: View, column: str) -> Figures:
    """What a rate comes to if less of an indicator is better, for rows that say nothing of that; NaN for all others."""
    found = np.full(len(view.frame), np.nan)
    negative = expression(view, column, NEGATIVE) if view.layout.columns[column].kind == "percent" else None
    if negative is None or negative == expression(view, column, COMMON):
        return found
    silent = _silent(view) & (types(view) != PREDICATE)
    figures = negative.evaluate({operand: reckoned(view, operand) for operand in negative.columns})
    return np.where(silent, figures, np.nan)


def _silent(view: View) -> Mask:
    """Rows that do not name the kind of their indicator."""
    found: Mask = view.data & (view.text(view.column_of("jenis")) == "")
    return found


def under_limits(view: View, column: str) -> Mask:
    """Rows that say nothing of it, with a target not to be passed: less is better there, and no one has said by which formula."""
    goals = [x for x in view.layout.derived[column].columns if view.layout.columns[x].role == "target"]
    limited = [view.distinct(goal).test(lambda value: is_upper_limit(as_text(value))) for goal in goals]
    found: Mask = _silent(view) & np.logical_or.reduce([np.zeros(len(view.frame), dtype=bool), *limited])
    return found


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
