"""Workbooks are read as they were saved; broken and hostile ones are refused in one sentence, never worse."""

from __future__ import annotations

import datetime as dt
import json
import math
import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from headless.batch.run import validate_files
from headless.reports.json_report import render
from rules.model.document import DATA, TOTAL, Document, Table
from rules.schema.layout import layouts
from rules.validation import validate, validate_many
from rules.values.cells import ExcelError, as_text
from tests.places import EXAMPLES
from tests.support import hostile
from tests.support.helpers import TABLES, Rows, first_data, grid, identity_rows, places, save, sound_grids, table_rows
from workbook_templates.errors import NoTablesError, NothingWrittenError, UnreadableError
from workbook_templates.grid import Grid
from workbook_templates.reader import no_tables, read_document
from workbook_templates.reading.limits import DEFAULT_LIMITS, Limits
from workbook_templates.reading.preflight import inspect
from workbook_templates.reading.workbook import read_workbook
from workbook_templates.recognition.read_grids import read_grids
from workbook_templates.sheet_facts import CELLS_ONLY

BENAR, SEED = EXAMPLES / "renja-2024-benar.xlsx", EXAMPLES / "renja-2024-seed.xlsx"
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


# ---- cells


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


# ---- whole workbooks


def plain(document: Document) -> list[Any]:
    """A document's contents, blank cells and kinds of numbers set aside."""
    identity = {key: (as_text(field.value), field.cell) for key, field in document.identity.items()}
    tables = [
        (t.layout, t.sheet, t.rows, t.kinds, t.letters, t.captions.headings, t.captions.groups, t.marks,
         {number: [as_text(value) for value in values] for number, values in t.columns.items()})
        for t in document.tables
    ]  # fmt: skip
    return [identity, document.sheets, tables]


@pytest.mark.parametrize("path", [BENAR, SEED], ids=["benar", "seed"])
def test_both_readers_find_the_same(tmp_path: Path, path: Path) -> None:
    """A comment in each sheet leaves all of them to the thorough reader."""
    parts = hostile.parts_of(path)
    odd = {name: xml.replace(b"<sheetData>", b"<!-- x --><sheetData>") for name, xml in parts.items()}
    other = hostile.write(tmp_path / path.name, odd)
    assert plain(read_document(other)) == plain(read_document(path))


def _plan(document: Document) -> Table:
    return next(table for table in document.tables if table.layout == "T-C.33")


def test_unknown_error_value_costs_only_its_cell(tmp_path: Path) -> None:
    parts = hostile.parts_of(BENAR)
    _, old, new = hostile.amount(b"#SPILL!", b' t="e"')
    parts[hostile.SHEET] = parts[hostile.SHEET].replace(old, new)
    document = read_document(hostile.write(tmp_path / "x.xlsx", parts))
    assert places(document, "STR-004") == ["T-C.33!F12"]
    _plan(document).columns["6"][4] = 10_000_000
    assert plain(document) == plain(read_document(BENAR))


