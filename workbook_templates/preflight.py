"""What is checked before any reader touches a workbook.

A workbook is hostile until this says otherwise: it looks at the zip directory, inflates each part under
limits and refuses what readers choke on (bombs, far cells, DTDs, encrypted or legacy files, missing parts).
"""

from __future__ import annotations

import posixpath
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from xml.parsers import expat

from workbook_templates.errors import UnreadableError
from workbook_templates.sheetxml import (
    Bounds,
    ForbiddenXmlError,
    SheetScan,
    elements,
    percent_styles,
    scan_sheet,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OFFICE = ".xlsx", ".xlsm"
_OTHER_SHEETS = ("/chartsheet", "/dialogsheet", "/macrosheet")
_BOOK, _STYLES, _STRINGS = "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml"


@dataclass(frozen=True, slots=True)
class Limits:
    """How large an honest workbook may be. Sizes in bytes, positions in rows and columns."""

    file_size: int = 100_000_000
    entries: int = 3_000
    inflated: int = 300_000_000
    ratio: int = 250
    rows: int = 100_000
    columns: int = 1_024
    area: int = 8_000_000
    cells: int = 1_500_000
    strings: int = 1_500_000
    sheets: int = 400


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


def check_file(path: Path, limits: Limits, what: str) -> bytes:
    """The first bytes of a file that is there, is a plain file and of a sane size; ``what`` is what it should be."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise _refuse(path, f"ini folder, bukan {what}.")
        if not stat.S_ISREG(status.st_mode):
            raise _refuse(path, "ini bukan file biasa.")
        size = status.st_size
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
    return head


def _check_kind(path: Path, limits: Limits) -> None:
    head = check_file(path, limits, "buku kerja Excel")
    suffix = path.suffix.lower()
    if head == OLE:
        if suffix in _OFFICE:
            raise _refuse(path, "file terkunci kata sandi atau format .xls lama; buka di Excel, hapus kata sandinya, "
                                "lalu simpan sebagai .xlsx.")  # fmt: skip
        raise _refuse(path, "format .xls lama; buka di Excel lalu simpan sebagai .xlsx.")
    if not head.startswith(b"PK"):
        raise _refuse(path, "isinya bukan buku kerja Excel (.xlsx); buka dengan Excel lalu simpan sebagai .xlsx.")
    if suffix not in _OFFICE:
        raise _refuse(path, f"ekstensi '{suffix or 'tanpa ekstensi'}' tidak dikenal; yang dibaca adalah .xlsx.")


def check_archive(path: Path, archive: zipfile.ZipFile, limits: Limits) -> None:
    """Refuse archives that no office program writes: bombs, doubled or outward names, encrypted parts."""
    entries = archive.infolist()
    if len(entries) > limits.entries:
        raise _refuse(path, f"berisi {len(entries)} bagian, jauh di atas yang wajar.")
    if any(entry.flag_bits & 1 for entry in entries):
        raise _refuse(path, "isinya terenkripsi; hapus kata sandinya lalu simpan kembali.")
    for entry in entries:
        # The format knows no other way; a decoder of another one fails in ways of its own.
        if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise _refuse(
                path,
                f"bagian {entry.filename} dimampatkan dengan cara yang tidak dikenal Excel; buka aslinya di Excel, "
                "simpan kembali sebagai .xlsx, atau minta dikirim ulang.",
            )
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


def read_part(path: Path, archive: zipfile.ZipFile, name: str) -> bytes:
    """A whole part, inflated piece by piece so that a false size in the directory costs nothing."""
    try:
        entry = archive.getinfo(name)
    except KeyError:
        raise _refuse(path, f"bagian {name} tidak ada; buka di Excel, perbaiki, lalu simpan kembali.") from None
    pieces = []
    with archive.open(entry) as stream:
        while piece := stream.read(1 << 16):
            pieces.append(piece)
    return b"".join(pieces)


def _elements(path: Path, archive: zipfile.ZipFile, part: str, *tags: str) -> list[tuple[str, dict[str, str]]]:
    data = read_part(path, archive, part)
    with _readable(path, f"bagian {part}"):
        return elements(data, *tags)


@contextmanager
def _readable(path: Path, what: str) -> Iterator[None]:
    """Turn the faults of an XML part into the reason for refusing its workbook."""
    try:
        yield
    except expat.ExpatError as error:
        raise _refuse(path, f"{what} rusak ({error}); buka di Excel, perbaiki, lalu simpan kembali.") from None
    except ForbiddenXmlError as error:
        raise _refuse(path, f"{what} {error}.") from None


def _sheets(path: Path, archive: zipfile.ZipFile, limits: Limits) -> list[tuple[str, str]]:
    """(name, part) of the worksheets, in workbook order."""
    if _BOOK not in archive.namelist():
        raise _refuse(path, f"bagian utama buku kerja ({_BOOK}) tidak ada; ini bukan .xlsx atau filenya rusak.")
    rels: dict[str, tuple[str, str]] = {}
    for _, attributes in _elements(path, archive, "xl/_rels/workbook.xml.rels", "Relationship"):
        target = attributes.get("Target", "")
        part = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
        rels[attributes.get("Id", "")] = (attributes.get("Type", ""), part)
    listed = _elements(path, archive, _BOOK, "sheet")
    if len(listed) > limits.sheets:
        raise _refuse(path, f"berisi {len(listed)} lembar, jauh di atas yang wajar.")
    found = []
    for _, attributes in listed:
        kind, part = rels.get(attributes.get("id", ""), ("", ""))
        if kind.endswith(_OTHER_SHEETS):
            continue
        name = attributes.get("name", "")
        if part not in archive.namelist():
            raise _refuse(path, f"isi lembar '{name}' hilang dari file; buka di Excel, perbaiki, lalu simpan kembali.")
        found.append((name, part))
    if not found:
        raise _refuse(path, "tidak ada satu pun lembar kerja di dalamnya.")
    return found


def _check_strings(path: Path, archive: zipfile.ZipFile, limits: Limits) -> int:
    """Shared strings: no DTD, no more than there is room for; returns the longest one's size in bytes."""
    if _STRINGS not in archive.namelist():
        return 0
    data = read_part(path, archive, _STRINGS)
    if b"<!DOCTYPE" in data[:65536] or b"<!ENTITY" in data[:65536]:
        raise _refuse(
            path, f"bagian {_STRINGS} memuat definisi entitas (DTD) yang tidak pernah ada di buku kerja wajar."
        )
    for announced in re.findall(rb"uniqueCount\s*=\s*[\"']([0-9]+)", data[:4096]):
        if len(announced) > 9 or (int(announced) > 1000 and int(announced) > len(data)):
            raise _refuse(
                path, "jumlah teks yang dinyatakan tidak sesuai isinya; file rusak atau diubah dengan sengaja."
            )
    longest = count = start = 0
    for count, match in enumerate(re.finditer(rb"<(?:\w+:)?si\b|\Z", data)):
        longest, start = max(longest, match.start() - start if count else 0), match.end()
        if count > limits.strings:
            raise _refuse(
                path, f"memuat lebih dari {limits.strings} teks; salin tabelnya ke buku kerja baru, lalu simpan."
            )
    return longest


def _percents(path: Path, archive: zipfile.ZipFile) -> frozenset[str]:
    if _STYLES not in archive.namelist():
        return frozenset()
    data = read_part(path, archive, _STYLES)
    with _readable(path, f"bagian {_STYLES}"):
        return percent_styles(data)


def inspect(path: Path, limits: Limits = DEFAULT_LIMITS) -> Inspection:
    """Check a workbook before reading it; raises :class:`UnreadableError` with the reason."""
    _check_kind(path, limits)
    try:
        with zipfile.ZipFile(path) as archive:
            check_archive(path, archive, limits)
            listed = _sheets(path, archive, limits)
            longest = _check_strings(path, archive, limits)
            percents = _percents(path, archive)
            scans: dict[str, SheetScan] = {}
            cells = area = text = 0
            for name, part in listed:
                if part not in scans:
                    with archive.open(part) as stream:
                        scans[part] = _scan(path, name, stream, percents, limits)
                scan = scans[part]
                cells += scan.cells
                area += scan.last_row * scan.last_column
                text += scan.strings * longest
                if text > limits.inflated:
                    raise _refuse(path, "satu teks yang sangat panjang diulang di banyak sel; hapus pengulangannya.")
                if cells > limits.cells or area > limits.area:
                    raise _refuse(
                        path, f"berisi lebih dari {limits.cells} sel; hapus baris dan kolom kosong yang berformat."
                    )
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
        raise _refuse(path, f"file rusak atau terpotong ({error}); minta dikirim ulang.") from None
    except (UnicodeDecodeError, LookupError):
        raise _refuse(path, "ada teks dengan pengodean yang rusak; buka di Excel lalu simpan kembali.") from None
    return Inspection(path, [SheetPart(name, part, scans[part]) for name, part in listed])


def _scan(path: Path, name: str, stream: IO[bytes], percents: frozenset[str], limits: Limits) -> SheetScan:
    bounds = Bounds(limits.rows, limits.columns, limits.area, limits.cells, limits.inflated)
    with _readable(path, f"isi lembar '{name}'"):
        scan = scan_sheet(stream, percents, bounds)
    if scan.far_cell:
        raise _refuse(
            path,
            f"lembar '{name}' memuat sel yang sangat jauh ({scan.far_cell}); hapus baris dan kolom di luar tabel, "
            "simpan, lalu kirim ulang.",
        )
    return scan
