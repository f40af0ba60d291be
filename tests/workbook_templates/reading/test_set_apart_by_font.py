"""What only the font of a text says: raised digits are signs of footnotes, white on white is not seen."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
import xlsxwriter
from openpyxl.styles import Color, Font, PatternFill

from rules.validation import validate
from tests.support.helpers import first_data, save, sound_grids, table_rows
from tests.support.sheet_files import save_docx
from workbook_templates.reader import read_document
from workbook_templates.reading.workbook import read_workbook

PLAN = "T-C.33"
TARGET = f"E{first_data(PLAN, table_rows(PLAN)) + 7}"
AMOUNT = f"F{first_data(PLAN, table_rows(PLAN)) + 7}"


def _rich(path: Path) -> Path:
    with xlsxwriter.Workbook(path) as book:
        page, raised = book.add_worksheet("Lain"), book.add_format({"font_script": 1})
        lowered = book.add_format({"font_script": 2})
        page.write_rich_string("A1", "12 Laporan", raised, "1")
        page.write_rich_string("A2", "120 m", raised, "2", " lahan")
        page.write_rich_string("A3", "Kadar CO", lowered, "2")
        page.write_rich_string("A4", "12 Laporan ", raised, "1)")
    return path


def _word(path: Path) -> Path:
    document = docx.Document()
    table = document.add_table(4, 1)
    texts = [("12 Laporan", "1", ""), ("120 m", "2", " lahan"), ("Kadar CO", "", "2"), ("12 Laporan ", "1)", "")]
    for cell, (before, raised, behind) in zip(table.columns[0].cells, texts, strict=True):
        paragraph = cell.paragraphs[0]
        paragraph.add_run(before)
        paragraph.add_run(raised).font.superscript = True
        paragraph.add_run(behind).font.subscript = bool(before == "Kadar CO") or None
    document.save(str(path))
    return path


_ODS = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content office:version="1.3" '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"><office:automatic-styles>'
    '<style:style style:name="naik" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>'
    '<style:style style:name="turun" style:family="text"><style:text-properties style:text-position="sub 58%"/></style:style>'
    '<style:style style:name="putih" style:family="table-cell"><style:text-properties fo:color="#FFFFFF"/></style:style>'
    '<style:style style:name="tajuk" style:family="table-cell"><style:table-cell-properties fo:background-color="#1f4e79"/>'
    '<style:text-properties fo:color="#ffffff"/></style:style>'
    '</office:automatic-styles><office:body><office:spreadsheet><table:table table:name="Lain">{}</table:table>'
    "</office:spreadsheet></office:body></office:document-content>"
)


def _open_document(path: Path, *cells: str) -> Path:
    rows = "".join(f"<table:table-row>{cell}</table:table-row>" for cell in cells)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", _ODS.format(rows))
    return path


def _texts(path: Path) -> Path:
    pieces = [("12 Laporan", "naik", "1", ""), ("120 m", "naik", "2", " lahan"), ("Kadar CO", "turun", "2", ""),
              ("12 Laporan ", "naik", "1)", "")]  # fmt: skip
    return _open_document(
        path,
        *(
            f'<table:table-cell office:value-type="string"><text:p>{before}<text:span text:style-name="{style}">{piece}'
            f"</text:span>{behind}</text:p></table:table-cell>"
            for before, style, piece, behind in pieces
        ),
    )


@pytest.mark.parametrize("write", [_rich, _word, _texts], ids=["xlsx", "docx", "ods"])
def test_digits_that_a_font_raises_are_read_so(write, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    ending = {"_rich": "xlsx", "_word": "docx", "_texts": "ods"}[write.__name__]
    (sheet,) = read_workbook(write(tmp_path / f"uji.{ending}"))
    assert [row[0] for row in sheet.rows] == ["12 Laporan¹", "120 m² lahan", "Kadar CO2", "12 Laporan ¹)"]


def test_a_raised_sign_of_a_footnote_changes_no_verdict(tmp_path: Path) -> None:
    path = save_docx(tmp_path / "rencana.docx", sound_grids())
    before = [(x.rule, x.sheet, x.cell) for x in validate(read_document(path)).findings]
    document = docx.Document(str(path))
    cell = next(
        cell for table in document.tables for row in table.rows for cell in row.cells if cell.text == "12 Laporan"
    )
    cell.paragraphs[0].add_run("1").font.superscript = True
    document.save(str(path))
    assert [(x.rule, x.sheet, x.cell) for x in validate(read_document(path)).findings] == before


WHITE = {
    "value": Font(color="FFFFFFFF"),
    "without opacity": Font(color="00FFFFFF"),
    "ground of the theme": Font(color=Color(theme=0)),
    "old palette": Font(color=Color(indexed=9)),
}


@pytest.mark.parametrize("font", WHITE)
def test_white_on_white_is_told_like_what_is_hidden(font: str, tmp_path: Path) -> None:
    path = save(tmp_path / "rencana.xlsx", sound_grids())
    book = openpyxl.load_workbook(path)
    page = book[PLAN]
    page[AMOUNT].font = page[TARGET].font = WHITE[font]
    for cell in page[6]:
        cell.font, cell.fill = WHITE[font], PatternFill("solid", fgColor="1F4E79")
    book.save(path)
    (finding,) = validate(read_document(path)).findings
    assert (finding.rule, finding.cell) == ("STR-007", TARGET)
    assert f"isi sel {TARGET}:{AMOUNT} (huruf putih di atas putih)" in finding.message


@pytest.mark.parametrize(
    ("font", "fill"),
    [
        (Font(color="FFFFFFFF"), PatternFill("solid", fgColor="FF1F4E79")),
        (Font(color="FFFFFFFF"), PatternFill("gray125")),
        (Font(color=Color(theme=0, tint=-0.5)), PatternFill()),
        (Font(color=Color(theme=1)), PatternFill()),
        (Font(color="FF000000"), PatternFill("solid", fgColor="FFFFFFFF")),
    ],
)
def test_what_is_seen_is_not_told(font: Font, fill: PatternFill, tmp_path: Path) -> None:
    path = save(tmp_path / "rencana.xlsx", sound_grids())
    book = openpyxl.load_workbook(path)
    book[PLAN][AMOUNT].font, book[PLAN][AMOUNT].fill = font, fill
    book.save(path)
    assert validate(read_document(path)).findings == []


def test_white_in_open_documents(tmp_path: Path) -> None:
    cell = '<table:table-cell table:style-name="{}" office:value-type="string"><text:p>Isi</text:p></table:table-cell>'
    (sheet,) = read_workbook(
        _open_document(tmp_path / "uji.ods", *map(cell.format, ("putih", "tajuk", "polos"))),
    )
    assert [place for place, told in sheet.facts.formats.items() if told.white] == [(1, 1)]


def test_a_colour_that_is_none_says_nothing(tmp_path: Path) -> None:
    path, odd = save(tmp_path / "rencana.xlsx", sound_grids()), tmp_path / "ganjil.xlsx"
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(odd, "w") as after:
        for name in before.namelist():
            part = before.read(name)
            if name == "xl/styles.xml":
                part = part.replace(b"</fonts>", b'<font><color rgb="?" tint="x"/></font></fonts>')
            after.writestr(name, part)
    assert validate(read_document(odd)).findings == []
