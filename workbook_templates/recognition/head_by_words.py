"""Heads of tables without column numbers, told by their heading words, and all heads of a sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest
from math import ceil
from typing import Any

from rules.schema.column import ColumnSpec
from rules.schema.layout import Layout, layouts
from rules.values.cells import as_text
from rules.values.likeness import SURE, YEAR, plain_likeness
from rules.values.text import plain_heading
from workbook_templates.grid import Grid
from workbook_templates.recognition.head import (
    Head,
    filled_columns,
    filled_in,
    has_amount,
    is_single,
    most_filled,
    printed_again,
    with_extras,
)
from workbook_templates.recognition.head_by_numbers import head_by_numbers, number_row
from workbook_templates.recognition.likeness import resembles, whole, words_of
from workbook_templates.recognition.page_breaks import head_texts, is_repeat

_FEWEST = 3
"""Cells of the narrowest head."""
_WORD_ROWS = 200
"""Rows of a sheet that may be tried as a head by their words, where nothing is numbered."""
_LONGEST = 160
"""Letters of the longest heading."""
_GUESS = (74.0, 0.7)
"""Likeness and share of headings by which a table is guessed where nothing surer is found."""


@dataclass(frozen=True, slots=True)
class _Heading:
    """An official column as texts are held against it: its words, and its heading as it is compared, alone and under its group."""

    number: str
    column: ColumnSpec
    words: frozenset[str]
    alone: str
    grouped: str
    lengths: tuple[int, int]

    def is_hit(self, text: str, plain: str, least: float) -> bool:
        """Whether a text resembles it so much, as :func:`resembles` tells."""
        if not self.alone:
            return YEAR.search(text.strip()) is not None
        alone = plain_likeness(plain, self.alone, min(least, SURE))
        if alone >= least:
            return True
        return bool(self.column.group) and alone < SURE and plain_likeness(plain, self.grouped, least) >= least


@lru_cache(maxsize=64)
def _headings(layout_id: str) -> tuple[_Heading, ...]:
    found = []
    for number, column in layouts()[layout_id].official.items():
        both = f"{column.group} {column.heading}"
        alone, grouped = plain_heading(whole(column)), plain_heading(both)
        found.append(_Heading(number, column, words_of(both), alone, grouped, (len(alone), len(grouped))))
    return tuple(found)


@lru_cache(maxsize=32768)
def _hits(text: str, layout_id: str, least: float) -> frozenset[str]:
    """The columns of a layout whose headings a text resembles so much.

    Without a word in common only as many letters can: texts of other lengths need not be compared.
    """
    words, plain = words_of(text), plain_heading(text)
    shortest, longest = len(plain) * least / (200 - least) - 2, len(plain) * (200 - least) / least + 2
    found = []
    for heading in _headings(layout_id):
        if heading.words and heading.words.isdisjoint(words):
            alone, grouped = heading.lengths
            if not (shortest <= alone <= longest or shortest <= grouped <= longest):
                continue
        if heading.is_hit(text, plain, least):
            found.append(heading.number)
    return frozenset(found)


_Texts = list[tuple[int, str]]
"""What stands in a head, column by column: physical column (0-based) and text."""


@dataclass(frozen=True, slots=True)
class _Fit:
    """A layout held against the texts of a head.

    ``rank`` is three for each column found less one for each text: one that only another layout knows speaks for that one.
    """

    rank: int
    position: int
    layout: Layout
    starts: dict[str, int]


@lru_cache(maxsize=64)
def _due_words(layout_id: str) -> tuple[frozenset[str], ...]:
    """The words of each heading of a layout that must be there."""
    return tuple(heading.words for heading in _headings(layout_id) if not heading.column.optional)


def _shared(layout: Layout, said: frozenset[str], *, years: bool) -> float:
    """The share of a layout's headings that have a word among those of a head; glued words count as letters in common."""
    due = _due_words(layout.id)
    found = len(due) - sum(map(said.isdisjoint, filter(None, due)))
    return (found + (years and found < len(due))) / len(due) if due else 1.0


