"""Columns of money and of targets as read: what their cells amount to, each distinct value read once."""

from __future__ import annotations

import numpy as np
import pandas as pd

from rules.distinct import Distinct
from rules.masks import Cells, Mask
from rules.money import read_money
from rules.targets import read_target

_NEVER_CALCULATED = "rumus"


def read_amounts(cells: Distinct, decimals: int, uncalculated: Mask) -> dict[str, pd.Series]:
    """Money cells: `amount` (Int64, smallest unit, NA if none) and `status`."""
    read = [read_money(value, decimals) for value in cells.values]
    amounts = cells.numeric([money.amount or 0 for money in read], np.int64)
    unknown = cells.numeric([money.amount is None for money in read], bool)
    status = cells.spread([money.status.value for money in read])
    status[uncalculated] = _NEVER_CALCULATED
    return {
        "amount": pd.Series(pd.arrays.IntegerArray(amounts, unknown)),
        "status": pd.Series(status, dtype=object),
    }


def read_targets(cells: Distinct, uncalculated: Mask) -> dict[str, Cells]:
    """Target cells: `kind`, `value` (Decimal or None), `upper` (of a range), `unit` and `ambiguous`."""
    read = [read_target(value) for value in cells.values]
    found = {
        name: cells.spread([getattr(target, name) for target in read])
        for name in ("value", "upper", "unit", "ambiguous")
    }
    found["kind"] = cells.spread([target.kind.value for target in read])
    found["kind"][uncalculated] = _NEVER_CALCULATED
    return found
