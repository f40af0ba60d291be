"""What formulas work on: single values, ranges of cells, and arrays (rows of values); and how a value becomes another kind."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from typing import Any, NamedTuple

from rules.values.cells import ExcelError

Array = list[list[Any]]
"""Rows of single values."""
_LONGEST = 32_767
_DIGITS = re.compile(r" *[+-]?[0-9]{1,15}(\.[0-9]{1,15})? *")


class Range(NamedTuple):
    """Cells of a sheet: first row and column, last row and column (1-based)."""

    sheet: str
    top: int
    left: int
    bottom: int
    right: int

    @property
    def single(self) -> bool:
        """Whether it is one cell."""
        return self.top == self.bottom and self.left == self.right


class NotCalculatedError(Exception):
    """A formula uses what this calculator does not know, or would take too long: its cell keeps what it stores."""


class CellFault(Exception):  # noqa: N818  it is no fault of the program but a value of a cell
    """An error value that comes up in an operation."""


def number(value: Any) -> float | int:
    """A value as arithmetic takes it; a blank is nought."""
    if isinstance(value, str):
        if not _DIGITS.fullmatch(value):
            raise CellFault("#VALUE!")
        return float(value)
    return int(value) if isinstance(value, bool) else value or 0


def text(value: Any) -> str:
    """A value as functions of texts take it, numbers with a dot for their decimals."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    return str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else f"{value:.15g}".upper()


def checked_text(value: str) -> str:
    """A text that a cell can hold."""
    if len(value) > _LONGEST:
        raise CellFault("#VALUE!")
    return value


def truth(value: Any) -> bool:
    """A value as a condition."""
    if isinstance(value, str):
        if value.upper() not in ("TRUE", "FALSE"):
            raise CellFault("#VALUE!")
        return value.upper() == "TRUE"
    return bool(value)


def is_number(value: Any) -> bool:
    """Whether a value is a number: a truth value is none."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def key(value: Any) -> tuple[int, Any]:
    """What values are compared by: numbers (to 15 digits) come before texts (without case), those before truth values."""
    if isinstance(value, str):
        return 1, value.casefold()
    if isinstance(value, bool):
        return 2, value
    return 0, float(f"{value:.15g}") if isinstance(value, float) else value or 0


def compared(how: Callable[[Any, Any], bool], one: Any, other: Any) -> bool:
    """A comparison; a blank is what the other side makes of it."""
    if one is None or other is None:
        given = other if one is None else one
        blank = type(given)() if given is not None else 0
        one, other = (blank if value is None else value for value in (one, other))
    return how(key(one), key(other))


ORDER: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq, "<>": operator.ne, "<": operator.lt, ">": operator.gt, "<=": operator.le, ">=": operator.ge,
}  # fmt: skip


def is_error(value: Any) -> bool:
    """Whether a value is an error value."""
    return isinstance(value, ExcelError)


def shaped(rows: Array) -> Any:
    """An array as an operand: one of a single value is that value."""
    return rows[0][0] if len(rows) == 1 and len(rows[0]) == 1 else rows


def over_members(function: Callable[..., Any], *operands: Any) -> Any:
    """A function of single values over arrays, member by member; a single value, row or column serves all."""
    arrays = [x for x in operands if type(x) is list]
    if not arrays:
        return function(*operands)
    deep, wide = max(map(len, arrays)), max(len(x[0]) for x in arrays)
    spread = [_spread(x, deep, wide) for x in operands]
    return [list(map(function, *rows)) for rows in zip(*spread, strict=True)]


def _spread(operand: Any, deep: int, wide: int) -> Array:
    if type(operand) is not list:
        return [[operand] * wide] * deep
    rows = operand if len(operand[0]) == wide else [row * wide for row in operand if len(row) == 1]
    rows = rows if len(rows) == deep else rows * deep
    if len(rows) != deep:
        raise NotCalculatedError("arrays of several shapes")
    return rows
