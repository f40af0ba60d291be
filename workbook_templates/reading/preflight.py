"""What is checked before any reader touches a workbook.

A workbook is hostile until this says otherwise: it looks at the zip directory, inflates each part under
limits and refuses what readers choke on (bombs, far cells, DTDs, encrypted or legacy files, missing parts).
Refusing costs no more than 0.2 s and 150 MB, which is what the limits are chosen for.
"""

from __future__ import annotations

import functools
import posixpath
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from xml.parsers import expat

import numpy as np

from rules.model.document import Foreign
from rules.values.cells import column_letter
from workbook_templates.reading.active_content import in_formulas, in_names, in_parts, read_for_links
from workbook_templates.reading.archive import (
    DEFAULT_LIMITS,
    DTD,
    MEGABYTE,
    Limits,
    check_declarations,
    open_archive,
    read_part,
)
from workbook_templates.reading.errors import (
    BrokenEncodingError,
    BrokenPartError,
    CutFileError,
    DoubledCellError,
    EntitiesError,
    FalseCountError,
    LockedFileError,
    MissingBookPartError,
    MissingSheetError,
    NoSheetsError,
    NotAWorkbookError,
    OtherFormatError,
)
from workbook_templates.reading.limit_errors import (
    FarCellError,
    LargeTablesError,
    ManyCellsError,
    ManyFormatsError,
    ManySheetsError,
    ManyTextsError,
    OddTablesError,
    RepeatedTextError,
)
from workbook_templates.reading.received import OLE, check_file
from workbook_templates.reading.sheet_expat import (
    Bounds,
    ForbiddenXmlError,
    SheetScan,
    defined_names,
    elements,
    percent_styles,
    scan_sheet,
)
from workbook_templates.reading.sheet_scan import scan_plain

_OFFICE = ".xlsx", ".xlsm"
_SAVE_AS = "lalu simpan sebagai .xlsx"
_OTHER_SHEETS = ("/chartsheet", "/dialogsheet", "/macrosheet")
_BOOK, _RELS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_STYLES, _STRINGS = "xl/styles.xml", "xl/sharedStrings.xml"
_TOGETHER = 4_000_000
"""Bytes of sheets that are scanned at once: enough for ordinary workbooks, little beside the limit."""
Read = Callable[[str], bytes]


@dataclass(slots=True)
class SheetPart:
    """A worksheet as the workbook lists it: its zip part and what the scan of its XML found."""

    name: str
    part: str
    scan: SheetScan
    hidden: bool = False


@dataclass(slots=True)
class Inspection:
    """A workbook that passed: its worksheets in order, and what in it reaches outside or acts."""

    path: Path
    sheets: list[SheetPart]
    foreign: list[Foreign] = field(default_factory=list)


def _check_kind(path: Path, limits: Limits) -> None:
    head = check_file(path, limits, "buku kerja Excel")
    suffix = path.suffix.lower()
    if head == OLE:
        if suffix in _OFFICE:
            raise LockedFileError(path, ".xls", f"buka di Excel, hapus kata sandinya, {_SAVE_AS}")
        raise OtherFormatError(path, "format .xls lama", f"buka di Excel {_SAVE_AS}")
    if not head.startswith(b"PK"):
        raise NotAWorkbookError(path)
    if suffix not in _OFFICE:
        raise OtherFormatError(
            path, f"ekstensi '{suffix or 'tanpa ekstensi'}' tidak dapat dipakai di sini", f"buka {_SAVE_AS}"
        )


def _elements(path: Path, read: Read, part: str, *tags: str) -> list[tuple[str, dict[str, str]]]:
    data = read(part)
    with _readable(path, f"bagian {part}"):
        return elements(data, *tags)


@contextmanager
def _readable(path: Path, what: str) -> Iterator[None]:
    """Turn the faults of an XML part into the reason for refusing its workbook."""
    try:
        yield
    except expat.ExpatError as error:
        raise BrokenPartError(path, what, str(error), "Excel") from None
    except ForbiddenXmlError as fault:
        raise fault.refusal(path, what) from None


def _sheets(path: Path, archive: zipfile.ZipFile, read: Read, limits: Limits) -> list[tuple[str, str, bool]]:
    """(name, part, hidden) of the worksheets, in workbook order."""
    if _BOOK not in archive.namelist():
        raise MissingBookPartError(path, _BOOK)
    rels: dict[str, tuple[str, str]] = {}
    for _, attributes in _elements(path, read, _RELS, "Relationship"):
        target = attributes.get("Target", "")
        part = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
        rels[attributes.get("Id", "")] = (attributes.get("Type", ""), part)
    listed = _elements(path, read, _BOOK, "sheet")
    if len(listed) > limits.sheets:
        raise ManySheetsError(path, len(listed))
    found = []
    for _, attributes in listed:
        kind, part = rels.get(attributes.get("id", ""), ("", ""))
        if kind.endswith(_OTHER_SHEETS):
            continue
        name = attributes.get("name", "")
        if part not in archive.namelist():
            raise MissingSheetError(path, name)
        found.append((name, part, attributes.get("state", "visible") != "visible"))
    if not found:
        raise NoSheetsError(path)
    return found


