"""Hostile .ods, .csv and .docx files are refused as fast as hostile workbooks are, and what is only odd is read."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from rules.model.document import LINK
from rules.values.cells import ExcelError
from tests.support import hostile
from tests.support.docx_files import with_body
from tests.support.hostile_formats import KINDS, READ, cell, content, row, sheet, write_ods
from workbook_templates.errors import UnreadableError
from workbook_templates.reading.limits import DEFAULT_LIMITS, Limits
from workbook_templates.reading.word.docx import docx_content
from workbook_templates.reading.workbook import read_sheets, read_workbook

SECONDS, MEGABYTES = 4, 150
"""What refusing may cost; twenty times the seconds of docs/batas.md, which machines that are slow or busy multiply by six."""


@pytest.mark.parametrize("name", sorted(set(KINDS) - READ))
def test_hostile_files_are_refused_at_once(child: hostile.Reader, tmp_path: Path, name: str) -> None:
    for path in KINDS[name](tmp_path):
        outcome, text = child.read(path)
        assert outcome == "refused", f"{path.name} {outcome}: {text}"
        assert re.fullmatch(rf"'{re.escape(path.name)}' [^\n]*[^.]\.", text)
        assert child.seconds < SECONDS
        assert child.megabytes < MEGABYTES


@pytest.mark.parametrize("name", sorted(READ))
def test_files_that_are_only_odd_are_read(tmp_path: Path, name: str) -> None:
    for path in KINDS[name](tmp_path):
        (grid,) = read_workbook(path)
        assert any(any(cells) for cells in grid.rows)


def ods(folder: Path, rows: str, *sheets: str) -> list[Any]:
    """The cells of the first sheet of an .ods with these rows."""
    return read_workbook(write_ods(folder / "x.ods", content(sheet(rows) + "".join(sheets))))[0].rows


def number(value: str, kind: str = "float", shown: str = "x") -> str:
    """A cell with a number."""
    return f'<table:table-cell office:value-type="{kind}" office:value="{value}"><text:p>{shown}</text:p></table:table-cell>'


@pytest.mark.parametrize(
    ("cells", "read"),
    [
        (cell("<!-- c -->a<?pi x?>b"), "ab"),
        ("<table:table-cell><!-- c --><?pi?><text:p>c</text:p></table:table-cell>", "c"),
        ("<table:table-cell><office:annotation><text:p>catatan</text:p></office:annotation><text:p>c</text:p></table:table-cell>", "c"),
        (cell("a <office:annotation><text:p>catatan</text:p></office:annotation>b"), "a b"),
        (cell("a<text:line-break/>b<text:tab/>c<text:s text:c='2'/>d<text:s/>e"), "a\nb c  d e"),
        (cell("a\n    b"), "a b"),
        (cell("a</text:p><text:p>b"), "a\nb"),
        (cell("<text:a>tautan</text:a> <text:span>tebal</text:span>"), "tautan tebal"),
        (cell("#REF!"), ExcelError("#REF!")),
        (number("1250000"), 1_250_000),
        (number("0.5"), 0.5),
        (number("-1.5e3"), -1_500),
        (number("0.125", "percentage"), "12,5%"),
        *((number(bad, shown="seperti terlihat"), "seperti terlihat") for bad in ("abc", "1_0", "NaN", "INF", "²", "٣", "")),
        ('<table:table-cell office:value-type="string" office:string-value="tersimpan"/>', "tersimpan"),
    ],
)  # fmt: skip
def test_what_a_cell_of_an_ods_holds(tmp_path: Path, cells: str, read: Any) -> None:
    assert ods(tmp_path, row(cells)) == [[read]]


def test_repeats_of_an_ods(tmp_path: Path) -> None:
    twice = 'table:number-columns-repeated="2"'
    rows = row(f"<table:table-cell {twice}/>" + cell("a", twice), 'table:number-rows-repeated="2"')
    rows += row("", 'table:number-rows-repeated="3"') + row(cell("b")) + row("", 'table:number-rows-repeated="1048000"')
    plain = [None, None, "a", "a"]
    assert ods(tmp_path, rows) == [plain, plain, [], [], [], ["b"]]


@pytest.mark.parametrize("times", ["²", "-5", "x", "", "0", "1.5", "٣"])
def test_repeats_that_are_no_numbers_count_once(tmp_path: Path, times: str) -> None:
    cells = cell("a", f'table:number-columns-repeated="{times}" table:number-rows-spanned="{times}"') + cell("b")
    assert ods(tmp_path, row(cells, f'table:number-rows-repeated="{times}"')) == [["a", "b"]]


def test_only_the_sheets_of_an_ods_are_read(tmp_path: Path) -> None:
    """A table inside a cell, and what a link showed when it was last followed, are no sheets; a linked one is. Links are told."""
    inner = f"<table:table-cell><text:p>luar</text:p>{sheet(row(cell('dalam')), 'Dalam')}</table:table-cell>"
    link = '<table:table-source xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="lain.xlsx"/>'
    caches = sheet(link + row(cell()), "'file:///D:/lain.xlsx'#Pagu") + sheet(
        row(cell()), "'file:///D:/lama.ods'#$Pagu"
    )
    linked = sheet(link.replace("lain", "taut") + row(cell()), "Taut")
    path = write_ods(tmp_path / "x.ods", content(sheet(row(inner)) + caches + linked))
    grids, foreign = read_sheets(path, DEFAULT_LIMITS)
    assert [(grid.name, grid.rows) for grid in grids] == [("Lembar1", [["luar"]]), ("Taut", [["x"]])]
    told = ["lain.xlsx", "'file:///D:/lama.ods'#$Pagu", "taut.xlsx"]
    assert [(found.kind, found.told) for found in foreign] == [(LINK, text) for text in told]


def test_formulas_of_an_ods(tmp_path: Path) -> None:
    shown = '<table:table-cell table:formula="of:=[.B1]"><text:p/></table:table-cell>'
    never = '<table:table-cell table:formula="of:=SUM([.F9:.F12];[$Lain.A1])"/>'
    (grid,) = read_workbook(write_ods(tmp_path / "x.ods", content(sheet(row(shown + never)))))
    assert grid.facts.formulas == {(1, 1): "=B1", (1, 2): "=SUM(F9:F12,Lain!A1)"}
    assert grid.facts.uncalculated == {(1, 2)}


@pytest.mark.parametrize(
    ("name", "text", "limits"),
    [
        ("x.csv", "a;b\n" * 10, Limits(rows=9)),
        ("x.csv", "a;b\n" * 10, Limits(cells=19)),
        ("x.csv", "a;b\n" * 10, Limits(columns=1)),
        ("x.csv", "a;b\n" * 10, Limits(other=39)),
        ("x.csv", "abc;b\n" * 10, Limits(text=2)),
        ("x.ods", row(cell() * 2) * 10, Limits(rows=9)),
        ("x.ods", row(cell() * 2) * 10, Limits(cells=19)),
        ("x.ods", row(cell() * 2) * 10, Limits(columns=1)),
        ("x.ods", row(cell() * 2) * 10, Limits(area=19)),
        ("x.ods", row(cell() * 2) * 10, Limits(other=500)),
        ("x.ods", row(cell() * 2) * 10, Limits(elements=50)),
        ("x.ods", row(cell("abc") * 2) * 10, Limits(text=2)),
        ("x.ods", row(cell() * 2) * 10, Limits(sheets=0)),
    ],
)  # fmt: skip
def test_limits_are_those_of_the_record(tmp_path: Path, name: str, text: str, limits: Limits) -> None:
    path = tmp_path / name
    if name.endswith(".csv"):
        path.write_text(text, encoding="utf-8")
    else:
        write_ods(path, content(sheet(text)))
    assert read_workbook(path)
    with pytest.raises(UnreadableError):
        read_workbook(path, limits)


def word_cell(text: str, properties: str = "") -> str:
    """A cell of a Word table."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def test_cells_of_word_tables_stand_in_their_columns(tmp_path: Path) -> None:
    late = '<w:tr><w:trPr><w:gridBefore w:val="2"/></w:trPr>' + word_cell("c") + "</w:tr>"
    wide = "<w:tr>" + word_cell("a", '<w:gridSpan w:val="2"/>') + word_cell("c") + "</w:tr>"
    (table,) = docx_content(with_body(tmp_path / "x.docx", f"<w:tbl>{late}{wide}</w:tbl>"))[0]
    assert table.rows == [[None, None, "c"], ["a", None, "c"]]


