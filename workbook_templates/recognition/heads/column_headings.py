"""What a head prints: its rows, and over each physical column the headings from the outermost down and the column number."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

from rules.values.cells import as_text, filled_columns
from rules.values.scale import is_scale
from workbook_templates.recognition.heads.column_numbers import FEWEST_NUMBERS, Numbers, printed_number
from workbook_templates.recognition.heads.flat_headings import taken_apart
from workbook_templates.recognition.heads.heading_words import words_of

Area = tuple[int, int, int, int]
"""A merged block, 0-based: first row, first column, last row, last column."""

TALLEST = 8
"""Rows of the tallest head."""
_FEWEST_UNDER_GROUPS = 2
_TATTERS = 3
"""Letters of what is left of a word (`Kod`, `e`), which is no heading."""
SHORT_HEADINGS = frozenset(
    [
        "no",
        "k",
        "rp",
        "%",
        "ket",
        "opd",
        "pd",
        "iku",
        "i",
        "ii",
        "iii",
        "iv",
        "tw",
        "jan",
        "feb",
        "mar",
        "apr",
        "mei",
        "jun",
        "jul",
        "agt",
        "agu",
        "ags",
        "sep",
        "okt",
        "nov",
        "nop",
        "des",
    ]
)
"""Headings as short as tatters."""
LIST_SIGNS = frozenset("•▪▫●○◦·➢➤►✓-–—*")
"""Signs before the entries of a list."""
_YEAR = re.compile(r"\(?(?:19|20)\d\d\)?")
_YEAR_FIRST = re.compile(r"\(?20\d\d\)?\s+[^\W\d]|\(?20\d\d\)?\s+%")
_CODE = re.compile(r"[0-9X]{1,2}(?:\.[0-9X]{1,4})+\.?")
_FIGURE = re.compile(r"(?:rp\.?\s*)?-?\(?\d[\d.,]*-?\)?\s*(?:%|[a-z][a-z /]{0,24})?", re.IGNORECASE)
_LONGEST_FIGURE = 40


@dataclass(frozen=True, slots=True)
class Leaf:
    """One printed column: its first and last physical column (0-based), its headings, and its printed number.

    ``said`` are the headings over it, outermost first; none where nothing is printed. ``beside`` is the number printed over the
    first of several columns under one heading, for the others. ``ticked`` are the headings of the cells that make up a column in
    which a filled cell says its heading.
    """

    first: int
    last: int
    said: tuple[str, ...]
    number: int | None
    beside: int | None = None
    ticked: tuple[str, ...] = ()

    @property
    def own(self) -> str:
        """Its own heading, the lowest one."""
        return self.said[-1] if self.said else ""

    @property
    def says_something(self) -> bool:
        """Whether anything but tatters of a word broken over several cells is printed over it."""
        return len(self.own) > _TATTERS or _is_short_heading(self.own)

    @property
    def above(self) -> str:
        """The headings over several columns that stand above its own."""
        return " ".join(self.said[:-1])

    @property
    def words(self) -> frozenset[str]:
        """The words of all its headings."""
        return _words_in(self.said)


@lru_cache(maxsize=8192)
def _words_in(said: tuple[str, ...]) -> frozenset[str]:
    return frozenset().union(*map(words_of, said))


def _is_short_heading(text: str) -> bool:
    own = text.casefold().strip(" .()")
    return own in SHORT_HEADINGS or any(map(str.isdigit, own))


def most_filled(row: Sequence[Any]) -> int:
    """How many cells of a row are filled at most: those of white space alone count too."""
    return len(row) - row.count("") - row.count(None)


def is_figure(value: Any) -> bool:
    """Whether a cell is what rows of data hold and heads do not: an amount, a target, a code; years are none."""
    if value is None or isinstance(value, bool):
        return False
    if isinstance(value, int | float):
        return not 1990 < value < 2100
    return isinstance(value, str) and len(value) <= _LONGEST_FIGURE and _is_figure_in_words(value)


@lru_cache(maxsize=8192)
def _is_figure_in_words(value: str) -> bool:
    if not any(map(str.isdigit, value[:6])):
        return False
    text = value.strip()
    if _YEAR.fullmatch(text) or _YEAR_FIRST.match(text):
        return False
    return bool(_CODE.fullmatch(text) or _FIGURE.fullmatch(text))


def says_only_years(row: Sequence[Any]) -> bool:
    """Whether nothing but years stands in a row."""
    return all(_YEAR.fullmatch(as_text(row[at]).strip()) for at in filled_columns(row))


def may_say_headings(row: Sequence[Any]) -> bool:
    """Whether a row holds two cells at least, and none that only rows of data hold.

    A lone small number among words is what a scan leaves of something else.
    """
    if most_filled(row) < 2 or next((value for value in row if value), None) in LIST_SIGNS:
        return False
    figures: list[Any] = []
    for value in row:
        if is_figure(value):
            figures.append(value)
            if len(figures) > 1 and not _are_scales(figures):
                return False
    if _are_scales(figures):
        return True
    lone = len(figures) == 1 and printed_number(figures[0]) is not None
    return lone and len(filled_columns(row)) > FEWEST_NUMBERS


def _are_scales(values: Sequence[Any]) -> bool:
    return all(isinstance(value, str) and is_scale(value) for value in values)


def leaves(
    rows: Sequence[Sequence[Any]], span: range, areas: Iterable[Area], number_rows: Callable[[int], Numbers | None]
) -> list[Leaf]:
    """The printed columns of a head that takes some rows, from the left; ``number_rows`` tells those that number the columns."""
    numbers: Numbers = {}
    lines = []
    for at in span:
        found = number_rows(at)
        if found is None or not _begins_left(rows, span, found):
            lines.append(at)
        elif len(found) > len(numbers):
            numbers = found
    filled = {at: filled_columns(rows[at]) for at in span}
    width = max((places[-1] for places in filled.values() if places), default=-1) + 1
    said_over = zip(*_spread(filled, lines, areas, width), strict=True) if lines else [()] * width
    found_leaves: list[Leaf] = []
    before: tuple[_Place, ...] = ()
    headed: Leaf | None = None
    for column, cells in enumerate(said_over):
        key = tuple(dict.fromkeys(filter(None, cells)))
        if key and len(key) < len(before) and key == before[: len(key)]:
            # Only a group stands over it: nothing of its own, as over the second cell of a target and its unit.
            key = ()
        if found_leaves and key and key == before:
            last = found_leaves[-1]
            found_leaves[-1] = Leaf(last.first, column, last.said, last.number)
            continue
        said = tuple(as_text(rows[row][place]) for row, place in key)
        said = (*said[:-1], *taken_apart(said[-1])) if said else said
        number, beside = numbers.get(column), None
        if number is None and headed and len(key) > 1 and key[:-1] == before[:-1]:
            beside = headed.number or headed.beside
        found_leaves.append(Leaf(column, column, said, number, beside))
        if key:
            before, headed = key, found_leaves[-1]
    return found_leaves


def _begins_left(rows: Sequence[Sequence[Any]], span: range, numbers: Mapping[int, int]) -> bool:
    """Whether numbers begin over the first columns of a head: those of months under one heading do not."""
    headed = sorted({column for at in span for column in filled_columns(rows[at])})
    return min(numbers) in headed[:FEWEST_NUMBERS]


def is_lower_tier(row: Sequence[Any], printed: Sequence[Leaf]) -> bool:
    """Whether a row of headings says what stands under the groups of the head above it, and nothing under its single columns."""
    places = filled_columns(row)
    if len(places) < _FEWEST_UNDER_GROUPS:
        return False
    # The last group may go on beyond its own cell.
    last = printed[-1].last
    beyond = places[-1] > last
    if beyond and not {*range(last, places[-1] + 1)}.issubset(places):
        return False
    single = {
        leaf.first
        for leaf, right in zip(printed, [*printed[1:], None], strict=True)
        if leaf.said and leaf.first == leaf.last and (not beyond if right is None else right.said)
    }
    return single.isdisjoint(places)


_Place = tuple[int, int]
"""Row and column of a cell (0-based)."""


def _spread(
    filled: Mapping[int, Sequence[int]], lines: Sequence[int], areas: Iterable[Area], width: int
) -> list[list[_Place | None]]:
    """Which cell's text stands over each place of some lines of a head: its own, that of its merged block, or that of a group to its left.

    ``filled`` are the filled columns of each row, ``width`` is how many columns there are.
    """
    blocks = {
        (top, left): (bottom, right) for top, left, bottom, right in areas if top in lines and left in filled[top]
    }
    spread: list[list[_Place | None]] = [[None] * width for _ in lines]
    for (top, first), (bottom, last) in blocks.items():
        for at, texts in zip(lines, spread, strict=True):
            if top <= at <= bottom:
                texts[first : last + 1] = [(top, first)] * (min(last + 1, width) - first)
    for at, texts in zip(lines, spread, strict=True):
        for column in filled[at]:
            texts[column] = at, column
    parted: set[int] = set()
    for order, texts in enumerate(spread[:-1]):
        group: _Place | None = None
        blank: list[int] = []
        further = False
        below = {column for row in lines[order + 1 :] for column in filled[row]}
        for column, said in enumerate(texts):
            if said is not None or column in parted:
                # A heading with nothing below its first column is no group that goes on beyond a blank one.
                group, blank = (None if said in blocks else said), []
                further = column in below
            elif group is not None and column in below and (further or not blank):
                for place in (*blank, column):
                    texts[place] = group
                blank = []
            elif column not in below:
                blank.append(column)
        parted |= {column for column, pair in enumerate(pairwise([None, *texts])) if pair[0] != pair[1]}
    return spread