def _check_sizes(path: Path, archive: zipfile.ZipFile, parts: set[str], limits: Limits) -> None:
    """The parts that are read stay within their limit, as the directory tells; more is never inflated."""
    size = sum(archive.getinfo(part).file_size for part in parts if part in archive.NameToInfo)
    if size > limits.xml:
        raise LargeTablesError(path, size // MEGABYTE, limits.xml // MEGABYTE)


def _check_strings(path: Path, archive: zipfile.ZipFile, limits: Limits) -> int:
    """Shared strings: no DTD, no more than there is room for; returns the longest one's size in bytes."""
    if _STRINGS not in archive.namelist():
        return 0
    data = read_part(path, archive, _STRINGS)
    if DTD.search(data.replace(b"\0", b"") if data[:4].count(0) else data):
        raise EntitiesError(path, f"bagian {_STRINGS}")
    for announced in re.findall(rb"uniqueCount\s*=\s*[\"']([0-9]+)", data[:4096]):
        if len(announced) > 9 or (int(announced) > 1000 and int(announced) > len(data)):
            raise FalseCountError(path)
    opening = re.search(rb"<(?:\w+:)?si\b", data)
    if opening is None:
        return 0
    if data.count(opening[0]) > limits.strings:
        raise ManyTextsError(path, limits.strings)
    marks = np.flatnonzero(np.frombuffer(data, np.uint8) == ord("<"))
    begins = marks[_begin(data, marks, opening[0])]
    return int(np.diff(begins, append=len(data)).max())


def _begin(data: bytes, marks: Any, tag: bytes) -> Any:
    """Which of the places of `<` begin a tag."""
    signs = np.frombuffer(data + b" " * len(tag), np.uint8)
    return functools.reduce(np.logical_and, (signs[marks + at] == sign for at, sign in enumerate(tag)))


def _percents(path: Path, archive: zipfile.ZipFile, limits: Limits) -> frozenset[str]:
    if _STYLES not in archive.namelist():
        return frozenset()
    data = read_part(path, archive, _STYLES)
    if len(re.findall(rb"<(?:\w+:)?xf\b", data)) > limits.styles:
        raise ManyFormatsError(path, limits.styles)
    with _readable(path, f"bagian {_STYLES}"):
        return percent_styles(data)


def inspect(path: Path, limits: Limits = DEFAULT_LIMITS) -> Inspection:
    """Check a workbook before reading it; raises :class:`workbook_templates.errors.UnreadableError` with the reason."""
    _check_kind(path, limits)
    try:
        with open_archive(path, limits) as archive:
            return _inspect(path, archive, limits)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
        raise CutFileError(path, str(error)) from None
    except (UnicodeDecodeError, LookupError):
        raise BrokenEncodingError(path, "Excel") from None


def _inspect(path: Path, archive: zipfile.ZipFile, limits: Limits) -> Inspection:
    _check_sizes(path, archive, {_BOOK, _RELS}, limits)
    read_once = functools.cache(functools.partial(read_part, path, archive))
    listed = _sheets(path, archive, read_once, limits)
    read = {_BOOK, _RELS, _STYLES, _STRINGS, *(part for _, part, _ in listed)}
    _check_sizes(path, archive, {*read, *read_for_links(archive)}, limits)
    check_declarations(path, archive, read)
    longest = _check_strings(path, archive, limits)
    percents = _percents(path, archive, limits)
    found = Inspection(path, [])
    scans = dict(_scans(path, archive, listed, percents, longest, limits))
    cells = area = text = 0
    for name, part, hidden in listed:
        scan = scans[part]
        cells += scan.cells
        area += scan.last_row * scan.last_column
        text += scan.strings * longest
        _check_texts(path, text, limits)
        if cells > limits.cells or area > limits.area:
            raise ManyCellsError(path, "seluruh lembarnya", limits.cells)
        found.sheets.append(SheetPart(name, part, scan, hidden))
        for row, column, what in in_formulas(name, scan.formulas):
            found.foreign.append(replace(what, cell=f"{column_letter(column)}{row}"))
    found.foreign += in_parts(archive, read_once)
    with _readable(path, f"bagian {_BOOK}"):
        found.foreign += in_names(defined_names(read_once(_BOOK)))
    return found


def _scans(
    path: Path,
    archive: zipfile.ZipFile,
    listed: list[tuple[str, str, bool]],
    percents: frozenset[str],
    longest: int,
    limits: Limits,
) -> Iterator[tuple[str, SheetScan]]:
    """(part, scan) of the sheets. Small ones are scanned together; those spelled oddly are parsed tag by tag."""
    bounds = Bounds(limits.rows, limits.columns, limits.area, limits.cells)
    waiting = {part: name for name, part, _ in reversed(listed)}
    odd = 0
    while waiting:
        batch, size = {}, 0
        while waiting and size < _TOGETHER:
            part, name = waiting.popitem()
            batch[part] = (name, read_part(path, archive, part))
            size += len(batch[part][1])
        names = ", ".join(f"'{name}'" for name, _ in list(batch.values())[:3])
        with _readable(path, f"isi lembar {names}"):
            plain = scan_plain([xml for _, xml in batch.values()], percents, bounds)
        for (part, (name, xml)), scan in zip(batch.items(), plain, strict=True):
            if scan is None:
                odd += len(xml)
                _check_texts(path, xml.count(b't="s"') * longest, limits)
                with _readable(path, f"isi lembar '{name}'"):
                    if odd > limits.odd_xml:
                        raise OddTablesError(path, f"isi lembar '{name}'", limits.odd_xml // MEGABYTE)
                    scan = scan_sheet(xml, percents, bounds)
            _check_cells(path, name, scan)
            yield part, scan


def _check_texts(path: Path, size: int, limits: Limits) -> None:
    if size > limits.inflated:
        raise RepeatedTextError(path)


def _check_cells(path: Path, name: str, scan: SheetScan) -> None:
    if scan.far_cell:
        raise FarCellError(path, name, scan.far_cell)
    if scan.doubled:
        raise DoubledCellError(path, name, scan.doubled)
