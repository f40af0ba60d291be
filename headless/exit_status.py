"""With what status a command ends: 0 no *galat*, 1 at least one, 2 what could not be read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rules.model.finding import Verdict

UNREADABLE = 2
_STATUS = {"valid": 0, "invalid": 1, "unreadable": UNREADABLE}


def exit_status(verdicts: Iterable[Verdict]) -> int:
    """The status that verdicts end in: with several workbooks the highest."""
    return max((_STATUS[verdict.status] for verdict in verdicts), default=0)
