"""Sheets of our own in a planner's workbook: found by their first cell, added behind the others, written in one block."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from addin.blocks import literal, put
from addin.calling import busy
from addin.errors import BusyExcelError, NoNewSheetError, ProtectedBookError
from workbook_templates.grid import Value

Lines = Sequence[Sequence[Value]]


def find_sheet(book: Any, name: str, title: str) -> Any | None:
    """The sheet whose name begins so and whose first cell holds our title; None if there is none."""
    for sheet in book.sheets:
        if sheet.name.casefold().startswith(name.casefold()) and sheet.range((1, 1)).value == title:
            return sheet
    return None


def add_sheet(book: Any, name: str, widths: Sequence[float]) -> Any:
    """A new sheet behind the others, its columns as wide as told; the planner's own sheet stays the one shown."""
    shown = book.sheets.active
    try:
        sheet = book.sheets.add(name, after=book.sheets[len(book.sheets) - 1])
    except Exception as error:
        if busy(error):
            raise BusyExcelError from error
        # Only Windows tells; elsewhere a protected structure is by far the likeliest.
        if getattr(book.api, "ProtectStructure", True) is False:
            raise NoNewSheetError(name, type(error).__name__) from error
        raise ProtectedBookError(name) from error
    for column, width in enumerate(widths, 1):
        sheet.range((1, column)).column_width = width
    shown.activate()
    return sheet


def write_lines(sheet: Any, lines: Lines, width: int) -> None:
    """Write lines from A1 on in one block, the rest of what stood there emptied; texts stay texts, `=` begins a formula."""
    used = sheet.used_range
    deep = max(len(lines), used.row + used.shape[0] - 1)
    rows = [[*line, *[None] * (width - len(line))] for line in lines] + [
        [None] * width for _ in range(deep - len(lines))
    ]
    put(sheet.range((1, 1), (deep, width)), rows)


def texts(line: Sequence[Value]) -> list[Value]:
    """A line whose texts Excel keeps as they are."""
    return [literal(value) if isinstance(value, str) else value for value in line]
