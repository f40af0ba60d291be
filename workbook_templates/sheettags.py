"""The tags of plainly written sheets, found and told apart by numpy: where they stand, of what kind, their attributes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

Bytes = np.ndarray[Any, np.dtype[np.uint8]]
Places = np.ndarray[Any, np.dtype[np.int64]]
Flags = np.ndarray[Any, np.dtype[np.bool_]]

TEXT, INLINE, OTHER = 1, 2, 3
"""Kinds of cells (the attribute `t`): `str`, `inlineStr`, any other word. Kinds of one letter are that letter, none is 0."""
_CELL, _ROW, _INLINE = b'<c r="', b'<row r="', b"<is>"
_WORDS = ((TEXT, b' t="str"'), (INLINE, b' t="inlineStr"'))
_MORE = re.compile(rb'(?: (?!r=)[A-Za-z:]+="[^"&<>=\x00-\x1f\x80-\xff]*")*/?')
_STYLE, _KIND = re.compile(rb' s="([0-9]{1,5})"'), re.compile(rb' t="([^"]*)"')
_MARKS = 16
"""Most marks `<` and `>` for each cell that there may be: one with a formula has 12."""
_LONGEST, _BLOCK = 10_000, 1 << 20
"""Bytes of a tag at most, and of those that are looked at in one go."""


@dataclass(slots=True)
class Tags:
    """Tags in the order of the XML: places of their `<` and `>`; numbers of those of a kind; of all, whether they are.

    ``told`` are tags with attributes other than cells.
    """

    opened: Places
    closed: Places
    cells: Places
    rows: Places
    formulas: Places
    told: Places
    values: Flags
    ends: Flags


@dataclass(slots=True)
class Cells:
    """Cells in the order of the XML: where their tags begin, rows, columns, styles, kinds, where their reference ends."""

    starts: Places
    rows: Places
    columns: Places
    ends: Places
    styles: Places
    kinds: Bytes

    def place(self, cell: int) -> tuple[int, int]:
        """Row and column of one cell."""
        return int(self.rows[cell]), int(self.columns[cell])

    def places(self, at: Places) -> list[tuple[int, int]]:
        """Rows and columns of some cells."""
        return list(zip(self.rows[at].tolist(), self.columns[at].tolist(), strict=True))


def numbers(data: Bytes, at: Places, most: int = 7) -> tuple[Places, Places]:
    """Decimal numbers that begin at given places, and the places behind them; they end at anything else."""
    value, end = np.zeros(len(at), np.int64), at.copy()
    for _ in range(most):
        digit = data[end] - np.uint8(48)  # what is below nought wraps around
        more = digit <= 9
        if not more.any():
            break
        value = np.where(more, value * 10 + digit, value)
        end += more
    return value, end


def _stands(data: Bytes, at: Places, words: bytes) -> Flags:
    """Whether words stand at places."""
    found: Flags = data[at] == words[0]
    for offset, sign in enumerate(words[1:], 1):
        found &= data[at + offset] == sign
    return found


def find_tags(data: Bytes, sheets: int, most_cells: int) -> Tags | None:
    """The tags of so many sheets; None if any is not written plainly."""
    signs = data & np.uint8(253)
    either = np.equal(signs, 60, out=signs.view(np.bool_))  # `<` and `>` differ in one bit
    if np.count_nonzero(either) > _MARKS * most_cells:
        return None
    marks = np.flatnonzero(either)
    opened, closed = marks[0::2], marks[1::2]
    if len(opened) != len(closed) or (data[opened] != 60).any() or (data[closed] != 62).any():
        return None
    first, second = data[opened + 1], data[opened + 2]
    spaced = second == 32
    bound = spaced | (second == 47) | (second == 62)
    value, formula, text = ((first == sign) & bound for sign in b"vft")
    cell, row, inline = (first == 99) & spaced, (first == 114) & (second == 111), (first == 105) & (second == 115)
    simple, ends = value | formula | text, first == 47
    # What is left over is sheetData itself, begun and ended once in a sheet.
    if len(opened) - int(np.count_nonzero(simple | cell | row | inline | ends)) != sheets:
        return None
    if int(np.count_nonzero(ends & (second == 115))) != sheets:
        return None
    for kind, tag in ((cell, _CELL), (row, _ROW), (inline, _INLINE)):
        if not _stands(data, opened[kind], tag).all():
            return None
    cells, rows, formulas, told = map(np.flatnonzero, (cell, row, formula, row | (simple & spaced)))
    return Tags(opened, closed, cells, rows, formulas, told, value, ends)


def insides(data: Bytes, tags: Tags) -> Iterator[tuple[Places, Places, Bytes] | None]:
    """Blocks of the attributes of rows, formulas and texts: numbers of the tags, where each begins, and the bytes in a row.

    None for a block in which not all is written `name="value"`, without references to characters.
    """
    begins = tags.opened[tags.told] + 2
    sizes = tags.closed[tags.told] - begins
    if sizes.max(initial=0) > _LONGEST:
        yield None
        return
    behind = np.cumsum(sizes)
    cuts = np.searchsorted(behind, np.arange(_BLOCK, int(behind[-1]) if len(behind) else 0, _BLOCK))
    for own in np.split(np.arange(len(begins)), cuts):
        size = sizes[own]
        offsets = np.cumsum(size) - size
        found = data[np.arange(int(size.sum())) + np.repeat(begins[own] - offsets, size)]
        equal = np.flatnonzero(found == 61)
        plain = not ((found < 32) | (found > 127) | (found == 38)).any()
        after = found[np.minimum(equal + 1, len(found) - 1)]
        yield (tags.told[own], offsets, found) if plain and ((after == 34) & (found[equal - 1] > 32)).all() else None


def find_cells(data: Bytes, xml: bytes, tags: Tags) -> Cells | None:
    """The cells by their tags `<c r="A1" s="2" t="s">`; None if one is not plain."""
    starts, closed = tags.opened[tags.cells], tags.closed[tags.cells]
    first, second, third = (data[starts + at] for at in (6, 7, 8))
    two = (second >= 65) & (second <= 90)
    if ((first < 65) | (first > 90) | (two & (third >= 65))).any():
        return None
    letter = first.astype(np.int64) - 64
    columns = np.where(two, letter * 26 + second - 64, letter)
    rows, ends = numbers(data, starts + 7 + two)
    if (data[ends] != 34).any() or (rows < 1).any():
        return None
    styled = _stands(data, ends + 1, b' s="')
    begins = np.where(styled, ends + 5, ends)
    styles, behind = numbers(data, begins, 5)
    after = behind + 1
    size = closed - after - (data[closed - 1] == 47)  # <c r="A1"/>
    kinds = np.zeros(len(starts), np.uint8)
    one = (size == 6) & _stands(data, after, b' t="') & (data[after + 5] == 34)
    kinds[one] = data[after[one] + 4]
    for kind, words in _WORDS:
        fits = np.flatnonzero(size == len(words))
        kinds[fits[_stands(data, after[fits], words)]] = kind
    plain = (data[behind] == 34) & (~styled | (behind > begins)) & ((size == 0) | (kinds > 0))
    cells = Cells(starts, rows, columns, ends, styles, kinds)
    loose = np.flatnonzero(~plain).tolist()
    return cells if all(_read_loosely(xml, cells, at, int(closed[at])) for at in loose) else None


def _read_loosely(xml: bytes, cells: Cells, at: int, end: int) -> bool:
    """Read the attributes of one cell in whatever order they stand; returns whether they are plain."""
    start = int(cells.ends[at]) + 1
    if not _MORE.fullmatch(xml, start, end):
        return False
    for sign, pattern in ((b" s=", _STYLE), (b" t=", _KIND)):
        told = pattern.findall(xml, start, end)
        if len(told) != xml.count(sign, start, end) or len(told) > 1:
            return False
        if pattern is _STYLE:
            cells.styles[at] = int(told[0]) if told else 0
        else:
            kind = told[0] if told else b""
            words = {b"str": TEXT, b"inlineStr": INLINE}
            cells.kinds[at] = kind[0] if len(kind) == 1 else words.get(kind, OTHER if kind else 0)
    return True
