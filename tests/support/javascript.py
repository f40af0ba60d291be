"""Scripts under `tests/node`, which read and write workbooks with the libraries of the JavaScript world."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

from tests.conftest import missing
from tests.places import NODE


def run(script: str, *words: object) -> str:
    """What a script prints; a test that asks for it is left out where there is no node, or fails where it is demanded."""
    node = shutil.which("node")
    if node is None or not (NODE / "node_modules").is_dir():
        missing("node", "node or its packages are not on this machine; npm ci --prefix tests/node installs them")
    command = [str(node), str(NODE / script), *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def values(reader: str, path: Path) -> dict[str, dict[str, Any]]:
    """The values of a workbook's cells by sheet and address, as `exceljs` or `sheetjs` reads them."""
    found: dict[str, dict[str, Any]] = json.loads(run("values.js", reader, path))
    return found
