"""Validating files: stacked, by one or many workers, each file's verdict the same whoever judged it.

What a worker had at hand when it died or took too long is judged again: the file it read by itself, and where that fails
too it is quarantined; the others of its stack are stacked anew. They have lost nothing but time.
"""

from __future__ import annotations

import math
import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from headless.batch.apart import Apart
from headless.batch.journal import Journal
from headless.batch.serving import Failure, WorkerBounds
from headless.batch.worker import Work
from headless.batch.worker_pool import Executor, Here, Judging, Stack, Workers
from rules.model.finding import Verdict
from rules.record import record
from workbook_templates.reading.limits import DEFAULT_LIMITS, Limits

if TYPE_CHECKING:
    from headless.batch.held_against import HeldAgainst
    from rules.schema.pack import Pack

_Verdict = TypeVar("_Verdict")

STACK = 50
"""Workbooks judged at once: fewer wastes pandera's fixed cost, more only memory."""
STACK_BYTES = 8_000_000
"""Size of the files judged at once: what is read of a zipped workbook takes about nine times its size."""
MANY = 500
"""Workbooks from which on verdicts are kept packed: all at hand as they are, those of twenty thousand took tens of gigabytes."""
SHARE = 8
"""Workbooks for which a further worker pays: each has a fixed cost a stack."""


@record
class Hands:
    """Who judges: so many processes of this machine (None: as many as it has; 0: this one), or the cluster at an address."""

    jobs: int | None = None
    scheduler: str = ""
    bounds: WorkerBounds = field(default_factory=WorkerBounds)

    def workers(self, files: int) -> int:
        """How many workers judge so many files at once."""
        if self.scheduler:
            return min(self.jobs or os.cpu_count() or 1, files)
        return min(self.jobs or os.cpu_count() or 1, max(1, files // SHARE))

    def executor(self, work: Judging[Any], files: int) -> Executor:
        """The executor for so many files."""
        if self.scheduler:
            from headless.batch.cluster import Cluster

            return Cluster(work, self.scheduler, self.bounds)
        return Here(work) if self.jobs == 0 else Workers(work, self.workers(files), self.bounds)

    def apart(self, bounds: WorkerBounds | None = None) -> Apart:
        """One who does the other work on received files, by default within the bounds of a worker."""
        return Apart(bounds or self.bounds, here=self.jobs == 0)


def _stacks(files: Sequence[Path], workers: int) -> list[Stack]:
    """The files in order, as many together as may be judged at once and no more than each worker's share."""
    most = max(1, min(STACK, -(-len(files) // workers)))
    stacks: list[list[Path]] = []
    size = 0
    for path in files:
        own = _size(path)
        if not stacks or len(stacks[-1]) == most or size + own > STACK_BYTES:
            stacks.append([])
            size = 0
        stacks[-1].append(path)
        size += own
    return [tuple(stack) for stack in stacks]


def _size(path: Path) -> int:
    """Bytes of a file, nought where the system refuses to say: reading it says why."""
    try:
        return path.stat().st_size
    except (OSError, ValueError):
        return 0


def judge(
    files: Sequence[Path],
    work: Work,
    hands: Hands,
    advance: Callable[[int], object] = int,
    journal: Journal | None = None,
) -> Iterator[Verdict]:
    """Verdicts in the order of the files, those of many packed; those the journal knows are not judged again."""
    keep = Verdict.packed if len(files) > MANY else _as_it_is
    found: dict[Path, Verdict] = {}
    if journal:
        found = journal.known(files, keep)
        advance(len(found))
    left = [path for path in dict.fromkeys(files) if path not in found]
    due = deque(files)
    try:
        for path, verdict in judged(left, work, hands, advance):
            if journal and not verdict.quarantined:
                journal.add(path, verdict)
            found[path] = keep(verdict)
            while due and due[0] in found:
                yield found[due.popleft()]
    finally:
        if journal:
            journal.close()
    yield from (found[path] for path in due)


def _as_it_is(verdict: Verdict) -> Verdict:
    return verdict


def judged(
    files: Sequence[Path], work: Judging[_Verdict], hands: Hands, advance: Callable[[int], object] = int
) -> Iterator[tuple[Path, _Verdict]]:
    """Each of some files, all different, with what is said of it, as it comes."""
    if not files:
        return
    workers = hands.workers(len(files))
    executor = hands.executor(work, len(files))
    due, blamed = _stacks(files, workers), set[Path]()
    try:
        while due:
            again: list[Stack] = []
            left: list[Path] = []
            for stack, outcome in executor.run(due):
                if not isinstance(outcome, Failure):
                    yield from zip(stack, outcome, strict=True)
                    advance(len(stack))
                    continue
                culprit = stack[0] if len(stack) == 1 else outcome.culprit
                if culprit is None:
                    again += _parts(stack)
                elif len(stack) == 1 and culprit in blamed:
                    yield culprit, work.quarantined(culprit, _given_up(culprit, outcome.reason))
                    advance(1)
                else:
                    blamed.add(culprit)
                    again.append((culprit,))
                    left += [path for path in stack if path != culprit]
            due = [*_stacks(left, workers), *again]
    finally:
        executor.close()


def _parts(stack: Stack) -> list[Stack]:
    """A stack in a few parts: which of its files stopped it only shows when fewer are judged together."""
    each = math.isqrt(len(stack))
    return [stack[at : at + each] for at in range(0, len(stack), each)]


def _given_up(path: Path, reason: str) -> str:
    return f"'{path.name}' dikarantina: {reason}, juga saat diulang sendiri; periksa filenya sebelum membukanya."


def validate_files(
    files: Sequence[Path],
    pack: Pack | None,
    lang: str,
    advance: Callable[[int], object] = int,
    comparison: HeldAgainst | None = None,
    *,
    limits: Limits = DEFAULT_LIMITS,
    hands: Hands | None = None,
    journal: Journal | None = None,
) -> Iterator[Verdict]:
    """Verdicts in the order of the files; without ``hands`` they are judged in this process, stack by stack."""
    work = Work(pack, lang, comparison, limits)
    if hands:
        yield from judge(files, work, hands, advance, journal)
        return
    for stack in _stacks(files, 1):
        yield from work.judge(stack)
        advance(len(stack))
