"""What a call with a map of tables (`--peta`, `--buat-peta`) must be like."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from headless.cli.errors import OneWorkbookError
from workbook_templates.errors import TakenError
from workbook_templates.safe_writing import refuse_inputs


def only_file(files: Sequence[Path], option: str) -> Path:
    """The one file that a map speaks of."""
    if len(files) != 1:
        raise OneWorkbookError(option, len(files))
    return files[0]


def may_map(source: Path, target: Path, read: Sequence[Path], *, overwrite: bool) -> None:
    """Refuse to write a map onto a file that the call reads (``read``: the others), or unasked onto another."""
    refuse_inputs([target], [source, *read])
    if target.exists() and not overwrite:
        raise TakenError(target)
