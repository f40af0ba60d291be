"""Finding the official tables in sheets: by column-number row and heading words, wherever they stand.

A table begins under a row that numbers its columns ((1) (2) … or 1 2 …), or failing that under its heading
words. Heads repeated at page breaks are passed over; a code may be split over several cells; the table ends
with its TOTAL row, at the next table, or where notes and signatures begin.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final, Literal

from rules.cells import SPLIT, as_text, column_letter, is_blank, join_parts
from rules.document import DATA, MEAN, NOTE, PREDICATE, TOTAL, Document, Field, Heading, Table
from rules.layout import Layout, document_layouts, layouts
from rules.vocabulary import fold
from workbook_templates.grid import Grid
from workbook_templates.heads import SURE, Head, cell_at, filled_columns, find_heads, heading_text, likeness
from workbook_templates.seal_sheet import is_seal, read_seal
from workbook_templates.titles import is_summary

_TOTAL_LABEL = re.compile(
    r"(?:grand\s+)?(?:total|jumlah)(?:\s+(?:keseluruhan|seluruhnya|total|pagu|anggaran|program))*\s*:?"
)
_CODE_LIKE = re.compile(r"[0-9X]+(?:\s*[.|]\s*[0-9X]+)+\.?")
_FORM_LABELS = 3
_RENJA: Final = "renja"
Kind = Literal["renja", "lkip"]


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
    """A row of the grand total: its label in a text cell, and no other text; what stands beside the table tells nothing."""
    layout = head.layout
    if not layout.totals or not layout.has_total:
        return False
    labels = {
        number: fold(value)
        for number, value in values.items()
        if isinstance(value, str) and layout.columns[number].kind != "money" and not layout.columns[number].extra
    }
    found = [n for n, text in labels.items() if text == fold(layout.totals.label) or _TOTAL_LABEL.fullmatch(text)]
    others = [text for number, text in labels.items() if number not in found and text not in {"", "-"}]
    return bool(found) and not others


def _is_row(values: dict[str, Any], head: Head) -> bool:
    """Whether a row is surely the table's: it has a code of two segments, or an indicator with its target."""
    layout = head.layout
    code = values.get(layout.by_role("kode") or "")
    if isinstance(code, str) and _CODE_LIKE.fullmatch(code.strip()):
        return True
    roles = {layout.columns[number].role for number, value in values.items() if not is_blank(value)}
    return {"indikator", "target"} <= roles or {"uraian", "pagu"} <= roles


def _last_row(grid: Grid, head: Head, stop: int, head_rows: set[int]) -> int:
    """The last row that surely belongs to the table; below it, a blank row ends the table."""
    for at in range(stop - 1, head.bottom, -1):
        if at in head_rows:
            return at
        values = _row_values(grid.rows[at], head)
        if _is_total(values, head) or _is_row(values, head):
            return at
    return head.bottom


def _below(values: dict[str, Any], head: Head) -> str | None:
    """The kind of a row below the data (its mean, the predicate, a note), told by its label; None for another."""
    footer = head.layout.footer
    if footer is None:
        return None
    labels = {footer.mean_label: MEAN, footer.predicate_label: PREDICATE, **dict.fromkeys(footer.notes, NOTE)}
    first = next((as_text(value) for value in values.values() if not is_blank(value)), "")
    best = max(labels, key=lambda label: likeness(first, label))
    return labels[best] if first and likeness(first, best) >= SURE else None


def _data_rows(grid: Grid, head: Head, stop: int, head_rows: set[int]) -> Iterator[tuple[int, str, dict[str, Any]]]:
    """(0-based row, kind, values) of a table's rows down to ``stop``."""
    last = _last_row(grid, head, stop, head_rows)
    ended = False
    for at in range(head.bottom + 1, stop):
        if at in head_rows:
            continue
        values = _row_values(grid.rows[at], head)
        if all(is_blank(value) for value in values.values()) and not _has_formula(grid, head, at):
            if at > last and not head.layout.footer:
                return
            continue
        below = _below(values, head)
        if ended and not below:
            return
        total = _is_total(values, head)
        yield at, below or (TOTAL if total else DATA), values
        ended = ended or total or bool(below)
        if ended and not head.layout.footer:
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
        cell = f"{letters[number]}{_heading_row(grid, head, number) + 1}"
        table.headings[number] = Heading(text, number in head.numbered, cell)
    _group_headings(grid, head, table)
    _formula_cells(grid, head, table)
    table.titles = _titles(grid, head)
    said = (
        {cell for _, cell in table.titles} | {x.cell for x in table.headings.values()} | {*table.group_cells.values()}
    )
    table.untold = said & {
        f"{column_letter(column)}{row}" for row, column in grid.uncalculated if row <= head.bottom + 1
    }
    if rows:
        inside = range(head.bottom + 2, rows[-1] + 1)
        table.free = [row for row in inside if row not in rows and row - 1 not in head_rows]
    else:
        table.free = list(range(head.bottom + 2, _end_of_blanks(grid, head, stop) + 1))
    return table


