"""Adding a sheet of plain texts to a copy of a workbook, leaving everything else as it is."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from rules.cells import column_letter
from workbook_templates.files import written
from workbook_templates.patch import _bytes, _children, _local, _made, _parse

_BOOK, _RELS, _TYPES = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _sheet_xml(rows: Sequence[Sequence[Any]], widths: Sequence[float]) -> bytes:
    columns = "".join(
        f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>' for at, width in enumerate(widths, 1)
    )
    lines = []
    for number, row in enumerate(rows, 1):
        cells = "".join(
            f'<c r="{column_letter(at)}{number}" t="inlineStr"><is><t xml:space="preserve">'
            f"{escape(_NOT_XML.sub('', str(value)))}</t></is></c>"
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
    """Copy ``source``, a workbook that passed the preflight, to ``target`` with one more sheet; returns its name."""
    with zipfile.ZipFile(source) as old:
        parts = {part: _parse(old.read(part), f"Bagian {part} di '{source.name}'") for part in (_BOOK, _RELS, _TYPES)}
        sheets = _children(parts[_BOOK], "sheets")[0]
        listed = [sheet for sheet in sheets if _local(sheet) == "sheet"]
        called = _free(name, {sheet.get("name", "").casefold() for sheet in listed})
        numbers = [int(sheet.get("sheetId", "0")) for sheet in listed]
        links = {link.get("Id", "") for link in _children(parts[_RELS], "Relationship")}
        link = next(f"rIdRenja{number}" for number in range(1, 1000) if f"rIdRenja{number}" not in links)
        taken = {entry.filename.casefold() for entry in old.infolist()}
        part = next(f"xl/worksheets/renja{n}.xml" for n in range(1, 1000) if f"xl/worksheets/renja{n}.xml" not in taken)
        new = _made(listed[0], "sheet", {"name": called, "sheetId": str(max(numbers) + 1), f"{{{_LINKS}}}id": link})
        sheets.append(new)
        kind = f"{_LINKS}/worksheet"
        parts[_RELS].append(_made(parts[_RELS][0], "Relationship", {"Id": link, "Type": kind, "Target": f"/{part}"}))
        override = {"PartName": f"/{part}", "ContentType": _SHEET_TYPE}
        like = parts[_TYPES][0]
        parts[_TYPES].append(_made(like, "Override", override))
        with written(target) as partial, zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED) as copy:
            for entry in old.infolist():
                content = _bytes(parts[entry.filename]) if entry.filename in parts else old.read(entry)
                made = zipfile.ZipInfo(entry.filename, entry.date_time)
                made.compress_type, made.external_attr = zipfile.ZIP_DEFLATED, entry.external_attr
                copy.writestr(made, content)
            copy.writestr(part, _sheet_xml(rows, widths))
    return called
