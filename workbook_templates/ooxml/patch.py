"""Writing values into a copy of a workbook by patching its XML.

A re-save through a workbook library would lose stored formula values, charts and conditional formats that
it does not know; here only the cells named are touched, everything else is copied as it is. Spreadsheet
programs are told to recalculate the copy when they open it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from workbook_templates.grid import Cells, Value
from workbook_templates.ooxml.errors import NoCellsError
from workbook_templates.ooxml.package import Package
from workbook_templates.ooxml.part_xml import children, insert_after, made
from workbook_templates.ooxml.results import save_with_results
from workbook_templates.ooxml.sheet_cells import SheetCells, fit_height, set_value, widen
from workbook_templates.reading.limits import DEFAULT_LIMITS, Limits
from workbook_templates.safe_writing import refuse_inputs
from workbook_templates.sheet_facts import Place

__all__ = ["Cells", "Value", "recalculate", "write_cells"]

_BEFORE_CALCULATION = {
    "fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets", "functionGroups",
    "externalReferences", "definedNames",
}  # fmt: skip
"""What the schema of a workbook puts before `calcPr`."""


def _patch(package: Package, name: str, cells: Cells, typed: Collection[Place]) -> None:
    """Set cells of one sheet; a row that gets a text takes the height it needs."""
    part = package.sheets[name]
    root = package.tree(part)
    data = next(iter(children(root, "sheetData")), None)
    if data is None:
        raise NoCellsError(name, package.source)
    sheet = SheetCells(data, cells)
    for place, value in sorted(cells.items(), key=lambda item: item[0]):
        if value is not None or place in sheet.found:
            cell = sheet.cell(*place)
            set_value(cell, value, typed=place in typed)
            if isinstance(value, str) and value:
                fit_height(cell.getparent())
    widen(root, list(sheet.found))
    package.put_tree(part, root)


def recalculate(package: Package) -> None:
    """Ask for a full calculation when the workbook is opened; nothing changes if it already does."""
    root = package.tree(package.book)
    known = children(root, "calcPr")
    if known and all(settings.get("fullCalcOnLoad") in {"1", "true"} for settings in known):
        return
    for settings in known or [insert_after(root, made(root, "calcPr"), _BEFORE_CALCULATION)]:
        settings.set("fullCalcOnLoad", "1")
    package.put_tree(package.book, root)


def write_cells(
    source: Path,
    target: Path,
    sheets: Mapping[str, Cells],
    limits: Limits = DEFAULT_LIMITS,
    typed: Mapping[str, Collection[Place]] | None = None,
) -> None:
    """Copy ``source`` to ``target`` with cells set per sheet name; formulas keep, only their results change.

    Those of cells that are ``typed`` give way to what is written. Numbers that are not finite count as None; characters that XML forbids are left out of texts. Raises
    :class:`UnreadableError` if the source is refused, :class:`OutputError` if the target cannot be written or is the
    source itself.
    """
    refuse_inputs([target], [source])
    package = Package(source, limits)
    wanted = [name for name in package.sheets if sheets.get(name)]
    for name in wanted:
        _patch(package, name, sheets[name], (typed or {}).get(name, ()))
    if wanted:
        recalculate(package)
    if typed:
        # The list of cells in the order of calculation may name no cell without formula; programs make it anew.
        package.forget(package.book, "calcChain")
    save_with_results(package, target, limits, written=wanted)
