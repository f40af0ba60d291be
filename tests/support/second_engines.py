"""Two programs that calculate as Excel does, beside LibreOffice, which does not: IronCalc and formulon.

IronCalc reads a whole file, whose stored values are taken out first, and calculates it. Three things it does otherwise than
Excel: `ISNUMBER` of an array looks at no member, AND and OR stop early, and OFFSET from a formula's own cell is a circle. Formulon evaluates a formula over cells that
hold values, strictly as Excel does, but takes a SUMIFS whose range holds its own cell for a circle; so it is asked for
one formula at a time, over the values of all other cells: where each formula gives its cell's value, the sheet is right.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import formulon
import ironcalc
import openpyxl
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.formula import ArrayFormula

Place = tuple[int, int]
Cells = Mapping[str, Mapping[Place, Any]]
"""Values by sheet and place."""
_STORED = re.compile(rb"<c ([^>]*)>(\s*<f\b(?:[^>]*/>|.*?</f>))\s*<v>[^<]*</v>", re.DOTALL)
_ENDS = re.compile(
    r"INDEX\((?P<sheet>\w+)!\$(?P<first>[A-Z]+):\$[A-Z]+,\w+!\$(?P<at>[A-Z]+)\$(?P<row>\d+)\)"
    r":INDEX\(\w+!\$(?P<last>[A-Z]+):\$[A-Z]+,\w+!\$(?P<till>[A-Z]+)\$(?P<end>\d+)\)"
)
_SWEEPS = 12
"""Hidden columns rest on those left of them, so that two sweeps settle most sheets."""
_TYPE = re.compile(rb' ?t="\w+"')


def without_stored_values(source: Path, target: Path) -> Path:
    """A copy in which no formula has a result."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            content = old.read(item)
            if item.filename.startswith("xl/worksheets/sheet"):
                content = _STORED.sub(lambda cell: b"<c " + _TYPE.sub(b"", cell[1]) + b">" + cell[2], content)
            new.writestr(item, content)
    return target


