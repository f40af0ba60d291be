"""The parts of a workbook file."""

from __future__ import annotations

import zipfile
from pathlib import Path


def parts(path: Path) -> dict[str, bytes]:
    """Every part of a workbook by name."""
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}
