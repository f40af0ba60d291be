"""Known causes for which Excel offers to repair a workbook, or refuses it, looked for in a package part by part.

Excel is not at hand here. What it does not take is known from ECMA-376, from Microsoft's published limits and from
what writers of workbooks have run into; each cause is proven by planting it (:mod:`.planted`).
"""

from __future__ import annotations

from pathlib import Path

from tests.support.excel_repair import (
    of_cells,
    of_notes,
    of_package,
    of_rules,
    of_sheets,
    of_styles,
    of_workbook,
)
from tests.support.excel_repair.opened import Fault, Opened

__all__ = ["Fault", "faults"]


def faults(path: Path) -> list[Fault]:
    """What makes Excel repair or refuse a workbook; empty for one it opens as it is."""
    package = Opened(path)
    unreadable = list(of_package.unreadable(package)) if "_rels/.rels" in package.parts else [Fault("no workbook", "")]
    if unreadable:
        return unreadable
    found = [*of_package.faults(package, path.suffix[1:].lower()), *of_workbook.faults(package)]
    found += [*of_styles.faults(package), *of_cells.text_faults(package)]
    for sheet in package.sheets:
        for part in (of_sheets, of_cells, of_rules, of_notes):
            found += part.faults(package, sheet)
    return found
