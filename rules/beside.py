"""What stands beside a figure in a column of its own: the unit of its targets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from rules.targets import Target
    from rules.view import View


def with_units(view: View, targets: Sequence[Target]) -> list[str]:
    """The units of targets as read, each its own or else the one beside it."""
    pairs = zip(targets, units_beside(view), strict=True)
    return [target.unit or ("" if target.value is None else unit) for target, unit in pairs]


def units_beside(view: View) -> pd.Series:
    """The unit each row names in a column of its own (a merged cell for all its rows), else empty."""
    column = view.layout.by_role("satuan")
    units = view.text(column or "")
    if column is None:
        return units
    return units.where(~view.covered(column) | (units != ""), units.replace("", None).ffill().fillna(""))
