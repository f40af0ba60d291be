"""The seam to Excel: an open workbook gives the same document as the file, with few calls to Excel.

Excel is stood in for by a double that answers as xlwings over COM does: numbers as floats, one-cell and
one-row ranges not nested, and that counts its calls.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from addin.book import read_book
from rules.engine import validate
from tests.test_verdicts import flattened
from workbook_templates.reader import read_document


class Range:
    """The used range of a sheet, as xlwings shows it."""

    def __init__(self, values: list[list[Any]], formulas: list[list[Any]], calls: list[str]) -> None:
        self.row = self.column = 1
        self.shape = (len(values), len(values[0]))
        self._values, self._formulas, self.calls = values, formulas, calls

    def options(self, **_: Any) -> Range:
        return self

    @staticmethod
    def _squeezed(rows: list[list[Any]]) -> Any:
        if len(rows) == 1:
            return rows[0][0] if len(rows[0]) == 1 else rows[0]
        return [row[0] for row in rows] if len(rows[0]) == 1 else rows

    @property
    def value(self) -> Any:
        self.calls.append("value")
        return self._squeezed([[float(x) if isinstance(x, int) else x for x in row] for row in self._values])

    @property
    def formula(self) -> Any:
        self.calls.append("formula")
        return self._squeezed(self._formulas)


class Sheet:
    """A sheet with a name and a used range."""

    def __init__(self, name: str, used: Range) -> None:
        self.name, self.used_range = name, used


class Book:
    """An open workbook made from a file."""

    def __init__(self, path: Path) -> None:
        self.name, self.calls = str(path), []  # type: str, list[str]
        values, formulas = openpyxl.load_workbook(path, data_only=True), openpyxl.load_workbook(path)
        self.sheets = []
        for sheet in values:
            area = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=1, min_col=1)] or [[None]]
            texts = [["" if c.value is None else c.value for c in row] for row in formulas[sheet.title].iter_rows()]
            self.sheets.append(Sheet(sheet.title, Range(area, texts or [[""]], self.calls)))


@pytest.mark.parametrize("name", ["renja-2024-seed.xlsx", "renja-2024-benar.xlsx"])
def test_open_workbook_gives_the_verdict_of_its_file(name: str, seed: Path) -> None:
    path = seed.with_name(name)
    book = Book(path)
    document = read_book(book)
    assert flattened(validate(document)) == flattened(validate(read_document(path)))
    assert len(book.calls) == 2 * len(book.sheets)


def test_formulas_are_known_in_an_open_workbook(benar: Path) -> None:
    document = read_book(Book(benar))
    plan = next(table for table in document.tables if table.layout == "T-C.33")
    assert plan.formulas[(8, "6")].startswith("=SUMIFS(")
    assert not plan.uncalculated
