"""Notes at cells: each with an author and a shape, no cell with two."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from tests.support.excel_repair.opened import MAIN, REL, Fault, Opened, SheetPart, area_of, number_of

_EXCEL = "{urn:schemas-microsoft-com:office:excel}"
_SHAPE = "{urn:schemas-microsoft-com:vml}shape"
_LONGEST = 32_767


def faults(package: Opened, sheet: SheetPart) -> Iterator[Fault]:
    """Faults of the notes of a sheet and of the drawing they are shown by."""
    notes = package.one("comments", sheet.part)
    if notes is None:
        return
    told = list(notes.iter(f"{MAIN}comment"))
    places = Counter(note.get("ref", "") for note in told)
    yield from (Fault("note twice", f"{sheet.name} {place}") for place, count in places.items() if count > 1)
    authors = sum(1 for _ in notes.iter(f"{MAIN}author"))
    for note in told:
        where = f"{sheet.name} {note.get('ref')}"
        if area_of(note.get("ref", "")) is None:
            yield Fault("note of no cell", where)
        if not 0 <= number_of(note.get("authorId"), -1) < authors:
            yield Fault("author of note", where)
        if sum(len(x.text or "") for x in note.iter(f"{MAIN}t")) > _LONGEST:
            yield Fault("text too long", where)
    drawing = _drawing(package, sheet)
    if drawing is None:
        yield Fault("notes without drawing", sheet.name)
        return
    yield from _shapes(drawing, places, sheet.name)


def _drawing(package: Opened, sheet: SheetPart) -> etree._Element | None:
    element = sheet.root.find(f"{MAIN}legacyDrawing")
    relation = package.relations.get(sheet.part, {}).get(element.get(f"{REL}id", "") if element is not None else "")
    if relation is None or relation.kind != "vmlDrawing" or relation.target not in package.parts:
        return None
    return package.tree(str(relation.target))


def _shapes(drawing: etree._Element, places: Counter[str], name: str) -> Iterator[Fault]:
    shown: set[tuple[int, int]] = set()
    for shape in drawing.iter(_SHAPE):
        row, column = shape.findtext(f".//{_EXCEL}Row"), shape.findtext(f".//{_EXCEL}Column")
        if row is not None and column is not None and re.fullmatch(r"\s*\d+\s*", row + column):
            shown.add((int(row) + 1, int(column) + 1))
    ids = Counter(shape.get("id") for shape in drawing.iter(_SHAPE))
    yield from (Fault("shape twice", f"{name} {found}") for found, count in ids.items() if count > 1)
    for place in places:
        area = area_of(place)
        if area and area[:2] not in shown:
            yield Fault("note without shape", f"{name} {place}")
