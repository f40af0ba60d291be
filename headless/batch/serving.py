"""The child's side: does one task after another, and says beforehand which files it has at hand."""

from __future__ import annotations

import logging
import math
import os
import signal
import sys
from collections.abc import Callable, Mapping
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from rules.errors import RenjaError
from rules.record import record

log = logging.getLogger(__name__)

_GRACE = 10
"""Seconds after its time is over in which the asking process kills a child; one that was left alone ends itself then."""


@record
class WorkerBounds:
    """What a worker may take: seconds for one file and for each further one of its stack, bytes of memory (0: any)."""

    seconds: float = 60.0
    further: float = 5.0
    memory: int = 3_000_000_000

    def time(self, files: int) -> float:
        """Seconds for so many files at once."""
        return self.seconds + self.further * max(0, files - 1)


UNBOUNDED = WorkerBounds(seconds=1e6, memory=0)
"""For work of our own, in which nothing received is read."""


@record
class AtHand:
    """The files that a child reads or judges from now on."""

    files: tuple[Path, ...]


@record
class Done:
    """What a task came to."""

    result: Any


@record
class Failure:
    """Why there is no result (Indonesian clause), and the files that were at hand."""

    reason: str
    files: tuple[Path, ...] = ()

    @property
    def culprit(self) -> Path | None:
        """The file whose fault it is, where only one was at hand."""
        return self.files[0] if len(self.files) == 1 else None


def told(error: BaseException) -> str:
    """Why a task failed."""
    if isinstance(error, MemoryError):
        return "memori yang diizinkan tidak cukup"
    return f"pemeriksaan gagal ({type(error).__name__})"


def _to_nobody(files: tuple[Path, ...]) -> None:
    """In the asking process itself nobody watches."""


_announce: Callable[[tuple[Path, ...]], None] = _to_nobody


def at_hand(*files: Path) -> None:
    """Say which files are read or judged from now on: should that end badly, it is known whose fault it was."""
    _announce(files)


class _Service:
    """What a child does for one asking process."""

    def __init__(self, asker: Connection, bounds: WorkerBounds) -> None:
        self._asker, self._bounds, self._files = asker, bounds, tuple[Path, ...]()

    def announce(self, files: tuple[Path, ...]) -> None:
        """Tell what is at hand, and how long it may take at most should nobody be left to watch."""
        self._files = files
        self._asker.send(AtHand(files))
        if hasattr(signal, "alarm"):
            signal.alarm(math.ceil(self._bounds.time(len(files))) + _GRACE)

    def do(self, function: Callable[..., Any], words: tuple[Any, ...]) -> None:
        """Do a task and send what it came to."""
        self.announce(())
        try:
            answer: Done | Failure | RenjaError = Done(function(*words))
        except RenjaError as error:
            answer = error
        except Exception as error:
            log.debug("%r failed", function, exc_info=True)
            answer = Failure(told(error), self._files)
        if hasattr(signal, "alarm"):
            signal.alarm(0)
        try:
            self._asker.send(answer)
        except Exception as error:
            # There was no memory left to tell it in, or it cannot be told to another process.
            self._asker.send(Failure(told(error), self._files))


def serve(asker: Connection) -> None:
    """Do what the asking process sends, until it is gone."""
    # Where children are not forked from the helper, each loads for itself, while it waits for its first task.
    from headless.batch import preload  # noqa: F401

    try:
        _serve(asker)
    except (EOFError, OSError, MemoryError):
        # The asker has gone, or notices now that this process has; there is nobody to show a traceback to.
        os._exit(1)


def _serve(asker: Connection) -> None:
    global _announce
    bounds, environment, folders = asker.recv()
    sys.path[:] = folders
    _settle(bounds.memory, environment)
    service = _Service(asker, bounds)
    _announce = service.announce
    while True:
        service.do(*asker.recv())


def _settle(memory: int, environment: Mapping[str, str]) -> None:
    """Take over the asker's environment, and bound the memory (bytes of address space; 0: unbounded)."""
    os.environ.clear()
    os.environ.update(environment)
    if memory:
        try:
            import resource
        except ImportError:
            # Windows has no such limit; the time limit still holds.
            return
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        wanted = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
        resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
