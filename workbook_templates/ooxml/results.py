"""Copies of our own workbooks whose formulas store what they give: a mail preview or Protected View does not calculate."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from workbook_templates.calculator.calculator import Calculator, typed
from workbook_templates.calculator.operands import NotCalculatedError
from workbook_templates.grid import WORDS_SHEET, Grid, Value
from workbook_templates.ooxml.package import Package
from workbook_templates.ooxml.part_xml import children
from workbook_templates.ooxml.row_heights import fit_rows, wrapping_formats
from workbook_templates.ooxml.sheet_cells import SheetCells, set_value
from workbook_templates.reading.limits import Limits
from workbook_templates.reading.workbook import read_workbook
from workbook_templates.safe_writing import on_the_way_to
from workbook_templates.sheet_facts import Area, Place

Results = dict[str, dict[Place, Value]]


def save_with_results(
    package: Package,
    target: Path,
    limits: Limits,
    kept: Mapping[str, Sequence[Area]] | None = None,
    written: Collection[str] = (),
) -> None:
    """Save a copy; in a workbook of ours, formulas store what they give now, but for those in the areas ``kept``.

    Rows grow to what texts need that are new there; ``written`` are the sheets that the copy has other cells in.

    Other workbooks' formulas, and those that cannot be worked out here, store what they stored before.
    """
    if WORDS_SHEET in package.sheets:
        with on_the_way_to(target) as folder:
            before = folder / package.source.name
            package.save(before)
            grids = read_workbook(before, limits)
        if any(grid.name == WORDS_SHEET and grid.lists for grid in grids):
            results = _changed(grids, _names(package), kept or {})
            wrapping = wrapping_formats(package)
            for grid in grids:
                if grid.name in results or grid.name in written:
                    _store(package, grid, results.get(grid.name, {}), wrapping)
    package.save(target)


def copy_with_results(source: Path, target: Path, limits: Limits) -> None:
    """The same of a workbook as it is; raises :class:`UnreadableError` if the source is refused."""
    save_with_results(Package(source, limits), target, limits)


def _changed(grids: Sequence[Grid], names: Mapping[str, str], kept: Mapping[str, Sequence[Area]]) -> Results:
    """The cells of formulas that store something else than they give, and what they give."""
    results, by_name = Calculator(grids, names).results(), {grid.name: grid for grid in grids}
    found: Results = {}
    for name, cells in results.items():
        grid = by_name[name]
        for place, value in cells.items():
            if _differs(grid, place, value) and not _inside(place, kept.get(name, ())):
                found.setdefault(name, {})[place] = value if value != "" else None
    return found


def _differs(grid: Grid, place: Place, value: Any) -> bool:
    if place in grid.facts.uncalculated:
        return True
    try:
        stored = typed(grid, *place)
    except NotCalculatedError:
        return True
    if isinstance(stored, bool) or isinstance(value, bool):
        return stored is not value
    if isinstance(stored, int | float) and isinstance(value, int | float):
        return not math.isclose(stored, value, rel_tol=1e-13, abs_tol=1e-12)
    return bool((stored if stored is not None else "") != value)


def _inside(place: Place, areas: Sequence[Area]) -> bool:
    return any(top <= place[0] <= bottom and left <= place[1] <= right for top, left, bottom, right in areas)


def _names(package: Package) -> dict[str, str]:
    """The defined names of the whole workbook and what they stand for."""
    return {name.get("name", ""): name.text or "" for name in _defined(package) if name.get("localSheetId") is None}


def _defined(package: Package) -> Iterator[Any]:
    for holder in children(package.tree(package.book), "definedNames"):
        yield from children(holder, "definedName")


def _store(package: Package, grid: Grid, cells: Mapping[Place, Value], wrapping: set[int]) -> None:
    part = package.sheets[grid.name]
    root = package.tree(part)
    for data in children(root, "sheetData"):
        sheet = SheetCells(data, cells)
        for place, value in cells.items():
            if place in sheet.found:
                set_value(sheet.found[place], value)
        fit_rows(root, data, grid, cells, wrapping)
    package.put_tree(part, root)