class Workbook:
    """A file as both engines see it: its formulas, and the values they gave when it was written."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._book, self._stored = openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True)
        self.sheets: list[str] = self._book.sheetnames

    @cached_property
    def formulas(self) -> dict[str, dict[Place, str]]:
        """The formulas of all cells, with the `=` before them."""
        return {
            sheet.title: {
                (cell.row, cell.column): cell.value.text if isinstance(cell.value, ArrayFormula) else cell.value
                for row in sheet.iter_rows()
                for cell in row
                if cell.data_type == "f"
            }
            for sheet in self._book.worksheets
        }

    @cached_property
    def stored(self) -> dict[str, dict[Place, Any]]:
        """What all cells hold, results as they are stored."""
        return {
            sheet.title: {(cell.row, cell.column): cell.value for row in sheet.iter_rows() for cell in row}
            for sheet in self._stored.worksheets
        }

    @property
    def names(self) -> dict[str, str]:
        """The defined names and what they stand for; a range told by INDEX is told plainly."""
        return {name: _ENDS.sub(self._plain, found.attr_text) for name, found in self._book.defined_names.items()}

    def _plain(self, ends: re.Match[str]) -> str:
        sheet, *_ = ends.groups()
        (first, low), (last, high) = (
            (ends[letter], self.stored[sheet][int(ends[row]), column_index_from_string(ends[column])])
            for letter, column, row in (("first", "at", "row"), ("last", "till", "end"))
        )
        return f"{sheet}!${first}${low:.0f}:${last}${high:.0f}"

    @property
    def validations(self) -> dict[str, list[DataValidation]]:
        """The data validations of each sheet."""
        return {sheet.title: sheet.data_validations.dataValidation for sheet in self._book.worksheets}


def calculated(book: Workbook, folder: Path) -> dict[str, dict[Place, Any]]:
    """What IronCalc calculates for every formula of a file that holds no results."""
    bare = without_stored_values(book.path, folder / f"tanpa-{book.path.name}")
    model = ironcalc.load_from_xlsx(str(bare), "en", "UTC", "en")
    model.evaluate()
    return {
        sheet: {place: model.get_cell_value(at, *place) for place in book.formulas[sheet]}
        for at, sheet in enumerate(book.sheets)
    }


class Formulon:
    """A workbook of values in formulon, in which formulas are evaluated without being stored."""

    def __init__(self, sheets: list[str], values: Cells, names: Mapping[str, str]) -> None:
        self._book = formulon.Workbook.create_empty()
        self._at = {sheet: at for at, sheet in enumerate(sheets)}
        for sheet in sheets:
            self._book.add_sheet(sheet)
            for place, value in values.get(sheet, {}).items():
                self.put(sheet, place, value)
        for name, text in names.items():
            self._book.set_defined_name(name, text)
        ranges = {name: text for name, text in names.items() if "!" in text}
        self._ranges, self._range = ranges, re.compile(rf"\b(?:{'|'.join(ranges) or '$^'})\b")

    def put(self, sheet: str, place: Place, value: Any) -> None:
        """Set a cell."""
        at, row, column = self._at[sheet], place[0] - 1, place[1] - 1
        if isinstance(value, bool):
            self._book.set_bool(at, row, column, value)
        elif isinstance(value, int | float):
            self._book.set_number(at, row, column, float(value))
        elif isinstance(value, str):
            self._book.set_text(at, row, column, value)
        elif value is None:
            self._book.set_blank(at, row, column)
        elif not isinstance(value, datetime):
            raise TypeError(f"{sheet} {place}: {value!r}")

    def result(self, sheet: str, place: Place, formula: str) -> Any:
        """What a formula gives in a cell; an error as ``#`` and its number."""
        # Its ROW knows no names.
        plain = self._range.sub(lambda name: self._ranges[name[0]], formula) if "ROW(" in formula else formula
        found = self._book.evaluate_formula_array(self._at[sheet], place[0] - 1, place[1] - 1, plain)[0][0]
        return f"#{found.error_code}" if found.error_code is not None else found.to_python()

    def settled(self, book: Workbook) -> dict[str, dict[Place, Any]]:
        """What all cells hold once those that store no result are worked out, each formula over the others' values."""
        values = {sheet: dict(cells) for sheet, cells in book.stored.items()}
        open_cells = [
            (sheet, place, formula)
            for sheet, formulas in book.formulas.items()
            for place, formula in formulas.items()
            if values[sheet][place] is None
        ]
        for _ in range(_SWEEPS):
            changed = False
            for sheet, place, formula in open_cells:
                found = self.result(sheet, place, formula)
                if found != values[sheet][place]:
                    values[sheet][place], changed = found, True
                    self.put(sheet, place, found)
            if not changed:
                return values
        raise AssertionError("formulas that never settle")

    def takes(self, rule: DataValidation, sheet: str, place: Place, value: Any) -> bool:
        """Whether a data validation lets a value be typed into a cell; one that only warns or tells lets everything."""
        if not rule.showErrorMessage or rule.type in (None, "none"):
            return True
        if value is None and rule.allowBlank:
            return True
        self.put(sheet, place, value)
        try:
            return bool(self._allowed(rule, sheet, place, value))
        finally:
            self.put(sheet, place, None)

    def _allowed(self, rule: DataValidation, sheet: str, place: Place, value: Any) -> Any:
        if rule.type == "custom":
            return self.result(sheet, place, f"={rule.formula1}")
        if rule.type == "whole":
            low, high = (self.result(sheet, place, f"={bound}") for bound in (rule.formula1, rule.formula2))
            return isinstance(value, int | float) and value == int(value) and low <= value <= high
        assert rule.type == "list", rule.type
        assert rule.formula1.startswith('"'), rule.formula1
        return value in rule.formula1.strip('"').split(",")
