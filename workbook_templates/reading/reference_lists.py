"""Reading lists that a call names: tables of reference data, ceilings, offices, in a workbook or as text.

Reference data are long tables with long texts, under limits of their own.

The preflight reckons every text cell as long as the longest text, which is right for planning workbooks and far
too much for lists with definitions. Here the texts are weighed one by one before the larger limit is granted.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from workbook_templates.grid import Grid
from workbook_templates.reading.archive import DEFAULT_LIMITS, MEGABYTE
from workbook_templates.reading.delimited import read_rows
from workbook_templates.reading.limit_errors import LargeListError
from workbook_templates.reading.preflight import Inspection, inspect
from workbook_templates.reading.workbook import check_texts, read_inspected, read_workbook
from workbook_templates.sheet_facts import CELLS_ONLY

TEXTS = frozenset({".csv", ".txt", ".tsv"})
"""Names of files that hold a table as text."""
_STRINGS = "xl/sharedStrings.xml"
_WEIGHED = replace(
    DEFAULT_LIMITS, file_size=20_000_000, ratio=40, cells=400_000, inflated=8_000_000_000, xml=200_000_000
)
"""While texts are weighed: a small file whose parts may grow 40-fold at most, so 800 MB bound what is inflated."""
_ALL_TEXT = 120_000_000
_ITEM = re.compile(rb"<si[ >/]")
_REFERENCE = re.compile(rb'<c\b[^>]*\bt="s"[^>]*>(?:<f[^>]*>[^<]*</f>|<f[^>]*/>)?<v>([0-9]{1,9})</v>')


def _text_size(path: Path, inspection: Inspection) -> int | None:
    """Bytes of all texts with every repetition; None where they cannot be told one by one."""
    with zipfile.ZipFile(path) as archive:
        if _STRINGS not in archive.namelist():
            return 0
        lengths = [len(item) for item in _ITEM.split(archive.read(_STRINGS))[1:]]
        size = 0
        for part in {sheet.part: sheet for sheet in inspection.sheets}.values():
            references = _REFERENCE.findall(archive.read(part.part))
            if len(references) != part.scan.strings or any(int(at) >= len(lengths) for at in references):
                return None
            size += sum(lengths[int(at)] for at in references)
    return size


def read_reference_list(path: Path) -> list[Grid]:
    """The sheets of a workbook that may hold long texts, or a CSV file as a sheet; raises :class:`UnreadableError`."""
    if path.suffix.lower() in TEXTS:
        return [Grid("", list[list[Any]](read_rows(path, _WEIGHED)), CELLS_ONLY)]
    if path.suffix.lower() != ".xlsx" or (path.is_file() and path.stat().st_size > _WEIGHED.file_size):
        return read_workbook(path)
    inspection = inspect(path, _WEIGHED)
    size = _text_size(path, inspection)
    if size is None:
        return read_workbook(path)
    if size > _ALL_TEXT:
        raise LargeListError(path, size // MEGABYTE)
    grids = read_inspected(inspection)
    check_texts(path, grids, _WEIGHED)
    return grids
