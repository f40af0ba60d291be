"""What is checked before any reader touches a workbook.

A workbook is hostile until this says otherwise: it looks at the zip directory, inflates each part under
limits and refuses what readers choke on (bombs, far cells, DTDs, encrypted or legacy files, missing parts).
The limits are chosen so that refusing costs little: of the tests' .xlsx none took more than 0.2 s and 160 MB.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from rules.model.document import Foreign
from rules.values.cells import column_letter
from workbook_templates.reading.archive import check_declarations, open_archive
from workbook_templates.reading.content_kinds import refuse_other_archive, refuse_other_content
from workbook_templates.reading.errors import (
    BrokenEncodingError,
    CutFileError,
    LockedFileError,
    NotAWorkbookError,
    OldFormatError,
    OtherFormatError,
    UnsureContentError,
)
from workbook_templates.reading.excel.active_content import in_formulas, in_names, in_parts, read_for_links
from workbook_templates.reading.excel.book_parts import BookParts, ListedSheet, find_book
from workbook_templates.reading.excel.cell_formats import Formats, formats_of
from workbook_templates.reading.excel.fast_sheets import read_plain
from workbook_templates.reading.excel.formula_grammar import no_formula
from workbook_templates.reading.excel.package_parts import TYPES, Parts, relations_of
from workbook_templates.reading.excel.shared_strings import Texts, shared_strings
from workbook_templates.reading.excel.sheet_content import Bounds, SheetContent
from workbook_templates.reading.excel.thorough_sheets import read_sheet
from workbook_templates.reading.limit_errors import (
    FarCellError,
    ManyCellsError,
    ManyFormatsError,
    OddTablesError,
    RepeatedTextError,
)
from workbook_templates.reading.limits import DEFAULT_LIMITS, MEGABYTE, Limits
from workbook_templates.reading.received import OLE, check_file, is_locked

_OFFICE = ".xlsx", ".xlsm"
_SAVE_AS = "lalu simpan sebagai .xlsx"
_TOGETHER = 4_000_000
"""Bytes of sheets that are read at once: enough for ordinary workbooks, little beside the limit."""


@dataclass(slots=True)
class SheetPart:
    """A worksheet as the workbook lists it: its zip part and what its XML holds."""

    name: str
    part: str
    facts: SheetContent
    hidden: bool = False


@dataclass(slots=True)
class Inspection:
    """A workbook that passed: its worksheets in order, what in it reaches outside or acts, and its main part."""

    path: Path
    book: str
    sheets: list[SheetPart]
    foreign: list[Foreign] = field(default_factory=list)


def _check_kind(path: Path, limits: Limits) -> None:
    head = check_file(path, limits, "buku kerja Excel")
    suffix = path.suffix.lower()
    if head == OLE:
        if suffix in _OFFICE:
            if is_locked(path, limits, "buku kerja Excel"):
                raise LockedFileError(
                    path, f"buka di Excel, pilih File > Info > Proteksi Buku Kerja, kosongkan, {_SAVE_AS}"
                )
            raise OldFormatError(path, ".xls", f"buka di Excel {_SAVE_AS}")
        raise OtherFormatError(path, "format .xls lama", f"buka di Excel {_SAVE_AS}")
    if not head.startswith(b"PK"):
        refuse_other_content(path, head)
        raise NotAWorkbookError(path)
    if suffix not in _OFFICE:
        raise OtherFormatError(
            path, f"ekstensi '{suffix or 'tanpa ekstensi'}' tidak dapat dipakai di sini", f"buka {_SAVE_AS}"
        )


def inspect(path: Path, limits: Limits = DEFAULT_LIMITS) -> Inspection:
    """Check and read a workbook; raises :class:`workbook_templates.errors.UnreadableError` with the reason."""
    _check_kind(path, limits)
    try:
        with open_archive(path, limits) as archive:
            return _inspect(path, archive, limits)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, OSError, NotImplementedError):
        raise CutFileError(path) from None
    except (UnicodeDecodeError, LookupError):
        raise BrokenEncodingError(path, "Excel") from None


def _inspect(path: Path, archive: zipfile.ZipFile, limits: Limits) -> Inspection:
    refuse_other_archive(path, archive.namelist(), "xl/")
    parts = Parts(path, archive)
    book = find_book(parts, limits)
    read = {
        TYPES,
        book.part,
        relations_of(book.part),
        book.styles,
        book.strings,
        *(sheet.part for sheet in book.sheets),
    }
    parts.check_size(limits, *read, *read_for_links(parts.entries))
    check_declarations(path, archive, read)
    facts: dict[str, SheetContent] = {}
    for part, sheet in _facts(parts, book, limits):
        facts[part] = sheet
        _check_sums(path, facts.values(), limits)
    found = Inspection(path, book.part, [])
    for listed in book.sheets:
        own = facts[listed.part]
        found.sheets.append(SheetPart(listed.name, listed.part, own, listed.hidden))
        if place := no_formula(own.formulas):
            cell = f"{column_letter(place[1])}{place[0]}"
            raise UnsureContentError(path, f"isi lembar '{listed.name}'", f"memuat rumus yang bukan rumus ({cell})")
        for row, column, what in in_formulas(listed.name, own.formulas):
            found.foreign.append(replace(what, cell=f"{column_letter(column)}{row}"))
    found.foreign += in_parts(parts)
    found.foreign += in_names(book.names)
    return found


def _strings(parts: Parts, book: BookParts, limits: Limits) -> Texts:
    if not book.strings:
        return Texts()
    xml = parts.read(book.strings)
    with parts.readable(f"bagian {book.strings}"):
        return shared_strings(xml, limits.strings)


def _formats(parts: Parts, book: BookParts, limits: Limits) -> Formats:
    if not book.styles:
        return Formats(from_1904=book.from_1904)
    xml = parts.read(book.styles)
    if xml.count(b"<xf") + xml.count(b":xf") > limits.styles:
        raise ManyFormatsError(parts.path, limits.styles)
    with parts.readable(f"bagian {book.styles}"):
        return formats_of(xml, from_1904=book.from_1904)


def _facts(parts: Parts, book: BookParts, limits: Limits) -> Iterator[tuple[str, SheetContent]]:
    """(part, facts) of the sheets. Small ones are read together; those spelled oddly are parsed tag by tag."""
    bounds = Bounds(limits.rows, limits.columns, limits.area, limits.cells)
    formats, strings = _formats(parts, book, limits), _strings(parts, book, limits)
    waiting = list(reversed(book.sheets))
    odd = 0
    while waiting:
        batch: list[tuple[ListedSheet, bytes]] = []
        while waiting and sum(len(xml) for _, xml in batch) < _TOGETHER:
            batch.append((waiting[-1], parts.read(waiting.pop().part)))
        names = ", ".join(f"'{sheet.name}'" for sheet, _ in batch[:3])
        with parts.readable(f"isi lembar {names}"):
            plain = read_plain([xml for _, xml in batch], formats, strings, bounds)
        for (sheet, xml), facts in zip(batch, plain, strict=True):
            if facts is None:
                odd += len(xml)
                with parts.readable(f"isi lembar '{sheet.name}'"):
                    if odd > limits.odd_xml:
                        raise OddTablesError(parts.path, f"isi lembar '{sheet.name}'", limits.odd_xml // MEGABYTE)
                    facts = read_sheet(xml, formats, strings, bounds)
            if facts.far_cell:
                raise FarCellError(parts.path, sheet.name, facts.far_cell)
            yield sheet.part, facts


def _check_sums(path: Path, sheets: Collection[SheetContent], limits: Limits) -> None:
    """All sheets together hold no more than one could."""
    if sum(sheet.text_size for sheet in sheets) > limits.inflated:
        raise RepeatedTextError(path)
    cells, area = (sum(found) for found in ([x.cells for x in sheets], [x.last_row * x.last_column for x in sheets]))
    if cells > limits.cells or area > limits.area:
        raise ManyCellsError(path, "seluruh lembarnya", limits.cells)
