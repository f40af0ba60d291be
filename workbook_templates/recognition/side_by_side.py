"""Tables that stand beside each other in the same rows of a sheet: told apart by the blank columns between them."""

from __future__ import annotations

from copy import copy

from rules.values.cells import filled_columns
from workbook_templates.grid import Grid

_FEWEST = 3
"""Filled cells of a row that belongs to a table, and columns of a table."""


def side_by_side(grid: Grid) -> list[Grid]:
    """A sheet as often as tables may stand beside each other, each time with one of them and all titles; empty for a single one."""
    filled = [filled_columns(row) for row in grid.rows]
    taken = sorted({column for columns in filled if len(columns) >= _FEWEST for column in columns})
    blocks: list[range] = []
    for column in taken:
        if blocks and blocks[-1].stop == column:
            blocks[-1] = range(blocks[-1].start, column + 1)
        else:
            blocks.append(range(column, column + 1))
    wide = [block for block in blocks if len(block) >= _FEWEST]
    if len(wide) < 2:
        return []
    return [_only(grid, block, filled) for block in wide]


def _only(grid: Grid, block: range, filled: list[list[int]]) -> Grid:
    rows = [
        row if len(columns) < _FEWEST else [value if at in block else None for at, value in enumerate(row)]
        for row, columns in zip(grid.rows, filled, strict=True)
    ]
    other = copy(grid)
    other.rows = rows
    return other
