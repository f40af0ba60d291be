"""Heads of official tables: where their columns stand and what is printed over them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from copy import copy
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import Any

from rules.model.document import Captions
from rules.schema.layout import Layout, layouts
from rules.values.cells import any_filled, as_text, column_letter, filled_columns, is_blank
from rules.values.likeness import SURE, likeness
from rules.values.text import fold
from workbook_templates.recognition.heads.column_headings import Leaf
from workbook_templates.recognition.heads.heading_words import whole

SAME = 100.0
"""Likeness of a head all of whose headings are the official ones."""
_SHORT = 12


class ColumnPlaces:
    """Where the columns of a head stand, told in several ways, each worked out once; heads of many pages share it.

    ``spans`` are the first and last physical column (0-based) of each column; an extra one is a single column.
    """

    def __init__(self, spans: dict[str, tuple[int, int]], official: Collection[str]) -> None:
        self.spans, self._official = spans, official

    @cached_property
    def places(self) -> dict[str, int]:
        """The first physical column (0-based) of each column."""
        return {number: first for number, (first, _) in self.spans.items()}

    @cached_property
    def letters(self) -> dict[str, str]:
        """The first Excel column of each column."""
        return {number: column_letter(max(place, 0) + 1) for number, place in self.places.items()}

    @cached_property
    def taken(self) -> dict[str, str]:
        """The Excel columns that each official column takes, as `F` or `A:E`."""
        ends = {n: f":{column_letter(last + 1)}" if last > first else "" for n, (first, last) in self.spans.items()}
        return {number: self.letters[number] + end for number, end in ends.items() if number in self._official}

    @cached_property
    def whose(self) -> dict[int, str]:
        """The column that each physical one (1-based) belongs to."""
        return {at + 1: number for number, (first, last) in self.spans.items() for at in range(first, last + 1)}

    @cached_property
    def cells(self) -> list[tuple[str, int, int]]:
        """Where the cells of each column stand in a row: the first place (0-based), and the one behind the last."""
        return [(number, max(first, 0), last + 1) for number, (first, last) in self.spans.items()]


@lru_cache(maxsize=1024)
def _placed(
    layout_id: str, starts: tuple[tuple[str, int], ...], first: int, last: int, ends: tuple[tuple[str, int], ...]
) -> ColumnPlaces:
    """Where columns stand that begin in some places and end before the next, the last one with the table; see :class:`Head`."""
    layout, stated = layouts()[layout_id], dict(ends)
    places = sorted({start for _, start in starts})
    before = {place: further - 1 for place, further in pairwise([*places, last + 1])}
    spans = {}
    for number, start in starts:
        begin = first if start == places[0] else start
        spans[number] = begin, stated.get(number, start if number in layout.extras else before[start])
    return ColumnPlaces(spans, layout.official)


@dataclass
class Head:
    """A table's head: its layout, where each official column begins, and the rows it takes (0-based).

    ``score`` is how much its headings resemble the official ones, 0 to 100; ``exact`` whether all are theirs word for word.
    ``ticked`` are the headings of the cells of columns in which a filled cell says its heading.
    ``renamed`` are columns that their numbers tell, and not their headings.
    ``ends`` are the last physical columns where a map states them; ``captions`` is kept once someone asked what it says.
    """

    layout: Layout
    top: int
    bottom: int
    starts: dict[str, int]
    numbered: frozenset[str]
    first: int
    last: int
    score: float = 100.0
    exact: bool = False
    ends: dict[str, int] = field(default_factory=dict)
    number_rows: frozenset[int] = frozenset()
    unexplained: tuple[Leaf, ...] = ()
    contradicted: tuple[str, ...] = ()
    renamed: tuple[str, ...] = ()
    ticked: dict[str, tuple[str, ...]] = field(default_factory=dict)
    captions: Captions | None = field(default=None, init=False, repr=False, compare=False)

    @cached_property
    def heading_rows(self) -> list[int]:
        """The rows with headings: all but those that number the columns."""
        numbers = self.number_rows or ({self.bottom} if self.numbered else ())
        return [at for at in range(self.top, self.bottom + 1) if at not in numbers]

    @cached_property
    def standing(self) -> ColumnPlaces:
        """Where its columns stand."""
        ends = tuple(self.ends.items())
        return _placed(self.layout.id, tuple(self.starts.items()), self.first, self.last, ends)

    @cached_property
    def whole(self) -> bool:
        """Whether every column that must be there was found."""
        return self.starts.keys() >= self.layout.due.keys()

    @cached_property
    def plain(self) -> bool:
        """Whether it is as the official form or our template prints it: every column numbered, or headed by its words."""
        as_printed = self.numbered >= self.layout.due.keys() or (not self.layout.numbered and self.exact)
        return as_printed and not self.ticked

    def span(self, number: str) -> tuple[int, int]:
        """First and last physical column (0-based) of a column."""
        return self.standing.spans[number]

    def repeated(self, rows: list[list[Any]], top: int) -> Head | None:
        """The same head standing in other rows, if these say what its own say, cell by cell; else None."""
        bottom = top + self.bottom - self.top
        if rows[self.top] != rows[top] or rows[self.top : self.bottom + 1] != rows[top : bottom + 1]:
            return None
        return self.at(top)

    def at(self, top: int) -> Head:
        """The same head standing in other rows."""
        # What was worked out of its columns goes with it, what of its rows does not.
        head = copy(self)
        head.top, head.bottom, head.captions = top, top + self.bottom - self.top, None
        head.number_rows = frozenset(at + top - self.top for at in self.number_rows)
        for worked_out in ("_moved", "heading_rows"):
            vars(head).pop(worked_out, None)
        return head

    @cached_property
    def _moved(self) -> dict[int, Head]:
        return {}

    def moved(self, by: int) -> Head:
        """The head standing so many columns further right (left: negative)."""
        if by not in self._moved:
            starts = {number: start + by for number, start in self.starts.items()}
            ends = {number: end + by for number, end in self.ends.items()}
            self._moved[by] = replace(self, starts=starts, first=self.first + by, last=self.last + by, ends=ends)
        return self._moved[by]


def printed_again(heads: Iterable[Head], rows: list[list[Any]], top: int, bottom: int | None = None) -> Head | None:
    """The first of some heads that is printed again, cell by cell, from a row on; down to ``bottom`` where that is known."""
    for head in heads:
        fits = bottom is None or bottom - top == head.bottom - head.top
        if fits and (again := head.repeated(rows, top)):
            return again
    return None


def head_texts(rows: list[list[Any]], head: Head) -> frozenset[str]:
    """The texts of a head's cells."""
    return frozenset(
        value
        for row in range(head.top, head.bottom + 1)
        for value in rows[row]
        if isinstance(value, str) and value.strip()
    )


