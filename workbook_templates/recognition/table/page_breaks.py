"""Pages of a table: its head printed again at every page break, spoilt or without numbers, the columns elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from rules.values.cells import as_text, filled_columns, is_blank
from rules.values.likeness import likeness
from rules.values.text import fold
from workbook_templates.grid import Grid
from workbook_templates.recognition.heads.head import Head, cell_at, head_texts, heading_text, is_repeat, printed_again
from workbook_templates.recognition.heads.heading_words import whole
from workbook_templates.recognition.heads.searched_sheet import SearchedSheet

_CODE_PART = re.compile(r"\d{1,4}(?:[.\s]+\d{1,4})*\.?")
_ALIKE = 60.0
_NARROWEST_CODE = 6
"""Cells left of its heading that a split code may take."""
_ADJACENT = 75.0


@dataclass(slots=True)
class Page:
    """One page of a table: its head, and the rows below it down to the next head (0-based)."""

    head: Head
    rows: range


def repeats(sheet: SearchedSheet, head: Head, stop: int, known: Sequence[Head] = ()) -> Iterator[tuple[int, int]]:
    """First and last row (0-based) of each place below a head where it is printed again, but for heads already ``known``."""
    texts = head_texts(sheet.rows, head)
    numbered = [sheet.number_row(at) for at in sorted(head.number_rows)]
    folded = [fold(text) for text in texts]
    taken = {at for other in known for at in range(other.top, other.bottom + 1)}
    at = head.bottom + 1
    height = head.bottom - head.top
    while at < stop:
        row = sheet.rows[at]
        if len(row) < 3 or not (is_repeat(row, texts) or (numbered and sheet.number_row(at) in numbered)):
            at += 1
            continue
        top = bottom = at
        while bottom + 1 < stop and bottom - at < height and is_repeat(sheet.rows[bottom + 1], texts):
            bottom += 1
        if taken.isdisjoint(range(at, bottom + 1)):
            while top > head.bottom + 1 and at - top < height and _nearly(sheet.rows[top - 1], folded):
                top -= 1
            if taken.isdisjoint(range(top, at)):
                yield top, bottom
                taken.update(range(top, bottom + 1))
        at = bottom + 1


def _nearly(row: list[Any], folded: Sequence[str]) -> bool:
    """Whether most cells of a row resemble texts of the head, which are folded: slips of a scan."""
    from rapidfuzz import fuzz, process

    filled = filled_columns(row)
    others = 0.5 * len(filled)
    for place in filled:
        text = fold(as_text(row[place]))
        if len(text) >= 3 and not process.extractOne(text, folded, scorer=fuzz.ratio, score_cutoff=_ADJACENT):
            others -= 1
            if others < 0:
                return False
    return bool(filled)


def page_head(grid: Grid, first: Head, top: int, bottom: int, others: Sequence[Head] = ()) -> Head:
    """A repeated head without usable numbers: its columns by their headings, in order, or as in the ``first`` or another that says the same."""
    if again := printed_again([first, *others], grid.rows, top, bottom):
        return again
    rows = grid.rows[top : bottom + 1]
    width = max(len(row) for row in rows)
    found = [" ".join(filter(None, (as_text(cell_at(row, place)) for row in rows))) for place in range(width)]
    known = {
        number: (heading_text(grid.rows, first, number), whole(first.layout.official[number]))
        for number in first.starts
        if number in first.layout.official
    }
    starts = _in_order(found, known)
    if not starts:
        return replace(first, top=top, bottom=bottom)
    last = max([*starts.values(), *(max(filled_columns(row), default=0) for row in rows)])
    left = min([*starts.values(), *(min(filled_columns(row)) for row in rows if filled_columns(row))])
    return Head(first.layout, top, bottom, starts, frozenset(), left, last, first.score)


def _in_order(found: list[str], known: dict[str, tuple[str, str]]) -> dict[str, int]:
    """The best places for columns, left to right, by how their headings resemble those known."""
    numbers = list(known)
    scores = [
        [max(likeness(text, one), likeness(text, other)) if text else 0.0 for text in found]
        for one, other in known.values()
    ]
    # best[c][p]: the most that columns c.. give over places p..
    best = [[0.0] * (len(found) + 1) for _ in range(len(numbers) + 1)]
    for c in reversed(range(len(numbers))):
        for p in reversed(range(len(found))):
            here = scores[c][p] + best[c + 1][p + 1] if scores[c][p] >= _ALIKE else 0.0
            best[c][p] = max(here, best[c + 1][p], best[c][p + 1])
    starts: dict[str, int] = {}
    c = p = 0
    while c < len(numbers) and p < len(found):
        if scores[c][p] >= _ALIKE and best[c][p] == scores[c][p] + best[c + 1][p + 1]:
            starts[numbers[c]] = p
            c, p = c + 1, p + 1
        elif best[c][p] == best[c + 1][p]:
            c += 1
        else:
            p += 1
    return starts


# ---- where columns begin and end, by what stands below


def fitted(grid: Grid, page: Page) -> Page:
    """A page whose head is fitted to its rows: a code further left than its heading, labels of indicators, a missing column."""
    head, rows = page.head, [grid.rows[at] for at in page.rows]
    starts = dict(head.starts)
    numbers = [number for number in head.layout.official if number in starts]
    first = head.first
    if numbers and head.layout.columns[numbers[0]].kind == "code":
        words = [leaf for leaf in head.unexplained if any(map(str.isalpha, leaf.own))]
        headed = {at for leaf in words for at in range(leaf.first, leaf.last + 1)}
        while (
            first > 0
            and first - 1 not in headed
            and starts[numbers[0]] - first < _NARROWEST_CODE
            and _holds_code_parts(rows, first - 1)
        ):
            first -= 1
    indicator = head.layout.by_role("indikator")
    before = starts.get(indicator or "", 0) - 1
    if indicator in starts and before not in starts.values() and before > first:
        both = [row for row in rows if not is_blank(cell_at(row, before))]
        unheaded = not any(as_text(cell_at(grid.rows[at], before)) for at in head.heading_rows)
        if unheaded and both and sum(not is_blank(cell_at(row, before + 1)) for row in both) > 0.5 * len(both):
            starts[indicator or ""] = before
    fits = first == head.first and starts == head.starts
    return page if fits else Page(replace(head, starts=starts, first=first), page.rows)


def _holds_code_parts(rows: list[list[Any]], column: int) -> bool:
    values = [as_text(cell_at(row, column)) for row in rows]
    filled = [value for value in values if value]
    return bool(filled) and sum(bool(_CODE_PART.fullmatch(value)) for value in filled) >= 0.7 * len(filled)
