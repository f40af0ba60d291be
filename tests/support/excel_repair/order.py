"""The order in which the elements of a workbook and of a sheet have to stand (ECMA-376, CT_Workbook and CT_Worksheet)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from lxml import etree

from tests.support.excel_repair.opened import MAIN, Fault

SHEET = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
    "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells",
    "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup",
    "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing",
    "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts",
    "extLst",
)  # fmt: skip
BOOK = (
    "fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets", "functionGroups",
    "externalReferences", "definedNames", "calcPr", "oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr",
    "smartTagTypes", "webPublishing", "fileRecoveryPr", "webPublishObjects", "extLst",
)  # fmt: skip
_MANY = frozenset({"conditionalFormatting", "fileRecoveryPr"})


def misplaced(root: etree._Element, order: Sequence[str], part: str) -> Iterator[Fault]:
    """Elements out of order or told twice; those of other namespaces may stand anywhere."""
    names = [x.tag.removeprefix(MAIN) for x in root if isinstance(x.tag, str) and x.tag.startswith(MAIN)]
    yield from (Fault("element unknown", f"{part} {name}") for name in names if name not in order)
    places = [order.index(name) for name in names if name in order]
    if places != sorted(places):
        yield Fault("order of elements", f"{part}: {' '.join(names)}")
    for name, count in Counter(names).items():
        if count > 1 and name not in _MANY:
            yield Fault("element twice", f"{part} {name}")
