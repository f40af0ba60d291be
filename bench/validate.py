"""How long validation takes beside its peers, in one run on the same generated workbooks.

1.00 is python-calamine merely reading every sheet. Ours is everything from the file to the verdict: preflight, formulas,
recognition of the tables and every rule. Run: ``make bench``, or with a number of workbooks of each kind.
"""

from __future__ import annotations

import datetime
import gc
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import peers
from installed import ROOT, environment

sys.path.insert(0, str(ROOT))
from headless.batch.journal import Journal, settings_hash
from headless.batch.run import Hands, validate_files
from headless.batch.worker import Work
from rules.registry import all_rules
from rules.validation import validate_many
from tests.support.large_plans import generate
from workbook_templates.reader import read_document
from workbook_templates.reading.preflight import inspect

HERE = Path(__file__).parent
KINDS = {"120 rows": (120, False), "120 dirty": (120, True), "400 rows": (400, False), "400 dirty": (400, True)}
ROUNDS = 3
FEW = 3
"""Workbooks on which the slow peers are measured."""

Files = Sequence[Path]


def seconds(work: Callable[[Files], object], files: Files) -> float:
    """Seconds a workbook."""
    gc.collect()
    start = time.perf_counter()
    work(files)
    return (time.perf_counter() - start) / len(files)


def beside(
    work: Callable[[Files], object], files: Files, base: Callable[[Files], object], times: int = ROUNDS
) -> float:
    """How many times as long something takes as ``base``, the median of pairs: processors change their speed meanwhile."""
    pairs = [(seconds(base, files), seconds(work, files)) for _ in range(times)]
    return statistics.median(spent / least for least, spent in pairs)


def _each(work: Callable[[Path], object]) -> Callable[[Files], object]:
    return lambda files: [work(path) for path in files]


def _whole(hands: Hands | None = None) -> Callable[[Files], object]:
    return lambda files: list(validate_files(files, None, "id", hands=hands))


def _again(folder: Path) -> Callable[[Files], object]:
    """Validating a folder of which nothing changed since the last run."""

    def run(files: Files) -> object:
        journal = Journal(files, settings_hash(Work(), []), resume=True, folder=folder)
        return list(validate_files(files, None, "id", hands=Hands(0), journal=journal))

    return run


def _measured(place: Path, count: int, rows: int, *, dirty: bool) -> tuple[float, dict[str, float]]:
    """Seconds in which calamine reads a workbook, and how many times as long every way to do more takes."""
    files = generate(place, count, rows, dirty=dirty)
    documents = [read_document(path) for path in files]
    heads = {table.sheet: table.rows[0] - 1 for table in documents[0].tables if table.rows}
    again, base = _again(place.parent), _each(peers.with_calamine)
    again(files)
    ours = {
        "renja: preflight": _each(inspect),
        "renja: preflight, read, find the tables": _each(read_document),
        "renja: all rules": lambda _: validate_many(documents),
        "renja: whole validation": _whole(),
        "renja: whole validation, two processes": _whole(Hands(2)),
        "renja: unchanged folder again": again,
    }
    slow = {
        "openpyxl + pandera, a workbook at a time": _each(lambda path: peers.with_openpyxl_and_pandera(path, heads)),
        "frictionless": _each(lambda path: peers.with_frictionless(path, heads)),
    }
    found = {label: beside(work, files, base) for label, work in ours.items()}
    found |= {label: beside(work, files[:FEW], base, 1) for label, work in slow.items()}
    return min(seconds(base, files) for _ in range(ROUNDS)), found


def ratios(folder: Path, count: int) -> None:
    """The table of ratios."""
    columns = []
    for name, (rows, dirty) in KINDS.items():
        place = folder / name.replace(" ", "-")
        place.mkdir()
        columns.append(_measured(place, count, rows, dirty=dirty))
    heads = [f"{name} ({base * 1000:.1f} ms)" for name, (base, _) in zip(KINDS, columns, strict=True)]
    print(f"| {count} workbooks of 8 tables; 1.00 = | {' | '.join(heads)} |")
    print(f"|---|{'--:|' * len(heads)}")
    for label in columns[0][1]:
        print(f"| {label} | {' | '.join(f'{found[label]:.2f}' for _, found in columns)} |")


def growth(folder: Path, counts: Sequence[int]) -> None:
    """Time a workbook and memory as the number of workbooks grows."""
    place = folder / "growth"
    place.mkdir()
    generate(place, counts[-1], 120)
    print("\n| workbooks | ms a workbook | memory (MB) |\n|--:|--:|--:|")
    for count in counts:
        command = [sys.executable, str(HERE / "growing.py"), str(place), str(count)]
        told = subprocess.run(command, capture_output=True, text=True, check=True, env=environment(folder))
        spent, memory = map(float, told.stdout.split())
        print(f"| {count} | {spent * 1000:.1f} | {memory:.0f} |")


def main(count: int = 50) -> None:
    """Print the tables."""
    all_rules()
    machine = f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"
    print(f"{datetime.datetime.now(tz=datetime.UTC):%Y-%m-%d}, {machine}\n")
    with tempfile.TemporaryDirectory() as folder:
        ratios(Path(folder), count)
        growth(Path(folder), (max(1, count // 5), 2 * count, 20 * count))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
