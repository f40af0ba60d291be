"""The helper: a process that loads what judging needs while the asking process still reads its call.

Children are forked from it, so that what is loaded is loaded once. It ends with the process that asked. Where the system
does not fork, each child loads for itself (:func:`headless.batch.child.start_spare`).
"""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import Any

_PRELOAD = ["headless.batch.preload"]
_KEPT_MEMORY = {"MALLOC_MMAP_THRESHOLD_": "32000000", "MALLOC_TRIM_THRESHOLD_": "500000000"}
"""To the C library of Linux: memory of one workbook is kept for the next; handing it back and asking for it anew costs a tenth."""
_OWN = Path(__file__).resolve().parents[2]


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


def package_folders() -> list[str]:
    """The folders in which this interpreter looks for packages, in its order.

    Without the working folder, which may be one of received files, unless our own packages stand in it.
    """
    here = Path.cwd().resolve()
    folders = dict.fromkeys(map(os.path.abspath, sys.path))
    return [folder for folder in folders if here == _OWN or Path(folder).resolve() != here]


@contextmanager
def fit_for_children() -> Iterator[None]:
    """Interpreters that are started meanwhile import what this one does, and nothing from the working folder."""
    # A helper that forks is not told the path otherwise (Python 3.11); where it stands now would come first.
    told = _KEPT_MEMORY | {"PYTHONPATH": os.pathsep.join(package_folders()), "PYTHONSAFEPATH": "1"}
    before = {name: os.environ.get(name) for name in told}
    os.environ |= told
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _without_tracker() -> None:
    """Start no tracker of shared memory, of which none is used: it is one more interpreter."""
    from multiprocessing import resource_tracker

    tracker: Any = resource_tracker._resource_tracker
    if tracker._fd is None:
        # What the tracker would be told; the library starts none where this can be written to.
        tracker._fd = os.open(os.devnull, os.O_WRONLY)


def start_helper() -> None:
    """Have the helper begin to load; returns at once. For systems whose children are forked."""
    from multiprocessing import forkserver

    context()
    _without_tracker()
    with fit_for_children():
        forkserver.ensure_running()
