"""What an .ods tells beside plain cells: links, macros, what is hidden or struck out, repeats, spans, comments."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from rules.model.document import ACTIVE, LINK
from tests.support.hostile_formats import cell, content, row, sheet, write_ods
from workbook_templates.errors import UnreadableError
from workbook_templates.grid import Grid
from workbook_templates.reading.limits import DEFAULT_LIMITS
from workbook_templates.reading.workbook import read_sheets

_LINKED = 'xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="file:///D:/pagu.ods"'
_STYLES = 'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
_TWICE, _THRICE = 'table:number-columns-repeated="2"', 'table:number-rows-repeated="3"'


def formula(text: str, more: str = "") -> str:
    """A cell with a formula and a result."""
    return (
        f'<table:table-cell table:formula="{text}" office:value-type="float" office:value="5" {more}>'
        "<text:p>5</text:p></table:table-cell>"
    )


def read(folder: Path, xml: str, **parts: bytes) -> tuple[list[Grid], list[tuple[str, str]]]:
    """The sheets of an .ods, and what is foreign in it: kind and cell."""
    named = {name.replace("__", "/"): body for name, body in parts.items()}
    grids, foreign = read_sheets(write_ods(folder / "x.ods", content(xml), **named), DEFAULT_LIMITS)
    return grids, [(found.kind, found.cell) for found in foreign]


def one(folder: Path, rows: str) -> Grid:
    """The one sheet of an .ods with these rows."""
    ((grid,), _) = read(folder, sheet(rows))
    return grid


# ---- what reaches outside or acts


@pytest.mark.parametrize(
    ("xml", "found"),
    [
        (sheet(row(formula("of:=['file:///D:/pagu.ods'#$Pagu.B4]"))), (LINK, "A1")),
        (sheet(row(cell() + formula("of:=SUM(['file:///D:/dua kata.xlsx'#$'Bab IV'.B4:.B9])"))), (LINK, "B1")),
        (sheet(row(formula("of:=COM.MICROSOFT.WEBSERVICE(&quot;http://x&quot;)"))), (ACTIVE, "A1")),
        (sheet(row(f'<table:table-cell><table:cell-range-source {_LINKED} table:name="a"/><text:p>5</text:p></table:table-cell>')),
         (LINK, "")),
        (sheet(row(cell())) + '<table:named-expressions><table:named-expression table:name="luar" '
         "table:expression=\"of:=['file:///D:/pagu.ods'#$Pagu.B4]\"/></table:named-expressions>", (LINK, "")),
        (sheet(row(cell())) + '<table:named-expressions><table:named-range table:name="luar" '
         "table:cell-range-address=\"'file:///D:/pagu.ods'#$Pagu.$B$4\"/></table:named-expressions>", (LINK, "")),
        (sheet(row(cell())) + f"<table:dde-links><table:dde-link>{sheet(row(cell('dde')))}</table:dde-link></table:dde-links>",
         (ACTIVE, "")),
        (sheet(row(cell())) + '<table:database-ranges><table:database-range><table:database-source-sql/></table:database-range>'
         "</table:database-ranges>", (ACTIVE, "")),
    ],
    ids=["formula", "formula with a quoted sheet", "web service", "linked area", "name", "named area", "dde", "database"],
)  # fmt: skip
def test_what_reaches_outside_is_told_and_no_sheet(tmp_path: Path, xml: str, found: tuple[str, str]) -> None:
    grids, foreign = read(tmp_path, xml)
    assert foreign == [found]
    assert len(grids) == 1


_MANIFEST = (
    b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry '
    b'manifest:full-path="%s" manifest:media-type="%s"/></manifest:manifest>'
)


@pytest.mark.parametrize(
    ("parts", "foreign"),
    [
        ({"Basic__Standard__Module1.xml": b"<a/>"}, [(ACTIVE, "")]),
        ({"Scripts__python__x.py": b"x"}, [(ACTIVE, "")]),
        ({"Basic__Standard__script-lb.xml": b"<a/>", "Basic__script-lc.xml": b"<a/>"}, []),
        ({"META-INF__manifest.xml": _MANIFEST % (b"Object 1/", b"application/vnd.oasis.opendocument.spreadsheet")},
         [(ACTIVE, "")]),
        ({"META-INF__manifest.xml": _MANIFEST % (b"Object 1/", b"application/vnd.oasis.opendocument.chart")}, []),
        ({"META-INF__manifest.xml": _MANIFEST % (b"/", b"application/vnd.oasis.opendocument.spreadsheet")}, []),
    ],
    ids=["Basic", "Python", "an empty library", "an object", "a chart", "the workbook itself"],
)  # fmt: skip
def test_macros_and_objects(tmp_path: Path, parts: dict[str, bytes], foreign: list[tuple[str, str]]) -> None:
    assert read(tmp_path, sheet(row(cell())), **parts)[1] == foreign


def test_a_file_with_a_password_is_told_so(tmp_path: Path) -> None:
    listing = _MANIFEST.replace(
        b"/></manifest:manifest>", b"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>"
    )
    with pytest.raises(UnreadableError, match="kata sandi"):
        read(tmp_path, "", **{"META-INF__manifest.xml": listing % (b"content.xml", b"text/xml")})


# ---- what is hidden, repeated, merged


def test_hidden_rows_and_columns(tmp_path: Path) -> None:
    columns = (
        '<table:table-column/><table:table-column-group table:display="false"><table:table-column '
        f'{_TWICE}/></table:table-column-group><table:table-column table:visibility="collapse"/>'
    )
    rows = row(cell()) + row(cell(), f'table:visibility="filter" {_THRICE}') + row(cell())
    rows += f'<table:table-row-group><table:table-row-group table:display="false">{row(cell())}</table:table-row-group>'
    rows += f"{row(cell())}</table:table-row-group>"
    facts = one(tmp_path, columns + rows).facts
    assert (facts.hidden_columns, facts.hidden_rows) == ({2, 3, 4}, {2, 3, 4, 6})


def test_what_repeated_rows_and_cells_hold_stands_in_each(tmp_path: Path) -> None:
    percent = '<table:table-cell office:value-type="percentage" office:value="0.5"/>'
    never = f'<table:table-cell table:formula="of:=1+1" {_TWICE}/>'
    span = cell("judul", 'table:number-columns-spanned="2"') + "<table:covered-table-cell/>"
    grid = one(tmp_path, row(percent + cell("#REF!") + never + span, _THRICE) + row(cell("akhir")))
    assert grid.rows == [["50%", "#REF!", None, None, "judul"]] * 3 + [["akhir"]]
    assert set(grid.facts.formulas) == grid.facts.uncalculated == {(r, c) for r in (1, 2, 3) for c in (3, 4)}
    assert set(grid.facts.errors) == {(1, 2), (2, 2), (3, 2)}
    assert set(grid.facts.percents) == {(1, 1), (2, 1), (3, 1)}
    assert grid.facts.merges == [(1, 5, 1, 6), (2, 5, 2, 6), (3, 5, 3, 6)]


def test_a_formula_with_a_blank_result_is_calculated(tmp_path: Path) -> None:
    blank = '<table:table-cell table:formula="of:=IF([.A1]=0;&quot;&quot;;1)" office:value-type="string" office:string-value=""/>'
    shown = '<table:table-cell table:formula="of:=[.A1]" office:value-type="string" office:string-value=""><text:p/></table:table-cell>'
    grid = one(tmp_path, row(blank + shown))
    assert grid.facts.uncalculated == set()
    assert grid.facts.formulas == {(1, 1): '=IF(A1=0,"",1)', (1, 2): "=A1"}


# ---- what a cell holds


def typed(kind: str, value: str, shown: str) -> str:
    """A cell of a kind that has an attribute of its own."""
    return f'<table:table-cell office:value-type="{kind}" office:{kind}-value="{value}"><text:p>{shown}</text:p></table:table-cell>'


@pytest.mark.parametrize(
    ("cells", "read"),
    [
        (typed("date", "2001-02-01", "01/02/01"), dt.date(2001, 2, 1)),
        (typed("date", "2024-03-06T12:00:00", "06/03/24 12.00"), dt.datetime(2024, 3, 6, 12)),
        (typed("date", "kemarin", "kemarin"), "kemarin"),
        (typed("time", "PT02H17M01S", "02:17:01"), dt.time(2, 17, 1)),
        (typed("time", "PT30H00M00S", "30:00"), "30:00"),
        (typed("boolean", "true", "BENAR"), True),
        ("<table:table-cell><text:list><text:list-item><text:p>satu</text:p></text:list-item></text:list></table:table-cell>", "satu"),
        (cell("<office:annotation><text:p>catatan</text:p><table:table/></office:annotation>isi"), "isi"),
        (cell("a<text:line-break/><text:span>b<text:tab/>c</text:span>"), "a\nb c"),
    ],
)  # fmt: skip
def test_values(tmp_path: Path, cells: str, read: Any) -> None:
    assert one(tmp_path, row(cells)).rows == [[read]]


def test_comments_drawings_and_logs_are_no_cells(tmp_path: Path) -> None:
    note = "<office:annotation><text:p>17</text:p></office:annotation>"
    log = f"<table:tracked-changes><table:deletion><table:table-cell>{note}<text:p>lama</text:p></table:table-cell></table:deletion></table:tracked-changes>"
    shapes = f"<table:shapes><draw:frame xmlns:draw='urn:draw'>{sheet(row(cell('gambar')))}</draw:frame></table:shapes>"
    grids, _ = read(tmp_path, log + sheet(shapes + row(f"<table:table-cell>{note}</table:table-cell>{cell('isi')}")))
    assert [grid.rows for grid in grids] == [[[None, "isi"]]]


# ---- what is struck out


def _look(name: str, family: str, look: str, parent: str = "") -> bytes:
    return (
        f'<style:style style:name="{name}" style:family="{family}" style:parent-style-name="{parent}">'
        f"<style:text-properties {look}/></style:style>"
    ).encode()


def test_styles_that_strike_out(tmp_path: Path) -> None:
    """By the cell's style, one it is made of, that of its row or column, or of a span, which may also say no."""
    line, none = 'style:text-line-through-style="solid"', 'style:text-line-through-style="none"'
    styles = b"<office:document-styles xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' %b><office:styles>%b</office:styles></office:document-styles>" % (
        _STYLES.encode(),
        _look("coret", "table-cell", line) + _look("biasa", "table-cell", "") + _look("anak", "table-cell", "", "coret")
        + _look("tidak", "table-cell", none, "coret") + _look("coret", "text", line) + _look("tidak", "text", none),
    )  # fmt: skip
    name, default = 'table:style-name="{}"', 'table:default-cell-style-name="{}"'
    columns = f"<table:table-column {_TWICE}/><table:table-column {default.format('coret')}/>"
    rows = (
        row(cell(more=name.format("coret")) + cell(more=name.format("anak")) + cell())
        + row(cell() + cell(more=name.format("tidak")) + cell(more=name.format("biasa")), default.format("coret"))
        + row(cell('<text:span text:style-name="coret">12</text:span> 15 Orang') + cell("x"))
        + row(cell('12 <text:span text:style-name="tidak">15 Orang</text:span>', name.format("coret")))
    )
    ((grid,), _) = read(tmp_path, sheet(columns + rows), **{"styles.xml": styles})
    assert grid.facts.struck == {(1, 1): "", (1, 2): "", (1, 3): "", (2, 1): "", (3, 1): "12", (4, 1): "12"}
