"""Heads told by their column-number row, (1) (2) … or 1 2 …: of the form whose headings are likest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from rules.schema.column import number_of
from rules.schema.layout import Layout, layouts
from rules.values.likeness import SURE
from workbook_templates.recognition.head import (
    SAME,
    Head,
    filled_columns,
    filled_in,
    has_amount,
    heading_score,
    is_single,
    printed_again,
    with_extras,
)
from workbook_templates.recognition.likeness import words_of

_NUMBER_CELL = re.compile(r"\s*\(?\s*(\d{1,2})\s*\)?(?:\s*=.*)?\s*\Z")
_LONGEST_NUMBER = 40
_NO_NUMBER = frozenset(sign for sign in map(chr, range(33, 127)) if sign not in "(012")
"""With what the first official number does not begin."""
_HEAD_ROWS = 6
_LIKE = 55.0
_LESS = 0.34
"""By how much fewer of its headings may share a word before a form need not be compared with a sure one."""


def _official_number(value: Any) -> int | None:
    if isinstance(value, str):
        return _number_in(value) if len(value) < _LONGEST_NUMBER else None
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < 100 and value == int(value):
        return int(value)
    return None


@lru_cache(maxsize=8192)
def _number_in(text: str) -> int | None:
    match = _NUMBER_CELL.match(text)
    return int(match[1]) if match else None


def number_row(row: list[Any]) -> dict[int, int] | None:
    """Official numbers of a column-number row and where they stand (0-based), or None for another row."""
    for value in row:
        if value is None or value == "":
            continue
        if isinstance(value, str):
            if value[0] in _NO_NUMBER or value[1:2] == ".":
                return None
            if value.isspace():
                continue
        elif value != 1 and value != 2:
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
    if again := printed_again(known, rows, top, bottom):
        return again
    for layout in candidates:
        if layout.sheet_name == sheet and _fits(layout, numbers):
            head = _complete(rows, layout, top, bottom, _starts(layout, numbers))
            head.score = heading_score(rows, head)
            if head.plain and head.score == SAME:
                return head
    possible = _numbering(tuple([layout.id for layout in candidates]), tuple(numbers.items()))
    above = _words_above(rows[top:bottom]) if len(possible) > 1 else {}
    shares = [(_shared(candidates[at], starts, above), -at, candidates[at], starts) for at, starts in possible]
    best: tuple[float, int, float, Head] | None = None
    for share, position, layout, starts in sorted(shares, key=lambda item: item[:2], reverse=True):
        if best and best[0] >= SURE and share < best[2] - _LESS:
            break
        if best and best[0] == SAME and position < best[1]:
            continue
        head = _complete(rows, layout, top, bottom, starts)
        score = heading_score(rows, head)
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


@lru_cache(maxsize=1024)
def _numbering(
    layout_ids: tuple[str, ...], numbers: tuple[tuple[int, int], ...]
) -> tuple[tuple[int, dict[str, int]], ...]:
    """Which of some layouts print numbers that stand in such places, and where their columns begin then."""
    printed = dict(numbers)
    found = [(at, layouts()[layout_id]) for at, layout_id in enumerate(layout_ids)]
    return tuple((at, _starts(layout, printed)) for at, layout in found if _fits(layout, printed))


def _shared(layout: Layout, starts: dict[str, int], above: dict[int, frozenset[str]]) -> float:
    """The share of a layout's headings that have a word in common with what stands where they should."""
    headings = _heading_words(layout.id)
    found = 0
    for number, heading in headings:
        said = above.get(starts.get(number, -1))
        found += said is not None and not heading.isdisjoint(said)
    return found / len(headings)


def _words_above(rows: list[list[Any]]) -> dict[int, frozenset[str]]:
    """The words that stand in each column over several rows."""
    found: dict[int, frozenset[str]] = {}
    for row in rows:
        for place, value in enumerate(row):
            if value and isinstance(value, str):
                found[place] = found[place] | words_of(value) if place in found else words_of(value)
    return found


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


def _complete(rows: list[list[Any]], layout: Layout, top: int, bottom: int, starts: dict[str, int]) -> Head:
    """A head in which columns that lost their number are still found by their heading, between their neighbours."""
    numbered = frozenset(starts)
    taken = [places for row in rows[top : bottom + 1] if (places := filled_columns(row))]
    left = min([*starts.values(), *(places[0] for places in taken)])
    last = max([*starts.values(), *(places[-1] for places in taken)])
    return filled_in(rows, with_extras(rows, Head(layout, top, bottom, dict(starts), numbered, left, last)))
