"""What became of the lines of an imported file."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rules.nomenclature import Decree
from rules.values.cells import as_text

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


def tidy(value: Any) -> str:
    """A cell on one line; empty for `[null]` and the like."""
    text = " ".join(as_text(value).replace("_x000D_", " ").split())
    return "" if text.casefold() in _NOTHING else text
