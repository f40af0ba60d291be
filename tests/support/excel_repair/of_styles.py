"""Formats: counts that are true, indices that lead somewhere, number formats that Excel can read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from tests.support.excel_repair.opened import MAIN, Fault, Opened, count_told, number_of

_LISTS = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles")
_MOST_FORMATS, _MOST_OWN, _LONGEST = 64_000, 163, 255
_COLOUR = re.compile(r"[0-9A-Fa-f]{8}|[0-9A-Fa-f]{6}")
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.')


def length(styles: etree._Element | None, name: str) -> int:
    """How many entries a list of the formats has."""
    found = styles.find(f"{MAIN}{name}") if styles is not None else None
    return len(found) if found is not None else 0


def faults(package: Opened) -> Iterator[Fault]:
    """Faults of the part of formats."""
    styles = package.one("styles")
    if styles is None:
        return
    for name in _LISTS:
        if count_told(styles.find(f"{MAIN}{name}")):
            yield Fault("count of formats", name)
    if length(styles, "cellXfs") > _MOST_FORMATS:
        yield Fault("too many formats", str(length(styles, "cellXfs")))
    yield from _number_formats(styles)
    yield from _cell_formats(styles)
    for colour in styles.iter(f"{MAIN}color", f"{MAIN}fgColor", f"{MAIN}bgColor"):
        if colour.get("rgb") is not None and not _COLOUR.fullmatch(colour.get("rgb", "")):
            yield Fault("colour", str(colour.get("rgb")))


def _number_formats(styles: etree._Element) -> Iterator[Fault]:
    own: set[str] = set()
    for element in styles.iter(f"{MAIN}numFmt"):
        code, number = element.get("formatCode", ""), element.get("numFmtId", "")
        bare = _LITERAL.sub("", code)
        if not code or len(code) > _LONGEST or '"' in bare or bare.count(";") > 3 or bare.count("[") != bare.count("]"):
            yield Fault("number format", code)
        if number in own and element.getparent().tag == f"{MAIN}numFmts":
            yield Fault("number format twice", number)
        own.add(number)
    for element in styles.iter(f"{MAIN}xf"):
        number = element.get("numFmtId", "0")
        if number_of(number) > _MOST_OWN and number not in own:
            yield Fault("number format missing", number)


def _cell_formats(styles: etree._Element) -> Iterator[Fault]:
    for kind in ("cellXfs", "cellStyleXfs"):
        for at, element in enumerate(styles.iterfind(f"{MAIN}{kind}/{MAIN}xf")):
            parts = {"fontId": "fonts", "fillId": "fills", "borderId": "borders"}
            if kind == "cellXfs":
                parts["xfId"] = "cellStyleXfs"
            for key, name in parts.items():
                if not 0 <= number_of(element.get(key)) < max(1, length(styles, name)):
                    yield Fault("format out of range", f"{kind} {at} {key} {element.get(key)}")
    for element in styles.iterfind(f"{MAIN}cellStyles/{MAIN}cellStyle"):
        if not 0 <= number_of(element.get("xfId")) < length(styles, "cellStyleXfs"):
            yield Fault("format out of range", f"cellStyle {element.get('name')}")
