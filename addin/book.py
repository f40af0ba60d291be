"""An open workbook (xlwings Book) as a Document, through the same table finder as files.

Each sheet's used range is read in two calls (values, formulas), never cell by cell. A third tells whether cells are
merged; only where some are, the range is halved until the merged blocks are found.
"""

from __future__ import annotations

from typing import Any

from rules.cells import ExcelError
from rules.document import Document
from workbook_templates.grid import Grid, covered
from workbook_templates.locate import read_grids

Area = tuple[int, int, int, int]
"""First row and column, last row and column."""

MOST_MERGES = 2_000
"""So many merged blocks of a sheet are looked for: what a printed plan has, not what a broken export has."""

_ERRORS = frozenset({"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#SPILL!", "#CALC!"})


def _block(value: Any, height: int, width: int) -> list[list[Any]]:
    """A range's value as rows, whatever shape xlwings gave it for its size."""
    if height == 1 and width == 1:
        return [[value]]
    if height == 1:
        return [list(value)]
    if width == 1:
        return [[cell] for cell in value]
    return [list(row) for row in value]


def sheet_grid(sheet: Any) -> Grid:
    """One xlwings Sheet as a grid anchored at A1."""
    used = sheet.used_range
    top, left = used.row, used.column
    height, width = used.shape
    values = _block(used.options(err_to_str=True).value, height, width)
    formulas = _block(used.formula, height, width)
    merges = merged_areas(sheet, (top, left, top + height - 1, left + width - 1))
    grid = Grid(sheet.name, [[] for _ in range(top - 1)], covered=covered(merges))
    for down, (row, texts) in enumerate(zip(values, formulas, strict=True)):
        cells = [ExcelError(value) if isinstance(value, str) and value in _ERRORS else value for value in row]
        grid.rows.append([None] * (left - 1) + cells)
        for across, text in enumerate(texts):
            if isinstance(text, str) and text.startswith("="):
                # Excel has calculated it: no value there is the empty text, not a result that is missing.
                grid.formulas[(top + down, left + across)] = text
    return grid


def merged_areas(sheet: Any, block: Area) -> list[Area]:
    """The merged blocks of a sheet, as far as they begin in or reach into a block.

    `merge_cells` of a block is False where nothing is merged, None where something is, and True where everything is.
    That takes at most some 4 × log2(cells) calls a merged block; an engine without the question has no answer.
    """
    waiting: list[Area] = [block]
    found: list[Area] = []
    while waiting and len(found) < MOST_MERGES:
        top, left, bottom, right = part = waiting.pop()
        known = next((area for area in found if _overlap(part, area)), None)
        if known:
            waiting += _outside(part, known)
            continue
        cells = sheet.range((top, left), (bottom, right))
        try:
            merged = cells.merge_cells
        except (AttributeError, NotImplementedError):
            return []
        if merged is False:
            continue
        if merged or (top, left) == (bottom, right):
            area = sheet.range((top, left)).merge_area
            height, width = area.shape
            found.append((area.row, area.column, area.row + height - 1, area.column + width - 1))
            waiting.append(part)
        elif bottom - top >= right - left:
            middle = (top + bottom) // 2
            waiting += [(middle + 1, left, bottom, right), (top, left, middle, right)]
        else:
            middle = (left + right) // 2
            waiting += [(top, middle + 1, bottom, right), (top, left, bottom, middle)]
    return found


def _overlap(part: Area, area: Area) -> bool:
    return part[0] <= area[2] and area[0] <= part[2] and part[1] <= area[3] and area[1] <= part[3]


def _outside(part: Area, area: Area) -> list[Area]:
    """What is left of a block around an area that overlaps it: above, below, left and right of it."""
    top, bottom = max(part[0], area[0]), min(part[2], area[2])
    around = [(part[0], part[1], top - 1, part[3]), (bottom + 1, part[1], part[2], part[3]),
              (top, part[1], bottom, area[1] - 1), (top, area[3] + 1, bottom, part[3])]  # fmt: skip
    return [piece for piece in around if piece[0] <= piece[2] and piece[1] <= piece[3]]


def read_book(book: Any) -> Document:
    """The official tables of an open workbook; numbers may arrive as floats, as Excel gives them."""
    return read_grids(book.name, [sheet_grid(sheet) for sheet in book.sheets])
