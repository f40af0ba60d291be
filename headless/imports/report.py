"""What became of the lines of an imported file."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rules.nomenclature import Decree
from rules.values.cells import as_text

_MANGLED = re.compile("[ÂÃâ][\u0080-\u00bf€-™]")
"""How letters of two and three bytes look when each byte was taken for a letter."""
_NOTHING = {"[null]", "null", "none", "-", "nan"}


@dataclass(frozen=True, slots=True)
class ReportedLine:
    """A line of the file that was not simply kept: where, what it says, why."""

    place: str
    text: str
    reason: str


@dataclass
class Report:
    """What became of the lines of a file; ``read`` = kept + duplicates + conflicts + rejected + headings."""

    what: str
    read: int = 0
    kept: int = 0
    headings: int = 0
    rejected: list[ReportedLine] = field(default_factory=list)
    duplicates: list[ReportedLine] = field(default_factory=list)
    conflicts: list[ReportedLine] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    counts: dict[str, dict[str, int]] = field(default_factory=dict)
    decree: Decree | None = None
    path: Path | None = None
    partial: bool = False
    """Whether the file holds a part of its decree only, as far as can be told."""


def unmangled(text: str) -> str:
    """A text that was read in the wrong encoding, as it was written; others unchanged.

    >>> unmangled("MÂ³/Hari"), unmangled("Château")
    ('M³/Hari', 'Château')
    """
    if not _MANGLED.search(text):
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text


def tidy(value: Any) -> str:
    """A cell on one line, its encoding mended; empty for `[null]` and the like."""
    text = unmangled(" ".join(as_text(value).replace("_x000D_", " ").split()))
    return "" if text.casefold() in _NOTHING else text
