"""How high a row must be for its wrapped texts: programs do not all fit rows to the texts that formulas give."""

from __future__ import annotations

from textwrap import wrap


def lines_needed(text: str, width: float) -> int:
    """Lines that a text takes in a column, by its width in characters of Excel; capitals and bold print are wide."""
    capitals = sum(map(str.isupper, text)) / max(1, len(text))
    room = max(4, int(width * (1.2 - 0.3 * capitals)))
    return sum(max(1, len(wrap(part, room))) for part in text.split("\n"))


def points(lines: int) -> float:
    """The height of so many lines of a table's font."""
    return 12.0 * lines + 2
