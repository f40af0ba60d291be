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
_WORDS = ((TEXT, b' t="str"'), (INLINE, b' t="inlineStr"'))
_MORE = re.compile(rb'(?: (?!r=)[A-Za-z:]+="[^"&<>=\x00-\x1f\x80-\xff]*")*/?')
_STYLE, _KIND = re.compile(rb' s="([0-9]{1,5})"'), re.compile(rb' t="([^"]*)"')
_MARKS = 16
"""Most marks `<` and `>` for each cell that there may be: one with a formula has 12."""
_LONGEST, _BLOCK = 10_000, 1 << 20
"""Bytes of a tag at most, and of those that are looked at in one go."""

_CELL, _ROW, _INLINE, _VALUE, _FORMULA, _STRING, _END, _LAST = range(1, 9)
_SPACED = 16
"""Added to the kind of a tag that has attributes."""


def _pair(signs: bytes) -> int:
    return int.from_bytes(signs, "little")


def _kinds() -> Bytes:
    """The kind of a tag by its first two signs, 0 for any that no plain sheet has."""
    kinds = np.zeros(1 << 16, np.uint8)
    for sign, kind in ((b"v", _VALUE), (b"f", _FORMULA), (b"t", _STRING)):
        kinds[[_pair(sign + b"/"), _pair(sign + b">")]] = kind
        kinds[_pair(sign + b" ")] = kind + _SPACED
    for signs, kind in ((b"c ", _CELL), (b"ro", _ROW + _SPACED), (b"is", _INLINE)):
        kinds[_pair(signs)] = kind
    kinds[[_pair(bytes((ord("/"), sign))) for sign in range(256)]] = _END
    kinds[_pair(b"/s")] = _LAST  # of sheetData itself
    return kinds


_KINDS = _kinds()


def _stands(data: Bytes, at: Places, words: bytes) -> Flags:
    """Whether words stand at places."""
    found: Flags = data.take(at) == words[0]
    for offset, sign in enumerate(words[1:], 1):
        found &= data.take(at + offset) == sign
    return found


@dataclass(slots=True)
class Tags:
    """Tags in the order of the XML: places of their `<` and `>`, kinds, and the numbers of those of some kinds.

    ``told`` are tags with attributes other than cells.
    """

    opened: Places
    closed: Places
    cells: Places
    rows: Places
    formulas: Places
    told: Places
    kinds: Bytes

    @property
    def ends(self) -> Flags:
        """Of all tags, whether they end an element."""
        found: Flags = self.kinds == _END
        return found

    @property
    def values(self) -> Flags:
        """Of all tags, whether they begin a value."""
        found: Flags = (self.kinds & 15) == _VALUE
        return found


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
        digit = data.take(end) - np.uint8(48)  # what is below nought wraps around
        more = digit <= 9
        if not more.any():
            break
        value = np.where(more, value * 10 + digit, value)
        end += more
    return value, end


def find_tags(data: Bytes, sheets: int, most_cells: int) -> Tags | None:
    """The tags of so many sheets; None if any is not written plainly."""
    signs = data & np.uint8(253)
    either = np.equal(signs, 60, out=signs.view(np.bool_))  # `<` and `>` differ in one bit
    if np.count_nonzero(either) > _MARKS * most_cells:
        return None
    marks = np.flatnonzero(either)
    if len(marks) % 2:
        return None
    opened, closed = marks[0::2].copy(), marks[1::2].copy()
    if (data.take(opened) != 60).any() or (data.take(closed) != 62).any():
        return None
    kinds = _KINDS.take(data.take(opened + 1) | data.take(opened + 2).astype(np.uint16) << 8)
    # What is left over is sheetData itself, begun and ended once in a sheet.
    if np.count_nonzero(kinds == 0) != sheets or np.count_nonzero(kinds == _LAST) != sheets:
        return None
    cells, rows = np.flatnonzero(kinds == _CELL), np.flatnonzero(kinds == _ROW + _SPACED)
    inline, formulas = np.flatnonzero(kinds == _INLINE), np.flatnonzero((kinds & 15) == _FORMULA)
    for numbers_of, words in ((cells, b'r="'), (rows, b'w r="'), (inline, b">")):
        if not _stands(data, opened[numbers_of] + 3, words).all():
            return None
    return Tags(opened, closed, cells, rows, formulas, np.flatnonzero(kinds > _SPACED), kinds)


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
    one = np.flatnonzero(size == 6)
    one = one[_stands(data, after[one], b' t="') & (data[after[one] + 5] == 34)]
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
