"""Validating many files: read them, judge them in stacks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from headless.references import Comparison
from rules.document import Document
from rules.finding import Verdict
from rules.pack import Pack
from workbook_templates.errors import UnreadableError

STACK = 50
"""Workbooks judged at once: fewer wastes pandera's fixed cost, more only memory."""


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
