"""The short way to the rows of a table as our templates print it: one page, nothing below its total."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

from rules.frames.row_kinds import below_data, may_be_below, says_total, telling_total, total_label
from rules.model.document import DATA, SUBTOTAL, TOTAL
from rules.values.cells import any_filled, is_blank
from workbook_templates.grid import Grid
from workbook_templates.recognition.heads.head import Head
from workbook_templates.recognition.table.page_marks import is_page_mark
from workbook_templates.recognition.table.rows import above_text, is_caption, is_of_part, joined, last_row, may_be_row


def is_plain(head: Head) -> bool:
    """Whether the short way is open: every column numbered or headed as official, and no footer."""
    return head.plain and head.layout.footer is None


def plain_rows(grid: Grid, head: Head, span: range) -> tuple[list[int], list[str], dict[str, list[Any]]]:
    """Rows (0-based), kinds and cells by column of a table within a range of rows, down to where it ends.

    The same as :func:`workbook_templates.recognition.table.rows.data_lines` gives line by line.
    """
    sheet = list(zip_longest(*grid.rows[span.start : span.stop]))
    # Columns beside the official ones may stand right of what any of these rows holds.
    width = max(stop for _, _, stop in head.standing.cells)
    sheet += [(None,) * len(span)] * (width - len(sheet))
    columns = [_column(sheet[first:stop], head, number) for number, first, stop in head.standing.cells]
    label = total_label(head.layout)
    telling, remarks = (
        [at for at, number in enumerate(head.starts) if number in numbers] for numbers in telling_total(head.layout.id)
    )
    blank: int | None = None
    last: int | None = None
    rows, kinds, found = list[int](), list[str](), []
    parts = False
    for at, cells in zip(span, zip(*columns, strict=True), strict=True):
        if not any_filled(cells) and not may_be_row(grid, head, at):
            blank = at
            continue
        if blank is not None:
            # Only something below a blank row asks whether the table ended there.
            last = last_row(grid, head, range(blank, span.stop)) if last is None else last
            # One right below the head ends nothing.
            if blank > last and (rows or blank > span.start):
                break
            blank = None
        if is_page_mark(cells) or is_caption(cells, head):
            continue
        total = label is not None and says_total(label, *(map(cells.__getitem__, x) for x in (telling, remarks)))
        of_part = total and bool(rows) and is_of_part(grid, head, at, span.stop, again=parts)
        total, parts = total and not of_part, parts or of_part
        rows.append(at)
        found.append(cells)
        first = next((value for value in cells if value is not None and not is_blank(value)), None)
        worded = first.__class__ is str and may_be_below(first)
        below = below_data(dict(zip(head.starts, cells, strict=True)), head.layout) if worded else None
        kinds.append(below or (TOTAL if total else SUBTOTAL if of_part else DATA))
        # Some offices print the total above all rows.
        if total and (len(rows) > 1 or last_row(grid, head, range(at + 1, span.stop)) <= at):
            break
    ends = above_text(kinds, lambda at: dict(zip(head.starts, found[at], strict=True)), head)
    rows, kinds, found = rows[:ends], kinds[:ends], found[:ends]
    kept = map(list, zip(*found, strict=True)) if found else ([] for _ in columns)
    return rows, kinds, dict(zip(head.starts, kept, strict=True))


def _column(parts: Sequence[Sequence[Any]], head: Head, number: str) -> Sequence[Any]:
    """The cells of a column, joined where it takes several physical ones."""
    if len(parts) == 1:
        return parts[0]
    # Beside the last column there often is a blank one.
    filled = [cells for cells in parts if any_filled(cells)]
    if len(filled) == 1:
        return [None if is_blank(value) else value for value in filled[0]]
    return [joined(cells, head, number) for cells in zip(*parts, strict=True)]
