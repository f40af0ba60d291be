"""The rows below a table's data: the mean of some columns, and the words for it."""

from __future__ import annotations

import pandas as pd

from rules.derive import reckoned
from rules.view import View


def means(view: View, column: str) -> pd.Series:
    """For every row the mean of a column over its workbook's data rows; NaN where none of them is filled.

    Cells that hold no typed figure count as derived, so that a mean does not rest on a stale one.
    """

    def make() -> pd.Series:
        values = pd.Series(reckoned(view, column))
        found = values[view.data].groupby(view.frame["doc"][view.data]).mean()
        return view.frame["doc"].map(found).astype("float64")

    return view.cached(f"means:{column}", make)  # type: ignore[no-any-return]
