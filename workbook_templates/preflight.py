"""What is checked before any reader touches a workbook.

A workbook is hostile until this says otherwise: it looks at the zip directory, inflates each part under
limits and refuses what readers choke on (bombs, far cells, DTDs, encrypted or legacy files, missing parts).
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from xml.parsers import expat

from workbook_templates.errors import UnreadableError
from workbook_templates.sheetxml import ForbiddenXmlError, SheetScan, percent_styles, scan_sheet

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OFFICE = ".xlsx", ".xlsm"
_SHEET_TYPES = ("/worksheet", "/chartsheet", "/dialogsheet", "/macrosheet")


@dataclass(frozen=True, slots=True)
class Limits:
    """How large an honest workbook may be. Sizes in bytes, positions in rows and columns."""

    file_size: int = 100_000_000
    entries: int = 3_000
    inflated: int = 300_000_000
    ratio: int = 250
    rows: int = 100_000
    columns: int = 1_024
    cells: int = 1_500_000


DEFAULT_LIMITS = Limits()


@dataclass(slots=True)
class SheetPart:
    """A worksheet as the workbook lists it: its zip part and what the scan of its XML found."""

    name: str
    part: str
    scan: SheetScan


@dataclass(slots=True)
class Inspection:
    """A workbook that passed: its worksheets in order."""

    path: Path
    sheets: list[SheetPart]


def _refuse(path: Path, reason: str) -> UnreadableError:
    return UnreadableError(f"'{path.name}' tidak dapat dibaca: {reason}")


def _check_kind(path: Path, limits: Limits) -> None:
    if path.is_dir():
        raise _refuse(path, "ini folder, bukan buku kerja Excel.")
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(8)
    except FileNotFoundError:
        raise _refuse(path, "file tidak ada; periksa nama dan foldernya.") from None
    except OSError as error:
        raise _refuse(path, f"file tidak dapat dibuka ({error.strerror}).") from None
    if size == 0:
        raise _refuse(path, "file kosong (0 byte); minta dikirim ulang.")
    if size > limits.file_size:
        raise _refuse(path, f"ukurannya {size // 1_000_000} MB, di atas batas {limits.file_size // 1_000_000} MB.")
    suffix = path.suffix.lower()
    if head == _OLE:
        if suffix in _OFFICE:
            raise _refuse(path, "file terkunci kata sandi atau format .xls lama; buka di Excel, hapus kata sandinya, "
                                "lalu simpan sebagai .xlsx.")  # fmt: skip
        raise _refuse(path, "format .xls lama; buka di Excel lalu simpan sebagai .xlsx.")
    if not head.startswith(b"PK"):
        raise _refuse(path, "isinya bukan buku kerja Excel (.xlsx); buka dengan Excel lalu simpan sebagai .xlsx.")
    if suffix not in _OFFICE:
        raise _refuse(path, f"ekstensi '{suffix or 'tanpa ekstensi'}' tidak dikenal; yang dibaca adalah .xlsx.")


def _check_archive(path: Path, archive: zipfile.ZipFile, limits: Limits) -> None:
    entries = archive.infolist()
    if len(entries) > limits.entries:
        raise _refuse(path, f"berisi {len(entries)} bagian, jauh di atas yang wajar.")
    if any(entry.flag_bits & 1 for entry in entries):
        raise _refuse(path, "isinya terenkripsi; hapus kata sandinya lalu simpan kembali.")
    names = [entry.filename for entry in entries]
    if len(set(names)) != len(names):
        raise _refuse(path, "ada bagian yang tercatat dua kali; file rusak atau diubah dengan sengaja.")
    if any(name.startswith("/") or ".." in name.split("/") for name in names):
        raise _refuse(path, "ada nama bagian yang menunjuk ke luar file.")
    total = sum(entry.file_size for entry in entries)
    if total > limits.inflated:
        raise _refuse(path, f"isinya mengembang menjadi {total // 1_000_000} MB, di atas batas.")
    for entry in entries:
        if entry.file_size > 1_000_000 and entry.file_size > limits.ratio * max(entry.compress_size, 1):
            raise _refuse(path, "isinya dimampatkan secara tidak wajar (bom zip).")


def _read_part(path: Path, archive: zipfile.ZipFile, name: str) -> bytes:
    try:
        data = archive.read(name)
    except KeyError:
        raise _refuse(path, f"bagian {name} tidak ada; buka di Excel, perbaiki, lalu simpan kembali.") from None
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data[:4096]:
        raise _refuse(path, f"bagian {name} memuat definisi entitas (DTD) yang tidak pernah ada di buku kerja wajar.")
    return data


_REL = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_SHEET = re.compile(rb"<(?:\w+:)?sheet\b[^>]*>")


def _attribute(tag: bytes, name: str) -> str:
    import html

    match = re.search(rb"\b" + name.encode() + rb"\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", tag)
    return html.unescape((match[1] or match[2] or b"").decode("utf-8", "replace")) if match else ""


def _sheets(path: Path, archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    """(name, part) of the worksheets, in workbook order."""
    if "xl/workbook.xml" not in archive.namelist():
        raise _refuse(path, "bagian utama buku kerja (xl/workbook.xml) tidak ada; ini bukan .xlsx atau filenya rusak.")
    book = _read_part(path, archive, "xl/workbook.xml")
    rels: dict[str, tuple[str, str]] = {}
    for tag in _REL.findall(_read_part(path, archive, "xl/_rels/workbook.xml.rels")):
        target = _attribute(tag, "Target")
        part = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
        rels[_attribute(tag, "Id")] = (_attribute(tag, "Type"), part)
    found = []
    for tag in _SHEET.findall(book):
        kind, part = rels.get(_attribute(tag, r"\w+:id") or _attribute(tag, "id"), ("", ""))
        name = _attribute(tag, "name")
        if kind.endswith(_SHEET_TYPES[1:]):
            continue
        if part not in archive.namelist():
            raise _refuse(path, f"isi lembar '{name}' hilang dari file; buka di Excel, perbaiki, lalu simpan kembali.")
        found.append((name, part))
    if not found:
        raise _refuse(path, "tidak ada satu pun lembar kerja di dalamnya.")
    return found


def inspect(path: Path, limits: Limits = DEFAULT_LIMITS) -> Inspection:
    """Check a workbook before reading it; raises :class:`UnreadableError` with the reason."""
    _check_kind(path, limits)
    try:
        with zipfile.ZipFile(path) as archive:
            _check_archive(path, archive, limits)
            listed = _sheets(path, archive)
            styles = "xl/styles.xml"
            percents = (
                percent_styles(_read_part(path, archive, styles)) if styles in archive.namelist() else frozenset()
            )
            parts, cells = [], 0
            for name, part in listed:
                with archive.open(part) as stream:
                    scan = _scan(path, name, stream, percents, limits)
                cells += scan.cells
                if cells > limits.cells:
                    raise _refuse(
                        path, f"berisi lebih dari {limits.cells} sel; hapus baris dan kolom kosong yang berformat."
                    )
                parts.append(SheetPart(name, part, scan))
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, OSError, NotImplementedError) as error:
        raise _refuse(path, f"file rusak atau terpotong ({error}); minta dikirim ulang.") from None
    except UnicodeDecodeError:
        raise _refuse(path, "ada teks dengan pengodean yang rusak; buka di Excel lalu simpan kembali.") from None
    return Inspection(path, parts)


def _scan(path: Path, name: str, stream: IO[bytes], percents: frozenset[int], limits: Limits) -> SheetScan:
    try:
        scan = scan_sheet(stream, percents, limits.rows, limits.columns, limits.cells, limits.inflated)
    except expat.ExpatError as error:
        raise _refuse(
            path, f"isi lembar '{name}' rusak ({error}); buka di Excel, perbaiki, lalu simpan kembali."
        ) from None
    except ForbiddenXmlError as error:
        raise _refuse(path, f"lembar '{name}' {error}.") from None
    if scan.far_cell:
        raise _refuse(path, f"lembar '{name}' memuat sel yang sangat jauh ({scan.far_cell}); hapus baris dan kolom di luar "
                            "tabel, simpan, lalu kirim ulang.")  # fmt: skip
    return scan
