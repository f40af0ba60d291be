"""One sheet with all that is known of it, written as an .xlsx, .ods and .docx file: what each format can say of it."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

import docx
import xlsxwriter
from docx.oxml import OxmlElement
from docx.shared import Pt

from rules.model.document import Look
from rules.values.cells import as_text
from rules.values.number_format import NumberFormat
from workbook_templates.grid import Grid
from workbook_templates.sheet_facts import Area, Place, SheetFacts, percent_text

_ODS = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content office:version="1.3" '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2">'
    '<office:automatic-styles><style:style style:name="tampak" style:family="table"/>'
    '<style:style style:name="sembunyi" style:family="table"><style:table-properties table:display="false"/></style:style>'
    '<style:style style:name="coret" style:family="table-cell"><style:text-properties style:text-line-through-style="solid"/>'
    '</style:style><style:style style:name="coretan" style:family="text"><style:text-properties '
    'style:text-line-through-type="single"/></style:style>'
    + "".join(
        f'<style:style style:name="tampak{indent}{bold:d}" style:family="table-cell">'
        + f'<style:paragraph-properties fo:margin-left="{indent * 0.353}cm"/>' * bool(indent)
        + '<style:text-properties fo:font-weight="bold"/>' * bold
        + "</style:style>"
        for indent in range(4)
        for bold in (False, True)
    )
    + "</office:automatic-styles><office:body><office:spreadsheet>{}</office:spreadsheet></office:body>"
    "</office:document-content>"
)


def _code(shown: NumberFormat) -> str:
    """A number format that does this to a number."""
    unit = f'" {shown.unit}"' if shown.unit else ""
    return ";;;" if shown.unseen else f"#,##0{',' * (shown.power // 3)}{unit}"


def _shown(value: float, shown: NumberFormat) -> str:
    """What a cell of that format shows."""
    return "" if shown.unseen else f"{round(value / 10**shown.power)} {shown.unit}".strip()


def _covered(place: Place, merges: Sequence[Area]) -> bool:
    """Whether a cell is one of a merged block, but not its first."""
    return any(
        place != area[:2] and area[0] <= place[0] <= area[2] and area[1] <= place[1] <= area[3] for area in merges
    )


# ---- .xlsx


def save_xlsx(path: Path, sheets: Sequence[Grid]) -> Path:
    """Sheets as a workbook; formulas have the value that stands in their cell, or none."""
    with xlsxwriter.Workbook(str(path)) as book:
        percent, struck = book.add_format({"num_format": "0%"}), book.add_format({"font_strikeout": True})
        plain = book.add_format({})
        shown = {x: book.add_format({"num_format": _code(x)}) for s in sheets for x in s.facts.formats.values()}
        looks = {
            x: book.add_format({"indent": x.indent, "bold": x.bold}) for s in sheets for x in s.facts.looks.values()
        }
        for sheet in sheets:
            page, facts = book.add_worksheet(sheet.name), sheet.facts
            for top, left, bottom, right in facts.merges:
                page.merge_range(top - 1, left - 1, bottom - 1, right - 1, "")
            for row, values in enumerate(sheet.rows, 1):
                for column, value in enumerate(values, 1):
                    place = row, column
                    part, style = facts.struck.get(place), percent if place in facts.percents else None
                    style = struck if part == "" else looks.get(facts.looks.get(place), style)
                    style = shown.get(facts.formats.get(place), style)
                    if place in facts.formulas:
                        stored = "" if place in facts.uncalculated else facts.errors.get(place, value)
                        page.write_formula(row - 1, column - 1, facts.formulas[place], style, stored)
                    elif part:
                        before, _, after = value.partition(part)
                        pieces = [
                            piece
                            for text, form in ((before, plain), (part, struck), (after, plain))
                            for piece in (form, text)
                            if text
                        ]
                        page.write_rich_string(row - 1, column - 1, *pieces)
                    elif isinstance(value, str):
                        page.write_string(row - 1, column - 1, value, style)
                    elif value is not None:
                        page.write_number(row - 1, column - 1, value, style)
            for row in facts.hidden_rows:
                page.set_row(row - 1, None, None, {"hidden": True})
            for column in facts.hidden_columns:
                page.set_column(column - 1, column - 1, None, None, {"hidden": True})
            if facts.hidden:
                page.hide()
    return path


# ---- .ods


def save_ods(path: Path, sheets: Sequence[Grid]) -> Path:
    """The same as an OpenDocument workbook."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        archive.writestr("content.xml", _ODS.format("".join(map(_ods_table, sheets))))
    return path


