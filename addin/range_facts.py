"""What whole ranges of Excel tell: where cells are merged, hidden, struck out or set off, which numbers are shown as percentages.

A range answers for all its cells at once where they are alike, and says so where they differ; only then is it halved and
asked again. An engine that cannot tell has no answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from itertools import pairwise
from typing import Any, Literal

from rules.model.document import Look
from rules.values.cells import column_number
from workbook_templates.sheet_facts import Area, Place, struck_part

MOST_MERGES = 2_000
"""So many merged blocks of a sheet are looked for: what a printed plan has, not what a broken export has."""
_ADDRESS = re.compile(r"\$([A-Z]+)\$(\d+)(?::\$([A-Z]+)\$(\d+))?")
_Answer = Literal["none", "some", "all"]
"""How many of the cells of a range are of a kind; `some` where Excel does not say more."""


def area_of(cells: Any) -> Area:
    """Where a range stands, in one call."""
    address = str(cells.address)
    match = _ADDRESS.fullmatch(address)
    if match is None:
        raise ValueError(f"no block of cells: {address}")
    left, top, right, bottom = match.groups()
    return int(top), column_number(left), int(bottom or top), column_number(right or left)


def block_around(places: Collection[Place]) -> Area:
    """The smallest block that holds some cells."""
    rows, columns = zip(*places, strict=True)
    return min(rows), min(columns), max(rows), max(columns)


# ---- how numbers are shown


def number_formats(sheet: Any, column: int, rows: Sequence[int]) -> dict[int, str]:
    """The number formats of a column's rows (ascending): one call where all are alike."""
    waiting, found = [list(rows)] if rows else [], dict[int, str]()
    while waiting:
        part = waiting.pop()
        try:
            shown = sheet.range((part[0], column), (part[-1], column)).number_format
        except (AttributeError, NotImplementedError):
            return {}
        if shown is None and len(part) > 1:
            # Rows left out of a column (a separating line, say) most often have the other format.
            gaps = [after - before for before, after in pairwise(part)]
            middle = gaps.index(max(gaps)) + 1 if max(gaps) > 1 else len(part) // 2
            waiting += [part[:middle], part[middle:]]
        else:
            found |= dict.fromkeys(part, shown or "")
    return dict(sorted(found.items()))


# ---- how names are set off


