"""Rows of a copy as high as their wrapped texts need, where nobody has set their height."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workbook_templates.grid import Grid, Value
from workbook_templates.ooxml.package import Package
from workbook_templates.ooxml.part_xml import children, whole
from workbook_templates.ooxml.sheet_cells import row_cells, rows_of
from workbook_templates.sheet_facts import Place
from workbook_templates.template.row_height import lines_needed, points

_TRUE = frozenset(("1", "true"))


def wrapping_formats(package: Package) -> set[int]:
    """The numbers of the formats that wrap their text."""
    found: set[int] = set()
    for holder in children(package.tree(package.styles()), "cellXfs"):
        for number, form in enumerate(children(holder, "xf")):
            if any(x.get("wrapText") in _TRUE for x in children(form, "alignment")):
                found.add(number)
    return found


def fit_rows(root: Any, data: Any, grid: Grid, results: Mapping[Place, Value], wrapping: set[int]) -> None:
    """Let rows grow to what their texts need; ``results`` are those that formulas get besides what the grid holds.

    A height that was set by hand stays, and so does one that is enough.
    """
    widths = _widths(root)
    for number, row in rows_of(data):
        if row.get("customHeight") in _TRUE or row.get("hidden") in _TRUE:
            continue
        lines = 1
        for place, cell in row_cells(row, number):
            text = results.get(place, grid.at(place))
            if isinstance(text, str) and place[1] in widths and whole(cell.get("s")) in wrapping:
                lines = max(lines, lines_needed(text, widths[place[1]]))
        if lines > 1 and float(row.get("ht") or 0) < points(lines):
            row.set("ht", f"{points(lines):g}")


def _widths(root: Any) -> dict[int, float]:
    """The widths of the columns that are shown and have one of their own."""
    found: dict[int, float] = {}
    for column in (column for holder in children(root, "cols") for column in children(holder, "col")):
        first, last = whole(column.get("min")), whole(column.get("max"))
        if column.get("hidden") not in _TRUE and column.get("width") and last - first < 1_000:
            found |= dict.fromkeys(range(first, last + 1), float(column.get("width")))
    return found
