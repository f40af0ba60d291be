"""Reading lists that a call names: tables of reference data, ceilings, offices, in a workbook or as text.

Reference data are long tables with long texts, under limits of their own.
"""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from workbook_templates.grid import Grid
from workbook_templates.reading.delimited import read_rows
from workbook_templates.reading.json_records import read_records
from workbook_templates.reading.limit_errors import LargeListError
from workbook_templates.reading.limits import DEFAULT_LIMITS, MEGABYTE, Limits
from workbook_templates.reading.preflight import inspect
from workbook_templates.reading.workbook import check_texts, read_inspected, read_workbook
from workbook_templates.sheet_facts import CELLS_ONLY

TEXTS = frozenset({".csv", ".txt", ".tsv"})
"""Names of files that hold a table as text."""
_WEIGHED = replace(DEFAULT_LIMITS, file_size=20_000_000, ratio=40, cells=400_000, inflated=800_000_000, xml=200_000_000)
"""While texts are weighed: a small file whose parts may grow 40-fold at most, so 800 MB bound what is inflated."""
_ALL_TEXT = 120_000_000


def read_reference_list(path: Path, limits: Limits = DEFAULT_LIMITS) -> list[Grid]:
    """The sheets of a workbook that may hold long texts, or a CSV or JSON file as a sheet; raises :class:`UnreadableError`.

    Of ``limits`` those count that are not the usual ones: they were asked for.
    """
    asked = {name: most for name, most in asdict(limits).items() if most != getattr(DEFAULT_LIMITS, name)}
    weighed = replace(_WEIGHED, **asked)
    if path.suffix.lower() in TEXTS:
        return [Grid("", list[list[Any]](read_rows(path, weighed)), CELLS_ONLY)]
    if path.suffix.lower() == ".json":
        return [Grid("", read_records(path, weighed), CELLS_ONLY)]
    if path.suffix.lower() != ".xlsx" or (path.is_file() and path.stat().st_size > weighed.file_size):
        return read_workbook(path, limits)
    inspection = inspect(path, weighed)
    size = sum(sheet.facts.text_size for sheet in inspection.sheets)
    if size > _ALL_TEXT:
        raise LargeListError(path, size // MEGABYTE)
    grids = read_inspected(inspection)
    check_texts(path, grids, weighed)
    return grids