def looks_of(sheet: Any, column: int, rows: Sequence[int]) -> dict[Place, Look]:
    """Those cells of a column's rows (ascending) that are bold or indented: one call for each of both where all are alike."""
    waiting, found = [list(rows)] if rows else [], dict[Place, Look]()
    while waiting:
        part = waiting.pop()
        try:
            look = _look(sheet.range((part[0], column), (part[-1], column)))
        except (AttributeError, NotImplementedError):
            return {}
        if look is None and len(part) > 1:
            waiting += [part[: len(part) // 2], part[len(part) // 2 :]]
        elif look:
            found |= dict.fromkeys(((row, column) for row in part), look)
    return {place: look for place, look in found.items() if any(look)}


def _look(cells: Any) -> Look | None:
    """How some cells are set off; None where they differ."""
    try:
        bold, indent = cells.api.Font.Bold, cells.api.IndentLevel
    except AttributeError:
        bold, indent = cells.api.font_object.bold.get(), cells.api.indent_level.get()  # the Mac
    alike = isinstance(bold, bool) and isinstance(indent, int | float)
    return Look(int(indent), bold) if alike else None


# ---- merged blocks


def merged_areas(sheet: Any, block: Area, known: Sequence[Area] = ()) -> list[Area]:
    """The merged blocks of a sheet, as far as they begin in or reach into a block, and those ``known`` before.

    That takes at most some 4 × log2(cells) calls a merged block; an engine without the question has no answer.
    """
    waiting: list[tuple[Area, _Answer | None]] = [(block, None)]
    found: list[Area] = list(known)
    try:
        while waiting and len(found) < MOST_MERGES:
            part, answer = waiting.pop()
            inside = next((area for area in found if _overlap(part, area)), None)
            if inside:
                waiting += [(piece, None) for piece in _outside(part, inside)]
                continue
            answer = answer or _merged(sheet, part)
            if answer == "all" or (answer == "some" and part[:2] == part[2:]):
                found.append(area_of(sheet.range(part[:2]).merge_area))
                waiting.append((part, None))
            elif answer == "some":
                first, second = _halves(part)
                of_first = _merged(sheet, first)
                waiting += [(second, "some" if of_first == "none" else None), (first, of_first)]
    except (AttributeError, NotImplementedError):
        return []
    return found


def _merged(sheet: Any, part: Area) -> _Answer:
    """How many cells of a block are merged: where they differ, Excel for Windows says None, and the Mac has a word of its own."""
    told = sheet.range(part[:2], part[2:]).merge_cells
    return "none" if told is False else "all" if told is True else "some"


def _halves(part: Area) -> tuple[Area, Area]:
    """The upper and the lower half of a block, or the left and the right one where it is wider than high."""
    top, left, bottom, right = part
    if bottom - top >= right - left:
        middle = (top + bottom) // 2
        return (top, left, middle, right), (middle + 1, left, bottom, right)
    middle = (left + right) // 2
    return (top, left, bottom, middle), (top, middle + 1, bottom, right)


def _overlap(part: Area, area: Area) -> bool:
    return part[0] <= area[2] and area[0] <= part[2] and part[1] <= area[3] and area[1] <= part[3]


def _outside(part: Area, area: Area) -> list[Area]:
    """What is left of a block around an area that overlaps it: above, below, left and right of it."""
    top, bottom = max(part[0], area[0]), min(part[2], area[2])
    around = [(part[0], part[1], top - 1, part[3]), (bottom + 1, part[1], part[2], part[3]),
              (top, part[1], bottom, area[1] - 1), (top, area[3] + 1, bottom, part[3])]  # fmt: skip
    return [piece for piece in around if piece[0] <= piece[2] and piece[1] <= piece[3]]


# ---- what is struck out


def struck_cells(sheet: Any, block: Area, text_of: Callable[[Place], str]) -> dict[Place, str]:
    """The cells of a block that hold a text and are struck out, with the part of it that is (empty: all of it).

    One call where none is; an engine without the question has no answer.
    """
    waiting, found = [block], dict[Place, str]()
    try:
        while waiting:
            part = waiting.pop()
            cells, place, alone = sheet.range(part[:2], part[2:]), part[:2], part[:2] == part[2:]
            struck = _struck(cells)
            if struck is None and not alone:
                waiting += _halves(part)
            elif struck is None:
                found[place] = _struck_text(cells, text_of(place))
            elif struck:
                places = [
                    (row, column) for row in range(part[0], part[2] + 1) for column in range(part[1], part[3] + 1)
                ]
                found |= {place: "" for place in places if text_of(place)}
    except (AttributeError, NotImplementedError):
        return {}
    return found


def _struck(cells: Any) -> bool | None:
    """Whether cells are struck out; None where they differ, or one does in itself."""
    try:
        told = cells.api.Font.Strikethrough
    except AttributeError:
        told = cells.api.font_object.strikethrough.get()  # the Mac, which has a word of its own for what differs
    return told if isinstance(told, bool) else None


def _struck_text(cell: Any, text: str) -> str:
    """What of a cell's text is struck out, in few questions; dots where Excel does not tell sign by sign."""
    waiting, found = [(0, len(text))] if text else [], dict[int, bool]()
    try:
        while waiting:
            start, end = waiting.pop()
            told = cell.api.Characters(start + 1, end - start).Font.Strikethrough
            if told is None and end - start > 1:
                middle = (start + end) // 2
                waiting += [(start, middle), (middle, end)]
            else:
                found |= dict.fromkeys(range(start, end), bool(told))
    except (AttributeError, TypeError):
        return "…"
    return struck_part([(sign, found[at]) for at, sign in enumerate(text)]) or ""


# ---- what is hidden


def hidden_rows(sheet: Any, cells: Any, block: Area) -> set[int]:
    """The hidden rows of a block, whose ``cells`` these are: one call where none is."""
    top, left, bottom, _ = block
    return _hidden(_rows_hidden, cells, lambda *ends: sheet.range((ends[0], left), (ends[1], left)), top, bottom)


def hidden_columns(sheet: Any, cells: Any, block: Area) -> set[int]:
    """The hidden columns of a block, whose ``cells`` these are: one call where none is."""
    top, left, _, right = block
    return _hidden(_columns_hidden, cells, lambda *ends: sheet.range((top, ends[0]), (top, ends[1])), left, right)


def _hidden(
    asked: Callable[[Any], bool | None], cells: Any, part: Callable[[int, int], Any], first: int, last: int
) -> set[int]:
    """The hidden ones of some rows or columns; ``part`` makes the cells of a part of them."""
    waiting, found = [(first, last, cells)], set[int]()
    while waiting:
        start, end, cells = waiting.pop()
        try:
            hidden = asked(cells)
        except (AttributeError, NotImplementedError):
            return set()
        if hidden is None and start < end:
            middle = (start + end) // 2
            waiting += [(middle + 1, end, part(middle + 1, end)), (start, middle, part(start, middle))]
        elif hidden:
            found.update(range(start, end + 1))
    return found


def _rows_hidden(cells: Any) -> bool | None:
    """Whether the rows of some cells are hidden; None where they differ."""
    try:
        # One call; `rows.hidden` asks Excel for Windows row by row.
        hidden: bool | None = cells.api.EntireRow.Hidden
    except AttributeError:
        hidden = cells.rows.hidden
    return hidden


def _columns_hidden(cells: Any) -> bool | None:
    """Whether the columns of some cells are hidden; None where they differ."""
    try:
        hidden: bool | None = cells.api.EntireColumn.Hidden
    except AttributeError:
        hidden = cells.columns.hidden
    return hidden
