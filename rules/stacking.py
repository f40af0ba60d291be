"""The same table of many workbooks as one long frame."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from rules.document import Table
from rules.layout import Layout

_PLACE = ("doc", "sheet", "row", "kind", "table")


def stack(layout: Layout, tables: Iterable[tuple[int, Table]]) -> tuple[pd.DataFrame, list[Table]]:
    """One frame of the tables of a layout, each given with the number of its workbook, and the tables in order.

    Columns: `doc`, `sheet`, `row` (Excel), `kind`, `table` (number in the list) and the layout's columns with
    values as typed, None where a table lacks the column.
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
        for number in layout.columns:
            stacked[number] += table.columns.get(number) or [None] * size
        kept.append(table)
    frame = pd.DataFrame({name: pd.Series(values, dtype=object) for name, values in stacked.items()})
    return frame.astype({"doc": "int64", "row": "int64", "table": "int64"}), kept
