"""What stands below a heading: amounts, figures, codes or words, as far as it speaks for a column of some kind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, get_args

from rules.frames.same_as import says_same
from rules.schema.column import Kind

CLOSED = "words"
"""The kind of a column that says what a scale makes of a figure, in the scale's own words."""
KINDS: tuple[str, ...] = (*get_args(Kind), CLOSED)
ROWS, _FEWEST = 12, 2
"""Rows below a head that are looked at, and filled cells from which they tell anything."""
MOST = 0.15
"""The most that contents speak for a column."""
_CODE = re.compile(r"(?:\d{1,4}|X|XX)(?:\.\d{1,4})*\.?")
_NESTED = re.compile(r"(?:\d|X)\.(?:\d\d|XX)\.\d\d(?:\.\d{1,4})*\.?")
_AMOUNT = re.compile(r"(?:rp\.?\s*)?-?\(?\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{1,2})?\)?(?:,-)?", re.IGNORECASE)
_FIGURE = re.compile(r"[-(]*\s*\d")
_LETTERS = re.compile(r"[^\W\d_]{3,}")
_MEASURED = re.compile(r"\d[\d.,]*\s*(?:%|[^\W\d_]{3,}.*)")
Told = tuple[bool, bool, bool, bool, bool, bool]
"""Whether a cell is an amount, a code, a figure, words, a figure with a unit, or surely a code: that of a program or below."""


@dataclass(frozen=True)
class Contents:
    """How many cells below a heading are filled, and how many of them are amounts, codes, figures, words, figures with a unit, and surely codes."""

    filled: int = 0
    amounts: int = 0
    codes: int = 0
    figures: int = 0
    words: int = 0
    measured: int = 0
    nested: int = 0

    @cached_property
    def weights(self) -> tuple[float, ...]:
        """What they weigh for (positive) or against (negative) a column of each kind; nothing where too little is filled."""
        return tuple(0.0 if self.filled < _FEWEST else self._weight(kind) for kind in KINDS)

    def _weight(self, kind: str) -> float:
        amounts, codes, figures, words = (
            count / self.filled for count in (self.amounts, self.codes, self.figures, self.words)
        )
        if kind == "money":
            measured = self.measured / self.filled
            return MOST if amounts >= 0.5 else -0.6 if words >= 0.6 else -0.4 if measured >= 0.8 else 0.0
        if kind == "code":
            return MOST if codes >= 0.5 else -0.6 if words >= 0.5 else 0.0
        if kind == CLOSED:
            return -0.4 if figures >= 0.8 else 0.05 if words >= 0.5 else 0.0
        if kind == "percent":
            return -0.4 if words >= 0.6 or amounts >= 0.6 else 0.05
        if kind == "target":
            return -0.4 if amounts >= 0.8 and words == 0 else 0.1 if figures >= 0.5 else -0.3 if words >= 0.9 else 0.0
        return -0.5 if amounts >= 0.7 else 0.05 if words >= 0.5 else 0.0


def contents(lines: Sequence[Sequence[Told | None]], first: int, last: int) -> Contents:
    """What stands in some columns (0-based) of some rows, by what each of their cells tells."""
    told = [cell for line in lines for cell in line[first : last + 1] if cell]
    return _counted(len(told), *map(sum, zip(*told, strict=True))) if told else _counted()


@lru_cache(maxsize=512)
def _counted(*counts: int) -> Contents:
    return Contents(*counts)


def told_by(row: Sequence[Any]) -> list[Told | None]:
    """What each cell of a row tells."""
    return list(map(_says, row))


@lru_cache(maxsize=16384, typed=True)
def _says(value: Any) -> Told | None:
    """What a cell tells; None for one that says nothing."""
    if value is None or value == "" or (isinstance(value, str) and value.strip(" -") == ""):
        return None
    text = str(value).strip()
    if says_same(text):
        return None
    figure = bool(_FIGURE.match(text))
    words = not figure and bool(_LETTERS.search(text))
    code = bool(_CODE.fullmatch(text))
    measured = bool(_MEASURED.fullmatch(text))
    return _is_amount(value, text), code, figure, words, measured, code and bool(_NESTED.fullmatch(text))


def _is_amount(value: Any, text: str) -> bool:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return abs(value) >= 100_000
    return bool(_AMOUNT.fullmatch(text)) and sum(map(str.isdigit, text)) >= 6
