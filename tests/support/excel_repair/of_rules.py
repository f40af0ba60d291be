"""Rules of cells: what may be typed into them, and when they look otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tests.support.excel_repair.of_formulas import faults as formula_faults
from tests.support.excel_repair.of_styles import length
from tests.support.excel_repair.opened import (
    MAIN,
    Area,
    Fault,
    Opened,
    SheetPart,
    area_of,
    count_told,
    number_of,
    overlapping,
)

_LONGEST = {"promptTitle": 32, "errorTitle": 32, "prompt": 255, "error": 225}
_LONGEST_LIST = 255


def faults(package: Opened, sheet: SheetPart) -> Iterator[Fault]:
    """Faults of what may be typed and of conditional formats."""
    yield from _typed(package, sheet)
    yield from _looks(package, sheet)


def _areas(element: etree._Element) -> Iterator[tuple[str, Area | None]]:
    for reference in element.get("sqref", "").split() or [""]:
        yield reference, area_of(reference)


def _typed(package: Opened, sheet: SheetPart) -> Iterator[Fault]:
    block = sheet.root.find(f"{MAIN}dataValidations")
    if block is None:
        return
    if count_told(block):
        yield Fault("count of validations", sheet.name)
    areas: list[tuple[str, Area]] = []
    for element in block:
        where = f"{sheet.name} {element.get('sqref', '')[:40]}"
        yield from (
            Fault("text of validation too long", f"{where} {key}")
            for key, most in _LONGEST.items()
            if len(element.get(key, "")) > most
        )
        for reference, area in _areas(element):
            if area is None:
                yield Fault("validation of no cell", f"{sheet.name} {reference}")
            else:
                areas.append((reference, area))
        told = [x.text or "" for x in element.iterfind(f"{MAIN}formula1")]
        if element.get("type", "none") != "none" and not any(told):
            yield Fault("validation without formula", where)
        for formula in (*told, *(x.text or "" for x in element.iterfind(f"{MAIN}formula2"))):
            if element.get("type") == "list" and formula[:1] == '"' and len(formula) - 2 > _LONGEST_LIST:
                yield Fault("list of validation too long", where)
            else:
                yield from formula_faults(formula, f"validation {where}", package)
    yield from (Fault("validated twice", f"{sheet.name} {one} {other}") for one, other in overlapping(areas))


def _looks(package: Opened, sheet: SheetPart) -> Iterator[Fault]:
    formats = length(package.one("styles"), "dxfs")
    for element in sheet.root.iterfind(f"{MAIN}conditionalFormatting"):
        where = f"{sheet.name} {element.get('sqref', '')[:40]}"
        if any(area is None for _, area in _areas(element)):
            yield Fault("condition of no cell", where)
        for rule in element.iterfind(f"{MAIN}cfRule"):
            if not 0 <= number_of(rule.get("dxfId")) < max(1, formats):
                yield Fault("format out of range", f"{where} dxf {rule.get('dxfId')}")
            if number_of(rule.get("priority"), -1) < 1:
                yield Fault("rank of condition", where)
            formulas = [x.text or "" for x in rule.iterfind(f"{MAIN}formula")]
            if rule.get("type") in {"expression", "cellIs"} and not any(formulas):
                yield Fault("condition without formula", where)
            for formula in formulas:
                yield from formula_faults(formula, f"condition {where}", package)
