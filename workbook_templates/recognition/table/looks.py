"""How the names of a table are set off, where only that may tell which of them stands above which."""

from __future__ import annotations

from rules.model.document import Look, Table, TablePlace
from rules.schema.layout import layouts
from rules.values.cells import column_number
from workbook_templates.grid import Grid

_SPACES = 2
"""Spaces that indent a name by one step."""


def looks_of_names(grid: Grid, table: Table) -> dict[TablePlace, Look]:
    """The names that are bold or indented: by their cell, by spaces, or by the one of several cells that they stand in."""
    layout = layouts()[table.layout]
    if layout.hierarchy != "uraian":
        return {}
    names = [number for number, spec in layout.official.items() if spec.role == "uraian" and number in table.columns]
    found = {
        (row, number): _look(grid, row, table.placing.cells.get(row, {}).get(number, ""))
        for row in table.rows
        for number in names
    }
    return {place: look for place, look in found.items() if any(look)}


def _look(grid: Grid, row: int, letters: str) -> Look:
    first, _, last = letters.partition(":")
    places = range(column_number(first), column_number(last or first) + 1) if first else range(0)
    for column in places:
        value = grid.at((row, column))
        if isinstance(value, str) and value.strip():
            look = grid.facts.looks.get((row, column), Look())
            spaces = (len(value) - len(value.lstrip(" \xa0"))) // _SPACES
            return look._replace(indent=look.indent + spaces + column - places.start)
    return Look()
