"""The server with its workers beside it."""

from __future__ import annotations

import gc
import logging
import signal
import subprocess
import sys
import threading
import time
from types import FrameType
from typing import Any

from loket.configuration import Configuration

log = logging.getLogger(__name__)

_PAUSE = 1.0
_THREADS = 8


class Judges:
    """Worker processes beside the server; one that dies is started anew."""

    def __init__(self, number: int) -> None:
        self._children: list[subprocess.Popen[bytes] | None] = [None] * number
        self._ending = threading.Event()
        self._watcher = threading.Thread(target=self._watch, daemon=True)

    def start(self) -> None:
        """Start them all, and the watcher."""
        self._watcher.start()

    def _watch(self) -> None:
        while not self._ending.is_set():
            for at, child in enumerate(self._children):
                if child is None or child.poll() is not None:
                    if child is not None:
                        log.warning("a worker ended with status %s; starting another", child.returncode)
                        _give_back(child.pid)
                    self._children[at] = subprocess.Popen(
                        [sys.executable, "-m", "loket.judging.worker"], stdin=subprocess.PIPE
                    )
            self._ending.wait(_PAUSE)

    def end(self) -> None:
        """Let them finish what they have at hand, for a moment, and end them."""
        self._ending.set()
        self._watcher.join()
        running = [child for child in self._children if child is not None]
        for child in running:
            child.terminate()
        late = time.monotonic() + 10
        for child in running:
            try:
                child.wait(max(0.1, late - time.monotonic()))
            except subprocess.TimeoutExpired:
                child.kill()


def _give_back(process: int | str = "") -> None:
    """Put back in line what a worker that is gone had at hand; where the database is away, its lease lapses."""
    from django.db import Error, close_old_connections

    from loket.judging.line import release

    try:
        release(process)
    except Error:
        log.warning("what the worker had at hand comes back in line later", exc_info=True)
    finally:
        close_old_connections()


def _end(number: int, frame: FrameType | None) -> None:
    raise SystemExit(0)


def _behind(configuration: Configuration) -> dict[str, Any]:
    """What waitress believes: the proxy about whom it speaks for and that it speaks TLS; nobody where there is none."""
    if not configuration.https:
        return {"clear_untrusted_proxy_headers": True}
    return {
        "trusted_proxy": configuration.proksi,
        "trusted_proxy_count": 1,
        "trusted_proxy_headers": "x-forwarded-for x-forwarded-proto x-forwarded-host",
        "clear_untrusted_proxy_headers": True,
    }


def serve(configuration: Configuration) -> None:
    """Serve until the process is told to end."""
    from waitress.server import create_server

    from loket.wsgi import application

    server = create_server(
        application,
        host=configuration.host,
        port=configuration.port,
        threads=_THREADS,
        max_request_body_size=(configuration.unggah_mb * 2 + 2) * 1_000_000,
        ident=None,
        **_behind(configuration),
    )
    # Workers of an earlier run of this server are gone.
    _give_back()
    judges = Judges(configuration.penilai)
    judges.start()
    signal.signal(signal.SIGTERM, _end)
    # What is loaded by now stays for good: collections that looked through all of it would hold up pages.
    gc.collect()
    gc.freeze()
    try:
        server.run()
    finally:
        judges.end()
