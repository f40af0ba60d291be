"""Rows and cells: their order, their kinds, what they point to; and the texts they share."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from tests.support.excel_repair.of_formulas import faults as formula_faults
from tests.support.excel_repair.of_styles import length
from tests.support.excel_repair.opened import LAST_ROW, MAIN, Fault, Opened, SheetPart, area_of, number_of

_LONGEST, _HIGHEST = 32_767, 409.5
_ERRORS = frozenset(
    {"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA", "#SPILL!", "#CALC!"}
)
_KINDS = frozenset({"n", "s", "str", "b", "e", "inlineStr", "d"})
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def text_faults(package: Opened) -> Iterator[Fault]:
    """Faults of the texts that cells share."""
    texts = package.one("sharedStrings")
    if texts is None:
        return
    if texts.get("uniqueCount") not in {None, str(len(texts))}:
        yield Fault("count of texts", f"{texts.get('uniqueCount')} of {len(texts)}")
    used = Counter(
        cell.findtext(f"{MAIN}v")
        for sheet in package.sheets
        for cell in sheet.root.iter(f"{MAIN}c")
        if cell.get("t") == "s"
    )
    if texts.get("count") is not None and number_of(texts.get("count")) < used.total():
        yield Fault("count of texts", f"{texts.get('count')} uses of {used.total()}")
    for at, item in enumerate(texts):
        yield from _text(item, f"text {at}")


def _text(item: etree._Element, where: str) -> Iterator[Fault]:
    pieces = list(item.iter(f"{MAIN}t"))
    if sum(len(piece.text or "") for piece in pieces) > _LONGEST:
        yield Fault("text too long", where)
    for piece in pieces:
        if piece.text and piece.text != piece.text.strip() and piece.get(_SPACE) != "preserve":
            yield Fault("text without its spaces", where)


def faults(package: Opened, sheet: SheetPart) -> Iterator[Fault]:
    """Faults of the rows and cells of a sheet."""
    styles, texts = package.one("styles"), package.one("sharedStrings")
    formats, shared = max(1, length(styles, "cellXfs")), len(texts) if texts is not None else 0
    before = 0
    masters = {x.get("si") for x in sheet.root.iter(f"{MAIN}f") if x.get("t") == "shared" and x.get("ref")}
    for row in sheet.root.iterfind(f"{MAIN}sheetData/{MAIN}row"):
        number = number_of(row.get("r"), before + 1)
        if not before < number <= LAST_ROW:
            yield Fault("order of rows", f"{sheet.name} {row.get('r')}")
        before = number
        if not 0 <= number_of(row.get("s")) < formats:
            yield Fault("format out of range", f"{sheet.name} row {number}")
        if row.get("ht") is not None and not 0 <= float(row.get("ht", "")) <= _HIGHEST:
            yield Fault("height of row", f"{sheet.name} {number} {row.get('ht')}")
        across = 0
        for cell in row:
            place = area_of(cell.get("r", ""))
            where = f"{sheet.name}!{cell.get('r')}"
            if place is None or place.top != number or place.left <= across:
                yield Fault("order of cells", where)
            across = place.left if place else across
            if not 0 <= number_of(cell.get("s")) < formats:
                yield Fault("format out of range", where)
            yield from (Fault(kind, where) for kind in _value(cell, shared))
            yield from _formula(cell, where, masters, package)


def _value(cell: etree._Element, shared: int) -> Iterator[str]:
    """What is wrong with the value of a cell."""
    kind, value, inline = cell.get("t", "n"), cell.find(f"{MAIN}v"), cell.find(f"{MAIN}is")
    text = value.text or "" if value is not None else None
    if kind not in _KINDS:
        yield "kind of cell"
    if (inline is not None) != (kind == "inlineStr") or (inline is not None and text is not None):
        yield "text in cell"
    if inline is not None and cell.find(f"{MAIN}f") is not None:
        yield "formula with text in cell"
    if inline is not None:
        yield from (fault.kind for fault in _text(inline, ""))
    if kind == "s" and not 0 <= number_of(text, -1) < shared:
        yield "text out of range"
    elif kind == "n" and text and not _is_number(text):
        yield "number"
    elif kind == "b" and text not in {None, "0", "1"}:
        yield "truth value"
    elif kind == "e" and text not in _ERRORS:
        yield "error value"
    elif kind == "str" and len(text or "") > _LONGEST:
        yield "text too long"


def _is_number(text: str) -> bool:
    try:
        return math.isfinite(float(text)) and "_" not in text
    except ValueError:
        return False


def _formula(cell: etree._Element, where: str, masters: set[str | None], package: Opened) -> Iterator[Fault]:
    formula = cell.find(f"{MAIN}f")
    if formula is None:
        return
    kind = formula.get("t", "normal")
    if kind == "shared" and formula.get("si") not in masters:
        yield Fault("shared formula without first", where)
    if kind in {"array", "dataTable"} and area_of(formula.get("ref", "")) is None:
        yield Fault("array without area", where)
    if formula.text:
        yield from formula_faults(formula.text, where, package)
    elif kind == "normal":
        yield Fault("formula without text", where)
