"""Writing files so that nothing is ever half written or lost."""

from __future__ import annotations

import errno
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rules.atomic_file import replacing
from rules.refusals import why_refused
from workbook_templates.errors import (
    FolderOutputError,
    InputAsOutputError,
    NoFolderError,
    RefusedOutputError,
    SpecialOutputError,
)

_FREE = "kosongkan sebagian atau pakai disk lain"
_ELSEWHERE = "tutup dahulu atau pakai folder lain"
_ADVICE = {
    errno.ENOSPC: _FREE,
    errno.EDQUOT: _FREE,
    errno.EFBIG: "pakai disk lain",
    errno.EACCES: _ELSEWHERE,
    errno.EPERM: _ELSEWHERE,
    errno.EROFS: "pakai disk lain",
    errno.ENAMETOOLONG: "pakai nama yang lebih pendek",
    errno.EIO: "sambungkan kembali atau pakai disk lain",
}


def reason(error: OSError) -> str:
    """Why the system refused to write, in the planner's words, and what to do."""
    return f"{why_refused(error)}; {_ADVICE.get(error.errno or 0, 'pakai folder lain')}"


def same_file(one: Path, other: Path) -> bool:
    """Whether two paths lead to one file; False where one of them leads nowhere."""
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return False


def means_folder(path: Path) -> bool:
    """Whether a place to write is a folder: one that is there, or a name without an ending that nothing bears yet."""
    return path.is_dir() or (not path.suffix and not path.exists())


def make_folder(path: Path) -> None:
    """Make a folder where there is none yet, in one that is there; raises :class:`OutputError`."""
    if path.is_dir():
        return
    if not path.parent.is_dir():
        raise NoFolderError(path.parent)
    try:
        path.mkdir()
    except OSError as error:
        raise RefusedOutputError(path, reason(error)) from error


def _check_place(path: Path) -> None:
    """Raise :class:`OutputError` unless ``path`` can be the place of a file."""
    if "\0" in str(path):
        raise RefusedOutputError(Path(str(path).replace("\0", "?")), "namanya memuat karakter NUL; pakai nama lain")
    if path.is_dir():
        raise FolderOutputError(path)
    if path.exists() and not path.is_file():
        raise SpecialOutputError(path)
    if not path.parent.is_dir():
        raise NoFolderError(path.parent)


def _cause(error: Exception) -> OSError | None:
    """The system's error behind one that a writer of files (xlsxwriter) wrapped it in."""
    if isinstance(error, OSError):
        return error
    return next((cause for cause in error.args if isinstance(cause, OSError)), None)


@contextmanager
def on_the_way_to(target: Path) -> Iterator[Path]:
    """A folder of its own for the steps on the way to a file; what the system refuses to write there is told of that file."""
    try:
        with TemporaryDirectory(prefix="renja-") as folder:
            yield Path(folder)
    except RefusedOutputError as error:
        raise RefusedOutputError(target, error.reason) from error


@contextmanager
def written(path: Path) -> Iterator[Path]:
    """A temporary file beside ``path`` that takes its place when the block ends well, and vanishes otherwise.

    Raises :class:`OutputError` where the system refuses to write it; what the block reads meanwhile is
    its own to answer for.
    """
    try:
        _check_place(path)
        with replacing(path) as partial:
            yield partial
    except Exception as error:
        cause = _cause(error)
        if cause is None:
            raise
        raise RefusedOutputError(path, reason(cause)) from error


@contextmanager
def written_workbook(path: Path, options: Mapping[str, bool]) -> Iterator[Any]:
    """A new workbook of xlsxwriter, which is at ``path`` when the block ends well; raises :class:`OutputError`.

    It is made in memory: a disk that is full is then met once, and leaves no half-closed archive behind.
    """
    import xlsxwriter

    from workbook_templates.spelled_sheet import SpelledSheet

    content = io.BytesIO()
    with written(path) as partial:
        book = xlsxwriter.Workbook(content, {**options, "in_memory": True})
        book.worksheet_class = SpelledSheet
        yield book
        book.close()
        partial.write_bytes(content.getvalue())


def save_text(text: str, path: Path) -> None:
    """Write a text; what cannot stand in UTF-8 (half of a surrogate pair in a cell) must not cost the rest."""
    save_pieces([text], path)


def save_pieces(pieces: Iterable[str], path: Path) -> None:
    """Write a text as it comes, piece by piece; as :func:`save_text`."""
    with written(path) as partial, partial.open("w", encoding="utf-8", errors="replace") as file:
        file.writelines(pieces)


def refuse_inputs(places: Iterable[Path], read: Sequence[Path]) -> None:
    """Refuse to write onto a file that the run reads, by whatever path or link; raises :class:`InputAsOutputError`."""
    for place in places:
        if any(same_file(place, path) for path in read):
            raise InputAsOutputError(place)
