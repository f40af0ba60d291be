"""Tables whose amounts are all in another scale than those of a table beside them, which neither of them says."""

from __future__ import annotations

import numpy as np

from rules.arrays import Mask, per_doc
from rules.comparison.rows import amounts_over_there, partners, tables_beside
from rules.frames.memo import once
from rules.frames.readings import Wholes
from rules.frames.view import View

_SCALES = (10**3, 10**6)
_FEWEST, _NEARLY_ALL = 3, 0.8
"""Amounts of a workbook that must be in another scale, and which share of them."""


def in_other_scale(view: View, column: str, due: Wholes, rows: Mask) -> Mask:
    """Rows whose amount is a thousandth or a millionth of the one due, or as many times it, as nearly all of their workbook are.

    Amounts due are those of another table; what is rounded to the scale counts as well.
    """
    own = view.money(column)
    compared = rows & ~own.none & ~due.none & (own.whole != 0) & (due.whole != 0)
    size = len(view.session.documents)
    known, found = per_doc(compared, view.docs, size), np.zeros(len(view.frame), dtype=bool)
    for scale in _SCALES:
        for small, large in ((own.whole, due.whole), (due.whole, own.whole)):
            scaled = compared & (np.abs(large / scale - small) <= 1)
            count = per_doc(scaled, view.docs, size)
            found |= scaled & ((count >= _FEWEST) & (count >= _NEARLY_ALL * known))[view.docs]
    return found


@once
def of_tables_in_other_scale(view: View) -> Mask:
    """Rows of workbooks in which money of a table is a thousandth or less of that of a table of the same plan beside it."""
    size = len(view.session.documents)
    found = np.zeros(size, dtype=bool)
    for other in tables_beside(view) if view.layout.group else ():
        match = partners(view, other)
        for column, spec in view.layout.columns.items():
            theirs = other.layout.by_role("pagu", spec.year) if spec.role == "pagu" and spec.year is not None else None
            if theirs:
                due = amounts_over_there(other, theirs, match)
                smaller = view.data & (match >= 0) & (np.abs(view.money(column).whole) < np.abs(due.whole))
                found |= per_doc(in_other_scale(view, column, due, smaller), view.docs, size) > 0
    there: Mask = found[view.docs]
    return there
