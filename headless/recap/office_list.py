"""The list of offices that should send a plan: `--daftar-pd FILE`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from headless.errors import LongOfficeNameError, NoOfficesError, NotAnOfficeListError
from rules.values.cells import as_text
from rules.values.names import normalise
from rules.values.text import fold
from workbook_templates.reading.delimited import read_lines, unquoted
from workbook_templates.reading.limits import DEFAULT_LIMITS, Limits
from workbook_templates.reading.reference_lists import TEXTS, read_reference_list

_HEADINGS = {"perangkat daerah", "nama perangkat daerah", "opd", "nama opd", "skpd", "nama skpd"}
_LONGEST = 300
"""Letters of a name."""
_HIGHEST = 20
"""Rows among which the heading stands."""
_AROUND = " \t;,"
"""What stands around the only field of a line."""


def read_offices(path: Path, limits: Limits = DEFAULT_LIMITS) -> list[str]:
    """Names of offices, each once, in order.

    A workbook, a CSV or a text file: the column headed `perangkat daerah` (or OPD, SKPD), or the only column of a file
    without heading. Raises :class:`UnreadableError`.
    """
    rows = [[as_text(cell) for cell in row] for row in _rows(path, limits)]
    rows = [row for row in rows if any(row)]
    for at, row in enumerate(rows[:_HIGHEST]):
        place = next((place for place, cell in enumerate(row) if fold(cell) in _HEADINGS), None)
        if place is not None:
            names = [row[place] for row in rows[at + 1 :] if place < len(row)]
            break
    else:
        if any(sum(bool(cell) for cell in row) > 1 for row in rows):
            raise NotAnOfficeListError(path)
        names = [next(cell for cell in row if cell) for row in rows]
    found = {normalise(name): name for name in reversed(names) if name}
    if any(len(name) > _LONGEST for name in found.values()):
        raise LongOfficeNameError(path, _LONGEST)
    if not found:
        raise NoOfficesError(path)
    return list(reversed(found.values()))


def _rows(path: Path, limits: Limits) -> list[list[Any]]:
    if path.suffix.lower() == ".txt":
        # Names of offices hold commas: a plain list is a name a line.
        return [[line] for line in read_lines(path, limits)]
    rows = [row for grid in read_reference_list(path, limits) for row in grid.rows]
    return _whole_lines(path, limits) if path.suffix.lower() in TEXTS and _is_one_column(rows) else rows


def _is_one_column(rows: Sequence[Sequence[Any]]) -> bool:
    """Whether the heading is the only field of its line, so that what parts the lines below are commas in names."""
    head = next((row for row in rows[:_HIGHEST] if any(fold(as_text(cell)) in _HEADINGS for cell in row)), ())
    return len(head) == 1 and any(len(row) > 1 for row in rows)


def _whole_lines(path: Path, limits: Limits) -> list[list[Any]]:
    return [[unquoted(line.strip(_AROUND))] for line in read_lines(path, limits)]
