"""A sheet's XML in the plain form that office programs write, scanned by its bytes: cells are found by numpy, not parsed.

What is not surely plain (comments, other encodings and quotes, cells without a reference, unknown elements) is left to
expat, :mod:`workbook_templates.sheetxml`; both say the same of what both can read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape as unescape_all
from itertools import pairwise
from typing import Any
from xml.sax.saxutils import unescape as unescape_named

import numpy as np

from rules.cells import column_letter
from workbook_templates.sheetxml import MOST_MERGES, Bounds, Formulas, SheetScan, flooded

Places = np.ndarray[Any, np.dtype[np.int64]]

_HEAD = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml\s[^>]*?\?>\s*)?<((?:[A-Za-z_][\w.-]*:)?)worksheet[\s>]",
)
_ENCODING = re.compile(rb"encoding\s*=\s*[\"']([^\"']*)")
_FORMULA = re.compile(rb"<f(\s[^>]*)?(?:/>|>([^<]*)</f>)\s*(?:<v[^>]*>([^<]*)</v>)?")
_VALUE = re.compile(rb"<v[^>]*>([^<]*)</v>")
_MERGE = re.compile(rb"mergeCell\s[^>]*?\bref\s*=\s*[\"']([^\"']*)")
_NOT_PLAIN = (b"<!", b"<?", b"\0")
_COLUMN = re.compile(rb"<(?:\w+:)?col\s([^>]*)>")
_ATTRIBUTE = re.compile(rb"([\w:]+)\s*=\s*[\"']([^\"']*)[\"']")
_QUOTES = {"&quot;": '"', "&apos;": "'"}
_TRUE = {b"1", b"true"}
_WIDEST = 702
"""The last column of two letters: references to further ones are left to expat."""


@dataclass(slots=True)
class _Cells:
    """Cells of a sheet in the order of its XML: where their tags begin, rows, columns, and where their reference ends."""

    starts: Places
    rows: Places
    columns: Places
    ends: Places


def _numbers(data: Any, at: Places, most: int = 7) -> tuple[Places, Places]:
    """Decimal numbers that begin at given places, and the places behind them; they end at anything else."""
    value, end = np.zeros(len(at), np.int64), at.copy()
    for _ in range(most):
        digit = data[end].astype(np.int64) - 48
        more = (digit >= 0) & (digit <= 9)
        if not more.any():
            break
        value = np.where(more, value * 10 + digit, value)
        end = end + more
    return value, end


def _cells(data: Any, starts: Places) -> _Cells | None:
    """Cells by their tags `<c r="A1"`; None if a reference is not plain."""
    first, second, third = (data[starts + at] for at in (6, 7, 8))
    two = (second >= 65) & (second <= 90)
    if ((first < 65) | (first > 90) | (two & (third >= 65))).any():
        return None
    letter = first.astype(np.int64) - 64
    columns = np.where(two, letter * 26 + second - 64, letter)
    rows, ends = _numbers(data, starts + 7 + two)
    if (data[ends] != 34).any() or (rows < 1).any():
        return None
    return _Cells(starts, rows, columns, ends)


def _plain_tags(xml: bytes, data: Any, sheets: int) -> tuple[Places, Places] | None:
    """Starts of the cells and rows of so many sheets; None if any tag is not written plainly."""
    opened = np.flatnonzero(data == 60)
    if np.count_nonzero(data == 62) != len(opened):
        return None
    first, second = data[opened + 1], data[opened + 2]
    ends = (second == 32) | (second == 47) | (second == 62)
    simple = ((first == 118) | (first == 102) | (first == 116)) & ends  # v, f, t
    cell, row = (first == 99) & (second == 32), (first == 114) & (second == 111)  # c, row
    inline = (first == 105) & (second == 115)  # is
    known = simple | cell | row | inline | (first == 47)
    if len(opened) - int(known.sum()) != sheets or b"\0" in xml:  # sheetData itself is left
        return None
    cells, rows = opened[cell], opened[row]
    for places, tag in ((cells, b'<c r="'), (rows, b'<row r="'), (opened[inline], b"<is>")):
        if any((data[places + at] != sign).any() for at, sign in enumerate(tag[2:], 2)):
            return None
    # Attributes are written `name="value"`, the value without references to characters.
    badly = (data[1:-1] == 61) & ((data[2:] != 34) | (data[:-2] <= 32))
    odd = np.flatnonzero(badly | (data[1:-1] == 38)) + 1
    if len(odd):
        closed = np.flatnonzero(data == 62)
        if (np.searchsorted(opened, odd) != np.searchsorted(closed, odd)).any():
            return None
    return cells, rows


@dataclass(slots=True)
class _Sheet:
    """A sheet's XML, where its rows begin and end in it, and where they begin in the joined rows of all sheets."""

    xml: bytes
    start: int
    stop: int
    offset: int = 0

    @property
    def end(self) -> int:
        """Where its rows end in the joined rows."""
        return self.offset + self.stop - self.start


