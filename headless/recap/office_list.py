"""The list of offices that should send a plan: `--daftar-pd FILE`."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from headless.errors import NoOfficesError, NotAnOfficeListError
from rules.values.cells import as_text
from rules.values.names import normalise
from rules.values.text import fold
from workbook_templates.reading.errors import BrokenCsvError, MissingFileError, NotCsvError

_HEADINGS = {"perangkat daerah", "nama perangkat daerah", "opd", "nama opd", "skpd", "nama skpd"}


def read_offices(path: Path) -> list[str]:
    """Names of offices, each once, in order.

    A workbook, a CSV or a text file: the column headed `perangkat daerah` (or OPD, SKPD), or the only column of a file
    without heading. Raises :class:`UnreadableError`.
    """
    rows = [[as_text(cell) for cell in row] for row in _rows(path)]
    rows = [row for row in rows if any(row)]
    for at, row in enumerate(rows[:20]):
        place = next((place for place, cell in enumerate(row) if fold(cell) in _HEADINGS), None)
        if place is not None:
            names = [row[place] for row in rows[at + 1 :] if place < len(row)]
            break
    else:
        if any(sum(bool(cell) for cell in row) > 1 for row in rows):
            raise NotAnOfficeListError(path)
        names = [next(cell for cell in row if cell) for row in rows]
    found = {normalise(name): name for name in reversed(names) if name}
    if not found:
        raise NoOfficesError(path)
    return list(reversed(found.values()))


def _rows(path: Path) -> Iterator[list[Any]]:
    if path.suffix.lower() in {".xlsx", ".xlsm"}:
        from workbook_templates.reading.workbook import read_workbook

        for grid in read_workbook(path):
            yield from grid.rows
        return
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise MissingFileError(path) from None
    except UnicodeDecodeError:
        raise NotCsvError(path) from None
    if path.suffix.lower() == ".txt":
        # Names of offices hold commas: a plain list is a name a line.
        yield from ([line] for line in text.splitlines())
        return
    lines = text.splitlines()
    try:
        yield from csv.reader(lines, delimiter=";" if text.count(";") > text.count(",") else ",")
    except csv.Error as error:
        raise BrokenCsvError(path, str(error)) from None