def is_repeat(row: list[Any], texts: frozenset[str]) -> bool:
    """Whether most cells of a row, three at least, repeat texts of the head."""
    if texts.isdisjoint(row):
        return False
    same = sum(isinstance(value, str) and value in texts for value in row)
    return same > 2 and same >= 0.5 * len(filled_columns(row))


def cell_at(row: list[Any], column: int) -> Any:
    return row[column] if column < len(row) else None


def is_single(row: list[Any]) -> bool:
    """Whether a row holds one cell at most."""
    found = False
    for value in row:
        if value is not None and value != "" and not is_blank(value):
            if found:
                return False
            found = True
    return True


def heading_in(rows: list[list[Any]], head: Head, number: str) -> tuple[str, int]:
    """What a head says over a column, from the top, and the lowest row in which it does; its first row if nowhere."""
    first, last = head.span(number)
    saying = [at for at in head.heading_rows if any_filled(rows[at][max(first, 0) : last + 1])]
    return heading_text(rows, head, number), max(saying, default=head.top)


def heading_text(rows: list[list[Any]], head: Head, number: str) -> str:
    """What a head says over a column, from the top."""
    first, last = head.span(number)
    lines = [rows[at] for at in head.heading_rows]
    cells = [value for row in lines for value in row[max(first, 0) : last + 1] if value is not None and value != ""]
    return _said(_wholes(head.layout.id)[number], *cells)


@lru_cache(maxsize=8192, typed=True)
def _said(official: str, *cells: Any) -> str:
    """What cells one below the other say, where an official heading is due."""
    parts = dict.fromkeys(filter(None, map(as_text, cells)))
    text = " ".join(parts)
    if len(parts) == 2 and len(text) <= _SHORT:
        # A word broken over two cells (`Kod`, `e`) is one word.
        glued = "".join(parts)
        return glued if likeness(glued, official) == SAME and fold(text) != fold(official) else text
    return text


@lru_cache(maxsize=64)
def _wholes(layout_id: str) -> dict[str, str]:
    """The heading of each column of a layout as it is compared."""
    return {number: whole(column) for number, column in layouts()[layout_id].columns.items()}


def with_extras(rows: list[list[Any]], head: Head) -> Head:
    """A head being made, with the extra columns that stand right of the table, which ends before them."""
    for number, column in head.layout.extras.items():
        for place in range(max(head.starts.values()) + 1, head.last + 1):
            texts = [as_text(cell_at(rows[row], place)) for row in range(head.top, head.bottom + 1)]
            if fold(" ".join(filter(None, texts))) == fold(column.heading):
                head.starts[number] = place
                break
    extras = [head.starts[number] for number in head.layout.extras if number in head.starts]
    head.last = min(extras) - 1 if extras else _end(rows, head)
    return head


def _end(rows: list[list[Any]], head: Head) -> int:
    """The last column of a table: one with a heading of its own right of the last official column belongs to someone else."""
    last = max(head.starts, key=lambda number: head.starts[number])
    start = head.starts[last]
    if last != list(head.layout.official)[-1] or start == head.last:
        return head.last
    right = [place for at in head.heading_rows for place in filled_columns(rows[at][start + 1 : head.last + 1])]
    own = " ".join(filter(None, (as_text(cell_at(rows[at], start)) for at in head.heading_rows)))
    spec = head.layout.columns[last]
    return start + min(right) if right and likeness(own, spec.heading) >= SURE else head.last
