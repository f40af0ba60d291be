"""Derived cells of a workbook, and what a spreadsheet program that recalculated it shows there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rules.calculation.compute import Derived, compute
from rules.values.cells import column_number
from tests.conftest import Sheets
from workbook_templates.reader import read_document


def cell(sheets: Sheets, sheet: str, letter: str, row: int) -> Any:
    """The value of a cell of recalculated sheets."""
    return sheets[sheet][row - 1][column_number(letter) - 1]


def derived(path: Path) -> list[tuple[str, Derived]]:
    """Derived cells with the letters of their columns."""
    document = read_document(path)
    letters = {table.layout: table.letters for table in document.tables}
    return [(letters[due.table][due.column], due) for due in compute(document)]
