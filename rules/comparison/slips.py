"""Amounts of a cell that its own table or other tables show to be mistyped: all that follows from it is one cause.

Two things show it. The sum above comes right with the amount that another table of the plan states, in this cell or in
all that differ from that table; or, where there is no sum, or it is a formula or wrong itself and so tells nothing, two
other tables state the same other amount.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np

from rules.arrays import Mask, Numbers, at_rows
from rules.calculation.sums import families
from rules.comparison.programs import GROUP, compared_money, money_columns, program_rows
from rules.comparison.rows import amounts_over_there, leading, over_there, partners, tables_beside
from rules.frames.judgement import Judgement
from rules.frames.memo import once
from rules.frames.merged_blocks import in_common
from rules.frames.readings import Wholes
from rules.frames.tree import doubled
from rules.frames.view import View
from rules.record import record
from rules.values.codes import SUB


@record
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
    missing = _missing(view, column)
    due, none = money.whole.copy(), np.ones(len(money.whole), dtype=bool)
    for parent in np.flatnonzero(missing).tolist():
        rows = family.of(parent)
        due[rows], none[rows] = money.whole[rows] + missing[parent], False
    return Wholes(due, none)


@once
def _missing(view: View, column: str) -> Numbers:
    """For each sum what its details lack of it; nought where it is right or cannot be read."""
    family, whole = families(view), view.money(column).whole
    return np.where(family.due & view.known_amount(column), whole - family.add(whole), 0)


def _right_together(view: View, column: str, rows: Mask, stated: Numbers) -> Mask:
    """Rows that make a sum above come right once all of these are as stated elsewhere."""
    family, missing = families(view), _missing(view, column)
    change = np.where(rows, stated - view.money(column).whole, 0)
    found: Mask = (change != 0) & _members(view, (missing != 0) & (family.add(change) == missing))
    return found


def _members(view: View, sums: Mask) -> Mask:
    """The rows that these sums add up."""
    family, found = families(view), np.zeros(len(view.frame), dtype=bool)
    for parent in np.flatnonzero(sums).tolist():
        found[family.of(parent)] = True
    return found


@once
def unsettled(view: View, column: str) -> Mask:
    """Rows under no sum, or one that is not that of its details, or not known to be: it tells nothing of any of them."""
    family, known = families(view), view.known_amount(column)
    unknown = family.add((~known).astype(np.int64)) > 0
    wrong = family.due & (~known | unknown | (_missing(view, column) != 0))
    return _members(view, wrong) | ~_members(view, family.due)


@once
def lacked(view: View, column: str) -> Mask:
    """Rows under a sum that is more than its details."""
    return _members(view, _missing(view, column) > 0)


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
    agreed, stated, together = np.zeros(len(leaves), dtype=bool), dict[int, list[Elsewhere]](), dict[int, Elsewhere]()
    for other, theirs, match in _others(view, column):
        amounts = amounts_over_there(other, theirs, match)
        told = leaves & (match >= 0) & ~amounts.none & leading(view, other)
        told &= ~over_there(other.blamed(theirs, "figure") | in_common(other, theirs), match)
        agreed |= told & ~own.differ(amounts)
        right = _right_together(view, column, told & own.differ(amounts), amounts.whole)
        for row in np.flatnonzero(told & own.differ(amounts)).tolist():
            said = Elsewhere(other, theirs, int(match[row]), int(amounts.whole[row]))
            stated.setdefault(row, []).append(said)
            together.update({row: said} if right[row] and row not in together else {})
    due, silent = due_by_sum(view, column), _under_silent_sums(view, column) & ~agreed
    found = {}
    for row, others in stated.items():
        alone = next((x for x in others if not due.none[row] and x.amount == due.whole[row]), None)
        by_sum = alone or together.get(row)
        slip = by_sum or (_outvoted(others) if silent[row] else None)
        found.update({row: slip} if slip else {})
    return found


def _sound_leaves(view: View, column: str) -> Mask:
    """Sub kegiatan whose amount can be reckoned with and has no fault of its own."""
    doubtful = view.blamed(column, "figure") | in_common(view, column) | doubled(view)
    found: Mask = view.coded & (view.levels.level == SUB) & view.known_amount(column) & ~doubtful
    return found


def _outvoted(others: Sequence[Elsewhere]) -> Elsewhere | None:
    """The first of several tables that state the same amount, all others than this one's."""
    amount, tables = Counter(x.amount for x in others).most_common(1)[0]
    return next(x for x in others if x.amount == amount) if tables > 1 else None


