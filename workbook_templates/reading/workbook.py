"""The sheets of a file of any format we read, as grids."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from rules.model.document import Foreign
from rules.values.cells import column_letter, column_number
from workbook_templates.grid import Grid
from workbook_templates.reading.limit_errors import LongTextError
from workbook_templates.reading.limits import DEFAULT_LIMITS, Limits
from workbook_templates.reading.other_formats import other_sheets
from workbook_templates.reading.preflight import Inspection, SheetPart, inspect
from workbook_templates.sheet_facts import Area, SheetFacts


def _grid(part: SheetPart) -> Grid:
    scan = part.facts
    facts = SheetFacts(
        errors=scan.errors,
        percents=scan.percents,
        struck=scan.struck,
        looks=scan.looks,
        formats=scan.formats,
        formulas=scan.formulas,
        uncalculated=scan.uncalculated,
        merges=list(_areas(scan.merges)),
        hidden=part.hidden,
        hidden_rows=scan.hidden_rows,
        hidden_columns=_columns(scan.hidden_columns),
        follows=False,
        above=(),
    )
    return Grid(part.name, scan.rows(), facts, texts=scan.texts())


def _columns(spans: Iterable[tuple[int, int]]) -> set[int]:
    """The columns of spans from a first to a last one, each taken once however often it is told."""
    found, reach = set[int](), 0
    for first, last in sorted(spans):
        found.update(range(max(first, reach + 1), min(last, _LAST_COLUMN) + 1))
        reach = max(reach, last)
    return found


_LAST_COLUMN = 16_384
_RANGE = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")


def _areas(merges: list[str]) -> Iterator[Area]:
    for match in filter(None, map(_RANGE.fullmatch, merges)):
        yield int(match[2]), column_number(match[1]), int(match[4]), column_number(match[3])


def read_workbook(path: Path, limits: Limits = DEFAULT_LIMITS) -> list[Grid]:
    """All sheets of a workbook as grids; raises :class:`UnreadableError`."""
    return read_sheets(path, limits)[0]


def read_sheets(path: Path, limits: Limits) -> tuple[list[Grid], list[Foreign]]:
    """The sheets of a file of any format we read, and what reaches outside or acts in it."""
    other = other_sheets(path, limits)
    if other is None:
        inspection = inspect(path, limits)
        other = read_inspected(inspection), inspection.foreign
    check_texts(path, other[0], limits)
    return other


def check_texts(path: Path, grids: list[Grid], limits: Limits) -> None:
    """No cell holds more than Excel lets it hold: what looks at texts word by word may count on that."""
    most = limits.text
    for grid in grids:
        if grid.longest <= most:
            continue
        for row, cells in enumerate(grid.rows, 1):
            for column, value in enumerate(cells, 1):
                if type(value) is str and len(value) > most:
                    raise LongTextError(path, grid.name, f"{column_letter(column)}{row}", len(value), most)


def read_inspected(inspection: Inspection) -> list[Grid]:
    """All sheets of a workbook that passed its inspection; raises :class:`UnreadableError`."""
    return list(map(_grid, inspection.sheets))
