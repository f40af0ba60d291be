"""What stands beside a figure in a column of its own: the unit of its targets."""

from __future__ import annotations

import numpy as np
import pandas as pd

from rules.masks import Cells, Mask


def with_units(own: Cells, values: Cells, beside: pd.Series, covered: Mask) -> Cells:
    """The units of targets: each its own, or else the one its row names; a merged cell counts for all its rows."""
    units = beside
    if np.any(covered):
        units = beside.where(~covered | (beside != ""), beside.replace("", None).ffill().fillna(""))
    has_number = values != None  # noqa: E711 - cell by cell
    return np.where((own == "") & has_number, units.to_numpy(dtype=object), own)
