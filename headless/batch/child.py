"""The asking side of a child: given a task, watched while it is at it, ended where it dies or takes too long."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any

from headless.batch.helper import context, fit_for_children, package_folders
from headless.batch.serving import AtHand, Done, Failure, WorkerBounds, serve
from rules.errors import RenjaError

_LOOK = 3600.0
"""Seconds after which a watcher looks again, whatever happens."""
_START = 120.0
"""Seconds until a child has taken up its task: an interpreter may have to start first."""
_BURIAL = 5.0
"""Seconds for a process that has closed its pipe, or was killed, to be gone."""


class Child:
    """A process that does one task after another; it starts at once, and is told its bounds later."""

    def __init__(self) -> None:
        made = context()
        self.connection, theirs = made.Pipe()
        self._process = made.Process(target=serve, args=(theirs,), daemon=True)  # type: ignore[attr-defined]
        with fit_for_children():
            self._process.start()
        theirs.close()
        self._bounds, self._files, self._late = WorkerBounds(), tuple[Path, ...](), 0.0

    def settle(self, bounds: WorkerBounds) -> None:
        """State the bounds; comes before the first task."""
        self._bounds = bounds
        self._send((bounds, dict(os.environ), package_folders()))

    def give(self, function: Callable[..., Any], *words: Any) -> None:
        """Begin a task. What it announces (:func:`headless.batch.serving.at_hand`) sets its time anew each time."""
        self._files, self._late = (), time.monotonic() + _START
        self._send((function, words))

    def _send(self, message: object) -> None:
        # One that died while it waited is noticed when it is heard.
        with suppress(OSError):
            self.connection.send(message)

    def heard(self) -> Done | Failure | RenjaError | None:
        """What became of the task, None while it goes on; after a failure the child is gone."""
        try:
            if not self.connection.poll():
                if time.monotonic() < self._late:
                    return None
                self.end()
                return Failure("melewati batas waktu", self._files)
            message: AtHand | Done | Failure | RenjaError = self.connection.recv()
        except (EOFError, OSError):
            self._process.join(_BURIAL)
            status = self._process.exitcode
            self.end()
            return Failure(f"pekerja yang memeriksanya mati mendadak (status {status})", self._files)
        if isinstance(message, AtHand):
            self._files, self._late = message.files, time.monotonic() + self._bounds.time(len(message.files))
            return None
        if isinstance(message, Failure):
            # What starved once has its memory in pieces.
            self.end()
        return message

    @property
    def patience(self) -> float:
        """Seconds until its time is over."""
        return self._late - time.monotonic()

    def end(self) -> None:
        """Kill it, whatever it does."""
        self._process.kill()
        self._process.join(_BURIAL)
        self.connection.close()


_spare: list[Child] = []


def start_spare() -> None:
    """Start a child for the first one who asks."""
    _spare.append(Child())


def new_child(bounds: WorkerBounds) -> Child:
    """A child that keeps within bounds."""
    child = _spare.pop() if _spare else Child()
    child.settle(bounds)
    return child


def await_any(children: Iterable[Child]) -> None:
    """Wait until one of the children says something or its time is over."""
    at_work = list(children)
    patience = min((child.patience for child in at_work), default=0.0)
    wait([child.connection for child in at_work], timeout=min(max(0.0, patience), _LOOK))
