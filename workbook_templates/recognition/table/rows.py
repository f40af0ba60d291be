"""Lines of a table: the cells of one sheet row by official column, and what kind of row it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from rules.frames.row_kinds import below_data, is_label_of_total, says_a_total, says_total, telling_total, total_label
from rules.model.document import DATA, NOTE, SUBTOTAL, TOTAL
from rules.values.cells import SPLIT, any_filled, is_blank, join_parts
from rules.values.text import fold
from rules.values.vocabulary import units
from workbook_templates.grid import Grid
from workbook_templates.recognition.heads.head import Head
from workbook_templates.recognition.heads.ticked_columns import ticked_in
from workbook_templates.recognition.table.page_marks import is_page_mark
from workbook_templates.recognition.table.text_below import is_scant, is_text_below

_OPENS_LABEL = frozenset("TtJjGg.,;:").union(filter(str.isspace, map(chr, range(0x3001))))
_OF_PARTS = frozenset({"kode", "uraian"})
"""Hierarchies of tables that may sum up each of their programs."""
_NUMBERING = frozenset({"no", "nomor_iku", "kode"})
_TELLING = ("text", "code")
"""Kinds of columns that tell what a row is about."""
_CODE_LIKE = re.compile(r"[0-9X]+(?:\s*[.|]\s*[0-9X]+)+\.?")

_CURRENCY = re.compile(r"rp\.?|idr", re.IGNORECASE)
_CAPTION = re.compile(
    r"(?:misi|tujuan|sasaran|perspektif|bidang|sekretariat|bagian|seksi|uptd?)\b.*[^\W\d_]{3}.*",
    re.IGNORECASE | re.DOTALL,
)
"""What a line over some rows says, which stands in the first column and is none of them."""
_SASARAN = re.compile(r"\s*(?:misi|tujuan|sasaran)\b", re.IGNORECASE)
_BESIDE_NUMBER = 2
"""Cells of a row that says no more than its number and a sasaran."""

_SURE = (
    *({"uraian", amount} for amount in ("pagu", "pagu_awal", "jumlah", "nilai")),
    {"indikator", "target"},
)
"""Roles of columns of which no row has both that is none of its table."""

Values = dict[str, Any]
"""Cells of a row by official column, as typed."""


@dataclass(slots=True)
class Line:
    """One row of a table: its 0-based sheet row, kind and cells, and the head that says where they stand.

    ``joined`` are the lines whose cells continue this one's; ``moved`` by how many columns the row stands
    right of its headings; ``shared`` are blank cells that an amount in another row stands for.
    """

    at: int
    kind: str
    values: Values
    head: Head
    joined: list[Line] = field(default_factory=list)
    moved: int = 0
    shared: set[str] = field(default_factory=set)


def row_values(row: list[Any], head: Head) -> Values:
    """The cells of a sheet row by official column; parts of a split code joined by `|`, of a text by a space."""
    values = {}
    width = len(row)
    for number, first, stop in head.standing.cells:
        if stop - first == 1:
            values[number] = row[first] if first < width else None
        else:
            parts = row[first:stop]
            if number in head.ticked:
                values[number] = ticked_in(parts, head.ticked[number])
                continue
            values[number] = parts[0] if len(parts) == 1 else joined(parts, head, number)
    return values


def joined(parts: Sequence[Any], head: Head, number: str) -> Any:
    """What the cells of a column that takes several hold; a currency in a cell of its own says nothing beside the amount.

    A unit that is printed beside a figure which is still blank says nothing either.
    """
    kind = head.layout.columns[number].kind
    if kind == "money":
        amounts = [part for part in parts if not (isinstance(part, str) and _CURRENCY.fullmatch(part.strip()))]
        parts = amounts if any_filled(amounts) else parts
    elif kind == "target" and parts and not any_filled(parts[:-1]) and isinstance(parts[-1], str):
        return None if units().official(parts[-1]) else parts[-1]
    return join_parts(parts, separator(head, number))


def separator(head: Head, number: str) -> str:
    """What joins the cells of a column that takes several."""
    return SPLIT if head.layout.columns[number].kind == "code" else " "


def is_total(row: list[Any], head: Head, values: Values | None = None) -> bool:
    """A row of the grand total: its label in a text cell, and no other text; ``values`` are its cells where they are read."""
    label = total_label(head.layout)
    if label is None:
        return False
    for text in row:
        # Most cells are told to be no label by their first sign.
        if (
            text.__class__ is str
            and text[:1] in _OPENS_LABEL
            and says_a_total(text)
            and is_label_of_total(fold(text), label)
        ):
            break
    else:
        return False
    cells = row_values(row, head) if values is None else values
    return says_total(label, *(map(cells.get, numbers) for numbers in telling_total(head.layout.id)))


def is_of_part(grid: Grid, head: Head, at: int, stop: int, *, again: bool) -> bool:
    """Whether a total is that of a part of a plan: its rows go on right below, and another total follows.

    ``again`` is whether one above is; then the other total may stand right below.
    """
    if head.layout.hierarchy not in _OF_PARTS:
        return False
    below = next((row for row in range(at + 1, min(at + 3, stop)) if any_filled(grid.rows[row])), stop)
    if below == stop:
        return False
    if is_total(grid.rows[below], head):
        return again
    goes_on = is_row(row_values(grid.rows[below], head), head)
    return goes_on and any(is_total(grid.rows[further], head) for further in range(below + 1, stop))


def closes(row: list[Any], head: Head) -> bool:
    """Whether a row closes its table: that of the grand total, or a note of the footer, which stands below all rows and means."""
    return is_total(row, head) or (
        head.layout.footer is not None and below_data(row_values(row, head), head.layout) == NOTE
    )


def last_closing(grid: Grid, head: Head, page: range) -> int:
    """The last row of a page that closes its table, -1 for none: a total above all rows does not."""
    found = max((at for at in page if closes(grid.rows[at], head)), default=-1)
    first = found >= 0 and not any(any_filled(grid.rows[at]) for at in range(page.start, found))
    return -1 if first and last_row(grid, head, range(found + 1, page.stop)) > found else found


def is_caption(cells: Collection[Any], head: Head) -> bool:
    """Whether a row says no more than what the rows below it are of: a sasaran where rows are numbered or coded."""
    first = next(iter(cells), None)
    if _names_sasaran(cells, head):
        return True
    return (
        first.__class__ is str
        and first.lstrip()[:1].isalpha()
        and head.layout.columns[next(iter(head.starts))].role in _NUMBERING
        and _CAPTION.fullmatch(first.strip()) is not None
        and sum(not is_blank(value) for value in cells) == 1
    )


def _names_sasaran(cells: Collection[Any], head: Head) -> bool:
    """Whether a row of a plan says, beside a number at most, which sasaran (or tujuan, or misi) the rows below it serve."""
    roles, said = list[str](), None
    for number, value in zip(head.starts, cells, strict=False):
        if not is_blank(value):
            if len(roles) == _BESIDE_NUMBER:
                return False
            roles.append(head.layout.columns[number].role)
            said = value
    return said.__class__ is str and roles in (["uraian"], ["no", "uraian"]) and _SASARAN.match(said) is not None


def is_row(values: Values, head: Head) -> bool:
    """Whether a row is surely the table's: it has a code of two segments, an indicator with its target, or the like."""
    layout = head.layout
    code = values.get(layout.by_role("kode") or "")
    if isinstance(code, str) and _CODE_LIKE.fullmatch(code.strip()):
        return True
    filled = [(layout.columns[number], value) for number, value in values.items() if not is_blank(value)]
    # Names of those who sign stand in columns of amounts too.
    roles = {spec.role for spec, value in filled if not (spec.kind == "money" and _says_words(value))}
    return any(pair <= roles for pair in _SURE)


