"""What every workbook file must hold to: checked on copies that were made by patching."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections import Counter
from pathlib import Path

from lxml import etree

SHEET_ORDER = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
    "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells",
    "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup",
    "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing",
    "legacyDrawing", "legacyDrawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst",
)  # fmt: skip
"""ECMA-376, CT_Worksheet."""
BOOK_ORDER = (
    "fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets", "functionGroups",
    "externalReferences", "definedNames", "calcPr",
)  # fmt: skip


def parts(path: Path) -> dict[str, bytes]:
    """Every part of a workbook by name."""
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def _names(root: etree._Element) -> list[str]:
    return [etree.QName(child).localname for child in root if isinstance(child.tag, str)]


def faults(path: Path) -> list[str]:
    """What a spreadsheet program would repair: order, counts, places, relationships and content types."""
    found, content = [], parts(path)
    types = etree.fromstring(content["[Content_Types].xml"])
    defaults = {x.get("Extension", "").lower() for x in types if x.tag.endswith("Default")}
    overrides = Counter(x.get("PartName", "").lower() for x in types if x.tag.endswith("Override"))
    found += [f"type stated twice: {name}" for name, count in overrides.items() if count > 1]
    found += [f"no part for type {name}" for name in overrides if name[1:] not in {x.lower() for x in content}]
    for name, data in content.items():
        known = f"/{name}".lower() in overrides or name.rpartition(".")[2].lower() in defaults
        found += [] if known or name == "[Content_Types].xml" else [f"no type for {name}"]
        if not name.endswith((".xml", ".rels", ".vml")):
            continue
        root = etree.fromstring(data)
        if name.endswith(".rels"):
            found += _relations(name, root, content)
        elif name.startswith("xl/worksheets/sheet"):
            found += _sheet(name, root)
        elif name == "xl/workbook.xml":
            order = [BOOK_ORDER.index(x) for x in _names(root) if x in BOOK_ORDER]
            found += [] if order == sorted(order) else [f"order in {name}"]
        elif name == "xl/styles.xml":
            found += [f"count of {etree.QName(x).localname}" for x in root if x.get("count") not in {None, str(len(x))}]
    shapes = Counter(
        x for name, data in content.items() if name.endswith(".vml") for x in re.findall(rb'id="(_x0000_s\d+)"', data)
    )
    found += [f"shape twice: {x!r}" for x, count in shapes.items() if count > 1]
    return found


def _relations(name: str, root: etree._Element, content: dict[str, bytes]) -> list[str]:
    folder = posixpath.dirname(posixpath.dirname(name))
    targets = [x.get("Target", "") for x in root if x.get("TargetMode") != "External"]
    places = [x[1:] if x.startswith("/") else posixpath.normpath(posixpath.join(folder, x)) for x in targets]
    ids = Counter(x.get("Id") for x in root)
    return [f"{name}: no {x}" for x in places if x not in content] + [
        f"{name}: {x} twice" for x, n in ids.items() if n > 1
    ]


def _sheet(name: str, root: etree._Element) -> list[str]:
    names = _names(root)
    order = [SHEET_ORDER.index(x) for x in names if x != "AlternateContent"]
    found = [] if order == sorted(order) else [f"order in {name}: {names}"]
    once = Counter(x for x in names if x != "conditionalFormatting")
    found += [f"{name}: {x} twice" for x, count in once.items() if count > 1]
    space = root.tag.rpartition("}")[0] + "}"
    rows = [int(x.get("r", "0")) for x in root.iter(f"{space}row")]
    found += [] if rows == sorted(set(rows)) else [f"rows of {name}"]
    places = Counter(x.get("r") for x in root.iter(f"{space}c"))
    return found + [f"{name}: cell {x} twice" for x, count in places.items() if count > 1]
