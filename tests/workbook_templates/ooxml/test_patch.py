"""Cells written into a copy of a workbook: each at its place, nothing else moved, formulas and styles kept."""

from __future__ import annotations

import random
import re
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.conftest import Recalculate
from tests.places import EXAMPLES
from tests.support import hostile
from workbook_templates.copies.fill import fill_workbook
from workbook_templates.errors import InputAsOutputError, UnreadableError
from workbook_templates.ooxml.patch import Cells, Value, write_cells
from workbook_templates.reader import read_document
from workbook_templates.reading.workbook import read_workbook

BENAR = EXAMPLES / "renja-2024-benar.xlsx"
NAME, SHEET, BOOK = "T-C.33", hostile.SHEET, hostile.BOOK
SPACE = f' xmlns="{hostile.NAMESPACE}"'


def sheet_xml(rows: str, before: str = "") -> str:
    """A sheet of these rows."""
    return f"<worksheet{SPACE}>{before}<sheetData>{rows}</sheetData></worksheet>"


@cache
def _without_formulas() -> dict[str, bytes]:
    """The parts of the sound workbook, whose formulas would be reckoned with every cell that is written."""
    return {name: re.sub(rb"<f\b[^>]*?(?:/>|>.*?</f>)", b"", part) for name, part in hostile.parts_of(BENAR).items()}


def with_sheet(path: Path, xml: str) -> Path:
    """The sound workbook with another table sheet, and no formulas beside it."""
    return hostile.write(path, _without_formulas() | {SHEET: xml.encode()})


def patched(folder: Path, xml: str, cells: Cells) -> str:
    """The XML of the table sheet after these cells were written."""
    write_cells(with_sheet(folder / "a.xlsx", xml), folder / "b.xlsx", {NAME: cells})
    return hostile.parts_of(folder / "b.xlsx")[SHEET].decode()


def rows_of(xml: str) -> str:
    """What stands in `sheetData`."""
    found = re.search("<sheetData>(.*)</sheetData>", xml, re.DOTALL)
    assert found
    return found[1]


def by_renja(path: Path) -> dict[tuple[int, int], Any]:
    """Filled cells of the table sheet as `renja` reads them."""
    rows = next(grid.rows for grid in read_workbook(path) if grid.name == NAME)
    return {(r, c): v for r, row in enumerate(rows, 1) for c, v in enumerate(row, 1) if v not in ("", None)}


def by_openpyxl(path: Path) -> dict[tuple[int, int], Any]:
    """Filled cells of the table sheet as openpyxl reads them."""
    sheet = openpyxl.load_workbook(path, data_only=True)[NAME]
    return {(c.row, c.column): c.value for row in sheet.iter_rows() for c in row if c.value not in ("", None)}


# ---- places


PLACES = [
    ("<row><c/><c><v>7</v></c></row>", (1, 2), "<row><c/><c><v>5</v></c></row>"),
    ("<row/><row><c><v>7</v></c></row>", (2, 1), "<row/><row><c><v>5</v></c></row>"),
    ("<row/><row/>", (2, 1), '<row/><row><c r="A2"><v>5</v></c></row>'),
    ('<row r="3"/><row/>', (4, 1), '<row r="3"/><row><c r="A4"><v>5</v></c></row>'),
    ('<row r="3"/><row/>', (2, 1), '<row r="2"><c r="A2"><v>5</v></c></row><row r="3"/><row/>'),
    ('<row r="3"/><row/>', (9, 1), '<row r="3"/><row/><row r="9"><c r="A9"><v>5</v></c></row>'),
    ('<row><c r="B7"/></row>', (7, 3), '<row><c r="B7"/><c r="C7"><v>5</v></c></row>'),
    ('<row><c r="B7"/></row>', (2, 1), '<row r="2"><c r="A2"><v>5</v></c></row><row r="7"><c r="B7"/></row>'),
    ('<row><c/><c r="D1"/><c/></row>', (1, 5), '<row><c/><c r="D1"/><c><v>5</v></c></row>'),
    ('<row><c/><c r="D1"/><c/></row>', (1, 2), '<row><c/><c r="B1"><v>5</v></c><c r="D1"/><c/></row>'),
    ('<row spans="1:1"><c/></row>', (1, 3), '<row><c/><c r="C1"><v>5</v></c></row>'),
    ('<row><!-- a --><c/><!-- b --><c r="C1"/></row>', (1, 2),
     '<row><!-- a --><c/><!-- b --><c r="B1"><v>5</v></c><c r="C1"/></row>'),
    ("", (2, 28), '<row r="2"><c r="AB2"><v>5</v></c></row>'),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "place", "expected"), PLACES)
