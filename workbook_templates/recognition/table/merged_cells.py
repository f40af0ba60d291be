"""Merged blocks in the rows of a table: their one value is shared by all rows, and a target counts for each."""

from __future__ import annotations

from collections.abc import Mapping

from rules.model.document import Table
from rules.values.cells import is_blank
from workbook_templates.grid import Grid
from workbook_templates.recognition.heads.head import Head


def share_merged_cells(grid: Grid, head: Head, table: Table, numbers: Mapping[int, str]) -> None:
    """Mark the cells below the first of a merged block as shared; a target that spans several indicators counts for each.

    ``numbers`` are the official columns by the physical ones (1-based) in which they stand.
    """
    positions = {row: at for at, row in enumerate(table.rows)}
    for (row, place), first in grid.below_first.items():
        if row not in positions or place not in numbers:
            continue
        number, value = numbers[place], grid.at(first)
        if is_blank(value):
            continue
        table.marks.shared.add((row, number))
        if head.layout.columns[number].kind == "target":
            table.columns[number][positions[row]] = value
