"""The cells of a sheet's XML: found by place, made where they are lacking, and given values."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Collection, Iterator
from operator import itemgetter
from typing import Any

from rules.values.cells import ExcelError, column_letter, column_number
from workbook_templates.grid import Value
from workbook_templates.ooxml.part_xml import children, made
from workbook_templates.sheet_facts import Place
from workbook_templates.xml_signs import xml_text

_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,10})")
_AREA = re.compile(r"([A-Z]{1,3})([0-9]{1,7})(?::([A-Z]{1,3})([0-9]{1,7}))?")
_PRESERVE = {"{http://www.w3.org/XML/1998/namespace}space": "preserve"}


# ---- places


def rows_of(data: Any) -> Iterator[tuple[int, Any]]:
    """Rows with their numbers; one that does not tell its own stands where its cells say, or next."""
    number = 0
    for row in children(data, "row"):
        given = row.get("r", "")
        if re.fullmatch("[0-9]{1,10}", given):
            number = int(given)
        else:
            told = (_CELL.fullmatch(cell.get("r", "")) for cell in children(row, "c"))
            number = next((int(match[2]) for match in told if match), number + 1)
        yield number, row


def row_cells(row: Any, number: int) -> Iterator[tuple[Place, Any]]:
    """Cells of a row with their places; one that does not tell its own stands next to the one before."""
    column = 0
    for cell in children(row, "c"):
        match = _CELL.fullmatch(cell.get("r", ""))
        column = column_number(match[1]) if match else column + 1
        yield (int(match[2]) if match else number, column), cell


class SheetCells:
    """The cells of one sheet that are wanted, and room for those that it lacks."""

    def __init__(self, data: Any, wanted: Collection[Place]) -> None:
        self.data, rows = data, list(rows_of(data))
        self.found = {place: cell for number, row in rows for place, cell in row_cells(row, number) if place in wanted}
        self.rows = sorted(rows, key=itemgetter(0))

    def row(self, number: int) -> Any:
        """The row of a number, made where it belongs if there is none."""
        at = bisect_left(self.rows, number, key=itemgetter(0))
        behind, other = self.rows[at] if at < len(self.rows) else (0, None)
        if behind == number:
            return other
        new = made(self.data, "row", {"r": str(number)})
        _put_before(other, new, self.data, str(behind))
        self.rows.insert(at, (number, new))
        return new

    def cell(self, number: int, column: int) -> Any:
        """The cell of a place, made where it belongs if there is none."""
        if (number, column) not in self.found:
            row = self.row(number)
            behind = [(place[1], cell) for place, cell in row_cells(row, number) if place[1] > column]
            letter, other = min(behind, key=itemgetter(0), default=(0, None))
            new = self.found[number, column] = made(row, "c", {"r": f"{column_letter(column)}{number}"})
            _put_before(other, new, row, f"{column_letter(letter)}{number}")
            row.attrib.pop("spans", None)
        return self.found[number, column]


def _put_before(other: Any, new: Any, parent: Any, place: str) -> None:
    """Insert ``new`` before ``other``, whose ``place`` must not move with it, or at the end of ``parent``."""
    if other is None:
        parent.append(new)
        return
    if not other.get("r"):
        other.set("r", place)
    other.addprevious(new)


# ---- values


def _number(value: float | int) -> str:
    if isinstance(value, int) or value.is_integer():
        return str(int(value))
    return repr(float(value))


def set_value(cell: Any, value: Value, *, typed: bool = False) -> None:
    """Replace a cell's value; its formula, style and whatever else it has stay.

    A ``typed`` value takes the place of the cell's formula, unless other cells share that one.
    """
    formulas = children(cell, "f")
    if typed and not any(formula.get("ref") for formula in formulas):
        for formula in formulas:
            cell.remove(formula)
        formulas = []
    for old in (*children(cell, "v"), *children(cell, "is")):
        cell.remove(old)
    for name in ("t", "vm"):
        cell.attrib.pop(name, None)
    if isinstance(value, float) and not math.isfinite(value):
        value = None
    if value is None and not formulas:
        return
    new = holder = made(cell, "is" if isinstance(value, str) and not formulas else "v")
    if isinstance(value, bool):
        cell.set("t", "b")
        holder.text = str(int(value))
    elif isinstance(value, ExcelError) and formulas:
        cell.set("t", "e")
        holder.text = value
    elif isinstance(value, str | None):
        cell.set("t", "str" if formulas else "inlineStr")
        if not formulas:
            holder = made(cell, "t", _PRESERVE)
            new.append(holder)
        holder.text = xml_text(value or "")
    else:
        holder.text = _number(value)
    cell.insert(cell.index(formulas[-1]) + 1 if formulas else 0, new)


def fit_height(row: Any) -> None:
    """Let a row take the height that its texts need: spreadsheet programs work it out where none is stated."""
    if row.get("hidden") not in {"1", "true"}:
        for name in ("ht", "customHeight"):
            row.attrib.pop(name, None)


def widen(root: Any, places: list[Place]) -> None:
    """Make the sheet's stated extent hold the places; one that cannot be read is dropped."""
    for extent in children(root, "dimension"):
        match = _AREA.fullmatch(extent.get("ref", ""))
        if not match:
            root.remove(extent)
            continue
        left, top, right, bottom = match[1], match[2], match[3] or match[1], match[4] or match[2]
        corners = [(int(top), column_number(left)), (int(bottom), column_number(right))]
        if all(corners[0][i] <= place[i] <= corners[1][i] for place in places for i in (0, 1)):
            continue
        rows, columns = zip(*corners, *places, strict=True)
        first, last = (f"{column_letter(end(columns))}{end(rows)}" for end in (min, max))
        extent.set("ref", f"{first}:{last}")
