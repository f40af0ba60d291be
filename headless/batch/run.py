"""Validating many files: stacked, by one or many workers, each file's verdict the same whoever judged it.

A stack that a worker did not come back from is judged again file by file; a file that fails alone is tried once more and
then quarantined, and the others have lost nothing but time.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from headless.batch.journal import Journal
from headless.batch.references import Comparison
from headless.batch.worker import Work
from headless.batch.worker_pool import Cluster, Executor, Here, Stack, WorkerBounds, Workers
from rules.model.finding import Verdict
from rules.schema.pack import Pack
from workbook_templates.reading.archive import DEFAULT_LIMITS, Limits

STACK = 50
"""Workbooks judged at once: fewer wastes pandera's fixed cost, more only memory."""
STACK_BYTES = 8_000_000
"""Size of the files judged at once: what is read of a zipped workbook takes about nine times its size."""


@dataclass(frozen=True, slots=True)
class Hands:
    """Who judges: so many processes of this machine (None: as many as it has; 0: this one), or the cluster at an address."""

    jobs: int | None = None
    scheduler: str = ""
    bounds: WorkerBounds = field(default_factory=WorkerBounds)

    def workers(self, files: int) -> int:
        """How many workers judge so many files at once."""
        return min(self.jobs or os.cpu_count() or 1, files)

    def executor(self, work: Work, files: int) -> Executor:
        """The executor for so many files."""
        if self.scheduler:
            return Cluster(work, self.scheduler, self.bounds)
        alone = self.jobs == 0 or files == 1
        return Here(work) if alone else Workers(work, self.workers(files), self.bounds)


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
    """Verdicts in the order of the files; those the journal knows are not judged again."""
    found: dict[Path, Verdict] = {}
    if journal:
        found = journal.known(files)
        advance(len(found))
    left = [path for path in dict.fromkeys(files) if path not in found]
    due = deque(files)
    if left:
        executor = hands.executor(work, len(left))
        try:
            for path, verdict in _judged(left, executor, hands.workers(len(left)), advance):
                found[path] = verdict
                if journal and not verdict.quarantined:
                    journal.add(path, verdict)
                while due and due[0] in found:
                    yield found[due.popleft()]
        finally:
            executor.close()
            if journal:
                journal.close()
    yield from (found[path] for path in due)


def _judged(
    files: Sequence[Path], executor: Executor, workers: int, advance: Callable[[int], object]
) -> Iterator[tuple[Path, Verdict]]:
    guilty: list[Stack] = []
    due = _stacks(files, workers)
    while due:
        suspects: list[Stack] = []
        for stack, outcome in executor.run(due):
            if not isinstance(outcome, str):
                yield from zip(stack, outcome, strict=True)
                advance(len(stack))
            elif len(stack) > 1:
                # Which of them it was only shows when each is judged alone.
                suspects += [(path,) for path in stack]
            else:
                guilty.append(stack)
        due = suspects
    for (path,), outcome in executor.run(guilty):
        yield path, _quarantined(path, outcome) if isinstance(outcome, str) else outcome[0]
        advance(1)


def _quarantined(path: Path, reason: str) -> Verdict:
    told = f"'{path.name}' dikarantina: {reason}, juga saat diulang sendiri; periksa filenya sebelum membukanya."
    return Verdict(str(path), "unreadable", reason=told, quarantined=True)


def validate_files(
    files: Sequence[Path],
    pack: Pack | None,
    lang: str,
    advance: Callable[[int], object] = int,
    comparison: Comparison | None = None,
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


def exit_status(verdicts: Sequence[Verdict]) -> int:
    """0 no galat, 1 at least one galat, 2 a file could not be read; with several files the highest."""
    return max(({"valid": 0, "invalid": 1, "unreadable": 2}[v.status] for v in verdicts), default=0)
