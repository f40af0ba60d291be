"""How long `renja validate` takes from the shell, beside the bare import of pandas and pandera in the same minute.

Each measurement is a pair, the bare import first: other work on the machine slows both. Told are medians of the ratios,
of the time that passes and of the processor time of all processes that were started.
Run: ``make bench``, or with a number of pairs and the numbers of workbooks.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from installed import ROOT, environment

_BOOK = ROOT / "examples" / "renja-2024-benar.xlsx"
_SUBREAPER = 36
Spent = tuple[float, float]
"""Seconds that passed, and seconds of processors."""


def _reap() -> None:
    """Wait for what a command left behind, so that its processor time counts."""
    with contextlib.suppress(ChildProcessError):
        while True:
            os.waitpid(-1, 0)


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _run(folder: Path, *arguments: str) -> Spent:
    before, start = _processor(), time.perf_counter()
    subprocess.run([sys.executable, *arguments], capture_output=True, env=environment(folder), check=False)
    passed = time.perf_counter() - start
    _reap()
    return passed, _processor() - before


def _pair(folder: Path, words: Sequence[str]) -> tuple[Spent, Spent]:
    return _run(folder, "-c", "import pandas, pandera.pandas"), _run(folder, "-m", "headless.cli", "validate", *words)


def _median(pairs: Sequence[tuple[Spent, Spent]], which: int) -> float:
    return statistics.median(ours[which] / bare[which] for bare, ours in pairs)


def main(times: int = 5, counts: Sequence[int] = (1, 5, 15, 40)) -> None:
    """Print the table."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        os.environ["RENJA_JURNAL"] = str(folder / "jurnal")
        files = [str(shutil.copy(_BOOK, folder / f"{number}.xlsx")) for number in range(max(counts))]
        rows = {
            (count, jobs): [*files[:count], "--format", "json", "--jobs", str(jobs)]
            for count in counts
            for jobs in (1, 2)
        }
        _run(folder, "-m", "headless.cli", "validate", *rows[counts[0], 1])
        found: dict[tuple[int, int], list[tuple[Spent, Spent]]] = {row: [] for row in rows}
        for _ in range(times):
            for row, words in rows.items():
                found[row].append(_pair(folder, words))
    bare = statistics.median(bare[0] for pairs in found.values() for bare, _ in pairs)
    print(f"1.00 = import of pandas and pandera, {bare * 1000:.0f} ms; medians of {times} pairs\n")
    print("| workbooks | jobs | time | processor time |\n|--:|--:|--:|--:|")
    for (count, jobs), pairs in found.items():
        print(f"| {count} | {jobs} | {_median(pairs, 0):.2f} | {_median(pairs, 1):.2f} |")


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    main(given[0] if given else 5, given[1:] or (1, 5, 15, 40))
