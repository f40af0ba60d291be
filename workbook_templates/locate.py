"""Finding the official tables in sheets: by column-number row and heading words, wherever they stand.

A table begins under a row that numbers its columns ((1) (2) … or 1 2 …), or failing that under its heading
words. Heads repeated at page breaks are passed over; a code may be split over several cells; the table ends
with its TOTAL row, at the next table, or where notes and signatures begin.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from rules.cells import SPLIT, as_text, column_letter, is_blank, join_parts
from rules.document import DATA, TOTAL, Document, Field, Heading, Table
from rules.layout import Layout, document_layouts, layouts
from rules.vocabulary import fold
from workbook_templates.grid import Grid

_NUMBER_CELL = re.compile(r"\(?\s*(\d{1,2})\s*\)?(?:\s*=.*)?")
_TOTAL_LABEL = re.compile(r"(?:grand\s+)?(?:total|jumlah)(?:\s+(?:keseluruhan|seluruhnya|total|pagu|anggaran|program))*\s*:?")
_HEAD_ROWS = 6
_LIKE, _SURE = 55.0, 80.0
_FORM_LABELS = 3


@dataclass(slots=True)
class Head:
    """A table's head: its layout, where each official column begins, and the rows it takes (0-based)."""

    layout: Layout
    top: int
    bottom: int
    starts: dict[str, int]
    numbered: frozenset[str]
    first: int
    last: int

    def span(self, number: str) -> tuple[int, int]:
        """First and last physical column (0-based) of an official column."""
        later = [start for start in self.starts.values() if start > self.starts[number]]
        start = self.first if number == next(iter(self.starts)) else self.starts[number]
        return start, (min(later) - 1 if later else self.last)


def _cell(row: list[Any], column: int) -> Any:
    return row[column] if column < len(row) else None


def _filled(row: list[Any]) -> list[int]:
    return [column for column, value in enumerate(row) if not is_blank(value)]


def _official_number(value: Any) -> int | None:
    if isinstance(value, str):
        match = _NUMBER_CELL.fullmatch(value.strip())
        return int(match[1]) if match else None
    if isinstance(value, int | float) and not isinstance(value, bool) and value == int(value) and 0 < value < 100:
        return int(value)
    return None


def _number_row(row: list[Any]) -> dict[int, int] | None:
    """Official numbers of a column-number row and where they stand (0-based), or None for another row."""
    filled = _filled(row)
    if len(filled) < 3 or _official_number(row[filled[0]]) not in {1, 2}:
        return None
    numbers = [(_official_number(row[column]), column) for column in filled]
    known = [(number, column) for number, column in numbers if number is not None]
    ascending = all(one[0] < other[0] for one, other in zip(known, known[1:], strict=False))
    enough = len(known) >= max(3, 0.7 * len(filled)) and known[-1][0] <= len(known) * 1.5
    return dict(known) if ascending and enough else None


@lru_cache(maxsize=8192)
def _likeness(found: str, official: str) -> float:
    from rapidfuzz import fuzz

    plain = re.sub(r"\{[^}]*\}", "", official)
    return float(fuzz.token_set_ratio(fold(found), fold(plain))) if found else 0.0


def _head_top(rows: list[list[Any]], bottom: int) -> int:
    """First row of a head that ends with the number row ``bottom``; titles (a single cell) stay outside."""
    top = bottom
    while top > 0 and bottom - top < _HEAD_ROWS and len(_filled(rows[top - 1])) > 1:
        if _number_row(rows[top - 1]) or any(_is_amount(value) for value in rows[top - 1]):
            break
        top -= 1
    return top


def _is_amount(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) >= 1000 and not 1990 < value < 2100


def _heading_text(rows: list[list[Any]], head: Head, number: str) -> str:
    first, last = head.span(number)
    texts = [
        as_text(_cell(rows[row], column)) for row in range(head.top, head.bottom) for column in range(first, last + 1)
    ]
    return " ".join(dict.fromkeys(filter(None, texts)))


def _score(rows: list[list[Any]], head: Head) -> float:
    likeness = [_likeness(_heading_text(rows, head, number), head.layout.columns[number].heading) for number in head.starts]
    missing = len(head.layout.columns) - len(head.starts)
    return sum(likeness) / len(head.layout.columns) - 4 * missing


def _last_column(rows: list[list[Any]], top: int, bottom: int, starts: dict[str, int]) -> int:
    return max([*starts.values(), *(max(_filled(row), default=0) for row in rows[top : bottom + 1])])


