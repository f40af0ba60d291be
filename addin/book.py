"""An open workbook (xlwings Book) as a Document, through the same table finder as files.

Each sheet's used range is read in two calls (values, formulas), never cell by cell. What is merged, struck out or shown as
a percentage is asked only of the cells of the tables found, in blocks, how names are set off only of those that no code
stands beside; where that tells something, they are read anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from addin.errors import LargeSheetError
from addin.range_facts import area_of, hidden_columns, hidden_rows, looks_of, merged_areas, number_formats, struck_cells
from addin.values import ERRORS, formulas_of, is_formula, values_of
from rules.model.document import Document, Look, Table
from rules.schema.layout import layouts
from rules.values.cells import as_text, column_letter, column_number
from rules.values.number_format import NumberFormat, number_format
from workbook_templates.grid import Grid
from workbook_templates.reading.limits import DEFAULT_LIMITS
from workbook_templates.recognition.read_grids import read_grids
from workbook_templates.sheet_facts import Area, Place, SheetFacts, is_percent

_NUMBERS = frozenset({int, float})


def sheet_grid(sheet: Any) -> Grid:
    """One xlwings Sheet as a grid anchored at A1; raises :class:`UnreadableError` where it is too large to read.

    Which cells are merged, struck out or set off and which numbers are shown as percentages is not told yet: only tables are asked.
    """
    used = sheet.used_range
    block = top, left, bottom, right = area_of(used)
    if (bottom - top + 1) * (right - left + 1) > DEFAULT_LIMITS.cells:
        raise LargeSheetError(sheet.name, f"{column_letter(right)}{bottom}")
    values, formulas = values_of(used), formulas_of(used)
    before = [None] * (left - 1)
    facts = SheetFacts(
        errors=dict(_errors(values, top, left)),
        percents=frozenset(),
        struck={},
        looks={},
        formats={},
        formulas=dict(_formulas(formulas, values, top, left)),
        # Excel has calculated it: no value there is the empty text, not a result that is missing.
        uncalculated=frozenset(),
        merges=(),
        hidden=not sheet.visible,
        hidden_rows=hidden_rows(sheet, used, block),
        hidden_columns=hidden_columns(sheet, used, block),
        follows=False,
        above=(),
    )
    return Grid(sheet.name, [*([] for _ in range(top - 1)), *([*before, *row] for row in values)], facts)


def _errors(values: Sequence[Sequence[Any]], top: int, left: int) -> Iterator[tuple[Place, str]]:
    for number, row in enumerate(values, top):
        if not ERRORS.isdisjoint(row):
            yield from (((number, column), value) for column, value in enumerate(row, left) if value in ERRORS)


def _formulas(
    texts: Sequence[Sequence[Any]], values: Sequence[Sequence[Any]], top: int, left: int
) -> Iterator[tuple[Place, str]]:
    for number, (row, held) in enumerate(zip(texts, values, strict=True), top):
        for column, (text, value) in enumerate(zip(row, held, strict=True), left):
            if is_formula(text, value):
                yield (number, column), text


def read_with_grids(book: Any) -> tuple[Document, dict[str, Grid]]:
    """The official tables of an open workbook, and its sheets by name; numbers may arrive as floats, as Excel gives them."""
    sheets, grids = dict[str, Any](), dict[str, Grid]()
    for sheet in book.sheets:
        grid = sheet_grid(sheet)
        sheets[grid.name], grids[grid.name] = sheet, grid
    document = read_grids(book.name, list(grids.values()))
    anew = False
    for name, grid in grids.items():
        tables = [table for table in document.tables if table.sheet == name and table.rows]
        facts = _asked(sheets[name], grid, tables)
        if facts != grid.facts:
            grids[name], anew = replace(grid, facts=facts), True
    return read_grids(book.name, list(grids.values())) if anew else document, grids


def _asked(sheet: Any, grid: Grid, tables: Sequence[Table]) -> SheetFacts:
    """The facts of a sheet with those that are asked of its tables: percentages, merged blocks, what is struck out."""
    percents, merges, struck, looks = set[Place](), list[Area](), dict[Place, str](), dict[Place, Look]()
    shown = dict[Place, NumberFormat]()
    for table in tables:
        columns = _columns(table)
        for column in columns:
            figures = [row for row in table.rows if type(grid.at((row, column))) in _NUMBERS]
            for row, code in number_formats(sheet, column, figures).items():
                if is_percent(code):
                    percents.add((row, column))
                elif any(told := number_format(code)):
                    shown[row, column] = told
        block = min(table.rows), columns[0], max(table.rows), columns[-1]
        merges = merged_areas(sheet, block, merges)
        struck |= struck_cells(sheet, block, lambda place: as_text(grid.at(place)))
        for column in _names_without_codes(table):
            named = [row for row in table.rows if as_text(grid.at((row, column)))]
            looks |= looks_of(sheet, column, named)
    return replace(grid.facts, percents=percents, merges=tuple(merges), struck=struck, looks=looks, formats=shown)


def _names_without_codes(table: Table) -> list[int]:
    """The columns of names of a table whose levels nothing but its names may tell."""
    layout = layouts()[table.layout]
    codes = [number for number, spec in layout.columns.items() if spec.role == "kode" and number in table.columns]
    if layout.hierarchy != "uraian" or any(map(as_text, (x for n in codes for x in table.columns[n]))):
        return []
    return [column_number(x) for n, x in table.letters.items() if layout.columns[n].role == "uraian"]


def _columns(table: Table) -> range:
    """The physical columns from the first to the last one that any row of a table takes."""
    told = {id(cells): cells for cells in table.placing.cells.values()}
    letters = {*table.letters.values(), *(x for cells in told.values() for y in cells.values() for x in y.split(":"))}
    places = [column_number(letter) for letter in letters]
    return range(min(places), max(places) + 1)