def test_saved_without_values_is_reported_formula_by_formula(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(BENAR)
    parents = [cell.coordinate for (cell,) in book["Bab-IV"]["F7:F55"] if str(cell.value).startswith("=")]
    book.save(tmp_path / "x.xlsx")
    document = read_document(tmp_path / "x.xlsx")
    assert [place for place in places(document, "STR-011") if "Bab-IV" in place] == [
        f"Bab-IV!{cell}" for cell in parents
    ]
    assert len(parents) > 10
    assert {finding.rule for finding in validate(document).findings} <= {"STR-011", "LTS-007"}


def test_uncalculated_total_row_is_found(tmp_path: Path) -> None:
    openpyxl.load_workbook(BENAR).save(tmp_path / "x.xlsx")
    kinds = {table.layout: table.kinds[-1] for table in read_document(tmp_path / "x.xlsx").tables}
    assert len(kinds) > 6
    assert kinds == {name: TOTAL if layouts()[name].totals else DATA for name in kinds}


def test_error_and_percentage_in_a_table(tmp_path: Path) -> None:
    rows = table_rows("Bab-IV")
    first = first_data("Bab-IV", rows)
    rows[first + 5][5] = ExcelError("#REF!")
    path = save(tmp_path / "x.xlsx", sound_grids({"Bab-IV": rows}))
    book = openpyxl.load_workbook(path)
    share = book["Bab-IV"].cell(first + 7, 5)
    share.value, share.number_format = 0.12, "0%"
    book.save(path)
    document = read_document(path)
    assert places(document, "STR-004") == [f"Bab-IV!F{first + 6}"]
    table = next(table for table in document.tables if table.layout == "Bab-IV")
    assert table.columns["5"][6] == "12%"


def test_hidden_and_chart_sheets(tmp_path: Path) -> None:
    path = save(tmp_path / "x.xlsx", sound_grids())
    book = openpyxl.load_workbook(path)
    book["T-C.33"].sheet_state = "veryHidden"
    book.create_chartsheet("Grafik", 0)
    book.save(path)
    assert [found.name for found in read_workbook(path)] == ["Identitas", *TABLES]
    assert validate(read_document(path)).status == "valid"


@pytest.mark.parametrize("rows", [[], [["Daftar hadir"], ["No", "Nama"], [1, "A"]], identity_rows()])
def test_workbook_without_tables_is_refused(tmp_path: Path, rows: Rows) -> None:
    path = save(tmp_path / "hadir.xlsx", [grid(rows)])
    with pytest.raises(UnreadableError, match=r"^'hadir\.xlsx' tidak memuat satu pun tabel .*\.$"):
        read_document(path)


ODD: list[Any] = [
    True, 1e308, -0.0, dt.datetime(2024, 1, 31), dt.time(7, 30), dt.timedelta(1), "①", "²⁰", "x" * 32_000, "=1+1",
    "\u200b", "a\nb", ExcelError("#N/A"), 10**17, "-", " ", "{key}", "[bold]",
]  # fmt: skip
PLAN_HEAD = len(layouts()["T-C.33"].title) + 1
SPOTS = {
    "row": (PLAN_HEAD + 6, slice(0, 10)),
    "code": (PLAN_HEAD + 6, slice(0, 1)),
    "number row": (PLAN_HEAD + 2, slice(0, 1)),
    "heading": (PLAN_HEAD, slice(0, 3)),
}


def with_spot(spot: str, value: Any) -> Document:
    """The sound document with a value written over cells of the plan."""
    rows = table_rows("T-C.33")
    at, cells = SPOTS[spot]
    rows[at][cells] = [value] * len(rows[at][cells])
    return read_grids(f"{spot} {ascii(value)[:20]}", sound_grids({"T-C.33": rows}))


@pytest.mark.parametrize("spot", SPOTS)
def test_odd_values_are_judged(spot: str) -> None:
    for verdict in validate_many([with_spot(spot, odd) for odd in ODD]):
        assert [outcome for outcome in verdict.rules if outcome.status == "crashed"] == [], verdict.file
        json.loads(render([verdict]))


def test_numbers_that_are_none() -> None:
    text = render(validate_many([with_spot("row", odd) for odd in (math.nan, math.inf, -math.inf)]))
    assert "NaN" not in text
    assert "Infinity" not in text


def test_year_in_superscript_is_a_finding() -> None:
    form = identity_rows()
    form[4][1] = "²⁰²⁴"
    assert places(read_grids("x", sound_grids({"Identitas": form})), "STR-013") == ["Identitas!B5"]


# ---- what is refused


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        (Limits(file_size=1000), "di atas batas"),
        (Limits(entries=5), "bagian, jauh di atas yang wajar"),
        (Limits(inflated=10_000), "mengembang"),
        (Limits(rows=20), "sel yang sangat jauh"),
        (Limits(columns=5), "sel yang sangat jauh"),
        (Limits(cells=50), "lebih dari 50 sel"),
        (Limits(cells=900), "lebih dari 900 sel"),
        (Limits(strings=50), "lebih dari 50 teks"),
    ],
)
def test_limits(limits: Limits, said: str) -> None:
    with pytest.raises(UnreadableError, match=said) as caught:
        inspect(BENAR, limits)
    assert str(caught.value).startswith("'renja-2024-benar.xlsx' ")
    assert str(caught.value).endswith(".")


