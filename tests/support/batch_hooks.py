"""What the tests of batches put in the place of reading: by its name, a file kills, hangs or starves whoever reads it."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from rules.model.document import Document
from workbook_templates.reader import read_document
from workbook_templates.reading.archive import Limits


def read(path: Path, limits: Limits) -> Document:
    """Read a file, unless its name says what shall happen instead."""
    if path.name.startswith("mati"):
        os.kill(os.getpid(), signal.SIGKILL)
    if path.name.startswith("macet"):
        time.sleep(600)
    if path.name.startswith("rakus"):
        bytearray(1 << 40)
    if path.name.startswith("gagal"):
        raise RecursionError
    if path.name.startswith("sekali"):
        _die_once(path)
    return read_document(path, limits)


def _die_once(path: Path) -> None:
    """The first reader of a file dies; a mark beside it keeps the second one alive."""
    mark = path.with_suffix(".sudah")
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)


def read_slowly(path: Path, limits: Limits) -> Document:
    """Read a file after a while, long enough for a worker to be killed in the middle of a batch."""
    time.sleep(0.5)
    return read_document(path, limits)