def test_row_and_cell_are_found_or_made_in_order(
    tmp_path: Path, rows: str, place: tuple[int, int], expected: str
) -> None:
    assert rows_of(patched(tmp_path, sheet_xml(rows), {place: 5})) == expected


def test_sheet_under_a_prefix(tmp_path: Path) -> None:
    bare = sheet_xml("<row><c/></row>").replace("xmlns=", "xmlns:x=")
    xml = re.sub(r"<(/?)(?=\w)", r"<\1x:", bare)
    made = patched(tmp_path, xml, {(1, 2): "ada"})
    assert '<x:c/><x:c r="B1" t="inlineStr"><x:is><x:t xml:space="preserve">ada</x:t></x:is></x:c>' in made


def _random_rows(dice: random.Random) -> tuple[str, dict[tuple[int, int], int]]:
    """Rows of which some tell their place and some leave it to be counted, with their values."""
    rows, values, number = [], {}, 0
    for _ in range(dice.randint(0, 6)):
        gap = dice.choice([1, 1, 1, 2, 4])
        number += gap
        cells, column = [], 0
        for _ in range(dice.randint(0, 5)):
            step = dice.choice([1, 1, 1, 2, 3])
            column += step
            values[number, column] = 1000 * number + column
            place = f' r="{chr(64 + column)}{number}"' if step > 1 or dice.random() < 0.3 else ""
            cells.append(f"<c{place}><v>{values[number, column]}</v></c>")
        place = f' r="{number}"' if gap > 1 or dice.random() < 0.3 else ""
        rows.append(f"<row{place}>{''.join(cells)}</row>")
    return "".join(rows), values


@pytest.mark.parametrize("seed", range(60))
def test_written_cells_and_no_others_change(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    rows, values = _random_rows(dice)
    places = [(dice.randint(1, 15), dice.randint(1, 18)) for _ in range(6)] + dice.sample(
        list(values), len(values) // 3
    )
    wanted: dict[tuple[int, int], Value] = {place: dice.choice([7, 2.5, "teks", None]) for place in places}
    made = rows_of(patched(tmp_path, sheet_xml(rows), wanted))
    expected = {place: value for place, value in (values | wanted).items() if value is not None}
    assert by_renja(tmp_path / "b.xlsx") == expected
    assert by_openpyxl(tmp_path / "b.xlsx") == expected
    assert len(re.findall("<c[ />]", made)) == len(values.keys() | expected.keys())


@pytest.mark.parametrize(("pattern", "tag"), [(rb'<row r="\d+"', b"row"), (rb'<c r="[A-Z]+\d+"', b"c")])
def test_fill_finds_rows_and_cells_without_a_reference(tmp_path: Path, pattern: bytes, tag: bytes) -> None:
    parts = hostile.parts_of(BENAR)
    bare = parts[SHEET].replace(b'<row r="5"', b'<row r="4"/><row r="5"')
    bare = re.sub(pattern, b"<" + tag, bare)
    fill_workbook(hostile.write(tmp_path / "a.xlsx", parts | {SHEET: bare}), tmp_path / "b.xlsx")
    filled = hostile.parts_of(tmp_path / "b.xlsx")[SHEET]
    assert len(re.findall(rb"<%b[ />]" % tag, filled)) == len(re.findall(rb"<%b[ />]" % tag, bare))
    assert by_renja(tmp_path / "b.xlsx") == by_renja(tmp_path / "a.xlsx")


# ---- values


FORMULA = '<c r="A1" s="3"><f>LUAR(1)</f><v>2</v></c>'
VALUES: list[tuple[str, Value, str]] = [
    ('<c r="A1" s="3" t="s"><v>9</v></c>', 12.5, '<c r="A1" s="3"><v>12.5</v></c>'),
    ('<c r="A1" s="3" t="b"><v>1</v></c>', 12611751848.0, '<c r="A1" s="3"><v>12611751848</v></c>'),
    ('<c r="A1" s="3"/>', 10**17 + 1, '<c r="A1" s="3"><v>100000000000000001</v></c>'),
    ('<c r="A1" s="3"><v>5</v></c>', None, '<c r="A1" s="3"/>'),
    ('<c r="A1" s="3"><v>5</v></c>', float("nan"), '<c r="A1" s="3"/>'),
    ('<c r="A1" s="3"><v>5</v></c>', "2.17",
     '<c r="A1" s="3" t="inlineStr"><is><t xml:space="preserve">2.17</t></is></c>'),
    ('<c r="A1" t="inlineStr"><is><r><t>a</t></r></is></c>', " b & <c>\n",
     '<c r="A1" t="inlineStr"><is><t xml:space="preserve"> b &amp; &lt;c&gt;\n</t></is></c>'),
    ('<c r="A1"/>', "a\x00\x0b\ud800\uffff\t😀b",
     '<c r="A1" t="inlineStr"><is><t xml:space="preserve">a\t😀b</t></is></c>'),
    ('<c r="A1" t="e" vm="1"><v>#VALUE!</v></c>', 1, '<c r="A1"><v>1</v></c>'),
    (FORMULA, 3, '<c r="A1" s="3"><f>LUAR(1)</f><v>3</v></c>'),
    (FORMULA, "tiga", '<c r="A1" s="3" t="str"><f>LUAR(1)</f><v>tiga</v></c>'),
    (FORMULA, None, '<c r="A1" s="3" t="str"><f>LUAR(1)</f><v/></c>'),
    ('<c r="A1" t="str"><f t="shared" si="0"/><v>x</v><extLst/></c>', 1,
     '<c r="A1"><f t="shared" si="0"/><v>1</v><extLst/></c>'),
    ('<c r="A1"><v>5</v><extLst/></c>', "x",
     '<c r="A1" t="inlineStr"><is><t xml:space="preserve">x</t></is><extLst/></c>'),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "value", "expected"), VALUES)
