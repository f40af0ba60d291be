"""Finding the official tables in sheets: by column-number row and heading words, wherever they stand.

A table begins under a row that numbers its columns ((1) (2) … or 1 2 …), or failing that under its heading
words. Heads repeated at page breaks are passed over; a code may be split over several cells; the table ends
with its TOTAL row, at the next table, or where notes and signatures begin.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace
from itertools import pairwise

from rules.model.document import TOTAL, Stray, Table
from rules.schema.layout import Layout, layouts
from rules.values.cells import any_filled, column_letter, column_number, filled_columns
from workbook_templates.grid import Grid
from workbook_templates.recognition.across_sheets import read_on
from workbook_templates.recognition.document.titles_against import other_document
from workbook_templates.recognition.heads.budget_below import budget_after
from workbook_templates.recognition.heads.column_headings import Leaf
from workbook_templates.recognition.heads.find_heads import find_heads
from workbook_templates.recognition.heads.head import Head
from workbook_templates.recognition.heads.head_of_template import Years, only_head
from workbook_templates.recognition.heads.searched_sheet import SearchedSheet
from workbook_templates.recognition.side_by_side import side_by_side
from workbook_templates.recognition.table.assemble import page_tables, tables_of, title_lines, title_top
from workbook_templates.recognition.table.joined_rows import holds_torn_names, mended
from workbook_templates.recognition.table.next_head import next_head
from workbook_templates.recognition.table.outside_table import strays
from workbook_templates.recognition.table.page_breaks import Page, fitted, page_head, repeats
from workbook_templates.recognition.table.page_marks import is_page_mark
from workbook_templates.recognition.table.rows import Line, data_lines, last_closing, whole_page
from workbook_templates.recognition.text.lines import sheets_in_lines

_WORN = 20.0
"""By how much less (0-100) a head printed again may resemble the form than the first one; one further off is another table's."""


def _pages(sheet: SearchedSheet, grid: Grid, heads: list[Head], stop: int) -> list[Page]:
    """The pages of one table: under its own head and wherever that is printed again; ``heads`` are those already known."""
    first = heads[0]
    again = [_alike(first, head) for head in heads[1:]]
    unnumbered: list[Head] = []
    for top, bottom in repeats(sheet, first, stop, again):
        unnumbered.append(page_head(grid, first, top, bottom, unnumbered))
    again += unnumbered
    again.sort(key=lambda head: head.bottom)
    ends = [_repeat_top(grid, head, first) for head in again] + [stop]
    return [Page(head, range(head.bottom + 1, end)) for head, end in zip([first, *again], ends, strict=True)]


def _alike(first: Head, other: Head) -> Head:
    """A repeated head, no higher than the first one, but for numbers printed twice: what stands above it is rows of the table."""
    numbers = max(len(other.number_rows) - len(first.number_rows), 0)
    top = other.bottom - (first.bottom - first.top) - numbers
    return replace(other, top=top) if top > other.top else other


def _repeat_top(grid: Grid, head: Head, first: Head) -> int:
    """First row of a repeated head with the titles printed above it; a cell further right belongs to the row above."""
    top = title_top(grid, head)
    while top < head.top and min(filled_columns(grid.rows[top]), default=0) > first.first:
        top += 1
    return top


def _table(grid: Grid, pages: list[Page], stop: int) -> list[Table]:
    """The table on some pages, down to ``stop``."""
    head = pages[0].head
    inner = {row for above, page in pairwise(pages) for row in range(above.rows.stop, page.head.bottom + 1)}
    plain = page_tables(grid, head, stop) if len(pages) == 1 and head.plain else []
    found = plain if plain and not any(map(holds_torn_names, plain)) else _pasted(grid, pages, stop)
    _leave(grid, head, found, _width(pages, found), stop, inner)
    return found


def _leave(grid: Grid, head: Head, found: list[Table], columns: tuple[int, int], stop: int, inner: Set[int]) -> None:
    """Note what a table leaves: blank rows between its rows, but for heads printed ``inner``, figures beside and below it."""
    known = {row for table in found for row in _known_rows(table)}
    if found[0].rows:
        between = {at for at in range(head.bottom + 2, max(known)) if at in known or not _has_page_mark(grid, at)}
        found[0].around.free = sorted(between.difference(known, (row + 1 for row in inner)))
        blocks = strays(grid, head, columns, max(known) - 1, stop, inner)
        told = {column_number(block.cells.partition(":")[0].rstrip("0123456789")) - 1 for block in blocks}
        further = [leaf for leaf in head.unexplained if told.isdisjoint(range(leaf.first, leaf.last + 1))]
        found[0].around.strays = [*blocks, *(_further(grid, head, leaf) for leaf in further)]


def _has_page_mark(grid: Grid, row: int) -> bool:
    return row <= len(grid.rows) and is_page_mark(grid.rows[row - 1])


def _further(grid: Grid, head: Head, leaf: Leaf) -> Stray:
    """A column with a heading that no form has, in the lowest cell of its head."""
    filled = [at for at in head.heading_rows if any_filled(grid.rows[at][leaf.first : leaf.first + 1])]
    return Stray(
        f"{column_letter(leaf.first + 1)}{max(filled, default=head.top) + 1}", 0, below=False, heading=leaf.own
    )


