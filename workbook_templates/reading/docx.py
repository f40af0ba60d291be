"""A narrative in Word (.docx) → its paragraphs and table cells, in the order of the document.

The file is hostile until checked, like a workbook: the zip directory first, then every XML part under limits, and only
then python-docx. Body text only: no headers, footers, comments, text boxes or deleted text.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.parsers import expat

from rules.narrative.paragraphs import Narrative, Paragraph
from workbook_templates.reading.archive import (
    DEFAULT_LIMITS,
    MEGABYTE,
    OLE,
    Limits,
    check_archive,
    check_file,
    read_part,
)
from workbook_templates.reading.errors import (
    BrokenEncodingError,
    BrokenPartError,
    CutFileError,
    LockedFileError,
    MissingTextPartError,
    NotANarrativeError,
    NoTextError,
    OtherFormatError,
    UnknownNarrativeError,
)
from workbook_templates.reading.limit_errors import LongNarrativeError
from workbook_templates.reading.sheet_expat import ForbiddenXmlError, elements
from workbook_templates.sheet_facts import Area

_MAIN = "word/document.xml"
_LARGEST_TEXT = 40_000_000
"""Bytes of XML that the text of an honest document stays far below."""
_DEEPEST = 12
_HOW = "buka di Word atau LibreOffice, pilih Simpan Sebagai, lalu jenis 'Dokumen Word (.docx)'"
_OTHERS = {
    ".doc": ("format .doc lama", _HOW),
    ".pdf": (
        "PDF hanya memuat gambar halaman",
        "pakai dokumen asalnya, atau buka PDF itu di Word lalu simpan sebagai .docx",
    ),
    ".odt": ("format .odt", _HOW),
    ".rtf": ("format .rtf", _HOW),
    ".docm": ("dokumen dengan makro", _HOW),
    ".xlsx": ("ini buku kerja", "naskah disebut lebih dahulu, buku kerjanya dengan --workbook"),
}
"""What a file of another kind is, and the way out."""
_DROPPED = ("del", "moveFrom", "txbxContent", "Fallback", "instrText", "footnoteReference")


def _check_kind(path: Path, limits: Limits) -> None:
    head = check_file(path, limits, "naskah Word (.docx)")
    suffix = path.suffix.lower()
    if head.startswith(b"%PDF"):
        raise OtherFormatError(path, *_OTHERS[".pdf"])
    if suffix in _OTHERS:
        raise OtherFormatError(path, *_OTHERS[suffix])
    if head == OLE:
        raise LockedFileError(path, ".doc", f"hapus kata sandinya, {_HOW}")
    if not head.startswith(b"PK") or suffix != ".docx":
        raise NotANarrativeError(path, _HOW)


def _check_parts(path: Path, limits: Limits) -> None:
    """Every XML part is well formed, without entities, and of a sane size."""
    try:
        with zipfile.ZipFile(path) as archive:
            check_archive(path, archive, limits)
            if _MAIN not in archive.namelist():
                raise MissingTextPartError(path, _MAIN, _HOW)
            parts = [entry for entry in archive.infolist() if entry.filename.lower().endswith((".xml", ".rels"))]
            if sum(entry.file_size for entry in parts) > _LARGEST_TEXT:
                raise LongNarrativeError(path, _LARGEST_TEXT // MEGABYTE)
            for entry in parts:
                elements(read_part(path, archive, entry.filename))
    except expat.ExpatError as error:
        raise BrokenPartError(path, "satu bagiannya", str(error), "Word") from None
    except ForbiddenXmlError as fault:
        raise fault.refusal(path, "satu bagiannya") from None
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
        raise CutFileError(path, str(error)) from None
    except (UnicodeDecodeError, LookupError):
        raise BrokenEncodingError(path, "Word") from None


def _local(element: Any) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _text(element: Any) -> Iterator[str]:
    """The visible text of a paragraph, insertions and content controls included."""
    for child in element:
        name = _local(child)
        if name in _DROPPED:
            continue
        if name == "t":
            yield child.text or ""
        elif name in {"tab", "br", "cr"}:
            yield " "
        elif name == "noBreakHyphen":
            yield "-"
        else:
            yield from _text(child)


def _blocks(element: Any, depth: int = 0) -> Iterator[Any]:
    """Paragraphs and tables below an element, through content controls and tracked insertions."""
    for child in element:
        name = _local(child)
        if name in {"p", "tbl"}:
            yield child
        elif name not in _DROPPED and depth < _DEEPEST:
            yield from _blocks(child, depth + 1)


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if _local(child) == "tr":
            yield child
        elif _local(child) in {"sdt", "sdtContent", "ins"}:
            yield from _rows(child)


def _cells(row: Any) -> Iterator[tuple[int, int, Any]]:
    """The cells of a row, each with its column and how many it takes, counting those a merged cell covers."""
    column = 1
    for child in row.iter("{*}tc"):
        if next(child.iterancestors("{*}tr"), None) is not row:
            continue
        span = child.find("{*}tcPr/{*}gridSpan")
        told = span.get(next(iter(span.keys()), ""), "1") if span is not None else "1"
        width = max(int(told), 1) if told.isdigit() and int(told) < 1000 else 1
        yield column, width, child
        column += width


def _paragraphs(body: Any) -> Iterator[Paragraph]:
    number = tables = 0
    for block in _blocks(body):
        if _local(block) == "p":
            text = " ".join("".join(_text(block)).split())
            if text:
                number += 1
                yield Paragraph(f"paragraf {number}", text)
            continue
        tables += 1
        for row, line in enumerate(_rows(block), 1):
            for column, _, cell in _cells(line):
                text = " ".join(" ".join("".join(_text(part)) for part in cell.iter("{*}p")).split())
                if text:
                    yield Paragraph(f"tabel {tables} baris {row} kolom {column}", text)


@dataclass(slots=True)
class DocxTable:
    """A table of a document: its cells, its merged blocks, and whether only blank paragraphs stand above it and below another."""

    rows: list[list[Any]]
    merges: list[Area]
    follows: bool


def docx_tables(path: Path, limits: Limits = DEFAULT_LIMITS) -> Iterator[DocxTable]:
    """The tables of a document, in order; raises :class:`UnreadableError`."""
    follows = False
    for block in _blocks(_body(path, limits)):
        if _local(block) == "p":
            follows = follows and not "".join(_text(block)).strip()
            continue
        yield _docx_table(block, follows=follows)
        follows = True


def _docx_table(block: Any, *, follows: bool) -> DocxTable:
    rows: list[list[Any]] = []
    blocks: list[list[int]] = []
    begun: dict[int, list[int]] = {}
    for at, line in enumerate(_rows(block), 1):
        row: list[Any] = []
        for column, width, cell in _cells(line):
            row += [None] * (column - 1 - len(row))
            row.append("\n".join("".join(_text(part)) for part in cell.iter("{*}p")).strip() or None)
            if _goes_on(cell) and column in begun:
                begun[column][2] = at
            else:
                begun[column] = [at, column, at, column + width - 1]
                blocks.append(begun[column])
        rows.append(row)
    merges = [(top, left, bottom, right) for top, left, bottom, right in blocks if (top, left) != (bottom, right)]
    return DocxTable(rows, merges, follows)


def _goes_on(cell: Any) -> bool:
    """Whether a cell is merged with the one above it."""
    merged = cell.find("{*}tcPr/{*}vMerge")
    return merged is not None and "restart" not in merged.attrib.values()


def _body(path: Path, limits: Limits) -> Any:
    _check_kind(path, limits)
    _check_parts(path, limits)
    import docx

    try:
        return docx.Document(str(path)).element.body
    except Exception as error:
        raise UnknownNarrativeError(path, type(error).__name__, _HOW) from None


def read_narrative(path: Path, limits: Limits = DEFAULT_LIMITS) -> Narrative:
    """The text of a narrative; raises :class:`UnreadableError`."""
    found = tuple(_paragraphs(_body(path, limits)))
    if not found:
        raise NoTextError(path)
    return Narrative(str(path), found)