def test_value(tmp_path: Path, cell: str, value: Value, expected: str) -> None:
    made = patched(tmp_path, sheet_xml(f'<row r="1">{cell}</row>'), {(1, 1): value})
    assert rows_of(made) == f'<row r="1">{expected}</row>'


def test_nothing_is_made_for_an_empty_value(tmp_path: Path) -> None:
    assert rows_of(patched(tmp_path, sheet_xml('<row r="1"/>'), {(1, 1): None, (2, 1): None})) == '<row r="1"/>'


@pytest.mark.parametrize(
    ("extent", "place", "expected"),
    [
        ("B2:J56", (10, 3), "B2:J56"),
        ("B2:J56", (60, 3), "B2:J60"),
        ("B2:J56", (1, 27), "B1:AA56"),
        ("C3", (3, 3), "C3"),
        ("C3", (1, 1), "A1:C3"),
        ("", (1, 1), None),
        ("ZZZZ9:0", (1, 1), None),
    ],
)
def test_extent_holds_what_was_written(
    tmp_path: Path, extent: str, place: tuple[int, int], expected: str | None
) -> None:
    made = patched(tmp_path, sheet_xml("", f'<dimension ref="{extent}"/>'), {place: 1})
    assert re.findall('<dimension ref="(.*?)"/>', made) == ([expected] if expected else [])


# ---- the workbook around it


def test_all_other_parts_are_copied_as_they_are(tmp_path: Path) -> None:
    parts = hostile.parts_of(BENAR) | {"xl/calcChain.xml": b"<calcChain/>", "xl/media/x.png": b"\x89PNG"}
    source = hostile.write(tmp_path / "a.xlsx", parts)
    write_cells(source, tmp_path / "b.xlsx", {NAME: {(1, 1): "x"}})
    made = hostile.parts_of(tmp_path / "b.xlsx")
    assert list(made) == list(parts)
    # Sheets of our own store what their formulas give now; nothing else of the workbook differs.
    assert {name for name in parts if made[name] != parts[name]} >= {SHEET}
    assert _beside_sheets(made) == _beside_sheets(parts)
    write_cells(source, tmp_path / "c.xlsx", {NAME: {}, "lembar lain": {(1, 1): 1}})
    assert _beside_sheets(hostile.parts_of(tmp_path / "c.xlsx")) == _beside_sheets(parts)


def _beside_sheets(parts: dict[str, bytes]) -> dict[str, bytes]:
    return {name: content for name, content in parts.items() if not name.startswith("xl/worksheets/sheet")}


