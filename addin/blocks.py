"""Writing into an open workbook: cells side by side in one call, texts that stay texts, refusals told by sheet."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from addin.range_facts import block_around
from addin.values import values_of
from workbook_templates.grid import Value
from workbook_templates.sheet_facts import Place

log = logging.getLogger(__name__)

Block = tuple[int, int, list[list[Value]]]
"""First row and column, and the values row by row."""

_TEXT, _GENERAL = "@", "General"


def literal(text: str) -> str:
    """A text that Excel keeps as it is: no formula, number, date or time is made of it (`2.17.01`)."""
    return f"'{text}" if text else ""


def rectangles(cells: Mapping[Place, Value]) -> Iterator[Block]:
    """Cells as few blocks: runs side by side, those of neighbouring rows in the same columns put together."""
    waiting: dict[tuple[int, int], Block] = {}
    for row, first, values in _runs(cells):
        key = (first, len(values))
        block = waiting.get(key)
        if block and block[0] + len(block[2]) == row:
            block[2].append(values)
            continue
        if block:
            yield block
        waiting[key] = (row, first, [values])
    yield from waiting.values()


def _runs(cells: Mapping[Place, Value]) -> Iterator[tuple[int, int, list[Value]]]:
    places = sorted(cells)
    start = 0
    for at in range(1, len(places) + 1):
        (row, column), ended = places[at - 1], at == len(places)
        if ended or places[at] != (row, column + 1):
            run = places[start:at]
            yield run[0][0], run[0][1], [cells[place] for place in run]
            start = at


@dataclass(slots=True)
class Written:
    """What writing met, by sheet: cells that refused (locked ones), and cells that were formatted as text before a number came."""

    refused: dict[str, set[Place]] = field(default_factory=dict)
    were_texts: dict[str, set[Place]] = field(default_factory=dict)


def write_cells(book: Any, cells: Mapping[str, Mapping[Place, Value]]) -> Written:
    """Write cells by sheet and place, None emptying one.

    Each block is one call, two where it holds texts: a column formatted as text takes them as they are, in any
    other an apostrophe keeps Excel from making numbers or times of them. A number in a cell formatted as text would
    become a text: such a cell loses that format.
    """
    written = Written()
    for name, places in cells.items():
        sheet = book.sheets[name]
        refused = _write(sheet, places)
        if refused:
            written.refused[name] = refused
        numbers = {place: value for place, value in places.items() if _is_number(value) and place not in refused}
        if texts := _made_texts(sheet, numbers):
            written.were_texts[name] = texts
    return written


def _write(sheet: Any, cells: Mapping[Place, Value]) -> set[Place]:
    """Write cells of a sheet; the places that refused."""
    refused: set[Place] = set()
    for row, column, values in rectangles(cells):
        target = _target(sheet, row, column, values)
        try:
            put(target, _for_excel(target, values))
        except Exception as error:
            # Excel says in its own language why; what a planner can do about it is lifting the protection.
            log.warning("%s row %d column %d refused: %s", sheet.name, row, column, error)
            refused |= {
                (row + down, column + across) for down in range(len(values)) for across in range(len(values[0]))
            }
    return refused


def _is_number(value: Value) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _made_texts(sheet: Any, numbers: Mapping[Place, Value]) -> set[Place]:
    """Write numbers again that Excel has made texts of, without the format that made it do so; their places."""
    if not numbers:
        return set()
    top, left, bottom, right = block_around(numbers)
    stands = values_of(sheet.range((top, left), (bottom, right)))
    texts = {(row, column) for row, column in numbers if isinstance(stands[row - top][column - left], str)}
    for row, column, values in rectangles({place: numbers[place] for place in texts}):
        block = _target(sheet, row, column, values)
        block.number_format = _GENERAL
        put(block, values)
    return texts


def _target(sheet: Any, row: int, column: int, values: Sequence[Sequence[Value]]) -> Any:
    """The cells of a block that begins at a place."""
    return sheet.range((row, column), (row + len(values) - 1, column + len(values[0]) - 1))


def put(target: Any, values: Sequence[Sequence[Value]]) -> None:
    """Write a block in one call: past xlwings' converters, which ask Excel some twenty things a block first."""
    rows = [[_given(value) for value in row] for row in values]
    target.raw_value = rows[0][0] if len(rows) == len(rows[0]) == 1 else rows


def _given(value: Value) -> Value:
    """A value as every Excel takes it: the one for the Mac leaves out integers past 32 bits in silence."""
    if value is None:
        return ""
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _for_excel(target: Any, values: list[list[Value]]) -> list[list[Value]]:
    if not any(isinstance(value, str) for row in values for value in row) or target.number_format == _TEXT:
        return values
    return [[literal(value) if isinstance(value, str) else value for value in row] for row in values]


@contextmanager
def quiet(book: Any) -> Iterator[None]:
    """Without redrawing the screen after each write."""
    app = book.app
    shown = app.screen_updating
    app.screen_updating = False
    try:
        yield
    finally:
        app.screen_updating = shown