def _says_words(value: Any) -> bool:
    return isinstance(value, str) and any(map(str.isalpha, value)) and not any(map(str.isdigit, value))


def may_be_row(grid: Grid, head: Head, at: int) -> bool:
    """Whether a formula that was never calculated may tell what a row is about: a code, or words where there are no codes.

    Our templates look names up by the code, and reckon sums, in rows that nobody has filled in yet.
    """
    if not grid.facts.uncalculated:
        return False
    layout = head.layout
    code = layout.by_role("kode") if layout.hierarchy == "kode" else None
    words = [number for number, column in layout.official.items() if column.kind in _TELLING]
    telling = [code] if code in head.starts else words
    return any(
        (at + 1, column + 1) in grid.facts.uncalculated
        for number, first, stop in head.standing.cells
        if number in telling
        for column in range(first, stop)
    )


def last_row(grid: Grid, head: Head, span: range) -> int:
    """The last row that surely belongs to the table; below it, a blank row ends the table."""
    for at in reversed(span):
        values = row_values(grid.rows[at], head)
        if is_row(values, head) or is_total(grid.rows[at], head, values):
            return at
    return span.start - 1


def data_lines(grid: Grid, head: Head, span: range) -> list[Line]:
    """The lines of a table in a range of rows, down to where it ends."""
    lines = list(_down_to_end(grid, head, span))
    return lines[: above_text([line.kind for line in lines], lambda at: lines[at].values, head)]


def above_text(kinds: Sequence[str], values: Callable[[int], Values], head: Head) -> int:
    """How many of the rows of a table stand above words right below it that are none of it; ``values`` are those of a row."""
    sure = len(kinds)
    while sure and kinds[sure - 1] == DATA and is_scant(cells := values(sure - 1)) and not is_row(cells, head):
        sure -= 1
    return next((at for at in range(sure, len(kinds)) if is_text_below(values(at), head.layout)), len(kinds))


def _down_to_end(grid: Grid, head: Head, span: range) -> Iterator[Line]:
    last = last_row(grid, head, span)
    ended = begun = parts = False
    closing: str | None = None
    for at in span:
        values = row_values(grid.rows[at], head)
        if not any_filled(values.values()) and not may_be_row(grid, head, at):
            # A blank row right below the head ends nothing.
            if at > last and not head.layout.footer and (begun or at > span.start):
                return
            continue
        if is_page_mark(values.values()) or is_caption(values.values(), head):
            continue
        below = below_data(values, head.layout)
        if ended and not below:
            return
        if (
            closing
            and not below
            and not is_row(values, head)
            and (closing == NOTE or at > last or not is_scant(values))
        ):
            return
        total = is_total(grid.rows[at], head, values)
        if total and begun and is_of_part(grid, head, at, span.stop, again=parts):
            total, parts, below = False, True, SUBTOTAL
        yield Line(at, below or (TOTAL if total else DATA), values, head)
        # Some offices print the total above all rows. Means may stand below every program; what goes on below them is the table's,
        # also where a sasaran of its own opens it.
        ended, closing = ended or (total and (begun or at == last)), below
        begun = True
        if ended and not head.layout.footer:
            return


def whole_page(grid: Grid, head: Head, span: range) -> Iterator[Line]:
    """The lines of a page that the table goes on from: every row with anything in it."""
    for at in span:
        values = row_values(grid.rows[at], head)
        filled = any_filled(values.values()) or may_be_row(grid, head, at)
        if filled and not (is_page_mark(values.values()) or is_caption(values.values(), head)):
            below = below_data(values, head.layout)
            yield Line(at, below or (TOTAL if is_total(grid.rows[at], head, values) else DATA), values, head)
