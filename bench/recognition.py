"""What recognition costs: finding the tables against reading the cells, on our own templates and on pasted tables.

Run: ``python bench/recognition.py``. Each run reads a workbook and then recognises it, in processor time and with the
collector paused, as both doors do; the ratio is the median of such pairs, because processors change their speed meanwhile.
`pertama`: nothing is remembered of any text, as in the first workbook of a batch. `lagi`: the same workbook once more, with
all its texts remembered; further workbooks of a batch, which share headings but not contents, stand between the two.
"""

from __future__ import annotations

import statistics
import sys
import time
from functools import _lru_cache_wrapper
from pathlib import Path
from typing import Any

from rules.engine.gc_pause import collector_paused
from workbook_templates.reading.workbook import read_workbook
from workbook_templates.recognition.read_grids import read_grids

EXAMPLES = Path(__file__).parent.parent / "examples"
RUNS = 15
FILES = {
    "renja-2024-benar.xlsx": 0.2,
    "lkip-2024-benar.xlsx": 0.2,
    "renja-2024-tempel.xlsx": 3.0,
    "lkip-2024-tempel.xlsx": 3.0,
}
"""The most that recognition may cost, as a share of reading."""
_OF_TEXTS = 1000
"""Caches with room for so much hold what was seen in workbooks; smaller ones hold layouts."""


def _text_caches() -> list[_lru_cache_wrapper[Any]]:
    """The caches of our own modules that remember texts of workbooks."""
    ours = [module for name, module in sys.modules.items() if name.split(".")[0] in {"rules", "workbook_templates"}]
    found = {id(value): value for module in ours for value in vars(module).values()}
    caches = [value for value in found.values() if isinstance(value, _lru_cache_wrapper)]
    return [cache for cache in caches if (cache.cache_parameters()["maxsize"] or 0) >= _OF_TEXTS]


def _pair(path: Path) -> tuple[float, float]:
    """Processor seconds of reading a workbook, and of finding its tables in what was read."""
    start = time.process_time()
    grids = read_workbook(path)
    read = time.process_time()
    read_grids(path.name, grids)
    return read - start, time.process_time() - read


def main() -> None:
    """Print reading, recognition and their ratio for each file."""
    caches = _text_caches()
    for name, most in FILES.items():
        path = EXAMPLES / name
        _pair(path)
        first, again = [], []
        for _ in range(RUNS):
            for cache in caches:
                cache.cache_clear()
            first.append(_pair(path))
            again.append(_pair(path))
        told = [
            f"{label} {min(finding for _, finding in pairs) * 1000:6.1f} ms "
            f"{statistics.median(finding / reading for reading, finding in pairs):6.3f}"
            for label, pairs in (("pertama", first), ("lagi", again))
        ]
        reading = min(seconds for seconds, _ in [*first, *again])
        print(f"{name:<24} baca {reading * 1000:5.1f} ms  kenali {'  '.join(told)}  (paling banyak {most})")


if __name__ == "__main__":
    with collector_paused():
        main()
