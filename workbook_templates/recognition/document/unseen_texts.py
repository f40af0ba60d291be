"""The texts of a document's sheets that hold characters nobody sees, as they stand in the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rules.model.document import Document, Unseen
from rules.model.parts_of_workbook import parts_of
from rules.values.cells import column_letter
from rules.values.invisible import unseen_in
from workbook_templates.grid import Grid


def unseen_texts(grids: Iterable[Grid], document: Document) -> Iterator[Unseen]:
    """Names and cells of the sheets that hold tables or fields of the identity, in their order, row by row."""
    parts = list(parts_of(document))
    judged = {table.sheet for part in parts for table in part.tables}
    judged |= {told.sheet for part in parts for told in part.identity.values()}
    in_lines = {table.sheet for part in parts for table in part.tables if table.in_lines}
    for grid in (grid for grid in grids if grid.name in judged):
        if unseen_in(grid.name):
            yield Unseen(grid.name, grid.name)
        for place, text in grid.unseen.items():
            # Tabs part the columns of pasted lines: without them they could not be told apart.
            if grid.name in in_lines and "\t" in text:
                continue
            cell = f"{column_letter(place[1])}{place[0]}"
            yield Unseen(text, grid.name, cell, place in grid.facts.formulas)
