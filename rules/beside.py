"""What stands beside a figure in a column of its own: the unit of its targets."""

from __future__ import annotations

import numpy as np

from rules.masks import Cells, Mask, filled, from_above, only


def with_units(own: Cells, values: Cells, beside: Cells, covered: Mask) -> Cells:
    """The units of targets: each its own, or else the one its row names; a merged cell counts for all its rows."""
    units = beside
    if np.any(covered):
        units = np.where(covered, from_above(only(beside, beside != ""), np.zeros(len(own)), ""), beside)
    return np.where((own == "") & filled(values), units, own)
