"""Tables of Word documents as Word shows them: merged cells, tracked changes, hidden text, content controls, text boxes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import pytest

from rules.validation import validate
from rules.values.number_format import NumberFormat
from tests.support.docx_files import with_body
from tests.support.helpers import grid, identity_rows, table_rows
from tests.support.sheet_files import save_docx
from workbook_templates.reader import read_document
from workbook_templates.reading.word.docx import docx_content
from workbook_templates.reading.word.table import DocxTable
from workbook_templates.reading.workbook import read_workbook


def cell(text: str = "", properties: str = "", run: str = "") -> str:
    """A cell, with properties of its own and of its run."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p></w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """A row of a table."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    """A table."""
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def read(folder: Path, body: str) -> list[DocxTable]:
    """The tables of a document with this body."""
    return docx_content(with_body(folder / "x.docx", body))[0]


def one(folder: Path, *rows: str) -> DocxTable:
    """The one table of a document with these rows."""
    (found,) = read(folder, table(*rows))
    return found


PLAIN = row(cell("a"), cell("b"), cell("c"))
BELOW, FIRST = "<w:vMerge/>", '<w:vMerge w:val="restart"/>'


@pytest.mark.parametrize(
    ("rows", "read_as", "merges"),
    [
        ([PLAIN, row(cell("d"), properties='<w:gridBefore w:val="2"/><w:gridAfter w:val="0"/>')], [["a", "b", "c"], [None, None, "d"]], []),
        ([PLAIN, row(cell("d"), properties='<w:gridAfter w:val="2"/>')], [["a", "b", "c"], ["d"]], []),
        ([row(cell("a", FIRST), cell("b")), row(cell("", BELOW), cell("c"))], [["a", "b"], [None, "c"]], [(1, 1, 2, 1)]),
        ([row(cell("a", FIRST), cell("b")), row(cell("lama", '<w:vMerge w:val="continue"/>'), cell("c"))],
         [["a", "b"], ["lama", "c"]], [(1, 1, 2, 1)]),
        ([row(cell("a", '<w:hMerge w:val="restart"/>'), cell("", "<w:hMerge/>"), cell("c"))], [["a", None, "c"]], [(1, 1, 1, 2)]),
        ([row(cell("a", f'<w:gridSpan w:val="2"/>{FIRST}'), cell("b")), row(cell("", f'<w:gridSpan w:val="2"/>{BELOW}'), cell("c"))],
         [["a", None, "b"], [None, None, "c"]], [(1, 1, 2, 2)]),
        ([row(cell("a", '<w:tcPrChange><w:tcPr><w:gridSpan w:val="3"/><w:vMerge/></w:tcPr></w:tcPrChange>'), cell("b"))], [["a", "b"]], []),
    ],
    ids=["gridBefore", "gridAfter", "vMerge", "text under a merge", "hMerge", "both", "former properties"],
)  # fmt: skip
def test_places_of_cells(tmp_path: Path, rows: list[str], read_as: list[Any], merges: list[Any]) -> None:
    found = one(tmp_path, *rows)
    assert (found.rows, found.merges) == (read_as, merges)


# ---- tracked changes


@pytest.mark.parametrize(
    ("rows", "read_as"),
    [
        ([PLAIN, row(cell("x"), properties="<w:del/>"), row(cell("d"))], [["a", "b", "c"], ["d"]]),
        ([PLAIN, row(cell("d"), properties="<w:ins/>")], [["a", "b", "c"], ["d"]]),
        ([row(cell("x", "<w:cellDel/>"), cell("b"), cell("c", "<w:cellIns/>"))], [["b", "c"]]),
        ([row("<w:tc><w:p><w:del><w:r><w:delText>4.000</w:delText><w:t>4.000</w:t></w:r></w:del><w:ins><w:r><w:t>5.000</w:t></w:r></w:ins></w:p></w:tc>")],
         [["5.000"]]),
        ([row("<w:tc><w:p><w:moveFrom><w:r><w:t>x</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>y</w:t></w:r></w:moveTo></w:p></w:tc>")], [["y"]]),
        ([row(cell("a", "", "<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>"))], [["a"]]),
    ],
    ids=["row deleted", "row inserted", "cells", "text", "text moved", "former look"],
)  # fmt: skip
def test_tracked_changes_are_read_as_accepted(tmp_path: Path, rows: list[str], read_as: list[Any]) -> None:
    assert one(tmp_path, *rows).rows == read_as


def test_merged_blocks_around_deleted_rows(tmp_path: Path) -> None:
    """A block loses the row; one whose first row it is begins below."""
    found = one(
        tmp_path,
        row(cell("a", FIRST), cell("b")),
        row(cell("", BELOW), cell("x", FIRST), properties="<w:del/>"),
        row(cell("", BELOW), cell("c", BELOW)),
        row(cell("lebar", '<w:gridSpan w:val="2"/>'), properties="<w:del/>"),
        row(cell("d"), cell("e")),
    )
    assert found.rows == [["a", "b"], [None, "c"], ["d", "e"]]
    assert found.merges == [(1, 1, 2, 1)]


def test_a_merge_that_is_tracked_counts_as_made(tmp_path: Path) -> None:
    merged = '<w:cellMerge w:vMerge="cont" w:vMergeOrig="rest"/>'
    found = one(tmp_path, row(cell("a", '<w:cellMerge w:vMerge="rest"/>')), row(cell("", merged)))
    assert found.merges == [(1, 1, 2, 1)]


# ---- hidden, struck out, prompted


@pytest.mark.parametrize(
    ("run", "text", "struck"),
    [
        ("<w:vanish/>", None, {}),
        ('<w:vanish w:val="0"/>', "isi", {}),
        ("<w:strike/>", "isi", {(1, 1): ""}),
        ("<w:dstrike/>", "isi", {(1, 1): ""}),
        ('<w:strike w:val="false"/>', "isi", {}),
    ],
)
def test_looks_of_text(tmp_path: Path, run: str, text: str | None, struck: dict[Any, str]) -> None:
    found = one(tmp_path, row(cell("isi", run=run)))
    assert (found.rows, found.struck) == ([[text]], struck)


@pytest.mark.parametrize(
    ("run", "properties", "white"),
    [
        ('<w:color w:val="FFFFFF"/>', "", True),
        ('<w:color w:val="FFFFFF" w:themeColor="background1"/>', "", True),
        ('<w:color w:val="D9D9D9" w:themeColor="background1" w:themeShade="D9"/>', "", False),
        ('<w:color w:val="000000"/>', "", False),
        ('<w:color w:val="auto"/>', "", False),
        ('<w:color w:val="FFFFFF"/>', '<w:shd w:val="clear" w:color="auto" w:fill="FFFFFF"/>', True),
        ('<w:color w:val="FFFFFF"/>', '<w:shd w:val="clear" w:color="auto" w:fill="auto"/>', True),
        ('<w:color w:val="FFFFFF"/>', '<w:shd w:val="clear" w:color="auto" w:fill="1F4E79"/>', False),
        ('<w:color w:val="FFFFFF"/>', '<w:shd w:val="solid" w:color="000000" w:fill="FFFFFF"/>', False),
        ('<w:color w:val="FFFFFF"/>', '<w:shd w:val="clear" w:fill="5B9BD5" w:themeFill="accent1"/>', False),
    ],
)
def test_white_on_white(tmp_path: Path, run: str, properties: str, white: bool) -> None:
    found = one(tmp_path, row(cell("isi", properties, run=run), cell("lain")))
    assert found.formats == ({(1, 1): NumberFormat(white=True)} if white else {})


def test_a_cell_of_which_some_is_seen_is_seen(tmp_path: Path) -> None:
    runs = '<w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>12 </w:t></w:r><w:r><w:t>15 Orang</w:t></w:r>'
    assert one(tmp_path, row(f"<w:tc><w:p>{runs}</w:p></w:tc>")).formats == {}


def test_a_part_that_is_struck_out(tmp_path: Path) -> None:
    runs = "<w:r><w:rPr><w:strike/></w:rPr><w:t>12 </w:t></w:r><w:r><w:t>15 Orang</w:t></w:r>"
    found = one(tmp_path, row(f"<w:tc><w:p>{runs}</w:p></w:tc>"))
    assert (found.rows, found.struck) == ([["12 15 Orang"]], {(1, 1): "12"})


def test_hidden_rows(tmp_path: Path) -> None:
    found = one(
        tmp_path, PLAIN, row(cell("x"), properties="<w:hidden/>"), row(cell("y"), properties='<w:hidden w:val="0"/>')
    )
    assert found.hidden_rows == {2}


def test_content_controls_around_rows_cells_and_tables(tmp_path: Path) -> None:
    def control(inside: str, properties: str = "") -> str:
        return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"

    prompt = "<w:tc><w:p>" + control("<w:r><w:t>Klik untuk mengisi</w:t></w:r>", "<w:showingPlcHdr/>") + "</w:p></w:tc>"
    body = control(table(control(PLAIN), row(control(cell("d")), prompt, cell("f"))))
    (found,) = read(tmp_path, body)
    assert found.rows == [["a", "b", "c"], ["d", None, "f"]]


# ---- tables in other places


def test_tables_in_text_boxes_and_layout_tables(tmp_path: Path) -> None:
    def box(inside: str) -> str:
        return (
            f"<w:p><w:r><w:pict><w:txbxContent>{inside}</w:txbxContent></w:pict></w:r><w:r><w:t>teks</w:t></w:r></w:p>"
        )

    inner = table(row(cell("dalam")))
    layout = table(row(f"<w:tc>{table(PLAIN)}<w:p/></w:tc>"))
    found = read(tmp_path, box(inner + "<w:p/>") + layout + table(row(f"<w:tc>{box(inner)}</w:tc>")))
    assert [made.rows for made in found] == [[["dalam"]], [[None]], [["a", "b", "c"]], [["teks"]], [["dalam"]]]


def test_the_plan_in_a_layout_table_with_changes_is_judged_as_it_will_be(tmp_path: Path) -> None:
    """A row that is deleted by a tracked change takes part in no sum."""
    path = save_docx(tmp_path / "a.docx", [grid(identity_rows(), "Identitas"), grid(table_rows("T-C.33"), "T-C.33")])
    document = docx.Document(str(path))
    plan = document.tables[1]
    rows = [cells.cells[0].text for cells in plan.rows]
    at = rows.index("2.17.01.2.06.05")
    plan.rows[at]._tr.get_or_add_trPr().append(docx.oxml.OxmlElement("w:del"))
    document.save(str(path))
    found = [finding.rule for finding in validate(read_document(path)).findings]
    assert "JML-001" in found
    assert len(read_workbook(path)[1].rows) == len(rows) - 1


def test_what_is_not_read_is_told(tmp_path: Path) -> None:
    document = docx.Document(str(save_docx(tmp_path / "a.docx", [grid(table_rows("T-C.33"), "T-C.33")])))
    document.sections[0].header.paragraphs[0].text = "Rencana Kerja"
    document.paragraphs[0].add_run("rahasia").font.hidden = True
    document.save(str(tmp_path / "b.docx"))
    assert not any("Tidak dibaca" in note for note in validate(read_document(tmp_path / "a.docx")).notes)
    (note,) = [note for note in validate(read_document(tmp_path / "b.docx")).notes if "Tidak dibaca" in note]
    assert "kepala halaman" in note
    assert "teks tersembunyi" in note
