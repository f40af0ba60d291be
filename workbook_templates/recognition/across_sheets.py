"""Tables that go on beyond their sheet: on the next one under the same head, or in a document's next table without any."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from rules.model.document import TOTAL, Table
from rules.schema.layout import layouts
from rules.values.cells import column_number
from workbook_templates.grid import Grid
from workbook_templates.recognition.assemble import tables_of
from workbook_templates.recognition.head import Head
from workbook_templates.recognition.rows import data_lines


def read_on(grids: Sequence[Grid], found: Mapping[str, list[Table]]) -> None:
    """Read on, in place, what goes on from the sheet before, and mark as continuing what stands there under the same head."""
    for before, grid in pairwise(grids):
        if not found[before.name]:
            continue
        last = found[before.name][-1]
        if TOTAL in last.kinds or not last.rows:
            continue
        if not found[grid.name] and grid.facts.follows and _width(grid) == _width(before):
            found[grid.name].extend(_below(grid, last))
        elif found[grid.name] and _says_the_same(last, found[grid.name][0]):
            found[grid.name][0].recognition.continues = True


def _width(grid: Grid) -> int:
    return max((len(row) for row in grid.rows), default=0)


def _below(grid: Grid, last: Table) -> list[Table]:
    """The rows of a sheet without a head of its own, read under the head of the table it continues."""
    layout = layouts()[last.layout]
    starts = {number: column_number(letter) - 1 for number, letter in last.letters.items() if number in layout.official}
    head = Head(layout, 0, -1, starts, frozenset(starts), min(starts.values()), _width(grid) - 1)
    lines = data_lines(grid, head, range(len(grid.rows)))
    tables = list(tables_of(grid, head, lines, len(grid.rows))) if lines else []
    for table in tables:
        table.recognition.continues, table.captions.headings, table.captions.titles = True, {}, []
        table.recognition.certainty, table.recognition.matched = last.recognition.certainty, last.recognition.matched
    return tables


def _says_the_same(before: Table, table: Table) -> bool:
    """Whether the head of a table repeats that of the one before: every heading, and its titles where it has any."""
    if (
        before.layout != table.layout
        or before.recognition.unread
        or table.recognition.unread
        or not table.captions.headings
    ):
        return False
    one, other = ({number: x.text for number, x in found.captions.headings.items()} for found in (before, table))
    titles = [[text for text, _ in found.captions.titles] for found in (before, table)]
    return (
        one == other and before.captions.groups == table.captions.groups and (not titles[1] or titles[0] == titles[1])
    )
