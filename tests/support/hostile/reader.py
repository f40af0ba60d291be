"""The child processes that read hostile files, each under a limit of memory and time.

`python -m tests.support.hostile` reads the files named on standard input, each in a process of its own, and prints what came of it.
"""

from __future__ import annotations

import importlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.places import ROOT

MEMORY = 1_500_000_000
CPU, PATIENCE = 20, 300
"""Seconds a child may reckon, and may live at all: a busy machine must not look like a hostile file."""


def _document(path: Path) -> int:
    from workbook_templates.reader import read_document

    return sum(len(table.rows) for table in read_document(path).tables)


def _narrative(path: Path) -> int:
    from workbook_templates.reading.word.docx import read_narrative

    return len(read_narrative(path).paragraphs)


def _list(path: Path) -> int:
    from workbook_templates.reading.reference_lists import read_reference_list

    return sum(len(grid.rows) for grid in read_reference_list(path))


READERS: dict[str, Callable[[Path], int]] = {"document": _document, "narrative": _narrative, "list": _list}
"""As what a file may be read; each tells how many rows or paragraphs it holds."""


def read(how: str, name: str) -> list[str]:
    """What reading one file in this process comes to: `read` with its rows, `refused` with the reason, or `raised`.

    The third is the refusal's id, or empty.
    """
    import resource

    from workbook_templates.errors import UnreadableError

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU, CPU + 1))
    signal.alarm(PATIENCE)
    try:
        rows = READERS[how](Path(name))
    except UnreadableError as error:
        return ["refused", str(error), error.id]
    except BaseException as error:
        return ["raised", f"{type(error).__name__}: {error}"[:500], ""]
    return ["read", str(rows), ""]


def _at_what_cost(how: str, name: str) -> list[Any]:
    """What :func:`read` says, its processor seconds and its megabytes above what was there before."""
    import resource

    before = resource.getrusage(resource.RUSAGE_SELF)
    said = read(how, name)
    after = resource.getrusage(resource.RUSAGE_SELF)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return [*said, spent, (after.ru_maxrss - before.ru_maxrss) / 1024]


def serve() -> None:
    """Read each file named on standard input in a fork; a fork that dies is told by its signal."""
    for module in ("lxml.etree", "openpyxl", "python_calamine", "rapidfuzz.fuzz", "workbook_templates.reader"):
        importlib.import_module(module)
    for line in sys.stdin:
        out, into = os.pipe()
        child = os.fork()
        if not child:
            os.write(into, json.dumps(_at_what_cost(*line.rstrip("\n").split("\t", 1))).encode())
            os._exit(0)
        os.close(into)
        with os.fdopen(out) as said:
            answer = said.read()
        status = os.waitpid(child, 0)[1]
        died = f"status {status}" if os.WIFEXITED(status) else signal.Signals(os.WTERMSIG(status)).name
        print(answer or json.dumps(["died", died, "", 0, 0]), flush=True)


class Reader:
    """The serving process, asked for one file at a time."""

    def __init__(self) -> None:
        self.seconds = self.megabytes = 0.0
        """What the last file cost."""
        self.refusal = ""
        """The id of the last refusal."""
        environment = os.environ | {"PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"}
        command = [sys.executable, "-m", "tests.support.hostile"]
        self.process = subprocess.Popen(
            command, cwd=ROOT, env=environment, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def read(self, path: Path, how: str = "document") -> tuple[str, str]:
        """What became of a file that is read as one of `READERS`, and the reason or the error."""
        assert self.process.stdin
        assert self.process.stdout
        print(f"{how}\t{path}", file=self.process.stdin, flush=True)
        line = self.process.stdout.readline()
        assert line, "the reading process has ended"
        outcome, text, self.refusal, self.seconds, self.megabytes = json.loads(line)
        return outcome, text

    def close(self) -> None:
        """End the process."""
        self.process.communicate()
