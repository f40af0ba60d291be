"""What a task has to say to the process that asked for it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Answer:
    """Lines and a report for people or programs, and the exit status; ``faults`` go to standard error."""

    lines: list[str] = field(default_factory=list)
    report: str = ""
    status: int = 0
    faults: list[str] = field(default_factory=list)
