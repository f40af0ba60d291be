"""The Ringkasan sheet: pagu per program, findings per table and changes to the first draft, on one page.

Everything on it is a native formula over the other sheets, so it follows what the planner types; two charts
follow its cells. The positions of the rows it lists stand in a hidden column beside the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from rules.cells import column_letter
from rules.layout import Layout
from workbook_templates import guide
from workbook_templates.canvas import Canvas
from workbook_templates.style import FONT, HEAD_FILL, PROGRAM_FILL, SEVERITY_FILL, TOTAL_FILL, Styles, print_setup
from workbook_templates.summary_rows import Changes, Listed, Programs
from workbook_templates.template import PlanRange, Template

NAME = "Ringkasan"
TITLES = ("RINGKASAN RENCANA KERJA TAHUN {n}", "{perangkat_daerah} {pemda}")
PROGRAM_LINES, CHANGE_LINES = 15, 25
"""Lines for programs and for changed rows; what does not fit is counted in a line of its own."""
UNCHECKED, FAILED, PASSED = "Belum diperiksa", "BELUM LULUS", "LULUS"

_PLAN, _REVIEW = "T-C.33", "T-C.31"
_B, _C, _D, _E, _F, _G, _I, _J, _M, _HIDDEN = 2, 3, 4, 5, 6, 7, 9, 10, 13, 15
_WIDTHS = (1.5, 12, 54, 16, 16, 14, 10, 2, 20, 11, 11, 11, 11)
_TOP, _ROW_HEIGHT = len(TITLES) + 2, 12.75
_STRONG = {"galat": "#D9655B", "peringatan": "#EFB544", "catatan": "#7FAEDB"}
_BLUE, _PALE, _GREEN, _LINE, _GREY = "#2F5D8A", "#A9C3DC", "#CFE8CF", "#D5DBE1", "#5B6770"
_SMALL = {"name": FONT, "size": 8, "bold": False}


def write_summary(
    book: Any, styles: Styles, template: Template, chosen: Sequence[Layout], plan: PlanRange | None
) -> None:
    """Add the Ringkasan sheet to a workbook that holds the plan (T-C.33)."""
    tables = {layout.id: layout for layout in chosen}
    if plan and plan.place and not 1 < plan.place.code_cells < 4:
        review = Changes(template, tables[_REVIEW], plan) if _REVIEW in tables else None
        _Summary(book, styles, template, list(tables), Programs(template, tables[_PLAN], plan), review).write()


class _Summary:
    """The sheet under construction; rows and columns are 1-based as Excel counts."""

    def __init__(
        self, book: Any, styles: Styles, template: Template, tables: list[str], plan: Programs, review: Changes | None
    ) -> None:
        self._book, self._styles, self._tables, self._plan, self._review = book, styles, tables, plan, review
        self._sheet = book.add_worksheet(NAME)
        self._canvas = Canvas(self._sheet, styles, plan.place, template.identity)
        self._heights: dict[int, float] = {}

    def write(self) -> None:
        """Write blocks, charts and page."""
        sheet = self._sheet
        sheet.hide_gridlines(2)
        sheet.set_default_row(_ROW_HEIGHT)
        for column, width in enumerate(_WIDTHS):
            sheet.set_column(column, column, width)
        sheet.set_column(_HIDDEN - 1, _HIDDEN - 1, 8, None, {"hidden": True})
        for row, title in enumerate(TITLES, 1):
            self._height(row, 18)
            self._canvas.block(row, _B, row, _M, title, self._styles.title)
        top = _TOP + PROGRAM_LINES + 6
        for row in (_TOP, top):
            for at, points in enumerate((16, 16, 26), row):
                self._height(at, points)
        total = self._programs(_TOP)
        end = self._findings(top)
        last = max(self._changes(self._review, top), end + 15) if self._review else max(end, top + 15)
        self._program_chart(_TOP, total)
        self._finding_chart(top + 3, end, (end + 2, _I, last, _M) if self._review else (top, _B, last, _G))
        sheet.protect("", {"format_columns": True, "format_rows": True, "objects": True})
        print_setup(sheet, _M - 1)
        sheet.fit_to_pages(1, 1)
        sheet.center_horizontally()
        sheet.print_area(0, 0, last - 1, _M - 1)
        sheet.set_zoom(90)

    # -- cells

    @cached_property
    def _formats(self) -> dict[str, Any]:
        base = {"font_name": FONT, "font_size": 9, "valign": "vcenter"}
        bold, centred = {"bold": True}, {"align": "center"}
        kinds: dict[str, dict[str, Any]] = {
            "text": {"shrink": True}, "money": {"num_format": "#,##0"},
            "percent": {"num_format": "0.0%"} | centred, "change": {"num_format": "+0.0%;-0.0%;0.0%"} | centred,
            "signed": {"num_format": "+#,##0;-#,##0;0"}, "count": {"num_format": '#,##0;-#,##0;"–"'} | centred,
        }  # fmt: skip
        found = dict(kinds)
        total = bold | {"bg_color": TOTAL_FILL, "top": 1, "bottom": 1}
        found |= {f"total {name}": kind | total for name, kind in kinds.items()}
        found |= {name: bold | centred | {"bg_color": fill, "border": 1} for name, fill in SEVERITY_FILL.items()}
        found["section"] = bold | {"font_size": 11, "font_color": _BLUE, "bottom": 2, "bottom_color": _BLUE}
        found["note"] = {"italic": True, "font_color": _GREY}
        found["verdict"] = bold | centred | {"font_size": 12, "bg_color": HEAD_FILL}
        found["verdict label"] = bold | {"bg_color": HEAD_FILL}
        found["link"] = {"font_color": _BLUE}
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
        self._text(top, _B, title, "section", _G)
        for column, text in enumerate(heads, _B):
            self._canvas.block(top + 2, column, top + 2, column, text, self._styles.heading)

    def _ruled(self, first: int, last: int, left: int, right: int) -> None:
        """Thin lines under the rows of a block that hold figures; programs among other levels stand out."""
        line = {"bottom": 1, "bottom_color": _LINE}
        label, figure = (f"=${column_letter(column)}{first}" for column in (left, left + 2))
        for criteria, more in ((f'{label}="Program"', {"bold": True, "bg_color": PROGRAM_FILL}), (f'{figure}<>""', {})):
            rule = {"type": "formula", "criteria": criteria, "format": self._book.add_format(line | more)}
            self._sheet.conditional_format(first - 1, left - 1, last - 1, right - 1, rule)

    def _line(self, row: int, source: Listed, line: int) -> list[float] | None:
        """Label, name and both figures of a line (counted from 0); returns the figures, None for a blank line."""
        position = source.found[line] if line < len(source.found) else 0
        given = source.rows.get(position, {})
        at = self._array(row, _HIDDEN, source.position(line + 1), "note", position or "")
        self._put(row, _B, f'IF({at}="","",{source.label_formula(at)})', "text", source.label(given))
        self._put(row, _C, f'IF({at}="","",{source.name_formula(at)})', "text", source.name(given))
        amounts = source.amounts([position]) if position else None
        for column, number, value in zip((_D, _E), source.numbers, amounts or (None, None), strict=True):
            cell = source.cell(number, at)
            self._put(row, column, f'IF({at}="","",IF(ISNUMBER({cell}),{cell},0))', "money", value)
        return amounts

    def _count(self, row: int, source: Listed, lines: int, noun: str, none: str, beyond: str) -> str:
        """The note that tells how many rows are listed and how many are beyond the lines; the cell of the count."""
        found = len(source.found)
        count = self._array(row, _HIDDEN, source.count_formula(), "note", found)
        more = f'IF({count}>{lines},"; "&{count}-{lines}&" {beyond}","")'
        stored = f"{found} {noun}" + (f"; {found - lines} {beyond}" if found > lines else "") + "."
        self._put(row, _B, f'IF({count}=0,"{none}",{count}&" {noun}"&{more}&".")', "note", stored if found else none)
        return count

    # -- pagu per program

    def _programs(self, top: int) -> int:
        """Write the block; returns the row of its TOTAL."""
        plan, first, others = self._plan, top + 3, top + 3 + PROGRAM_LINES
        total, beyond, sums = others + 1, plan.found[PROGRAM_LINES:], plan.amounts(plan.found)
        heads = ("Kode", "Program", "Pagu {n}", "Prakiraan maju {n+1}", "Perubahan", "Bagian dari total")
        self._head(top, "Pagu per program (rupiah)", heads)
        none = "Belum ada program di T-C.33."
        count = self._count(top + 1, plan, PROGRAM_LINES, "program", none, "di antaranya dijumlahkan dalam satu baris")
        for line in range(PROGRAM_LINES):
            self._ratios(first + line, total, self._line(first + line, plan, line), sums)
        rest = plan.amounts(beyond) if beyond else None
        label = f'IF({count}>{PROGRAM_LINES},{count}-{PROGRAM_LINES}&" program lain","")'
        self._canvas.blank(others, _B, _B, self._formats["text"])
        self._put(others, _C, label, "text", f"{len(beyond)} program lain" if beyond else None)
        self._text(total, _B, "TOTAL", "total text", _C)
        for year, column in enumerate((_D, _E)):
            letter = column_letter(column)
            left = f'IF({count}>{PROGRAM_LINES},{letter}{total}-SUM({letter}{first}:{letter}{others - 1}),"")'
            self._put(others, column, left, "money", rest[year] if rest else None)
            self._array(total, column, plan.sum_formula(plan.numbers[year]), "total money", sums[year])
        self._ruled(first, others, _B, _G)
        self._ratios(others, total, rest, sums)
        self._ratios(total, total, sums, sums, "total ")
        return total

    def _ratios(
        self, row: int, total: int, amounts: Sequence[float] | None, sums: Sequence[float], kind: str = ""
    ) -> None:
        """Change of the second figure against the first, and share of the first in the total."""
        change = (amounts[1] - amounts[0]) / amounts[0] if amounts and amounts[0] else None
        share = amounts[0] / sums[0] if amounts and sums[0] else None
        self._put(row, _F, f'IF(N(D{row})=0,"",(E{row}-D{row})/D{row})', f"{kind}change", change)
        self._put(row, _G, f'IF(OR(D{row}="",D${total}=0),"",D{row}/D${total})', f"{kind}percent", share)

    # -- findings

    def _findings(self, top: int) -> int:
        """Write the block on the right; returns the row of its total."""
        first, others = top + 3, top + 3 + len(self._tables)
        total, tables, severities = others + 1, *(f"Temuan!${x}${guide.FIRST_FINDING}:${x}$5000" for x in "DB")
        self._text(top, _I, "Temuan per tabel", "section", _M)
        self._verdict(top + 1, f"$J${total}")
        self._canvas.block(top + 2, _I, top + 2, _I, "Tabel", self._styles.heading)
        self._canvas.block(top + 2, _M, top + 2, _M, "Jumlah", self._styles.heading)
        for row, table in enumerate(self._tables, first):
            self._sheet.write_url(row - 1, _I - 1, f"internal:'{table}'!A1", self._formats["link"], table)
        self._text(others, _I, "Lainnya", "text")
        self._text(total, _I, "Jumlah", "total text")
        for column, severity in enumerate(SEVERITY_FILL, _J):
            letter = column_letter(column)
            self._text(top + 2, column, severity.capitalize(), severity)
            for row in range(first, others):
                self._put(row, column, f'COUNTIFS({tables},$I{row},{severities},"{severity}")', "count", 0)
            self._put(others, column, f"{letter}{total}-SUM({letter}{first}:{letter}{others - 1})", "count", 0)
            self._put(total, column, f'COUNTIF({severities},"{severity}")', "total count", 0)
        for row in range(first, total + 1):
            self._put(row, _M, f"SUM(J{row}:L{row})", "total count" if row == total else "count", 0)
        self._ruled(first, others, _I, _M)
        return total

    def _verdict(self, row: int, errors: str) -> None:
        """Whether the plan passes: not told before it was checked, and not with any error."""
        self._text(row, _I, "Hasil pemeriksaan", "verdict label")
        self._sheet.merge_range(row - 1, _J - 1, row - 1, _M - 1, "", self._formats["verdict"])
        checked = f'IF({errors}>0,"{FAILED}","{PASSED}")'
        formula = f'IF(LEFT(Temuan!$A$2,{len(UNCHECKED)})="{UNCHECKED}","{UNCHECKED}",{checked})'
        self._put(row, _J, formula, "verdict", UNCHECKED)
        for text, fill in ((FAILED, SEVERITY_FILL["galat"]), (PASSED, _GREEN)):
            lit = self._book.add_format({"bg_color": fill})
            rule = {"type": "cell", "criteria": "==", "value": f'"{text}"', "format": lit}
            self._sheet.conditional_format(row - 1, _J - 1, row - 1, _M - 1, rule)

    # -- changes to the first draft

    def _changes(self, review: Changes, top: int) -> int:
        """Write the block; returns its last row."""
        first, last = top + 3, top + 2 + CHANGE_LINES
        heads = (
            "Tingkat",
            "Program/kegiatan/sub kegiatan",
            "Rancangan awal",
            "Hasil analisis",
            "Selisih",
            "Selisih (%)",
        )
        self._head(top, "Rancangan awal dibanding hasil analisis (T-C.31, rupiah)", heads)
        none = "Tidak ada pagu yang berbeda."
        self._count(top + 1, review, CHANGE_LINES, "baris berbeda", none, "di antaranya tidak ditampilkan")
        for row in range(first, last + 1):
            amounts = self._line(row, review, row - first)
            difference = amounts[1] - amounts[0] if amounts else None
            share = (amounts[1] - amounts[0]) / amounts[0] if amounts and amounts[0] else None
            self._put(row, _F, f'IF(D{row}="","",E{row}-D{row})', "signed", difference)
            self._put(row, _G, f'IF(N(D{row})=0,"",F{row}/D{row})', "change", share)
        self._ruled(first, last, _B, _G)
        return last

    # -- charts

    def _chart(self, chart: Any, title: str, area: tuple[int, int, int, int]) -> None:
        """Put a chart over the cells of an area (top, left, bottom, right)."""
        top, left, bottom, right = area
        wide = sum(int(width * 7 + 5) for width in _WIDTHS[left - 1 : right])
        high = sum(int(self._heights.get(row, _ROW_HEIGHT) * 4 / 3) for row in range(top, bottom + 1))
        chart.set_size({"width": wide, "height": high})
        chart.set_title({"name": title, "name_font": {"name": FONT, "size": 10, "color": _BLUE}})
        chart.set_legend({"position": "bottom", "font": _SMALL})
        chart.set_chartarea({"border": {"color": _LINE}})
        self._sheet.insert_chart(top - 1, left - 1, chart, {"object_position": 2})

    def _program_chart(self, top: int, total: int) -> None:
        """Clustered columns: both years of each program."""
        chart, first, last = self._book.add_chart({"type": "column"}), top + 3, total - 2
        for letter, colour in (("D", _BLUE), ("E", _PALE)):
            chart.add_series({
                "name": f"={NAME}!${letter}${top + 2}", "categories": f"={NAME}!$B${first}:$B${last}",
                "values": f"={NAME}!${letter}${first}:${letter}${last}", "fill": {"color": colour}, "gap": 50,
            })  # fmt: skip
        chart.set_x_axis({"num_font": _SMALL | {"rotation": -90}, "line": {"color": _GREY}, "major_tick_mark": "none"})
        chart.set_y_axis({
            "name": "juta rupiah", "name_font": _SMALL, "num_font": _SMALL, "num_format": '[>=1000000]#,##0,,;[=0]0;""', "min": 0,
            "line": {"none": True}, "major_gridlines": {"visible": True, "line": {"color": _LINE}},
        })  # fmt: skip
        self._chart(chart, "Pagu dan prakiraan maju per program", (top, _I, total, _M))

    def _finding_chart(self, first: int, total: int, area: tuple[int, int, int, int]) -> None:
        """Stacked bars: the findings of each table by severity, in the order of the block."""
        chart = self._book.add_chart({"type": "bar", "subtype": "stacked"})
        for letter, severity in zip("JKL", SEVERITY_FILL, strict=True):
            chart.add_series({
                "name": f"={NAME}!${letter}${first - 1}", "categories": f"={NAME}!$I${first}:$I${total - 1}",
                "values": f"={NAME}!${letter}${first}:${letter}${total - 1}", "fill": {"color": _STRONG[severity]},
                "gap": 40, "data_labels": {"value": True, "num_format": '[<5]"";0', "font": _SMALL},
            })  # fmt: skip
        chart.set_x_axis({"visible": False, "min": 0, "major_gridlines": {"visible": False}})
        chart.set_y_axis({"reverse": True, "num_font": _SMALL, "line": {"color": _GREY}, "major_tick_mark": "none"})
        self._chart(chart, "Temuan per tabel", area)
