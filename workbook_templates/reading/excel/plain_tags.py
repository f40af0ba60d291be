"""The tags of plainly written sheets, found by numpy: of what kind they are, and whether each stands where it may.

Nothing is taken for plain that is not proven: every tag is one that is known, spelled in the usual way, and follows one
that it may follow, so that rows hold cells and cells a formula, a value or a text, as in a parsed sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

Bytes = np.ndarray[Any, np.dtype[np.uint8]]
Places = np.ndarray[Any, np.dtype[np.int64]]
Flags = np.ndarray[Any, np.dtype[np.bool_]]

# ---- kinds of tags

DATA, DATA_END, ROW, ROW_END, CELL, CELL_END = range(6)
FORMULA, FORMULA_END, VALUE, VALUE_END, INLINE, INLINE_END, TEXT, TEXT_END = range(6, 14)
EMPTY = 16
"""Added to the kind of a tag that ends what it begins."""
_UNKNOWN = 255
_HOLD_TEXT = (FORMULA, VALUE, TEXT)
_NAMES = {
    DATA: b"sheetData>", DATA_END: b"/sheetData>", ROW: b'row r="', ROW_END: b"/row>", CELL: b'c r="', CELL_END: b"/c>",
    FORMULA: b"f", FORMULA_END: b"/f>", VALUE: b"v", VALUE_END: b"/v>", INLINE: b"is>", INLINE_END: b"/is>", TEXT: b"t",
    TEXT_END: b"/t>",
}  # fmt: skip
"""How tags begin; those that are told whole have no attributes."""
_MORE = {kind: name[2:] for kind, name in _NAMES.items() if len(name) > 3}
"""What must stand behind the first two signs, by which a kind is told."""
_CELL_ENDS = (ROW_END, CELL, CELL | EMPTY)
_ROW_ENDS = (DATA_END, ROW, ROW | EMPTY)
_FOLLOW = {
    DATA: (ROW, ROW | EMPTY, DATA_END),
    DATA_END: (DATA,),
    ROW: (CELL, CELL | EMPTY, ROW_END),
    ROW | EMPTY: _ROW_ENDS,
    ROW_END: _ROW_ENDS,
    CELL: (FORMULA, FORMULA | EMPTY, VALUE, VALUE | EMPTY, INLINE, CELL_END),
    CELL | EMPTY: _CELL_ENDS,
    CELL_END: _CELL_ENDS,
    FORMULA: (FORMULA_END,),
    FORMULA | EMPTY: (VALUE, VALUE | EMPTY, CELL_END),
    FORMULA_END: (VALUE, VALUE | EMPTY, CELL_END),
    VALUE: (VALUE_END,),
    VALUE | EMPTY: (CELL_END,),
    VALUE_END: (CELL_END,),
    INLINE: (TEXT, TEXT | EMPTY),
    TEXT: (TEXT_END,),
    TEXT | EMPTY: (INLINE_END,),
    TEXT_END: (INLINE_END,),
    INLINE_END: (CELL_END,),
}
"""What may come after each tag; `DATA_END` ends a sheet, another one may follow."""


def _pair(signs: bytes) -> int:
    return int.from_bytes(signs, "little")


def _by_signs() -> Bytes:
    """The kind of a tag by its first two signs."""
    kinds = np.full(1 << 16, _UNKNOWN, np.uint8)
    for kind, name in _NAMES.items():
        ends = (b"/", b">", b" ") if kind in _HOLD_TEXT else (b"",)
        kinds[[_pair((name + end)[:2]) for end in ends]] = kind
    return kinds


def _following() -> Flags:
    """Whether a tag may follow another one, by the one's kind times 32 and the other's."""
    may = np.zeros((32, 32), bool)
    for kind, others in _FOLLOW.items():
        may[kind, list(others)] = True
    return may.ravel()


def _flags(kinds: Iterable[int]) -> Flags:
    flags = np.zeros(32, bool)
    flags[list(kinds)] = True
    return flags


_KINDS, _MAY_FOLLOW = _by_signs(), _following()
_SIZES = np.array([len(_NAMES[kind]) if _NAMES[kind].endswith(b">") else 0 for kind in sorted(_NAMES)])
_HOLDS_TEXT = _flags(_HOLD_TEXT)
_TEXT_TAGS = _flags([*_HOLD_TEXT, *(kind | EMPTY for kind in _HOLD_TEXT)])
_MARKS = 16
"""Most marks `<` and `>` for each cell that there may be: one with a formula has 12."""


@dataclass(slots=True)
class Tags:
    """Tags in the order of the XML: places of their `<` and `>`, kinds, and the numbers of those of rows and cells."""

    opened: Places
    closed: Places
    kinds: Bytes
    rows: Places
    cells: Places

    def of(self, kind: int) -> Places:
        """The numbers of the tags of a kind, ended at once or not."""
        return np.flatnonzero((self.kinds & 15) == kind)

    def spans(self, numbers: Places) -> tuple[Places, Places]:
        """Where the texts behind some tags begin and end; empty where there is none."""
        begins = self.closed[numbers] + 1
        return begins, np.where(self.kinds[numbers] < EMPTY, self.opened[numbers + 1], begins)


def stands(data: Bytes, at: Places, words: bytes) -> Flags:
    """Whether words stand at places."""
    found: Flags = data.take(at) == words[0]
    for offset, sign in enumerate(words[1:], 1):
        found &= data.take(at + offset) == sign
    return found


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


def find_tags(data: Bytes, xml: bytes, sheets: int, most_cells: int) -> Tags | None:
    """The tags of so many `sheetData` elements, one behind the other; None unless all of them are plain."""
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
    if (kinds == _UNKNOWN).any():
        return None
    sizes = closed - opened
    needed = _SIZES.take(kinds)
    if ((sizes != needed) & (needed > 0)).any():
        return None
    by_kind = {kind: np.flatnonzero(kinds == kind) for kind in _MORE}
    if len(by_kind[DATA]) != sheets:
        return None
    if not all(stands(data, opened[by_kind[kind]] + 3, words).all() for kind, words in _MORE.items()):
        return None
    kinds |= (data.take(closed - 1) == 47).view(np.uint8) << 4
    if not _MAY_FOLLOW.take(kinds[:-1].astype(np.uint16) << 5 | kinds[1:]).all():
        return None
    holds = _HOLDS_TEXT.take(kinds)
    if not ((opened[1:] - closed[:-1] == 1) | holds[:-1]).all():
        return None
    tags = Tags(opened, closed, kinds, by_kind[ROW], by_kind[CELL])
    # `<v>` and `<v/>` have none, and `<v >` means the same.
    return tags if _plain_attributes(xml, tags, np.flatnonzero(_TEXT_TAGS.take(kinds) & (sizes > 3))) else None


# ---- attributes

_VALUE = rb'"[^"&<>\x00-\x1f\x80-\xff]*"'
_OF_TEXT = re.compile(rb'(?: xml:space="preserve")?/?')
_OF_FORMULA = re.compile(rb'(?: (?!t="dataTable")(?:t|ref|si|ca|aca|bx|dt2D|dtr|del1|del2|r1|r2)=%b)*/?' % _VALUE)
_OF_ROW = re.compile(
    rb"(?: (?:spans|s|customFormat|ht|hidden|customHeight|outlineLevel|collapsed|thickTop|thickBot|ph|x14ac:dyDescent)=%b)*/?"
    % _VALUE
)
_NAME = re.compile(rb" ([\w:]+)=")


def _once(attributes: bytes) -> bool:
    names = _NAME.findall(attributes)
    return len(set(names)) == len(names)


def _plain_attributes(xml: bytes, tags: Tags, own: Places) -> bool:
    """Whether the attributes of values, texts and formulas are plain; most of those of formulas are the same."""
    pieces = map(xml.__getitem__, map(slice, (tags.opened[own] + 2).tolist(), tags.closed[own].tolist()))
    told = set(zip(((tags.kinds[own] & 15) == FORMULA).tolist(), pieces, strict=True))
    return all((_OF_FORMULA if formula else _OF_TEXT).fullmatch(piece) and _once(piece) for formula, piece in told)


def row_attributes(xml: bytes, begins: Places, ends: Places, *, extended: bool) -> list[bytes] | None:
    """The attributes of rows, which are mostly the same; None unless all are plain.

    ``extended`` tells whether the prefix of those that Excel adds is declared.
    """
    pieces = list(map(xml.__getitem__, map(slice, begins.tolist(), ends.tolist())))
    for piece in set(pieces):
        if not _OF_ROW.fullmatch(piece) or not _once(piece) or (b"x14ac:" in piece and not extended):
            return None
    return pieces
