"""A frame that somebody made, taken as one table of a document.

Its index are the numbers of the rows, its columns the official numbers. What a frame cannot tell (where columns stand,
formulas, merged cells) is that of the document's own table where the cells are still the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import count
from typing import Any

import numpy as np
import pandas as pd

from rules.engine.errors import (
    ColumnNamesError,
    EmptyFrameError,
    RepeatedColumnsError,
    RowNumbersError,
    SeveralTablesError,
)
from rules.frames.row_kinds import kind_of
from rules.model.document import TOTAL, Document, Table, TablePlace
from rules.schema.layout import Layout
from rules.values.cells import column_letter, is_blank

KIND = "kind"
"""A further column that may tell what kind each row is; without it rows are told by their labels."""


def document_with(frame: pd.DataFrame, layout: Layout, document: Document) -> Document:
    """The document with a frame in the place of its tables of a layout; raises :class:`SchemaUseError`."""
    _check(frame, layout)
    own = [table for table in document.tables if table.layout == layout.id]
    readable = [table for table in own if not table.recognition.unread] or [_blank(layout)]
    values = {number: _typed(frame[number]) for number in layout.columns if number in frame}
    kinds = _kinds(frame, layout, values, readable)
    tables = [
        _filled(table, layout, frame.index[part].tolist(), values, kinds, part)
        for table, part in zip(readable, _parts(frame.index.tolist(), readable), strict=True)
    ]
    place = document.tables.index(own[0]) if own else len(document.tables)
    others = [table for table in document.tables if table.layout != layout.id]
    return replace(document, tables=[*others[:place], *tables, *others[place:]])


def _check(frame: pd.DataFrame, layout: Layout) -> None:
    if not len(frame):
        raise EmptyFrameError(layout.id)
    if odd := [name for name in frame.columns if not isinstance(name, str)]:
        raise ColumnNamesError(list(map(str, odd)))
    if frame.columns.has_duplicates:
        raise RepeatedColumnsError(frame.columns[frame.columns.duplicated()].unique().tolist())
    if not pd.api.types.is_integer_dtype(frame.index.dtype):
        raise RowNumbersError(str(frame.index[0]))
    if frame.index.has_duplicates:
        repeated = frame.index[frame.index.duplicated()].unique()
        raise SeveralTablesError([str(row) for row in repeated[:3]], "nomornya berulang")


def _typed(column: pd.Series) -> list[Any]:
    """Cells as a planner types them: what pandas has for missing is blank, numbers are Python's own."""
    cells = column.astype(object).where(column.notna(), None).tolist()
    return [cell.item() if isinstance(cell, np.generic) else cell for cell in cells]


def _kinds(frame: pd.DataFrame, layout: Layout, values: Mapping[str, list[Any]], tables: Sequence[Table]) -> list[str]:
    """What kind each row is: as the frame says, as the document's own table has it, or by its label."""
    if KIND in frame:
        kinds = [str(kind) for kind in frame[KIND]]
    else:
        known = {row: kind for table in tables for row, kind in zip(table.rows, table.kinds, strict=True)}
        rows = (dict(zip(values, cells, strict=True)) for cells in zip(*values.values(), strict=True))
        kinds = [known.get(at) or kind_of(cells, layout) for at, cells in zip(frame.index, rows, strict=True)]
    totals = [row for row, kind in zip(frame.index.tolist(), kinds, strict=True) if kind == TOTAL]
    if len(totals) > 1:
        raise SeveralTablesError(
            list(map(str, totals)), f"masing-masing baris {layout.totals.label if layout.totals else TOTAL}"
        )
    return kinds


def _parts(rows: Sequence[int], tables: Sequence[Table]) -> list[list[int]]:
    """Positions of the rows of each table; a new row belongs to the table of the row before it."""
    owner = {row: at for at, table in enumerate(tables) for row in table.rows}
    parts: list[list[int]] = [[] for _ in tables]
    at = next((owner[row] for row in rows if row in owner), 0)
    for position, row in enumerate(rows):
        at = owner.get(row, at)
        parts[at].append(position)
    return parts


def _blank(layout: Layout) -> Table:
    return Table(layout.id, layout.sheet_name, [], [], {}, {})


def _filled(
    table: Table, layout: Layout, rows: list[int], values: Mapping[str, list[Any]], kinds: list[str], part: list[int]
) -> Table:
    """The table with other rows; what it says of single cells stays where they hold what they held."""
    columns = {number: [cells[at] for at in part] for number, cells in values.items()}
    old = {(row, n): cell for n, cells in table.columns.items() for row, cell in zip(table.rows, cells, strict=True)}
    new = {(row, number): cell for number, cells in columns.items() for row, cell in zip(rows, cells, strict=True)}

    def same(cell: TablePlace) -> bool:
        return cell in new and (new[cell] == old.get(cell) or (is_blank(new[cell]) and is_blank(old.get(cell))))

    return replace(
        table,
        rows=rows,
        kinds=[kinds[at] for at in part],
        columns=columns,
        letters=_letters(table, layout, columns),
        marks=table.marks.where(same),
    )


def _letters(table: Table, layout: Layout, columns: Mapping[str, Any]) -> dict[str, str]:
    """Where columns stand: as the table has them, else side by side, those of variants last."""
    beside = dict(
        zip(
            dict.fromkeys([*layout.official, *layout.extras, *layout.columns]),
            map(column_letter, count(1)),
            strict=False,
        )
    )
    return {number: table.letters.get(number, beside[number]) for number in columns}
