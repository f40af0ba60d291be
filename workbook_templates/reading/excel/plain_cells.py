"""The cells of plainly written sheets by their tags: where they stand, of what kind and style they are."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from workbook_templates.reading.excel.plain_tags import CELL, EMPTY, Bytes, Places, Tags, numbers, stands

NUMBER, SHARED, TEXT, INLINE_TEXT, TRUTH, ERROR = range(6)
"""Kinds of cells (the attribute `t`): none or `n`, `s`, `str`, `inlineStr`, `b`, `e`."""
_KINDS = {b"n": NUMBER, b"s": SHARED, b"str": TEXT, b"inlineStr": INLINE_TEXT, b"b": TRUTH, b"e": ERROR}
_ATTRIBUTES = re.compile(rb'(?: (?:s="[0-9]{1,5}"|t="[A-Za-z]{1,9}"|(?:cm|vm)="[0-9]{1,9}"|ph="[01a-z]{1,5}"))*/?')
_STYLE, _KIND = re.compile(rb' s="([0-9]+)"'), re.compile(rb' t="([A-Za-z]+)"')
_NAME = re.compile(rb" ([a-z]+)=")
_UNREAD = 255


@dataclass(slots=True)
class Cells:
    """Cells in the order of the XML: numbers of their tags, rows, columns, styles, kinds."""

    tags: Places
    rows: Places
    columns: Places
    styles: Places
    kinds: Bytes

    def places(self, at: Places) -> list[tuple[int, int]]:
        """Rows and columns of some cells."""
        return list(zip(self.rows[at].tolist(), self.columns[at].tolist(), strict=True))


def find_cells(data: Bytes, xml: bytes, tags: Tags) -> Cells | None:
    """The cells by their tags `<c r="A1" s="2" t="s">`; None if one is not plain."""
    own = tags.of(CELL)
    starts, closed = tags.opened[own], tags.closed[own]
    first, second, third = (data[starts + at] for at in (6, 7, 8))
    two = (second >= 65) & (second <= 90)
    # References to columns of three letters are left to the parser.
    if ((first < 65) | (first > 90) | (two & (third >= 65))).any():
        return None
    letter = first.astype(np.int64) - 64
    columns = np.where(two, letter * 26 + second - 64, letter)
    begins = starts + 7 + two
    rows, ends = numbers(data, begins)
    if (data[ends] != 34).any() or (data[begins] == 48).any() or (ends == begins).any():
        return None
    styled = stands(data, ends + 1, b' s="')
    begins = np.where(styled, ends + 5, ends)
    styles, behind = numbers(data, begins, 5)
    after = behind + 1
    size = closed - after - (tags.kinds[own] >= EMPTY)
    kinds = np.where(size == 0, NUMBER, _UNREAD).astype(np.uint8)
    for word, kind in _KINDS.items():
        attribute = b' t="%b"' % word
        fits = np.flatnonzero(size == len(attribute))
        kinds[fits[stands(data, after[fits], attribute)]] = kind
    plain = (data[behind] == 34) & (~styled | (behind > begins)) & (kinds != _UNREAD)
    cells = Cells(own, rows, columns, styles, kinds)
    loose = np.flatnonzero(~plain).tolist()
    return cells if all(_read_loosely(xml[ends[at] + 1 : closed[at]], cells, at) for at in loose) else None


def _read_loosely(attributes: bytes, cells: Cells, at: int) -> bool:
    """Read the attributes of one cell in whatever order they stand; returns whether they are plain."""
    names = _NAME.findall(attributes)
    if not _ATTRIBUTES.fullmatch(attributes) or len(set(names)) != len(names):
        return False
    style, kind = _STYLE.search(attributes), _KIND.search(attributes)
    cells.styles[at] = int(style[1]) if style else 0
    cells.kinds[at] = _KINDS.get(kind[1], _UNREAD) if kind else NUMBER
    return bool(cells.kinds[at] != _UNREAD)