def _titles(grid: Grid, head: Head) -> list[tuple[str, str]]:
    """The title lines above a head with their cells; a line that is a formula never calculated is one without words."""
    found = []
    for at in range(_title_top(grid, head), head.top):
        blank = [column - 1 for row, column in grid.uncalculated if row == at + 1]
        for column in (filled_columns(grid.rows[at]) or sorted(blank))[:1]:
            found.append((as_text(cell_at(grid.rows[at], column)), f"{column_letter(column + 1)}{at + 1}"))
    return found


def _end_of_blanks(grid: Grid, head: Head, stop: int) -> int:
    """The last of the blank rows of a table without any (1-based): above its TOTAL, or where the sheet ends."""
    for at in range(head.bottom + 1, stop):
        if any(not is_blank(value) for value in grid.rows[at][head.first : head.last + 1]):
            return at
    return stop


def _heading_row(grid: Grid, head: Head, number: str) -> int:
    """The row in which a column's own heading stands: the lowest one filled above its number."""
    first, last = head.span(number)
    filled = [
        row for row in head.heading_rows if any(as_text(cell_at(grid.rows[row], c)) for c in range(first, last + 1))
    ]
    return filled[-1] if filled else head.top


def _title_top(grid: Grid, head: Head) -> int:
    """First row of a head with its title lines: single cells right above it, or above one or two blank rows."""
    top = at = head.top
    while at > 0 and head.top - at < 6:
        filled = filled_columns(grid.rows[at - 1])
        if len(filled) > 1 or (len(filled) == 1 and not isinstance(grid.rows[at - 1][filled[0]], str)):
            break
        at -= 1
        if filled:
            top = at
    return top


def _alike(first: Head, other: Head) -> Head:
    """A repeated head, no higher than the first one: what stands above it is rows of the table."""
    return replace(other, top=max(other.top, other.bottom - (first.bottom - first.top)))


def _group_headings(grid: Grid, head: Head, table: Table) -> None:
    """Headings over several columns, found in the head rows above their first column."""
    for number, column in head.layout.columns.items():
        if not column.group or column.group in table.groups or number not in head.starts:
            continue
        first, last = head.span(number)
        for row in head.heading_rows:
            for place in range(first, last + 1):
                text = as_text(cell_at(grid.rows[row], place))
                if text and likeness(text, column.group) >= SURE:
                    table.groups[column.group] = text
                    table.group_cells[column.group] = f"{column_letter(place + 1)}{row + 1}"


def _formula_cells(grid: Grid, head: Head, table: Table) -> None:
    if not grid.formulas and not grid.covered:
        return
    for number in head.starts:
        first, last = head.span(number)
        for row in table.rows:
            for place in range(first + 1, last + 2):
                if (row, place) in grid.formulas:
                    table.formulas[(row, number)] = grid.formulas[(row, place)]
                    if (row, place) in grid.uncalculated:
                        table.uncalculated.add((row, number))
                _merged_cell(grid, head, table, number, row, place)


def _merged_cell(grid: Grid, head: Head, table: Table, number: str, row: int, place: int) -> None:
    """Mark a cell below the first of a merged block; a target that spans several indicators counts for each."""
    top = grid.covered.get((row, place))
    value = cell_at(grid.rows[top[0] - 1], top[1] - 1) if top else None
    if is_blank(value):
        return
    table.merged.add((row, number))
    if head.layout.columns[number].kind == "target":
        table.columns[number][table.rows.index(row)] = value


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
            page = range(heads[end - 1].bottom + 1, heads[end].top)
            if any(_is_total(_row_values(grid.rows[at], head), head) for at in page):
                break
            end += 1
        stop = _title_top(grid, heads[end]) if end < len(heads) else len(grid.rows)
        again = [_alike(head, other) for other in heads[start + 1 : end]]
        tables.append(_table(grid, head, again, stop))
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
    document = Document(source, _RENJA, sheets=[grid.name for grid in grids])
    document.seal, document.seal_fault = read_seal(grids)
    forms = sorted((x for x in layouts().values() if x.fields), key=lambda x: x.document != _RENJA)
    told: Kind | None = None
    # Our own sheets that repeat what tables hold are none.
    grids = [grid for grid in grids if not (grid.lists or is_summary(grid) or is_seal(grid))]
    for grid in grids:
        found = {form.document: find_identity(grid, form) for form in forms}
        kind = max(found, key=lambda name: len(found[name]))
        told = told or (kind if found[kind] else None)
        for key, field in found[kind].items():
            document.identity.setdefault(key, field)
    # Without an identity form the tables tell: a workbook with none of the one document may hold the other.
    for name in [told] if told else [form.document for form in forms]:
        candidates = [layout for layout in document_layouts(name, document.year) if layout.columns]
        tables = [table for grid in grids for table in find_tables(grid, candidates)]
        document.kind, document.tables = name, tables
        if document.tables:
            break
    return document
