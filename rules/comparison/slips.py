"""Amounts of one cell that its own table or other tables show to be mistyped: all that follows from it is one cause.

Two things show it. The sum above comes right with the amount that another table of the plan states; or, where the sum is a
formula and so tells nothing, two other tables state the same other amount.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from rules.arrays import Mask, Numbers
from rules.calculation.sums import families
from rules.comparison.rows import amounts_over_there, leading, over_there, partners
from rules.frames.memo import once
from rules.frames.readings import Wholes
from rules.frames.view import View
from rules.values.codes import SUB


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What another table states for an amount, and in which cell."""

    view: View
    column: str
    row: int
    amount: int


@once
def due_by_sum(view: View, column: str) -> Wholes:
    """For each row the amount with which the sum that adds it up would come right; none where that sum is right or unknown."""
    family, money = families(view), view.money(column)
    missing = money.whole - family.add(money.whole)
    off = family.due & view.known_amount(column) & (missing != 0)
    due, none = money.whole.copy(), np.ones(len(money.whole), dtype=bool)
    for parent in np.flatnonzero(off).tolist():
        rows = family.of(parent)
        due[rows], none[rows] = money.whole[rows] + missing[parent], False
    return Wholes(due, none)


def sums_over(view: View, position: int) -> list[int]:
    """The rows that add up a row."""
    family = families(view)
    return [row for row in np.flatnonzero(family.due).tolist() if position in family.of(row)]


@once
def slips_of_plan(view: View, column: str) -> dict[int, Elsewhere]:
    """Mistyped amounts of sub kegiatan in the first table of a plan, by row, each with what the others state."""
    if not view.layout.group or view.layout.columns[column].year is None:
        return {}
    own = view.money(column)
    leaves = _sound_leaves(view, column)
    agreed, stated = np.zeros(len(leaves), dtype=bool), dict[int, list[Elsewhere]]()
    for other, theirs, match in _others(view, column):
        amounts = amounts_over_there(other, theirs, match)
        told = leaves & (match >= 0) & ~amounts.none & leading(view, other)
        told &= ~over_there(other.blamed(theirs, "figure"), match)
        agreed |= told & ~own.differ(amounts)
        for row in np.flatnonzero(told & own.differ(amounts)).tolist():
            stated.setdefault(row, []).append(Elsewhere(other, theirs, int(match[row]), int(amounts.whole[row])))
    due, silent = due_by_sum(view, column), _under_formulas(view, column) & ~agreed
    found = {}
    for row, others in stated.items():
        by_sum = next((x for x in others if not due.none[row] and x.amount == due.whole[row]), None)
        slip = by_sum or (_outvoted(others) if silent[row] else None)
        found.update({row: slip} if slip else {})
    return found


def _sound_leaves(view: View, column: str) -> Mask:
    """Sub kegiatan whose amount can be reckoned with and has no fault of its own."""
    found: Mask = view.coded & (view.levels.level == SUB) & view.known_amount(column) & ~view.blamed(column, "figure")
    return found


def _outvoted(others: Sequence[Elsewhere]) -> Elsewhere | None:
    """The first of several tables that state the same amount, all others than this one's."""
    amount, tables = Counter(x.amount for x in others).most_common(1)[0]
    return next(x for x in others if x.amount == amount) if tables > 1 else None


def _others(view: View, column: str) -> Iterator[tuple[View, str, Numbers]]:
    """The other tables of the plan, their column of the same year, and the row there of each row."""
    year = view.layout.columns[column].year
    for other in view.session.tables.values():
        if other is view or view.layout.group not in (other.layout.group, other.layout.follows):
            continue
        theirs = (other.layout.by_role("kebutuhan") if year == 0 else None) or other.layout.by_role("pagu", year)
        if theirs is not None:
            yield other, theirs, partners(view, other)


def _under_formulas(view: View, column: str) -> Mask:
    """Rows that a formula adds up, so that the sum says nothing of them."""
    family, found = families(view), np.zeros(len(view.frame), dtype=bool)
    for parent in np.flatnonzero(family.due & view.has_formula(column)).tolist():
        found[family.of(parent)] = True
    return found


@once
def meant(view: View, column: str) -> Wholes:
    """For each row the amount that its mistyped cell was meant to hold; none where it is no slip."""
    amounts: list[int | None] = [None] * len(view.frame)
    for row, told in slips_of_plan(view, column).items():
        amounts[row] = told.amount
    due, leaves = due_by_sum(view, column), _sound_leaves(view, column)
    for other, theirs, match in _plans(view, column) if not due.none.all() else ():
        planned = amounts_over_there(other, theirs, match)
        right = leaves & (match >= 0) & ~due.none & ~planned.none & (planned.whole == due.whole)
        for row in np.flatnonzero(right).tolist():
            amounts[row] = int(due.whole[row])
    return Wholes.of(amounts)


def _plans(view: View, column: str) -> Iterator[tuple[View, str, Numbers]]:
    """The tables of the plan that a table repeats, their column of the same year, and the row there of each row."""
    spec = view.layout.columns[column]
    year = 0 if spec.role == "kebutuhan" else spec.year
    if spec.role not in {"pagu", "kebutuhan"} or year is None:
        return
    for other in view.session.group(view):
        theirs = other.layout.by_role("pagu", year)
        if theirs is not None:
            yield other, theirs, partners(view, other)


def told_by_slip(view: View, column: str, other: View, theirs: str, match: Numbers) -> Mask:
    """Rows that state what the mistyped cell of the plan, in ``other``, was meant to hold: it is that cell that is blamed."""
    due, own = meant(other, theirs), view.money(column)
    found: Mask = (match >= 0) & ~np.append(due.none, True)[match] & (np.append(due.whole, 0)[match] == own.whole)
    return found & ~own.none


def cells_behind(view: View, column: str, position: int) -> list[tuple[str, str]]:
    """The mistyped cells that make the sum in a row wrong."""
    due = meant(view, column)
    return [view.cell(column, row) for row in families(view).of(position) if not due.none[row]]
