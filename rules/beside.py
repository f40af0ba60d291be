"""What stands beside a figure in a column of its own: the unit of its targets."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from rules.judgement import Mask
from rules.targets import Target


def with_units(targets: Sequence[Target], beside: pd.Series, covered: Mask) -> list[str]:
    """The units of targets as read: each its own, or else the one its row names; a merged cell counts for all its rows."""
    units = beside
    if np.any(covered):
        units = beside.where(~covered | (beside != ""), beside.replace("", None).ffill().fillna(""))
    return [target.unit or ("" if target.value is None else unit) for target, unit in zip(targets, units, strict=True)]
