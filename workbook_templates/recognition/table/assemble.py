"""A table from its lines: values, places and heads as rules see them; one more where its columns stand elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from rules.model.bilingual import NOTHING, Text
from rules.model.document import Captions, Heading, Table
from rules.values.cells import any_filled, as_text, column_letter, filled_columns
from rules.values.likeness import SURE, heading_likeness, likeness
from rules.values.scale import is_scale
from workbook_templates.grid import Grid
from workbook_templates.recognition.heads.column_headings import most_filled
from workbook_templates.recognition.heads.head import Head, cell_at, heading_in, heading_text
from workbook_templates.recognition.heads.heading_words import whole
from workbook_templates.recognition.table.marks import mark
from workbook_templates.recognition.table.plain_rows import is_plain, plain_rows
from workbook_templates.recognition.table.rows import Line, data_lines
from workbook_templates.recognition.table.scales import scales_of
from workbook_templates.recognition.table.text_below import names_source

_MOST_TITLES = 6
_MOST_TOLD = 4
"""Further columns that are named where a table is doubted."""


def tables_of(grid: Grid, head: Head, lines: Sequence[Line], stop: int) -> Iterator[Table]:
    """The table under a head, as many pieces as there are places of its columns; one without lines too."""
    pieces = [list(group) for _, group in groupby(lines, key=lambda line: line.head.standing.places)]
    for number, piece in enumerate(pieces or [[]]):
        own = piece[0].head if piece else head
        table = _piece(grid, own, piece)
        table.recognition.continues = number > 0
        _finish(grid, head, table, stop, own)
        yield table


def page_tables(grid: Grid, head: Head, stop: int) -> list[Table]:
    """The table of one page under a head of the plain form, down to where it ends: column by column where that is open.

    Line by line gives the same; see :mod:`workbook_templates.recognition.table.plain_rows`.
    """
    return [by_columns(grid, head, stop)] if is_plain(head) else by_lines(grid, head, stop)


def by_lines(grid: Grid, head: Head, stop: int) -> list[Table]:
    """The table of one page, line by line."""
    return list(tables_of(grid, head, data_lines(grid, head, range(head.bottom + 1, stop)), stop))


def by_columns(grid: Grid, head: Head, stop: int) -> Table:
    """The table of one page of which nothing is below its total, column by column."""
    rows, kinds, columns = plain_rows(grid, head, range(head.bottom + 1, stop))
    table = Table(head.layout.id, grid.name, [at + 1 for at in rows], kinds, columns, dict(head.standing.letters))
    table.placing.cells = dict.fromkeys(table.rows, head.standing.taken)
    mark(grid, head, table)
    _finish(grid, head, table, stop)
    return table


def _finish(grid: Grid, head: Head, table: Table, stop: int, own: Head | None = None) -> None:
    """How sure a table is, and, unless it goes on from another, by what, its headings and titles.

    ``own`` is the head that its rows stand under, where the first page has none.
    """
    table.recognition.certainty = max(0.0, min(100.0, head.score))
    if not head.plain or len(head.renamed) + len(head.unexplained) > 1:
        table.recognition.against = _against(head)
    if not table.recognition.continues:
        table.recognition.matched = NOTHING if head.plain and not table.recognition.against else _matched(grid, head)
        _with_head(grid, head, table, stop, own or head)


def _matched(grid: Grid, head: Head) -> Text:
    """By what a table was recognised, in words."""
    official = head.layout.official
    alike = [
        n
        for n in official
        if n in head.starts and likeness(heading_text(grid.rows, head, n), whole(official[n])) >= SURE
    ]
    return Text(
        f"{len(head.numbered)} dari {len(official)} nomor kolom, {len(alike)} dari {len(official)} judul kolom",
        f"{len(head.numbered)} of {len(official)} column numbers, {len(alike)} of {len(official)} headings",
    )


def _against(head: Head) -> Text:
    """What speaks against a table being the official one, in words."""
    said = []
    missing = [number for number in head.layout.due if number not in head.starts]
    if missing:
        columns = ", ".join(missing)
        said.append(Text(f"kolom {columns} tidak ada", f"column {columns} is missing"))
    if head.unexplained:
        others = ", ".join(f'"{leaf.own}"' for leaf in head.unexplained[:_MOST_TOLD])
        said.append(Text(f"kolom lain: {others}", f"other columns: {others}"))
    if head.renamed:
        columns = ", ".join(head.renamed)
        said.append(Text(f"judul kolom {columns} bukan judul resminya", f"column {columns} has another heading"))
    if head.contradicted:
        columns = ", ".join(head.contradicted)
        said.append(
            Text(
                f"isi kolom {columns} bukan yang seharusnya di sana", f"column {columns} holds what should not be there"
            )
        )
    return Text.joined("; ", said)


def _piece(grid: Grid, head: Head, lines: Sequence[Line]) -> Table:
    numbers = [number for number in head.starts if any(number in line.values for line in lines) or not lines]
    rows, kinds = [line.at + 1 for line in lines], [line.kind for line in lines]
    columns = {number: [line.values.get(number) for line in lines] for number in numbers}
    letters = {number: head.standing.letters[number] for number in numbers}
    table = Table(head.layout.id, grid.name, rows, kinds, columns, letters)
    table.placing.shifted = {line.at + 1: line.moved for line in lines if line.moved}
    table.placing.joined = {line.at + 1: [part.at + 1 for part in line.joined] for line in lines if line.joined}
    for line in [*lines, *(part for other in lines for part in other.joined)]:
        places = line.head.standing.taken
        full = len(line.values) >= len(places)
        table.placing.cells[line.at + 1] = places if full else {n: places[n] for n in line.values if n in places}
    table.marks.shared |= {(line.at + 1, number) for line in lines for number in line.shared}
    mark(grid, head, table)
    return table


def _with_head(grid: Grid, head: Head, table: Table, stop: int, own: Head) -> None:
    """Headings, titles and blank rows of the table's first piece."""
    head.captions = captions = head.captions or _captions(grid.rows, head)
    told = captions.headings
    if told.keys() < own.starts.keys():
        # A later page has columns that the first one lacks.
        told = _captions(grid.rows, own).headings | told
    headings = {number: told[number] for number in table.columns}
    said = Captions(headings, dict(captions.groups), dict(captions.group_cells), _titles(grid, head))
    said.scales = scales_of(grid, head, own, said, max(table.rows, default=head.bottom + 1))
    table.captions = said
    above = {f"{column_letter(column)}{row}" for row, column in grid.facts.uncalculated if row <= head.bottom + 1}
    if above:
        cells = {x.cell for x in said.headings.values()} | {*said.group_cells.values()}
        said.uncalculated = above & (cells | {cell for _, cell in said.titles})
    if not table.rows:
        table.around.free = list(range(head.bottom + 2, _end_of_blanks(grid, head, stop) + 1))


