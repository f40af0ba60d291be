"""Cells of a column that are merged over rows with names of their own: the value of the first stands for all of them together."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from rules.arrays import Mask, among
from rules.frames.memo import once
from rules.frames.view import View
from rules.record import record


@record
class MergedBlock:
    """A merged block by the positions of its first and last row."""

    first: int
    last: int


def merged_blocks(view: View, column: str) -> Iterator[MergedBlock]:
    """The merged blocks of a column over rows that each need a cell of their own.

    Rows of further indicators share what stands above them, and so do the rows of a group whose column ``spans`` them.
    """
    rows, numbers = np.flatnonzero(view.shared(column)), view.table_numbers
    for run in np.split(rows, np.flatnonzero(np.diff(rows) > 1) + 1) if not view.layout.columns[column].spans else ():
        if len(run) and run[0] and numbers[run[0] - 1] == numbers[run[0]]:
            block = MergedBlock(int(run[0]) - 1, int(run[-1]))
            if among(view.row_kind[block.first + 1 : block.last + 1], "kode", "isi").any():
                yield block


@once
def in_common(view: View, column: str) -> Mask:
    """Rows that have one cell of a column in common: what of its value is the row's own, nothing tells."""
    return _rows(view, merged_blocks(view, column))


@once
def across_parents(view: View, column: str) -> Mask:
    """Rows that have a cell in common with rows under another parent, or with their parent itself."""
    parents = view.levels.parent
    blocks = merged_blocks(view, column)
    return _rows(view, (x for x in blocks if len(set(parents[x.first : x.last + 1].tolist()) - {None}) > 1))


def _rows(view: View, blocks: Iterator[MergedBlock]) -> Mask:
    found = np.zeros(len(view.frame), dtype=bool)
    for block in blocks:
        found[block.first : block.last + 1] = True
    return found
