"""Heads of tables without column numbers, told by their heading words, and all heads of a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from rules.cells import as_text
from rules.headings import plain_heading
from rules.layout import ColumnSpec, Layout, layouts
from workbook_templates.grid import Grid
from workbook_templates.heads import (
    SURE,
    YEAR,
    Head,
    cell_at,
    filled_columns,
    filled_in,
    head_by_numbers,
    is_amount,
    number_row,
    resembles,
    whole,
    with_extras,
    words_of,
)
from workbook_templates.own_heads import own_head
from workbook_templates.pages import head_texts, is_repeat

_WORD_ROWS = 200
"""Rows of a sheet that may be tried as a head by their words, where nothing is numbered."""
_LONGEST = 160
"""Letters of the longest heading."""
_NONE: frozenset[str] = frozenset()
_GUESS = (74.0, 0.7)
"""Likeness and share of headings by which a table is guessed where nothing surer is found."""


@lru_cache(maxsize=64)
def _heading_words(layout_id: str) -> tuple[frozenset[str], ...]:
    due = [column for column in layouts()[layout_id].official.values() if not column.optional]
    return tuple(words_of(f"{column.group} {column.heading}") for column in due)


def _may_be(layout: Layout, said: frozenset[str], years: bool, share: float) -> bool:
    """Whether enough headings of a layout have a word among those of the rows; glued words count as letters in common."""
    wanted = _heading_words(layout.id)
    found = sum(not words or not words.isdisjoint(said) for words in wanted)
    return found + (years and found < len(wanted)) >= 0.6 * share * len(wanted)


@dataclass(frozen=True, slots=True)
class _Heading:
    """An official column as texts are held against it: its words, and its heading as it is compared, alone and under its group."""

    number: str
    column: ColumnSpec
    words: frozenset[str]
    alone: str
    grouped: str

    def may_be(self, words: frozenset[str], shortest: float, longest: float) -> bool:
        """Whether a text with such words, or a heading of such a length, may resemble it."""
        if not self.words or not self.words.isdisjoint(words):
            return True
        return shortest <= len(self.alone) <= longest or shortest <= len(self.grouped) <= longest

    def is_hit(self, text: str, plain: str, least: float) -> bool:
        """Whether a text resembles it so much, as :func:`resembles` tells."""
        if not self.alone:
            return YEAR.search(text.strip()) is not None
        alone = _score(plain, self.alone, min(least, SURE))
        if alone >= least:
            return True
        return bool(self.column.group) and alone < SURE and _score(plain, self.grouped, least) >= least


def _score(one: str, other: str, least: float) -> float:
    """How much two plain headings resemble each other, by their words or else letter by letter; below ``least`` 0."""
    if one == other:
        return 100.0
    from rapidfuzz import fuzz

    words = fuzz.token_set_ratio(one, other, score_cutoff=least)
    return max(words, fuzz.ratio(one.replace(" ", ""), other.replace(" ", ""), score_cutoff=least))


@lru_cache(maxsize=64)
def _headings(layout_id: str) -> tuple[_Heading, ...]:
    found = []
    for number, column in layouts()[layout_id].official.items():
        both = f"{column.group} {column.heading}"
        found.append(_Heading(number, column, words_of(both), plain_heading(whole(column)), plain_heading(both)))
    return tuple(found)


@lru_cache(maxsize=32768)
def _hits(text: str, layout_id: str, least: float) -> frozenset[str]:
    """The columns of a layout whose headings a text resembles so much.

    Without a word in common only as many letters can: texts of other lengths need not be compared.
    """
    words, plain = words_of(text), plain_heading(text)
    shortest, longest = len(plain) * least / (200 - least) - 2, len(plain) * (200 - least) / least + 2
    return frozenset(
        heading.number
        for heading in _headings(layout_id)
        if heading.may_be(words, shortest, longest) and heading.is_hit(text, plain, least)
    )


def _in_order(layout_id: str, hits: Sequence[frozenset[str]]) -> dict[str, int]:
    """Where columns stand, left to right, each at the first place further right that is one of its ``hits``."""
    places: dict[str, list[int]] = {}
    for place, numbers in enumerate(hits):
        for number in numbers:
            places.setdefault(number, []).append(place)
    starts: dict[str, int] = {}
    at = 0
    for heading in _headings(layout_id) if places else ():
        for place in places.get(heading.number, ()):
            if place >= at:
                starts[heading.number], at = place, place + 1
                break
    return starts


def _head_by_words(
    rows: list[list[Any]], top: int, candidates: list[Layout], least: float = 90, share: float = 0.75
) -> Head | None:
    """A head without column-number row: heading words in order, in one row or two or three together.

    ``least`` is how much a heading must resemble the official one, ``share`` how many of the columns must be found.
    """
    if len(filled_columns(rows[top])) < 3:
        return None
    amounts = [any(is_amount(value) for value in row) for row in rows[top : top + 3]]
    best: tuple[float, Head] | None = None
    for height in (1, 2, 3):
        bottom = top + height
        if bottom > len(rows) or amounts[height - 1]:
            break
        width = max((len(row) for row in rows[top:bottom]), default=0)
        texts = [
            " ".join(filter(None, (as_text(cell_at(row, place)) for row in rows[top:bottom]))) for place in range(width)
        ]
        texts = [text if len(text) <= _LONGEST else "" for text in texts]
        said = frozenset().union(*map(words_of, texts))
        years = any(YEAR.search(text.strip()) for text in texts)
        for layout in candidates:
            if least > _GUESS[0] and not _may_be(layout, said, years, share):
                continue
            starts = _in_order(layout.id, [_hits(text, layout.id, least) if text else _NONE for text in texts])
            due = sum(not heading.column.optional for heading in _headings(layout.id))
            # A column that only another layout knows speaks for that one.
            rank = len(starts) - 0.5 * sum(
                bool(text) and place not in starts.values() for place, text in enumerate(texts)
            )
            if len(starts) >= max(3, share * due) and (best is None or rank > best[0]):
                last = max(max(filled_columns(row), default=0) for row in rows[top:bottom])
                alike = [resembles(texts[place], layout.official[number]) for number, place in starts.items()]
                head = Head(layout, top, bottom - 1, starts, frozenset(), min(starts.values()), last)
                head.score, head.exact = sum(alike) / max(due, len(alike)), len(alike) >= due and min(alike) == 100
                best = (rank, filled_in(rows, with_extras(rows, head)))
                if head.exact and rank == len(_headings(layout.id)):
                    return best[1]
    if best is None:
        return None
    # The last heading row belongs to the head; data begin below it.
    return best[1]


def find_heads(grid: Grid, candidates: list[Layout], *, guess: bool = True) -> list[Head]:
    """The heads of official tables in a sheet, from the top: by their number rows, or else by their words.

    Below a numbered table one without numbers is sought only where a block of rows begins.
    """
    heads: list[Head] = []
    for bottom, row in enumerate(grid.rows):
        numbers = number_row(row) if len(row) > 2 else None
        if numbers and (head := head_by_numbers(grid.rows, bottom, numbers, candidates, grid.name)):
            heads.append(head)
    if heads and all(head.plain and head.layout.sheet_name == grid.name for head in heads):
        # A sheet of our own template holds its own table only.
        return heads
    if heads:
        begins = [
            at
            for at, row in enumerate(grid.rows)
            if len(row) > 2 and (not at or len(filled_columns(grid.rows[at - 1])) < 2)
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
    candidates = sorted(candidates, key=lambda layout: layout.sheet_name != grid.name)
    own = [layout for layout in candidates if layout.sheet_name == grid.name]
    words = _words_of_all(tuple(layout.id for layout in candidates))
    below = tried = 0
    for top in range(len(grid.rows)) if rows is None else rows:
        texts = [value for value in grid.rows[top] if value and isinstance(value, str)]
        if len(texts) < 3 or top < below or tried == _WORD_ROWS or not _says_headings(texts, words):
            continue
        tried += 1
        head = None
        if heads and is_repeat(grid.rows[top], head_texts(grid, heads[-1])):
            # The same head printed again is the same table's: other forms are tried only where it is not.
            head = _head_by_words(grid.rows, top, [heads[-1].layout], least, share)
        elif len(own) < len(candidates):
            head = _own_head(grid.rows, top, own, least, share) if own else None
        head = head or _head_by_words(grid.rows, top, candidates, least, share)
        if head and not head.whole and least > _GUESS[0]:
            head = _head_by_words(grid.rows, top, [head.layout], *_GUESS) or head
        if head:
            heads.append(head)
            below = head.bottom + 1
            if head.exact and head.layout.sheet_name == grid.name:
                candidates, words = [head.layout], _words_of_all((head.layout.id,))
    return heads


def _own_head(rows: list[list[Any]], top: int, own: list[Layout], least: float, share: float) -> Head | None:
    """The head of the table that a sheet is named after, if all its headings are the official ones."""
    head = own_head(rows, top, own[0]) or _head_by_words(rows, top, own, least, share)
    return head if head and head.exact else None


def _says_headings(texts: Sequence[str], words: frozenset[str]) -> bool:
    """Whether three of some texts at least say a word of headings, or a year."""
    others = len(texts) - 3
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
