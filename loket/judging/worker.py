"""A worker: waits for tasks, and looks from time to time whether a version was left behind by one that died."""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
import time
from types import FrameType

log = logging.getLogger(__name__)

_INTERVAL = 0.2
"""Seconds between two looks for a task."""
_SWEEP = 20.0
"""Seconds between two looks for versions that no task speaks of."""
_PAUSE = 2.0


def work() -> None:
    """Work until the process is told to end; a database that goes away is waited for."""
    from headless.batch.helper import forks, start_helper

    if forks():
        start_helper()
    import django

    django.setup()
    from django.db import InterfaceError, OperationalError, close_old_connections
    from django_tasks_db.management.commands.db_worker import Worker

    from loket.judging.line import worker_name

    signal.signal(signal.SIGTERM, _end)
    threading.Thread(target=_sweep, daemon=True).start()
    while True:
        worker = Worker(
            queue_names=["default"],
            interval=_INTERVAL,
            batch=False,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=worker_name(os.getpid()),
            excluded_queue_names=[],
        )
        try:
            worker.run()
        except (OperationalError, InterfaceError):
            log.warning("the database is away; waiting for it")
            close_old_connections()
            time.sleep(_PAUSE)


def _end(number: int, frame: FrameType | None) -> None:
    raise SystemExit(0)


def _sweep() -> None:
    """Wake a worker for versions that are due though no task waits."""
    from django.db import Error, close_old_connections
    from django_tasks_db.models import DBTaskResult

    from loket.judging.line import waiting
    from loket.judging.tasks import judge_waiting

    while True:
        try:
            if waiting() and not DBTaskResult.objects.ready().exists():
                judge_waiting.enqueue()
        except Error:
            log.debug("sweeping failed", exc_info=True)
        close_old_connections()
        time.sleep(_SWEEP)


def _end_with_server() -> None:
    """End when the server that started this worker is gone, however it went: its end of the pipe closes."""
    sys.stdin.buffer.read()
    os._exit(0)


if __name__ == "__main__":
    threading.Thread(target=_end_with_server, daemon=True).start()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "loket.settings")
    work()
