"""What the tests of batches put in the place of reading: by its name, a file kills, hangs or starves whoever reads it."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from headless.batch import held_against
from headless.batch.held_against import PackedComparison
from headless.batch.inputs import find_files
from headless.batch.serving import at_hand
from headless.batch.worker import Work
from headless.recap.model import OfficePlan
from headless.tasks.recaps import OfficeWork
from rules.model.document import Document
from rules.model.finding import Verdict
from workbook_templates.reader import read_document
from workbook_templates.reading.errors import EmptyFileError
from workbook_templates.reading.limits import Limits

_COMPARISON = held_against._read


def read(path: Path, limits: Limits) -> Document:
    """Read a file, unless its name says what shall happen instead."""
    if path.name.startswith("mati"):
        os.kill(os.getpid(), signal.SIGKILL)
    if path.name.startswith("macet"):
        time.sleep(600)
    if path.name.startswith("rakus"):
        bytearray(1 << 40)
    if path.name.startswith("lahap"):
        _eat()
    if path.name.startswith("gagal"):
        raise RecursionError
    if path.name.startswith("sekali"):
        _die_once(path)
    return read_document(path, limits)


def _eat() -> None:
    """Take ever more memory, and use it."""
    kept = []
    while True:
        kept.append(b"x" * 10_000_000)


def _die_once(path: Path) -> None:
    """The first reader of a file dies; a mark beside it keeps the second one alive."""
    mark = path.with_suffix(".sudah")
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)


class DiesOfMany(Work):
    """Kills whoever judges more than two workbooks at once, when all of them are read."""

    __slots__ = ()

    def judge(self, files: Sequence[Path]) -> list[Verdict]:
        if len(files) > 2:
            at_hand(*files)
            os.kill(os.getpid(), signal.SIGKILL)
        return super().judge(files)


class DyingOffices(OfficeWork):
    """Reads plans of offices, but is killed by a file of a certain name."""

    __slots__ = ()

    def judge(self, files: Sequence[Path]) -> list[OfficePlan]:
        for path in files:
            at_hand(path)
            if path.name.startswith("mati"):
                os.kill(os.getpid(), signal.SIGKILL)
        return super().judge(files)


def comparison_with_a_killer(*given: Any) -> PackedComparison:
    """Read what workbooks are held against, but be killed by a file of a certain name; ``given`` as for what it stands for."""
    *named, _, lost = given
    for path in find_files([path for path in named if path]):
        at_hand(path)
        if path.name.startswith("mati") and path not in lost:
            os.kill(os.getpid(), signal.SIGKILL)
    return _COMPARISON(*given)


def die(path: Path) -> None:
    """Be killed with a file at hand."""
    at_hand(path)
    os.kill(os.getpid(), signal.SIGKILL)


def hang(path: Path) -> None:
    """Never come back from a file."""
    at_hand(path)
    time.sleep(600)


def starve(path: Path) -> None:
    """Take more memory than there is for a file."""
    at_hand(path)
    _eat()


def refuse(path: Path) -> None:
    """Refuse a file."""
    raise EmptyFileError(path)


def loaded_of(names: Sequence[str]) -> list[str]:
    """Which of some modules are loaded."""
    return [name for name in names if name in sys.modules]


def untellable() -> object:
    """Something that stays in its process."""
    return lambda: None


def process() -> int:
    """The process that does it."""
    return os.getpid()


def read_slowly(path: Path, limits: Limits) -> Document:
    """Read a file after a while, long enough for a worker to be killed in the middle of a batch."""
    time.sleep(0.5)
    return read_document(path, limits)
