"""Parents and grand totals: a parent is the sum of its direct children, TOTAL that of the rows of the highest level.

Declared once in a layout (``totals``), it becomes the template's SUMIFS, the sum in ``compute`` and the JML checks.
"""

from __future__ import annotations

import numpy as np

from rules.arrays import Mask, Numbers
from rules.frames.memo import once
from rules.frames.tree import code_keys, parent_keys, top_level
from rules.frames.view import View
from rules.frames.wholes import wholes
from rules.record import record


@record
class Families:
    """Which rows of a view add up which.

    ``members`` are the positions of rows that are added up, family after family, a row once for each sum it counts in;
    those of a row lie from ``first`` to before ``last`` (arrays over the view), ``level`` is that of its code.
    """

    members: Numbers
    first: Numbers
    last: Numbers
    level: Numbers

    @property
    def due(self) -> Mask:
        """Parents and total rows that have anything to add up."""
        return self.first < self.last

    def of(self, position: int) -> list[int]:
        """The rows that one adds up, in order."""
        found: list[int] = self.members[self.first[position] : self.last[position]].tolist()
        return found

    def add(self, values: Numbers) -> Numbers:
        """For every row the sum of the values (whole numbers) of those it adds up; nought for all that add up none."""
        running = np.append(0, np.cumsum(values[self.members]))
        added: Numbers = running[self.last] - running[self.first]
        return added

    def settled(self, values: Numbers, reckoned: Mask) -> Numbers:
        """The values of all rows once those of some, ``reckoned``, are the sums of what they add up, from below."""
        found = values.copy()
        for level in np.unique(self.level[reckoned])[::-1]:
            rows = reckoned & (self.level == level)
            found[rows] = self.add(found)[rows]
        return found


@once
def families(view: View) -> Families:
    """Which rows of a view add up which: parents their children, total rows the highest level of their table."""
    own, above = code_keys(view), parent_keys(view)
    numbers = {key: number for number, key in enumerate(dict.fromkeys(own[view.coded]))}
    numbered = [np.array([numbers.get(key, -1) for key in keys], dtype=np.intp) for keys in (own, above)]
    of_total = len(numbers) + wholes(view)
    heads = np.where(view.total, of_total, np.where(view.coded, numbered[0], -1))
    children, top = np.flatnonzero(view.coded & (numbered[1] >= 0)), np.flatnonzero(top_level(view))
    belongs = np.concatenate([numbered[1][children], of_total[top]])
    order = np.argsort(belongs, kind="stable")
    return Families(
        members=np.concatenate([children, top])[order],
        first=np.searchsorted(belongs[order], heads, side="left"),
        last=np.searchsorted(belongs[order], heads, side="right"),
        level=view.levels.level,
    )


def addable(view: View, column: str) -> Mask:
    """Rows whose sum is known: whatever they add up can be reckoned with, or is itself still to be added up."""
    family = families(view)
    unknown = ~(view.known_amount(column) | view.money(column).status.among("kosong"))
    reckoned = family.due & view.coded & (view.blank(column) | view.has_formula(column))
    known: Mask = family.add(family.settled(unknown.astype(np.int64), reckoned)) == 0
    return known


# ---- as native formulas of the template


_EXCEL_CHILDREN = (".??", ".??", ".?.??", ".??*")
"""Wildcards that follow a parent's code, by its level, to match its direct children only; sub kegiatan have two digits or four."""


def excel_parent(amounts: str, codes: str, code: str, level: int) -> str:
    """Native formula of one parent: sum of the rows whose code is one level below.

    >>> excel_parent("F$11:F$60", "$A$11:$A$60", "$A12", 2)
    '=SUMIFS(F$11:F$60,$A$11:$A$60,$A12&".?.??")'
    """
    return f'=SUMIFS({amounts},{codes},{code}&"{_EXCEL_CHILDREN[level]}")'


def excel_any(amounts: str, codes: str, code: str) -> str:
    """Native formula for a row whose code is still to be typed: a parent's sum, or empty for a leaf."""
    parent = [excel_parent(amounts, codes, code, level)[1:] for level in range(4)]
    return (
        f"=IF(LEN({code})=7,{parent[2]},IF(LEN({code})=12,{parent[3]},"
        f'IF(OR(LEN({code})=1,LEN({code})=4),{parent[0]},"")))'
    )


def excel_total(amounts: str, codes: str) -> str:
    """Native formula of the grand total: sum of the programs."""
    return f'=SUMIFS({amounts},{codes},"?.??.??")'
