"""Tables whose amounts are all in another scale than those of a table beside them, which neither of them says."""

from __future__ import annotations

import numpy as np

from rules.arrays import Mask, per_doc
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
