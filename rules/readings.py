"""Columns of money and of targets as read: what their cells amount to, each distinct value read once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from rules.distinct import Distinct
from rules.masks import Cells, Mask, Numbers
from rules.money import read_money
from rules.targets import read_target

if TYPE_CHECKING:
    import pandas as pd

_NEVER_CALCULATED = "rumus"


@dataclass
class Amounts:
    """Money cells as read: ``whole`` in the smallest unit (int64, nought if none), where there is ``none``, and ``status``."""

    whole: Numbers
    none: Mask
    status: Cells

    @cached_property
    def amount(self) -> pd.Series:
        """The amounts as a series (Int64, NA if none)."""
        import pandas as pd

        return pd.Series(pd.arrays.IntegerArray(self.whole, self.none))


def read_amounts(cells: Distinct, decimals: int, uncalculated: Mask) -> Amounts:
    """Money cells as read; nothing is known of a formula that was never calculated."""
    read = [read_money(value, decimals) for value in cells.values]
    amounts = cells.numeric([money.amount or 0 for money in read], np.int64)
    none = cells.numeric([money.amount is None for money in read], bool)
    status = cells.spread([money.status.value for money in read])
    status[uncalculated] = _NEVER_CALCULATED
    return Amounts(amounts, none, status)


def read_targets(cells: Distinct, uncalculated: Mask) -> dict[str, Cells]:
    """Target cells: `kind`, `value` (Decimal or None), `negative`, `upper` (of a range), `unit` and `ambiguous`."""
    read = [read_target(value) for value in cells.values]
    found = {
        name: cells.spread([getattr(target, name) for target in read])
        for name in ("value", "upper", "unit", "ambiguous")
    }
    found["negative"] = cells.spread([target.value is not None and target.value < 0 for target in read])
    found["kind"] = cells.spread([target.kind.value for target in read])
    found["kind"][uncalculated] = _NEVER_CALCULATED
    return found
