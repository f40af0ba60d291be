"""Writing numbers into a copy of a workbook by patching its XML.

A re-save through a workbook library would lose stored formula values, charts and conditional formats that
it does not know; here only the cells named are touched, everything else is copied as it is.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rules.cells import column_letter, column_number
from workbook_templates.errors import UnreadableError
from workbook_templates.files import written
from workbook_templates.preflight import DEFAULT_LIMITS, Limits, inspect

Numbers = Mapping[tuple[int, int], float | int | None]
"""Values by 1-based (row, column); None empties a formula's result, leaving the formula."""


def _number(value: float | int) -> str:
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def _row(data: Any, number: int, namespace: str) -> Any:
    from lxml import etree

    at = 0
    for at, row in enumerate(data, 1):
        found = int(row.get("r", "0"))
        if found == number:
            return row
        if found > number:
            at -= 1
            break
    row = etree.Element(f"{namespace}row", {"r": str(number)})
    data.insert(at, row)
    return row


def _cell(row: Any, number: int, column: int, namespace: str) -> Any:
    from lxml import etree

    position = len(row)
    for at, cell in enumerate(row):
        letters = re.sub(r"\d", "", cell.get("r", ""))
        if column_number(letters) == column:
            return cell
        if column_number(letters) > column:
            position = at
            break
    cell = etree.Element(f"{namespace}c", {"r": f"{column_letter(column)}{number}"})
    row.insert(position, cell)
    return cell


def _set(cell: Any, value: float | int | None, namespace: str) -> None:
    from lxml import etree

    formula = cell.find(f"{namespace}f")
    for child in list(cell):
        if child is not formula:
            cell.remove(child)
    cell.attrib.pop("t", None)
    if value is None:
        if formula is not None:
            cell.set("t", "str")
            etree.SubElement(cell, f"{namespace}v").text = ""
        return
    etree.SubElement(cell, f"{namespace}v").text = _number(value)


def _patched(xml: bytes, numbers: Numbers) -> bytes:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(xml, parser)
    namespace = f"{{{etree.QName(root).namespace}}}"
    data = root.find(f"{namespace}sheetData")
    for (row, column), value in sorted(numbers.items()):
        _set(_cell(_row(data, row, namespace), row, column, namespace), value, namespace)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def write_numbers(source: Path, target: Path, sheets: Mapping[str, Numbers], limits: Limits = DEFAULT_LIMITS) -> None:
    """Copy ``source`` to ``target`` with numbers set per sheet name; formulas keep, only their results change.

    Raises :class:`UnreadableError` if the source is refused or the target is the source itself.
    """
    if target.exists() and source.exists() and target.samefile(source):
        raise UnreadableError(f"'{target.name}' adalah file masukan; pilih nama lain agar aslinya tidak hilang.")
    inspection = inspect(source, limits)
    parts = {part.part: sheets[part.name] for part in inspection.sheets if sheets.get(part.name)}
    with written(target) as partial, zipfile.ZipFile(source) as old, zipfile.ZipFile(partial, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename in parts:
                content = _patched(content, parts[entry.filename])
            copy = zipfile.ZipInfo(entry.filename, entry.date_time)
            copy.compress_type, copy.external_attr = zipfile.ZIP_DEFLATED, entry.external_attr
            new.writestr(copy, content)
