"""Figures and formulas of a sheet that belong to no row of its table: helper columns beside it, sums below its end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from itertools import groupby

from rules.model.document import Stray
from rules.values.cells import ExcelError, any_filled, as_text, column_letter, is_blank
from rules.values.codes import read_code
from workbook_templates.grid import Grid
from workbook_templates.recognition.heads.head import Head
from workbook_templates.recognition.heads.head_of_template import own_words
from workbook_templates.recognition.table.shifted_rows import AMOUNT

_PAGE_NUMBER = 1000
_PROGRAM = 2
"""The level of the code of a program."""
_HEAD = 3
"""Cells of words from which a row may be the head of something else."""
_NIP = range(10**17, 10**18)
"""Personnel numbers, which stand under signatures, have 18 digits."""

_Cell = tuple[int, int]
"""Row and column, 0-based."""


def strays(
    grid: Grid, head: Head, columns: tuple[int, int], last: int, stop: int, heads: Set[int] = frozenset()
) -> list[Stray]:
    """Blocks beside a table (one for each run of columns) and below its last row (one for each run of rows).

    ``columns`` are its first and last physical column, ``last`` its last row, ``stop`` the row where the sheet goes on to
    something else, ``heads`` the rows in which its head stands again (all 0-based). Words alone are notes, titles, sources and signatures, and the columns of our own
    template go on below the rows that are filled.
    """
    own = _own_columns(grid, head, columns[1])
    below = [
        (at, column)
        for at in range(last + 1, min(stop, len(grid.rows)))
        if any_filled(grid.rows[at])
        for column, value in enumerate(grid.rows[at])
        if column not in own and (not is_blank(value) or (at + 1, column + 1) in grid.facts.uncalculated)
    ]
    # Numbers of columns are no figures.
    rows = [at for at in range(head.top, last + 1) if at not in head.number_rows and at not in heads]
    beside = _blocks(grid, _beside(grid, rows, *columns, own), by=1)
    under = (cells for cells in _blocks(grid, below, by=0) if not _is_page_number(grid, cells))
    return [
        *(_stray(cells, below=False, heading=_heading(head, cells)) for cells in beside),
        *(_stray(cells, below=True, coded=_are_of_the_table(grid, head, cells, last)) for cells in under),
    ]


def _heading(head: Head, cells: Sequence[_Cell]) -> str:
    """The heading over a block, if one of the head stands over all of it."""
    return next(
        (leaf.own for leaf in head.unexplained if all(leaf.first <= column <= leaf.last for _, column in cells)), ""
    )


def _beside(grid: Grid, rows: Sequence[int], left: int, right: int, own: set[int]) -> list[_Cell]:
    """The filled cells left and right of a table, but for the columns of our own template."""
    lines = [grid.rows[at] for at in rows]
    width = max(map(len, lines), default=0)
    places = [column for column in (*range(left), *range(right + 1, width)) if column not in own]
    found = []
    for column in places:
        cells = [row[column] if column < len(row) else None for row in lines]
        if any_filled(cells):
            found += [(at, column) for at, value in zip(rows, cells, strict=True) if not is_blank(value)]
    if grid.facts.uncalculated and places:
        found += [(at - 1, c - 1) for at, c in grid.facts.uncalculated if at - 1 in rows and c - 1 in places]
    return list(dict.fromkeys(found))


def _own_columns(grid: Grid, head: Head, right: int) -> set[int]:
    """The columns right of a table that our template puts there: its extra and its helper columns."""
    words = {
        column: value
        for at in range(head.top, head.bottom + 1)
        for column, value in enumerate(grid.rows[at][right + 1 :], right + 1)
        if isinstance(value, str) and value
    }
    if not words:
        return set()
    names = own_words(head.layout.id)
    return {column for column, word in words.items() if word in names}


def _counts(grid: Grid, cell: _Cell) -> bool:
    """Whether a cell holds a figure or a formula."""
    at, column = cell
    if (at + 1, column + 1) in grid.facts.formulas:
        return True
    value = grid.at((at + 1, column + 1))
    if isinstance(value, str):
        return isinstance(value, ExcelError) or bool(AMOUNT.fullmatch(as_text(value)))
    return isinstance(value, int | float) and not isinstance(value, bool) and int(value) not in _NIP


def _blocks(grid: Grid, cells: Sequence[_Cell], by: int) -> Iterator[list[_Cell]]:
    """The cells with a figure or a formula of each run of neighbouring columns (``by`` 1) or rows (0)."""
    if not cells:
        return
    lines = sorted({cell[by] for cell in cells})
    for _, run in groupby(enumerate(lines), lambda pair: pair[1] - pair[0]):
        taken = {line for _, line in run}
        counted = [cell for cell in cells if cell[by] in taken and _counts(grid, cell)]
        if counted:
            yield counted


def _stray(cells: Sequence[_Cell], *, below: bool, coded: bool = False, heading: str = "") -> Stray:
    rows, columns = [at for at, _ in cells], [column for _, column in cells]
    first = f"{column_letter(min(columns) + 1)}{min(rows) + 1}"
    end = f"{column_letter(max(columns) + 1)}{max(rows) + 1}"
    return Stray(first if first == end else f"{first}:{end}", len(cells), below, heading, coded)


def _are_of_the_table(grid: Grid, head: Head, cells: Sequence[_Cell], last: int) -> bool:
    """Whether a block below the end of a table has a row with a code and an amount in their columns, and no head above it."""
    columns = head.layout.columns
    code = next((number for number in head.starts if columns[number].role == "kode"), None)
    money = [head.span(number)[0] for number in head.starts if columns[number].kind == "money"]
    if code is None:
        return False
    rows = [at for at, _ in cells]
    if any(
        sum(isinstance(value, str) and bool(value.strip()) for value in row) >= _HEAD
        for row in grid.rows[last + 1 : min(rows)]
    ):
        return False
    return any(
        read_code(grid.at((at + 1, head.span(code)[0] + 1)), 0).level >= _PROGRAM
        and any(_counts(grid, (at, column)) for column in money)
        for at in range(min(rows), max(rows) + 1)
    )


def _is_page_number(grid: Grid, cells: Sequence[_Cell]) -> bool:
    """Whether a block is one small number without anything in its row: that of a page."""
    if len(cells) > 1:
        return False
    ((at, column),) = cells
    place = at + 1, column + 1
    value = grid.at(place)
    alone = sum(not is_blank(x) for x in grid.rows[at]) == 1 if at < len(grid.rows) else False
    small = isinstance(value, int | float) and 0 <= value < _PAGE_NUMBER
    return alone and small and place not in grid.facts.formulas
