"""The rows below a table's data: the mean of some columns, and the words for it."""

from __future__ import annotations

import numpy as np

from rules.derive import reckoned
from rules.masks import Figures
from rules.view import View


def means(view: View, column: str) -> Figures:
    """For every row the mean of a column over its workbook's data rows; NaN where none of them is filled.

    Cells that hold no typed figure count as derived, so that a mean does not rest on a stale one.
    """

    def make() -> Figures:
        values, size = reckoned(view, column), len(view.session.documents)
        rows = view.data & ~np.isnan(values)
        count = np.bincount(view.docs[rows], minlength=size)
        total = np.bincount(view.docs[rows], weights=values[rows], minlength=size)
        found: Figures = np.divide(total, count, out=np.full(size, np.nan), where=count > 0)[view.docs]
        return found

    return view.cached(f"means:{column}", make)
