"""A Dask cluster that judges the files of a batch, in the place of worker processes of this machine."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any

from headless.batch.serving import Failure, WorkerBounds, told
from headless.batch.worker_pool import Judging, Result, Stack, judge_stack
from headless.errors import NoDaskError, NoSchedulerError
from rules.errors import RenjaError
from rules.model.finding import Verdict

_PATIENCE = "10s"
"""How long a scheduler may take to answer."""
_NO_WORKERS = 60.0
"""Seconds for which a cluster may be without any worker."""


def _any(untyped: Any) -> Any:
    """Something of a library without types."""
    return untyped


class Cluster:
    """A Dask cluster. A worker that dies is started anew by its nanny; one that hangs is restarted."""

    def __init__(self, work: Judging[Any], address: str, bounds: WorkerBounds) -> None:
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
            self._client.submit(judge_stack, self._work, stack, pure=False): (
                stack,
                _Clock(self._bounds.time(len(stack))),
            )
            for stack in stacks
        }
        alone = _Clock(_NO_WORKERS)
        while running:
            if alone.late("" if self._client.nthreads() else "-"):
                yield from ((stack, Failure("klaster tidak punya pekerja lagi")) for stack, _ in running.values())
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
                    yield stack, Failure("melewati batas waktu")

    def _busy(self) -> dict[str, str]:
        """The worker of each stack that is under way; what only waits behind another on a worker is left out."""
        threads = self._client.nthreads()
        held = self._client.processing().items()
        return {key: worker for worker, keys in held for key in list(keys)[: threads.get(worker, 1)]}

    def _outcome(self, future: Any) -> list[Verdict] | Failure:
        error = future.exception() if future.status == "error" else None
        if isinstance(error, RenjaError):
            raise error
        if future.status == "finished":
            verdicts: list[Verdict] = future.result()
            return verdicts
        if type(error).__name__ == "KilledWorker":
            return Failure("pekerja yang memeriksanya mati mendadak")
        return Failure(told(error) if error is not None else "dibatalkan oleh klaster")

    def close(self) -> None:
        """Leave the cluster as it is."""
        self._client.close()


class _Clock:
    """Counts how long one worker has been at a stack."""

    def __init__(self, seconds: float) -> None:
        self._seconds, self._start, self._worker = seconds, 0.0, ""

    def late(self, worker: str) -> bool:
        """Whether the worker (empty: none) has taken too long; another worker has all the time again."""
        if worker != self._worker:
            self._worker, self._start = worker, time.monotonic()
        return bool(worker) and time.monotonic() - self._start > self._seconds