def _width(pages: list[Page], found: list[Table]) -> tuple[int, int]:
    """The first and last physical column (0-based) that any row of a table takes."""
    official = pages[0].head.layout.official
    letters = {letter for table in found for number, letter in table.letters.items() if number in official}
    letters |= {
        x for table in found[1:] for cells in table.placing.cells.values() for y in cells.values() for x in y.split(":")
    }
    taken = [column_number(letter) - 1 for letter in letters]
    heads = [page.head for page in pages]
    return min(*taken, *(x.first for x in heads)), max(*taken, *(x.last for x in heads))


def _known_rows(table: Table) -> list[int]:
    return [*table.rows, *(row for rows in table.placing.joined.values() for row in rows)]


def _pasted(grid: Grid, pages: list[Page], stop: int) -> list[Table]:
    """A table pasted page by page, or under a head that is not quite the official one."""
    placed = [fitted(grid, page) for page in pages]
    lines: list[Line] = []
    for page in placed[:-1]:
        lines += whole_page(grid, page.head, page.rows)
    # A total above all rows ends nothing.
    if not any(line.kind == TOTAL for line in lines[1:]):
        lines += data_lines(grid, placed[-1].head, placed[-1].rows)
    head = placed[0].head
    # Without one of its columns nothing tells a slip of a row from the slip of the head.
    return list(tables_of(grid, head, mended(lines, grid.rows) if head.whole else lines, stop))


def find_tables(
    grid: Grid,
    candidates: list[Layout],
    years: Years = (None, None),
    *,
    guess: bool = True,
    searched: SearchedSheet | None = None,
) -> list[Table]:
    """The official tables of one sheet, in order; ``guess`` also those whose headings are badly spoilt.

    ``searched`` is the sheet as far as it was searched before, for other layouts.

    A sheet of our own template that is still as we print it for these years, and holds nothing else, is not searched: its
    head is told by its name. The search finds the same.
    """
    own = (layout for layout in candidates if layout.sheet_name == grid.name)
    printed = next(filter(None, (only_head(grid, layout, years) for layout in own)), None)
    if printed is not None:
        if searched is not None:
            searched.shared |= dict.fromkeys(range(printed.top, printed.bottom + 1), float(len(printed.starts)))
        stop = len(grid.rows)
        return _table(grid, [Page(printed, range(printed.bottom + 1, stop))], stop)
    sheet = (searched or SearchedSheet(grid)).seeking(candidates, years[0])
    heads = find_heads(sheet, guess=guess)
    tables: list[Table] = []
    start = 0
    while start < len(heads):
        head = heads[start]
        end, closed = start + 1, -1
        # The same head again is a page break, unless a row that closes a table stands before it, or a title of other matter.
        while end < len(heads) and heads[end].layout.id == head.layout.id and heads[end].score >= head.score - _WORN:
            if other_document(title_lines(grid, heads[end]), head.layout):
                break
            page = range(heads[end - 1].bottom + 1, heads[end].top)
            closed = last_closing(grid, head, page)
            if closed >= 0:
                break
            end += 1
        stop = max(title_top(grid, heads[end]), closed + 1) if end < len(heads) else len(grid.rows)
        stop = next_head(grid, heads[end - 1], stop)
        pages = _pages(sheet, grid, heads[start:end], stop)
        tables += _table(grid, pages, stop)
        first = range(head.top, head.bottom + 1)
        sheet.on_pages |= {row: first for page in pages[1:] for row in range(page.head.top, page.head.bottom + 1)}
        start = end
    return tables


def all_tables(
    grids: list[Grid],
    candidates: list[Layout],
    years: Years,
    searched: dict[str, SearchedSheet],
    *,
    guess: bool = True,
) -> list[Table]:
    """The tables of all sheets, in order; ``guess`` in those that hold nothing also what no sheet surely holds.

    ``searched`` are the sheets as far as they were searched before.
    """
    found: dict[str, list[Table]] = {grid.name: [] for grid in grids}
    in_lines = sheets_in_lines(grids)
    # A head stands in three cells of a row at least.
    in_rows = [grid for grid in grids if grid.name not in in_lines]
    for grid in in_rows:
        sheet = searched.setdefault(grid.name, SearchedSheet(grid))
        found[grid.name] = find_tables(grid, candidates, years, guess=False, searched=sheet) or [
            table for part in side_by_side(grid) for table in find_tables(part, candidates, years, guess=False)
        ]
    for before, grid in pairwise(in_rows):
        if found[before.name] and not found[grid.name]:
            head = budget_after(searched[grid.name].seeking(candidates, years[0]), found[before.name][-1].layout)
            stop = len(grid.rows)
            found[grid.name] = _table(grid, [Page(head, range(head.bottom + 1, stop))], stop) if head else []
    in_cells = {table.layout for tables in found.values() for table in tables}
    if in_lines:
        from workbook_templates.recognition.text.tables import text_tables

        every = [table for tables in found.values() for table in tables]
        for name, tables in text_tables(in_lines, candidates, every).items():
            # Words about a table that stands elsewhere are no table.
            found[name] = [table for table in tables if not table.recognition.unread or table.layout not in in_cells]
    known = {layouts()[table.layout].place for tables in found.values() for table in tables}
    lacking = [layout for layout in candidates if layout.place not in known]
    if guess and any(layout.required and layout.default for layout in lacking):
        for grid in in_rows:
            found[grid.name] = found[grid.name] or find_tables(grid, lacking, years, searched=searched[grid.name])
    read_on(grids, found)
    return [table for tables in found.values() for table in tables]
