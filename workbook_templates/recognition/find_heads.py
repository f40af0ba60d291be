"""Heads told by all that is printed and stands below: every form is weighed against every head, and the best one is taken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

from rules.schema.column import number_of
from rules.schema.layout import Layout, layouts
from rules.values.likeness import YEAR, heading_likeness
from workbook_templates.grid import Grid
from workbook_templates.recognition.alignment import Alignment, align
from workbook_templates.recognition.head import Head, is_single, printed_again
from workbook_templates.recognition.head_as_printed import own_words
from workbook_templates.recognition.head_print import (
    TALLEST,
    Leaf,
    is_lower_tier,
    leaves,
    may_be_head,
    number_row,
    says_only_years,
)
from workbook_templates.recognition.likeness import words_of
from workbook_templates.recognition.values_below import Contents, contents

_FEWEST = 3
_SHEET, _TITLE = 0.6, 0.5
_TITLE_LIKE = 75.0
_LATER, _HIGHER = 4, 4
"""By how many rows a head may begin below the first row that says headings, and above the best rows."""
_DEEPEST, _BELOW_NUMBERS = 5, 3
"""Rows of a head without column numbers, and those from its numbers on, at most."""
_WORN = 8.0
"""By how much a head printed again on a later page may resemble the form less."""
_TATTERS = 0.8
"""Share of the weight that must be left with a further row above."""
_SURE, _GUESSED = 60.0, 58.0
"""Likeness (0-100) from which a head is taken for an official one, and from which it may be guessed."""


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of a sheet before its heads are read: its name, and the plan year."""

    sheet: str
    year: int | None


def find_heads(grid: Grid, candidates: Sequence[Layout], year: int | None, *, guess: bool = True) -> list[Head]:
    """The heads of official tables in a sheet, from the top; ``guess`` also those that resemble one only in part."""
    found: list[Head] = []
    words = _words_of_all(tuple(layout.id for layout in candidates))
    context, least = Context(grid.name, year), _GUESSED if guess else _SURE
    at = 0
    while at < len(grid.rows):
        head = None
        if _may_begin(grid, at, words, bool(found)):
            head = printed_again(found, grid.rows, at) or _next_page(grid, at, found, context)
            head = head or _head_from(grid, at, candidates, context)
        if head and head.score >= least and (not found or head.numbered or _opens(grid, head.top)):
            # What stands above belongs to the table before.
            found.append(head)
            at = head.bottom + 1
        else:
            at += 1
    return found


def _next_page(grid: Grid, at: int, found: Sequence[Head], context: Context) -> Head | None:
    """The head of the last table printed again, though not letter by letter: other forms need not be weighed then."""
    if not found:
        return None
    last = found[-1]
    block, height = _block(grid, at), last.bottom - last.top
    bottom = next((row for row in block if number_row(grid.rows[row])), at + height)
    span = range(max(bottom - height, last.bottom + 1), bottom + 1)
    if span.stop > block.stop or any(is_single(grid.rows[row]) or not may_be_head(grid.rows[row]) for row in span):
        return None
    _, head = max(_fits(grid, span, [last.layout], context), default=(0.0, None), key=_weight_of)
    return head if head and not head.unexplained and head.score >= last.score - _WORN and head.whole else None


def _may_begin(grid: Grid, at: int, words: frozenset[str], below: bool) -> bool:
    """Whether a head may begin at a row; ``below`` another table only where its columns are numbered, or a block of rows begins."""
    row = grid.rows[at]
    if not may_be_head(row) or not (_says_headings(row, words) or number_row(row)):
        return False
    return not below or _opens(grid, at) or any(number_row(grid.rows[line]) for line in _block(grid, at))


def _opens(grid: Grid, at: int) -> bool:
    """Whether a row stands below a blank one or a title, or is the first one."""
    return at == 0 or is_single(grid.rows[at - 1])


