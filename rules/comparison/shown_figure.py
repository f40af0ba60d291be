"""A figure as a cell shows it: read by its unit and indicator, and with how many decimals."""

from __future__ import annotations

from decimal import Decimal

from rules.frames.view import View
from rules.record import record
from rules.schema.column import ColumnSpec
from rules.values.money import read_money
from rules.values.separators import DECIMAL, meaning, settled
from rules.values.targets import Target, TargetKind, read_target

CALCULATED = 8
"""A figure with this many decimals or more was calculated, not typed: it must be exact."""


@record
class Shown:
    """A figure as it stands in a cell: its value, and how many decimals are shown."""

    value: Decimal
    decimals: int

    @property
    def tolerance(self) -> Decimal:
        """Half the last shown decimal; a calculated figure must be exact to nine digits."""
        return abs(self.value) / 10**9 if self.decimals >= CALCULATED else Decimal(5).scaleb(-self.decimals - 1)


def figure_of(spec: ColumnSpec, value: object, unit: str = "", indicator: str = "") -> Shown | None:
    """The figure of a value, None where there is none, read by the unit and indicator it belongs to."""
    if spec.kind == "money":
        amount = read_money(value, spec.decimals).amount
        return None if amount is None else Shown(Decimal(amount).scaleb(-spec.decimals), spec.decimals)
    target = read_target(value)
    return shown(settled(target, DECIMAL if spec.kind == "percent" else meaning(target.unit or unit, indicator)))


def figure_in(view: View, column: str, row: int) -> Shown | None:
    """The figure in a cell of a view."""
    spec, below = view.layout.columns[column], not (view.data[row] or view.total[row])
    if spec.kind == "money" or below:
        # Below the table stand means and words, which are no targets.
        return figure_of(spec, view.frame[column][row])
    return shown(view.target_at(column, row))


def shown(target: Target) -> Shown | None:
    """The figure of a target, None where it is not one number."""
    if target.kind is not TargetKind.VALUE or target.value is None:
        return None
    return Shown(target.value, max(0, -int(target.value.as_tuple().exponent)))
