"""What the unit rules ask of a row: the indicator its target belongs to, and whether the target is a percentage."""

from __future__ import annotations

import pandas as pd

from rules.view import View
from rules.vocabulary import units


def indicators(view: View) -> pd.Series:
    """The row's indicator as text; empty where the table has no such column."""
    number = view.layout.by_role("indikator")
    return view.text(number) if number else pd.Series("", index=view.frame.index)


def in_percent(view: View, column: str) -> pd.Series:
    """Whether a target is given in percent, however the unit is spelled."""
    return view.target(column)["unit"].map(lambda unit: units().official(unit) == "%").astype(bool)
