"""What of a table's cells is struck out, in the file the sign that planners delete by."""

from __future__ import annotations

from collections.abc import Iterable

from rules.model.document import Table, TablePlace
from rules.values.cells import as_text, column_number, is_blank
from workbook_templates.grid import Grid
from workbook_templates.sheet_facts import Place, struck_part


def struck_cells(grid: Grid, table: Table) -> dict[TablePlace, str]:
    """By cell what of its text is struck out, empty where all is; a cell that takes several of the sheet is all of them."""
    if not grid.facts.struck:
        return {}
    found = {}
    for row, number, places in _cells(table):
        if not grid.facts.struck.keys().isdisjoint(places):
            pieces = [piece for place in places for piece in _pieces(grid, place)]
            found[row, number] = struck_part(pieces)
    return {place: struck for place, struck in found.items() if struck is not None}


def struck_lines(grid: Grid, table: Table) -> dict[TablePlace, str]:
    """The same for a table in lines of text: a row is struck out as far as its lines are, which is told of its first column."""
    if not grid.facts.struck:
        return {}
    columns = sorted({*map(column_number, table.letters.values())})
    found = dict[TablePlace, str]()
    for row in table.rows:
        lines = (row, *table.placing.joined.get(row, ()))
        struck = struck_part([piece for line in lines for column in columns for piece in _pieces(grid, (line, column))])
        if struck is not None:
            filled = [number for number, values in table.columns.items() if not is_blank(values[table.rows.index(row)])]
            found |= {(row, number): struck for number in (filled[:1] if struck else filled)}
    return found


def _cells(table: Table) -> Iterable[tuple[int, str, list[Place]]]:
    """The cells of a table with the places they take in the sheet."""
    for row in table.rows:
        lines = (row, *table.placing.joined.get(row, ()))
        for number in table.columns:
            yield (
                row,
                number,
                [
                    (line, column)
                    for line in lines
                    for column in _columns(table.placing.cells.get(line, {}).get(number, ""))
                ],
            )


def _columns(letters: str) -> range:
    """The columns of `F`, or of `A:E`."""
    if not letters:
        return range(0)
    first, _, last = letters.partition(":")
    return range(column_number(first), column_number(last or first) + 1)


def _pieces(grid: Grid, place: Place) -> list[tuple[str, bool]]:
    """The text of a cell as far as it is struck out, and as far as it is not, each apart from the next."""
    text, struck = as_text(grid.at(place)), grid.facts.struck.get(place)
    if struck is None or not struck:
        return [(f"{text} ", struck is not None)]
    return [(f"{struck} ", True), (text, False)]
