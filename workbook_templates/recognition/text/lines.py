"""Sheets that hold nothing but lines of text, a line to a cell: what Word or PDF leaves where cells are lost."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from rules.values.cells import as_text, column_letter
from workbook_templates.grid import Grid

ENDS = (".", ";", ":")
"""With what a line of a report's text closes a sentence, or opens what stands below it."""
_FEWEST_LINES = 4


class TextLine(NamedTuple):
    """A line of text: its sheet row (0-based) and its words."""

    at: int
    text: str


class TextSheet(NamedTuple):
    """A sheet that holds nothing but lines of text in one column: the column's letter and the lines."""

    grid: Grid
    letter: str
    lines: list[TextLine]


def sheets_in_lines(grids: Iterable[Grid]) -> dict[str, TextSheet]:
    """Those of some sheets that hold nothing but lines of text, by name."""
    return {grid.name: sheet for grid in grids if (sheet := _in_lines(grid))}


def _in_lines(grid: Grid) -> TextSheet | None:
    column, found = -1, list[TextLine]()
    for at, row in enumerate(grid.rows):
        for place, value in enumerate(row):
            if value is None:
                continue
            text = " ".join(value.split()) if type(value) is str else as_text(value)
            if not text:
                continue
            if place != column:
                if found:
                    return None
                column = place
            found.append(TextLine(at, text))
    return TextSheet(grid, column_letter(column + 1), found) if len(found) >= _FEWEST_LINES else None
