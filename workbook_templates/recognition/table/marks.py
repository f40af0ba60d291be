"""What is known of a sheet's cells, as marks of the table that stands in them: the one way from the facts of readers."""

from __future__ import annotations

from rules.model.document import Hidden, Marks, Table
from rules.values.cells import column_number
from workbook_templates.grid import Grid
from workbook_templates.reading.excel.sheet_formulas import formulas_of_table
from workbook_templates.recognition.heads.head import Head
from workbook_templates.recognition.table.looks import looks_of_names
from workbook_templates.recognition.table.merged_cells import share_merged_cells
from workbook_templates.recognition.table.struck_cells import struck_cells, struck_lines


def mark(grid: Grid, head: Head, table: Table) -> None:
    """Mark the cells of a table with what the facts of its sheet say of them.

    Cells that are shared already stay so. What is known of titles and headings stands with them (`Captions`).
    """
    rows = set(table.rows)
    at = {place: number for place, number in head.standing.whose.items() if number in table.columns}
    facts = grid.facts
    table.marks = Marks(
        formulas=formulas_of_table(facts.formulas, rows, at) if facts.formulas and rows else {},
        uncalculated={(row, at[place]) for row, place in facts.uncalculated if row in rows and place in at},
        shared=table.marks.shared,
        struck=struck_cells(grid, table),
        looks=looks_of_names(grid, table),
        formats={(row, at[place]): told for (row, place), told in facts.formats.items() if row in rows and place in at},
    )
    share_merged_cells(grid, head, table, at)
    table.hidden = Hidden(
        sheet=facts.hidden,
        rows=[row for row in table.rows if row in facts.hidden_rows],
        columns=[number for number in table.columns if _is_hidden(grid, head, number)] if facts.hidden_columns else [],
        buried=_buried(grid, head, table),
    )


def mark_lines(grid: Grid, table: Table) -> None:
    """The same for a table in lines of text. Its columns have no cells of their own, so that only what is hidden or struck is told.

    A row is hidden where one of its lines is; the one column that holds all lines counts as the first of the table's.
    """
    facts = grid.facts
    lines = {row: (row, *table.placing.joined.get(row, ())) for row in table.rows}
    table.marks.struck = struck_lines(grid, table)
    shut = not facts.hidden_columns.isdisjoint(map(column_number, table.letters.values()))
    table.hidden = Hidden(
        sheet=facts.hidden,
        rows=[row for row in table.rows if not facts.hidden_rows.isdisjoint(lines[row])],
        columns=list(table.columns)[:1] if shut else [],
    )


def _is_hidden(grid: Grid, head: Head, number: str) -> bool:
    """Whether all cells of a column are hidden; columns beside the official ones may well be."""
    first, last = head.span(number)
    shut = all(column + 1 in grid.facts.hidden_columns for column in range(first, last + 1))
    return shut and not head.layout.columns[number].extra


def _buried(grid: Grid, head: Head, table: Table) -> list[tuple[int, str]]:
    found = []
    for number in table.columns if grid.buried else ():
        first, last = (column + 1 for column in head.span(number))
        found += [(row, number) for row in table.rows for at in range(first, last + 1) if (row, at) in grid.buried]
    return found
