"""An open workbook (xlwings Book) as a Document, through the same table finder as files.

Each sheet's used range is read in two calls (values, formulas), never cell by cell. What values do not tell (which
cells are merged, which numbers are shown as percentages) is asked of whole columns of the tables found; only where
the answer is mixed, the column is halved until it is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from addin.errors import LargeSheetError
from addin.range_facts import Area, merged_areas, percent_rows
from rules.model.document import DATA, Document, Table
from rules.values.cells import ExcelError, column_letter, column_number, is_blank
from workbook_templates.grid import Grid, covered, percent_text
from workbook_templates.reading.archive import DEFAULT_LIMITS
from workbook_templates.recognition.locate import read_grids

_NUMBERS = frozenset({int, float})
_ERRORS = frozenset({"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#SPILL!", "#CALC!"})


def _block(value: Any, height: int, width: int) -> list[list[Any]]:
    """A range's value as rows, whatever shape xlwings gave it for its size."""
    if height == 1 and width == 1:
        return [[value]]
    if height == 1:
        return [list(value)]
    return [[cell] for cell in value] if width == 1 else list(value)


def sheet_grid(sheet: Any) -> Grid:
    """One xlwings Sheet as a grid anchored at A1; raises :class:`UnreadableError` where it is too large to read."""
    used = sheet.used_range
    top, left = used.row, used.column
    height, width = used.shape
    if height * width > DEFAULT_LIMITS.cells:
        raise LargeSheetError(sheet.name, f"{column_letter(left + width - 1)}{top + height - 1}")
    values = _block(used.options(err_to_str=True).value, height, width)
    formulas = _block(used.formula, height, width)
    grid = Grid(sheet.name, [[] for _ in range(top - 1)])
    before = [None] * (left - 1)
    for number, (row, texts) in enumerate(zip(values, formulas, strict=True), top):
        if not _ERRORS.isdisjoint(row):
            row = [ExcelError(value) if isinstance(value, str) and value in _ERRORS else value for value in row]
        grid.rows.append([*before, *row] if before else row)
        # Excel has calculated it: no value there is the empty text, not a result that is missing.
        held = [(column, text) for column, text in enumerate(texts, left) if isinstance(text, str) and text[:1] == "="]
        grid.formulas.update({(number, column): text for column, text in held})
    return grid


def read_grids_of(book: Any) -> list[Grid]:
    """All sheets of an open workbook as grids."""
    return [sheet_grid(sheet) for sheet in book.sheets]


def read_book(book: Any) -> Document:
    """The official tables of an open workbook; numbers may arrive as floats, as Excel gives them."""
    return read_with_grids(book)[0]


def read_with_grids(book: Any) -> tuple[Document, dict[str, Grid]]:
    """The official tables of an open workbook, and its sheets by name."""
    grids = {grid.name: grid for grid in read_grids_of(book)}
    document = read_grids(book.name, list(grids.values()))
    told = [_tell(book.sheets[table.sheet], grids[table.sheet], table) for table in document.tables]
    if any(told):
        document = read_grids(book.name, list(grids.values()))
    return document, grids


def _tell(sheet: Any, grid: Grid, table: Table) -> bool:
    """Tell a table and its grid what values do not: percentages, merged blocks; whether it must be read anew for that."""
    columns = [column_number(letter) for letter in table.letters.values()]
    alone = {column_number(letter): number for number, letter in table.letters.items() if _is_alone(table, number)}
    at = {row: place for place, row in enumerate(table.rows)}
    anew, merged = False, list[Area]()
    rows = [grid.rows[row - 1] if row <= len(grid.rows) else [] for row in table.rows]
    for column in range(min(columns), max(columns) + 1):
        cells = [row[column - 1] if column <= len(row) else None for row in rows]
        figures = [row for row, value in zip(table.rows, cells, strict=True) if type(value) in _NUMBERS]
        for row in percent_rows(sheet, column, figures):
            text = grid.rows[row - 1][column - 1] = percent_text(grid.rows[row - 1][column - 1])
            if column in alone:
                table.columns[alone[column]][at[row]] = text
            else:
                anew = True
        below = list(_below_filled(table, cells))
        if below:
            merged = merged_areas(sheet, (below[0] - 1, column, below[-1], column), merged)
    blocks = covered(merged)
    grid.covered |= blocks
    return anew or bool(blocks)


def _is_alone(table: Table, number: str) -> bool:
    """Whether a column takes one cell of every row, always the same."""
    told = {id(places): places for places in table.placing.cells.values()}
    return all(places.get(number) == table.letters[number] for places in told.values())


def _below_filled(table: Table, cells: list[Any]) -> Iterator[int]:
    """The rows of a table whose blank cell may belong to a merged block that begins with a filled cell above it."""
    if None not in cells and "" not in cells:
        return
    filled = False
    for row, kind, value in zip(table.rows, table.kinds, cells, strict=True):
        blank = value is None or is_blank(value)
        if blank and filled and kind == DATA:
            yield row
        filled = filled or not blank
