"""The seam to Excel: an open workbook gives the same document as the file, with few calls to Excel."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import xlwings as xw
from hypothesis import given, settings
from hypothesis import strategies as st

from addin.book import read_with_grids, sheet_grid
from addin.range_facts import Area, hidden_columns, hidden_rows, merged_areas, number_formats
from rules.validation import validate
from rules.values.cells import ExcelError, column_letter
from tests.support.excel_calls import CALLS
from tests.support.excel_engine import blank, opened
from workbook_templates.errors import UnreadableError
from workbook_templates.reader import read_document
from workbook_templates.sheet_facts import is_percent

READING = 12
"""Calls to Excel that reading a sheet takes at most, beside those for its columns."""
COLUMN = 8
"""Calls that a column of a table takes at most: two questions, each asked again where cells differ."""


@pytest.mark.parametrize("name", ["renja-2024-seed", "lkip-2024-seed"])
def test_open_workbook_gives_the_verdict_of_its_file(name: str, seed: Path) -> None:
    path = seed.with_name(f"{name}.xlsx")
    book = opened(path)
    document = read_with_grids(xw.Book.caller())[0]
    calls, columns = CALLS.total(), sum(len(table.letters) for table in document.tables)
    mine, filed = validate(document), validate(read_document(path))
    assert [x.as_json() for x in mine.findings] == [x.as_json() for x in filed.findings]
    assert mine.rules == filed.rules
    assert calls <= READING * len(book.sheets) + COLUMN * columns


def test_a_sheet_is_read_in_two_blocks() -> None:
    sheet = blank().sheets[0]
    sheet.range("C3").value = [["'2.17", 5.0], [None, True]]
    CALLS.clear()
    grid = sheet_grid(sheet)
    assert (CALLS["Range.raw_value"], CALLS["Range.formula"]) == (1, 1)
    assert CALLS.total() <= 8
    assert (grid.at((3, 3)), grid.at((3, 4)), grid.at((4, 4)), grid.at((9, 9))) == ("2.17", 5.0, True, None)


def test_errors_arrive_as_errors() -> None:
    book = blank()
    book.sheets[0].impl.values["A1"].value = "#DIV/0!"
    value = sheet_grid(book.sheets[0]).at((1, 1))
    assert isinstance(value, ExcelError)
    assert value == "#DIV/0!"


def test_formulas_are_known_in_an_open_workbook(benar: Path) -> None:
    opened(benar)
    document = read_with_grids(xw.Book.caller())[0]
    plan = next(table for table in document.tables if table.layout == "T-C.33")
    assert plan.marks.formulas[(8, "6")].startswith("=SUMIFS(")
    assert not plan.marks.uncalculated


def test_a_typed_text_that_begins_as_a_formula_is_none() -> None:
    sheet = blank().sheets[0]
    sheet.range("A1").value = [["'=A1+B1", "'=", "=ROW('Sheet'!A8)"]]
    sheet.impl.values["D1"].value = sheet.impl.formulas["D1"].value = "=SUM(A1)"
    sheet.impl.formulas["D1"].data_type = "s"
    grid = sheet_grid(sheet)
    assert grid.facts.formulas == {(1, 3): "=ROW('Sheet'!A8)"}
    assert grid.at((1, 1)) == "=A1+B1"


def test_a_far_cell_is_refused_before_it_is_read() -> None:
    sheet = blank().sheets[0]
    sheet.impl.formulas.cell(1_048_576, 16_384, 1)
    CALLS.clear()
    with pytest.raises(UnreadableError, match="XFD1048576"):
        sheet_grid(sheet)
    assert not CALLS["Range.raw_value"]


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
    sheet = blank().sheets[0]
    for top, left, bottom, right in merged:
        sheet.impl.formulas.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
    CALLS.clear()
    found = merged_areas(sheet, (1, 1, 25, 8))
    assert sorted(found) == sorted(merged)
    questions = CALLS["Range.merge_cells"] + CALLS["Range.merge_area"]
    assert questions <= 1 + 4 * len(merged) * math.ceil(math.log2(25 * 8 + 1))


def _percent_rows(sheet: Any, column: int, rows: Sequence[int]) -> list[int]:
    return [row for row, code in number_formats(sheet, column, rows).items() if is_percent(code)]


@settings(deadline=None, max_examples=50)
@given(st.lists(st.sampled_from([None, "General", "0%", '0.00"%"', "0.0%"]), min_size=1, max_size=40))
def test_percentages_are_told_by_their_format(formats: list[str | None]) -> None:
    sheet = blank().sheets[0]
    rows = [row for row, code in enumerate(formats, 1) if code]
    for row in rows:
        sheet.impl.formulas.cell(row, 2).number_format = formats[row - 1]
    assert _percent_rows(sheet, 2, rows) == [row for row in rows if formats[row - 1] in {"0%", "0.0%"}]


def test_alike_formats_are_one_question() -> None:
    sheet = blank().sheets[0]
    assert _percent_rows(sheet, 1, range(1, 400)) == []
    assert CALLS["Range.number_format"] == 1


hidden = st.sets(st.integers(3, 40))


@settings(deadline=None, max_examples=50)
@given(hidden, hidden)
def test_what_is_hidden_is_found_wherever_it_lies(rows: set[int], columns: set[int]) -> None:
    sheet = blank().sheets[0]
    for row in rows:
        sheet.impl.formulas.row_dimensions[row].hidden = True
    for column in columns:
        sheet.impl.formulas.column_dimensions[column_letter(column)].hidden = True
    block = (3, 3, 40, 40)
    cells = sheet.range((3, 3), (40, 40))
    CALLS.clear()
    assert hidden_rows(sheet, cells, block) == rows
    assert hidden_columns(sheet, cells, block) == columns
    assert CALLS["Entire.Hidden"] <= 2 + 2 * (len(rows) + len(columns)) * math.ceil(math.log2(38))


def test_the_mac_tells_what_is_hidden_by_its_own_words() -> None:
    class Cells:
        api = object()

        def __init__(self, rows: range) -> None:
            told = {row == 5 for row in rows}
            self.rows = SimpleNamespace(hidden=told.pop() if len(told) == 1 else None)

    class Sheet:
        def range(self, first: tuple[int, int], last: tuple[int, int]) -> Cells:
            return Cells(range(first[0], last[0] + 1))

    assert hidden_rows(Sheet(), Cells(range(1, 10)), (1, 1, 9, 1)) == {5}


def test_the_mac_has_a_word_for_cells_of_which_some_are_merged() -> None:
    class Cells:
        def __init__(self, first: tuple[int, int], last: tuple[int, int]) -> None:
            inside = {2 <= row <= 3 for row in range(first[0], last[0] + 1)}
            self.merge_cells = inside.pop() if len(inside) == 1 else "missing value"
            self.merge_area = SimpleNamespace(address="$A$2:$A$3")

    class Sheet:
        def range(self, first: tuple[int, int], last: tuple[int, int] | None = None) -> Cells:
            return Cells(first, last or first)

    assert merged_areas(Sheet(), (1, 1, 20, 1)) == [(2, 1, 3, 1)]


def test_an_engine_that_cannot_tell_of_formats() -> None:
    class Plain:
        def range(self, *_: object) -> object:
            return object()

    assert merged_areas(Plain(), (1, 1, 9, 9)) == []
    assert _percent_rows(Plain(), 1, [1, 2]) == []
    assert hidden_rows(Plain(), object(), (1, 1, 9, 9)) == hidden_columns(Plain(), object(), (1, 1, 9, 9)) == set()
