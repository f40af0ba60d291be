"""A copy of a workbook with every derived column and total filled in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from rules.cells import column_number
from rules.compute import Derived, compute
from rules.layout import layouts
from rules.pack import Pack
from workbook_templates.patch import write_numbers
from workbook_templates.reader import read_document


@dataclass(frozen=True, slots=True)
class Filled:
    """A derived cell and where it stands (A1)."""

    derived: Derived
    cell: str


def fill_workbook(source: Path, target: Path, pack: Pack | None = None) -> list[Filled]:
    """Compute ``source`` into ``target``; returns every derived cell with what became of it."""
    document = read_document(source)
    letters = {(table.layout, table.sheet): table.letters for table in document.tables}
    found: list[Filled] = []
    numbers: dict[str, dict[tuple[int, int], float | int | None]] = {}
    for cell in compute(document, pack):
        letter = letters[(cell.table, cell.sheet)][cell.column]
        found.append(Filled(cell, f"{letter}{cell.row}"))
        decimals = layouts()[cell.table].columns[cell.column].decimals
        value = cell.value / 10**decimals if cell.value is not None and decimals else cell.value
        if cell.state in {"filled", "refreshed"} and not (cell.state == "filled" and value is None):
            numbers.setdefault(cell.sheet, {})[(cell.row, column_number(letter))] = value
    write_numbers(source, target, numbers)
    return found
