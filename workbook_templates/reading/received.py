"""The one place where received files are opened.

A received file may be a pipe nobody writes to, a device or larger than the memory: it must be a plain file of a sane
size, and opening it never waits.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path

from rules.refusals import why_refused
from workbook_templates.reading.errors import (
    ClosedFileError,
    EmptyFileError,
    FolderInputError,
    MissingFileError,
    SpecialFileError,
)
from workbook_templates.reading.limit_errors import LargeFileError
from workbook_templates.reading.limits import MEGABYTE, Limits

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How Office files older than 2007 begin, and those locked with a password."""
_LOCKED = "EncryptedPackage".encode("utf-16-le")
"""The stream of that container in which a locked file lies (MS-OFFCRYPTO 2.3.4.4)."""
_NEVER_WAIT = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)


@contextmanager
def opened(path: Path, most: int, what: str) -> Iterator[BufferedReader]:
    """A plain file of at most so many bytes, opened; ``what`` is what it should be (`buku kerja Excel`).

    Raises :class:`UnreadableError`.
    """
    try:
        _check(path, os.stat(path), most, what)
        file = open(path, "rb", opener=lambda name, flags: os.open(name, flags | _NEVER_WAIT))  # noqa: SIM115
    except FileNotFoundError:
        raise MissingFileError(path) from None
    except OSError as error:
        raise ClosedFileError(path, why_refused(error)) from None
    with file:
        # What was looked at by its name may be another file by now.
        _check(path, os.fstat(file.fileno()), most, what)
        yield file


def check_file(path: Path, limits: Limits, what: str) -> bytes:
    """The first bytes of a workbook or narrative that :func:`opened` lets through and that is not empty."""
    with opened(path, limits.file_size, what) as file:
        head = file.read(8)
    if not head:
        raise EmptyFileError(path)
    return head


def is_locked(path: Path, limits: Limits, what: str) -> bool:
    """Whether an Office file in the old container is a new one locked with a password, not one of the old format."""
    return _LOCKED in read_received(path, limits.file_size, what)


def read_received(path: Path, most: int, what: str) -> bytes:
    """All of a received file; raises :class:`UnreadableError` as :func:`opened` does."""
    with opened(path, most, what) as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise LargeFileError(path, _size(len(content)), _size(most), what)
    return content


def _check(path: Path, status: os.stat_result, most: int, what: str) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise FolderInputError(path, what)
    if not stat.S_ISREG(status.st_mode):
        raise SpecialFileError(path)
    if status.st_size > most:
        raise LargeFileError(path, _size(status.st_size), _size(most), what)


def _size(count: int) -> str:
    return f"{count // MEGABYTE} MB" if count >= MEGABYTE else f"{count} byte"
