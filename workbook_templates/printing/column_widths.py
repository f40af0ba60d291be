"""The widths of printed columns: those of the layout, as far as no figure or word is broken over lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from workbook_templates.printing.page import SIZES

_BROAD, _CAPITAL = 0.225, 0.275
"""Millimetres of a figure or small letter, and of a capital one, for each point of its size; bold, and in letters as broad as
DejaVu Sans, which stand in where a machine lacks Arial."""
_ROOM = 2.6
"""Millimetres that a cell's margins and borders take."""
_CHARACTER = 1.1
"""Millimetres that a column asks for, for each character of its width in the layout; it is given them for letters of 8 points."""


def broad(text: str, size: float) -> float:
    """Millimetres that a text takes in a line, in letters of a size."""
    capitals = sum(letter.isupper() for letter in text)
    return size * (_BROAD * (len(text) - capitals) + _CAPITAL * capitals)


def longest_word(texts: Sequence[str]) -> str:
    """The word of some texts that takes the most room."""
    words = {word for text in texts for word in re.split(r"[\s/]+", text)}
    return max(words, key=lambda word: broad(word, 1), default="")


def is_wide(asked: Sequence[float], room: float) -> bool:
    """Whether columns of so many characters need a page on its side, where an upright one has ``room`` millimetres."""
    return sum(asked) * _CHARACTER > room


def fitted(asked: Sequence[float], longest: Sequence[str], room: float) -> tuple[list[float], float]:
    """Millimetres of each column, and the points of its letters.

    ``asked`` are the widths of the layout in characters, ``longest`` the longest word of each column. Columns share the
    room as asked; those whose longest word would be broken take what it needs from the others.
    """
    for size in SIZES:
        least = [broad(word, size) + _ROOM for word in longest]
        if sum(least) <= room * 0.85:
            break
    widths = [room * share / sum(asked) for share in asked]
    short = [max(0.0, need - width) for need, width in zip(least, widths, strict=True)]
    spare = [max(0.0, width - need) for need, width in zip(least, widths, strict=True)]
    given = min(1.0, sum(spare) / sum(short)) if sum(short) else 0.0
    taken = given * sum(short) / sum(spare) if sum(spare) else 0.0
    settled = [width + given * lacks - taken * has for width, lacks, has in zip(widths, short, spare, strict=True)]
    return settled, size