def _head_by_numbers(rows: list[list[Any]], bottom: int, candidates: list[Layout]) -> Head | None:
    numbers = _number_row(rows[bottom])
    if numbers is None:
        return None
    top = _head_top(rows, bottom)
    heads = []
    for layout in candidates:
        starts = {number: numbers[int(number)] for number in layout.columns if int(number) in numbers}
        if len(numbers) > len(layout.columns) or len(starts) < 0.6 * len(layout.columns):
            continue
        heads.append(_complete(rows, layout, top, bottom, starts))
    scored = [(_score(rows, head), -position, head) for position, head in enumerate(heads)]
    best = max(scored, default=None, key=lambda item: item[:2])
    return best[2] if best and best[0] >= _LIKE else None


def _complete(rows: list[list[Any]], layout: Layout, top: int, bottom: int, starts: dict[str, int]) -> Head:
    """A head in which columns that lost their number are still found by their heading, between their neighbours."""
    numbered = frozenset(starts)
    left = min([*starts.values(), *(min(_filled(row)) for row in rows[top : bottom + 1] if _filled(row))])
    last = _last_column(rows, top, bottom, starts)
    head = Head(layout, top, bottom, dict(starts), numbered, left, last)
    for number, column in layout.columns.items():
        if number in starts:
            continue
        before = [start for other, start in head.starts.items() if int(other) < int(number)]
        after = [start for other, start in head.starts.items() if int(other) > int(number)]
        for place in range(max(before, default=left - 1) + 1, min(after, default=last + 1)):
            texts = [as_text(_cell(rows[row], place)) for row in range(top, bottom)]
            if _likeness(" ".join(filter(None, texts)), column.heading) >= _SURE:
                head.starts[number] = place
                break
    head.starts = dict(sorted(head.starts.items(), key=lambda item: int(item[0])))
    return head


def _head_by_words(rows: list[list[Any]], top: int, candidates: list[Layout]) -> Head | None:
    """A head without column-number row: heading words in order, in one row or two or three together."""
    if len(_filled(rows[top])) < 3:
        return None
    best: tuple[int, Head] | None = None
    for height in (1, 2, 3):
        bottom = top + height
        if bottom > len(rows):
            break
        width = max((len(row) for row in rows[top:bottom]), default=0)
        texts = [" ".join(filter(None, (as_text(_cell(row, place)) for row in rows[top:bottom]))) for place in range(width)]
        for layout in candidates:
            starts: dict[str, int] = {}
            place = 0
            for number, column in layout.columns.items():
                hit = next((p for p in range(place, width) if texts[p] and _likeness(texts[p], column.heading) >= 90), None)
                if hit is not None:
                    starts[number], place = hit, hit + 1
            if len(starts) >= max(3, 0.75 * len(layout.columns)) and (best is None or len(starts) > best[0]):
                last = max(max(_filled(row), default=0) for row in rows[top:bottom])
                best = (len(starts), Head(layout, top, bottom - 1, starts, frozenset(), min(starts.values()), last))
    if best is None:
        return None
    # The last heading row belongs to the head; data begin below it.
    return best[1]


def _heads(grid: Grid, candidates: list[Layout]) -> list[Head]:
    heads = []
    for bottom, row in enumerate(grid.rows):
        head = _head_by_numbers(grid.rows, bottom, candidates) if len(row) > 2 else None
        if head:
            heads.append(head)
    if heads:
        return heads
    row_number = 0
    while row_number < len(grid.rows):
        head = _head_by_words(grid.rows, row_number, candidates)
        if head:
            heads.append(head)
            row_number = head.bottom
        row_number += 1
    return heads


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
        filled = [column for column in _filled(rows[following]) if head.first <= column <= head.last]
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
        text = _heading_text(grid.rows, head, number)
        table.headings[number] = Heading(text, number in head.numbered, f"{letters[number]}{head.top + 1}")
    _group_headings(grid, head, table)
    _formula_cells(grid, head, table)
    return table


def _title_top(grid: Grid, head: Head) -> int:
    """First row of a repeated head, with the table title lines (single cells) right above it."""
    top = head.top
    while top > 0 and len(_filled(grid.rows[top - 1])) == 1 and head.top - top < 3:
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
                text = as_text(_cell(grid.rows[row], place))
                if text and _likeness(text, column.group) >= _SURE:
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
    heads = _heads(grid, candidates)
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
        for column in _filled(row[:12]):
            value = row[column]
            key = labels.get(fold(value)) if isinstance(value, str) else None
            if key is None or key in found:
                continue
            right = next((place for place in range(column + 1, min(column + 5, len(row))) if _holds(row[place])), None)
            place = column + 1 if right is None else right
            found[key] = Field(_cell(row, place), grid.name, f"{column_letter(place + 1)}{at + 1}")
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
