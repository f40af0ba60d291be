"""Heads as our own templates print them: told cell by cell, with nothing compared."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import chain, zip_longest
from typing import Any

from rules.schema.layout import Layout, layouts
from rules.schema.year_label import year_label
from rules.values.cells import filled_columns
from workbook_templates.grid import Grid
from workbook_templates.recognition.heads.column_headings import most_filled
from workbook_templates.recognition.heads.column_numbers import number_row
from workbook_templates.recognition.heads.head import Head, head_texts, is_repeat, with_extras
from workbook_templates.template.geometry import UNIT_HEADING
from workbook_templates.template.printed_head import HeadCell, printed_cells

Years = tuple[int | None, int | None]
"""The plan year, and the first year of the Renstra, which headings state."""
_MOST_TITLES = 12
_Columns = tuple[tuple[str, tuple[HeadCell, ...]], ...]
"""Columns in order, with the cells over each from the top."""


@lru_cache(maxsize=256)
def _columns(layout_id: str, years: Years) -> _Columns:
    found = printed_cells(layouts()[layout_id])
    return tuple((n, tuple(x._replace(text=year_label(x.text, *years)) for x in cells)) for n, cells in found)


@lru_cache(maxsize=256)
def _whole(layout_id: str, years: Years) -> tuple[list[list[Any]], tuple[str, ...]]:
    """The rows of a head with all columns of its layout, and these."""
    seen: set[tuple[str, ...]] = set()
    columns = _columns(layout_id, years)
    rows = zip(*(_over(cells, seen) for _, cells in columns), strict=True)
    return list(map(list, rows)), tuple(number for number, _ in columns)


def _over(cells: tuple[HeadCell, ...], seen: set[tuple[str, ...]]) -> tuple[str, ...]:
    """What stands over a column right of others, given what they share with further ones; what it shares is added."""
    texts = tuple("" if cell.over in seen else cell.text for cell in cells)
    seen.update(cell.over for cell in cells if cell.over)
    return texts


@lru_cache(maxsize=64)
def own_words(layout_id: str) -> frozenset[str]:
    """What our templates write over the columns that they put beside a table."""
    from workbook_templates.template.derived_formulas import helper_names

    layout = layouts()[layout_id]
    return frozenset((*helper_names(layout), UNIT_HEADING, *(column.heading for column in layout.extras.values())))


def only_head(grid: Grid, layout: Layout, years: Years) -> Head | None:
    """The head of a sheet of our own template that holds its own table only, as we print it, and no other head.

    Headings by years that no program has calculated are put into the sheet as they are due: all others say whose they are.
    """
    rows = _as_calculated(grid, layout, years) if grid.facts.uncalculated else grid.rows
    head = own_head(rows, layout, years)
    if head is None:
        return None
    if rows is not grid.rows:
        grid.rows[head.top : head.bottom + 1] = rows[head.top : head.bottom + 1]
    texts, below = head_texts(grid.rows, head), grid.rows[head.bottom + 1 :]
    if not texts.isdisjoint(chain.from_iterable(below)) and any(is_repeat(row, texts) for row in below):
        return None
    return None if any(map(number_row, below)) else head


def _as_calculated(grid: Grid, layout: Layout, years: Years) -> list[list[Any]]:
    """The rows down to a head, with what its formulas give where they were never calculated."""
    due, numbers = _whole(layout.id, years)
    top = _top(grid.rows, due)
    rows = [list(row) for row in grid.rows[: (top or 0) + len(due)]]
    for at, texts in enumerate(due if top is not None else [], top or 0):
        for column, text in enumerate(texts[: len(numbers)]):
            if (at + 1, column + 1) in grid.facts.uncalculated and at < len(rows) and column < len(rows[at]):
                rows[at][column] = text
    return rows


def _top(rows: list[list[Any]], due: list[list[Any]]) -> int | None:
    """The row in which a head begins with its first heading."""
    return next((at for at, row in enumerate(rows[:_MOST_TITLES]) if row and row[0] == due[0][0]), None)


def own_head(rows: list[list[Any]], layout: Layout, years: Years) -> Head | None:
    """The head of a sheet's only table, if each of its cells says what our templates print there; else None.

    Optional columns may be left out. Above it stand titles, beside it nothing but our own columns. The head is that of
    every such sheet: it is not to be written to.
    """
    due, numbers = _whole(layout.id, years)
    top = _top(rows, due)
    if top is None or any(most_filled(row) > 1 for row in rows[:top]):
        return None
    found = rows[top : top + len(due)]
    if [row[: len(numbers)] for row in found] != due:
        numbers = _said(layout, years, found) if len(found) == len(due) else ()
    if not numbers:
        return None
    beside = [row[len(numbers) :] for row in found]
    if not any(map(any, beside)):
        return _head(layout.id, years, top, numbers, ((),) * len(found))
    texts = tuple(tuple("" if text is None else text for text in row) for row in beside)
    own = own_words(layout.id).issuperset(filter(None, chain(*texts)))
    return _head(layout.id, years, top, numbers, texts) if own else None


def _said(layout: Layout, years: Years, rows: Iterable[list[Any]]) -> tuple[str, ...]:
    """The columns over which is printed what stands in the rows of a head, in order; none if they say anything else."""
    cells = [tuple("" if text is None else text for text in texts) for texts in zip_longest(*rows)]
    numbers: list[str] = []
    seen: set[tuple[str, ...]] = set()
    for number, printed in _columns(layout.id, years):
        further = set(seen)
        if len(numbers) < len(cells) and cells[len(numbers)] == _over(printed, further):
            numbers.append(number)
            seen = further
        elif not layout.official[number].optional:
            return ()
    return tuple(numbers)


@lru_cache(maxsize=256)
def _head(
    layout_id: str, years: Years, top: int, numbers: tuple[str, ...], beside: tuple[tuple[str, ...], ...]
) -> Head:
    """The head of a layout with some of its columns and with our own words beside it."""
    layout, seen = layouts()[layout_id], set[tuple[str, ...]]()
    printed = dict(_columns(layout_id, years))
    above = zip(*(_over(printed[number], seen) for number in numbers), strict=True)
    rows = [[*texts, *right] for texts, right in zip(above, beside, strict=True)]
    starts = {number: at for at, number in enumerate(numbers)}
    last = max(max(filled_columns(row), default=0) for row in rows)
    numbered = frozenset(numbers if layout.numbered else ())
    head = Head(layout, top, top + len(rows) - 1, starts, numbered, 0, last, exact=not layout.numbered)
    return with_extras([*([[]] * top), *rows], head)
