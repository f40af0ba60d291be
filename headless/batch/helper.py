"""The helper: a process that loads what judging needs while the asking process still reads its call.

Children are forked from it, so that what is loaded is loaded once. It ends with the process that asked. Where the system
does not fork, each child loads for itself (:func:`headless.batch.child.start_spare`).
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.context import BaseContext

_PRELOAD = ["headless.batch.preload"]
_SAFE_PATH = "PYTHONSAFEPATH"


def forks() -> bool:
    """Whether children are forked from a helper; they are started one by one elsewhere (Windows)."""
    return "forkserver" in multiprocessing.get_all_start_methods()


def context() -> BaseContext:
    """How children are started."""
    # A fork of this process would take over locks that its threads hold; the helper has no threads.
    made = multiprocessing.get_context("forkserver" if forks() else "spawn")
    if forks():
        made.set_forkserver_preload(_PRELOAD)
    return made


@contextmanager
def nothing_from_the_working_folder() -> Iterator[None]:
    """Interpreters that are started meanwhile import nothing from the working folder, which may be one of received files."""
    before = os.environ.get(_SAFE_PATH)
    os.environ[_SAFE_PATH] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[_SAFE_PATH]
        else:
            os.environ[_SAFE_PATH] = before


def start_helper() -> None:
    """Have the helper begin to load; returns at once. For systems whose children are forked."""
    from multiprocessing import forkserver

    context()
    with nothing_from_the_working_folder():
        forkserver.ensure_running()