def _captions(rows: list[list[Any]], head: Head) -> Captions:
    """The headings of all columns, and those over several."""
    headings = {}
    for number in head.starts:
        text, row = heading_in(rows, head, number)
        cell = f"{head.standing.letters[number]}{row + 1}"
        headings[number] = Heading(text, number in head.numbered, cell)
    return Captions(headings, *_group_headings(rows, head))


def _titles(grid: Grid, head: Head) -> list[tuple[str, str]]:
    """The title lines above a head with their cells; a line that is a formula never calculated is one without words."""
    found = []
    for at, filled in reversed(_above(grid, head)):
        if not filled and grid.facts.uncalculated:
            filled = sorted(column - 1 for row, column in grid.facts.uncalculated if row == at + 1)
        for column in filled[:1]:
            text = " ".join(as_text(cell_at(grid.rows[at], place)) for place in filled)
            found.append((text, f"{column_letter(column + 1)}{at + 1}"))
    # A document has the caption of its table in paragraphs of their own, which are no cells.
    return found or [(text, "") for text in grid.facts.above]


def _is_labelled(row: Sequence[Any], filled: Sequence[int]) -> bool:
    """Whether a row says what stands before a colon: `NAMA SKPD | : Dinas Pangan`."""
    if len(filled) != 2:
        return False
    label, value = (as_text(row[at]).strip() for at in filled)
    return label.endswith(":") or value.startswith(":")


def _above(grid: Grid, head: Head) -> list[tuple[int, list[int]]]:
    """The title lines above a head, lowest first, each with its filled cell, and the blank rows between and below them."""
    found = []
    end = 0
    for at in range(head.top - 1, max(head.top - _MOST_TITLES, 0) - 1, -1):
        row = grid.rows[at]
        filled = filled_columns(row) if most_filled(row) else []
        if len(filled) > 1:
            # A note of the scale stands at the right end of a title's line.
            filled = [x for x in filled if not is_scale(as_text(row[x]))] or filled
        if len(filled) > 1 + _is_labelled(row, filled) or (filled and not isinstance(row[filled[0]], str)):
            break
        if filled and names_source(row[filled[0]]):
            break
        found.append((at, filled))
        if filled:
            end = len(found)
    return found[:end]


def _end_of_blanks(grid: Grid, head: Head, stop: int) -> int:
    """The last of the blank rows of a table without any (1-based): above its TOTAL, or where the sheet ends."""
    for at in range(head.bottom + 1, stop):
        if any_filled(grid.rows[at][head.first : head.last + 1]):
            return at
    return stop


def title_lines(grid: Grid, head: Head) -> list[str]:
    """The texts of the title lines above a head, lowest first."""
    return [as_text(cell_at(grid.rows[at], filled[0])) for at, filled in _above(grid, head) if filled]


def title_top(grid: Grid, head: Head) -> int:
    """First row of a head with its title lines: single cells right above it, or above one or two blank rows."""
    return min((at for at, _ in _above(grid, head)), default=head.top)


def _group_headings(rows: list[list[Any]], head: Head) -> tuple[dict[str, str], dict[str, str]]:
    """Headings over several columns, found in the head rows above their first column, and their cells."""
    groups: dict[str, str] = {}
    cells: dict[str, str] = {}
    best: dict[str, float] = {}
    for number, column in head.layout.columns.items():
        if not column.group or column.group in groups or number not in head.starts:
            continue
        first, last = head.span(number)
        for row in head.heading_rows:
            for place in range(first, last + 1):
                text = as_text(cell_at(rows[row], place))
                like = heading_likeness(text, column.group) if text else 0.0
                if text and likeness(text, column.group) >= SURE and like >= best.get(column.group, 0.0):
                    groups[column.group], best[column.group] = text, like
                    cells[column.group] = f"{column_letter(place + 1)}{row + 1}"
    return groups, cells
