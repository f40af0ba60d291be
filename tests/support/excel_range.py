"""The ranges of the stand-in for Excel, with their notes, filters, formats and fonts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import openpyxl
import openpyxl.comments
from openpyxl.utils import get_column_letter
from xlwings import base_classes, utils

from tests.support.excel_calls import ComError, com
from tests.support.excel_objects import Com
from tests.support.excel_values import as_com, reckoned, typed_in

if TYPE_CHECKING:
    from tests.support.excel_engine import Sheet


class Range(base_classes.Range):
    """A block of cells."""

    has_array = max_cells_per_read = max_cells_per_write = None

    def __init__(self, sheet: Sheet, first: Any, last: Any = None) -> None:
        self.sheet, self.options = sheet, None
        if isinstance(first, Range):
            first, last = first.first, (last or first).last
        elif isinstance(first, str):
            first, last = utils.a1_to_tuples(first)
        self.first, self.last = first, last or first

    api = property(lambda self: Com(self))
    coords = property(lambda self: (self.sheet.title, *self.first, *self.shape))

    @property
    @com
    def row(self) -> int:
        return int(self.first[0])

    @property
    @com
    def column(self) -> int:
        return int(self.first[1])

    @property
    @com
    def shape(self) -> tuple[int, int]:
        return self.size

    @property
    def size(self) -> tuple[int, int]:
        return self.last[0] - self.first[0] + 1, self.last[1] - self.first[1] + 1

    def __len__(self) -> int:
        return self.size[0] * self.size[1]

    def __call__(self, row: int, column: int | None = None) -> Range:
        if column is None:
            down, across = divmod(row - 1, self.size[1])
        else:
            down, across = row - 1, column - 1
        return Range(self.sheet, (self.first[0] + down, self.first[1] + across))

    @property
    @com
    def address(self) -> str:
        first, last = (f"${get_column_letter(c)}${r}" for r, c in (self.first, self.last))
        return first if first == last else f"{first}:{last}"

    def _rows(self, sheet: Any) -> Iterator[tuple[Any, ...]]:
        return sheet.iter_rows(self.first[0], self.last[0], self.first[1], self.last[1])  # type: ignore[no-any-return]

    def _cells(self) -> Iterator[Any]:
        return (cell for row in self._rows(self.sheet.formulas) for cell in row)

    def _as_com(self, rows: list[tuple[Any, ...]]) -> Any:
        return rows[0][0] if self.size == (1, 1) else tuple(rows)

    # ---- values and formulas

    @property
    @com
    def raw_value(self) -> Any:
        buried = self.sheet.book.buried.get(self.sheet.title, {})
        return self._as_com(
            [
                tuple(as_com(buried.get((cell.row, cell.column), cell.value)) for cell in row)
                for row in self._rows(self.sheet.values)
            ]
        )

    @raw_value.setter
    @com
    def raw_value(self, given: Any) -> None:
        height, width = self.size
        rows = given if isinstance(given, list | tuple) else [[given] * width] * height
        for row, values in zip(self._rows(self.sheet.formulas), rows, strict=True):
            for cell, value in zip(row, values, strict=True):
                self._put(cell, value)

    def _put(self, cell: Any, value: Any) -> None:
        if self.sheet.formulas.protection.sheet and cell.protection.locked:
            raise ComError("(-2147352567, 'Exception occurred.', (0, 'Microsoft Excel', 'sel dilindungi'))")
        if type(cell).__name__ == "MergedCell":
            return
        shown = self.sheet.values.cell(cell.row, cell.column)
        if isinstance(value, str) and value.startswith("="):
            cell.value = value
            shown.value = reckoned(value)
            return
        cell.value = shown.value = typed_in(value, cell.number_format == "@")
        if isinstance(value, str):
            cell.data_type = shown.data_type = "s" if isinstance(cell.value, str) else "n"

    @property
    @com
    def formula(self) -> Any:
        def told(value: Any) -> str:
            if value is None:
                return ""
            return str(getattr(value, "text", value))

        return self._as_com([tuple(told(cell.value) for cell in row) for row in self._rows(self.sheet.formulas)])

    @com
    def clear_contents(self) -> None:
        for cell in self._cells():
            self._put(cell, None)

    # ---- notes and filters

    @property
    @com
    def note(self) -> Note | None:
        cell = self.sheet.formulas.cell(*self.first)
        return Note(cell) if cell.comment else None

    @com
    def add_note(self, text: str) -> Note:
        cell = self.sheet.formulas.cell(*self.first)
        if self.sheet.formulas.protection.sheet and self.sheet.formulas.protection.objects:
            raise ComError("(-2147352567, 'Exception occurred.', (0, 'Microsoft Excel', 'lembar dilindungi'))")
        cell.comment = openpyxl.comments.Comment(text, "")
        return Note(cell)

    @property
    def autofilter(self) -> AutoFilter:
        return AutoFilter(self)

    # ---- formats

    @property
    @com
    def number_format(self) -> str | None:
        found = {cell.number_format for cell in self._cells()}
        return found.pop() if len(found) == 1 else None

    @number_format.setter
    @com
    def number_format(self, code: str) -> None:
        for cell in self._cells():
            cell.number_format = code

    @property
    @com
    def merge_cells(self) -> bool | None:
        inside = sum(
            max(0, min(self.last[0], area.max_row) - max(self.first[0], area.min_row) + 1)
            * max(0, min(self.last[1], area.max_col) - max(self.first[1], area.min_col) + 1)
            for area in self.sheet.formulas.merged_cells.ranges
        )
        return None if 0 < inside < len(self) else inside > 0

    @property
    @com
    def merge_area(self) -> Range:
        for area in self.sheet.formulas.merged_cells.ranges:
            if area.min_row <= self.first[0] <= area.max_row and area.min_col <= self.first[1] <= area.max_col:
                return Range(self.sheet, (area.min_row, area.min_col), (area.max_row, area.max_col))
        return self

    @property
    @com
    def column_width(self) -> float | None:
        return self.sheet.formulas.column_dimensions[get_column_letter(self.first[1])].width  # type: ignore[no-any-return]

    @column_width.setter
    @com
    def column_width(self, width: float) -> None:
        for column in range(self.first[1], self.last[1] + 1):
            self.sheet.formulas.column_dimensions[get_column_letter(column)].width = width

    @property
    def row_height(self) -> Any:
        return None

    @row_height.setter
    @com
    def row_height(self, height: float) -> None:
        for row in range(self.first[0], self.last[0] + 1):
            self.sheet.formulas.row_dimensions[row].height = height

    @property
    def wrap_text(self) -> bool | None:
        found = {bool(cell.alignment.wrap_text) for cell in self._cells()}
        return found.pop() if len(found) == 1 else None

    @wrap_text.setter
    @com
    def wrap_text(self, wrap: bool) -> None:
        for cell in self._cells():
            cell.alignment = openpyxl.styles.Alignment(wrap_text=wrap)

    @property
    def color(self) -> Any:
        return None

    @color.setter
    @com
    def color(self, colour: Any) -> None:
        if colour is None:
            for cell in self._cells():
                cell.fill = openpyxl.styles.PatternFill()
            return
        code = colour if isinstance(colour, str) else utils.rgb_to_hex(*colour)
        for cell in self._cells():
            cell.fill = openpyxl.styles.PatternFill("solid", fgColor=code.lstrip("#"))

    @property
    def font(self) -> Font:
        return Font(self)

    @com
    def select(self) -> None:
        self.sheet.book.app.selected = self
        self.sheet.book.formulas.active = self.sheet.book.formulas.sheetnames.index(self.sheet.title)

    @com
    def autofit(self, axis: str | None = None) -> None:
        pass


class Note(base_classes.Note):
    """A note at a cell."""

    def __init__(self, cell: Any) -> None:
        self.cell = cell

    @property
    @com
    def text(self) -> str:
        return str(self.cell.comment.text)

    @com
    def delete(self) -> None:
        self.cell.comment = None


class AutoFilter(base_classes.AutoFilter):
    """The filter of a sheet: one, and over one range only, as in Excel."""

    def __init__(self, of: Range) -> None:
        self.of, self.kept = of, of.sheet.formulas.auto_filter

    @com
    def apply_comparison(self, field: int, _operator: str, value1: Any, _value2: Any) -> None:
        if self.kept.ref not in (None, self._area):
            raise ValueError("another range of the sheet is filtered")
        self.kept.ref = self._area
        self.kept.add_filter_column(field - 1, [value1])

    @com
    def clear(self, _field: int | None) -> None:
        if self.kept.ref == self._area:
            self.kept.filterColumn.clear()

    @property
    def _area(self) -> str:
        (top, left), (bottom, right) = self.of.first, self.of.last
        return f"{get_column_letter(left)}{top}:{get_column_letter(right)}{bottom}"


class Font(base_classes.Font):
    def __init__(self, of: Range) -> None:
        self.of = of

    @property
    def bold(self) -> Any:
        return None

    @bold.setter
    @com
    def bold(self, bold: bool) -> None:
        for cell in self.of._cells():
            cell.font = openpyxl.styles.Font(bold=bold)
