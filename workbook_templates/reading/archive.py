"""The file and the zip directory of a workbook or narrative, looked at before anything in it is inflated."""

from __future__ import annotations

import os
import stat
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from workbook_templates.reading.errors import (
    ClosedFileError,
    DoubledPartError,
    EmptyFileError,
    EncryptedPartError,
    FolderInputError,
    MissingFileError,
    MissingPartError,
    OutwardPartError,
    SpecialFileError,
    UnknownCompressionError,
)
from workbook_templates.reading.limit_errors import LargeContentError, LargeFileError, ManyPartsError, ZipBombError

MEGABYTE = 1_000_000
_HEADER = 30
"""Bytes before the name of a part."""
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class Limits:
    """How large an honest workbook may be. Sizes in bytes, positions in rows and columns.

    ``xml`` bounds the parts that are read, taken together, ``odd_xml`` those of them that are spelled as no office program
    does and must be parsed tag by tag; ``inflated`` bounds all parts, pictures included, and what repeated texts come to.
    """

    file_size: int = 100_000_000
    entries: int = 3_000
    inflated: int = 300_000_000
    xml: int = 30_000_000
    odd_xml: int = 6_000_000
    ratio: int = 250
    rows: int = 100_000
    columns: int = 1_024
    area: int = 8_000_000
    cells: int = 400_000
    strings: int = 400_000
    styles: int = 65_500
    sheets: int = 400


DEFAULT_LIMITS = Limits()


def check_file(path: Path, limits: Limits, what: str) -> bytes:
    """The first bytes of a file that is there, is a plain file and of a sane size; ``what`` is what it should be."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise FolderInputError(path, what)
        if not stat.S_ISREG(status.st_mode):
            raise SpecialFileError(path)
        size = status.st_size
        with path.open("rb") as file:
            head = file.read(8)
    except FileNotFoundError:
        raise MissingFileError(path) from None
    except OSError as error:
        raise ClosedFileError(path, error.strerror or str(error)) from None
    if size == 0:
        raise EmptyFileError(path)
    if size > limits.file_size:
        raise LargeFileError(path, size // MEGABYTE, limits.file_size // MEGABYTE)
    return head


def check_archive(path: Path, archive: zipfile.ZipFile, limits: Limits) -> None:
    """Refuse archives that no office program writes: bombs, doubled or outward names, encrypted parts."""
    entries = archive.infolist()
    if len(entries) > limits.entries:
        raise ManyPartsError(path, len(entries))
    if any(entry.flag_bits & 1 for entry in entries):
        raise EncryptedPartError(path)
    for entry in entries:
        # The format knows no other way; a decoder of another one fails in ways of its own.
        if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise UnknownCompressionError(path, entry.filename)
    names = [entry.filename for entry in entries]
    if len(set(names)) != len(names):
        raise DoubledPartError(path)
    if any(name.startswith("/") or ".." in name.split("/") for name in names):
        raise OutwardPartError(path)
    total = sum(entry.file_size for entry in entries)
    if total > limits.inflated:
        raise LargeContentError(path, total // MEGABYTE, limits.inflated // MEGABYTE)
    for entry in entries:
        if entry.file_size > 1_000_000 and entry.file_size > limits.ratio * max(entry.compress_size, 1):
            raise ZipBombError(path)


def read_part(path: Path, archive: zipfile.ZipFile, name: str) -> bytes:
    """A whole part, inflated in one go up to the size that the directory tells; a false one is refused."""
    try:
        entry = archive.getinfo(name)
    except KeyError:
        raise MissingPartError(path, name) from None
    return inflated(archive, entry, entry.file_size)


def inflated(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes:
    """The beginning of a part, or all of it, which is then checked by its sum.

    The same as `ZipFile.open`, whose many small steps cost more than inflating a part of an ordinary workbook.
    Raises :class:`zipfile.BadZipFile` and `zlib.error`.
    """
    file = archive.fp
    if file is None:
        raise zipfile.BadZipFile("filenya sudah ditutup")
    if entry.header_offset + entry.compress_size > file.seek(0, os.SEEK_END):
        # Reading so many bytes would ask for the memory before the file ends.
        raise zipfile.BadZipFile(f"bagian {entry.filename} tercatat lebih besar daripada filenya")
    file.seek(entry.header_offset)
    header = file.read(_HEADER)
    if len(header) < _HEADER or not header.startswith(b"PK\3\4"):
        raise zipfile.BadZipFile(f"bagian {entry.filename} tidak ada di tempatnya")
    flags, named, extra = (int.from_bytes(header[at : at + 2], "little") for at in (6, 26, 28))
    if flags & 0x61 or file.read(named).decode("utf-8" if flags & 0x800 else "cp437") != entry.orig_filename:
        raise zipfile.BadZipFile(f"bagian {entry.filename} bernama lain atau terenkripsi")
    file.seek(extra, 1)
    content = file.read(entry.compress_size)
    if entry.compress_type != zipfile.ZIP_STORED:
        # No limit would be meant by 0.
        content = zlib.decompressobj(-zlib.MAX_WBITS).decompress(content, max(1, most))
    content = content[:most]
    if most >= entry.file_size and zlib.crc32(content) != entry.CRC:
        raise zipfile.BadZipFile(f"bagian {entry.filename} tidak utuh")
    return content
