"""Sheets in the plain form that office programs write, read by their bytes: cells are found by numpy, not parsed.

What is not surely plain (comments, other encodings and quotes, cells without a reference, unknown elements, cells out of
order) is left to expat, :mod:`workbook_templates.reading.excel.thorough_sheets`; both say the same of what both can read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from xml.parsers import expat

import numpy as np

from rules.values.cells import column_letter
from workbook_templates.reading.excel.cell_formats import Formats
from workbook_templates.reading.excel.cell_text import NAMED, is_plain_text, is_sign
from workbook_templates.reading.excel.plain_cells import Cells, find_cells
from workbook_templates.reading.excel.plain_tags import Bytes, Places, Tags, find_tags, numbers, row_attributes, stands
from workbook_templates.reading.excel.plain_values import Values, find_values
from workbook_templates.reading.excel.shared_strings import Texts
from workbook_templates.reading.excel.sheet_content import Bounds, SheetContent, flooded
from workbook_templates.reading.excel.thorough_sheets import read_frame
from workbook_templates.reading.guarded_xml import ForbiddenXmlError

_HEAD = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml version=[\"']1\.0[\"']([^>]*)\?>\s*)?<((?:[A-Za-z_][\w.-]*:)?)worksheet[\s>]"
)
_ENCODING = re.compile(rb"encoding\s*=\s*[\"'](?!utf-?8[\"'])", re.IGNORECASE)
_NUMBERED = re.compile(rb"&#([0-9]{1,7}|x[0-9A-Fa-f]{1,6});")
_EXTENSION = b"xmlns:x14ac="
_HIDDEN = re.compile(rb' (?:hidden="(?:1|true)"|ht="0*(?:\.[0-9]*)?")')
_SHORTEST = len('<c r="A1"/>')
"""Bytes of a cell, without which a sheet of so many is not plain."""
_BLOCK = 1 << 18
"""Bytes in which cells are counted in one go."""


@dataclass(slots=True)
class _PlainSheet:
    """The facts of a sheet's frame, and the bytes of its `sheetData`, which begin at ``offset`` in those of all sheets."""

    facts: SheetContent
    rows: memoryview
    extended: bool
    """Whether the prefix of what Excel adds to rows is declared."""
    offset: int = 0

    @property
    def end(self) -> int:
        """Where its rows end in those of all sheets."""
        return self.offset + len(self.rows)


def _framed(xml: bytes, bounds: Bounds) -> _PlainSheet | None:
    """A sheet whose frame can be parsed with the rows taken out; these are not looked at here."""
    head = _HEAD.match(xml)
    if not head or (head[1] and _ENCODING.search(head[1])):
        return None
    prefix = head[2]
    begin, end = b"<%bsheetData>" % prefix, b"</%bsheetData>" % prefix
    start, stop = xml.find(begin), xml.rfind(end) + len(end)
    if not 0 <= start < stop - len(end):
        return None
    before, rows, behind = xml[:start], memoryview(xml)[start:stop], xml[stop:]
    # Where nothing is commented out, the element that takes their place stands where the rows do.
    if b"<!" in before or b"<!" in behind or b"<?" in before[head.end() :] or b"<?" in behind:
        return None
    if prefix:
        # One name space throughout: no tag is without the prefix.
        named = bytes(rows)
        if named.count(b"<") != named.count(b"<" + prefix) + named.count(b"</" + prefix):
            return None
        rows = memoryview(named.replace(b"<" + prefix, b"<").replace(b"</" + prefix, b"</"))
    with suppress(expat.ExpatError, ForbiddenXmlError):
        frame = read_frame(b"%b<%bsheetData/>%b" % (before, prefix, behind), bounds)
        return _PlainSheet(frame, rows, extended=_EXTENSION in before)
    return None


def read_plain(sheets: Sequence[bytes], formats: Formats, strings: Texts, bounds: Bounds) -> list[SheetContent | None]:
    """Read the XML of sheets together; None for each that is not plain. Raises :class:`ForbiddenXmlError` for floods."""
    found = [_framed(xml, bounds) for xml in sheets]
    plain = [sheet for sheet in found if sheet]
    if plain and not _scan(plain, formats, strings, bounds):
        if len(sheets) == 1:
            return [None]
        return [read_plain([xml], formats, strings, bounds)[0] for xml in sheets]
    return [sheet.facts if sheet else None for sheet in found]


def _scan(sheets: list[_PlainSheet], formats: Formats, strings: Texts, bounds: Bounds) -> bool:
    """Put the cells of sheets into their facts; False, and nothing is told, if they are not all plain."""
    for sheet in sheets:
        if len(sheet.rows) > _SHORTEST * bounds.cells and _count_cells(sheet.rows) > bounds.cells:
            raise flooded(bounds)
    for before, sheet in pairwise(sheets):
        sheet.offset = before.end
    xml = b"".join([*(sheet.rows for sheet in sheets), b" " * 32])
    data = np.frombuffer(xml, np.uint8)
    if not is_plain_text(xml) or not _references_are_plain(data, xml):
        return False
    tags = find_tags(data, xml, len(sheets), bounds.cells)
    cells = find_cells(data, xml, tags) if tags else None
    extended = all(sheet.extended for sheet in sheets)
    rows = _find_rows(data, xml, tags, extended=extended) if tags and cells else None
    if tags is None or cells is None or rows is None or not _in_place(tags, cells, rows):
        return False
    values = find_values(data, xml, tags, cells, formats, strings)
    if values is None:
        return False
    _share(sheets, tags, cells, rows, values, bounds)
    return True


