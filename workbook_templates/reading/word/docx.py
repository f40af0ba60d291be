"""A Word document (.docx) → its paragraphs and table cells, in the order of the document.

The file is hostile until checked, like a workbook: the zip directory first, then the parts that say what is what, and only
then the text, element by element under limits. WordBody text only: no headers, footers, comments, text boxes or deleted text.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from rules.model.bilingual import Text
from rules.narrative.paragraphs import Narrative
from workbook_templates.reading.archive import inflated, part_names, read_part
from workbook_templates.reading.content_kinds import refuse_other_archive, refuse_other_content
from workbook_templates.reading.errors import (
    LockedFileError,
    MissingTextPartError,
    NotANarrativeError,
    NoTextError,
    OldFormatError,
    OtherFormatError,
    UnknownNarrativeError,
)
from workbook_templates.reading.guarded_xml import elements
from workbook_templates.reading.limits import DEFAULT_LIMITS, Limits
from workbook_templates.reading.received import OLE, check_file, is_locked
from workbook_templates.reading.word.body import WordBody
from workbook_templates.reading.word.table import DocxTable
from workbook_templates.reading.xml_stream import office_archive, read_stream

_TYPES, _RELS = "[Content_Types].xml", "_rels/.rels"
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
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

_OTHER_TEXTS = {
    "word/header": Text("kepala halaman", "page headers"),
    "word/footer": Text("kaki halaman", "page footers"),
    "word/footnotes": Text("catatan kaki", "footnotes"),
    "word/endnotes": Text("catatan akhir", "endnotes"),
    "word/comments": Text("komentar", "comments"),
}
"""Parts beside the body, by how their names begin."""
_SOME_TEXT, _BEGINNING = re.compile(rb"<(?:\w+:)?t(?: [^>]*)?>[^<\s]"), 200_000
"""Text in such a part, and the bytes in which it is looked for."""


def _check_kind(path: Path, limits: Limits) -> None:
    head = check_file(path, limits, "naskah Word (.docx)")
    suffix = path.suffix.lower()
    if head.startswith(b"%PDF"):
        raise OtherFormatError(path, *_OTHERS[".pdf"])
    if suffix in _OTHERS:
        raise OtherFormatError(path, *_OTHERS[suffix])
    if head == OLE:
        if is_locked(path, limits, "naskah Word (.docx)"):
            raise LockedFileError(path, _HOW)
        raise OldFormatError(path, ".doc", _HOW)
    refuse_other_content(path, head)
    if not head.startswith(b"PK") or suffix != ".docx":
        raise NotANarrativeError(path, _HOW)


def main_part(path: Path, archive: zipfile.ZipFile) -> str:
    """The part that Word shows, which its relationship names, whatever others there are."""
    names = part_names(archive).keys()
    if not {_TYPES, _RELS} <= names:
        raise UnknownNarrativeError(path, "tanpa daftar bagian", _HOW)
    relations = [attributes for _, attributes in elements(read_part(path, archive, _RELS), "Relationship")]
    targets = [x.get("Target", "") for x in relations if x.get("Type", "").endswith("/officeDocument")]
    if len(targets) != 1:
        raise UnknownNarrativeError(path, f"{len(targets)} bagian utama", _HOW)
    main = posixpath.normpath(targets[0].lstrip("/"))
    if main not in names:
        raise MissingTextPartError(path, main, _HOW)
    types = [attributes for _, attributes in elements(read_part(path, archive, _TYPES), "Override")]
    if (f"/{main}", _MAIN_TYPE) not in {(x.get("PartName"), x.get("ContentType")) for x in types}:
        raise UnknownNarrativeError(path, "bagian utamanya bukan teks Word", _HOW)
    return main


def read_body(path: Path, limits: Limits, body: WordBody) -> None:
    """Read the text of a document into a body; raises :class:`UnreadableError`."""
    _check_kind(path, limits)
    with office_archive(path, limits, "Word") as archive:
        refuse_other_archive(path, archive.namelist(), "word/")
        read_stream(path, archive, main_part(path, archive), body, limits)
        body.aside |= dict.fromkeys(_other_texts(archive))
    if not body.is_there:
        raise UnknownNarrativeError(path, "tanpa tubuh naskah", _HOW)


def _body(path: Path, limits: Limits) -> WordBody:
    body = WordBody(path, limits)
    read_body(path, limits, body)
    return body


def _other_texts(archive: zipfile.ZipFile) -> Iterator[Text]:
    """Which parts beside the body hold text: they are not read."""
    for name, entry in part_names(archive).items():
        what = next((said for beginning, said in _OTHER_TEXTS.items() if name.startswith(beginning)), None)
        if what and _SOME_TEXT.search(inflated(archive, entry, _BEGINNING)):
            yield what


def docx_content(path: Path, limits: Limits = DEFAULT_LIMITS) -> tuple[list[DocxTable], list[str], list[Text]]:
    """The tables of a document in order, its lines outside of them, and what else it holds that is not read.

    Raises :class:`UnreadableError`.
    """
    body = _body(path, limits)
    return body.tables, body.lines, list(body.aside)


def read_narrative(path: Path, limits: Limits = DEFAULT_LIMITS) -> Narrative:
    """The text of a narrative; raises :class:`UnreadableError`."""
    found = tuple(_body(path, limits).paragraphs)
    if not found:
        raise NoTextError(path)
    return Narrative(str(path), found)
