"""Rows that number the columns of a table: `1`, `(1)`, `5K`, `12 = 8+9+10+11`, or letters for numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

from rules.values.cells import as_text, filled_columns

Numbers = dict[int, int]
"""The numbers that a row prints over columns, by physical column (0-based)."""

FEWEST_NUMBERS = 3
_FIRST_NUMBERS = frozenset([1, 2])
"""Numbers of the first column of a table."""
_LONG_ROW = 6
"""Numbers of a row from which two of them may be swapped."""
_DISTINCT = 0.9
"""Share of the numbers of such a row that must be distinct, so that others may be doubled where nothing else stands in it."""
_LONGEST_NUMBER = 40
_NUMBER = re.compile(
    r"(?:kol(?:om)?\b\.?)?\s*[(\[]?\s*(\d{1,2})(?:\.0?|[a-c]|\s*\(?(?:K|Rp\.?)\)?)?\s*[)\]]?\s*(?:=.*)?\Z",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[(\[]?\s*([a-z])\s*[.)\]]{0,2}", re.IGNORECASE)
_FIRST_LETTERS, _FEWEST_LETTERS = frozenset("aA"), 5
"""With what a row begins that letters the columns instead of numbering them, and how many letters it has at least."""
_PARTED = re.compile(r"(\d{1,2})(?:\.[0-3])?")


def printed_number(value: Any) -> int | None:
    """The number that a cell of a column-number row prints: `1`, `(1)`, `5K`, `12 = 8+9+10+11`; None for another cell."""
    if isinstance(value, str):
        return _number_in(value) if len(value) < _LONGEST_NUMBER else None
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < 100 and value == int(value):
        return int(value)
    return None


@lru_cache(maxsize=8192)
def _number_in(text: str) -> int | None:
    match = _NUMBER.match(text.strip())
    return int(match[1]) if match else None


def _first(row: Sequence[Any]) -> Any:
    """What stands in the first filled cell of a row."""
    for value in row:
        if value is not None and value != "" and not (value.__class__ is str and value.isspace()):
            return value
    return None


def number_row(row: Sequence[Any]) -> Numbers | None:
    """The numbers of a column-number row by physical column, or None for another row.

    They begin with 1 or 2 and rise; forms in use double one, leave some out, swap two, and print one over several columns.
    """
    first = _first(row)
    if printed_number(first) not in _FIRST_NUMBERS:
        return _lettered(row) if first.__class__ is str and first.strip(" ([.)]") in _FIRST_LETTERS else None
    places = filled_columns(row)
    found = {at: number for at in places if (number := printed_number(row[at])) is not None}
    if len(found) < len(places) and (parted := _parted(row, places)):
        return parted
    if len(found) < max(FEWEST_NUMBERS, 0.7 * len(places)):
        return None
    numbers = list(found.values())
    falls = sum(after < before for before, after in pairwise(numbers))
    nothing_else = len(numbers) == len(places) and len(set(numbers)) >= _DISTINCT * len(numbers)
    if _counts(numbers):
        # Some print the number of a column over each of those below it.
        return found
    if (
        falls > (len(numbers) >= _LONG_ROW and (nothing_else or len(set(numbers)) == len(numbers)))
        or len(set(numbers)) < 0.6 * len(numbers)
        or numbers[-1] > 1.5 * len(numbers) + 1
    ):
        return None
    return found


def _parted(row: Sequence[Any], places: Sequence[int]) -> Numbers | None:
    """The numbers of a row in which those of columns below one heading are parted (`5.1`, `5.2`); None for another row."""
    found: Numbers = {}
    for at in places:
        cell = _PARTED.fullmatch(as_text(row[at]).strip(" ()[]"))
        if cell is None:
            return None
        found[at] = int(cell[1])
    return found if _counts([*found.values()]) else None


def _counts(numbers: Sequence[int]) -> bool:
    """Whether numbers count so far that they are those of columns, though some stand several times."""
    return len(set(numbers)) >= _LONG_ROW and all(after - before in (0, 1) for before, after in pairwise(numbers))


def _lettered(row: Sequence[Any]) -> Numbers | None:
    """The places of the letters a, b, c … in a row in which nothing else stands, counted; None for another row."""
    places = filled_columns(row)
    letters = [_LETTER.fullmatch(as_text(row[at]).strip()) for at in places]
    found = {at: ord(letter[1].casefold()) - ord("a") + 1 for at, letter in zip(places, letters, strict=True) if letter}
    counts = len(found) >= max(_FEWEST_LETTERS, len(places)) and [*found.values()] == [*range(1, len(found) + 1)]
    return found if counts else None
