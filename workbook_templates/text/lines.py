"""Sheets that hold nothing but lines of text, a line to a cell: what Word or PDF leaves where cells are lost."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rules.cells import as_text
from workbook_templates.grid import Grid

_FEWEST_LINES = 4
_SOURCE = re.compile(r"sumber\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of text: its sheet row (0-based) and its words."""

    at: int
    text: str


def text_lines(grid: Grid) -> tuple[int, list[TextLine]] | None:
    """The column (0-based) and the lines of a sheet that holds nothing but lines of text in one column; else None."""
    column, found = -1, []
    for at, row in enumerate(grid.rows):
        for place, value in enumerate(row):
            text = " ".join(value.split()) if type(value) is str else as_text(value)
            if not text:
                continue
            if column not in (-1, place):
                return None
            column = place
            found.append(TextLine(at, text))
    return (column, found) if len(found) >= _FEWEST_LINES else None


def is_source(text: str) -> bool:
    """Whether a line names the source of a table, which stands below it."""
    return text[:1] in "Ss" and bool(_SOURCE.match(text))