def _references_are_plain(data: Bytes, xml: bytes) -> bool:
    """Whether each reference stands for a sign: most have names, the others numbers."""
    at = np.flatnonzero(data == ord("&"))
    for name in NAMED:
        at = at[~stands(data, at, name.encode())]
    numbered = [_NUMBERED.match(xml, place) for place in at.tolist()]
    return all(match is not None and is_sign(match[1].decode()) for match in numbered)


@dataclass(slots=True)
class _Rows:
    """Rows in the order of the XML: their numbers, and whether they are hidden."""

    numbers: Places
    hidden: set[int]
    """Positions of the hidden ones."""


def _find_rows(data: Bytes, xml: bytes, tags: Tags, *, extended: bool) -> _Rows | None:
    """The rows with their attributes; None if one is not plain."""
    begins = tags.opened[tags.rows] + 8
    told, ends = numbers(data, begins)
    if (data[ends] != 34).any() or (data[begins] == 48).any() or (ends == begins).any():
        return None
    attributes = row_attributes(xml, ends + 1, tags.closed[tags.rows], extended=extended)
    if attributes is None:
        return None
    hiding = {text for text in set(attributes) if _HIDDEN.search(text)}
    return _Rows(told, {at for at, text in enumerate(attributes) if text in hiding} if hiding else set())


def _in_place(tags: Tags, cells: Cells, rows: _Rows) -> bool:
    """Whether cells stand in the rows they name, and rows and cells one behind the other, so that none is there twice."""
    starts = np.flatnonzero(tags.kinds[:-1] == 0)  # where a sheet begins
    # The row elements lie in the order of the tags, and so do the cells in them.
    own_rows = np.searchsorted(tags.rows, cells.tags) - 1
    if (rows.numbers[own_rows] != cells.rows).any():
        return False
    first_rows = np.searchsorted(tags.rows, starts)
    return _ascend(rows.numbers, first_rows) and _ascend(cells.columns, np.searchsorted(cells.tags, tags.rows))


def _ascend(values: Places, firsts: Places) -> bool:
    """Whether values grow but where a new series begins."""
    falls = np.flatnonzero(np.diff(values) <= 0) + 1
    return bool(np.isin(falls, firsts).all())


def _share(sheets: list[_PlainSheet], tags: Tags, cells: Cells, rows: _Rows, values: Values, bounds: Bounds) -> None:
    """Give each sheet what is its own."""
    cuts = np.array([sheet.offset for sheet in sheets] + [sheets[-1].end])
    tag_cuts = np.searchsorted(tags.opened, cuts)
    for sheet, (first, last) in zip(sheets, pairwise(tag_cuts.tolist()), strict=True):
        own = slice(*np.searchsorted(cells.tags, (first, last)).tolist())
        lines = slice(*np.searchsorted(tags.rows, (first, last)).tolist())
        facts = sheet.facts
        facts.cells = own.stop - own.start
        if facts.cells > bounds.cells:
            raise flooded(bounds)
        listed = rows.numbers[lines]
        if not _reach(facts, cells.rows[own], cells.columns[own], listed, bounds):
            continue
        facts.hidden_rows = {int(rows.numbers[at]) for at in rows.hidden if lines.start <= at < lines.stop}
        facts.formulas, facts.uncalculated = values.formulas_of(cells, own)
        filled = values.filled_of(own)
        facts.places, facts.values = (cells.rows[filled], cells.columns[filled]), values.values[filled]
        facts.errors, facts.percents = values.errors_of(cells, own), values.percents_of(cells, own)
        facts.struck, facts.looks = values.struck_of(cells, own), values.looks_of(cells, own)
        facts.formats = values.formats_of(cells, own)
        facts.text_size = int(values.sizes[own].sum())


def _reach(facts: SheetContent, rows: Places, columns: Places, listed: Places, bounds: Bounds) -> bool:
    """Note how far a sheet goes, and the first place that is too far; whether it goes no further than it may."""
    facts.last_row = int(listed.max(initial=0))
    facts.last_column = int(columns.max(initial=1)) if facts.last_row else 0
    wide = facts.last_row * facts.last_column > bounds.area
    if not (wide or facts.last_row > bounds.rows or facts.last_column > bounds.columns):
        return True
    far = (rows > bounds.rows) | (columns > bounds.columns)
    if not far.any() and wide:
        far = rows == (rows.max(initial=0))
    if far.any():
        at = int(np.flatnonzero(far)[0])
        facts.far_cell = f"{column_letter(int(columns[at]))}{int(rows[at])}"
    else:
        facts.far_cell = f"baris {facts.last_row}"
    return False


def _count_cells(rows: memoryview) -> int:
    """About how many tags of cells there are, for less than it costs to find them; some other tags begin alike."""
    data = np.frombuffer(rows, np.uint8)
    blocks = (data[start : start + _BLOCK + 1] for start in range(0, len(data), _BLOCK))
    return sum(int(np.count_nonzero((block[:-1] == ord("<")) & (block[1:] == ord("c")))) for block in blocks)
