"""The one way to work on a received file outside the line: in a child within limits, few at a time."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from headless.batch.apart import Apart
from headless.batch.serving import WorkerBounds
from headless.errors import LostWorkError
from loket.copies.errors import BusyError, LostCopyError

_AT_ONCE = threading.BoundedSemaphore(2)
"""Each child may take gigabytes, and the server has threads to answer with."""
_PATIENCE = 10.0
"""Seconds that a request waits for its turn."""
_BOUNDS = WorkerBounds(seconds=40)


@contextmanager
def within_limits() -> Iterator[Apart]:
    """A child for one request; raises :class:`LoketCopyError` where too many are at work, or this one dies or takes too long."""
    if not _AT_ONCE.acquire(timeout=_PATIENCE):
        raise BusyError
    try:
        with Apart(_BOUNDS) as child:
            yield child
    except LostWorkError as error:
        raise LostCopyError(error.reason) from None
    finally:
        _AT_ONCE.release()
