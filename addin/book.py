"""An open workbook (xlwings Book) as a Document, through the same table finder as files.

Each sheet's used range is read in two calls (values, formulas), never cell by cell.
"""

from __future__ import annotations

from typing import Any

from rules.cells import ExcelError
from rules.document import Document
from workbook_templates.grid import Grid
from workbook_templates.locate import read_grids

_ERRORS = frozenset({"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#SPILL!", "#CALC!"})


def _block(value: Any, height: int, width: int) -> list[list[Any]]:
    """A range's value as rows, whatever shape xlwings gave it for its size."""
    if height == 1 and width == 1:
        return [[value]]
    if height == 1:
        return [list(value)]
    if width == 1:
        return [[cell] for cell in value]
    return [list(row) for row in value]


def sheet_grid(sheet: Any) -> Grid:
    """One xlwings Sheet as a grid anchored at A1."""
    used = sheet.used_range
    top, left = used.row, used.column
    height, width = used.shape
    values = _block(used.options(err_to_str=True).value, height, width)
    formulas = _block(used.formula, height, width)
    grid = Grid(sheet.name, [[] for _ in range(top - 1)])
    for down, (row, texts) in enumerate(zip(values, formulas, strict=True)):
        cells = [ExcelError(value) if isinstance(value, str) and value in _ERRORS else value for value in row]
        grid.rows.append([None] * (left - 1) + cells)
        for across, text in enumerate(texts):
            if isinstance(text, str) and text.startswith("="):
                place = (top + down, left + across)
                grid.formulas[place] = text
                if cells[across] is None:
                    grid.uncalculated.add(place)
    return grid


def read_book(book: Any) -> Document:
    """The official tables of an open workbook; numbers may arrive as floats, as Excel gives them."""
    return read_grids(book.name, [sheet_grid(sheet) for sheet in book.sheets])
