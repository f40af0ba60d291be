"""Targets that the tables of a plan state, line by line, and those of its first table that the other tables outvote.

What a table states is held against the first table. Where two others or more agree with each other against it, and they are
more than agree with it, it is that one cell that is mistyped, not each of theirs.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from rules.arrays import Mask, Numbers, mask_of
from rules.comparison.rows import leading, over_there, partners, tables_beside
from rules.frames.indicators import indicator_key, indicators
from rules.frames.memo import once
from rules.frames.readings import Targets
from rules.frames.view import View
from rules.record import record
from rules.values.codes import PROGRAM
from rules.values.targets import same_figures, same_target

OWN_FAULT = ("figure", "target", "ANG-005", "SAT-002", "SAT-005", "SAT-006")
"""What blames a target for itself: it is then held against no other."""

UNOFFICIAL = "SAT-003"
"""What blames a unit that is not the official one: then only the figures are held against each other."""

_COMPARABLE = ("nilai", "rentang", "rasio", "predikat", "nihil")


@record
class Compared:
    """Targets of a column held against those of another table: for each row the row there, which ones could be held
    against each other, which were put off, and which differ."""

    column: str
    match: Numbers
    checked: Mask
    deferred: Mask
    differ: Mask


@once
def compared(view: View, column: str, other: View) -> Compared | None:
    """The targets of a column against those of the same year in another table; None where that has none."""
    theirs = other.layout.by_role("target", view.layout.columns[column].year)
    if theirs is None:
        return None
    match = partners(view, other)
    matched = match >= 0
    if view.layout.hierarchy == "uraian":
        # Indicators of a program may stand in rows of their own there, so lines are matched only below programs.
        matched &= view.coded & (view.levels.level > PROGRAM)
    blamed = view.blamed(column, *OWN_FAULT) | over_there(other.blamed(theirs, *OWN_FAULT), match)
    comparable = view.target(column).kind.among(*_COMPARABLE)
    comparable &= over_there(other.target(theirs).kind.among(*_COMPARABLE), match)
    checked, differ = matched & comparable & ~blamed, np.zeros(len(match), dtype=bool)
    unofficial = view.blamed(column, UNOFFICIAL) | over_there(other.blamed(theirs, UNOFFICIAL), match)
    for row in np.flatnonzero(checked & ~_alike(view.target(column), other.target(theirs), match)).tolist():
        pair = view.target_at(column, row), other.target_at(theirs, match[row])
        differ[row] = not (same_figures if unofficial[row] else same_target)(*pair)
    return Compared(theirs, match, checked, matched & blamed, differ)


def _alike(own: Targets, theirs: Targets, match: Numbers) -> Mask:
    """Rows whose target is typed and read as that of the row matched with it: most of them, and surely the same."""
    found: Mask = own.typed == theirs.typed[match]
    for mine, other in ((own.unit.cells, theirs.unit.cells), (own.value, theirs.value), (own.upper, theirs.upper)):
        found &= mine == other[match]
    return found


@record
class Vote:
    """What another table states for a target of the first one, in which cell, and whether it agrees with it."""

    view: View
    column: str
    row: int
    agrees: bool

    @property
    def text(self) -> str:
        """The cell as a person reads it."""
        return str(self.view.text(self.column)[self.row])

    def says(self, other: Vote) -> bool:
        """Whether two tables state the same, of a unit that is not the official one with their figures alone."""
        same = same_figures if self._unofficial or other._unofficial else same_target
        return same(self.view.target_at(self.column, self.row), other.view.target_at(other.column, other.row))

    @property
    def _unofficial(self) -> bool:
        return bool(self.view.blamed(self.column, UNOFFICIAL)[self.row])


@once
def outvoted(view: View, column: str) -> dict[int, Vote]:
    """Targets of the first table of a plan that the others outvote, by row, each with the first cell of those that agree."""
    if not view.layout.group or view.layout.columns[column].year is None:
        return {}
    votes: dict[int, list[Vote]] = {}
    for other, theirs in _others(view, column):
        found = compared(other, theirs, view)
        if found is None:
            continue
        told = found.checked & over_there(leading(view, other), found.match) & _same_indicator(other, view, found.match)
        for row in np.flatnonzero(told).tolist():
            vote = Vote(other, theirs, row, not found.differ[row])
            votes.setdefault(int(found.match[row]), []).append(vote)
    return {row: winner for row, cast in votes.items() if (winner := _winner(cast))}


def _winner(votes: list[Vote]) -> Vote | None:
    """The first of those votes against a target that state the same, if they are several, and more than agree with it."""
    against = [vote for vote in votes if not vote.agrees]
    if len(against) < 2:
        return None
    most, first = max(((sum(x.says(vote) for x in against), vote) for vote in against), key=lambda told: told[0])
    return first if most > 1 + len(votes) - len(against) else None


def _others(view: View, column: str) -> Iterator[tuple[View, str]]:
    """The other tables of the plan and those that follow it, and their column of the same year."""
    for other in tables_beside(view):
        theirs = other.layout.by_role("target", view.layout.columns[column].year)
        if theirs:
            yield other, theirs


def _same_indicator(view: View, other: View, match: Numbers) -> Mask:
    """Rows whose indicator is that of the row matched with it in another table."""
    pairs = zip(indicators(view), indicators(other)[match], strict=True)
    return (match >= 0) & mask_of((indicator_key(own) == indicator_key(theirs) for own, theirs in pairs), len(match))
