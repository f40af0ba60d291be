"""Who judges the files of a batch: this process, worker processes of this machine, or a Dask cluster.

An executor takes stacks of files and gives for each its verdicts, or why there are none: a worker that was killed, that
took too long or ran out of memory takes its stack with it, but no other. What is wrong with the rule book or the imported
data concerns every file and ends the run (:class:`rules.errors.RenjaError`).
"""

from __future__ import annotations

import logging
import multiprocessing
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from headless.batch.worker import Work, judge_here, start_worker
from headless.errors import NoDaskError, NoSchedulerError
from rules.errors import RenjaError
from rules.model.finding import Verdict

log = logging.getLogger(__name__)

_PATIENCE = "10s"
"""How long a scheduler may take to answer."""
_NO_WORKERS = 60.0
"""Seconds for which a cluster may be without any worker."""
Stack = tuple[Path, ...]
Result = tuple[Stack, list[Verdict] | str]
"""A stack with its verdicts in order, or the reason (Indonesian clause) why it has none."""


@dataclass(frozen=True, slots=True)
class WorkerBounds:
    """What a worker may take: seconds for one file and for each further one of its stack, bytes of memory."""

    seconds: float = 60.0
    further: float = 5.0
    memory: int = 3_000_000_000

    def time(self, stack: Stack) -> float:
        """Seconds for a whole stack."""
        return self.seconds + self.further * (len(stack) - 1)


class Executor(Protocol):
    """Judges stacks, in any order."""

    def run(self, stacks: Sequence[Stack]) -> Iterator[Result]:
        """Each stack with what became of it, as it comes."""
        ...

    def close(self) -> None:
        """Let the workers go."""
        ...


def _any(untyped: Any) -> Any:
    """Something of a library without types."""
    return untyped


def _told(error: BaseException) -> str:
    if isinstance(error, MemoryError):
        return "memori yang diizinkan tidak cukup"
    return f"pemeriksaan gagal ({type(error).__name__})"


class Here:
    """Judges in this process: for a file or two, which would be judged before a worker has started."""

    def __init__(self, work: Work) -> None:
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
                yield stack, _told(error)

    def close(self) -> None:
        """Nothing to let go."""


class Workers:
    """Worker processes of this machine; each may be killed without harm to the others."""

    def __init__(self, work: Work, jobs: int, bounds: WorkerBounds) -> None:
        from pebble import ProcessPool

        methods = multiprocessing.get_all_start_methods()
        # A fork of this process would take over locks that its threads hold; the server is forked before there are any.
        context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
        if hasattr(context, "set_forkserver_preload"):
            context.set_forkserver_preload(["headless.batch.worker", "headless.batch.preload"])
        self._bounds = bounds
        self._jobs = jobs
        self._pool: Any = ProcessPool(
            max_workers=jobs, context=context, initializer=start_worker, initargs=(work, bounds.memory)
        )

    def run(self, stacks: Sequence[Stack]) -> Iterator[Result]:
        """Each stack as its worker ends; no more stacks wait than there are workers, so that memory stays flat."""
        from concurrent.futures import FIRST_COMPLETED, wait

        waiting: deque[Stack] = deque(stacks)
        running: dict[Any, Stack] = {}
        while waiting or running:
            while waiting and len(running) < 2 * self._jobs:
                stack = waiting.popleft()
                running[self._pool.schedule(judge_here, args=(stack,), timeout=self._bounds.time(stack))] = stack
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                yield running.pop(future), self._outcome(future)

    def _outcome(self, future: Any) -> list[Verdict] | str:
        from concurrent.futures import TimeoutError as Late

        from pebble import ProcessExpired

        try:
            verdicts: list[Verdict] = future.result()
            return verdicts
        except Late:
            return "melewati batas waktu"
        except ProcessExpired as error:
            return f"pekerja yang memeriksanya mati mendadak (status {error.exitcode})"
        except RenjaError:
            raise
        except Exception as error:
            log.debug("a worker failed", exc_info=True)
            return _told(error)

    def close(self) -> None:
        """Stop the workers, whatever they do."""
        self._pool.stop()
        self._pool.join()


class Cluster:
    """A Dask cluster. A worker that dies is started anew by its nanny; one that hangs is restarted."""

    def __init__(self, work: Work, address: str, bounds: WorkerBounds) -> None:
        try:
            import distributed
        except ImportError:
            raise NoDaskError from None
        self._bounds = bounds
        try:
            self._client: Any = _any(distributed.Client)(address, timeout=_PATIENCE, set_as_default=False)
        except (OSError, ValueError, TimeoutError) as error:
            raise NoSchedulerError(address, type(error).__name__) from None
        self._work = work

    def run(self, stacks: Sequence[Stack]) -> Iterator[Result]:
        """Each stack as it ends; the workers need the same files under the same paths."""
        import distributed

        running: dict[Any, tuple[Stack, _Clock]] = {
            self._client.submit(_judge_there, self._work, stack, pure=False): (stack, _Clock(self._bounds.time(stack)))
            for stack in stacks
        }
        alone = _Clock(_NO_WORKERS)
        while running:
            if alone.late("" if self._client.nthreads() else "-"):
                yield from ((stack, "klaster tidak punya pekerja lagi") for stack, _ in running.values())
                return
            # Looks at the clocks now and then; a stack's time begins when a worker takes it up.
            with suppress(TimeoutError), self._client.as_current():
                _any(distributed.wait)(list(running), timeout=1, return_when="FIRST_COMPLETED")
            busy = self._busy()
            for future, (stack, clock) in list(running.items()):
                if future.done():
                    del running[future]
                    yield stack, self._outcome(future)
                elif clock.late(busy.get(future.key, "")):
                    del running[future]
                    future.cancel()
                    with suppress(KeyError, TimeoutError):  # it may have died by itself meanwhile, or need longer
                        self._client.restart_workers([busy[future.key]], timeout=5, raise_for_error=False)
                    yield stack, "melewati batas waktu"

    def _busy(self) -> dict[str, str]:
        """The worker of each stack that is under way; what only waits behind another on a worker is left out."""
        threads = self._client.nthreads()
        held = self._client.processing().items()
        return {key: worker for worker, keys in held for key in list(keys)[: threads.get(worker, 1)]}

    def _outcome(self, future: Any) -> list[Verdict] | str:
        error = future.exception() if future.status == "error" else None
        if isinstance(error, RenjaError):
            raise error
        if future.status == "finished":
            verdicts: list[Verdict] = future.result()
            return verdicts
        if type(error).__name__ == "KilledWorker":
            return "pekerja yang memeriksanya mati mendadak"
        return _told(error) if error is not None else "dibatalkan oleh klaster"

    def close(self) -> None:
        """Leave the cluster as it is."""
        self._client.close()


def _judge_there(work: Work, files: Stack) -> list[Verdict]:
    return work.judge(files)


class _Clock:
    """Counts how long one worker has been at a stack."""

    def __init__(self, seconds: float) -> None:
        self._seconds, self._start, self._worker = seconds, 0.0, ""

    def late(self, worker: str) -> bool:
        """Whether the worker (empty: none) has taken too long; another worker has all the time again."""
        if worker != self._worker:
            self._worker, self._start = worker, time.monotonic()
        return bool(worker) and time.monotonic() - self._start > self._seconds
