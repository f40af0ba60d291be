"""Several tables of one form in a workbook: the agreements of two officials, the reports of two years."""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np

from rules.arrays import Numbers
from rules.frames.memo import once
from rules.model.document import DATA, TOTAL, Table


class TableRows(Protocol):
    """What is asked of a view (:class:`rules.frames.view.View`)."""

    known: dict[tuple[Any, ...], Any]
    tables: list[Table]

    @property
    def docs(self) -> Numbers: ...

    @property
    def table_numbers(self) -> Numbers: ...


@once
def wholes(view: TableRows) -> Numbers:
    """The number of the whole that each row belongs to, ascending over all workbooks.

    What follows a table that its TOTAL closes is another whole; else tables of one form are pages of one.
    """
    docs, numbers = view.docs, view.table_numbers
    found, whole, before, closed = np.zeros(len(docs), dtype=np.int64), -1, -1, False
    for number, table in enumerate(view.tables):
        if not table.rows:
            continue
        rows = slice(*np.searchsorted(numbers, (number, number + 1)).tolist())
        doc = int(docs[rows.start])
        if doc != before or (closed and not table.recognition.continues):
            whole, before, closed = whole + 1, doc, False
        found[rows] = whole
        kinds = [kind for kind in table.kinds if kind in (DATA, TOTAL)]
        closed = kinds[-1] == TOTAL if kinds else closed
    return found
