"""Heads of official tables: the column-number row, or failing that the heading words, and what they tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise
from typing import Any

from rules.cells import as_text, is_blank
from rules.layout import Layout, layouts, number_of
from rules.vocabulary import fold
from workbook_templates.alike import SURE, likeness, whole, words_of

_NUMBER_CELL = re.compile(r"\s*\(?\s*(\d{1,2})\s*\)?(?:\s*=.*)?\s*\Z")
_LONGEST_NUMBER = 40
_HEAD_ROWS = 6
_LIKE, _SAME = 55.0, 100.0
_SHORT = 12
_LESS = 0.34
"""By how much fewer of its headings may share a word before a form need not be compared with a sure one."""


@dataclass(slots=True)
class Head:
    """A table's head: its layout, where each official column begins, and the rows it takes (0-based).

    ``score`` is how much its headings resemble the official ones, 0 to 100; ``exact`` whether all are theirs word for word.
    ``ends`` are the last physical columns where a map states them.
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
    _spans: dict[str, tuple[int, int]] = field(default_factory=dict, init=False, repr=False, compare=False)
    _cells: list[tuple[str, int, int]] = field(default_factory=list, init=False, repr=False, compare=False)
    _moved: dict[int, Head] = field(default_factory=dict, init=False, repr=False, compare=False)
    _places: dict[str, int] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def heading_rows(self) -> range:
        """The rows with headings: all but the number row, where there is one."""
        return range(self.top, self.bottom if self.numbered else self.bottom + 1)

    @property
    def places(self) -> dict[str, int]:
        """The first physical column (0-based) of each column."""
        if not self._places:
            self._places = {number: self.span(number)[0] for number in self.starts}
        return self._places

    @property
    def cells(self) -> list[tuple[str, int, int]]:
        """Where the cells of each column stand in a row: the first place (0-based), and the one behind the last."""
        if not self._cells:
            spans = ((number, self.span(number)) for number in self.starts)
            self._cells = [(number, max(first, 0), last + 1) for number, (first, last) in spans]
        return self._cells

    @property
    def whole(self) -> bool:
        """Whether every column that must be there was found."""
        return self.starts.keys() >= _due(self.layout.id)

    @property
    def plain(self) -> bool:
        """Whether it is as the official form or our template prints it: every column numbered, or headed by its words."""
        return self.numbered >= _due(self.layout.id) or (not self.layout.numbered and self.exact)

    def span(self, number: str) -> tuple[int, int]:
        """First and last physical column (0-based) of a column; an extra one is a single column."""
        if not self._spans:
            self._spans = self._all_spans()
        return self._spans[number]

    def _all_spans(self) -> dict[str, tuple[int, int]]:
        places = sorted({*self.starts.values()})
        last = {place: further - 1 for place, further in pairwise([*places, self.last + 1])}
        spans = {}
        extras = self.layout.extras
        for at, (number, start) in enumerate(self.starts.items()):
            if number in self.ends or number in extras:
                spans[number] = start, self.ends.get(number, start)
            else:
                spans[number] = start if at else self.first, last[start]
        return spans

    def repeated(self, rows: list[list[Any]], top: int, bottom: int) -> Head | None:
        """The same head standing in other rows, if these say what its own say, cell by cell; else None."""
        if rows[self.top : self.bottom + 1] != rows[top : bottom + 1]:
            return None
        head = replace(self, top=top, bottom=bottom)
        head._spans, head._cells, head._places = self._spans, self._cells, self._places
        return head

    def moved(self, by: int) -> Head:
        """The head standing so many columns further right (left: negative)."""
        if by not in self._moved:
            starts = {number: start + by for number, start in self.starts.items()}
            ends = {number: end + by for number, end in self.ends.items()}
            self._moved[by] = replace(self, starts=starts, first=self.first + by, last=self.last + by, ends=ends)
        return self._moved[by]


def cell_at(row: list[Any], column: int) -> Any:
    return row[column] if column < len(row) else None


def filled_columns(row: list[Any]) -> list[int]:
    return [
        column
        for column, value in enumerate(row)
        if (value or value == 0) and (value.__class__ is not str or not value.isspace())
    ]


def is_single(row: list[Any]) -> bool:
    """Whether a row holds one cell at most."""
    found = False
    for value in row:
        if value is not None and value != "" and not is_blank(value):
            if found:
                return False
            found = True
    return True


