"""Derived cells of a workbook, and what a spreadsheet program that recalculated it shows there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rules.calculation.compute import Derived, compute
from rules.schema.layout import layouts
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


def in_cell(due: Derived) -> Any:
    """The value as a cell holds it; amounts with decimals are computed in their smallest unit."""
    decimals = layouts()[due.table].columns[due.column].decimals
    return due.value / 10**decimals if decimals and isinstance(due.value, int) else due.value


def same(found: Any, due: Any) -> bool:
    """Equal as cells; an undefined value is the empty text."""
    if due is None or due == "":
        return found in ("", None)
    if found is None or isinstance(due, str) or isinstance(found, str):
        return bool(found == due)
    return bool(found == due) or abs(found - due) <= 1e-12 * abs(due)
