"""Derived figures as they stand in a workbook: right, wrong, cut off or added up, by what the arithmetic gives.

A shown figure may differ from the exact one by half its last shown decimal. What is cut off instead of
rounded, or added up though only the last value counts, has a rule of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import ROUND_DOWN, Decimal
from typing import Any

import numpy as np

from rules.arrays import Cells, Mask, among, as_cells, only
from rules.calculation.derive import (
    BLANK,
    DIVISOR,
    UNITS,
    UNREADABLE,
    Due,
    as_figures,
    derivable,
    derive,
    expression,
    nearly,
    numbers,
)
from rules.comparison.figure_causes import NEGATIVE_WAY
from rules.comparison.other_direction import as_negative, other_way, under_limits
from rules.comparison.quarters import last_on_a_scale, parts_of_a_year, running_totals
from rules.comparison.shown_figure import CALCULATED, Shown, figure_in
from rules.frames.indicators import COMMON, PERCENTAGE, says, types, unread
from rules.frames.memo import once
from rules.frames.view import View
from rules.values.cells import as_text

OK, WRONG, CUT, SUMMED = "cocok", "salah", "potong", "jumlah"
"""A figure is right, wrong, cut off instead of rounded, or the sum of periods where the last one counts."""

_WRONG_THEMSELVES, _NO_OPERANDS = ("sum", "LTS-009", "DOK-003"), ("STR-010", "ANG-002")
MISLEADING = (*_WRONG_THEMSELVES, *_NO_OPERANDS)
"""What blames cells that a figure is reckoned from, so that it may be right though it does not follow from them."""


def outcome_of(figure: Shown, expected: float, summed: float | None = None) -> str:
    """A stated figure against the exact one; ``summed`` is what adding periods up would give."""
    due = Decimal(repr(expected))
    # A rate that ends right between two figures may come out a hair beside it in binary.
    if abs(figure.value - due) <= figure.tolerance + abs(due) / 10**12:
        return OK
    if summed is not None and abs(figure.value - Decimal(repr(summed))) <= figure.tolerance:
        return SUMMED
    last = Decimal(1).scaleb(-figure.decimals)
    # What is short of a figure by a hair shows nothing to cut off.
    seen = due.quantize(last.scaleb(-3))
    if 0 < figure.decimals < CALCULATED and seen.quantize(last, rounding=ROUND_DOWN) == figure.value:
        return CUT
    return WRONG


@once
def outcomes(view: View, column: str) -> tuple[Cells, Mask]:
    """For each row what its figure is (None where nothing can be said), and which figures are put off."""
    due = derive(view, column)
    readable = ~view.target(column).kind.among("rusak", "galat", "rumus", "rentang", "rasio")
    if view.layout.columns[column].kind == "money":
        readable = ~numbers(view, column)[1]
    rows = derivable(view, column) & view.has(column) & ~(view.total & view.blank(column))
    stale = view.blamed(column, "STR-012") | _of_unknown_type(view, column)
    judged = rows & (due.reason == "") & readable & ~stale
    summed, other, result = _sums_of_states(view, column), other_way(view, column), as_cells([None] * len(rows))
    same = judged & _exactly(view, column, due)
    result[same] = OK
    parts, negative = parts_of_a_year(view, column), as_negative(view, column)
    last = running_totals(view, column) | last_on_a_scale(view, column)
    for row in np.flatnonzero(judged & ~same).tolist():
        said = _judge(view, column, row, due.expected[row], summed.get(row))
        right = (
            (said == SUMMED and parts[row])
            or (said == WRONG and last[row])
            or (row in other and _judge(view, column, row, other[row], None) == OK)
        )
        if said == WRONG and negative[row] == negative[row] and _judge(view, column, row, negative[row], None) == OK:
            said = NEGATIVE_WAY
        result[row] = OK if right else said
    limited = under_limits(view, column)
    result[limited & among(result, NEGATIVE_WAY)] = OK
    stated = np.abs(numbers(view, column)[0]) > 0
    # A figure over a sum or an amount that is wrong itself may be right, and one over what was left out, if it is stated:
    # the finding there stands for both.
    misled = rest_on_blamed(view, column, *_WRONG_THEMSELVES) | (stated & rest_on_blamed(view, column, *_NO_OPERANDS))
    misled = (misled | (limited & stated)) & among(result, WRONG, CUT)
    waiting = among(due.reason, UNITS, UNREADABLE) | ((due.reason == "") & (stale | ~readable))
    # A rate over nothing may be anything; but where there is nothing at all to reckon from, there is no figure.
    waiting |= (due.reason == DIVISOR) & stated
    groundless = rows & (due.reason == BLANK) & stated & readable & ~stale & _any_operand(view, column, says_nothing)
    unfilled = _any_operand(view, column, _left_unfilled)
    result[groundless & ~unfilled] = WRONG
    return only(result, ~misled), misled | (rows & waiting) | (groundless & unfilled)


def _any_operand(view: View, column: str, found: Callable[[View, str], Mask]) -> Mask:
    """Rows of which one of the cells that a figure is reckoned from is of some sort."""
    rows: Mask = np.logical_or.reduce([found(view, operand) for operand in view.layout.derived[column].columns])
    return rows


def says_nothing(view: View, column: str) -> Mask:
    """Cells that say there is nothing."""
    money = view.layout.columns[column].kind == "money"
    return (view.money(column).status if money else view.target(column).kind).among("nihil")


def _left_unfilled(view: View, column: str) -> Mask:
    """Cells that say there is nothing, though their own figure can be reckoned."""
    none = np.zeros(len(view.frame), dtype=bool)
    return says_nothing(view, column) & (derive(view, column).reason == "") if column in view.layout.derived else none


def _exactly(view: View, column: str, due: Due) -> Mask:
    """Cells that hold the figure due to nine digits: calculated, or typed in full, so right however it is shown."""
    same = nearly(numbers(view, column)[0], as_figures(due.expected))
    if view.layout.columns[column].kind != "money":
        target = view.target(column)
        same &= target.kind.among("nilai") & ~target.ambiguous
    return same


def rest_on_blamed(view: View, column: str, *blamed: str) -> Mask:
    """Rows in which a typed cell the figure rests on is blamed by these rules."""
    found = np.zeros(len(view.frame), dtype=bool)
    for base in view.layout.base(column):
        found |= view.blamed(base, *blamed)
    return found


def _of_unknown_type(view: View, column: str) -> Mask:
    """Rows whose figures may add up or not: their targets name no unit, and the indicator does not tell either."""
    unknown = np.zeros(len(view.frame), dtype=bool)
    if not any(
        PERCENTAGE in view.layout.derived[x].by_type
        for x in (column, *view.layout.sources(column))
        if x in view.layout.derived
    ):
        return unknown
    for base in view.layout.base(column):
        unknown |= view.blamed(base, "SAT-001")
        if view.layout.columns[base].kind == "target":
            unknown |= unread(view, base) & view.target(base).unit.among("")
    counts = says(view, "cacah")
    chosen = view.layout.by_role("jenis")
    stated = view.text(chosen or "") != ""
    told: Mask = unknown & (types(view) == COMMON) & ~counts & ~stated
    return told


def _judge(view: View, column: str, row: int, expected: Any, summed: float | None) -> str:
    if isinstance(expected, str):
        return OK if view.text(column)[row].casefold() == as_text(expected).casefold() else WRONG
    figure = figure_in(view, column, row)
    if figure is not None and _of_fractions(view, column)[row]:
        figure = replace(figure, fraction=True)
    return WRONG if figure is None else outcome_of(figure, float(expected), summed)


@once
def _of_fractions(view: View, column: str) -> Mask:
    """Rows in which an amount is reckoned from a fraction, of which nobody has said which way it is rounded."""
    found = np.zeros(len(view.frame), dtype=bool)
    if view.layout.columns[column].kind == "money":
        for operand in view.layout.derived[column].columns:
            found |= view.money(operand).status.among("pecahan")
    return found


def _sums_of_states(view: View, column: str) -> dict[int, float]:
    """For rows of which only the last value counts: what adding the periods up would give."""
    found: dict[int, float] = {}
    common = view.layout.derived[column].common
    for kind in set(types(view)[view.data]):
        own = expression(view, column, kind)
        if own is None or not own.last_of or own.node == common.node:
            continue
        values = np.array([numbers(view, operand)[0] for operand in own.last_of])
        several = (view.data & (types(view) == kind)) & ((~np.isnan(values)).sum(axis=0) > 1)
        sums = np.nan_to_num(values).sum(axis=0)
        found |= {row: float(sums[row]) for row in np.flatnonzero(several).tolist()}
    return found
