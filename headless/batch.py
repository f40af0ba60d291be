"""Validating many files: find them, read them, judge them in stacks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from rules.document import Document
from rules.finding import Verdict
from rules.pack import Pack
from workbook_templates.errors import UnreadableError

SUFFIXES = (".xlsx", ".xlsm")
STACK = 50
"""Workbooks judged at once: fewer wastes pandera's fixed cost, more only memory."""


def find_files(paths: Sequence[Path]) -> list[Path]:
    """The workbooks meant by files and folders, folders in depth; Excel's `~$` lock files aside."""
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = [p for p in sorted(path.rglob("*")) if p.suffix.lower() in SUFFIXES and p.is_file()]
            found |= dict.fromkeys(p for p in inside if not p.name.startswith("~$"))
        else:
            found[path] = None
    return list(found)


def _stacks(files: Sequence[Path]) -> Iterator[Sequence[Path]]:
    for start in range(0, len(files), STACK):
        yield files[start : start + STACK]


def validate_files(
    files: Sequence[Path], pack: Pack | None, lang: str, advance: Callable[[int], object] = int
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
            except UnreadableError as error:
                refused[path] = str(error)
            advance(1)
        judged = dict(zip(read, validate_many(list(read.values()), pack, lang), strict=True))
        for path in stack:
            yield judged.get(path) or Verdict(str(path), "unreadable", reason=refused[path])


def exit_status(verdicts: Sequence[Verdict]) -> int:
    """0 no galat, 1 at least one galat, 2 a file could not be read; with several files the highest."""
    return max(({"valid": 0, "invalid": 1, "unreadable": 2}[v.status] for v in verdicts), default=0)
