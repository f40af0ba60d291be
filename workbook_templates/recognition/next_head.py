"""Where another table begins below one: a head of any form, official or not, that stands apart from the rows above it."""

from __future__ import annotations

from rules.values.cells import as_text
from rules.values.likeness import heading_likeness
from rules.values.text import fold
from workbook_templates.grid import Grid
from workbook_templates.recognition.column_headings import filled_columns, is_figure
from workbook_templates.recognition.head import Head, is_single

_OPENS = frozenset({"no", "nomor", "no urut", "kode", "kode rekening"})
"""What is printed over the first column of nearly every table."""
_FEWEST = 3
_ALIKE, _MOST_ALIKE = 70.0, 0.5
"""Likeness of two headings, and the share of those of the head above from which a head is that printed again."""


def next_head(grid: Grid, head: Head, stop: int) -> int:
    """The row (0-based) in which the titles of another table's head begin below one, or ``stop``."""
    known = [as_text(grid.rows[at][column]) for at in head.heading_rows for column in filled_columns(grid.rows[at])]
    for at in range(head.bottom + 2, stop):
        if not _is_head(grid, at) or not is_single(grid.rows[at - 1]):
            continue
        texts = [as_text(grid.rows[at][column]) for column in filled_columns(grid.rows[at])]
        again = sum(any(heading_likeness(text, other) >= _ALIKE for other in known) for text in texts)
        if again < _MOST_ALIKE * len(texts):
            return _titles_of(grid, head, at)
    return stop


def holds_head(grid: Grid, below: int) -> bool:
    """Whether a head of any form stands apart below a row (1-based)."""
    return any(_is_head(grid, at) and is_single(grid.rows[at - 1]) for at in range(below, len(grid.rows)))


def _is_head(grid: Grid, at: int) -> bool:
    row = grid.rows[at]
    first = next((value for value in row if value is not None and value != ""), None)
    if not isinstance(first, str) or fold(first) not in _OPENS:
        return False
    filled = filled_columns(row)
    return len(filled) >= _FEWEST and not any(is_figure(row[column]) for column in filled)


def _titles_of(grid: Grid, head: Head, at: int) -> int:
    """The first of the blank or single-cell rows above a head, from the highest blank one on where there is any."""
    first = at
    while first - 1 > head.bottom + 1 and is_single(grid.rows[first - 1]):
        first -= 1
    return next((row for row in range(first, at) if not filled_columns(grid.rows[row])), first)