def _sheet(xml: bytes) -> _Sheet | None:
    """A sheet whose frame is plain; what stands between its rows is not looked at here."""
    head = _HEAD.match(xml)
    if not head or not _is_utf8(head[0]):
        return None
    prefix = head[1]
    if prefix:
        # One name space throughout: what is written under another prefix is no plain tag.
        xml = xml.replace(b"<" + prefix, b"<").replace(b"</" + prefix, b"</")
    start, stop = xml.find(b"<sheetData>"), xml.find(b"</sheetData>")
    if min(start, stop) < 0 or xml.find(b"sheetData", stop + 12) >= 0:
        return None
    before, behind = xml[head.end() : start], xml[stop:]
    if not behind.rstrip().endswith(b"</worksheet>") or any(
        sign in part for sign in _NOT_PLAIN for part in (before, behind)
    ):
        return None
    return _Sheet(xml, start, stop + 12)


def scan_plain(sheets: Sequence[bytes], percents: frozenset[str], bounds: Bounds) -> list[SheetScan | None]:
    """Scan the XML of sheets together; None for each that is not plain. Raises :class:`ForbiddenXmlError` for floods."""
    found = [_sheet(xml) for xml in sheets]
    plain = [sheet for sheet in found if sheet]
    scans = _scan(plain, percents, bounds) if plain else []
    if scans is None and len(plain) > 1:
        return [scan_plain([xml], percents, bounds)[0] for xml in sheets]
    told = iter(scans or [])
    return [next(told, None) if sheet else None for sheet in found]


def _scan(sheets: list[_Sheet], percents: frozenset[str], bounds: Bounds) -> list[SheetScan] | None:
    for sheet in sheets:
        if (
            sheet.stop - sheet.start > 4 * bounds.cells
            and sheet.xml.count(b"<c", sheet.start, sheet.stop) > bounds.cells
        ):
            raise flooded(bounds)
    for before, sheet in pairwise(sheets):
        sheet.offset = before.end
    xml = b"".join(sheet.xml[sheet.start : sheet.stop] for sheet in sheets) + b" " * 32
    data = np.frombuffer(xml, np.uint8)
    tags = _plain_tags(xml, data, len(sheets))
    cells = _cells(data, tags[0]) if tags else None
    if tags is None or cells is None:
        return None
    numbers, ends = _numbers(data, tags[1] + 8)
    styled = _styled(data, xml, cells, percents) if percents else np.zeros(0, np.int64)
    if styled is None or (data[ends] != 34).any():
        return None
    scans = []
    offsets = [sheet.offset for sheet in sheets] + [sheets[-1].end]
    firsts, rows = np.searchsorted(cells.starts, offsets), np.searchsorted(tags[1], offsets)
    doubled = _doubled(cells, firsts)
    for at, sheet in enumerate(sheets):
        own = slice(int(firsts[at]), int(firsts[at + 1]))
        scan = SheetScan(cells=own.stop - own.start, strings=xml.count(b' t="s"', sheet.offset, sheet.end))
        scan.hidden_columns = _hidden_columns(sheet.xml[: sheet.start])
        scan.merges = [x.decode("ascii", "replace") for x in _MERGE.findall(sheet.xml, sheet.stop)[:MOST_MERGES]]
        _reach(scan, cells.rows[own], cells.columns[own], numbers[rows[at] : rows[at + 1]], bounds)
        scan.doubled = doubled.get(at, "")
        scans.append(scan)
    for place, owner in zip(_places(cells, styled), np.searchsorted(firsts, styled, "right").tolist(), strict=True):
        scans[owner - 1].percents.add(place)
    owners = _Owners(scans, cells, firsts)
    _hidden_rows(owners, xml, tags[1], numbers, rows)
    _formulas(owners, xml)
    _errors(owners, xml)
    return scans


