"""Finding the official tables in sheets: by column-number row and heading words, wherever they stand.

A table begins under a row that numbers its columns ((1) (2) … or 1 2 …), or failing that under its heading
words. Heads repeated at page breaks are passed over; a code may be split over several cells; the table ends
with its TOTAL row, at the next table, or where notes and signatures begin.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from rules.cells import SPLIT, as_text, column_letter, is_blank, join_parts
from rules.document import DATA, TOTAL, Document, Field, Heading, Table
from rules.layout import Layout, document_layouts, layouts
from rules.vocabulary import fold
from workbook_templates.grid import Grid
from workbook_templates.heads import SURE, Head, cell_at, filled_columns, find_heads, heading_text, likeness

_TOTAL_LABEL = re.compile(
    r"(?:grand\s+)?(?:total|jumlah)(?:\s+(?:keseluruhan|seluruhnya|total|pagu|anggaran|program))*\s*:?"
)
_FORM_LABELS = 3


# ---- rows


def _row_values(row: list[Any], head: Head) -> dict[str, Any]:
    values = {}
    for number in head.starts:
        first, last = head.span(number)
        parts = row[first : last + 1]
        separator = SPLIT if head.layout.columns[number].kind == "code" else " "
        values[number] = parts[0] if len(parts) == 1 else join_parts(parts, separator)
    return values


def _is_total(values: dict[str, Any], head: Head) -> bool:
    if not head.layout.totals:
        return False
    label = re.escape(head.layout.totals.label.casefold())
    for number, value in values.items():
        if head.layout.columns[number].kind == "money" or not isinstance(value, str):
            continue
        text = fold(value)
        if text and (re.fullmatch(label, text) or _TOTAL_LABEL.fullmatch(text)):
            return True
    return False


def _ends_here(rows: list[list[Any]], at: int, head: Head, heads: set[int]) -> bool:
    """At a blank row: whether what follows is no longer this table (notes, signatures, nothing)."""
    for following in range(at, len(rows)):
        filled = [column for column in filled_columns(rows[following]) if head.first <= column <= head.last]
        if following in heads:
            return False
        if filled:
            numbers = {number for number in head.starts for column in filled if _within(head, number, column)}
            return len(numbers) < 2 and following + 1 not in heads
    return True


def _within(head: Head, number: str, column: int) -> bool:
    first, last = head.span(number)
    return first <= column <= last


def _data_rows(grid: Grid, head: Head, stop: int, head_rows: set[int]) -> Iterator[tuple[int, str, dict[str, Any]]]:
    """(0-based row, kind, values) of a table's rows down to ``stop``."""
    for at in range(head.bottom + 1, stop):
        if at in head_rows:
            continue
        values = _row_values(grid.rows[at], head)
        if all(is_blank(value) for value in values.values()) and not _has_formula(grid, head, at):
            if _ends_here(grid.rows, at + 1, head, head_rows):
                return
            continue
        total = _is_total(values, head)
        yield at, TOTAL if total else DATA, values
        if total:
            return


def _has_formula(grid: Grid, head: Head, at: int) -> bool:
    return any((at + 1, column + 1) in grid.uncalculated for column in range(head.first, head.last + 1))


def _table(grid: Grid, head: Head, again: list[Head], stop: int) -> Table:
    head_rows = {row for other in again for row in range(_title_top(grid, other), other.bottom + 1)}
    rows, kinds, columns = [], [], {number: [] for number in head.starts}  # type: ignore[var-annotated]
    for at, kind, values in _data_rows(grid, head, stop, head_rows):
        rows.append(at + 1)
        kinds.append(kind)
        for number, value in values.items():
            columns[number].append(value)
    letters = {number: column_letter(head.span(number)[0] + 1) for number in head.starts}
    table = Table(head.layout.id, grid.name, rows, kinds, columns, letters)
    for number in head.starts:
        text = heading_text(grid.rows, head, number)
        table.headings[number] = Heading(text, number in head.numbered, f"{letters[number]}{head.top + 1}")
    _group_headings(grid, head, table)
    _formula_cells(grid, head, table)
    return table


def _title_top(grid: Grid, head: Head) -> int:
    """First row of a repeated head, with the table title lines (single cells) right above it."""
    top = head.top
    while top > 0 and len(filled_columns(grid.rows[top - 1])) == 1 and head.top - top < 3:
        top -= 1
    return top


def _group_headings(grid: Grid, head: Head, table: Table) -> None:
    """Headings over several columns, found in the head rows above their first column."""
    for number, column in head.layout.columns.items():
        if not column.group or column.group in table.groups or number not in head.starts:
            continue
        first, last = head.span(number)
        for row in range(head.top, head.bottom):
            for place in range(first, last + 1):
                text = as_text(cell_at(grid.rows[row], place))
                if text and likeness(text, column.group) >= SURE:
                    table.groups[column.group] = text
                    table.group_cells[column.group] = f"{column_letter(place + 1)}{row + 1}"


def _formula_cells(grid: Grid, head: Head, table: Table) -> None:
    if not grid.formulas:
        return
    for number in head.starts:
        first, last = head.span(number)
        for row in table.rows:
            for place in range(first + 1, last + 2):
                if (row, place) in grid.formulas:
                    table.formulas[(row, number)] = grid.formulas[(row, place)]
                    if (row, place) in grid.uncalculated:
                        table.uncalculated.add((row, number))


def find_tables(grid: Grid, candidates: list[Layout]) -> list[Table]:
    """The official tables of one sheet, in order."""
    heads = find_heads(grid, candidates)
    tables: list[Table] = []
    start = 0
    while start < len(heads):
        head = heads[start]
        end = start + 1
        # The same head again is a page break, unless a TOTAL row closed the table before it.
        while end < len(heads) and heads[end].layout.id == head.layout.id:
            if any(_is_total(_row_values(grid.rows[at], head), head) for at in range(head.bottom + 1, heads[end].top)):
                break
            end += 1
        stop = heads[end].top if end < len(heads) else len(grid.rows)
        tables.append(_table(grid, head, heads[start + 1 : end], stop))
        start = end
    return tables


# ---- identity


def find_identity(grid: Grid, form: Layout) -> dict[str, Field]:
    """The fields of a form by their labels; empty if the sheet has too few of them."""
    labels = {fold(spec.label): key for key, spec in form.fields.items()}
    found: dict[str, Field] = {}
    for at, row in enumerate(grid.rows[:100]):
        for column in filled_columns(row[:12]):
            value = row[column]
            key = labels.get(fold(value)) if isinstance(value, str) else None
            if key is None or key in found:
                continue
            right = next((place for place in range(column + 1, min(column + 5, len(row))) if _holds(row[place])), None)
            place = column + 1 if right is None else right
            found[key] = Field(cell_at(row, place), grid.name, f"{column_letter(place + 1)}{at + 1}")
    return found if len(found) >= _FORM_LABELS else {}


def _holds(value: Any) -> bool:
    return not is_blank(value) and as_text(value) != ":"


# ---- documents


def read_grids(source: str, grids: list[Grid]) -> Document:
    """The official tables and the identity that stand in the given sheets."""
    document = Document(source, "renja", sheets=[grid.name for grid in grids])
    forms = [layout for layout in layouts().values() if layout.fields]
    for grid in grids:
        for form in forms:
            for key, field in find_identity(grid, form).items():
                document.identity.setdefault(key, field)
    candidates = [layout for layout in document_layouts("renja", document.year) if layout.columns]
    for grid in grids:
        document.tables += find_tables(grid, candidates)
    return document