def _block(grid: Grid, top: int) -> range:
    """The rows from one on that may be those of one head."""
    bottom = top
    while bottom < min(top + TALLEST, len(grid.rows)) and may_be_head(grid.rows[bottom]):
        bottom += 1
    return range(top, bottom)


def _head_from(grid: Grid, start: int, candidates: Sequence[Layout], context: Context) -> Head | None:
    """The head that begins at a row or a few below it, if one does."""
    best: tuple[float, Head] | None = None
    block = _block(grid, start)
    for top in block[:_LATER]:
        for span in _spans(grid, top, block.stop):
            for fit in _fits(grid, span, candidates, context):
                if best is None or fit[0] > best[0]:
                    best = fit
    if best is None:
        return None
    weight, head = best
    for top in range(head.top - 1, max(head.top - _HIGHER, -1), -1):
        # Words over the headings are often in tatters: the head begins with them all the same.
        if is_single(grid.rows[top]) or not may_be_head(grid.rows[top]) or number_row(grid.rows[top]):
            break
        wider = max(_fits(grid, range(top, head.bottom + 1), [head.layout], context), default=None, key=_weight_of)
        if wider is None or wider[0] < weight * _TATTERS:
            break
        head = wider[1]
    return head


def _weight_of(fit: tuple[float, Head | None]) -> float:
    return fit[0]


def _fits(grid: Grid, span: range, candidates: Sequence[Layout], context: Context) -> Iterator[tuple[float, Head]]:
    """The heads that forms make of some rows, each with its weight."""
    printed = _printed(grid, span)
    below = _Below(grid, span.stop, printed)
    said = frozenset(word for leaf in printed for text in leaf.said for word in words_of(text))
    for layout in candidates:
        if len(said.intersection(_words_of_all((layout.id,)))) < _FEWEST:
            continue
        found = align(printed, below, layout, context.year)
        if found is not None:
            # The helper columns that our own template puts beside a table are no columns of somebody else's.
            strange = tuple(at for at in found.unexplained if printed[at].own not in own_words(layout.id))
            rivals = tuple(at for at in found.rivals if at in strange)
            found = replace(found, unexplained=strange, rivals=rivals)
            weight = found.weight + _context_weight(grid, span.start, layout, context)
            yield weight, _head_of(found, printed, list(below), span, grid)


class _Below:
    """What stands below each printed column of a head, looked at once and only where it is asked for."""

    def __init__(self, grid: Grid, row: int, printed: Sequence[Leaf]) -> None:
        self._grid, self._row, self._printed = grid, row, printed

    @cached_property
    def _found(self) -> list[Contents]:
        return [contents(self._grid.rows, self._row, leaf.first, leaf.last) for leaf in self._printed]

    def __iter__(self) -> Iterator[Contents]:
        return iter(self._found)


def _spans(grid: Grid, top: int, stop: int) -> Iterator[range]:
    """The rows that a head which begins at ``top`` may take: one that numbers the columns, or names years, belongs to it."""
    numbered = next((at for at in range(top, stop) if number_row(grid.rows[at])), None)
    first, last = (
        (top, min(stop, top + _DEEPEST)) if numbered is None else (numbered, min(stop, numbered + _BELOW_NUMBERS))
    )
    for bottom in range(first, last):
        span = range(top, bottom + 1)
        if bottom + 1 < stop and _goes_further(grid, span, grid.rows[bottom + 1]):
            continue
        yield span


def _goes_further(grid: Grid, span: range, below: Sequence[Any]) -> bool:
    """Whether the row below some rows of a head surely belongs to it too."""
    return number_row(below) is not None or says_only_years(below) or is_lower_tier(below, _printed(grid, span))


def _printed(grid: Grid, span: range) -> list[Leaf]:
    areas = ((top - 1, left - 1, bottom - 1, right - 1) for top, left, bottom, right in grid.facts.merges)
    found = leaves(grid.rows, span, areas)
    while found and not found[0].said and found[0].number is None:
        found = found[1:]
    return found