def _fit(layout: Layout, position: int, texts: _Texts, least: float, enough: int) -> _Fit | None:
    """A layout held against texts; None as soon as fewer than ``enough`` of them can be headings of it.

    The shortest come first: they are soon compared, and in rows of data they are figures, which no heading is.
    """
    spare = len(texts) - enough
    places: dict[str, list[int]] = {}
    for place, text in sorted(texts, key=lambda item: len(item[1])):
        numbers = _hits(text, layout.id, least)
        spare -= not numbers
        if spare < 0:
            return None
        for number in numbers:
            places.setdefault(number, []).append(place)
    for found in places.values():
        found.sort()
    starts = _in_order(layout.id, places)
    return _Fit(3 * len(starts) - len(texts), position, layout, starts) if len(starts) >= enough else None


def _in_order(layout_id: str, places: Mapping[str, Sequence[int]]) -> dict[str, int]:
    """Where columns stand, left to right, each at the first of its ``places`` further right."""
    starts: dict[str, int] = {}
    at = 0
    for heading in _headings(layout_id):
        for place in places.get(heading.number, ()):
            if place >= at:
                starts[heading.number], at = place, place + 1
                break
    return starts


def _best_fit(
    candidates: Sequence[Layout], texts: _Texts, least: float, share: float, before: _Fit | None
) -> _Fit | None:
    """The layout that fits texts best, the first of several; None where none fits better than the one ``before``.

    Those with most words in common come first: most others then need no comparing.
    """
    best = before
    reached = [at for at, layout in enumerate(candidates) if _enough(layout.id, len(texts), share, best)]
    if not reached:
        return None
    shares = dict.fromkeys(reached, 1.0)
    if len(reached) > 1 or least > _GUESS[0]:
        said = frozenset().union(*(words_of(text) for _, text in texts))
        years = any(text[-4:-2] == "20" and YEAR.search(text) for _, text in texts)
        shares = {at: _shared(candidates[at], said, years=years) for at in reached}
    for position in sorted(reached, key=lambda at: -shares[at]):
        layout = candidates[position]
        if least > _GUESS[0] and shares[position] < 0.6 * share:
            break
        first = best is not None and best is not before and position < best.position
        if enough := _enough(layout.id, len(texts), share, best, first=first):
            best = _fit(layout, position, texts, least, enough) or best
    return best if best is not before else None


def _enough(layout_id: str, texts: int, share: float, best: _Fit | None, *, first: bool = False) -> int | None:
    """How many of some texts must be headings of a layout, so that it fits better than the best one; None if too few can be.

    One that is the ``first`` of several need not be better.
    """
    enough = max(3, ceil(share * len(_due_words(layout_id))))
    if best:
        enough = max(enough, ceil((best.rank + texts + (not first)) / 3))
    return enough if enough <= texts and enough <= len(_headings(layout_id)) else None


def _head_by_words(
    rows: list[list[Any]], top: int, candidates: list[Layout], least: float = 90, share: float = 0.75
) -> Head | None:
    """A head without column-number row: heading words in order, in one row or two or three together.

    ``least`` is how much a heading must resemble the official one, ``share`` how many of the columns must be found.
    """
    if len(filled_columns(rows[top])) < _FEWEST:
        return None
    best: _Fit | None = None
    head: Head | None = None
    joined: list[str] = []
    for bottom, row in enumerate(rows[top : top + 3], top):
        if has_amount(row) or any(map(_is_share, row)):
            break
        pairs = zip_longest(joined, map(as_text, row), fillvalue="")
        joined = [f"{upper} {lower}" if upper and lower else upper or lower for upper, lower in pairs]
        texts = [(place, text) for place, text in enumerate(joined) if 0 < len(text) <= _LONGEST]
        if fit := _best_fit(candidates, texts, least, share, best):
            # The last heading row belongs to the head; data begin below it.
            best, head = fit, _head_of(fit, rows, top, bottom, dict(texts))
            if head.exact and fit.rank == 2 * len(_headings(fit.layout.id)):
                break
    return filled_in(rows, with_extras(rows, head)) if head else None


def _is_share(value: Any) -> bool:
    """Whether a cell is a percentage, which no heading is."""
    return value.__class__ is str and value[-1:] == "%" and value[0].isdigit()


