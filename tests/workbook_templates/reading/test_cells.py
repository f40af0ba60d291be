"""Cells, formulas, errors and percentages of a sheet, in whatever spelling a program writes them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from rules.values.cells import ExcelError
from tests.support import hostile
from workbook_templates.grid import Grid
from workbook_templates.reading.workbook import read_workbook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"

CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    + "".join(
        f'<Override PartName="/xl/{part}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.{kind}+xml"/>'
        for part, kind in (("workbook", "sheet.main"), ("worksheets/sheet1", "worksheet"), ("styles", "styles"))
    )
    + "</Types>"
)


def sheet(cells: str, after: str = "") -> str:
    """The XML of a sheet with one row of cells."""
    return f'<worksheet xmlns="{MAIN}"><sheetData><row r="1">{cells}</row></sheetData>{after}</worksheet>'


def book_xml() -> str:
    """The XML of a workbook with one sheet."""
    return (
        f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="A &amp; B" sheetId="1" r:id="rId1"/>'
        "</sheets></workbook>"
    )


def rels_xml(target: str = "worksheets/sheet1.xml") -> str:
    """The relationships of that workbook."""
    styles = f'<Relationship Id="rId2" Type="{OFFICE}/styles" Target="styles.xml"/>'
    return (
        f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="{target}"/>'
        f"{styles}</Relationships>"
    )


def styles_xml(*formats: str | int) -> str:
    """Styles with a cell style for each number format, built in or of its own."""
    own = [code for code in formats if isinstance(code, str)]
    numbers = {code: 170 + at for at, code in enumerate(own)}
    listed = "".join(f'<numFmt numFmtId="{numbers[code]}" formatCode="{code}"/>' for code in own)
    xfs = "".join(f'<xf numFmtId="{numbers.get(str(code), code)}" xfId="0"/>' for code in formats)
    return (
        f'<styleSheet xmlns="{MAIN}"><numFmts>{listed}</numFmts><fonts><font/></fonts><fills><fill><patternFill/></fill></fills>'
        f"<borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs><cellXfs>{xfs}</cellXfs></styleSheet>"
    )


def prefixed(xml: str) -> str:
    """The same XML with its default namespace under a prefix."""
    return re.sub(r"<(/?)(?=\w)", r"<\1x:", xml).replace("xmlns=", "xmlns:x=")


def single_quoted(xml: str) -> str:
    """The same XML with attributes in single quotes."""
    return xml.replace('"', "'")


@pytest.fixture
def one_sheet(tmp_path: Path) -> Any:
    """A function that reads a workbook of one sheet, given as XML."""

    def read(xml: str, *, book: str = "", rels: str = "", styles: str = "") -> Grid:
        written = {
            "[Content_Types].xml": CONTENT_TYPES, "_rels/.rels": rels_xml("xl/workbook.xml").replace("worksheet", "officeDocument"),
            hostile.BOOK: book or book_xml(), hostile.RELS: rels or rels_xml(),
            hostile.STYLES: styles or styles_xml(0), "xl/worksheets/sheet1.xml": xml,
        }  # fmt: skip
        path = hostile.write(tmp_path / "x.xlsx", {name: text.encode() for name, text in written.items()})
        (found,) = read_workbook(path)
        return found

    return read


def first_row(found: Grid) -> list[Any]:
    """The first row, blank cells as None."""
    return [None if value == "" else value for value in found.rows[0]]


CELLS = [
    ("whole number", '<c r="A1"><v>12611751848</v></c>', 12611751848),
    ("decimal number", '<c r="A1"><v>0.1</v></c>', 0.1),
    ("largest exact number", '<c r="A1"><v>9007199254740991</v></c>', 9007199254740991),
    ("number with exponent", '<c r="A1"><v>1.26E+10</v></c>', 12_600_000_000),
    ("negative number", '<c r="A1" t="n"><v>-364</v></c>', -364),
    ("boolean", '<c r="A1" t="b"><v>1</v></c>', True),
    ("result of a text formula", '<c r="A1" t="str"><f>"a"</f><v>a</v></c>', "a"),
    ("text", '<c r="A1" t="inlineStr"><is><t>2.17</t></is></c>', "2.17"),
    ("text in runs", '<c r="A1" t="inlineStr"><is><r><t>Kota</t></r><r><t>Bekasi</t></r></is></c>', "KotaBekasi"),
    ("text with signs", '<c r="A1" t="inlineStr"><is><t>A &amp; &lt;B&gt;</t></is></c>', "A & <B>"),
    ("no reference", "<c><v>7</v></c>", 7),
]


@pytest.mark.parametrize(("cell", "value"), [case[1:] for case in CELLS], ids=[case[0] for case in CELLS])
@pytest.mark.parametrize("change", [str, prefixed, single_quoted])
def test_cell(one_sheet: Any, cell: str, value: Any, change: Any) -> None:
    found = one_sheet(change(sheet(cell)))
    assert first_row(found) == [value]
    assert found.facts.uncalculated == set()


def test_cells_keep_their_places(one_sheet: Any) -> None:
    rows = '</row><row r="3"><c r="C3"><v>1</v></c></row><row><c><v>2</v></c><c r="D4"><v>3</v></c>'
    found = one_sheet(sheet(rows))
    filled = {(r, c): v for r, row in enumerate(found.rows, 1) for c, v in enumerate(row, 1) if v not in ("", None)}
    assert filled == {(3, 3): 1, (4, 1): 2, (4, 4): 3}


@pytest.mark.parametrize("change", [str, prefixed, single_quoted])
def test_workbook_xml_in_other_spelling(one_sheet: Any, change: Any) -> None:
    book = change(book_xml())
    assert one_sheet(sheet("<c><v>1</v></c>"), book=book, rels=change(rels_xml())).name == "A & B"


@pytest.mark.parametrize("target", ["worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml"])
def test_sheet_part_by_any_path(one_sheet: Any, target: str) -> None:
    assert first_row(one_sheet(sheet("<c><v>1</v></c>"), rels=rels_xml(target))) == [1]


@pytest.mark.parametrize(
    ("cell", "formula", "uncalculated"),
    [
        ("<f>1+1</f><v>2</v>", "=1+1", False),
        ("<f>1+1</f>", "=1+1", True),
        ("<f>1+1</f><v></v>", "=1+1", True),
        ('<f t="shared" si="0"/><v>2</v>', "=", False),
        ('<f t="shared" si="0"/>', "=", True),
        ("<v>2</v>", None, False),
    ],
)
def test_formula_with_and_without_stored_value(
    one_sheet: Any, cell: str, formula: str | None, uncalculated: bool
) -> None:
    found = one_sheet(sheet(f'<c r="A1">{cell}</c><c r="B1"><v>5</v></c>'))
    assert found.facts.formulas.get((1, 1)) == formula
    assert ((1, 1) in found.facts.uncalculated) is uncalculated
    assert first_row(found) == [None if uncalculated else 2, 5]


def test_formula_of_an_extension_is_no_cell(one_sheet: Any) -> None:
    extension = '<extLst><ext xmlns:m="urn:x" uri="{0}"><m:formula1><m:f>Daftar!$A$1</m:f></m:formula1></ext></extLst>'
    assert one_sheet(sheet('<c r="A1"><v>1</v></c>', extension)).facts.formulas == {}


ERRORS = ["#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#N/A", "#NULL!", "#GETTING_DATA"]


@pytest.mark.parametrize("error", [*ERRORS, "#SPILL!", "#CALC!"])
@pytest.mark.parametrize("formula", ["", "<f>1/0</f>"])
def test_error_cell(one_sheet: Any, error: str, formula: str) -> None:
    found = one_sheet(sheet(f'<c r="A1"><v>5</v></c><c r="B1" t="e">{formula}<v>{error}</v></c><c r="C1"><v>7</v></c>'))
    assert first_row(found) == [5, error, 7]
    assert isinstance(found.rows[0][1], ExcelError)


PERCENTS = [
    (0.5, "50%"), (1, "100%"), (0.1234, "12,34%"), (1.5, "150%"), (0.002, "0,2%"), (-0.05, "-5%"), (0, "0%"),
    (0.29, "29%"), (0.07, "7%"), (0.123456789, "12,3456789%"),
    (12345.6, "1234560%"),
]  # fmt: skip


@pytest.mark.parametrize(("number", "text"), PERCENTS)
@pytest.mark.parametrize("code", [9, 10, "0.0%", "0.00%;[Red]-0.00%"])
def test_percentage_is_text(one_sheet: Any, number: float, text: str, code: str | int) -> None:
    found = one_sheet(sheet(f'<c r="A1" s="1"><v>{number}</v></c>'), styles=styles_xml(0, code))
    assert first_row(found) == [text]


@pytest.mark.parametrize("cell", ['<c r="A1"><v>0.5</v></c>', '<c r="A1" s="2"><v>0.5</v></c>'])
def test_other_formats_stay_numbers(one_sheet: Any, cell: str) -> None:
    assert first_row(one_sheet(sheet(cell), styles=styles_xml(0, 9, "#,##0.00"))) == [0.5]


def test_only_numbers_become_percentages(one_sheet: Any) -> None:
    cells = '<c r="A1" s="1" t="str"><v>x</v></c><c r="B1" s="1"/><c r="C1" s="1" t="b"><v>1</v></c><c r="D1" s="1"><f>1/2</f><v>0.5</v></c>'
    assert first_row(one_sheet(sheet(cells), styles=styles_xml(0, 9))) == ["x", None, True, "50%"]


@pytest.mark.parametrize("code", ["0&quot;%&quot;", "0\\%", "0&quot; %&quot;"])
def test_percent_sign_as_plain_text_of_a_format(one_sheet: Any, code: str) -> None:
    found = one_sheet(sheet('<c r="A1" s="1"><v>50</v></c>'), styles=styles_xml(0, code))
    assert first_row(found) in ([50], ["50%"], ["50 %"])


def _without_ids(styles: str) -> str:
    return styles.replace('<xf numFmtId="0" xfId="0"/>', '<xf xfId="0"/>')


def _code_first(styles: str) -> str:
    return re.sub(r'<numFmt (numFmtId="\d+") (formatCode="[^"]*")', r"<numFmt \2 \1", styles)


@pytest.mark.parametrize("change", [single_quoted, _without_ids, _code_first])
def test_styles_in_other_spelling(one_sheet: Any, change: Any) -> None:
    styles = change(styles_xml(0, "0.0%", 0))
    cells = "".join(f'<c r="{letter}1" s="{style}"><v>0.5</v></c>' for style, letter in enumerate("ABC"))
    assert first_row(one_sheet(sheet(cells), styles=styles)) == [0.5, "50%", 0.5]


def test_styles_under_a_prefix(one_sheet: Any) -> None:
    found = one_sheet(sheet('<c r="A1" s="1"><v>0.5</v></c>'), styles=prefixed(styles_xml(0, "0.0%")))
    assert first_row(found) == ["50%"]
