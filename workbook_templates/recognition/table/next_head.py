"""Where another table begins below one: a head of any form, official or not, that stands apart from the rows above it."""

from __future__ import annotations

from collections.abc import Sequence

from rules.frames.row_kinds import below_data
from rules.values.cells import as_text, filled_columns
from rules.values.likeness import heading_likeness
from rules.values.text import fold
from workbook_templates.grid import Grid
from workbook_templates.recognition.heads.column_headings import is_figure, most_filled
from workbook_templates.recognition.heads.head import Head, is_single
from workbook_templates.recognition.table.rows import row_values

_OPENS = frozenset({"no", "nomor", "no urut", "kode", "kode rekening"})
"""What is printed over the first column of nearly every table; other words open one where they stand alone below a blank row."""
_FEWEST, _SOON = 3, 4
"""Cells of a head at least, and rows below it within which one with as many follows."""
_ALIKE, _MOST_ALIKE = 70.0, 0.7
"""Likeness of two headings, and the share of those of either head from which one is the other printed again."""


def next_head(grid: Grid, head: Head, stop: int) -> int:
    """The row (0-based) in which the titles of another table's head begin below one, or ``stop``."""
    known = [_texts(grid, at) for at in head.heading_rows]
    for at in range(head.bottom + 2, stop):
        if not _is_head(grid, at) or not is_single(grid.rows[at - 1]):
            continue
        texts = _texts(grid, at)
        if below_data(row_values(grid.rows[at], head), head.layout):
            continue
        if not any(_is_alike(texts, row) for row in known):
            return _titles_of(grid, head, at)
    return stop


def _texts(grid: Grid, at: int) -> list[str]:
    return [as_text(grid.rows[at][column]) for column in filled_columns(grid.rows[at])]


def _is_alike(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether most headings of each of two rows are those of the other one, each of another one."""
    left, same = list(other), 0
    for text in one:
        at = next((at for at, there in enumerate(left) if heading_likeness(text, there) >= _ALIKE), None)
        if at is not None:
            del left[at]
            same += 1
    return same >= _MOST_ALIKE * max(len(one), len(other))


def holds_head(grid: Grid, below: int) -> bool:
    """Whether a head of any form stands apart below a row (1-based)."""
    return any(_is_head(grid, at) and is_single(grid.rows[at - 1]) for at in range(below, len(grid.rows)))


def _is_head(grid: Grid, at: int) -> bool:
    row = grid.rows[at]
    if most_filled(row) < _FEWEST:
        return False
    filled = filled_columns(row)
    if len(filled) < _FEWEST or any(is_figure(row[column]) for column in filled):
        return False
    first = row[filled[0]]
    return isinstance(first, str) and (fold(first) in _OPENS or _stands_alone(grid, at))


def _stands_alone(grid: Grid, at: int) -> bool:
    """Whether nothing but titles stands between a row of words and a blank one above it, and rows follow."""
    above = at - 1
    while above > 0 and filled_columns(grid.rows[above]):
        if not is_single(grid.rows[above]):
            return False
        above -= 1
    below = next((row for row in grid.rows[at + 1 : at + _SOON] if filled_columns(row)), [])
    if len(filled_columns(below)) < _FEWEST:
        return False
    return all(isinstance(grid.rows[at][column], str) for column in filled_columns(grid.rows[at]))


def _titles_of(grid: Grid, head: Head, at: int) -> int:
    """The first of the blank or single-cell rows above a head, from the highest blank one on where there is any."""
    first = at
    while first - 1 > head.bottom + 1 and is_single(grid.rows[first - 1]):
        first -= 1
    return next((row for row in range(first, at) if not filled_columns(grid.rows[row])), first)
