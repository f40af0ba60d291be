"""Adding a sheet of plain texts to a copy of a workbook, leaving everything else as it is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from rules.values.cells import column_letter
from workbook_templates.ooxml.package import Package
from workbook_templates.ooxml.part_xml import children
from workbook_templates.xml_signs import xml_text

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def _sheet_xml(rows: Sequence[Sequence[Any]], widths: Sequence[float]) -> bytes:
    columns = "".join(
        f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>' for at, width in enumerate(widths, 1)
    )
    lines = []
    for number, row in enumerate(rows, 1):
        cells = "".join(
            f'<c r="{column_letter(at)}{number}" t="inlineStr"><is><t xml:space="preserve">'
            f"{escape(xml_text(str(value)))}</t></is></c>"
            for at, value in enumerate(row, 1)
            if value not in (None, "")
        )
        lines.append(f'<row r="{number}">{cells}</row>')
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{_MAIN}"><cols>{columns}</cols>'
        f"<sheetData>{''.join(lines)}</sheetData></worksheet>"
    ).encode()


def _free(wanted: str, taken: set[str]) -> str:
    """The name itself, else numbered."""
    names = (wanted, *(f"{wanted} {number}" for number in range(2, 1000)))
    return next(name for name in names if name.casefold() not in taken)


def add_sheet(source: Path, target: Path, name: str, rows: Sequence[Sequence[Any]], widths: Sequence[float]) -> str:
    """Copy ``source`` to ``target`` with one more sheet; returns its name."""
    package = Package(source)
    listed = children(children(package.tree(package.book), "sheets")[0], "sheet")
    called = _free(name, {sheet.get("name", "").casefold() for sheet in listed})
    part = package.free("xl/worksheets/sheet{}.xml")
    package.put(part, _sheet_xml(rows, widths))
    package.list_sheet(part, called)
    package.save(target)
    return called
