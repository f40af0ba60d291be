"""A sheet's XML in the plain form that office programs write, scanned by its bytes: cells are found by numpy, not parsed.

What is not surely plain (comments, other encodings and quotes, cells without a reference, unknown elements) is left to
expat, :mod:`workbook_templates.reading.sheet_expat`; both say the same of what both can read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape as unescape_all
from itertools import pairwise

import numpy as np

from rules.values.cells import column_letter
from workbook_templates.reading.sheet_expat import MOST_MERGES, Bounds, SheetScan, flooded
from workbook_templates.reading.sheet_formulas import FormulasInXml
from workbook_templates.reading.sheet_tags import (
    TEXT,
    Bytes,
    Cells,
    Flags,
    Places,
    Tags,
    find_cells,
    find_tags,
    insides,
    numbers,
)

_HEAD = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml\s[^>]*?\?>\s*)?<((?:[A-Za-z_][\w.-]*:)?)worksheet[\s>]",
)
_ENCODING = re.compile(rb"encoding\s*=\s*[\"']([^\"']*)")
_VALUE = re.compile(rb"<v[^>]*>([^<]*)</v>")
_MERGE = re.compile(rb"mergeCell\s[^>]*?\bref\s*=\s*[\"']([^\"']*)")
_ELSEWHERE = re.compile(rb"<(?:[!?]|/?sheetData|(?:row|c)[\s/>])")
"""What makes a sheet odd where it stands before or behind the rows."""
_COLUMN = re.compile(rb"<col\s([^>]*)>")
_ATTRIBUTE = re.compile(rb"([\w:]+)\s*=\s*[\"']([^\"']*)[\"']")
_HIDDEN = re.compile(rb' hidden="(?:1|true)"')
_TRUE = {b"1", b"true"}
_BLOCK = 1 << 18
"""Bytes in which cells are counted in one go."""
_WIDEST = 702
"""The last column of two letters: references to further ones are left to expat."""


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
    start, stop = xml.find(b"<sheetData>"), xml.rfind(b"</sheetData>")
    if not 0 <= start < stop:
        return None
    before, behind = xml[head.end() : start], xml[stop + 12 :]
    if not behind.rstrip().endswith(b"</worksheet>"):
        return None
    if any(b"\0" in part or _ELSEWHERE.search(part) for part in (before, behind)):
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
        if sheet.stop - sheet.start > 4 * bounds.cells and _count_cells(sheet) > bounds.cells:
            raise flooded(bounds)
    for before, sheet in pairwise(sheets):
        sheet.offset = before.end
    xml = b"".join([*(memoryview(sheet.xml)[sheet.start : sheet.stop] for sheet in sheets), b" " * 32])
    data = np.frombuffer(xml, np.uint8)
    tags = None if b"\0" in xml else find_tags(data, len(sheets), bounds.cells)
    cells = find_cells(data, xml, tags) if tags else None
    if tags is None or cells is None:
        return None
    starts = tags.opened[tags.rows]
    listed, ends = numbers(data, starts + 8)
    hidden = _hidden_rows(data, tags)
    formulas = _formula_texts(data, tags)
    if hidden is None or formulas is None or (data[ends] != 34).any() or (ends == starts + 8).any():
        return None
    cuts = np.array([sheet.offset for sheet in sheets] + [sheets[-1].end])
    firsts, rows = np.searchsorted(cells.starts, cuts), np.searchsorted(starts, cuts)
    if (np.diff(firsts) > bounds.cells).any():
        raise flooded(bounds)
    doubled = _doubled(cells, firsts)
    texts, errors, shares = (
        _parted(np.flatnonzero(found), firsts)
        for found in (cells.kinds == ord("s"), cells.kinds == ord("e"), _bearing(cells.styles, percents))
    )
    unseen, own_formulas = _parted(np.flatnonzero(hidden), rows), formulas.parted(firsts)
    extents = zip(
        *(_greatest(*x) for x in ((cells.rows, firsts), (cells.columns, firsts), (listed, rows))), strict=True
    )
    scans = []
    for at, (sheet, extent) in enumerate(zip(sheets, extents, strict=True)):
        own, lines = slice(*firsts[at : at + 2].tolist()), slice(*rows[at : at + 2].tolist())
        scan = SheetScan(cells=own.stop - own.start, strings=len(texts[at]))
        scan.doubled = doubled.get(at, "")
        scan.hidden_columns = _hidden_columns(sheet.xml[: sheet.start])
        scan.hidden_rows = set(listed[unseen[at]].tolist())
        scan.merges = [x.decode("ascii", "replace") for x in _MERGE.findall(sheet.xml, sheet.stop)[:MOST_MERGES]]
        _reach(scan, extent, cells.rows[own], cells.columns[own], listed[lines], bounds)
        _note_formulas(scan, xml, cells, own_formulas[at])
        _note_errors(scan, xml, cells, errors[at])
        scan.percents = set(cells.places(shares[at]))
        scans.append(scan)
    return scans


def _parted(found: Places, firsts: Places) -> list[Places]:
    """Numbers in ascending order, by the sheet they belong to."""
    return [found[start:stop] for start, stop in pairwise(np.searchsorted(found, firsts).tolist())]


def _greatest(values: Places, firsts: Places) -> list[int]:
    """The greatest value of each sheet, 0 of one that has none."""
    found = np.maximum.reduceat(np.append(values, 0), firsts[:-1])
    found[firsts[:-1] == firsts[1:]] = 0
    greatest: list[int] = found.tolist()
    return greatest


@dataclass(slots=True)
class _FormulaTexts:
    """Formulas in the order of the XML: their cells, ends of text and of attributes, and whether a result follows."""

    cells: Places
    texts: Places
    attributes: Places
    results: Flags

    def parted(self, firsts: Places) -> list[_FormulaTexts]:
        """Those of each sheet."""
        cuts = pairwise(np.searchsorted(self.cells, firsts).tolist())
        return [
            _FormulaTexts(self.cells[a:b], self.texts[a:b], self.attributes[a:b], self.results[a:b]) for a, b in cuts
        ]


def _formula_texts(data: Bytes, tags: Tags) -> _FormulaTexts | None:
    """The formulas; None unless each stands where it belongs, first in a cell."""
    own = tags.formulas
    cells = np.searchsorted(tags.cells, own) - 1
    opened, closed = tags.opened, tags.closed
    if len(own) and (
        not len(tags.cells) or (tags.cells[cells] != own - 1).any() or (data[closed[own - 1] - 1] == 47).any()
    ):
        return None
    begins, empty = closed[own] + 1, data[closed[own] - 1] == 47
    after = own + 1
    if not (empty | (tags.ends[after] & (data[opened[after] + 2] == 102))).all():
        return None
    texts = np.stack((begins, np.where(empty, begins, opened[after])), axis=1)
    value = np.where(empty, after, after + 1)
    behind = opened[np.minimum(value + 1, len(opened) - 1)]
    results = tags.values[value] & (data[closed[value] - 1] != 47) & (behind > closed[value] + 1)
    return _FormulaTexts(cells, texts, np.stack((opened[own] + 2, begins - 1), axis=1), results)


def _note_formulas(scan: SheetScan, xml: bytes, cells: Cells, found: _FormulaTexts) -> None:
    own = found.cells
    if not len(own):
        return
    scan.formulas = FormulasInXml(xml, cells.rows[own], cells.columns[own], found.texts, found.attributes)
    for cell in own[~found.results & (cells.kinds[own] != TEXT)].tolist():
        text = _cell_text(xml, cells, cell)
        if not any(_VALUE.findall(text)) and b"<is>" not in text:
            scan.uncalculated.add(cells.place(cell))


def _note_errors(scan: SheetScan, xml: bytes, cells: Cells, found: Places) -> None:
    for cell in found.tolist():
        text = _cell_text(xml, cells, cell)
        value = _VALUE.search(text)
        if value or b"<v" in text:
            told = unescape_all(value[1].decode("utf-8", "replace")) if value else ""
            scan.errors[cells.place(cell)] = told or "#VALUE!"


def _cell_text(xml: bytes, cells: Cells, cell: int) -> bytes:
    """A cell from its reference to its end, or to the next one if it has none."""
    start = int(cells.ends[cell])
    stop = int(cells.starts[cell + 1]) if cell + 1 < len(cells.starts) else len(xml)
    return xml[start : max(start, xml.find(b"</c>", start, stop))]


def _bearing(styles: Places, percents: frozenset[str]) -> Flags:
    """Whether cells bear one of the styles."""
    wanted = np.zeros(max([int(styles.max(initial=0)), *map(int, percents)]) + 1, bool)
    wanted[[int(style) for style in percents]] = True
    return wanted[styles]


def _hidden_rows(data: Bytes, tags: Tags) -> Flags | None:
    """Of the rows, whether they are hidden; None if a tag with attributes is not plain."""
    hidden = np.zeros(len(tags.rows), bool)
    for block in insides(data, tags):
        if block is None:
            return None
        told, offsets, found = block
        at = [match.start() for match in _HIDDEN.finditer(found.tobytes())]
        if not at:
            continue
        owners = told[np.searchsorted(offsets, at, "right") - 1]
        hidden |= np.isin(tags.rows, owners)
    return hidden


def _count_cells(sheet: _Sheet) -> int:
    """About how many tags of cells there are, for less than it costs to find them; some other tags begin alike."""
    rows = np.frombuffer(sheet.xml, np.uint8)[sheet.start : sheet.stop]
    blocks = (rows[start : start + _BLOCK + 1] for start in range(0, len(rows), _BLOCK))
    return sum(int(np.count_nonzero((block[:-1] == ord("<")) & (block[1:] == ord("c")))) for block in blocks)


def _is_utf8(head: bytes) -> bool:
    told = _ENCODING.search(head)
    return told is None or told[1].lower() in {b"utf-8", b"utf8", b"us-ascii"}


def _reach(
    scan: SheetScan, extent: tuple[int, ...], rows: Places, columns: Places, listed: Places, bounds: Bounds
) -> None:
    """How far the sheet goes, and the first place that is too far; ``listed`` are the numbers of its row elements."""
    last_cell, last_column, last_listed = extent
    scan.last_row = max(last_cell, last_listed)
    scan.last_column = max(1, last_column) if scan.last_row else 0
    wide, beyond = scan.last_row * scan.last_column > bounds.area, scan.last_row > bounds.rows
    if not (wide or beyond or scan.last_column > bounds.columns or (listed < 1).any()):
        return
    far = (rows > bounds.rows) | (columns > bounds.columns)
    if not far.any() and wide:
        far = rows == last_cell
    if far.any():
        at = int(np.flatnonzero(far)[0])
        scan.far_cell = _name(int(rows[at]), int(columns[at]))
    else:
        outside = listed[(listed > bounds.rows) | (listed < 1)]
        scan.far_cell = f"baris {int(outside[0]) if len(outside) else scan.last_row}"


def _name(row: int, column: int) -> str:
    return f"{column_letter(column)}{row}"


def _doubled(cells: Cells, firsts: Places) -> dict[int, str]:
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


def _hidden_columns(head: bytes) -> list[tuple[int, int]]:
    found = []
    for tag in _COLUMN.findall(head):
        if b"hidden" not in tag:
            continue
        told = dict(_ATTRIBUTE.findall(tag))
        ends = told.get(b"min", b""), told.get(b"max", b"")
        if told.get(b"hidden") in _TRUE and all(re.fullmatch(rb"[0-9]{1,5}", end) for end in ends):
            found.append((int(ends[0]), int(ends[1])))
    return found
