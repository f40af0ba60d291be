"""What stands around the cells of a sheet: columns, merged blocks, links, views, the printed page, tables."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from tests.support.excel_repair.opened import (
    LAST_COLUMN,
    MAIN,
    REL,
    Area,
    Fault,
    Opened,
    SheetPart,
    area_of,
    count_told,
    number_of,
    overlapping,
)
from tests.support.excel_repair.order import SHEET, misplaced

_PARTS = {
    "drawing": "drawing", "legacyDrawing": "vmlDrawing", "legacyDrawingHF": "vmlDrawing", "picture": "image",
    "tablePart": "table", "pageSetup": "printerSettings",
}  # fmt: skip
_LINK = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!(.+)")
_PLAIN = re.compile(r"[^\W\d][\w.]*")
_CODES = re.compile(r'&(?:&|[LCRPNDTFAGZBIUESXYOHKlcrpndtfagzbiuesxyohk+-]|"[^"]*"|\d+)')
_LONGEST, _MOST_LINKS, _MOST_BREAKS = 255, 65_530, 1_026


def faults(package: Opened, sheet: SheetPart) -> Iterator[Fault]:
    """Faults of a sheet beside its cells, rules and notes."""
    yield from misplaced(sheet.root, SHEET, sheet.part)
    yield from _columns(sheet)
    yield from _merged(sheet)
    yield from _links(package, sheet)
    yield from _related(package, sheet)
    yield from _views(sheet)
    yield from _page(sheet)
    yield from _tables(package, sheet)
    dimension = sheet.root.find(f"{MAIN}dimension")
    if dimension is not None and area_of(dimension.get("ref", "")) is None:
        yield Fault("extent", f"{sheet.name} {dimension.get('ref')}")
    filtered = sheet.root.find(f"{MAIN}autoFilter")
    if filtered is not None and area_of(filtered.get("ref", "")) is None:
        yield Fault("filter", f"{sheet.name} {filtered.get('ref')}")


def _columns(sheet: SheetPart) -> Iterator[Fault]:
    before = 0
    for element in sheet.root.iterfind(f"{MAIN}cols/{MAIN}col"):
        first, last = number_of(element.get("min"), -1), number_of(element.get("max"), -1)
        if not before < first <= last <= LAST_COLUMN:
            yield Fault("order of columns", f"{sheet.name} {first} to {last}")
        before = last
        if not 0 <= float(element.get("width", "0")) <= _LONGEST:
            yield Fault("width of column", f"{sheet.name} {first} {element.get('width')}")


def _merged(sheet: SheetPart) -> Iterator[Fault]:
    block = sheet.root.find(f"{MAIN}mergeCells")
    if block is None:
        return
    if count_told(block) or not len(block):
        yield Fault("count of merged blocks", sheet.name)
    areas: list[tuple[str, Area]] = []
    for element in block:
        reference = element.get("ref", "")
        area = area_of(reference)
        if area is None or area[:2] == area[2:]:
            yield Fault("merged block", f"{sheet.name} {reference}")
        else:
            areas.append((reference, area))
    yield from (Fault("merged twice", f"{sheet.name} {one} {other}") for one, other in overlapping(areas))


def _links(package: Opened, sheet: SheetPart) -> Iterator[Fault]:
    links = list(sheet.root.iterfind(f"{MAIN}hyperlinks/{MAIN}hyperlink"))
    if len(links) > _MOST_LINKS:
        yield Fault("too many links", sheet.name)
    for link in links:
        where = f"{sheet.name} {link.get('ref')}"
        if area_of(link.get("ref", "")) is None:
            yield Fault("link of no cell", where)
        identity = link.get(f"{REL}id")
        if identity is not None and identity not in package.relations.get(sheet.part, {}):
            yield Fault("link without relation", where)
        if any(len(link.get(key, "")) > _LONGEST for key in ("location", "tooltip", "display")):
            yield Fault("link too long", where)
        if (match := _LINK.fullmatch(link.get("location", ""))) is not None:
            name = (match[1] or match[2]).replace("''", "'")
            if name.lower() not in package.sheet_names:
                yield Fault("link to no sheet", f"{where} {name}")
            elif match[2] and not _PLAIN.fullmatch(name):
                yield Fault("link without quotes", f"{where} {name}")


def _related(package: Opened, sheet: SheetPart) -> Iterator[Fault]:
    """What a sheet names by a relation has to be there, of the right kind."""
    for tag, kind in _PARTS.items():
        for element in sheet.root.iter(f"{MAIN}{tag}"):
            identity = element.get(f"{REL}id")
            if identity is None and tag == "pageSetup":
                continue
            relation = package.relations.get(sheet.part, {}).get(identity or "")
            if relation is None or relation.kind != kind:
                yield Fault("relation of sheet", f"{sheet.name} {tag} {identity}")


def _views(sheet: SheetPart) -> Iterator[Fault]:
    for view in sheet.root.iterfind(f"{MAIN}sheetViews/{MAIN}sheetView"):
        pane = view.find(f"{MAIN}pane")
        places = [pane.get("topLeftCell")] if pane is not None else []
        scale = number_of(view.get("zoomScale"), 100)
        if scale and not 10 <= scale <= 400:
            yield Fault("scale", f"{sheet.name} {scale}")
        for chosen in view.iterfind(f"{MAIN}selection"):
            if chosen.get("pane", "topLeft") != "topLeft" and pane is None:
                yield Fault("choice in no pane", f"{sheet.name} {chosen.get('pane')}")
            places += [chosen.get("activeCell"), *(chosen.get("sqref") or "").split()]
        if any(place is not None and area_of(place) is None for place in places):
            yield Fault("view of no cell", f"{sheet.name} {places}")


def _page(sheet: SheetPart) -> Iterator[Fault]:
    for element in sheet.root.iterfind(f"{MAIN}headerFooter/*"):
        text = element.text or ""
        if len(text) > _LONGEST:
            yield Fault("header too long", f"{sheet.name} {len(text)}")
        if "&" in _CODES.sub("", text):
            yield Fault("code in header", f"{sheet.name} {text[:60]}")
    for name in ("rowBreaks", "colBreaks"):
        breaks = sheet.root.find(f"{MAIN}{name}")
        if breaks is not None and (count_told(breaks) or len(breaks) > _MOST_BREAKS):
            yield Fault("count of breaks", f"{sheet.name} {name}")
    setup = sheet.root.find(f"{MAIN}pageSetup")
    if setup is not None and not 10 <= number_of(setup.get("scale"), 100) <= 400:
        yield Fault("scale", f"{sheet.name} {setup.get('scale')}")


def _tables(package: Opened, sheet: SheetPart) -> Iterator[Fault]:
    """A table whose heads are not what the cells say, or that has not as many columns as its block, is dropped."""
    for relation in package.relations.get(sheet.part, {}).values():
        if relation.kind == "table" and relation.target in package.parts:
            yield from _table(package.tree(str(relation.target)), f"{sheet.name} {relation.target}")


def _table(table: etree._Element, where: str) -> Iterator[Fault]:
    area = area_of(table.get("ref", ""))
    heads = [column.get("name", "").lower() for column in table.iterfind(f"{MAIN}tableColumns/{MAIN}tableColumn")]
    if area is None or len(heads) != area.right - area.left + 1 or count_told(table.find(f"{MAIN}tableColumns")):
        yield Fault("columns of table", where)
    if len(set(heads)) != len(heads) or not all(heads):
        yield Fault("head of table twice", where)
