"""Periods that are increments, that accumulate, or are states: told apart by what the year's column and their units say."""

from __future__ import annotations

import numpy as np

from rules.arrays import Mask, Numbers
from rules.calculation.derive import expression, nearly, numbers
from rules.frames.indicators import COMMON, STATE, in_scores, says, types
from rules.frames.view import View


def parts_of_a_year(view: View, column: str) -> Mask:
    """Rows whose quarters are increments, as the year's column says too: they make up the target, or come near it and fall."""
    found = _quarters(view, column, "realisasi", "target")
    if found is None:
        return _none(view)
    figures, target = np.nan_to_num(found[0]), found[1]
    total, last = figures.sum(axis=0), figures[-1]
    # What accumulates never falls, and rises somewhere; what is a state of its own comes to several times the target.
    rises = (np.diff(figures, axis=0) >= 0).all(axis=0) & (last > figures[0])
    parts: Mask = (total <= target) | (~rises & (abs(total - target) < abs(last - target)))
    return parts


def running_totals(view: View, column: str) -> Mask:
    """Rows whose year has the figure of its last quarter, because the quarters accumulate.

    They never fall, and in most such rows of a workbook they would add up to more than was planned, which none of them alone does.
    """
    money = view.layout.columns[column].kind == "money"
    found = _quarters(view, column, *(("realisasi_dana", "pagu") if money else ("realisasi", "target")))
    if found is None:
        return _none(view)
    figures, goal = found
    until = np.maximum.accumulate(np.nan_to_num(figures), axis=0)
    last = until[-1]
    # Of a quarter that is still to come there is nothing to say.
    running: Mask = ((figures == until) | np.isnan(figures)).all(axis=0) & (last > until[0])
    running &= nearly(numbers(view, column)[0], last)
    beyond = running & (np.nansum(figures, axis=0) > goal) & (last <= goal)
    for doc in np.unique(view.docs[running]):
        rows = view.docs == doc
        running[rows] &= 2 * (beyond & rows).sum() >= (running & rows).sum()
    return running


def last_on_a_scale(view: View, column: str) -> Mask:
    """Rows whose figure is the last one of its periods, all of them on a scale: a state, whatever its indicator is called."""
    last = expression(view, column, STATE) if view.layout.columns[column].kind != "money" else None
    if last is None or not last.last_of:
        return _none(view)
    scores = [in_scores(view, x) for x in (column, *last.last_of)]
    named = [~view.blank(x) & ~view.target(x).unit.among("") for x in (column, *last.last_of)]
    on_scale = np.any(scores, axis=0) & ~np.any(
        [one & ~score for one, score in zip(named, scores, strict=True)], axis=0
    )
    due = last.evaluate({x: numbers(view, x)[0] for x in last.columns})
    states: Mask = on_scale & (types(view) == COMMON) & ~says(view, "cacah") & nearly(numbers(view, column)[0], due)
    return states


def _none(view: View) -> Mask:
    return np.zeros(len(view.frame), dtype=bool)


def _quarters(view: View, column: str, role: str, goal: str) -> tuple[Numbers, Numbers] | None:
    """What the quarters of a year hold, in their order, and what was planned for it; None where a column is reckoned from none."""
    layout = view.layout
    quarters = [number for number in layout.sources(column) if layout.columns[number].role == role]
    due = layout.by_role(goal, 0)
    if due is None or layout.columns[column].year != 0 or {layout.columns[x].year for x in quarters} != {0}:
        return None
    in_order = sorted(quarters, key=list(layout.columns).index)
    return np.array([numbers(view, number)[0] for number in in_order]), numbers(view, due)[0]
