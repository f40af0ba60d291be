"""The same table of many workbooks as one long frame."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from rules.arrays import Cells, Mask, as_cells
from rules.frames.same_as import borrowed
from rules.model.document import Table, TablePlace
from rules.schema.layout import Layout

_PLACE = ("doc", "sheet", "row", "kind", "table")


def stack(layout: Layout, tables: Iterable[tuple[int, Table]]) -> tuple[dict[str, Cells], list[Table]]:
    """The tables of a layout one below the other, each given with the number of its workbook, and the tables in order.

    Columns: `doc`, `sheet`, `row` (Excel), `kind`, `table` (number in the list) and the layout's columns with
    values as typed, None where a table lacks the column; cells that say that another column holds have its values.
    """
    stacked: dict[str, list[Any]] = {name: [] for name in (*_PLACE, *layout.columns)}
    kept: list[Table] = []
    for doc, table in tables:
        size = len(table.rows)
        stacked["doc"] += [doc] * size
        stacked["sheet"] += [table.sheet] * size
        stacked["row"] += table.rows
        stacked["kind"] += table.kinds
        stacked["table"] += [len(kept)] * size
        same = borrowed(layout, table.columns)
        for number, spec in layout.columns.items():
            own = table.columns.get(number) or [None] * size
            if number in same:
                theirs = table.columns.get(spec.repeats) or [None] * size
                own = [
                    there if as_there else here for here, there, as_there in zip(own, theirs, same[number], strict=True)
                ]
            stacked[number] += own
        kept.append(table)
    return {name: as_cells(values) for name, values in stacked.items()}, kept


def as_frame(columns: Mapping[str, Cells], whole: Collection[str]) -> pd.DataFrame:
    """A frame of columns of any values, some of them of whole numbers; the others stand in one block."""
    others = [name for name in columns if name not in whole]
    block = np.empty((len(others), len(next(iter(columns.values())))), dtype=object)
    for number, name in enumerate(others):
        block[number] = columns[name]
    frame = pd.DataFrame(block.T, columns=others, copy=False)
    for name in whole:
        frame[name] = columns[name].astype(np.int64)
    return frame


def marks(tables: Sequence[Table], listed: Callable[[Table], Collection[TablePlace]]) -> dict[str, Mask]:
    """Masks over the rows of a stack, by column: the cells (Excel row, official number) listed of its tables."""
    size, start = sum(len(table.rows) for table in tables), 0
    marked: dict[str, list[int]] = {}
    for table in tables:
        cells = listed(table)
        at = {row: start + number for number, row in enumerate(table.rows)} if cells else {}
        for row, name in cells:
            if row in at:
                marked.setdefault(name, []).append(at[row])
        start += len(table.rows)
    masks = {name: np.zeros(size, dtype=bool) for name in marked}
    for name, rows in marked.items():
        masks[name][rows] = True
    return masks
