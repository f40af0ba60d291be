"""The seam to Excel: an open workbook gives the same document as the file, with few calls to Excel.

Excel is stood in for by a double that answers as xlwings over COM does: numbers as floats, one-cell and one-row
ranges not nested, the empty text as None, `merge_cells` None where only some cells are merged; it counts its calls.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from addin.book import Area, merged_areas, read_book, sheet_grid
from rules.engine import validate
from tests.test_verdicts import flattened
from workbook_templates.grid import covered
from workbook_templates.reader import read_document


class Range:
    """A block of a sheet, as xlwings shows it."""

    def __init__(self, sheet: Sheet, area: Area) -> None:
        self.sheet, self.area = sheet, area
        self.row, self.column, bottom, right = area
        self.shape = (bottom - self.row + 1, right - self.column + 1)

    def options(self, **_: Any) -> Range:
        return self

    @staticmethod
    def _squeezed(rows: list[list[Any]]) -> Any:
        if len(rows) == 1:
            return rows[0][0] if len(rows[0]) == 1 else rows[0]
        return [row[0] for row in rows] if len(rows[0]) == 1 else rows

    @property
    def value(self) -> Any:
        self.sheet.calls.append("value")
        rows = [[None if x == "" else float(x) if isinstance(x, int) else x for x in row] for row in self.sheet.values]
        return self._squeezed(rows)

    @property
    def formula(self) -> Any:
        self.sheet.calls.append("formula")
        return self._squeezed(self.sheet.formulas)

    @property
    def merge_cells(self) -> bool | None:
        self.sheet.calls.append("merge_cells")
        top, left, bottom, right = self.area
        merged = sum(
            max(0, min(bottom, area[2]) - max(top, area[0]) + 1) * max(0, min(right, area[3]) - max(left, area[1]) + 1)
            for area in self.sheet.merged
        )
        return None if 0 < merged < self.shape[0] * self.shape[1] else merged > 0

    @property
    def merge_area(self) -> Range:
        self.sheet.calls.append("merge_area")
        top, left = self.area[:2]
        around = [a for a in self.sheet.merged if a[0] <= top <= a[2] and a[1] <= left <= a[3]]
        return Range(self.sheet, around[0] if around else self.area)


class Sheet:
    """A sheet of values, formulas and merged blocks, whose calls are counted."""

    def __init__(self, name: str, values: list[list[Any]], formulas: list[list[Any]], merged: list[Area]) -> None:
        self.name, self.values, self.formulas, self.merged = name, values, formulas, merged
        self.calls: list[str] = []

    @property
    def used_range(self) -> Range:
        return Range(self, (1, 1, len(self.values), len(self.values[0])))

    def range(self, first: tuple[int, int], last: tuple[int, int] | None = None) -> Range:
        return Range(self, (*first, *(last or first)))


class Book:
    """An open workbook made from a file."""

    def __init__(self, path: Path) -> None:
        self.name = str(path)
        values, formulas = openpyxl.load_workbook(path, data_only=True), openpyxl.load_workbook(path)
        self.sheets = []
        for sheet in values:
            area = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=1, min_col=1)] or [[None]]
            texts = [["" if c.value is None else c.value for c in row] for row in formulas[sheet.title].iter_rows()]
            merged = [(x.min_row, x.min_col, x.max_row, x.max_col) for x in formulas[sheet.title].merged_cells.ranges]
            self.sheets.append(Sheet(sheet.title, area, texts or [[""]], merged))


@pytest.mark.parametrize("name", ["renja-2024-seed.xlsx", "renja-2024-benar.xlsx"])
def test_open_workbook_gives_the_verdict_of_its_file(name: str, seed: Path) -> None:
    path = seed.with_name(name)
    book = Book(path)
    document = read_book(book)
    assert flattened(validate(document)) == flattened(validate(read_document(path)))
    for sheet in book.sheets:
        cells = len(sheet.values) * len(sheet.values[0])
        assert len(sheet.calls) <= 3 + 4 * len(sheet.merged) * math.ceil(math.log2(cells + 1)), sheet.name


def test_a_sheet_without_merged_blocks_costs_three_calls() -> None:
    sheet = Sheet("A", [[1, 2]] * 500, [["1", "2"]] * 500, [])
    assert sheet_grid(sheet).covered == {}
    assert sheet.calls == ["value", "formula", "merge_cells"]


areas = st.tuples(st.integers(1, 25), st.integers(1, 8), st.integers(0, 8), st.integers(0, 3)).map(
    lambda drawn: (drawn[0], drawn[1], min(drawn[0] + drawn[2], 25), min(drawn[1] + drawn[3], 8))
)


def apart(drawn: list[Area]) -> list[Area]:
    """Blocks of more than one cell that share none."""
    kept: list[Area] = []
    for top, left, bottom, right in drawn:
        clear = all(bottom < a[0] or a[2] < top or right < a[1] or a[3] < left for a in kept)
        if clear and (top, left) != (bottom, right):
            kept.append((top, left, bottom, right))
    return kept


@settings(deadline=None, max_examples=50)
@given(st.lists(areas, max_size=12).map(apart))
def test_merged_blocks_are_found_wherever_they_lie(merged: list[Area]) -> None:
    sheet = Sheet("A", [[None] * 8] * 25, [[""] * 8] * 25, merged)
    found = merged_areas(sheet, (1, 1, 25, 8))
    assert covered(found) == covered(merged)
    assert len(sheet.calls) <= 1 + 4 * len(merged) * math.ceil(math.log2(25 * 8 + 1))


def test_an_engine_that_cannot_tell_of_merged_cells() -> None:
    class Plain(Sheet):
        def range(self, *_: Any) -> Any:
            return object()

    assert sheet_grid(Plain("A", [[1.0]], [["1"]], [(1, 1, 2, 1)])).covered == {}


def test_formulas_are_known_in_an_open_workbook(benar: Path) -> None:
    document = read_book(Book(benar))
    plan = next(table for table in document.tables if table.layout == "T-C.33")
    assert plan.formulas[(8, "6")].startswith("=SUMIFS(")
    assert not plan.uncalculated
