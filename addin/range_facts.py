"""What whole ranges of Excel tell: where cells are merged, which numbers are shown as percentages.

A range answers for all its cells at once where they are alike, and with None where they differ; only then is it
halved and asked again. An engine that cannot tell has no answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from workbook_templates.grid import is_percent

Area = tuple[int, int, int, int]
"""First row and column, last row and column."""

MOST_MERGES = 2_000
"""So many merged blocks of a sheet are looked for: what a printed plan has, not what a broken export has."""


def percent_rows(sheet: Any, column: int, rows: Sequence[int]) -> list[int]:
    """Those of a column's rows (ascending) whose number format shows a percentage: one call where all are alike."""
    waiting, found = [list(rows)] if rows else [], list[int]()
    while waiting:
        part = waiting.pop()
        try:
            shown = sheet.range((part[0], column), (part[-1], column)).number_format
        except (AttributeError, NotImplementedError):
            return []
        if shown is None and len(part) > 1:
            # Rows left out of a column (a separating line, say) most often have the other format.
            gaps = [after - before for before, after in pairwise(part)]
            middle = gaps.index(max(gaps)) + 1 if max(gaps) > 1 else len(part) // 2
            waiting += [part[:middle], part[middle:]]
        elif is_percent(shown or ""):
            found += part
    return sorted(found)


def merged_areas(sheet: Any, block: Area, known: Sequence[Area] = ()) -> list[Area]:
    """The merged blocks of a sheet, as far as they begin in or reach into a block, and those ``known`` before.

    `merge_cells` of a block is False where nothing is merged, None where something is, and True where everything is.
    That takes at most some 4 × log2(cells) calls a merged block; an engine without the question has no answer.
    """
    waiting: list[Area] = [block]
    found: list[Area] = list(known)
    while waiting and len(found) < MOST_MERGES:
        top, left, bottom, right = part = waiting.pop()
        inside = next((area for area in found if _overlap(part, area)), None)
        if inside:
            waiting += _outside(part, inside)
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
