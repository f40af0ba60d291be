"""Cells of a workbook as our own reader gives them, to be held against those of others."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rules.values.cells import column_letter
from workbook_templates.grid import Grid
from workbook_templates.reading.workbook import read_workbook

Values = dict[str, Any]


def ours(path: Path) -> dict[str, Values]:
    """Values by sheet and address; blank cells are left out, and formulas that nothing has calculated yet."""
    return {grid.name: dict(_cells(grid)) for grid in read_workbook(path)}


def _cells(grid: Grid) -> Values:
    """What stands in a sheet; signs that nobody sees are put back, and a percentage is its number."""
    found: Values = {}
    for number, row in enumerate(grid.rows, 1):
        for column, value in enumerate(row, 1):
            seen = grid.unseen.get((number, column), value)
            if (number, column) in grid.facts.percents:
                seen = float(str(value).rstrip("%").replace(",", ".")) / 100
            calculated = (number, column) not in grid.facts.uncalculated
            if calculated and seen is not None and seen != "":
                found[f"{column_letter(column)}{number}"] = seen
    return found


def differences(theirs: Mapping[str, Any], found: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Cells of a sheet of which two readers say something else: theirs, ours."""
    places = {*theirs, *found}
    pairs = {place: (theirs.get(place), found.get(place)) for place in places}
    return {place: pair for place, pair in pairs.items() if not _same(*pair)}


def _same(one: Any, other: Any) -> bool:
    """A blank cell may be a text of spaces; a number is one within what a double holds; lines end as they will."""
    if isinstance(one, int | float) and isinstance(other, int | float):
        return abs(one - other) <= 1e-12 * max(1.0, abs(one))
    texts = ("" if value is None else str(value).replace("\r\n", "\n").strip() for value in (one, other))
    return next(texts) == next(texts)
