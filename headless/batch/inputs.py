"""The files meant by the files and folders of a call: those that are judged, and those of a folder that are not, with why."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from headless.errors import NoWorkbooksError
from rules.model.bilingual import Text
from rules.model.finding import Verdict
from rules.record import record
from rules.values.listing import some_of
from workbook_templates.errors import NoTablesError, NothingWrittenError

SUFFIXES = (".xlsx", ".xlsm")
SHEETS = (*SUFFIXES, ".ods", ".xls", ".xlsb")
"""What is taken for a received workbook in a folder; those that cannot be read are told so, not passed over."""
_NEVER_READ = (".xls", ".xlsb")
_MAY_HOLD_TABLES = (".docx", ".csv")
"""What may hold official tables, and may as well be a letter or a list."""
RECEIVED = (*SHEETS, *_MAY_HOLD_TABLES)
"""What is judged of a folder with received files."""

_LOCK = Text("kunci Excel, buku kerjanya sedang dibuka", "Excel's lock, its workbook is open")
_HIDDEN = Text("file tersembunyi", "hidden file")
_LINK = Text("tautan ke folder, tidak diikuti", "link to a folder, not followed")
_NO_FILE = Text("tautan putus atau bukan file biasa", "broken link, or no ordinary file")
_NO_WORKBOOK = Text("bukan buku kerja", "no workbook")
NO_TABLES = Text("tidak memuat tabel resmi Renja atau LKIP", "holds no official table of a Renja or LKIP")
"""Why a letter or a list of a folder was not judged."""
_ASK_FOR_SOURCE = {
    ".pdf": Text("PDF; minta .docx atau .xlsx asalnya", "PDF; ask for the .docx or .xlsx it was made of"),
    ".doc": Text("format .doc lama; simpan sebagai .docx", "old .doc format; save it as .docx"),
}


@record
class Skipped:
    """A file of a folder that was not judged, and why."""

    path: Path
    reason: Text


def find_files(paths: Sequence[Path], endings: Sequence[str] = SHEETS) -> list[Path]:
    """The files meant by files and folders, of a folder those with one of the endings, in depth.

    What cannot be looked at stays in the list, so that reading it says why: a file or folder as it is, a folder
    that cannot be listed as `folder/*`, and a name with the NUL that no file can have with the sign for it.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if _asks(path.is_dir):
            found |= dict.fromkeys(sorted(file for file, why in _inside(path, endings) if why is None))
        else:
            found[Path(str(path).replace("\0", "\N{SYMBOL FOR NULL}"))] = None
    return list(found)


def skipped_files(paths: Sequence[Path], endings: Sequence[str]) -> list[Skipped]:
    """The files in the folders of a call that :func:`find_files` leaves out, each with the reason."""
    folders = [path for path in paths if _asks(path.is_dir)]
    found = (Skipped(file, why) for path in folders for file, why in _inside(path, endings) if why)
    return sorted(found, key=lambda skipped: skipped.path)


def no_workbooks(paths: Sequence[Path], endings: Sequence[str]) -> NoWorkbooksError:
    """That there is nothing to judge, with what lies there instead."""
    others = skipped_files(paths, endings)
    named = (f"'{one.path.name}', {one.reason.id}" for one in others)
    there = f" (di sana ada: {some_of(named)})" if others else ""
    return NoWorkbooksError(there, [ending for ending in endings if ending not in _NEVER_READ])


def of_one_content(files: Sequence[Path]) -> list[list[Path]]:
    """Files that are byte for byte the same, in the order given; those that cannot be read are like none."""
    by_size: dict[int, list[Path]] = {}
    for file in files:
        with suppress(OSError, ValueError):
            if file.is_file():
                by_size.setdefault(file.stat().st_size, []).append(file)
    found: dict[bytes, list[Path]] = {}
    for file in (file for files in by_size.values() if len(files) > 1 for file in files):
        with suppress(OSError), file.open("rb") as content:
            found.setdefault(hashlib.file_digest(content, "sha256").digest(), []).append(file)
    return [same for same in found.values() if len(same) > 1]


def without_tables(verdicts: Sequence[Verdict], asked: Sequence[Path]) -> list[Skipped]:
    """Texts and lists of a folder that were read and hold no official table: no workbooks that someone failed to fill.

    One that was ``asked`` for by its own name is unreadable like any other.
    """
    named = set(map(str, asked))
    return [
        Skipped(Path(verdict.file), NO_TABLES)
        for verdict in verdicts
        if verdict.refused_by in (NoTablesError.id, NothingWrittenError.id)
        and verdict.file.lower().endswith(_MAY_HOLD_TABLES)
        and verdict.file not in named
    ]


def _asks(question: Callable[[], bool], otherwise: bool = False) -> bool:
    """The answer to a question about a path, or ``otherwise`` where the system refuses to say."""
    try:
        return question()
    except (OSError, ValueError):
        return otherwise


def _inside(folder: Path, endings: Sequence[str]) -> Iterator[tuple[Path, Text | None]]:
    """Everything in a folder and below, each with why it is not to be judged, None for what is."""
    closed: list[OSError] = []
    for parent, folders, names in os.walk(folder, onerror=closed.append):
        yield from ((Path(parent, name), _LINK) for name in folders if os.path.islink(Path(parent, name)))
        yield from ((Path(parent, name), _why_not(Path(parent, name), endings)) for name in names)
    yield from ((Path(error.filename, "*"), None) for error in closed)


def _why_not(file: Path, endings: Sequence[str]) -> Text | None:
    suffix = file.suffix.lower()
    if file.name.startswith("~$"):
        return _LOCK
    if suffix in endings and not file.name.startswith("._"):
        return None if _asks(file.is_file, otherwise=True) else _NO_FILE
    return _HIDDEN if file.name.startswith(".") else _ASK_FOR_SOURCE.get(suffix, _NO_WORKBOOK)