def test_sound_workbook_is_far_from_every_limit() -> None:
    found = inspect(SEED, DEFAULT_LIMITS)
    assert {"Petunjuk", "Identitas", "T-C.29", "T-C.33", "Temuan"} <= {part.name for part in found.sheets}
    assert sum(part.facts.cells for part in found.sheets) * 50 < DEFAULT_LIMITS.cells


REFUSED = {
    "far_cell", "row_number_4e9", "column_beyond_excel", "cell_flood", "row_flood", "dtd_in_sheet", "dtd_in_workbook",
    "dtd_in_strings", "dtd_in_styles", "bomb_by_ratio", "bomb_by_sum", "duplicate_entries", "sheet_missing",
    "rels_missing", "workbook_missing", "strings_missing", "truncated", "empty_file", "not_a_zip", "plain_zip",
    "ole_xlsx", "ole_xls", "sound_as_docx", "sound_without_extension", "folder_named_like_a_workbook", "not_there",
    "sheet_not_closed", "too_many_entries", "other_compression", "strings_flood", "dtd_in_every_part", "comment_before_a_dtd",
    "cell_doubled", "cell_doubled_far_apart", "styles_by_the_hundred_thousand", "other_spreadsheets",
    "external_entity", "dtd_late_in_workbook",
}  # fmt: skip
"""Kinds of which nothing may be read; the others may be read or refused."""


@pytest.fixture(scope="module")
def rows_of_sound(child: hostile.Reader) -> str:
    """How many rows the tables of the sound workbook have."""
    outcome, text = child.read(hostile.SOUND)
    assert outcome == "read"
    assert int(text) > 100
    return text


@pytest.mark.parametrize("name", list(hostile.KINDS))
def test_hostile_file_is_read_or_refused(child: hostile.Reader, tmp_path: Path, name: str, rows_of_sound: str) -> None:
    for path in hostile.KINDS[name](tmp_path):
        outcome, text = child.read(path)
        assert outcome in ({"refused"} if name in REFUSED else {"read", "refused"}), f"{path.name} {outcome}: {text}"
        if name in hostile.SPELLINGS:
            assert (outcome, text) == ("read", rows_of_sound)
        if outcome == "refused":
            assert f"'{path.name}'" in text
            assert re.search(r"[^.]\.$", text)
            assert "\n" not in text


def test_bad_file_costs_only_itself(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"PK rusak")
    shutil.copy(BENAR, tmp_path / "b.xlsx")
    statuses = [
        v.status for v in validate_files([tmp_path / "a.xlsx", tmp_path / "b.xlsx", tmp_path / "c.xlsx"], None, "id")
    ]
    assert statuses == ["unreadable", "valid", "unreadable"]


def test_a_workbook_of_nothing_is_told_as_such() -> None:
    """A formula that was never calculated is something."""
    formula = Grid("Lembar1", [[]], replace(CELLS_ONLY, formulas={(1, 1): "=B1"}))
    told = {
        name: type(no_tables("x.xlsx", grids))
        for name, grids in {
            "none": [], "blank": [grid([]), grid([[None, " "], [""]])], "text": [grid([]), grid([["halo"]])], "figure": [grid([[0]])],
            "formula": [formula],
        }.items()
    }  # fmt: skip
    empty, other = NothingWrittenError, NoTablesError
    assert told == {"none": empty, "blank": empty, "text": other, "figure": other, "formula": other}
