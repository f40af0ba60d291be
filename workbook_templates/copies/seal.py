"""Writing the sheet `Segel`: what people read on top, the seal's lines in hidden rows below."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from rules.model.seal_record import Seal
from workbook_templates.copies.errors import LongSealError, OtherSealSheetError, SealsOnlyXlsxError
from workbook_templates.ooxml.package import Package
from workbook_templates.reading.limits import DEFAULT_LIMITS, Limits
from workbook_templates.reading.only_read import way_to_xlsx
from workbook_templates.reading.workbook import read_workbook
from workbook_templates.recognition.document.seal_sheet import MARK, SHEET, facts, is_seal

_LONGEST = 32_767
_TRANSITIONAL = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"


def check_sealable(source: Path) -> None:
    """Raise :class:`UnreadableError` for a file of another format than those that can hold a seal."""
    if source.suffix.lower() != ".xlsx":
        raise SealsOnlyXlsxError(source, way_to_xlsx(source))


def write_seal(source: Path, target: Path, seal: Seal, limits: Limits = DEFAULT_LIMITS) -> None:
    """Copy ``source`` to ``target`` with the seal in its sheet `Segel`; everything else stays as it is.

    Raises :class:`UnreadableError` if the source is refused, holds macros, has another sheet of that name, or the
    target cannot be written.
    """
    check_sealable(source)
    for grid in read_workbook(source, limits):
        if grid.name.casefold() == SHEET.casefold() and not is_seal(grid):
            raise OtherSealSheetError(source.name, grid.name)
    package = Package(source, limits)
    part = next((part for name, part in package.sheets.items() if name.casefold() == SHEET.casefold()), None)
    if part is None:
        part = package.free("xl/worksheets/sheet{}.xml")
        package.list_sheet(part, SHEET)
    package.put(part, _sheet_xml(seal, "purl.oclc.org" in package.relation_space))
    package.save(target)


def text_rows(seal: Seal) -> Iterator[tuple[bool, list[str]]]:
    """Rows of the sheet: whether hidden, and their cells; raises :class:`UnreadableError` where one is too long."""
    yield False, [MARK]
    yield False, []
    for label, text in facts(seal):
        yield False, [label, text]
    yield False, []
    yield False, ["Bacakan kode segel kepada penerima. Penerima memeriksa dengan: renja verify FILE"]
    yield False, ["Jangan mengubah lembar ini; baris tersembunyi di bawah memuat rincian segel."]
    for line in seal.as_lines():
        if len(line) > _LONGEST:
            raise LongSealError
        yield True, [line]


def _sheet_xml(seal: Seal, strict: bool) -> bytes:
    rows = []
    for number, (hidden, cells) in enumerate(text_rows(seal), 1):
        made = "".join(
            f'<c r="{letter}{number}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'
            for letter, text in zip("AB", cells, strict=False)
        )
        rows.append(f'<row r="{number}"{" hidden=" + chr(34) + "1" + chr(34) if hidden else ""}>{made}</row>')
    body = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{_STRICT if strict else _TRANSITIONAL}">'
        '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><cols><col min="1" max="1" width="22" customWidth="1"/><col min="2" max="2" width="60" customWidth="1"/></cols>'
        f'<sheetData>{"".join(rows)}</sheetData><sheetProtection sheet="1" objects="1" scenarios="1"/>'
        '<pageSetup paperSize="14" orientation="landscape" fitToHeight="0"/></worksheet>'
    )
    return body.encode()
