"""Holding on to claims while their versions are judged, however long that takes: a thread renews them."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager

from django.db import Error, connection

from loket.judging.line import LEASE, renew

log = logging.getLogger(__name__)

_EVERY = LEASE.total_seconds() / 4
_MOST = 3600.0
"""Seconds after which a worker that has still not ended is taken for stuck: another one may have what it holds."""


@contextmanager
def holding(numbers: Collection[int]) -> Iterator[None]:
    """Renew the claims on versions, by number, as long as this lasts; what is taken out of ``numbers`` meanwhile is let go."""
    ended = threading.Event()
    thread = threading.Thread(target=_renewing, args=(numbers, ended), daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()


def _renewing(numbers: Collection[int], ended: threading.Event) -> None:
    late = time.monotonic() + _MOST
    while not ended.wait(_EVERY) and time.monotonic() < late:
        try:
            renew(tuple(numbers))
        except Error:
            log.warning("claims could not be renewed; trying again", exc_info=True)
        finally:
            connection.close()