def _official_number(value: Any) -> int | None:
    if isinstance(value, str):
        match = _NUMBER_CELL.match(value) if len(value) < _LONGEST_NUMBER else None
        return int(match[1]) if match else None
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < 100 and value == int(value):
        return int(value)
    return None


def number_row(row: list[Any]) -> dict[int, int] | None:
    """Official numbers of a column-number row and where they stand (0-based), or None for another row."""
    for value in row:
        if value is not None and value != "" and not is_blank(value):
            if value.__class__ is str and value[0].isalpha():
                return None
            if _official_number(value) in {1, 2}:
                break
            return None
    else:
        return None
    filled = filled_columns(row)
    others = len(filled) - max(3, 0.7 * len(filled))
    known: dict[int, int] = {}
    before = 0
    for column in filled:
        number = _official_number(row[column])
        if number is None:
            others -= 1
        elif number > before:
            known[number] = column
            before = number
        else:
            return None
        if others < 0:
            return None
    return known if before <= len(known) * 1.5 else None


def _head_top(rows: list[list[Any]], bottom: int) -> int:
    """First row of a head that ends with the number row ``bottom``; titles (a single cell) stay outside."""
    top = bottom
    while top > 0 and bottom - top < _HEAD_ROWS and not is_single(rows[top - 1]):
        if number_row(rows[top - 1]) or has_amount(rows[top - 1]):
            break
        top -= 1
    return top


def is_amount(value: Any) -> bool:
    return (
        value.__class__ is not str
        and isinstance(value, int | float)
        and not isinstance(value, bool)
        and abs(value) >= 1000
        and not 1990 < value < 2100
    )


def has_amount(row: Iterable[Any]) -> bool:
    """Whether any of some cells is an amount."""
    return any(value and value.__class__ is not str and is_amount(value) for value in row)


def heading_text(rows: list[list[Any]], head: Head, number: str) -> str:
    """What a head says over a column, from the top."""
    return heading_in(rows, head, number)[0]


def heading_in(rows: list[list[Any]], head: Head, number: str) -> tuple[str, int]:
    """What a head says over a column, from the top, and the lowest row in which it does; its first row if nowhere."""
    first, last = head.span(number)
    parts: dict[str, None] = {}
    lowest = head.top
    for at in head.heading_rows:
        for value in rows[at][max(first, 0) : last + 1]:
            if value != "" and (text := as_text(value)):
                parts[text] = None
                lowest = at
    if len(parts) == 2:
        # A word broken over two cells (`Kod`, `e`) is one word.
        glued = "".join(parts)
        if len(glued) < _SHORT and _is_word(glued, head, number):
            return glued, lowest
    return " ".join(parts), lowest


def _is_word(text: str, head: Head, number: str) -> bool:
    return likeness(text, whole(head.layout.columns[number])) == 100


def _score(rows: list[list[Any]], head: Head) -> float:
    official = head.layout.official
    texts = {number: heading_text(rows, head, number) for number in official if number in head.starts}
    scores = [likeness(text, whole(official[number])) for number, text in texts.items()]
    missing = len(_due(head.layout.id) - texts.keys())
    return sum(scores) / (len(scores) + missing) - 4 * missing


def head_by_numbers(
    rows: list[list[Any]],
    bottom: int,
    numbers: dict[int, int],
    candidates: list[Layout],
    sheet: str,
    known: Sequence[Head] = (),
) -> Head | None:
    """The head that ends with a row of column ``numbers``, of the layout whose headings are likest.

    A layout that our templates put into a sheet of that name is taken at once where the head is wholly its own, and one of
    those ``known`` above it where the head is printed again.
    """
    top = _head_top(rows, bottom)
    again = next(filter(None, (head.repeated(rows, top, bottom) for head in known)), None)
    if again:
        return again
    for layout in candidates:
        if layout.sheet_name == sheet and _fits(layout, numbers):
            head = _complete(rows, layout, top, bottom, _starts(layout, numbers))
            head.score = _score(rows, head)
            if head.plain and head.score == _SAME:
                return head
    above = _words_above(rows[top:bottom])
    possible = []
    for position, layout in enumerate(candidates):
        if not _fits(layout, numbers):
            continue
        starts = _starts(layout, numbers)
        shared = sum(
            starts[number] in above and not heading.isdisjoint(above[starts[number]])
            for number, heading in _heading_words(layout.id)
            if number in starts
        )
        possible.append((shared / len(_heading_words(layout.id)), -position, layout, starts))
    best: tuple[float, int, float, Head] | None = None
    for share, position, layout, starts in sorted(possible, key=lambda item: item[:2], reverse=True):
        if best and best[0] >= SURE and share < best[2] - _LESS:
            break
        if best and best[0] == _SAME and position < best[1]:
            continue
        head = _complete(rows, layout, top, bottom, starts)
        score = _score(rows, head)
        if best is None or (score, position) > best[:2]:
            best = (score, position, share, head)
    if best is None or best[0] < _LIKE:
        return None
    best[3].score = best[0]
    return best[3]


