"""The server's secret, made once and kept in the counter's folder where only its owner reads it."""

from __future__ import annotations

import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path

_FILE = "kunci-sesi.txt"


def secret_key(folder: Path) -> str:
    """The secret of a folder; the first who asks makes it, and two who ask at once get the same."""
    place = folder / _FILE
    if not place.exists():
        handle, name = tempfile.mkstemp(dir=folder)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(64))
            file.flush()
            os.fsync(file.fileno())
        # A link does not take the place of one that another process made meanwhile.
        with suppress(FileExistsError):
            os.link(name, place)
        Path(name).unlink()
    return place.read_text()
