"""What one spreadsheet cell can hold, as the planner typed it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import lru_cache

SPLIT = "|"
"""Joins the parts of a value that was typed over several cells (a code split by segment)."""


class ExcelError(str):
    """An Excel error value such as ``#REF!`` standing in a cell."""

    __slots__ = ()


class Share(str):
    """A number that is shown in percent, as a planner would have typed it: `50%` for 0.5."""

    __slots__ = ()


class DateOf1904(dt.date):
    """A date of a workbook that counts days from 1904: the number it holds is smaller by :attr:`LATER` than that of the same day elsewhere."""

    LATER = 1_462


def is_blank(value: object) -> bool:
    """True for an empty cell and for text of white space only; an error value is not blank."""
    return value is None or (isinstance(value, str) and not value.strip())


def any_filled(values: Iterable[object]) -> bool:
    """Whether any of some cells is not blank."""
    for value in values:  # noqa: SIM110  (much faster than a generator, and asked of every row)
        if value is not None and value != "" and not is_blank(value):
            return True
    return False


def filled_columns(row: Sequence[object]) -> list[int]:
    """The columns (0-based) of a row in which something stands."""
    return [
        at for at, value in enumerate(row) if (value or value == 0) and not (value.__class__ is str and value.isspace())
    ]


def as_text(value: object) -> str:
    """The cell as a person reads it; numbers without a needless ``.0``; empty for a blank cell."""
    if value is None:
        return ""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e18:
        return str(int(value))
    return str(value)


@lru_cache(maxsize=1024)
def column_letter(number: int) -> str:
    """Excel's letters for a 1-based column number.

    >>> column_letter(1), column_letter(27), column_letter(16384)
    ('A', 'AA', 'XFD')
    """
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The 1-based number of an Excel column; the inverse of :func:`column_letter`."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def join_parts(parts: Sequence[object], separator: str) -> object:
    """One value from the cells an official column is spread over; a single filled cell keeps its type."""
    filled = [part for part in parts if part is not None and part != "" and not is_blank(part)]
    if len(filled) <= 1:
        return filled[0] if filled else None
    if any(isinstance(part, ExcelError) for part in filled):
        return next(part for part in filled if isinstance(part, ExcelError))
    return separator.join(as_text(part) for part in filled)