def _others(view: View, column: str) -> Iterator[tuple[View, str, Numbers]]:
    """The other tables of the plan, their column of the same year, and the row there of each row."""
    year = view.layout.columns[column].year
    for other in tables_beside(view):
        theirs = (other.layout.by_role("kebutuhan") if year == 0 else None) or other.layout.by_role("pagu", year)
        if theirs is not None:
            yield other, theirs, partners(view, other)


def _under_silent_sums(view: View, column: str) -> Mask:
    """Rows of which no sum says anything: none adds them up, or a formula, or it is wrong or unknown itself."""
    return _members(view, families(view).due & view.has_formula(column)) | unsettled(view, column)


@once
def meant(view: View, column: str) -> Wholes:
    """For each row the amount that its mistyped cell was meant to hold; none where it is no slip."""
    amounts: list[int | None] = [None] * len(view.frame)
    for row, told in slips_of_plan(view, column).items():
        amounts[row] = told.amount
    due = due_by_sum(view, column)
    for planned, rows in _stated_elsewhere(view, column) if not due.none.all() else ():
        stated = rows & ~planned.none
        alone = stated & ~due.none & (planned.whole == due.whole)
        for row in np.flatnonzero(alone | _right_together(view, column, stated, planned.whole)).tolist():
            amounts[row] = int(planned.whole[row])
    return Wholes.of(amounts)


def _stated_elsewhere(view: View, column: str) -> Iterator[tuple[Wholes, Mask]]:
    """What other tables state for the amounts of a column, and in which rows it counts."""
    leaves = _sound_leaves(view, column)
    for other, theirs, match in _plans(view, column):
        yield amounts_over_there(other, theirs, match), leaves & (match >= 0)
    if view.layout.group == GROUP and column in money_columns(view.layout):
        stated: list[int | None] = [None] * len(view.frame)
        for (table, number, row), cell in compared_money(view.session)[1].items():
            if (table, number) == (view.name, column):
                stated[row] = cell.amount
        yield Wholes.of(stated), program_rows(view)


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
    due, own = meant(other, theirs).at(match), view.money(column)
    found: Mask = ~due.none & ~own.none & (due.whole == own.whole)
    return found


def undecided(view: View, column: str, other: View, theirs: str, match: Numbers, said: Judgement) -> Mask:
    """Amounts that differ from the plan's where a sum above either is wrong or unknown: which is mistyped is not known yet."""
    found = at_rows(said.faults.rows, len(view.frame)) & meant(view, column).none
    return found & (unsettled(view, column) | over_there(unsettled(other, theirs), match))


@once
def put_right(view: View, column: str) -> Numbers:
    """The amounts of a column with what mistyped cells were meant to hold."""
    due, own = meant(view, column), view.money(column)
    return np.where(due.none, own.whole, due.whole)


def settles(view: View, column: str) -> Mask:
    """Rows under a sum that is wrong, and right with what mistyped cells were meant to hold."""
    missing, family = _missing(view, column), families(view)
    return _members(view, (missing != 0) & (family.add(put_right(view, column)) == view.money(column).whole))


def cells_behind(view: View, column: str, position: int) -> list[tuple[str, str]]:
    """The mistyped cells that make the sum in a row wrong: with what they were meant to hold it is right."""
    due, family = meant(view, column), families(view)
    if family.add(put_right(view, column))[position] != view.money(column).whole[position]:
        return []
    return [view.cell(column, row) for row in family.of(position) if not due.none[row]]
