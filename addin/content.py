"""What a cell holds as one value that a cell of our own sheet can keep: a formula, a text, a number, a date, an error.

A formula is kept as its text, a date and an error behind a mark; a text that would be taken for one of these has a mark
before it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from addin.blocks import put, write_cells
from addin.range_facts import block_around
from addin.values import ERRORS, formulas_of, is_formula, values_of
from workbook_templates.grid import Value
from workbook_templates.sheet_facts import Place

_FORMULA, _MARK, _DATE, _ERROR = "=", "~", "~@", "~!"


def stored(value: Any, formula: Any = "") -> Value:
    """What is kept of a cell, given its value and its formula; None for a blank one."""
    if is_formula(formula, value):
        return str(formula)
    if isinstance(value, datetime):
        return f"{_DATE}{value.isoformat()}"
    if value in ERRORS:
        return f"{_ERROR}{value}"
    if isinstance(value, str):
        return (f"{_MARK}{value}" if value.startswith((_FORMULA, _MARK)) else value) or None
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def contents(sheet: Any, places: Collection[Place]) -> dict[Place, Value]:
    """What is kept of cells of a sheet (xlwings Sheet): their values and formulas are read in two calls."""
    if not places:
        return {}
    top, left, bottom, right = block_around(places)
    block = sheet.range((top, left), (bottom, right))
    values, formulas = values_of(block), formulas_of(block)
    return {
        (row, column): stored(values[row - top][column - left], formulas[row - top][column - left])
        for row, column in places
    }


def typed(kept: Value) -> Value:
    """A kept value as it is put into a cell of our own sheets: texts stay texts, `=` begins a formula."""
    if not isinstance(kept, str) or kept.startswith(_FORMULA):
        return kept
    if kept.startswith((_DATE, _ERROR)):
        return f"'{kept[len(_DATE) :]}"
    return f"'{kept.removeprefix(_MARK)}"


def put_back(book: Any, cells: Mapping[str, Mapping[Place, Value]]) -> dict[str, set[Place]]:
    """Write kept values into the cells they are of; the places that refused, by sheet."""
    plain = {
        name: {place: _plain(kept) for place, kept in places.items() if not _alone(kept)}
        for name, places in cells.items()
    }
    refused = write_cells(book, plain).refused
    for name, places in cells.items():
        for place, kept in places.items():
            if isinstance(kept, str) and _alone(kept):
                try:
                    _put_alone(book.sheets[name].range(place), kept)
                except Exception:
                    refused.setdefault(name, set()).add(place)
    return refused


def _alone(kept: Value) -> bool:
    """Whether a value is written by itself: a text that is to be read as a formula or an error, and a date."""
    return isinstance(kept, str) and kept.startswith((_FORMULA, _DATE, _ERROR))


def _plain(kept: Value) -> Value:
    return kept.removeprefix(_MARK) if isinstance(kept, str) else kept


def _put_alone(target: Any, kept: str) -> None:
    if kept.startswith(_DATE):
        target.value = datetime.fromisoformat(kept.removeprefix(_DATE))
    else:
        put(target, [[kept.removeprefix(_ERROR)]])
