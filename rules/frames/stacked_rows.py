"""Rows of many workbooks as one long frame: their cells as typed, where they stand, and how they are judged.

The frame's index is 0…n-1; `doc` numbers the workbook, `sheet` and `row` say where a row stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from rules.arrays import Cells, Mask, Numbers, as_cells
from rules.frames.distinct import Distinct
from rules.frames.judgement import NO_FAULTS, Faults, Judgement, Stack, told_of
from rules.frames.memo import once
from rules.frames.stacking import as_frame
from rules.model.unchecked import Skip
from rules.values.cells import as_text

_WHOLE = ("doc", "row", "table")
"""Columns of whole numbers, as far as there are."""


class StackedRows:
    """Rows of the stacked workbooks under one name: a table (see :class:`rules.frames.view.View`) or a structure frame."""

    def __init__(self, session: Stack, name: str, columns: Mapping[str, Cells]) -> None:
        self.session = session
        self.name = name
        self.columns = columns
        self.frame = as_frame(columns, [column for column in _WHOLE if column in columns])
        self.known: dict[tuple[Any, ...], Any] = {}

    # ---- cells as typed

    def cells(self, column: str) -> Cells:
        """Cells of a column as typed."""
        return self.columns[column]

    @once
    def distinct(self, column: str) -> Distinct:
        """The distinct values of a column."""
        return Distinct(self.cells(column).tolist())

    @once
    def text(self, column: str) -> Cells:
        """Cells as a person reads them (str; empty for blank, and where there is no such column)."""
        if column not in self.columns:
            return as_cells([""] * len(self.frame))
        return self.distinct(column).each(as_text)

    # ---- places

    @cached_property
    def docs(self) -> Numbers:
        """The number of the workbook each row belongs to, ascending."""
        return self.frame["doc"].to_numpy()

    @cached_property
    def workbooks(self) -> list[int]:
        """The numbers of the workbooks that have rows here, ascending."""
        found: list[int] = np.unique(self.docs).tolist()
        return found

    def doc_of(self, position: int) -> int:
        """Number of the workbook a row belongs to."""
        return int(self.docs[position])

    def place(self, position: int) -> tuple[str, int]:
        """Sheet and Excel row of a row."""
        return str(self.cells("sheet")[position]), int(self.cells("row")[position])

    # ---- judging

    def judge(
        self,
        checked: pd.Series | Mask,
        bad: pd.Series | Mask,
        *,
        deferred: pd.Series | Mask | None = None,
        skipped: dict[int, Skip] | None = None,
        certain: Mask | None = None,
        **details: Any,
    ) -> Judgement:
        """A judgement from masks; ``details`` are scalars, lists over the bad rows, or series and arrays over either."""
        seen, where = np.asarray(checked, dtype=bool), np.asarray(bad, dtype=bool)
        put_off = None if deferred is None else np.asarray(deferred, dtype=bool)
        if not where.any():
            return Judgement(seen, NO_FAULTS, put_off, skipped or {})
        rows = np.flatnonzero(where)
        told = {name: told_of(value, rows, len(where)) for name, value in details.items()}
        return Judgement(seen, Faults(rows, told), put_off, skipped or {}, certain=certain)

    def left_out(self, reasons: dict[int, Skip]) -> Judgement:
        """A judgement that left every workbook of the view unjudged, each for its own reason."""
        none = np.zeros(len(self.frame), dtype=bool)
        return self.judge(none, none, skipped=reasons)