def _is_utf8(head: bytes) -> bool:
    told = _ENCODING.search(head)
    return told is None or told[1].lower() in {b"utf-8", b"utf8", b"us-ascii"}


def _reach(scan: SheetScan, rows: Places, columns: Places, numbers: Places, bounds: Bounds) -> None:
    """How far the sheet goes, and the first place that is too far; ``numbers`` are those of its row elements."""
    last_cell = int(rows.max(initial=0))
    scan.last_row = max(last_cell, int(numbers.max(initial=0)))
    scan.last_column = int(columns.max(initial=1)) if scan.last_row else 0
    wide, beyond = scan.last_row * scan.last_column > bounds.area, scan.last_row > bounds.rows
    if not (wide or beyond or scan.last_column > bounds.columns or (len(numbers) and int(numbers.min()) < 1)):
        return
    far = (rows > bounds.rows) | (columns > bounds.columns)
    if not far.any() and wide:
        far = rows == last_cell
    if far.any():
        at = int(np.flatnonzero(far)[0])
        scan.far_cell = _name(int(rows[at]), int(columns[at]))
    else:
        outside = numbers[(numbers > bounds.rows) | (numbers < 1)]
        scan.far_cell = f"baris {int(outside[0]) if len(outside) else scan.last_row}"


def _name(row: int, column: int) -> str:
    return f"{column_letter(column)}{row}"


def _doubled(cells: _Cells, firsts: Places) -> dict[int, str]:
    """By sheet, a cell that stands there twice, so that one of its values hides the other."""
    keys = cells.rows * (_WIDEST + 1) + cells.columns
    backwards = np.flatnonzero(np.diff(keys) <= 0) + 1
    found: dict[int, str] = {}
    for at in np.unique(np.searchsorted(firsts, backwards[~np.isin(backwards, firsts)], "right") - 1).tolist():
        order = np.argsort(keys[firsts[at] : firsts[at + 1]], kind="stable") + firsts[at]
        again = np.flatnonzero(np.diff(keys[order]) == 0)
        if len(again):
            cell = int(order[again[0] + 1])
            found[at] = _name(int(cells.rows[cell]), int(cells.columns[cell]))
    return found


def _places(cells: _Cells, at: Any) -> list[tuple[int, int]]:
    return list(zip(cells.rows[at].tolist(), cells.columns[at].tolist(), strict=True))


@dataclass(slots=True)
class _Owners:
    """Which cell, and which sheet, a place in the joined rows belongs to."""

    scans: list[SheetScan]
    cells: _Cells
    firsts: Places

    def of(self, at: Sequence[int]) -> Iterator[tuple[int, tuple[int, int], SheetScan]]:
        """(cell, its row and column, its sheet) of places behind the beginning of a cell."""
        owners = np.searchsorted(self.cells.starts, at, "right") - 1
        sheets = np.searchsorted(self.firsts, owners, "right") - 1
        for owner, place, sheet in zip(owners.tolist(), _places(self.cells, owners), sheets.tolist(), strict=True):
            yield owner, place, self.scans[sheet]

    def text(self, xml: bytes, cell: int) -> bytes:
        """A cell from its reference to its end."""
        start = int(self.cells.ends[cell])
        return xml[start : max(start, xml.find(b"</c>", start))]


