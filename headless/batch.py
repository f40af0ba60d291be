"""Validating many files: find them, read them, judge them in stacks."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rules.document import Document
from rules.finding import Verdict
from rules.pack import Pack
from workbook_templates.errors import UnreadableError

if TYPE_CHECKING:
    from headless.references import Comparison

SUFFIXES = (".xlsx", ".xlsm")
STACK = 50
"""Workbooks judged at once: fewer wastes pandera's fixed cost, more only memory."""


def find_files(paths: Sequence[Path]) -> list[Path]:
    """The workbooks meant by files and folders, folders in depth; Excel's `~$` lock files aside.

    What cannot be looked at stays in the list, so that reading it says why: a file or folder as it is, a folder
    that cannot be listed as `folder/*`, and a name with the NUL that no file can have with the sign for it.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if _asks(path.is_dir):
            found |= dict.fromkeys(_inside(path))
        else:
            found[Path(str(path).replace("\0", "\N{SYMBOL FOR NULL}"))] = None
    return list(found)


def _asks(question: Callable[[], bool], otherwise: bool = False) -> bool:
    """The answer to a question about a path, or ``otherwise`` where the system refuses to say."""
    try:
        return question()
    except (OSError, ValueError):
        return otherwise


def _inside(folder: Path) -> list[Path]:
    """The workbooks in a folder and below, in order."""
    closed: list[OSError] = []
    files = [Path(parent, name) for parent, _, names in os.walk(folder, onerror=closed.append) for name in names]
    books = [p for p in files if p.suffix.lower() in SUFFIXES and not p.name.startswith("~$")]
    found = [p for p in books if _asks(p.is_file, otherwise=True)]
    return sorted([*found, *(Path(error.filename, "*") for error in closed)])


def _stacks(files: Sequence[Path]) -> Iterator[Sequence[Path]]:
    for start in range(0, len(files), STACK):
        yield files[start : start + STACK]


def validate_files(
    files: Sequence[Path],
    pack: Pack | None,
    lang: str,
    advance: Callable[[int], object] = int,
    comparison: Comparison | None = None,
) -> Iterator[Verdict]:
    """Verdicts in the order of the files; a file that cannot be read costs only itself."""
    from rules.engine import validate_many
    from workbook_templates.reader import read_document

    for stack in _stacks(files):
        read: dict[Path, Document] = {}
        refused: dict[Path, str] = {}
        for path in stack:
            try:
                read[path] = read_document(path)
                if comparison:
                    read[path].references = comparison.of(read[path])
            except UnreadableError as error:
                refused[path] = str(error)
            advance(1)
        judged = dict(zip(read, validate_many(list(read.values()), pack, lang), strict=True))
        for path in stack:
            yield judged.get(path) or Verdict(str(path), "unreadable", reason=refused[path])


def exit_status(verdicts: Sequence[Verdict]) -> int:
    """0 no galat, 1 at least one galat, 2 a file could not be read; with several files the highest."""
    return max(({"valid": 0, "invalid": 1, "unreadable": 2}[v.status] for v in verdicts), default=0)