def test_a_table_inside_a_cell_is_a_table_of_its_own(tmp_path: Path) -> None:
    inner = f"<w:tbl><w:tr>{word_cell('dalam')}</w:tr></w:tbl>"
    outer = f"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>luar</w:t></w:r></w:p>{inner}<w:p/>{inner}</w:tc></w:tr></w:tbl>"
    tables = docx_content(with_body(tmp_path / "x.docx", outer))[0]
    assert [(table.rows, table.follows) for table in tables] == [
        ([["luar"]], False), ([["dalam"]], False), ([["dalam"]], True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a;b, c\nd;e, f, g\n", [["a", "b, c"], ["d", "e, f, g"]]),
        ("a,b; c\nd,e; f; g\n", [["a", "b; c"], ["d", "e; f; g"]]),
        ("a;b\x0bc\nd;e\u2028f\n", [["a", "b\nc"], ["d", "e\nf"]]),
        ('a;"b\nc"\r\nd;e\r', [["a", "b\nc"], ["d", "e"]]),
        ("sep=|\r\na;b|c\r\nd;e|f\r\n", [["a;b", "c"], ["d;e", "f"]]),
        (
            "Kode;Nama;Pagu\n1;2;3\na, b;c\nd, e\nf, g;h;i;j\n",
            [["Kode", "Nama", "Pagu"], ["1", "2", "3"], ["a, b", "c"], ["d, e"], ["f, g", "h", "i", "j"]],
        ),
        (
            "Kode,Nama\n(1),(2),(3)\na;b,c\nd;e\nf;g,h,i,j\n",
            [["Kode", "Nama"], ["(1)", "(2)", "(3)"], ["a;b", "c"], ["d;e"], ["f;g", "h", "i", "j"]],
        ),
    ],
    ids=[
        "commas in texts",
        "semicolons in texts",
        "other line breaks",
        "quoted line break",
        "delimiter named",
        "numbers",
        "numbers in brackets",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_cells_of_a_csv(tmp_path: Path, text: str, rows: list[list[str]], encoding: str) -> None:
    (tmp_path / "x.csv").write_bytes(text.encode(encoding))
    assert read_workbook(tmp_path / "x.csv")[0].rows == rows


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "x.csv").write_bytes("Kode;Nama\r\n2;Urusan – wajib\r\n".encode(encoding))
    assert read_workbook(tmp_path / "x.csv")[0].rows == [["Kode", "Nama"], ["2", "Urusan – wajib"]]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ('="2.17";="2"\n', ["2.17", "2"]),  # so that Excel leaves the code alone
        ('"=""2.17""";a\n', ["2.17", "a"]),
        ("'2.17.01;'-;'=A1;'+5\n", ["2.17.01", "-", "=A1", "+5"]),
        ("'Aisyiyah;'85';Jum'at;=A1;x\n", ["'Aisyiyah", "'85'", "Jum'at", "=A1", "x"]),
        ('2.17; "Koperasi; Usaha Kecil"; 5\n', ["2.17", "Koperasi; Usaha Kecil", "5"]),
        ('2.17;"Koperasi, ""UKM"", dan lain";5\n', ["2.17", 'Koperasi, "UKM", dan lain', "5"]),
    ],
)
def test_marks_of_programs_are_no_part_of_a_cell(tmp_path: Path, text: str, row: list[str]) -> None:
    (tmp_path / "x.csv").write_text("Kode;Nama;Pagu;Ket;Lain\n1;2;3;4;5\n" + text)
    assert read_workbook(tmp_path / "x.csv")[0].rows[2] == row


def test_utf_16_cut_and_what_is_no_text_are_refused(tmp_path: Path) -> None:
    for cut in (b"a;b\0c", "a;b".encode("utf-16")[:-1], bytes(40)):
        (tmp_path / "x.csv").write_bytes(cut)
        with pytest.raises(UnreadableError, match="CSV"):
            read_workbook(tmp_path / "x.csv")
