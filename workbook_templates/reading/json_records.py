"""Files of JSON that hold a table: an array of objects, by itself or under a name, as rows of cells under a row of names."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from workbook_templates.reading.errors import NotRecordsError
from workbook_templates.reading.limit_errors import ManyCellsError
from workbook_templates.reading.limits import Limits
from workbook_templates.reading.received import read_received


def read_records(path: Path, limits: Limits) -> list[list[Any]]:
    """The names of all fields, then a row for each object; nested values are left out. Raises :class:`UnreadableError`."""
    content = read_received(path, limits.file_size, "daftar acuan")
    try:
        records = _records(json.loads(content.decode("utf-8-sig")))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise NotRecordsError(path, "tidak terbaca sebagai JSON") from error
    if not records:
        raise NotRecordsError(path, "tidak ada daftar objek di dalamnya")
    names = list(dict.fromkeys(name for record in records for name in record))
    if len(names) * len(records) > limits.cells:
        raise ManyCellsError(path, "daftarnya", limits.cells)
    return [list(names), *([_cell(record.get(name)) for name in names] for record in records)]


def _records(content: Any) -> list[dict[str, Any]]:
    """The objects of an array, or of the largest array that an object holds."""
    if isinstance(content, dict):
        arrays = [value for value in content.values() if isinstance(value, list)]
        content = max(arrays, key=len, default=[])
    return [record for record in content if isinstance(record, dict)] if isinstance(content, list) else []


def _cell(value: Any) -> Any:
    return value if isinstance(value, str | int | float) and not isinstance(value, bool) else None