def _ods_table(sheet: Grid) -> str:
    facts, width = sheet.facts, max(map(len, sheet.rows))
    style = "sembunyi" if facts.hidden else "tampak"
    columns = "".join(f"<table:table-column{_shut(column in facts.hidden_columns)}/>" for column in range(1, width + 1))
    rows = "".join(
        f"<table:table-row{_shut(row in facts.hidden_rows)}>"
        + "".join(_ods_cell(facts, (row, column), value) for column, value in enumerate(values, 1))
        + "</table:table-row>"
        for row, values in enumerate(sheet.rows, 1)
    )
    return f'<table:table table:name={quoteattr(sheet.name)} table:style-name="{style}">{columns}{rows}</table:table>'


def _shut(hidden: bool) -> str:
    return ' table:visibility="collapse"' if hidden else ""


def _ods_cell(facts: SheetFacts, place: Place, value: Any) -> str:
    kind = "covered-table-cell" if _covered(place, facts.merges) else "table-cell"
    told = ""
    for top, left, bottom, right in facts.merges:
        if (top, left) == place:
            told += f' table:number-rows-spanned="{bottom - top + 1}" table:number-columns-spanned="{right - left + 1}"'
    if place in facts.formulas:
        told += f" table:formula={quoteattr('of:' + _open_formula(facts.formulas[place]))}"
    if place in facts.errors:
        return f'<table:{kind}{told} office:value-type="float" office:value="0"><text:p>{facts.errors[place]}</text:p></table:{kind}>'
    if value is None or place in facts.uncalculated:
        return f"<table:{kind}{told}/>"
    part = facts.struck.get(place)
    look = facts.looks.get(place)
    told += ' table:style-name="coret"' if part == "" else ""
    told += f' table:style-name="tampak{look.indent}{look.bold:d}"' if look else ""
    if isinstance(value, str):
        shown = value.replace(part, f'<text:span text:style-name="coretan">{part}</text:span>', 1) if part else value
        return f'<table:{kind}{told} office:value-type="string"><text:p>{shown}</text:p></table:{kind}>'
    shown = "percentage" if place in facts.percents else "float"
    text = f"<text:p>{_shown(value, facts.formats[place])}</text:p>" if place in facts.formats else ""
    return f'<table:{kind}{told} office:value-type="{shown}" office:value="{value}">{text}</table:{kind}>'


def _open_formula(formula: str) -> str:
    """A sum of cells, or a figure, as OpenFormula writes it."""
    terms = formula.removeprefix("=").split("+")
    return "=" + "+".join(f"[.{term}]" if term[:1].isalpha() else term for term in terms)


# ---- .docx


def save_docx(path: Path, sheets: Sequence[Grid]) -> Path:
    """The same as tables of a Word document, one below the other: their cells as they are shown."""
    document = docx.Document()
    for sheet in sheets:
        table = document.add_table(0, max(map(len, sheet.rows)))
        for row, values in enumerate(sheet.rows, 1):
            for column, (cell, value) in enumerate(zip(table.add_row().cells, values, strict=False), 1):
                percent = (row, column) in sheet.facts.percents
                text = sheet.facts.errors.get((row, column)) or (percent_text(value) if percent else as_text(value))
                _write(cell, text, sheet.facts.struck.get((row, column)), sheet.facts.looks.get((row, column), Look()))
        for area in sheet.facts.merges:
            _merge(table, area)
        for row in sheet.facts.hidden_rows:
            table.rows[row - 1]._tr.get_or_add_trPr().append(OxmlElement("w:hidden"))
        document.add_paragraph()
    document.save(str(path))
    return path


def _write(cell: Any, text: str, struck: str | None, look: Look) -> None:
    """A text in a cell, a part of it (empty: all) struck out, set off as it looks."""
    paragraph = cell.paragraphs[0]
    before, part, after = ("", text, "") if struck == "" else text.partition(struck) if struck else (text, "", "")
    for piece, strikes in ((before, False), (part, True), (after, False)):
        if piece:
            run = paragraph.add_run(piece)
            run.font.strike, run.bold = strikes or None, look.bold or None
    if look.indent:
        paragraph.paragraph_format.left_indent = Pt(10 * look.indent)


def _merge(table: Any, area: Area) -> None:
    """Merge cells as Word writes it: those below keep what stands in them, unseen."""
    top, left, bottom, right = area
    for row in range(top, bottom + 1):
        line = table.rows[row - 1]._tr.tc_lst
        first = next(cell for cell in line if cell.grid_offset == left - 1)
        for cell in [cell for cell in line if left - 1 < cell.grid_offset < right]:
            cell.getparent().remove(cell)
        properties = first.get_or_add_tcPr()
        if right > left:
            properties.grid_span = right - left + 1
        if bottom > top:
            merged = OxmlElement("w:vMerge")
            if row == top:
                merged.set("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}val", "restart")
            properties.append(merged)
