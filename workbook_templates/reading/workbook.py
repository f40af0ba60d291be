"""The sheets of a file of any format we read: preflight, values from calamine, the rest from the XML."""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from rules.model.document import Foreign
from rules.values.cells import column_letter, column_number
from workbook_templates.grid import Grid
from workbook_templates.reading.archive import DEFAULT_LIMITS, Limits
from workbook_templates.reading.errors import UnknownWorkbookError
from workbook_templates.reading.limit_errors import LongTextError
from workbook_templates.reading.other_formats import other_sheets
from workbook_templates.reading.preflight import Inspection, SheetPart, inspect
from workbook_templates.sheet_facts import Area, SheetFacts

log = logging.getLogger(__name__)


def _with_calamine(inspection: Inspection) -> dict[str, list[list[Any]]]:
    import python_calamine

    book = python_calamine.CalamineWorkbook.from_path(str(inspection.path))
    return {part.name: book.get_sheet_by_name(part.name).to_python(skip_empty_area=False) for part in inspection.sheets}


def _with_openpyxl(inspection: Inspection) -> dict[str, list[list[Any]]]:
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(inspection.path, read_only=True, data_only=True)
    found = {}
    for part in inspection.sheets:
        sheet: Any = book[part.name]
        sheet.reset_dimensions()
        found[part.name] = [list(row) for row in sheet.iter_rows(values_only=True)]
    book.close()
    return found


def _values(inspection: Inspection) -> dict[str, list[list[Any]]]:
    """Values of all sheets; a reader's refusal, or a sheet it finds empty though it has cells, goes to the other."""
    try:
        found = _with_calamine(inspection)
        if all(found[part.name] or not part.scan.cells for part in inspection.sheets):
            return found
    except Exception as error:
        log.debug("calamine refused %s: %s", inspection.path, error)
    try:
        return _with_openpyxl(inspection)
    except Exception as error:
        raise UnknownWorkbookError(inspection.path, type(error).__name__) from None


def _grid(part: SheetPart, rows: list[list[Any]]) -> Grid:
    scan = part.scan
    facts = SheetFacts(
        errors=scan.errors,
        percents=scan.percents,
        formulas=scan.formulas,
        uncalculated=scan.uncalculated,
        merges=list(_areas(scan.merges)),
        hidden=part.hidden,
        hidden_rows=scan.hidden_rows,
        hidden_columns=_columns(scan.hidden_columns),
        follows=False,
    )
    return Grid(part.name, rows, facts)


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
        for row, cells in enumerate(grid.rows, 1):
            for column, value in enumerate(cells, 1):
                if type(value) is str and len(value) > most:
                    raise LongTextError(path, grid.name, f"{column_letter(column)}{row}", len(value), most)


def read_inspected(inspection: Inspection) -> list[Grid]:
    """All sheets of a workbook that passed its inspection; raises :class:`UnreadableError`."""
    values = _values(inspection)
    return [_grid(part, values[part.name]) for part in inspection.sheets]
