"""Writing files so that nothing is ever half written or lost."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from workbook_templates.errors import FolderOutputError, NoFolderError, RefusedOutputError

_FULL = "ruang disk atau jatah Anda penuh; kosongkan sebagian atau pakai disk lain"
_DENIED = "tidak ada izin, atau sedang dibuka program lain; tutup dahulu atau pakai folder lain"
_TOO_LONG = "namanya terlalu panjang; pakai nama yang lebih pendek"
_REASONS = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: "ukurannya melewati batas disk atau akun ini; pakai disk lain",
    errno.EACCES: _DENIED,
    errno.EPERM: _DENIED,
    errno.EROFS: "disk hanya dapat dibaca; pakai disk lain",
    errno.ENAMETOOLONG: _TOO_LONG,
    errno.EIO: "disk rusak atau terputus; sambungkan kembali atau pakai disk lain",
}


def reason(error: OSError) -> str:
    """Why the system refused, in the planner's words with what to do; the system's own words in brackets."""
    said = error.strerror or str(error) or type(error).__name__
    known = _REASONS.get(error.errno or 0)
    return f"{known} ({said})" if known else said


def same_file(one: Path, other: Path) -> bool:
    """Whether two paths lead to one file; False where one of them leads nowhere."""
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return False


def _partial(path: Path) -> Path:
    """A new empty file beside ``path``, once ``path`` can be its place."""
    if "\0" in str(path):
        raise RefusedOutputError(Path(str(path).replace("\0", "?")), "namanya memuat karakter NUL; pakai nama lain")
    if path.is_dir():
        raise FolderOutputError(path)
    if not path.parent.is_dir():
        raise NoFolderError(path.parent)
    handle, name = tempfile.mkstemp(prefix=".renja-", suffix=path.suffix, dir=path.parent)
    os.close(handle)
    return Path(name)


def _cause(error: Exception) -> OSError | None:
    """The system's error behind one that a writer of files (xlsxwriter) wrapped it in."""
    if isinstance(error, OSError):
        return error
    return next((cause for cause in error.args if isinstance(cause, OSError)), None)


@contextmanager
def written(path: Path) -> Iterator[Path]:
    """A temporary file beside ``path`` that takes its place when the block ends well, and vanishes otherwise.

    Raises :class:`OutputError` where the system refuses to write it; what the block reads meanwhile is
    its own to answer for.
    """
    partial = None
    try:
        partial = _partial(path)
        yield partial
        umask = os.umask(0)
        os.umask(umask)
        partial.chmod(0o666 & ~umask)
        partial.replace(path)
    except Exception as error:
        cause = _cause(error)
        if cause is None:
            raise
        raise RefusedOutputError(path, reason(cause)) from error
    finally:
        if partial is not None:
            with suppress(OSError):
                partial.unlink(missing_ok=True)
