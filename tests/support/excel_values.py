"""The values of cells as Excel hands them over and takes them, for the stand-in."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from python_calamine import CalamineWorkbook

_ERRORS = {"#NULL!": -2146826288, "#DIV/0!": -2146826281, "#VALUE!": -2146826273, "#REF!": -2146826265,
           "#NAME?": -2146826259, "#NUM!": -2146826252, "#N/A": -2146826246}  # fmt: skip
ERROR_TEXTS = {number: text for text, number in _ERRORS.items()}
"""The errors of cells as texts, by the numbers that COM has for them."""
_NUMBER_LIKE = re.compile(r"[-+]?(?:Rp\s*)?\d[\d.,:/-]*\s*%?")
_LINK = re.compile(r'=HYPERLINK\("(?:[^"]|"")*","((?:[^"]|"")*)"\)')
_ROW = re.compile(r"=ROW\('(?:[^']|'')+'![A-Z]+(\d+)\)")


def buried_values(source: Any, values: Any) -> dict[str, dict[tuple[int, int], Any]]:
    """The values that stand under merged blocks, by sheet and place: Excel keeps them, openpyxl drops them."""
    merged = [sheet for sheet in values.worksheets if sheet.merged_cells.ranges]
    if not merged:
        return {}
    load = CalamineWorkbook.from_filelike if hasattr(source, "read") else CalamineWorkbook.from_path
    book, found = load(source), dict[str, dict[tuple[int, int], Any]]()
    for sheet in merged:
        rows = book.get_sheet_by_name(sheet.title).to_python(skip_empty_area=False)
        found[sheet.title] = {
            (row, column): rows[row - 1][column - 1]
            for area in sheet.merged_cells.ranges
            for row in range(area.min_row, min(area.max_row, len(rows)) + 1)
            for column in range(area.min_col, min(area.max_col, len(rows[row - 1])) + 1)
            if (row, column) != (area.min_row, area.min_col) and rows[row - 1][column - 1] != ""
        }
    return found


def reckoned(formula: str) -> Any:
    """The result of the few formulas that are written; of any other nothing, as nothing recalculates here."""
    if link := _LINK.fullmatch(formula):
        return link[1].replace('""', '"')
    if row := _ROW.fullmatch(formula):
        return int(row[1])
    return None


def as_com(value: Any) -> Any:
    """A stored value as COM hands it over."""
    if isinstance(value, str) and value in _ERRORS:
        return _ERRORS[value]
    if isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return dt.datetime(value.year, value.month, value.day)
    return value


def typed_in(value: Any, as_text: bool) -> Any:
    """What a cell holds after something was put into it."""
    if value == "":
        return None
    if not isinstance(value, str):
        number = isinstance(value, int | float) and not isinstance(value, bool)
        return format(value, ".15g") if as_text and number else value
    if value.startswith("'"):
        return value[1:]
    if as_text or not (_NUMBER_LIKE.fullmatch(value.strip()) or value[0] in "+-@"):
        return value
    digits = re.sub(r"\D", "", value)
    return float(digits) if digits else f"#TAKEN FOR A FORMULA: {value}"