def _fits(layout: Layout, numbers: dict[int, int]) -> bool:
    """Whether a layout prints such numbers."""
    printed, due = _printed(layout.id)
    return len(numbers) <= len(printed) and len(printed.intersection(numbers)) >= 0.6 * len(due)


def _words_above(rows: list[list[Any]]) -> dict[int, frozenset[str]]:
    """The words that stand in each column over several rows."""
    found: dict[int, frozenset[str]] = {}
    for row in rows:
        for place, value in enumerate(row):
            if value and isinstance(value, str):
                found[place] = found[place] | words_of(value) if place in found else words_of(value)
    return found


@lru_cache(maxsize=64)
def _due(layout_id: str) -> frozenset[str]:
    """The columns of a layout that must be there."""
    return frozenset(number for number, column in layouts()[layout_id].official.items() if not column.optional)


@lru_cache(maxsize=64)
def _numbers(layout_id: str) -> tuple[tuple[str, int], ...]:
    return tuple((number, int(number_of(number))) for number in layouts()[layout_id].official)


@lru_cache(maxsize=64)
def _printed(layout_id: str) -> tuple[frozenset[int], frozenset[int]]:
    """The numbers a layout prints, and those of them that must be there."""
    columns = layouts()[layout_id].official.items()
    due = frozenset(int(number_of(number)) for number, column in columns if not column.optional)
    return frozenset(int(number_of(number)) for number, _ in columns), due


@lru_cache(maxsize=64)
def _heading_words(layout_id: str) -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple((n, words_of(f"{x.group} {x.heading}")) for n, x in layouts()[layout_id].official.items())


def _starts(layout: Layout, numbers: dict[int, int]) -> dict[str, int]:
    """Where columns begin by their printed numbers; of two that share a number the second stands beside the first."""
    due = _numbers(layout.id)
    if len(_printed(layout.id)[0]) == len(due):
        return {number: numbers[value] for number, value in due if value in numbers}
    starts: dict[str, int] = {}
    printed: list[int] = []
    beside = set(numbers.values())
    for number, value in due:
        if value not in numbers:
            continue
        shared = printed.count(value)
        if not shared or numbers[value] + shared not in beside:
            starts[number] = numbers[value] + shared
            printed.append(value)
    return starts


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


def _complete(rows: list[list[Any]], layout: Layout, top: int, bottom: int, starts: dict[str, int]) -> Head:
    """A head in which columns that lost their number are still found by their heading, between their neighbours."""
    numbered = frozenset(starts)
    taken = [places for row in rows[top : bottom + 1] if (places := filled_columns(row))]
    left = min([*starts.values(), *(places[0] for places in taken)])
    last = max([*starts.values(), *(places[-1] for places in taken)])
    return filled_in(rows, with_extras(rows, Head(layout, top, bottom, dict(starts), numbered, left, last)))


def filled_in(rows: list[list[Any]], head: Head) -> Head:
    """A head being made, with columns that are not placed yet, found by their heading between their neighbours."""
    if head.starts.keys() >= head.layout.official.keys():
        return head
    order = {number: at for at, number in enumerate(head.layout.columns)}
    for number, column in head.layout.official.items():
        if number in head.starts:
            continue
        before = [start for other, start in head.starts.items() if order[other] < order[number]]
        after = [start for other, start in head.starts.items() if order[other] > order[number]]
        for place in range(max(before, default=head.first - 1) + 1, min(after, default=head.last + 1)):
            texts = [as_text(cell_at(rows[row], place)) for row in head.heading_rows]
            if likeness(" ".join(filter(None, texts)), column.heading) >= SURE:
                head.starts[number] = place
                break
    head.starts = {number: head.starts[number] for number in order if number in head.starts}
    return head