OLD = '<calcPr calcId="124519" fullCalcOnLoad="1"/>'


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (OLD, OLD),
        ('<calcPr calcId="1" calcMode="manual"/>', '<calcPr calcId="1" calcMode="manual" fullCalcOnLoad="1"/>'),
        ('<calcPr fullCalcOnLoad="0"/><oleSize ref="A1"/>', '<calcPr fullCalcOnLoad="1"/><oleSize ref="A1"/>'),
        ("<oleSize ref='A1'/><extLst/>", '<calcPr fullCalcOnLoad="1"/><oleSize ref="A1"/><extLst/>'),
        ("", '<calcPr fullCalcOnLoad="1"/>'),
    ],
)
def test_copy_is_recalculated_when_opened(tmp_path: Path, old: str, new: str) -> None:
    parts = hostile.parts_of(BENAR)
    assert OLD.encode() in parts[BOOK]
    parts[BOOK] = parts[BOOK].replace(OLD.encode(), old.encode())
    write_cells(hostile.write(tmp_path / "a.xlsx", parts), tmp_path / "b.xlsx", {NAME: {(1, 1): 1}})
    book = hostile.parts_of(tmp_path / "b.xlsx")[BOOK].decode()
    assert f"</definedNames>{new}</workbook>" in book


def test_calculation_settings_follow_the_sheets_where_there_are_no_names(tmp_path: Path) -> None:
    parts = hostile.parts_of(BENAR)
    parts[BOOK] = re.sub(rb"<definedNames>.*</definedNames>|<calcPr[^>]*>", b"", parts[BOOK])
    write_cells(hostile.write(tmp_path / "a.xlsx", parts), tmp_path / "b.xlsx", {NAME: {(1, 1): 1}})
    assert b'</sheets><calcPr fullCalcOnLoad="1"/></workbook>' in hostile.parts_of(tmp_path / "b.xlsx")[BOOK]


def test_source_is_never_the_target(tmp_path: Path) -> None:
    source = hostile.write(tmp_path / "a.xlsx", hostile.parts_of(BENAR))
    before = source.read_bytes()
    (tmp_path / "b.xlsx").symlink_to(source)
    with pytest.raises(InputAsOutputError):
        write_cells(source, tmp_path / "b.xlsx", {NAME: {(1, 1): 1}})
    assert source.read_bytes() == before


@pytest.mark.libreoffice
def test_copy_opens_in_libreoffice(tmp_path: Path, recalculate: Recalculate) -> None:
    rows = "<row><c><v>2</v></c><c><f>A1*10</f><v>20</v></c></row><row/><row><c><v>9</v></c></row>"
    cells: Cells = {(1, 1): 4, (1, 2): "basi", (2, 2): " teks ", (3, 1): "x", (5, 3): 1.5}
    patched(tmp_path, sheet_xml(rows), cells)
    found = recalculate(tmp_path / "b.xlsx")[NAME]
    assert [found[0][:2], found[1][1], found[2][0], found[4][2]] == [[4, 40], " teks ", "x", 1.5]


# ---- what cannot be written


def deep(levels: int) -> bytes:
    """A row that holds elements in elements, where the format leaves room for extensions."""
    return b'<row r="4"><extLst>' + b"<a>" * levels + b"</a>" * levels + b"</extLst></row>"


def test_fill_of_xml_beyond_the_usual_bounds(tmp_path: Path) -> None:
    parts = hostile.parts_of(BENAR)
    parts[SHEET] = parts[SHEET].replace(b'<row r="5"', deep(300) + b'<row r="5"')
    fill_workbook(hostile.write(tmp_path / "a.xlsx", parts), tmp_path / "b.xlsx")
    assert read_document(tmp_path / "b.xlsx").tables[1].columns == read_document(BENAR).tables[1].columns


def test_xml_that_cannot_be_patched_is_refused_in_one_sentence(tmp_path: Path) -> None:
    xml = sheet_xml(deep(5000).decode())
    with pytest.raises(UnreadableError, match=r"^Lembar 'T-C.33' di 'a.xlsx' tidak dapat ditulisi \([^\n]*\); .*\.$"):
        patched(tmp_path, xml, {(1, 1): 1})
    with pytest.raises(UnreadableError, match=r"^Lembar 'T-C.33' di 'a.xlsx' tidak memuat sel .*\.$"):
        patched(tmp_path, f"<worksheet{SPACE}/>", {(1, 1): 1})
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]


def test_broken_part_that_no_table_needs_is_refused_in_one_sentence(tmp_path: Path) -> None:
    parts = hostile.parts_of(BENAR) | {"xl/media/x.png": random.Random(1).randbytes(5000)}
    source = hostile.write(tmp_path / "a.xlsx", parts)
    content = bytearray(source.read_bytes())
    at = content.index(b"xl/media/x.png") + 2000
    content[at] ^= 0xFF
    source.write_bytes(content)
    with pytest.raises(UnreadableError, match=r"^'a.xlsx' tidak dapat disalin: bagian xl/media/x.png rusak .*\.$"):
        fill_workbook(source, tmp_path / "b.xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]
