"""Parts, types and relations: what the package format itself asks for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from tests.support.excel_repair.opened import TYPES, Fault, Opened

_XML = (".xml", ".rels", ".vml")
_MOMENT = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?)?)?")
_IGNORABLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable"
_BOOKS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    "xlam": "application/vnd.ms-excel.addin.macroEnabled.main+xml",
}


def unreadable(package: Opened) -> Iterator[Fault]:
    """Parts that are no XML though they should be; where there are any, nothing else can be told."""
    for name, content in package.parts.items():
        if name.endswith(_XML):
            try:
                etree.fromstring(content)
            except etree.XMLSyntaxError as error:
                yield Fault("not well-formed", f"{name}: {error}")
    if TYPES not in package.parts:
        yield Fault("no content types", TYPES)
    if not any(
        x.kind == "officeDocument" and x.target in package.parts for x in package.relations.get("", {}).values()
    ):
        yield Fault("no workbook", "_rels/.rels")


def faults(package: Opened, ending: str) -> Iterator[Fault]:
    """Faults of the package; ``ending`` is that of the file's name."""
    yield from _names(package)
    yield from _types(package, ending)
    yield from _relations(package)
    yield from _properties(package)
    for name in package.parts:
        if name.endswith(".xml"):
            root = package.tree(name)
            for prefix in root.get(_IGNORABLE, "").split():
                if prefix not in root.nsmap:
                    yield Fault("ignorable prefix undeclared", f"{name} {prefix}")


def _names(package: Opened) -> Iterator[Fault]:
    for name, count in Counter(name.lower() for name in package.listed).items():
        if count > 1:
            yield Fault("part twice", name)
        if "\\" in name or name.startswith("/"):
            yield Fault("part name", name)


def _types(package: Opened, ending: str) -> Iterator[Fault]:
    defaults, overrides = package.content_types
    told = Counter(x.get("PartName", x.get("Extension", "")).lower() for x in package.tree(TYPES))
    yield from (Fault("type told twice", name) for name, count in told.items() if count > 1)
    yield from (Fault("type of no part", name) for name in overrides if name not in package.parts)
    for name in package.parts:
        if name == TYPES or name.endswith("/"):
            continue
        if (name not in overrides and name.rpartition(".")[2].lower() not in defaults) or (
            name not in overrides and name.startswith("xl/") and defaults.get("xml") and name.endswith(".xml")
        ):
            yield Fault("part without type", name)
    if ending in _BOOKS and overrides.get(package.book_part) != _BOOKS[ending]:
        yield Fault("type of workbook", str(overrides.get(package.book_part)))


def _relations(package: Opened) -> Iterator[Fault]:
    reached = {relation.target for told in package.relations.values() for relation in told.values()}
    for source, told in package.relations.items():
        if source and source not in package.parts:
            yield Fault("relations of no part", source)
        yield from (
            Fault("relation to no part", f"{source}: {relation.target}")
            for relation in told.values()
            if relation.target is not None and relation.target not in package.parts
        )
    for name in package.parts:
        if name.endswith(".rels"):
            ids = Counter(x.get("Id") for x in package.tree(name))
            yield from (Fault("relation id twice", f"{name} {found}") for found, count in ids.items() if count > 1)
        elif name.startswith("xl/") and not name.endswith("/") and name not in reached:
            # Outside of `xl` others keep data of their own, which Excel drops in silence.
            yield Fault("part without relation", name)


def _properties(package: Opened) -> Iterator[Fault]:
    """Dates in another form than W3CDTF, and properties told twice, make Excel drop the part."""
    core = package.one("core-properties", "")
    if core is None:
        return
    for tag, count in Counter(x.tag for x in core).items():
        if count > 1:
            yield Fault("property twice", str(tag))
    for element in core:
        moment = str(element.tag).endswith(("}created", "}modified"))
        if moment and not _MOMENT.fullmatch(element.text or ""):
            yield Fault("property date", str(element.text))
