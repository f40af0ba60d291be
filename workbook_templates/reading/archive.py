"""The zip directory of a file, looked at before anything in it is inflated."""

from __future__ import annotations

import os
import re
import zipfile
import zlib
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from workbook_templates.reading.errors import (
    DoubledPartError,
    EncryptedPartError,
    EntitiesError,
    MissingPartError,
    OddOpeningError,
    OutwardPartError,
    UnknownCompressionError,
)
from workbook_templates.reading.limit_errors import LargeContentError, ManyPartsError, ZipBombError
from workbook_templates.reading.limits import MEGABYTE, Limits

_HEADER = 30
"""Bytes before the name of a part."""
_END, _END_64 = 22, 76
"""Bytes of the record at the end of an archive, and of the larger one that may stand before it."""
_ENTRY = 400
"""Bytes of the zip directory for one part, at most: 46 and its name."""
_PROLOG = 65_536
"""Bytes of a part within which its first element must begin."""
_OUTWARD = re.compile(r"^(?:/|[A-Za-z]:)|(?:^|/)\.\.(?:/|$)")
"""A name that begins at the root of a disk, or goes up."""
DTD = re.compile(rb"<!(?:DOCTYPE|ENTITY)")


def _directory_size(file: BinaryIO) -> int:
    """Bytes of the zip directory as `zipfile` will read them; 0 where it will find none."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - (1 << 16) - _END - _END_64))
    tail = file.read()
    plain = tail[-_END:].startswith(b"PK\5\6") and tail.endswith(b"\0\0")
    at = len(tail) - _END if plain else tail.rfind(b"PK\5\6")
    if at < 0:
        return 0
    larger = tail[max(0, at - _END_64) : at]
    if larger.startswith(b"PK\6\6") and larger[-20:].startswith(b"PK\6\7"):
        return int.from_bytes(larger[40:48], "little")
    return int.from_bytes(tail[at + 12 : at + 16], "little")


@contextmanager
def open_archive(path: Path, limits: Limits) -> Iterator[zipfile.ZipFile]:
    """The archive of a file, its directory checked; raises :class:`UnreadableError`, and `zipfile.BadZipFile` where it is none."""
    with path.open("rb") as file:
        # `zipfile` makes an object of every entry, a million of them if need be, before anybody can count them.
        size = _directory_size(file)
        if size > limits.entries * _ENTRY:
            raise ManyPartsError(path, size // _ENTRY)
        with zipfile.ZipFile(file) as archive:
            check_archive(path, archive, limits)
            yield archive


def part_names(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """The parts by their names, in which a backslash is the slash that some Windows programs write so; Excel reads it as one."""
    return {entry.filename.replace("\\", "/"): entry for entry in archive.infolist()}


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
    names = part_names(archive)
    # The format knows no difference between capitals and small letters, some programs do.
    if len({name.casefold() for name in names}) != len(entries):
        raise DoubledPartError(path)
    if any(_OUTWARD.search(name) for name in names):
        raise OutwardPartError(path)
    total = sum(entry.file_size for entry in entries)
    if total > limits.inflated:
        raise LargeContentError(path, total // MEGABYTE, limits.inflated // MEGABYTE)
    for entry in entries:
        if entry.file_size > 1_000_000 and entry.file_size > limits.ratio * max(entry.compress_size, 1):
            raise ZipBombError(path)


def check_declarations(path: Path, archive: zipfile.ZipFile, read: Collection[str]) -> None:
    """No part defines entities; those that are not ``read`` anyway are looked at up to their first element."""
    for name, entry in part_names(archive).items():
        if name in read or not name.casefold().endswith((".xml", ".rels", ".vml")):
            continue
        head = inflated(archive, entry, _PROLOG).replace(b"\0", b"")
        if DTD.search(head):
            raise EntitiesError(path, f"bagian {name}")
        if len(head) == _PROLOG and not re.search(rb"<[A-Za-z_]", head):
            raise OddOpeningError(path, name)


def read_part(path: Path, archive: zipfile.ZipFile, name: str) -> bytes:
    """A whole part, inflated in one go up to the size that the directory tells; a false one is refused."""
    entry = part_names(archive).get(name)
    if entry is None:
        raise MissingPartError(path, name)
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
    content, complete = file.read(entry.compress_size), most >= entry.file_size
    if entry.compress_type != zipfile.ZIP_STORED:
        # No limit would be meant by 0; the one byte more tells whether a part ends where the directory says.
        content = zlib.decompressobj(-zlib.MAX_WBITS).decompress(content, most + 1)
    if complete and (len(content) != entry.file_size or zlib.crc32(content) != entry.CRC):
        raise zipfile.BadZipFile(f"bagian {entry.filename} tidak utuh")
    return content[:most]
