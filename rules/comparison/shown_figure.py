"""A figure as a cell shows it: read by its unit and indicator, and with how many decimals."""

from __future__ import annotations

from decimal import Decimal

from rules.frames.view import View
from rules.model.display import display
from rules.record import record
from rules.schema.column import ColumnSpec
from rules.values.cells import as_text
from rules.values.money import MoneyStatus, read_money
from rules.values.separators import DECIMAL, meaning, settled
from rules.values.targets import Target, TargetKind, read_target

CALCULATED = 8
"""A figure with this many decimals or more was calculated, not typed: it must be exact."""


@record
class Shown:
    """A figure as it stands in a cell: its value, how many decimals are shown, and whether it is an amount with a fraction."""

    value: Decimal
    decimals: int
    fraction: bool = False

    @property
    def tolerance(self) -> Decimal:
        """Half the last shown decimal, the whole of it for a fraction; a calculated figure must be exact to nine digits."""
        if self.decimals >= CALCULATED:
            return abs(self.value) / 10**9
        return Decimal(10 if self.fraction else 5).scaleb(-self.decimals - 1)


def text_of(view: View, column: str, row: int) -> str:
    """What a cell says, as messages repeat it: a text as it was typed, a number with a decimal comma."""
    text, cell = view.text(column)[row], view.frame[column][row]
    return display(cell) if not isinstance(cell, str) and text == as_text(cell) else text


def figure_of(spec: ColumnSpec, value: object, unit: str = "", indicator: str = "") -> Shown | None:
    """The figure of a value, None where there is none, read by the unit and indicator it belongs to."""
    if spec.kind == "money":
        money = read_money(value, spec.decimals)
        if money.amount is None:
            return None
        return Shown(Decimal(money.amount).scaleb(-spec.decimals), spec.decimals, money.status is MoneyStatus.FRACTION)
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
