"""Minutes known as such by the title that they bear, without opening them as a document."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

NAME = "Berita Acara Hasil Verifikasi"
_LONGEST_PROPERTIES = 20_000


def is_minutes(path: Path) -> bool:
    """Whether a file is minutes of a verification; False where it cannot be read."""
    if not path.is_file():
        return False
    try:
        with zipfile.ZipFile(path) as document:
            properties = document.open("docProps/core.xml").read(_LONGEST_PROPERTIES).decode("utf-8", "replace")
    except (OSError, ValueError, LookupError, RuntimeError, NotImplementedError, zipfile.BadZipFile, zlib.error):
        return False
    return f"<dc:title>{NAME}</dc:title>" in properties
