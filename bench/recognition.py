"""What recognition costs: finding the tables against reading the cells, on our own template and on pasted tables.

Run: ``python bench/recognition.py`` (best of several runs, in processor time).
"""

from __future__ import annotations

import time
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

from workbook_templates.locate import read_grids
from workbook_templates.reader import read_workbook

EXAMPLES = Path(__file__).parent.parent / "examples"
RUNS = 15
FILES = {
    "renja-2024-benar.xlsx": 0.2,
    "lkip-2024-benar.xlsx": 0.2,
    "renja-2024-tempel.xlsx": 3.0,
    "lkip-2024-tempel.xlsx": 3.0,
}
"""The most that recognition may cost, as a share of reading."""


def _best(work: Callable[[], object]) -> float:
    """Processor seconds of the fastest run."""
    found = []
    for _ in range(RUNS):
        start = time.process_time()
        work()
        found.append(time.process_time() - start)
    return min(found)


def main() -> None:
    """Print reading, recognition and their ratio for each file."""
    for name, most in FILES.items():
        path = EXAMPLES / name
        grids = read_workbook(path)
        copies = [deepcopy(grids) for _ in range(RUNS)]
        reading = _best(lambda path=path: read_workbook(path))  # type: ignore[misc]
        finding = _best(lambda copies=copies: read_grids("x", copies.pop()))  # type: ignore[misc]
        print(f"{name:<26} baca {reading * 1000:7.1f} ms  kenali {finding * 1000:7.1f} ms  "
              f"{finding / reading:5.2f} (paling banyak {most})")  # fmt: skip


if __name__ == "__main__":
    main()
