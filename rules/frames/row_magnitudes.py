"""Which meaning of a separator the other figures of its row leave: beside 72,4 a 72,345 is no seventy thousand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Protocol

from rules.arrays import Cells
from rules.schema.layout import Layout
from rules.values.separators import DECIMAL, WHOLE, meaning
from rules.values.targets import Target, TargetKind, read_target

_NEAR, _FAR = 10, 100
"""Figures of a row are alike below the first ratio; one beyond the second is none of them."""


class TargetRows(Protocol):
    """What is asked of a view (:class:`rules.frames.view.View`)."""

    layout: Layout

    @property
    def columns(self) -> Mapping[str, Cells]: ...


def meaning_in(view: TargetRows, column: str, row: int, unit: str, indicator: str) -> str:
    """What a number can be by its column, unit and indicator, else by the other figures of its row; empty where both."""
    if view.layout.columns[column].kind == "percent":
        return DECIMAL
    return meaning(unit, indicator) or _by_the_row(view, column, row)


def _by_the_row(view: TargetRows, column: str, row: int) -> str:
    own = read_target(view.columns[column][row])
    if own.value is None or own.other is None:
        return ""
    others = list(_figures_beside(view, column, row, own))
    # A comma starts the decimals unless the figures beside it say otherwise; so it tells what a dot beside it does.
    sure = [x for x in others if x.other is None] or [x for x in others if _has_decimals(x) and not _has_decimals(own)]
    figures = [abs(x.value) for x in sure if x.value]
    read, other = abs(own.value), abs(own.other[0])
    for one, another, decimals in ((read, other, _has_decimals(own)), (other, read, not _has_decimals(own))):
        if figures and all(_apart(one, x) < _NEAR and _apart(another, x) > _FAR for x in figures):
            return DECIMAL if decimals else WHOLE
    return ""


def _figures_beside(view: TargetRows, column: str, row: int, own: Target) -> Iterator[Target]:
    for number in view.layout.of_kind("target"):
        if number != column and number in view.columns:
            beside = read_target(view.columns[number][row])
            if beside.kind in (TargetKind.VALUE, TargetKind.RANGE) and beside.unit in ("", own.unit):
                yield beside


def _has_decimals(target: Target) -> bool:
    return target.value is not None and int(target.value.as_tuple().exponent) < 0


def _apart(one: Decimal, other: Decimal) -> Decimal:
    return max(one / other, other / one) if one and other else Decimal(1)
