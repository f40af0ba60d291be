"""The cell whose formula is worked out, and what it may ask of the workbook around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from workbook_templates.calculator.operands import Array, Range


class BookValues(Protocol):
    """The values of a workbook; whatever cannot be told raises :class:`NotCalculatedError`."""

    def value(self, sheet: str, row: int, column: int) -> Any:
        """What a cell holds, a formula worked out."""
        ...

    def block(self, area: Range) -> Array:
        """The values of a range."""
        ...

    def named(self, name: str) -> Any:
        """What a defined name stands for."""
        ...

    def keys(self, area: Range) -> Array:
        """What the values of a range are compared by; None for a blank cell."""
        ...

    def first(self, area: Range, sought: Any) -> int | None:
        """The first place, from 1, of a column that equals what is sought."""
        ...

    def meeting(self, area: Range, criterion: Any) -> set[int]:
        """The places, from 0, of a column that meet a criterion."""
        ...


@dataclass(slots=True)
class Cell:
    """A cell with a formula: where it stands, and the ranges that the formula names."""

    book: BookValues
    sheet: str
    row: int
    ranges: Sequence[Range]

    def plain(self, operand: Any) -> Any:
        """An operand as a value or an array of values."""
        if not isinstance(operand, Range):
            return operand
        if operand.single:
            return self.book.value(operand.sheet, operand.top, operand.left)
        return self.book.block(operand)
