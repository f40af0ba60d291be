"""Who judges the files of a batch on this machine: this process, or worker processes.

An executor takes stacks of files and gives for each its verdicts, or why there are none: a worker that was killed, that
took too long or ran out of memory takes its stack with it, but no other. What is wrong with the rule book or the imported
data concerns every file and ends the run (:class:`rules.errors.RenjaError`).
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol, TypeVar

from headless.batch.child import Child, await_any, new_child
from headless.batch.serving import Done, Failure, WorkerBounds, told
from rules.errors import RenjaError

log = logging.getLogger(__name__)

_Verdict = TypeVar("_Verdict")
Stack = tuple[Path, ...]
Result = tuple[Stack, list[Any] | Failure]
"""A stack with its verdicts in order, or why it has none."""


class Judging(Protocol[_Verdict]):
    """Work whose files are stacked: what is said of each of them, and of one that no worker comes back from."""

    def judge(self, files: Sequence[Path]) -> list[_Verdict]:
        """What is said of each file, in order."""
        ...

    def quarantined(self, path: Path, reason: str) -> _Verdict:
        """What is said of a file that was given up, for a reason told in a sentence."""
        ...


def judge_stack(work: Judging[Any], files: Stack) -> list[Any]:
    """Judge a stack in another process."""
    return work.judge(files)


class Executor(Protocol):
    """Judges stacks, in any order."""

    def run(self, stacks: Sequence[Stack]) -> Iterator[Result]:
        """Each stack with what became of it, as it comes."""
        ...

    def close(self) -> None:
        """Let the workers go."""
        ...


class Here:
    """Judges in this process, without bounds."""

    def __init__(self, work: Judging[Any]) -> None:
        self._work = work

    def run(self, stacks: Sequence[Stack]) -> Iterator[Result]:
        """Each stack in turn."""
        for stack in stacks:
            try:
                yield stack, self._work.judge(stack)
            except RenjaError:
                raise
            except Exception as error:
                log.debug("judging %s failed", stack, exc_info=True)
                yield stack, Failure(told(error))

    def close(self) -> None:
        """Nothing to let go."""


class Workers:
    """Worker processes of this machine; each may be killed without harm to the others."""

    def __init__(self, work: Judging[Any], jobs: int, bounds: WorkerBounds) -> None:
        self._work, self._jobs, self._bounds = work, jobs, bounds
        self._idle: list[Child] = []
        self._busy: dict[Child, Stack] = {}

    def run(self, stacks: Sequence[Stack]) -> Iterator[Result]:
        """Each stack as its worker ends; none waits at a worker, so that memory stays flat."""
        waiting: deque[Stack] = deque(stacks)
        self._deal(waiting)
        while self._busy:
            await_any(self._busy)
            results = [(self._busy.pop(child), self._outcome(child, heard)) for child, heard in self._ended()]
            # Whoever is free goes on before the results are looked at.
            self._deal(waiting)
            yield from results

    def _deal(self, waiting: deque[Stack]) -> None:
        while waiting and len(self._busy) < self._jobs:
            child = self._idle.pop() if self._idle else new_child(self._bounds)
            self._busy[child] = waiting.popleft()
            child.give(judge_stack, self._work, self._busy[child])

    def _ended(self) -> list[tuple[Child, Done | Failure | RenjaError]]:
        return [(child, heard) for child in self._busy if (heard := child.heard()) is not None]

    def _outcome(self, child: Child, heard: Done | Failure | RenjaError) -> list[Any] | Failure:
        if isinstance(heard, Failure):
            return heard
        self._idle.append(child)
        if isinstance(heard, RenjaError):
            raise heard
        verdicts: list[Any] = heard.result
        return verdicts

    def close(self) -> None:
        """Stop the workers, whatever they do."""
        for child in (*self._idle, *self._busy):
            child.end()
