"""The paragraphs of a Word document as the rows of a sheet: tables that someone typed with tabs, or pasted as lines of text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from workbook_templates.grid import Grid
from workbook_templates.sheet_facts import CELLS_ONLY

PARAGRAPHS = "Paragraf"
"""The sheet that holds them: its row 12 is the twelfth paragraph outside of tables, blank ones counted."""
TAB = "\t"
_BETWEEN = re.compile(r"\t| {3,}")
"""What stands between two cells of a line: a tab, or as many spaces as no sentence has."""
_LEAST_CELLS, _MOST_CELLS, _LEAST_LINES = 3, 60, 2
"""Cells that a line must have at least, and how many such lines, so that the lines are rows of a table; the most it is parted into."""


def word_lines(paragraphs: Sequence[str]) -> list[Grid]:
    """The paragraphs outside of a document's tables as a sheet; a line without tabs is one cell. None where nothing is said."""
    if not any(map(str.strip, paragraphs)):
        return []
    rows = [_cells(text) for text in paragraphs]
    if sum(sum(map(bool, row)) >= _LEAST_CELLS for row in rows) < _LEAST_LINES:
        rows = [[" ".join(text.split()) or None] for text in paragraphs]
    return [Grid(PARAGRAPHS, rows, CELLS_ONLY)]


def _cells(text: str) -> list[str | None]:
    """The cells of a line; what one begins with is no space, but a tab before the first one leaves a cell blank."""
    return [" ".join(part.split()) or None for part in _BETWEEN.split(text.rstrip().lstrip(" "), _MOST_CELLS)]
