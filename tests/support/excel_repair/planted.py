"""A small sound workbook with all that the checker looks at, and faults that are planted into it, one each."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import xlsxwriter

_BOOK, _SHEET, _OTHER = "xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"
_STYLES, _TEXTS, _TYPES = "xl/styles.xml", "xl/sharedStrings.xml", "[Content_Types].xml"
_RELS, _SHEET_RELS = "xl/_rels/workbook.xml.rels", "xl/worksheets/_rels/sheet1.xml.rels"
_NOTES, _VML, _TABLE = "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml", "xl/tables/table1.xml"
_CORE = "docProps/core.xml"

Parts = dict[str, bytes]


class Planted(NamedTuple):
    """A fault: what the checker has to call it, and how it is planted."""

    kind: str
    plant: Callable[[Parts], None]


def sound(path: Path) -> Path:
    """The workbook without any fault."""
    with xlsxwriter.Workbook(path) as book:
        book.set_properties({"title": "contoh"})
        money, light = book.add_format({"num_format": '"Rp" #,##0'}), book.add_format({"bg_color": "#FFC7CE"})
        sheet, other = book.add_worksheet("Pagu & kode"), book.add_worksheet("Daftar")
        for row in range(3):
            sheet.write_row(row, 0, [f"teks {row}", row + 0.5], money)
        sheet.write(0, 2, " berspasi ")
        sheet.write_formula("D1", "=SUM(B1:B3)", money, 4.5)
        sheet.write_formula("D2", '=IFERROR(_xlfn.NUMBERVALUE("1","."),Daftar!$A$1)', None, 1)
        sheet.write_array_formula("D3:D3", "{=SUM(IF(B1:B3>0,1,0))}", None, 3)
        sheet.write_boolean("E1", True)
        sheet.write_formula("E2", "=1/0", None, "#DIV/0!")
        sheet.merge_range("A5:B5", "gabung")
        sheet.merge_range("A6:B7", "gabung lagi")
        sheet.set_row(8, 30)
        sheet.set_column(0, 1, 20)
        sheet.set_column(2, 2, 30)
        sheet.freeze_panes(1, 1)
        sheet.data_validation(
            "A10:A20", {"validate": "list", "source": ["a", "b"], "input_title": "Isi", "input_message": "a"}
        )
        sheet.data_validation(
            "B10:B20", {"validate": "custom", "value": "=ISNUMBER(B10)", "error_title": "x", "error_message": "y"}
        )
        sheet.conditional_format("A1:B3", {"type": "formula", "criteria": "=$B1>1", "format": light})
        sheet.write_url("F1", "internal:'Pagu & kode'!A1", string="ke atas", tip="ke atas")
        sheet.write_url("F2", "https://contoh.go.id/", string="luar")
        sheet.write_comment("A1", "catatan satu")
        sheet.write_comment("B2", "catatan dua")
        sheet.set_header("&LRenja && LKIP&R&P dari &N")
        sheet.set_h_pagebreaks([20, 40])
        sheet.set_print_scale(90)
        other.write_column("A1", ["a", "b"])
        sheet.add_table("H1:I3", {"columns": [{"header": "Kode"}, {"header": "Nama"}]})
        book.define_name("kode", "=Daftar!$A$1:$A$2")
        book.define_name("'Pagu & kode'!setempat", "='Pagu & kode'!$A$1")
    return path


def planted(fault: Planted, source: Path, target: Path) -> Path:
    """A copy with one fault."""
    with zipfile.ZipFile(source) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    before = dict(parts)
    fault.plant(parts)
    assert parts != before, "nothing was planted"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target


def _put(part: str, pattern: str, instead: str, kind: str) -> Planted:
    """The first place that a pattern fits, otherwise."""

    def plant(parts: Parts) -> None:
        text, count = re.subn(pattern, instead, parts[part].decode(), count=1, flags=re.DOTALL)
        assert count, pattern
        parts[part] = text.encode()

    return Planted(kind, plant)


def _without(part: str, kind: str) -> Planted:
    return Planted(kind, lambda parts: parts.pop(part) and None)


def _chain(parts: Parts) -> None:
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    parts["xl/calcChain.xml"] = f'<calcChain {space}><c r="D1" i="1"/><c r="A1"/></calcChain>'.encode()
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"
    parts[_TYPES] = parts[_TYPES].replace(
        b"</Types>", f'<Override PartName="/xl/calcChain.xml" ContentType="{kind}"/></Types>'.encode()
    )
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain"
    parts[_RELS] = parts[_RELS].replace(
        b"</Relationships>",
        f'<Relationship Id="rId99" Type="{relation}" Target="calcChain.xml"/></Relationships>'.encode(),
    )


def _loose(parts: Parts) -> None:
    parts["xl/lepas.xml"] = b"<x/>"


def _twice(parts: Parts) -> None:
    parts["XL/Workbook.xml"] = parts[_BOOK]


def _formula(text: str, kind: str) -> Planted:
    return _put(_SHEET, r"(<c r=\"D1\"[^>]*><f>)[^<]*", rf"\g<1>{text}", kind)


_DEEP = "(" * 65 + "1" + ")" * 65

PLANTED: dict[str, Planted] = {
    # the package
    "XML that does not end": _put(_SHEET, "</worksheet>", "", "not well-formed"),
    "control sign in a text": _put(_TEXTS, "teks 1", "teks \x01", "not well-formed"),
    "no list of types": _without(_TYPES, "no content types"),
    "no workbook in the package": _without(_BOOK, "no workbook"),
    "a name with the other stroke": Planted("part name", lambda parts: parts.update({"xl\\x.xml": b"<x/>"})),
    "relations of a part that is not there": Planted("relations of no part", lambda parts: parts.update({"xl/_rels/x.xml.rels": parts["_rels/.rels"]})),
    "a name that differs by capitals": Planted("part twice", _twice),
    "type of a part that is not there": _without("docProps/app.xml", "type of no part"),
    "relation to a part that is not there": _without(_VML, "relation to no part"),
    "a part that nothing leads to": Planted("part without relation", _loose),
    "a part without type": _put(_TYPES, r"<Override PartName=\"/xl/comments1.xml\"[^>]*>", "", "part without type"),
    "a type told twice": _put(_TYPES, r"(<Override PartName=\"/xl/styles.xml\"[^>]*>)", r"\1\1", "type told twice"),
    "a type of a macro workbook": _put(_TYPES, r"sheet\.main\+xml", "template.main+xml", "type of workbook"),
    "an id of a relation twice": _put(_RELS, 'Id="rId2"', 'Id="rId1"', "relation id twice"),
    "a date in words": _put(_CORE, r"(<dcterms:created[^>]*>)[^<]*", r"\g<1>kemarin", "property date"),
    "a property twice": _put(_CORE, r"(<dc:title>.*?</dc:title>)", r"\1\1", "property twice"),
    "a prefix nobody declares": _put(
        _SHEET, "<worksheet ", '<worksheet xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x14ac" ', "ignorable prefix undeclared"),
    # the workbook
    "two sheets of one name": _put(_BOOK, 'name="Daftar"', 'name="pagu &amp; KODE"', "sheet name twice"),
    "a name of 32 signs": _put(_BOOK, 'name="Daftar"', f'name="{"x" * 32}"', "sheet name"),
    "a sign no name has": _put(_BOOK, 'name="Daftar"', 'name="Da:ftar"', "sheet name"),
    "a number of a sheet twice": _put(_BOOK, 'sheetId="2"', 'sheetId="1"', "sheet number twice"),
    "all sheets hidden": Planted("no sheet shown", lambda parts: parts.update({_BOOK: parts[_BOOK].replace(b"sheetId=", b'state="hidden" sheetId=')})),
    "a sheet without relation": _put(_BOOK, 'r:id="rId2"', 'r:id="rId77"', "sheet without relation"),
    "a tab past the last": _put(_BOOK, "<workbookView ", '<workbookView activeTab="2" ', "tab out of range"),
    "a hidden sheet in front": _put(_BOOK, r'sheetId="1"', 'state="hidden" sheetId="1"', "hidden tab in front"),
    "definitions before the sheets": _put(_BOOK, "(<sheets>.*</sheets>)(<definedNames>.*</definedNames>)", r"\2\1", "order of elements"),
    "a name like a cell": _put(_BOOK, 'name="kode"', 'name="KD12"', "name"),
    "a name with a space": _put(_BOOK, 'name="kode"', 'name="kode program"', "name"),
    "a name twice": _put(_BOOK, r'(<definedName name="kode">.*?</definedName>)', r"\1\1", "name twice"),
    "a name of nothing": _put(_BOOK, r'(<definedName name="kode">)[^<]*', r"\1", "name without reference"),
    "a name of no sheet": _put(_BOOK, 'localSheetId="0"', 'localSheetId="7"', "name of no sheet"),
    "a name that lost its cells": _put(_BOOK, r"Daftar!\$A\$1:\$A\$2", "#REF!", "reference lost"),
    "a name of cells of no sheet": _put(_BOOK, r"Daftar!\$A\$1:\$A\$2", "Hilang!$A$1", "formula of no sheet"),
    "a calculation chain of a typed cell": Planted("chain of no formula", _chain),
    # formats
    "a count of formats": _put(_STYLES, r'<cellXfs count="\d+"', '<cellXfs count="99"', "count of formats"),
    "a font out of range": _put(_STYLES, r'(<cellXfs.*?fontId=")\d+', r"\g<1>88", "format out of range"),
    "a number format that is not there": _put(_STYLES, r"<numFmts.*?</numFmts>", "", "number format missing"),
    "a number format twice": _put(_STYLES, "(<numFmt [^>]*/>)", r"\1\1", "number format twice"),
    "64,001 formats": _put(_STYLES, "</cellXfs>", "<xf/>" * 64_001 + "</cellXfs>", "too many formats"),
    "a number format of open quotes": _put(_STYLES, "&quot;Rp&quot;", "&quot;Rp", "number format"),
    "a number format of five parts": _put(_STYLES, r'formatCode="[^"]*"', 'formatCode="0;0;0;0;0"', "number format"),
    "a colour of seven digits": _put(_STYLES, 'rgb="FFFFC7CE"', 'rgb="FFFC7CE"', "colour"),
    # texts, rows and cells
    "a count of texts": _put(_TEXTS, r'uniqueCount="\d+"', 'uniqueCount="3"', "count of texts"),
    "a text of 32,768 signs": _put(_TEXTS, "teks 1", "x" * 32_768, "text too long"),
    "spaces that are not kept": _put(_TEXTS, ' xml:space="preserve"', "", "text without its spaces"),
    "a text out of range": _put(_SHEET, r'(<c r="A1"[^>]*t="s"><v>)\d+', r"\g<1>999", "text out of range"),
    "rows out of order": _put(_SHEET, r'(<row r="1".*?</row>)(<row r="2".*?</row>)', r"\2\1", "order of rows"),
    "a row twice": _put(_SHEET, r'(<row r="2".*?</row>)', r"\1\1", "order of rows"),
    "cells out of order": _put(_SHEET, r'(<c r="A1".*?</c>)(<c r="B1".*?</c>)', r"\2\1", "order of cells"),
    "a cell of another row": _put(_SHEET, '<c r="B2"', '<c r="B3"', "order of cells"),
    "a column past XFD": _put(_SHEET, '<c r="H1"', '<c r="XFE1"', "order of cells"),
    "a format out of range": _put(_SHEET, r'(<c r="A1" s=")\d+', r"\g<1>500", "format out of range"),
    "a row of 500 points": _put(_SHEET, 'ht="30"', 'ht="500"', "height of row"),
    "a number that is none": _put(_SHEET, "<v>0.5</v>", "<v>0,5</v>", "number"),
    "a number that is infinite": _put(_SHEET, "<v>0.5</v>", "<v>INF</v>", "number"),
    "a truth value in words": _put(_SHEET, '(<c r="E1" t="b"><v>)1', r"\1TRUE", "truth value"),
    "an error Excel has not": _put(_SHEET, "#DIV/0!", "#GALAT!", "error value"),
    "a kind of cell Excel has not": _put(_SHEET, '<c r="E1" t="b"', '<c r="E1" t="x"', "kind of cell"),
    "a text in the cell without its kind": _put(_SHEET, '<c r="E1" t="b"><v>1</v>', '<c r="E1"><is><t>x</t></is>', "text in cell"),
    "a formula beside a text in the cell": _put(_SHEET, '<c r="E1" t="b"><v>1</v>', '<c r="E1" t="inlineStr"><f>1+1</f><is><t>x</t></is>', "formula with text in cell"),
    "an array of no cells": _put(_SHEET, 't="array" ref="D3"', 't="array"', "array without area"),
    "a shared formula without the first": _put(_SHEET, '<c r="E1" t="b"><v>1</v>', '<c r="E1"><f t="shared" si="4"/>', "shared formula without first"),
    "a formula of no text": _put(_SHEET, r"<f>SUM\(B1:B3\)</f>", "<f/>", "formula without text"),
    # formulas
    "a formula of 8,193 signs": _formula("1" + "+1" * 4096, "formula too long"),
    "brackets 65 deep": _formula(_DEEP, "formula too deep"),
    "256 arguments": _formula("SUM(" + ",".join(["1"] * 256) + ")", "too many arguments"),
    "a bracket left open": _formula("SUM(B1:B3", "brackets"),
    "a bracket closed twice": _formula("SUM(B1:B3))", "formula unreadable"),
    "a text of 256 signs in a formula": _formula('IF(B1="' + "x" * 256 + '",1,2)', "text in formula too long"),
    "a later function without its prefix": _put(_SHEET, "_xlfn.NUMBERVALUE", "NUMBERVALUE", "function without prefix"),
    "semicolons between arguments": _formula("SUM(B1;B3)", "semicolon between arguments"),
    "an equals sign in the file": _formula("=SUM(B1:B3)", "formula with equals sign"),
    "a lost reference": _formula("SUM(#REF!)", "reference lost"),
    "a sheet that is not there": _formula("Hilang!B1", "formula of no sheet"),
    "a workbook that is not there": _formula("[1]Daftar!B1", "formula of no workbook"),
    # around the cells
    "a sheet's elements out of order": _put(_SHEET, "(<sheetData>.*</sheetData>)(.*)(<pageMargins[^>]*/>)", r"\3\1\2", "order of elements"),
    "an element twice": _put(_SHEET, "(<pageMargins[^>]*/>)", r"\1\1", "element twice"),
    "an element Excel has not": _put(_SHEET, "<pageMargins", "<halaman/><pageMargins", "element unknown"),
    "blocks merged twice": _put(_SHEET, '<mergeCell ref="A6:B7"', '<mergeCell ref="B5:B7"', "merged twice"),
    "a merged block of one cell": _put(_SHEET, '<mergeCell ref="A5:B5"', '<mergeCell ref="A5:A5"', "merged block"),
    "a count of merged blocks": _put(_SHEET, r'<mergeCells count="\d"', '<mergeCells count="5"', "count of merged blocks"),
    "columns told twice": _put(_SHEET, r'<col min="3" max="3"', '<col min="2" max="3"', "order of columns"),
    "a column of 300 signs": _put(_SHEET, r'(<col [^>]*width=")[\d.]+', r"\g<1>300", "width of column"),
    "a link to a sheet that is not there": _put(_SHEET, r"location=\"'Pagu &amp; kode'!A1\"", "location=\"'Hilang'!A1\"", "link to no sheet"),
    "a link without quotes": _put(_SHEET, r"location=\"'Pagu &amp; kode'!A1\"", 'location="Pagu &amp; kode!A1"', "link without quotes"),
    "a link of 256 signs": _put(_SHEET, 'tooltip="ke atas"', f'tooltip="{"x" * 256}"', "link too long"),
    "a link at no cell": _put(_SHEET, '<hyperlink ref="F2"', '<hyperlink ref="F0"', "link of no cell"),
    "65,531 links": _put(_SHEET, "</hyperlinks>", '<hyperlink ref="A1"/>' * 65_531 + "</hyperlinks>", "too many links"),
    "an extent of no cells": _put(_SHEET, r'<dimension ref="[^"]*"', '<dimension ref="A1:"', "extent"),
    "a filter of no cells": _put(_SHEET, "</sheetData>", '</sheetData><autoFilter ref="A:B"/>', "filter"),
    "a link without relation": _put(_SHEET, r'(<hyperlink ref="F2" r:id=")[^"]*', r"\g<1>rId99", "link without relation"),
    "a drawing without relation": _put(_SHEET, r'(<legacyDrawing r:id=")[^"]*', r"\g<1>rId99", "relation of sheet"),
    "a choice in a pane that is not there": _put(_SHEET, "<pane [^>]*/>", "", "choice in no pane"),
    "a view of no cell": _put(_SHEET, r'topLeftCell="B2"', 'topLeftCell="B"', "view of no cell"),
    "a header of 256 signs": _put(_SHEET, "(<oddHeader>)", r"\1" + "x" * 256, "header too long"),
    "a lone ampersand in a header": _put(_SHEET, "Renja &amp;&amp; LKIP", "Renja &amp; LKIP", "code in header"),
    "a count of breaks": _put(_SHEET, r'<rowBreaks count="2"', '<rowBreaks count="9"', "count of breaks"),
    "a page of 5 percent": _put(_SHEET, 'scale="90"', 'scale="5"', "scale"),
    "a table of more columns": _put(_TABLE, 'ref="H1:I3"', 'ref="H1:J3"', "columns of table"),
    "a head of a table twice": _put(_TABLE, 'name="Nama"', 'name="KODE"', "head of table twice"),
    # rules and notes
    "a title of 33 signs": _put(_SHEET, 'promptTitle="Isi"', f'promptTitle="{"x" * 33}"', "text of validation too long"),
    "an error text of 226 signs": _put(_SHEET, 'error="y"', f'error="{"x" * 226}"', "text of validation too long"),
    "a list of 256 signs": _put(_SHEET, '"a,b"', f'"{"x" * 256}"', "list of validation too long"),
    "a count of validations": _put(_SHEET, '<dataValidations count="2"', '<dataValidations count="3"', "count of validations"),
    "cells validated twice": _put(_SHEET, 'sqref="B10:B20"', 'sqref="A15:B20"', "validated twice"),
    "a validation of no cell": _put(_SHEET, 'sqref="B10:B20"', 'sqref="B10-B20"', "validation of no cell"),
    "a validation without formula": _put(_SHEET, r"<formula1>ISNUMBER\(B10\)</formula1>", "", "validation without formula"),
    "a look out of range": _put(_SHEET, 'dxfId="0"', 'dxfId="9"', "format out of range"),
    "a condition of no rank": _put(_SHEET, 'priority="1"', 'priority="0"', "rank of condition"),
    "a condition of no cell": _put(_SHEET, '<conditionalFormatting sqref="A1:B3"', '<conditionalFormatting sqref="B3:A1"', "condition of no cell"),
    "a condition without formula": _put(_SHEET, r"<formula>\$B1&gt;1</formula>", "", "condition without formula"),
    "a note twice": _put(_NOTES, 'ref="B2"', 'ref="A1"', "note twice"),
    "a note at no cell": _put(_NOTES, 'ref="B2"', 'ref="B"', "note of no cell"),
    "a note of nobody": _put(_NOTES, 'authorId="0"', 'authorId="4"', "author of note"),
    "a note without shape": _put(_VML, "<x:Row>1</x:Row>", "<x:Row>7</x:Row>", "note without shape"),
    "notes without drawing": _put(_SHEET, r"<legacyDrawing [^>]*/>", "", "notes without drawing"),
    "a shape twice": _put(_VML, '_x0000_s1026', '_x0000_s1025', "shape twice"),
}  # fmt: skip
"""Faults by what they are."""
