"""A package taken apart as Excel takes it: its parts, what types them, how they are related, its sheets in order."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from lxml import etree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
TYPES = "[Content_Types].xml"
_STRICT = {
    b"http://purl.oclc.org/ooxml/spreadsheetml/main": MAIN[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": REL[1:-1].encode(),
}
_PLACE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})")
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384


class Fault(NamedTuple):
    """Something that makes Excel offer a repair, or refuse: its kind, and where it is."""

    kind: str
    where: str


class Relation(NamedTuple):
    """What a part is related to: the kind by the last word of its type, the part, None for something outside."""

    kind: str
    target: str | None


class Area(NamedTuple):
    """A block of cells, its corners included."""

    top: int
    left: int
    bottom: int
    right: int

    def overlaps(self, other: Area) -> bool:
        """Whether both have a cell."""
        beside = self.right < other.left or other.right < self.left
        return not (beside or self.bottom < other.top or other.bottom < self.top)


class SheetPart(NamedTuple):
    """A sheet as the workbook lists it, with its XML."""

    name: str
    number: str
    state: str
    part: str
    root: etree._Element


class Opened:
    """The parts of a package by name; XML is parsed once, the strict spelling read as the other."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as archive:
            self.listed = archive.namelist()
            self.parts = {name: archive.read(name) for name in self.listed}
        self._trees: dict[str, etree._Element] = {}

    def tree(self, name: str) -> etree._Element:
        """A part as XML."""
        if name not in self._trees:
            text = self.parts[name]
            for strict, known in _STRICT.items():
                text = text.replace(strict, known)
            self._trees[name] = etree.fromstring(text)
        return self._trees[name]

    @cached_property
    def relations(self) -> dict[str, dict[str, Relation]]:
        """Relations by part (empty for the package itself) and id."""
        found: dict[str, dict[str, Relation]] = {}
        for name in self.parts:
            if name.endswith(".rels"):
                folder, file = posixpath.split(name)
                source = posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels"))
                found[source] = {x.get("Id", ""): self._relation(source, x) for x in self.tree(name)}
        return found

    @staticmethod
    def _relation(source: str, element: etree._Element) -> Relation:
        kind, target = element.get("Type", "").rpartition("/")[2], element.get("Target", "")
        if element.get("TargetMode") == "External":
            return Relation(kind, None)
        whole = target[1:] if target.startswith("/") else posixpath.join(posixpath.dirname(source), target)
        return Relation(kind, posixpath.normpath(whole))

    @cached_property
    def content_types(self) -> tuple[dict[str, str], dict[str, str]]:
        """Types by ending and by part."""
        elements = list(self.tree(TYPES))
        return (
            {x.get("Extension", "").lower(): x.get("ContentType", "") for x in elements if x.get("Extension")},
            {x.get("PartName", "")[1:]: x.get("ContentType", "") for x in elements if x.get("PartName")},
        )

    @cached_property
    def book_part(self) -> str:
        """The part of the workbook."""
        return next(x.target or "" for x in self.relations[""].values() if x.kind == "officeDocument")

    @cached_property
    def book(self) -> etree._Element:
        """The workbook."""
        return self.tree(self.book_part)

    def one(self, kind: str, of: str | None = None) -> etree._Element | None:
        """The one part of a kind that the workbook (or another part, the package itself by the empty name) is related to."""
        for relation in self.relations.get(self.book_part if of is None else of, {}).values():
            if relation.kind == kind and relation.target in self.parts:
                return self.tree(str(relation.target))
        return None

    @cached_property
    def sheets(self) -> list[SheetPart]:
        """Worksheets that can be reached, in the order of the tabs."""
        related, found = self.relations.get(self.book_part, {}), []
        for element in self.book.iter(f"{MAIN}sheet"):
            relation = related.get(element.get(f"{REL}id", ""))
            if relation and relation.kind == "worksheet" and relation.target in self.parts:
                name, number = element.get("name", ""), element.get("sheetId", "")
                part = str(relation.target)
                found.append(SheetPart(name, number, element.get("state", "visible"), part, self.tree(part)))
        return found

    @cached_property
    def sheet_names(self) -> set[str]:
        """Names of all sheets, small letters."""
        return {element.get("name", "").lower() for element in self.book.iter(f"{MAIN}sheet")}


def area_of(reference: str) -> Area | None:
    """A reference as a block; None where it is none that a sheet has."""
    corners = [_PLACE.fullmatch(corner) for corner in reference.split(":")]
    if not 1 <= len(corners) <= 2 or None in corners:
        return None
    rows, columns = [], []
    for match in corners:
        assert match
        number = 0
        for letter in match[1]:
            number = number * 26 + ord(letter) - 64
        rows.append(int(match[2]))
        columns.append(number)
    area = Area(rows[0], columns[0], rows[-1], columns[-1])
    inside = area.bottom <= LAST_ROW and area.right <= LAST_COLUMN
    return area if inside and area.top <= area.bottom and area.left <= area.right else None


def overlapping(areas: list[tuple[str, Area]]) -> Iterator[tuple[str, str]]:
    """Pairs of blocks that share a cell, by their references; blocks far apart are not compared."""
    waiting: list[tuple[str, Area]] = []
    for name, area in sorted(areas, key=lambda told: told[1]):
        waiting = [(other, before) for other, before in waiting if before.bottom >= area.top]
        yield from ((other, name) for other, before in waiting if before.overlaps(area))
        waiting.append((name, area))


def count_told(element: etree._Element | None) -> bool:
    """Whether an element says another number of children than it has."""
    return element is not None and element.get("count") not in {None, str(len(element))}


def number_of(text: str | None, default: int = 0) -> int:
    """An index that an attribute holds; -1 where it holds none."""
    if text is None:
        return default
    return int(text) if text.isdigit() else -1
