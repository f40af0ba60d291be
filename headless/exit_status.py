"""With what status a command ends: 0 no *galat*, 1 at least one, 2 what could not be read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rules.model.finding import State, Verdict

UNREADABLE = 2
_STATUS = {"valid": 0, "incomplete": 0, "invalid": 1, "unreadable": UNREADABLE, "quarantined": UNREADABLE}


def exit_status(verdicts: Iterable[Verdict], *, strict: bool = False) -> int:
    """The status that verdicts end in: with several workbooks the highest.

    With ``strict`` a workbook that was not wholly checked counts as one with a galat.
    """
    return max((status_of(verdict.state, strict=strict) for verdict in verdicts), default=0)


def status_of(state: State, *, strict: bool = False) -> int:
    """The status that what is said of one workbook ends in."""
    return (_STATUS | ({"incomplete": 1} if strict else {}))[state]
