"""An interpreter as an office has it: our byte code kept, and none of the libraries that only our tests need."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).parent.parent
_ONLY_TESTS = ("hypothesis",)
"""pandera imports these where it finds them, for a quarter of a second."""


def environment(folder: Path) -> dict[str, str]:
    """The environment for child processes; ``folder`` is a place for the stand-ins of what is not installed."""
    for name in _ONLY_TESTS:
        (folder / f"{name}.py").write_text(f'raise ImportError("{name} is not installed")\n', encoding="utf-8")
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPATH": os.pathsep.join([str(folder), str(ROOT)])}
