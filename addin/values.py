"""What cells of an open workbook hold, as rows, errors as their texts: one call on Windows, two on the Mac."""

from __future__ import annotations

from itertools import starmap
from typing import Any

Rows = list[list[Any]]
ERRORS = frozenset({"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#SPILL!", "#CALC!"})


def rows_of(value: Any) -> Rows:
    """What Excel gave for a block as rows, whatever came: nothing, one value, a row, or rows."""
    if not isinstance(value, list | tuple):
        return [[value]]
    if not value or not isinstance(value[0], list | tuple):
        return [list(value)]
    return [list(row) for row in value]


def values_of(cells: Any) -> Rows:
    """The values of a block (xlwings Range)."""
    try:
        shown = cells.api.string_value
    except AttributeError:
        return rows_of(cells.options(ndim=2, err_to_str=True).value)
    # The Mac gives no value for an error; xlwings' own way of asking for the texts fails there for every block.
    values = rows_of(cells.options(ndim=2).value)
    return [list(starmap(_told, zip(*rows, strict=True))) for rows in zip(values, rows_of(shown.get()), strict=True)]


def _told(value: Any, shown: Any) -> Any:
    if shown in ERRORS:
        return shown
    # An error in a column too narrow for it is shown as number signs; a figure there still has its value.
    return "#VALUE!" if value is None and isinstance(shown, str) and shown and not shown.strip("#") else value


def formulas_of(cells: Any) -> Rows:
    """The formulas of a block as texts; a typed cell is what was typed."""
    return rows_of(cells.formula)


def is_formula(text: Any, value: Any) -> bool:
    """Whether what Excel tells as the formula of a cell that has a value is one: of a text that begins so it gives the text."""
    return isinstance(text, str) and text.startswith("=") and text != value
