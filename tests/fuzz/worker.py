"""A worker that takes files through the product one after another, each under limits of processor time and memory."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path
from typing import Any, NamedTuple

from tests.places import ROOT

MEMORY = 2_500_000_000
CPU = 60
"""Bytes and processor seconds for one file, all its copies included; `docs/batas.md` tells what one command may take."""
PATIENCE = 600
"""Seconds until a worker that says nothing is ended, however busy the machine is."""


class Outcome(NamedTuple):
    """What became of a file: `read`, `refused`, `crashed`, `over` or `different`, why, and what its copies were refused for."""

    kind: str
    reason: str
    refused_copies: list[str]


class OverTimeError(BaseException):
    """Processor time is over; no `except Exception` of the product swallows it."""


class Worker:
    """A process that takes files, started anew when it died."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None

    def take(self, path: Path) -> Outcome:
        """What became of a file."""
        if self._process is None:
            command = [sys.executable, "-m", "tests.fuzz.worker"]
            self._process = subprocess.Popen(
                command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
            )
        process = self._process
        assert process.stdin
        assert process.stdout
        print(path, file=process.stdin, flush=True)
        line = process.stdout.readline()
        if line:
            return Outcome(*json.loads(line))
        self._process = None
        ended = signal.Signals(-process.wait()).name if process.wait() < 0 else f"status {process.wait()}"
        return Outcome("over" if ended in {"SIGALRM", "SIGKILL", "SIGXCPU"} else "crashed", ended, [])

    def close(self) -> None:
        """End the process."""
        if self._process:
            self._process.communicate()


def _over(*_: Any) -> None:
    raise OverTimeError


def _taken(path: Path, beside: Path, folder: Path) -> Outcome:
    from tests.fuzz.pipeline import DifferentError, refused, run

    signal.alarm(PATIENCE)
    signal.setitimer(signal.ITIMER_PROF, CPU)
    try:
        kind, _, reason = run(path, beside, folder).partition(": ")
    except DifferentError as error:
        kind, reason = "different", str(error)
    except (OverTimeError, MemoryError) as error:
        kind, reason = "over", type(error).__name__
    except BaseException as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        kind, reason = (
            "crashed",
            f"{type(error).__name__}: {str(error)[:300]} ({Path(last.filename).name}:{last.lineno})",
        )
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.alarm(0)
    return Outcome(kind, reason, list(refused))


def serve() -> None:
    """Take each file named on standard input and say what became of it."""
    import resource

    from tests.fuzz.files import seeds

    said, sys.stdout = sys.stdout, sys.stderr
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGPROF, _over)
    with tempfile.TemporaryDirectory() as folder:
        beside = Path(folder) / "beside.xlsx"
        beside.write_bytes(seeds()["kecil.xlsx"])
        for line in sys.stdin:
            print(json.dumps(_taken(Path(line.rstrip("\n")), beside, Path(folder))), file=said, flush=True)


if __name__ == "__main__":
    serve()
