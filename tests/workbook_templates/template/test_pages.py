"""What a template looks like printed: no heading cut, no page with next to nothing on it."""

from __future__ import annotations

from itertools import accumulate
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from tests.support.filled_templates import blank
from workbook_templates.template.blueprint import Template
from workbook_templates.template.build import build_template

POINTS = {5: (612.0, 936.0), 14: (612.0, 936.0), 8: (842.0, 1191.0)}
"""Width and height of papers by their number in Excel."""
PROGRAMS = {"Excel": 15.0, "LibreOffice": 11.4}
"""Points of a row of one line in programs."""
LEAST = 0.3
"""What a page holds at least, of what would fit on it."""


@pytest.fixture(scope="module", params=[("renja", 2026, "1.02"), ("lkip", 2025, "1.02")], ids=["renja", "lkip"])
def sheets(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Worksheet]:
    """The printed sheets of a blank template."""
    path = tmp_path_factory.mktemp("cetak") / "t.xlsx"
    build_template(path, blank(*request.param))
    book = openpyxl.load_workbook(path)
    left_out = {"Petunjuk", "Temuan"}
    return [sheet for sheet in book if sheet.sheet_state == "visible" and sheet.title not in left_out]


def widths(sheet: Worksheet) -> dict[int, float]:
    """Points of each column that has a width of its own."""
    return {at: one.width * 7 * 0.75 for one in sheet.column_dimensions.values() for at in range(one.min, one.max + 1)}


def area(sheet: Worksheet) -> tuple[int, int]:
    """Last column and row that are printed."""
    _, _, right, bottom = range_boundaries(sheet.print_area.rpartition("!")[2].replace("$", ""))
    assert right
    assert bottom
    return right, bottom


def page_fill(sheet: Worksheet, line: float) -> list[float]:
    """How full the pages are that a program prints of a sheet, by the height of its rows of one line."""
    right, bottom = area(sheet)
    wide = sum(widths(sheet).get(at, 48.0) for at in range(1, right + 1))
    high = [
        sheet.row_dimensions[at].height or sheet.sheet_format.defaultRowHeight or line for at in range(1, bottom + 1)
    ]
    high = [line if height == 15.0 else height for height in high]
    paper = POINTS[int(sheet.page_setup.paperSize)]
    across, down = paper[::-1] if sheet.page_setup.orientation == "landscape" else paper
    margins = sheet.page_margins
    scale = min(1.0, (across - 72 * (margins.left + margins.right)) / wide)
    room = (down - 72 * (margins.top + margins.bottom)) / scale
    if sheet.page_setup.fitToHeight in (None, 1):
        room = max(room, sum(high))
    first, last = map(int, sheet.print_title_rows.replace("$", "").split(":")) if sheet.print_title_rows else (1, 0)
    head, pages = sum(high[first - 1 : last]), [0.0]
    for height in high:
        if pages[-1] + height > room:
            pages.append(head)
        pages[-1] += height
    return [page / room for page in pages]


@pytest.mark.parametrize("program", PROGRAMS)
def test_no_page_of_a_blank_template_is_nearly_empty(sheets: list[Worksheet], program: str) -> None:
    found = {sheet.title: page_fill(sheet, PROGRAMS[program]) for sheet in sheets}
    assert {name: pages for name, pages in found.items() if len(pages) > 1 and pages[-1] < LEAST} == {}


NARROW, WIDE = 0.31, 0.76
"""Parts of a bold letter's height that narrow signs and capitals are wide; all others are as wide as the mean."""


def text_width(text: str, size: float) -> float:
    """Points that a bold text takes at least, in Arial and what stands in for it."""
    parts = {True: WIDE, False: 0.58}
    return size * sum(NARROW if sign in "iljtfr.,()/ '-:" else parts[sign.isupper()] for sign in text)


def lines(text: str, room: float, size: float) -> int:
    """Lines that words take in a cell."""
    rows, used = 1, 0.0
    for word in text.split():
        wide = text_width(word + " ", size)
        if used and used + wide > room:
            rows, used = rows + 1, 0.0
        used += wide
    return rows


def heading_faults(path: Path) -> list[Any]:
    """Cells of heads whose text does not fit in the height of their rows."""
    shown, found = openpyxl.load_workbook(path, data_only=True), []
    for sheet in shown:
        if not sheet.print_title_rows:
            continue
        first, last = map(int, sheet.print_title_rows.replace("$", "").split(":"))
        wide, merged = widths(sheet), {}
        for part in sheet.merged_cells.ranges:
            merged[(part.min_row, part.min_col)] = (part.max_row, part.max_col)
        right, _ = area(sheet)
        tops = list(accumulate((sheet.row_dimensions[at].height or 15.0 for at in range(1, last + 1)), initial=0.0))
        for row in sheet.iter_rows(first, last - 1, 1, right):
            for cell in row:
                if not cell.value:
                    continue
                end_row, end_column = merged.get((cell.row, cell.column), (cell.row, cell.column))
                room = sum(wide[at] for at in range(cell.column, end_column + 1)) - 4
                needed = 11.0 * lines(str(cell.value), room, cell.font.size)
                if needed > tops[end_row] - tops[cell.row - 1]:
                    found.append((sheet.title, cell.coordinate, cell.value))
    return found


@pytest.mark.parametrize("layouts", [(), ("Bab-IV-SIPD", "E.81-16")], ids=["bawaan", "lain"])
@pytest.mark.parametrize("document", ["renja", "lkip"])
def test_no_heading_is_cut(document: str, layouts: tuple[str, ...], tmp_path: Path) -> None:
    template = blank(document, 2025, "1.02")
    build_template(
        tmp_path / "t.xlsx",
        Template(document, template.identity, layouts=layouts if document == "renja" else ()),
    )
    assert heading_faults(tmp_path / "t.xlsx") == []
