"""What a file holds that bears the ending of another kind, as its first bytes or the parts of its archive tell."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from workbook_templates.reading.errors import OtherFormatError

_ASK = "minta buku kerjanya"
_RENAME = "ganti akhiran namanya menjadi {}"
_SAVE = "buka dengan Excel lalu simpan sebagai .xlsx"
_HEADS = {
    b"\x89png": ("gambar PNG", _ASK),
    b"\xff\xd8\xff": ("gambar JPEG", _ASK),
    b"gif8": ("gambar GIF", _ASK),
    b"%pdf": ("PDF", "minta .xlsx atau .docx asalnya"),
    b"{\\rtf": ("dokumen RTF", "buka di Word lalu simpan sebagai .docx"),
    b"<html": ("halaman web (HTML)", _SAVE),
    b"<table": ("halaman web (HTML)", _SAVE),
    b"<!doctyp": ("halaman web (HTML)", _SAVE),
}
_PARTS = {
    "xl/workbook.xml": ("buku kerja Excel", _RENAME.format(".xlsx")),
    "xl/workbook.bin": ("buku kerja .xlsb", _SAVE),
    "word/document.xml": ("dokumen Word", _RENAME.format(".docx")),
    "ppt/presentation.xml": ("presentasi PowerPoint", _ASK),
    "content.xml": (
        "dokumen OpenDocument",
        f"bila lembar kerja, {_RENAME.format('.ods')}; bila naskah, simpan sebagai .docx",
    ),
}
_ARCHIVE = ("arsip zip", "buka arsipnya, lalu periksa file di dalamnya")
_LIST_OF_PARTS = "[Content_Types].xml"


def refuse_other_content(path: Path, head: bytes) -> None:
    """Raise :class:`OtherFormatError` where the first bytes are those of a picture, a PDF, a page or a text of Word."""
    known = next((told for opening, told in _HEADS.items() if head.lower().startswith(opening)), None)
    if known:
        raise _other(path, *known)


def refuse_other_archive(path: Path, parts: Iterable[str], own: str) -> None:
    """Raise :class:`OtherFormatError` where an archive without the folder ``own`` (`xl/`) holds the parts of something else."""
    names = set(parts)
    if any(name.startswith(own) for name in names):
        return
    known = next((told for part, told in _PARTS.items() if part in names), None)
    if known or _LIST_OF_PARTS not in names:
        raise _other(path, *(known or _ARCHIVE))


def _other(path: Path, what: str, way: str) -> OtherFormatError:
    return OtherFormatError(path, f"isinya {what}, meskipun namanya berakhiran {path.suffix or 'lain'}", way)
