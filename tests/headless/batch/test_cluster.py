"""A cluster says what this machine says; a worker that dies or hangs there costs its own file only."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from headless.batch import run as batch
from headless.batch.serving import WorkerBounds
from headless.batch.worker import Work
from headless.reports.json_report import render
from tests.conftest import Run
from tests.support import batch_hooks


@pytest.fixture(scope="module")
def cluster() -> Iterator[tuple[str, Callable[[], list[int]]]]:
    """The address of a local cluster of two workers, and a function that tells their processes."""
    dask, distributed = pytest.importorskip("dask"), pytest.importorskip("distributed")
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 1}),
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50) as made,
        distributed.Client(made, set_as_default=False) as client,
    ):
        yield made.scheduler_address, lambda: list(client.run(os.getpid).values())


def test_cluster_says_the_same(cluster: tuple[str, object], files: list[Path], expected: str) -> None:
    assert render(list(batch.judge(files, Work(), batch.Hands(2, cluster[0])))) == expected


def test_cluster_survives_a_worker_that_is_killed_in_the_middle(
    cluster: tuple[str, Callable[[], list[int]]], files: list[Path], expected: str
) -> None:
    address, processes = cluster
    victim = processes()[0]

    def kill() -> None:
        time.sleep(0.3)
        os.kill(victim, signal.SIGKILL)

    threading.Thread(target=kill, daemon=True).start()
    slow = Work(read=batch_hooks.read_slowly)
    assert render(list(batch.judge(files, slow, batch.Hands(2, address)))) == expected
    assert victim not in processes()


def test_file_that_kills_workers_of_a_cluster_is_quarantined(cluster: tuple[str, object], bad_folder: Path) -> None:
    (found,) = batch.judge([bad_folder / "mati.xlsx"], Work(read=batch_hooks.read), batch.Hands(2, cluster[0]))
    assert found.quarantined
    assert "mati mendadak" in found.reason


def test_hanging_worker_of_a_cluster_is_restarted(cluster: tuple[str, object], bad_folder: Path) -> None:
    hands = batch.Hands(1, cluster[0], WorkerBounds(seconds=1, further=0))
    (found,) = batch.judge([bad_folder / "macet.xlsx"], Work(read=batch_hooks.read), hands)
    assert found.quarantined
    assert "batas waktu" in found.reason


def test_scheduler_that_is_not_there(renja: Callable[..., Run], folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    monkeypatch.setattr("headless.batch.cluster._PATIENCE", "1s")
    result = renja("validate", folder, "--scheduler", "tcp://127.0.0.1:9")
    assert result.status == 2
    assert "tidak dapat dihubungi" in result.err
