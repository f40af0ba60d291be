"""How sure recognition is, and how right: ``python -m tests.calibration [FOLDER]``.

Counts official tables in every print, alone and beside Identitas, forms of other offices, and tables that are none; FOLDER may
hold further workbooks with an ``expected.json`` that names the tables of each (`tables`), and whether any may be claimed (`certain`).
A table claimed surely is wrong if it is another form than it should be, or if its cells are not those printed.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from rules.model.document import Document
from rules.model.parts_of_workbook import parts_of
from tests.support.printed_forms import WAYS
from tests.workbook_templates.recognition.test_office_forms import FORMS
from tests.workbook_templates.recognition.test_printed_forms import (
    FOREIGN,
    SOUND,
    identity,
    is_claimed,
    official,
    read,
)
from workbook_templates.errors import UnreadableError
from workbook_templates.grid import Grid
from workbook_templates.reader import read_document
from workbook_templates.recognition.read_grids import read_grids
from workbook_templates.sheet_facts import CELLS_ONLY

RIGHT, WRONG, DOUBTED = "claimed, rightly", "claimed, wrongly", "guessed or left alone"


def _of_one(document: Document, name: str) -> str:
    """What becomes of the one table of a print."""
    claimed = [table for table in document.tables if is_claimed(table) and not table.recognition.continues]
    if not claimed:
        return DOUBTED
    rows = official(claimed[0])
    for piece in document.tables[1:]:
        if piece.layout == name:
            rows = {number: rows[number] + values for number, values in official(piece).items()}
    right = [table.layout for table in claimed] == [name] and rows == official(SOUND[name])
    return RIGHT if right else WRONG


def _official(*, alone: bool) -> Iterator[str]:
    for name, table in SOUND.items():
        for way in WAYS.values():
            form = way(table)
            if form is not None:
                sheets = [form.grid()] if alone else [identity(name), form.grid()]
                yield _of_one(read(*sheets), name)


def _of_offices() -> Iterator[str]:
    for case in FORMS.values():
        claimed = [table.layout for table in read_grids("x.xlsx", case.sheets).tables if is_claimed(table)]
        yield from (RIGHT if name in case.tables else WRONG for name in claimed)
        yield from (DOUBTED for name in case.tables if name not in claimed)


def _foreign() -> Iterator[str]:
    for rows in FOREIGN.values():
        document = read(Grid("Lembar1", [["TABEL CONTOH"], [], *rows], CELLS_ONLY))
        yield WRONG if any(map(is_claimed, document.tables)) else DOUBTED


def _cases(folder: Path) -> Iterator[str]:
    for name, case in json.loads((folder / "expected.json").read_text("utf-8")).items():
        if "tables" not in case and "certain" not in case:
            continue
        try:
            document = read_document(folder / name)
        except UnreadableError:
            yield DOUBTED
            continue
        claimed = {table.layout for part in parts_of(document) for table in part.tables if is_claimed(table)}
        due = set() if case.get("certain") is False else set(case.get("tables", claimed))
        yield from (RIGHT if layout in due else WRONG for layout in claimed)
        yield from (DOUBTED for layout in due - claimed)


def main(arguments: list[str]) -> None:
    """Print the counts."""
    counted = {
        "official, beside Identitas": Counter(_official(alone=False)),
        "official, alone": Counter(_official(alone=True)),
        "forms of other offices": Counter(_of_offices()),
        "tables of other kinds": Counter(_foreign()),
    }
    counted |= {folder: Counter(_cases(Path(folder))) for folder in arguments}
    for what, counts in counted.items():
        said = ", ".join(f"{counts[key]} {key}" for key in (RIGHT, WRONG, DOUBTED))
        print(f"{what}: {counts.total()} tables: {said}")


if __name__ == "__main__":
    main(sys.argv[1:])
