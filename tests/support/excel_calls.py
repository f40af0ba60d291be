"""What crosses to Excel from the stand-in: every call is counted and timed, and may fail as COM does."""

from __future__ import annotations

import functools
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

CALLS: Counter[str] = Counter()
"""Calls to Excel by name, since the last :func:`fresh`."""
SPENT = [0.0]
"""Seconds that the calls took here: in Excel it is Excel's own time."""


class ComError(Exception):
    """What Excel raises through COM."""


def com(work: Callable[..., Any]) -> Callable[..., Any]:
    """Count a call that crosses to Excel."""

    @functools.wraps(work)
    def counted(self: Any, *args: Any, **options: Any) -> Any:
        CALLS[f"{type(self).__name__}.{work.__name__}"] += 1
        began = time.perf_counter()
        try:
            return work(self, *args, **options)
        finally:
            SPENT[0] += time.perf_counter() - began

    return counted
