"""A small workbook by its parts, and how its sheet gets further rows."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
COMPATIBLE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml."
TYPES, ROOT_RELS = "[Content_Types].xml", "_rels/.rels"
BOOK, RELS, STYLES, STRINGS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "xl/sharedStrings.xml"
SHEET, OTHER = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"
_KINDS = {BOOK: "sheet.main", SHEET: "worksheet", OTHER: "worksheet", STYLES: "styles", STRINGS: "sharedStrings"}

Parts = dict[str, str]

_ROWS = (
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>10000000</v></c></row>'
    '<row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2" s="1"><v>0.5</v></c><c r="C2" s="2"><v>0.5</v></c>'
    '<c r="D2" s="3"><v>45000</v></c></row>'
)
_STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="0.00%"/></numFmts><fonts><font/></fonts>'
    "<fills><fill><patternFill/></fill></fills><borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs><cellXfs>"
    '<xf numFmtId="0" xfId="0"/><xf numFmtId="9" xfId="0"/><xf numFmtId="164" xfId="0"/><xf numFmtId="14" xfId="0"/>'
    "</cellXfs></styleSheet>"
)
_NUMBER = re.compile(r'(?<= r=")([A-Z]{0,2})([1-9][0-9]*)(?=")')
_AREA = re.compile(r'(?<= ref=")([A-Z])([0-9])(?::([A-Z])([0-9]))?(?=")')


def base() -> Parts:
    """The sound workbook: two sheets, texts, percentages, a date."""
    overrides = "".join(
        f'<Override PartName="/{part}" ContentType="{_CONTENT}{kind}+xml"/>' for part, kind in _KINDS.items()
    )
    related = (("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "worksheet", "worksheets/sheet2.xml"),
               ("rId3", "styles", "styles.xml"), ("rId4", "sharedStrings", "sharedStrings.xml"))  # fmt: skip
    return {
        TYPES: '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        f'ContentType="application/xml"/>{overrides}</Types>',
        ROOT_RELS: _relations([("rId1", "officeDocument", BOOK)]),
        BOOK: f'<workbook xmlns="{MAIN}" xmlns:r="{RELATION}"><sheets><sheet name="Satu" sheetId="1" r:id="rId1"/>'
        '<sheet name="Dua" sheetId="2" r:id="rId2"/></sheets></workbook>',
        RELS: _relations(related),
        SHEET: sheet(_ROWS),
        OTHER: sheet('<row r="1"><c r="A1"><v>22</v></c></row>'),
        STYLES: _STYLES,
        STRINGS: f'<sst xmlns="{MAIN}"><si><t>teks nol</t></si><si><t>teks satu</t></si></sst>',
    }


def _relations(told: Sequence[tuple[str, str, str]]) -> str:
    made = "".join(
        f'<Relationship Id="{key}" Type="{RELATION}/{kind}" Target="{target}"/>' for key, kind, target in told
    )
    return f'<Relationships xmlns="{PACKAGE}">{made}</Relationships>'


def sheet(rows: str) -> str:
    """A sheet's XML with the namespaces that faults use."""
    return (
        f'<worksheet xmlns="{MAIN}" xmlns:r="{RELATION}" xmlns:mc="{COMPATIBLE}" xmlns:zz="urn:zz" xmlns:m2="{MAIN}">'
        f"<sheetData>{rows}</sheetData></worksheet>"
    )


def add_rows(parts: Parts, rows: str, root: str = "", behind: str = "") -> None:
    """Put rows below those that the first sheet has; they are numbered from 1, and moved there."""
    xml = parts.get(SHEET, "")
    below = 5 + max(map(int, re.findall(r'<row r="([1-9][0-9]{0,4})"', xml)), default=0)
    moved = _NUMBER.sub(lambda place: f"{place[1]}{int(place[2]) + below}", rows)
    moved, behind = (_AREA.sub(lambda area: _moved_area(area, below), text) for text in (moved, behind))
    xml = xml.replace("</sheetData>", f"{moved}</sheetData>{behind}", 1)
    parts[SHEET] = xml if root in xml else xml.replace("<worksheet", f"<worksheet{root}", 1)


def _moved_area(area: re.Match[str], below: int) -> str:
    first = f"{area[1]}{int(area[2]) + below}"
    return f"{first}:{area[3]}{int(area[4]) + below}" if area[3] else first


def write(path: Path, parts: Parts) -> Path:
    """The workbook as a file."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text.encode("utf-8", "surrogateescape"))
    return path
