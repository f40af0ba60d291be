"""How a part of a received package begins, for telling our own files without opening them as documents."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path


def opening_of(path: Path, part: str, longest: int) -> str:
    """The first bytes of a part, ``longest`` at most, as text; empty where there is no such file or part, or it cannot be read."""
    if not path.is_file():
        return ""
    try:
        with zipfile.ZipFile(path) as package:
            return package.open(part).read(longest).decode("utf-8", "replace")
    except (OSError, ValueError, LookupError, RuntimeError, NotImplementedError, zipfile.BadZipFile, zlib.error):
        return ""
