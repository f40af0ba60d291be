"""Tables that go on beyond their sheet: on the next one under the same head, or without any, as in a document's next table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from rules.model.document import TOTAL, Table
from rules.schema.layout import layouts
from rules.values.cells import any_filled, as_text, column_number
from workbook_templates.grid import Grid
from workbook_templates.recognition.heads.head import Head, cell_at
from workbook_templates.recognition.heads.values_below import told_by
from workbook_templates.recognition.table.assemble import tables_of
from workbook_templates.recognition.table.rows import data_lines
from workbook_templates.recognition.table.same_rows import are_of_same_rows

_FEWEST, _MOST = 2, 0.5
"""Rows of a sheet that goes on without a head, and how many of them bear codes, at least."""


def read_on(grids: Sequence[Grid], found: Mapping[str, list[Table]]) -> None:
    """Read on, in place, what goes on from the sheet before, and mark as continuing what stands there under the same head."""
    for before, grid in pairwise(grids):
        if not found[before.name]:
            continue
        last = found[before.name][-1]
        if TOTAL in last.kinds or not last.rows:
            continue
        follows = grid.facts.follows and _width(grid) == _width(before)
        if not found[grid.name] and (follows or _codes_go_on(grid, last)):
            found[grid.name].extend(_below(grid, last))
        elif found[grid.name] and _says_the_same(last, first := found[grid.name][0]):
            # One with the same rows is the table once more.
            first.recognition.continues = not are_of_same_rows([last], [first])


def _width(grid: Grid) -> int:
    return max((len(row) for row in grid.rows), default=0)


def _codes_go_on(grid: Grid, last: Table) -> bool:
    """Whether most rows of a sheet bear codes where the table before has its own, the first of them behind its last one."""
    column = layouts()[last.layout].by_role("kode") or ""
    rows = [row for row in grid.rows if any_filled(row)]
    if column not in last.letters or len(rows) < _FEWEST:
        return False
    place = column_number(last.letters[column]) - 1
    codes = [code for row in rows if (code := _code_in(cell_at(row, place)))]
    before = [code for value in last.columns[column] if (code := _code_in(value))]
    return len(codes) >= _MOST * len(rows) and bool(before) and codes[0] > before[-1]


def _code_in(value: Any) -> tuple[str, ...]:
    """A code of a program or below as codes follow each other; nothing for another cell."""
    (told,) = told_by([value])
    return tuple(part.zfill(4) for part in as_text(value).strip(" .").split(".")) if told and told[-1] else ()


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
