"""Columns of money and of targets as read: what their cells amount to, each distinct value read once."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from rules.arrays import Cells, Figures, Mask, Numbers, as_cells, filled, from_above, only
from rules.frames.distinct import Distinct
from rules.schema.column import ColumnSpec
from rules.values.money import MoneyStatus, read_money
from rules.values.separators import settled
from rules.values.targets import Target, TargetKind, as_unit, read_target

_NEVER_CALCULATED = "rumus"
_FIGURES = frozenset({int, float})
_EXACT = 2.0**53
"""Below this a float holds every whole number: amounts of a column are then read at once."""

RowAmounts = Sequence[int | None]
"""A row's amounts, one for each column of money that is added up, in the smallest unit; None for none."""

_BULLET = re.compile(r"^\s*[-–•]\s+(?=\w)")


@dataclass
class Wholes:
    """Amounts, one for each row: ``whole`` in the smallest unit (int64, nought if none), and where there is ``none``.

    ``span`` is how far apart the amounts lie that one may stand for: nought, or the scale of the row's table, below which it
    was rounded.

    >>> Wholes.of([1500, None]).listed()
    [1500, None]
    """

    whole: Numbers
    none: Mask
    span: Numbers | int = field(default=0, kw_only=True)

    @classmethod
    def of(cls, amounts: Sequence[int | None]) -> Wholes:
        """Amounts given one by one, None where there is none."""
        none = np.array([amount is None for amount in amounts], dtype=bool)
        return cls(np.array([amount or 0 for amount in amounts], dtype=np.int64), none)

    def differ(self, due: Wholes) -> Mask:
        """Where amounts are not those due: by more than the rounding of both, where they are rounded differently."""
        slack = np.where(np.equal(self.span, due.span), 0, np.add(self.span, due.span))
        found: Mask = np.abs(self.whole - due.whole) * 2 > slack
        return found

    def at(self, rows: Numbers) -> Wholes:
        """The amounts of some rows, or of those matched with the rows of another table; none for -1."""
        span = self.span if isinstance(self.span, int) else np.append(self.span, 0)[rows]
        return Wholes(np.append(self.whole, 0)[rows], np.append(self.none, True)[rows], span=span)

    def span_at(self, row: int) -> int:
        """The span of one amount."""
        return self.span if isinstance(self.span, int) else int(self.span[row])

    def listed(self) -> list[int | None]:
        """The amounts one by one, None where there is none."""
        return [None if none else whole for whole, none in zip(self.whole.tolist(), self.none.tolist(), strict=True)]


@dataclass
class Amounts(Wholes):
    """Money cells as read: amounts, and the ``status`` of each cell."""

    status: Distinct


@dataclass
class Targets:
    """Target cells as read (see :class:`rules.values.targets.Target`).

    ``kind`` and ``unit`` (texts), ``value`` and ``upper`` end of a range (Decimal or None), the value as a ``figure``
    (float64, NaN where there is not one number), and what they are in a separator's ``other`` meaning (None if it has one);
    cells as ``typed``.
    """

    kind: Distinct
    unit: Distinct
    value: Cells
    upper: Cells
    figure: Figures
    other: Cells
    typed: Cells

    @property
    def ambiguous(self) -> Mask:
        """Where a separator could be read in two ways."""
        return filled(self.other)

    def settle(self, meanings: Callable[[int], str]) -> None:
        """Give ambiguous cells the one reading their unit and indicator leave; ``meanings`` tells it of a row."""
        for row in np.flatnonzero(self.ambiguous).tolist():
            typed = Target(TargetKind.VALUE, self.value[row], self.upper[row], other=self.other[row])
            read = settled(typed, meanings(row))
            self.value[row], self.upper[row], self.other[row] = read.value, read.upper, read.other
            self.figure[row] = _figure(read)


def _figure(target: Target) -> float:
    """The number of a target as float64; NaN where there is none, or more than one to reckon with."""
    single = target.value is not None and target.kind in (TargetKind.VALUE, TargetKind.RANGE)
    return float(target.value) if single and target.value is not None else math.nan


def without_bullets(cells: Distinct, indicators: Cells) -> Distinct:
    """Target cells without the dash that lists them, where their indicators are listed by dashes too: `- 4 Dokumen` is no negative number."""
    if not any(type(value) is str and _BULLET.match(value) for value in cells.values):
        return cells
    told = zip(cells.cells, indicators, strict=True)
    return Distinct([bare(value) if type(value) is str and _BULLET.match(name) else value for value, name in told])


def bare(text: str) -> str:
    """A text without the dash that lists it.

    >>> bare("- Persentase layanan"), bare("-"), bare("-5")
    ('Persentase layanan', '-', '-5')
    """
    return _BULLET.sub("", text, count=1)


def read_amounts(cells: Distinct, spec: ColumnSpec, uncalculated: Mask, factors: Numbers) -> Amounts:
    """Money cells as read, of tables with these scales; nothing is known of a formula that was never calculated."""
    decimals = spec.decimals
    figures = np.array(
        [value if type(value) in _FIGURES and abs(value) < _EXACT else math.nan for value in cells.values],
        dtype=np.float64,
    )
    whole = (np.abs(figures) < _EXACT / 10**decimals) & (figures == np.floor(figures))
    amounts, none = np.zeros(len(figures), dtype=np.int64), np.zeros(len(figures), dtype=bool)
    amounts[whole] = figures[whole].astype(np.int64) * 10**decimals
    statuses = [MoneyStatus.NUMBER.value] * len(figures)
    for at in np.flatnonzero(~whole).tolist():
        money = read_money(cells.values[at], decimals)
        amounts[at], none[at], statuses[at] = money.amount or 0, money.amount is None, money.status.value
    status = cells.told(statuses).where(uncalculated, _NEVER_CALCULATED)
    span = np.where(factors > 1, factors * 10**decimals, 0)
    return Amounts(cells.numeric(amounts, np.int64), cells.numeric(none, bool), status, span=span)


def read_targets(cells: Distinct, uncalculated: Mask) -> Targets:
    """Target cells as read; nothing is known of a formula that was never calculated."""
    read = [read_target(value) for value in cells.values]
    return Targets(
        kind=cells.told([target.kind.value for target in read]).where(uncalculated, _NEVER_CALCULATED),
        unit=cells.told([target.unit for target in read]),
        value=cells.spread([target.value for target in read]),
        upper=cells.spread([target.upper for target in read]),
        figure=cells.numeric([_figure(target) for target in read], np.float64),
        other=cells.spread([target.other for target in read]),
        typed=cells.cells,
    )


def with_units(own: Cells, values: Cells, beside: Cells, shared: Mask) -> Cells:
    """The units of targets: each its own, or else the one its row names; a merged cell counts for all its rows."""
    units = beside = as_cells([as_unit(text) for text in beside])
    if np.any(shared):
        units = np.where(shared, from_above(only(beside, beside != ""), np.zeros(len(own)), ""), beside)
    return np.where((own == "") & filled(values), units, own)
