"""What the arithmetic of a layout gives for each row: the figures behind *Hitung* and behind the TUR rules.

A target counts with its number alone, and only where all operands are in one unit. Each row has its type of
indicator, which decides the expression. What cannot be derived says why.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from rules.arrays import Cells, Figures, Mask, as_cells, filled, only
from rules.frames.indicators import PREDICATE, types, unit_names
from rules.frames.memo import once
from rules.frames.view import View
from rules.record import record
from rules.schema.arithmetic import Expression
from rules.values.targets import holds_several

BLANK, UNREADABLE, UNITS, DIVISOR, NO_FIGURE = "kosong", "rusak", "satuan", "pembagi", "tanpa angka"
"""Why a row has no figure: operands missing, one unreadable, units apart, divided by nothing, or none by its type."""

_PLAIN: frozenset[type] = frozenset({float, int, type(None)})
_NO_NUMBER = ("rusak", "galat", "rumus", "rentang", "rasio")


@record
class Due:
    """What a derived column should hold, row by row: the figure (number, a text for a predicate, or None), or why none."""

    expected: Cells
    reason: Cells


@once
def numbers(view: View, column: str) -> tuple[Figures, Mask]:
    """A column as float64 (NaN for blank or nil) and which of its cells cannot be reckoned with."""
    if view.layout.columns[column].kind == "money":
        money = view.money(column)
        blank = money.none | money.status.among("kosong")
        values = np.where(blank, np.nan, money.whole / 10.0 ** view.layout.columns[column].decimals)
        return values, money.status.among(*_NO_NUMBER)
    target = view.target(column)
    several = target.unit.test(holds_several)
    unread = target.kind.among("rentang") | several
    return np.where(unread, np.nan, target.figure), target.kind.among(*_NO_NUMBER) | several


def typed(view: View, column: str) -> Mask:
    """Cells that hold something a person typed: neither blank nor a formula."""
    return ~view.blank(column) & ~view.has_formula(column)


@once
def reckoned_by(view: View, column: str) -> Cells:
    """The type of indicator by which each row of a column is reckoned; empty for money, which has but one arithmetic."""
    if view.layout.columns[column].kind == "money":
        return as_cells([""] * len(view.frame))
    return types(view)


def expression(view: View, column: str, indicator_type: str) -> Expression | None:
    """The arithmetic of a column for a type of indicator (see :func:`reckoned_by`), under the workbook's pack."""
    found = view.layout.derived[column].of(indicator_type)
    return found.expanded(view.session.pack.bodies) if found else None


def reckoned(view: View, column: str) -> Figures:
    """A column as float64; cells of a derived one count as typed, or else as derived."""
    values = numbers(view, column)[0]
    if column not in view.layout.derived:
        return values
    return np.where(typed(view, column), values, as_figures(derive(view, column).expected))


def as_figures(cells: Cells) -> Figures:
    """Cells as float64, NaN for all that is no number."""
    if set(map(type, cells)) <= _PLAIN:
        return cells.astype(np.float64)
    return np.array(
        [x if isinstance(x, int | float) and not isinstance(x, bool) else np.nan for x in cells], dtype=np.float64
    )


def nearly(figures: Figures, exact: Figures) -> Mask:
    """Where figures are the exact ones to nine digits."""
    found: Mask = np.abs(figures - exact) <= np.abs(exact) / 10**9
    return found


def _operand(view: View, column: str) -> tuple[Figures, Mask, Mask]:
    """Numbers, unreadable cells and cells whose units are apart; a derived column counts as typed or as derived."""
    values, broken = reckoned(view, column), numbers(view, column)[1]
    apart = np.zeros(len(view.frame), dtype=bool)
    if column in view.layout.derived:
        own, due = typed(view, column), derive(view, column)
        broken = np.where(own, broken, due.reason == UNREADABLE)
        apart = (due.reason == UNITS) & ~own
    return values, broken, apart


def units_apart(view: View, columns: Sequence[str]) -> Mask:
    """Rows whose targets in these columns are in different units.

    A bare number fits a percentage, and a bare nought fits any unit.
    """
    apart = np.zeros(len(view.frame), dtype=bool)
    counted = [column for column in columns if view.layout.columns[column].kind == "target"]
    names = {column: unit_names(view, column) for column in counted}
    filled = {column: view.target(column).kind.among("nilai") for column in counted}
    bare = {column: names[column].among("") for column in counted}
    percent = {column: names[column].among("%") for column in counted}
    named = {column: filled[column] & ~(bare[column] & (numbers(view, column)[0] == 0)) for column in counted}
    for one, other in combinations(counted, 2):
        fits = (bare[one] & percent[other]) | (percent[one] & bare[other])
        apart |= named[one] & named[other] & ~fits & (names[one].cells != names[other].cells)
    return apart


def derivable(view: View, column: str) -> Mask:
    """Rows a column is derived in: those of the table, and its grand total where that adds up all operands."""
    return view.data | (view.total & view.layout.adds_up(column))


@once
def derive(view: View, column: str) -> Due:
    """What the arithmetic of a derived column gives for each row."""
    size = len(view.frame)
    expected, reason = as_cells([None] * size), as_cells([NO_FIGURE] * size)
    kinds, rows = reckoned_by(view, column), derivable(view, column)
    apart = units_apart(view, view.layout.base(column))
    for kind in set(kinds[rows]):
        found, chosen = expression(view, column, kind), rows & (kinds == kind)
        if found is None:
            continue
        if kind == PREDICATE and found.last_of:
            words = _last_word(view, found.last_of)
            part = Due(words, np.where(filled(words), as_cells([""] * size), BLANK))
        else:
            part = _figures(view, found, apart)
        expected[chosen], reason[chosen] = part.expected[chosen], part.reason[chosen]
    reason[apart & (reason == "")] = UNITS
    return Due(only(expected, reason == ""), reason)


def _last_word(view: View, columns: tuple[str, ...]) -> Cells:
    """The last cell that states anything; of a derived column what it states or would."""
    last = as_cells([None] * len(view.frame))
    for column in columns:
        words = only(view.cells(column), ~view.target(column).kind.among("kosong", "nihil"))
        if column in view.layout.derived:
            words = np.where(typed(view, column), words, derive(view, column).expected)
        last = np.where(filled(words), words, last)
    return last


def _figures(view: View, found: Expression, apart: Mask) -> Due:
    operands = {column: _operand(view, column) for column in found.columns}
    values = {column: parts[0] for column, parts in operands.items()}
    figures = found.evaluate(values)
    reason = as_cells([""] * len(figures))
    reason[np.isnan(figures)] = BLANK
    missing, given = np.zeros(len(figures), dtype=bool), np.zeros(len(figures), dtype=bool)
    for column, numbers_of in values.items():
        nothing = np.isnan(numbers_of) | (numbers_of == 0)
        if column in found.divisors:
            missing |= nothing
        else:
            given |= ~nothing
    reason[missing & given] = DIVISOR
    reason[apart] = UNITS
    for _, broken, units in operands.values():
        reason[units] = UNITS
        reason[broken] = UNREADABLE
    return Due(figures.astype(object), reason)
