"""What a task has to say to the process that asked for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Answer:
    """Lines and a report for people or programs, and the exit status; ``faults`` go to standard error.

    ``places`` are the files that were written, where something is still to be done with them.
    """

    lines: list[str] = field(default_factory=list)
    report: str = ""
    status: int = 0
    faults: list[str] = field(default_factory=list)
    places: list[Path] = field(default_factory=list)