def _unescaped(text: str) -> str:
    """A text of the XML with its entities resolved; numbered ones are rare and slow."""
    return unescape_all(text) if "&#" in text else unescape_named(text, _QUOTES)


def _formulas(owners: _Owners, xml: bytes) -> None:
    found = list(_FORMULA.finditer(xml))
    shared: dict[int, Formulas] = {}
    for match, (cell, place, scan) in zip(found, owners.of([match.start() for match in found]), strict=True):
        attributes, text, value = match.groups()
        written = "=" + text.decode("utf-8", "replace") if text else "="
        if "&" in written:
            written = _unescaped(written)
        if attributes:
            told = dict(_ATTRIBUTE.findall(attributes))
            group = told.get(b"si", b"").decode() if told.get(b"t") == b"shared" else ""
            written = shared.setdefault(id(scan), Formulas()).text(written, group, *place)
        scan.formulas[place] = written
        if not value:
            whole = owners.text(xml, cell)
            tag = whole.partition(b">")[0]
            if b' t="str"' not in tag and not any(_VALUE.findall(whole)) and b"<is>" not in whole:
                scan.uncalculated.add(place)


def _in_tags(xml: bytes, sign: bytes) -> Iterator[int]:
    """Where a sign stands inside of tags."""
    at = xml.find(sign)
    while at >= 0:
        if xml.rfind(b"<", 0, at) > xml.rfind(b">", 0, at):
            yield at
        at = xml.find(sign, at + 1)


def _errors(owners: _Owners, xml: bytes) -> None:
    for cell, place, scan in owners.of(list(_in_tags(xml, b' t="e"'))):
        value = _VALUE.search(owners.text(xml, cell))
        scan.errors[place] = unescape_all(value[1].decode("utf-8", "replace")) if value and value[1] else "#VALUE!"


def _styled(data: Any, xml: bytes, cells: _Cells, percents: frozenset[str]) -> Places | None:
    """Cells that bear one of the styles; None if a style does not stand right behind the reference."""
    after = cells.ends + 1
    told = (data[after] == 32) & (data[after + 1] == 115) & (data[after + 2] == 61) & (data[after + 3] == 34)
    # Behind another attribute a style may still come.
    later = after[~told & (data[after] == 32)]
    for kind in (1, 3, 9):
        # t="s", t="str", t="inlineStr", and nothing else.
        later = later[(data[later + 1] != 116) | (data[later + 4 + kind] != 34) | (data[later + 5 + kind] != 62)]
    if any(b' s="' in xml[at : xml.find(b">", at)] for at in later.tolist()):
        return None
    styles, _ = _numbers(data, np.where(told, after + 4, after), 5)
    wanted = np.zeros(max(int(styles.max(initial=0)), *map(int, percents)) + 1, bool)
    wanted[[int(style) for style in percents]] = True
    bearing = told & wanted[styles]
    if "0" in percents:
        bearing |= ~told
    return np.flatnonzero(bearing)


def _hidden_rows(owners: _Owners, xml: bytes, starts: Places, numbers: Places, firsts: Places) -> None:
    for at in _in_tags(xml, b' hidden="'):
        row = int(np.searchsorted(starts, at)) - 1
        if xml[at + 9 : xml.find(b'"', at + 9)] in _TRUE and row >= 0 and xml.rfind(b"<", 0, at) == starts[row]:
            owners.scans[int(np.searchsorted(firsts, row, "right")) - 1].hidden_rows.add(int(numbers[row]))


def _hidden_columns(head: bytes) -> list[tuple[int, int]]:
    found = []
    for tag in _COLUMN.findall(head):
        told = dict(_ATTRIBUTE.findall(tag))
        ends = told.get(b"min", b""), told.get(b"max", b"")
        if told.get(b"hidden") in _TRUE and all(re.fullmatch(rb"[0-9]{1,5}", end) for end in ends):
            found.append((int(ends[0]), int(ends[1])))
    return found
