"""How long validation takes beside its peers, in one run on the same generated workbooks.

1.00 is python-calamine merely reading every sheet. Run: ``make bench`` (or with a number of workbooks).
"""

from __future__ import annotations

import gc
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import python_calamine

from headless.batch import validate_files
from rules.engine import validate_many
from rules.registry import all_rules
from workbook_templates.build import build_template
from workbook_templates.preflight import inspect
from workbook_templates.reader import read_document
from workbook_templates.template import Template

IDENTITY = {
    "pemda": "Kota Contoh", "jenis_pemda": "kota", "perangkat_daerah": "Dinas Contoh", "bidang_urusan": "2.17",
    "tahun": 2024, "tahap": "rancangan", "keputusan": "Kepmendagri 050-5889/2021",
}  # fmt: skip


def plan(offset: int) -> list[dict[str, Any]]:
    """About 120 rows of a plan."""
    rows: list[dict[str, Any]] = []
    for program in range(1, 9):
        texts = {"3": "Persentase Layanan", "4": "Kota Contoh", "5": "100%", "7": "PAD", "9": "100%"}
        rows.append({"1": f"2.17.{program:02}", "2": f"Program {program}", **texts})
        for kegiatan in range(1, 3):
            rows.append({"1": f"2.17.{program:02}.2.{kegiatan:02}", "2": f"Kegiatan {kegiatan}", **texts})
            for sub in range(1, 7):
                money = 1_000_000 * sub + offset
                leaf = {
                    "3": "Jumlah Laporan yang Disusun",
                    "5": "12 Laporan",
                    "9": "12 Laporan",
                    "6": money,
                    "10": money,
                }
                code = f"2.17.{program:02}.2.{kegiatan:02}.{sub:02}"
                rows.append({"1": code, "2": f"Sub Kegiatan {sub}", **texts, **leaf})
    return rows


def with_calamine(files: list[Path]) -> None:
    """Read all sheets, nothing else."""
    for path in files:
        book = python_calamine.CalamineWorkbook.from_path(str(path))
        for name in book.sheet_names:
            book.get_sheet_by_name(name).to_python()


def with_openpyxl(files: list[Path]) -> None:
    """Read all sheets through openpyxl."""
    for path in files:
        for sheet in openpyxl.load_workbook(path, data_only=True):
            list(sheet.iter_rows(values_only=True))


def timed(work: Callable[[list[Path]], object], files: list[Path]) -> float:
    """Best of three, in seconds."""
    best = float("inf")
    for _ in range(3):
        gc.collect()
        start = time.perf_counter()
        work(files)
        best = min(best, time.perf_counter() - start)
    return best


def main(count: int = 50) -> None:
    """Print the table of ratios."""
    all_rules()
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for number in range(count):
            path = Path(folder) / f"{number}.xlsx"
            rows = plan(number)
            build_template(
                path, Template("renja", IDENTITY, rows={"T-C.33": rows, "Bab-IV": rows, "Tujuan-Sasaran": []})
            )
            files.append(path)
        works: dict[str, Callable[[list[Path]], object]] = {
            "python-calamine reads all sheets": with_calamine,
            "openpyxl reads all sheets": with_openpyxl,
            "preflight": lambda found: [inspect(path) for path in found],
            "preflight and read": lambda found: [read_document(path) for path in found],
            "rules alone": lambda _: validate_many(documents),
            "whole validation": lambda found: list(validate_files(found, None, "id")),
        }
        documents = [read_document(path) for path in files]
        base = timed(with_calamine, files)
        print(f"{count} workbooks; 1.00 = {base / count * 1000:.2f} ms a workbook")
        for name, work in works.items():
            print(f"{timed(work, files) / base:8.2f}  {name}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