def _head_of(fit: _Fit, rows: list[list[Any]], top: int, bottom: int, texts: Mapping[int, str]) -> Head:
    """The head that a layout makes of rows which it fits."""
    official = fit.layout.official
    due = sum(not column.optional for column in official.values())
    last = max(max(filled_columns(row), default=0) for row in rows[top : bottom + 1])
    alike = [resembles(texts[place], official[number]) for number, place in fit.starts.items()]
    score, exact = sum(alike) / max(due, len(alike)), len(alike) >= due and min(alike) == 100
    return Head(fit.layout, top, bottom, fit.starts, frozenset(), min(fit.starts.values()), last, score, exact)


def find_heads(grid: Grid, candidates: list[Layout], *, guess: bool = True) -> list[Head]:
    """The heads of official tables in a sheet, from the top: by their number rows, or else by their words.

    Below a numbered table one without numbers is sought only where a block of rows begins.
    """
    if not any(most_filled(row) >= _FEWEST for row in grid.rows):
        return []
    heads: list[Head] = []
    for bottom, row in enumerate(grid.rows):
        numbers = number_row(row) if len(row) >= _FEWEST else None
        if numbers and (head := head_by_numbers(grid.rows, bottom, numbers, candidates, grid.name, heads)):
            heads.append(head)
    if heads and all(head.plain and head.layout.sheet_name == grid.name for head in heads):
        # A sheet of our own template holds its own table only.
        return heads
    if heads:
        begins = [
            at for at, row in enumerate(grid.rows) if len(row) >= _FEWEST and (not at or is_single(grid.rows[at - 1]))
        ]
        inside = {row for head in heads for row in range(head.top, head.bottom + 1)}
        more = _heads_by_words(grid, candidates, rows=[at for at in begins if at not in inside])
        return sorted([*heads, *more], key=lambda head: head.top)
    surely = _heads_by_words(grid, candidates)
    return surely or (_heads_by_words(grid, candidates, *_GUESS) if guess else [])


def _heads_by_words(
    grid: Grid, candidates: list[Layout], least: float = 90, share: float = 0.75, rows: Sequence[int] | None = None
) -> list[Head]:
    heads: list[Head] = []
    known: list[tuple[Layout, frozenset[str]]] = []
    candidates = sorted(candidates, key=lambda layout: layout.sheet_name != grid.name)
    own = [layout for layout in candidates if layout.sheet_name == grid.name]
    words = _words_of_all(tuple(layout.id for layout in candidates))
    below = tried = 0
    for top in range(len(grid.rows)) if rows is None else rows:
        texts = [value for value in grid.rows[top] if value and isinstance(value, str)]
        if len(texts) < _FEWEST or top < below or tried == _WORD_ROWS or not _says_headings(texts, words):
            continue
        tried += 1
        head = None
        again = next((layout for layout, said in reversed(known) if is_repeat(grid.rows[top], said)), None)
        if again:
            # The same head printed again is the same table's: other forms are tried only where it is not.
            head = printed_again(heads, grid.rows, top) or _head_by_words(grid.rows, top, [again], least, share)
        elif len(own) < len(candidates):
            head = _head_by_words(grid.rows, top, own, least, share) if own else None
            head = head if head and head.exact else None
        head = head or _head_by_words(grid.rows, top, candidates, least, share)
        if head and not head.whole and least > _GUESS[0]:
            head = _head_by_words(grid.rows, top, [head.layout], *_GUESS) or head
        if head:
            heads.append(head)
            known.append((head.layout, head_texts(grid, head)))
            below = head.bottom + 1
            if head.exact and head.layout.sheet_name == grid.name:
                candidates, words = [head.layout], _words_of_all((head.layout.id,))
    return heads


def _says_headings(texts: Sequence[str], words: frozenset[str]) -> bool:
    """Whether three of some texts at least say a word of headings, or a year."""
    others = len(texts) - _FEWEST
    for text in texts:
        if words.isdisjoint(words_of(text)) and not YEAR.search(text):
            others -= 1
            if others < 0:
                return False
    return True


@lru_cache(maxsize=64)
def _words_of_all(layout_ids: tuple[str, ...]) -> frozenset[str]:
    """Every word of the headings of some layouts."""
    return frozenset(
        word
        for layout_id in layout_ids
        for column in layouts()[layout_id].official.values()
        for word in words_of(column.heading)
    )
