"""Builds what ships of the decrees from a table of facts: ``python -m rules.nomenclature.shipping TABLE.csv``.

The table has a row for each code (`kode, nama, indikator, satuan, keputusan`, decrees divided by `|`) and says how many
independent sources state its name, indicator and unit alike (`sumber_nama, sumber_indikator, sumber_satuan`). What
the documents under ``documents/`` show counts as one source more. A text with fewer than two is left out, its code is not.
"""

from __future__ import annotations

import csv
import hashlib
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from rules.import_store import Store
from rules.nomenclature.decree import decrees
from rules.nomenclature.entry import KABKOTA
from rules.nomenclature.shipped import FILE, FOLDER
from rules.values.codes import bidang_of

SOURCES = 2
_TEXTS = ("nama", "indikator", "satuan")


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def _shown() -> dict[tuple[str, str], set[str]]:
    """What real documents show of a code: by code and kind of text, the texts in small letters."""
    found: dict[tuple[str, str], set[str]] = {}
    for path in sorted((FOLDER / "documents").glob("*.csv")):
        for row in _rows(path):
            for name in _TEXTS:
                if row[name]:
                    found.setdefault((row["kode"], name), set()).add(row[name].casefold())
    return found


def _number(text: str) -> int:
    return int(text) if text else 0


def confirmed(rows: Iterable[dict[str, str]]) -> list[list[str]]:
    """Code, name, indicator, unit and decrees (a digit for each) of every row; texts of fewer sources are empty."""
    shown, known = _shown(), list(decrees())
    best: dict[str, dict[str, str]] = {}
    for row in rows:
        before = best.get(row["kode"])
        if before is None or _number(row["sumber_nama"]) > _number(before["sumber_nama"]):
            best[row["kode"]] = row
    found = []
    for code, row in sorted(best.items(), key=lambda item: item[0].split(".")):
        texts = [
            row[name]
            if _number(row[f"sumber_{name}"]) + (row[name].casefold() in shown.get((code, name), ())) >= SOURCES
            else ""
            for name in _TEXTS
        ]
        found.append([code, *texts, "".join(str(known.index(x)) for x in row["keputusan"].split("|"))])
    return found


def build(table: Path, folder: Path = FOLDER) -> Path:
    """Write the file of all that ships; the same table gives the same bytes."""
    by_bidang: dict[str, list[list[str]]] = {}
    for line in confirmed(_rows(table)):
        by_bidang.setdefault(bidang_of(line[0]) or "", []).append(line)
    about = {
        "kind": KABKOTA,
        "bidang": list(by_bidang),
        "decrees": list(decrees()),
        "table": hashlib.sha256(table.read_bytes()).hexdigest(),
    }
    sections = [list(zip(*lines, strict=True)) for lines in by_bidang.values()]
    return Store(folder).save(FILE, "disertakan", about, *sections)


if __name__ == "__main__":
    print(build(Path(sys.argv[1])))