def _says_headings(row: Sequence[Any], words: frozenset[str]) -> bool:
    """Whether three cells of a row at least say a word of headings, or a year."""
    said = 0
    for value in row:
        if value and isinstance(value, str):
            said += not words.isdisjoint(words_of(value)) or YEAR.search(value) is not None
    return said >= _FEWEST


def _context_weight(grid: Grid, top: int, layout: Layout, context: Context) -> float:
    """What the sheet's name and the lines above a head say for a form."""
    weight = _SHEET if layout.sheet_name == context.sheet else 0.0
    for at in range(top - 1, max(top - 6, -1), -1):
        text = next((value for value in grid.rows[at] if value and isinstance(value, str)), "")
        if text and heading_likeness(text, layout.title[0]) >= _TITLE_LIKE:
            return weight + _TITLE
    return weight


def _head_of(found: Alignment, printed: Sequence[Leaf], below: Sequence[Contents], span: range, grid: Grid) -> Head:
    """The head that an alignment makes of its rows."""
    layout = found.layout
    starts = {pair.column: printed[pair.leaf].first for pair in found.pairs}
    ends = _ends(found, printed, below)
    official = [pair for pair in found.pairs if pair.column in layout.official]
    last = official[-1].column
    numbered = frozenset(pair.column for pair in official if _is_numbered(printed[pair.leaf], pair.column))
    whole = not found.missing and not found.unexplained
    exact = whole and not numbered and all(pair.likeness == 100 for pair in official)
    order = {number: at for at, number in enumerate(layout.columns)}
    return Head(
        layout,
        span.start,
        span.stop - 1,
        {number: starts[number] for number in sorted(starts, key=order.__getitem__)},
        numbered,
        _first(found, printed),
        ends.get(last, min((at for at in starts.values() if at > starts[last]), default=0) - 1),
        found.likeness,
        exact,
        ends,
        number_rows=frozenset(at for at in span if number_row(grid.rows[at])),
        unexplained=tuple(printed[at] for at in found.unexplained),
        contradicted=found.contradicted,
    )


def _is_numbered(leaf: Leaf, column: str) -> bool:
    """Whether a number is printed over a column; of those that share one it stands over the first."""
    return leaf.number is not None or (leaf.beside is not None and number_of(column) != column)


def _first(found: Alignment, printed: Sequence[Leaf]) -> int:
    """The first physical column of a head: tatters of a word left of its first column belong to it."""
    leaf = found.pairs[0].leaf
    while leaf and printed[leaf - 1].said and not printed[leaf - 1].says_something:
        leaf -= 1
    return printed[leaf].first


def _ends(found: Alignment, printed: Sequence[Leaf], below: Sequence[Contents]) -> dict[str, int]:
    """The last physical column of every pair that ends before the next one begins, because another column stands between."""
    ends, helpers = {}, own_words(found.layout.id)
    for at, pair in enumerate(found.pairs):
        if found.layout.columns[pair.column].extra:
            continue
        stop = found.pairs[at + 1].leaf if at + 1 < len(found.pairs) else len(printed)
        end = pair.leaf
        while (
            end + 1 < stop
            and end + 1 not in found.unexplained
            and printed[end + 1].own not in helpers
            and _goes_on(found.layout, pair.column, below[end + 1])
        ):
            end += 1
        if end + 1 < stop or stop == len(printed):
            ends[pair.column] = printed[end].last
    return ends


def _goes_on(layout: Layout, column: str, below: Contents) -> bool:
    """Whether what stands under no heading of its own continues the column to its left."""
    kind = layout.columns[column].kind
    if not below.filled or kind == "code":
        return below.words <= below.filled / 2
    return kind in {"target", "text"} and below.words >= below.filled / 2


@lru_cache(maxsize=64)
def _words_of_all(layout_ids: tuple[str, ...]) -> frozenset[str]:
    """Every word of the headings of some layouts."""
    return frozenset(
        word
        for layout_id in layout_ids
        for column in layouts()[layout_id].columns.values()
        if not column.extra
        for heading in (column.heading, column.group, *column.also)
        for word in words_of(heading)
    )
