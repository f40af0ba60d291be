"""The page of a Ringkasan sheet: formats, cells with their stored values, charts over cells, print set-up.

Everything on it is a native formula over the other sheets, so it follows what the planner types; charts follow
its cells. The positions of the rows it lists stand in a hidden column beside the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from rules.values.cells import column_letter
from workbook_templates.template.blueprint import Template
from workbook_templates.template.canvas import Canvas
from workbook_templates.template.geometry import Geometry
from workbook_templates.template.style import (
    FONT,
    HEAD_FILL,
    PROGRAM_FILL,
    SEVERITY_FILL,
    TOTAL_FILL,
    Styles,
    print_setup,
)
from workbook_templates.template.titles import SUMMARY

B, C, D, E, F, G, I, J, M, HIDDEN = 2, 3, 4, 5, 6, 7, 9, 10, 13, 15  # noqa: E741  Excel names its columns so
BLUE, PALE, GREEN, LINE, GREY = "#2F5D8A", "#A9C3DC", "#CFE8CF", "#D5DBE1", "#5B6770"
SMALL = {"name": FONT, "size": 8, "bold": False}
_WIDTHS = (1.5, 12, 54, 16, 16, 14, 10, 2, 20, 11, 11, 11, 11)
_ROW_HEIGHT, TOTAL_HEIGHT = 13.5, 16.0
"""Points of a row, and of one with a sum between two lines."""


class SummarySheet:
    """The sheet under construction; rows and columns are 1-based as Excel counts."""

    titles: tuple[str, ...]

    def __init__(self, book: Any, styles: Styles, template: Template, place: Geometry) -> None:
        self._book, self._styles = book, styles
        self._sheet = book.add_worksheet(SUMMARY)
        self._canvas = Canvas(self._sheet, styles, place, template.identity)
        self._heights: dict[int, float] = {}

    @property
    def top(self) -> int:
        """First row below the titles."""
        return len(self.titles) + 2

    def _begin(self, *tops: int) -> None:
        """Columns, titles, and the heights of the heads of the blocks that begin in some rows."""
        sheet = self._sheet
        sheet.hide_gridlines(2)
        sheet.set_default_row(_ROW_HEIGHT)
        for column, width in enumerate(_WIDTHS):
            sheet.set_column(column, column, width)
        sheet.set_column(HIDDEN - 1, HIDDEN, 8, None, {"hidden": True})
        for row, title in enumerate(self.titles, 1):
            self._height(row, 18)
            self._canvas.block(row, B, row, M, title, self._styles.title)
        for top in tops:
            for at, points in enumerate((16, 16, 26), top):
                self._height(at, points)

    def _finish(self, last: int) -> None:
        """Protection, and one page that ends in a row."""
        sheet = self._sheet
        sheet.protect("", {"format_columns": True, "format_rows": True, "objects": True})
        print_setup(sheet, M - 1)
        sheet.fit_to_pages(1, 1)
        sheet.print_area(0, 0, last - 1, M - 1)
        sheet.set_zoom(90)

    # -- cells

    @cached_property
    def _formats(self) -> dict[str, Any]:
        base = {"font_name": FONT, "font_size": 9, "valign": "vcenter"}
        bold, centred = {"bold": True}, {"align": "center"}
        kinds: dict[str, dict[str, Any]] = {
            "text": {"shrink": True}, "money": {"num_format": "#,##0"},
            "percent": {"num_format": "0.0%"} | centred, "change": {"num_format": "+0.0%;-0.0%;0.0%"} | centred,
            "share": {"num_format": "0.0%"} | centred, "score": {"num_format": "0.00"} | centred,
            "difference": {"num_format": "+0.00;-0.00;0.00"} | centred, "word": {"shrink": True} | centred,
            "figure": {"num_format": "[>=1000]#,##0;General"} | centred,
            "signed": {"num_format": "+#,##0;-#,##0;0"}, "count": {"num_format": '#,##0;-#,##0;"–"'} | centred,
        }  # fmt: skip
        found = dict(kinds)
        total = bold | {"bg_color": TOTAL_FILL, "top": 1, "bottom": 1}
        found |= {f"total {name}": kind | total for name, kind in kinds.items()}
        found |= {name: bold | centred | {"bg_color": fill, "border": 1} for name, fill in SEVERITY_FILL.items()}
        found["section"] = bold | {"font_size": 11, "font_color": BLUE, "bottom": 2, "bottom_color": BLUE}
        found["note"] = {"italic": True, "font_color": GREY}
        found["verdict"] = bold | centred | {"font_size": 12, "bg_color": HEAD_FILL}
        found["verdict label"] = bold | {"bg_color": HEAD_FILL}
        found["link"] = {"font_color": BLUE}
        return {name: self._book.add_format(base | properties) for name, properties in found.items()}

    def _height(self, row: int, points: float) -> None:
        self._heights[row] = points
        self._sheet.set_row(row - 1, points)

    def _put(self, row: int, column: int, formula: str, kind: str, value: Any) -> None:
        self._canvas.formula(row, column, f"={formula}", self._formats[kind], value)

    def _array(self, row: int, column: int, formula: str, kind: str, value: Any) -> str:
        at = (row - 1, column - 1)
        self._sheet.write_array_formula(*at, *at, f"{{={formula}}}", self._formats[kind], value)
        return f"${column_letter(column)}${row}"

    def _text(self, row: int, column: int, text: str, kind: str, last: int = 0) -> None:
        """A text, with blank cells of its format up to a last column."""
        self._canvas.blank(row, column, last, self._formats[kind])
        self._canvas.block(row, column, row, column, text, self._formats[kind])

    def _head(self, top: int, title: str, heads: Sequence[str]) -> None:
        """Title and headings of a block on the left; between them stands a note."""
        self._text(top, B, title, "section", G)
        for column, text in enumerate(heads, B):
            self._canvas.block(top + 2, column, top + 2, column, text, self._styles.heading)

    def _ruled(self, first: int, last: int, left: int, right: int) -> None:
        """Thin lines under the rows of a block that hold figures; programs among other levels stand out."""
        line = {"bottom": 1, "bottom_color": LINE}
        label, figure = (f"=${column_letter(column)}{first}" for column in (left, left + 2))
        for criteria, more in ((f'{label}="Program"', {"bold": True, "bg_color": PROGRAM_FILL}), (f'{figure}<>""', {})):
            rule = {"type": "formula", "criteria": criteria, "format": self._book.add_format(line | more)}
            self._sheet.conditional_format(first - 1, left - 1, last - 1, right - 1, rule)

    # -- charts

    def _chart(self, chart: Any, title: str, area: tuple[int, int, int, int], legend: str = "bottom") -> None:
        """Put a chart over the cells of an area (top, left, bottom, right)."""
        top, left, bottom, right = area
        wide = sum(int(width * 7 + 5) for width in _WIDTHS[left - 1 : right]) - 2
        high = sum(int(self._heights.get(row, _ROW_HEIGHT) * 4 / 3) for row in range(top, bottom + 1))
        chart.set_size({"width": wide, "height": high})
        chart.set_title({"name": title, "name_font": {"name": FONT, "size": 10, "color": BLUE}})
        chart.set_legend({"position": legend, "font": SMALL})
        chart.set_chartarea({"border": {"color": LINE}})
        self._sheet.insert_chart(top - 1, left - 1, chart, {"object_position": 2})
