"""Work on received files that is done in a child of its own: a file that kills or stalls it costs a sentence, no more."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import ParamSpec, Self, TypeVar

from headless.batch.child import Child, await_any, new_child
from headless.batch.serving import Failure, WorkerBounds
from headless.errors import LostWorkError
from rules.errors import RenjaError

_Words = ParamSpec("_Words")
_Result = TypeVar("_Result")


def without_workers() -> bool:
    """Whether the environment asks for everything to be done in the asking process (`RENJA_JOBS=0`)."""
    return os.environ.get("RENJA_JOBS") == "0"


class Apart:
    """Does tasks in a child within bounds, or ``here`` in this process, where nothing is bounded.

    Functions are told to the child by their name: they stand at the top of a module, and what they take and return is
    light, for this process loads it. ``at_hand`` are the files over which the last task was lost.
    """

    def __init__(self, bounds: WorkerBounds | None = None, *, here: bool | None = None) -> None:
        self._bounds = bounds or WorkerBounds()
        self._here = without_workers() if here is None else here
        self._child: Child | None = None
        self.at_hand: tuple[Path, ...] = ()

    def do(self, function: Callable[_Words, _Result], *words: _Words.args, **named: _Words.kwargs) -> _Result:
        """What a function comes to; raises its :class:`RenjaError`, and :class:`LostWorkError` where it came to nothing."""
        if self._here:
            return function(*words, **named)
        self._child = self._child or new_child(self._bounds)
        self._child.give(_called, function, words, named)
        outcome = self._child.heard()
        while outcome is None:
            await_any([self._child])
            outcome = self._child.heard()
        if isinstance(outcome, RenjaError):
            raise outcome
        if isinstance(outcome, Failure):
            self._child = None
            self.at_hand = outcome.files
            raise LostWorkError([f"'{path.name}'" for path in outcome.files] or ["Pekerjaan ini"], outcome.reason)
        result: _Result = outcome.result
        return result

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._child:
            self._child.end()
            self._child = None


def _called(function: Callable[..., _Result], words: tuple[object, ...], named: dict[str, object]) -> _Result:
    return function(*words, **named)


def apart(
    bounds: WorkerBounds, function: Callable[_Words, _Result], *words: _Words.args, **named: _Words.kwargs
) -> _Result:
    """What a function comes to in a child of its own."""
    with Apart(bounds) as child:
        return child.do(function, *words, **named)
