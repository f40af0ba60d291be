"""What the preflight costs: beside reading on ordinary workbooks, and alone on hostile ones that it refuses.

Ordinary: 8 sheets of 120 and of 400 rows, 15 columns; 1.00 is python-calamine reading all sheets. Hostile: every kind of
``tests/hostile.py``, each file in a fork of its own after the imports: processor seconds, and memory above the imports.
Run: ``python bench/preflight.py``.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import python_calamine
import xlsxwriter

sys.path.insert(0, str(Path(__file__).parent.parent))
from tests.support import hostile
from workbook_templates.errors import UnreadableError
from workbook_templates.reading.preflight import inspect
from workbook_templates.reading.workbook import read_workbook

SECONDS, MEGABYTES = 0.2, 150


def ordinary(path: Path, rows: int) -> Path:
    """A workbook of 8 sheets with texts, amounts, shares and a formula in each row."""
    book = xlsxwriter.Workbook(str(path))
    money, share = book.add_format({"num_format": "#,##0"}), book.add_format({"num_format": "0%"})
    for name in range(8):
        sheet = book.add_worksheet(f"L{name}")
        for row in range(rows):
            for column in range(14):
                if column % 3 == 0:
                    sheet.write_number(row, column, row * 1_000 + column, money)
                elif column == 7:
                    sheet.write_number(row, column, 0.5, share)
                else:
                    sheet.write_string(row, column, f"uraian {row} {column % 5}")
            sheet.write_formula(row, 14, f"=A{row + 1}+D{row + 1}", money, row * 2_000 + 3)
    book.close()
    return path


def with_calamine(path: Path) -> None:
    """Read all sheets, nothing else."""
    book = python_calamine.CalamineWorkbook.from_path(str(path))
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python()


def timed(work: Callable[[Path], object], path: Path) -> float:
    """Best of seven, in processor seconds."""
    best = float("inf")
    for _ in range(7):
        gc.collect()
        start = time.process_time()
        work(path)
        best = min(best, time.process_time() - start)
    return best


def refusal(path: Path) -> tuple[str, float, float]:
    """What the preflight says of a file (empty if it passes), its processor seconds, and megabytes above the imports."""
    out, into = os.pipe()
    child = os.fork()
    if not child:
        before, start, said = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time(), ""
        try:
            inspect(path)
        except UnreadableError as error:
            said = str(error)
        spent = time.process_time() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        os.write(into, json.dumps([said[:300], spent, (peak - before) / 1024]).encode())
        os._exit(0)
    os.close(into)
    with os.fdopen(out) as answer:
        found: tuple[str, float, float] = tuple(json.loads(answer.read() or '["died", 999, 999]'))
    os.waitpid(child, 0)
    return found


def main() -> None:
    """Print both tables."""
    with tempfile.TemporaryDirectory() as folder:
        for rows in (120, 400):
            path = ordinary(Path(folder) / f"{rows}.xlsx", rows)
            base = timed(with_calamine, path)
            print(f"8 sheets of {rows} rows; 1.00 = {base * 1000:.2f} ms")
            for name, work in (("preflight", inspect), ("preflight and read", read_workbook)):
                print(f"{timed(work, path) / base:8.2f}  {name}")
        refused = []
        for name, make in hostile.KINDS.items():
            place = Path(folder) / name
            place.mkdir()
            for path in make(place):
                said, spent, memory = refusal(path)
                if said:
                    refused.append((spent, memory, name))
        slow = [found for found in refused if found[0] > SECONDS or found[1] > MEGABYTES]
        print(
            f"{len(refused)} files of {len({name for *_, name in refused})} kinds refused; {len(slow)} above the limits"
        )
        for spent, memory, name in sorted(refused, reverse=True)[:5] + sorted(refused, key=lambda x: -x[1])[:5]:
            print(f"{spent:8.3f} s {memory:6.0f} MB  {name}")


if __name__ == "__main__":
    main()
