"""A whole report pasted into one sheet: rows of a table that a PDF gives below another head, and text between its pages."""

from __future__ import annotations

from functools import cache

import pytest

from rules.model.document import Document, Table
from rules.validation import validate
from rules.values.cells import as_text
from tests.places import PASTED_REPORT
from tests.support.helpers import grid
from workbook_templates.recognition.read_grids import read_grids

TEXT = [
    "Dengan melihat tabel di atas dapat diketahui bahwa sebagian besar program sudah mencapai",
    "target yang ditetapkan pada tahun 2024, dengan serapan anggaran yang mencapai",
    "80,55%.",
    "E. Rencana tindak lanjut",
    "Untuk mempertahankan kinerja tersebut pada tahun berikutnya dinas akan melanjutkan pembinaan bagi",
    "kelompok masyarakat;",
]
"""Text of a report that stands below a table, its last lines short."""


def _lines() -> dict[str, list[str]]:
    """The lines of every table of the pasted report, in order."""
    return {x.stem[3:]: [line for line in x.read_text(encoding="utf-8").splitlines() if line] for x in PASTED_REPORT}


def _document(tables: dict[str, list[str]]) -> Document:
    return read_grids("x", [grid([[line] for lines in tables.values() for line in lines], "Tempel")])


@cache
def _untouched() -> list[Table]:
    return _document(_lines()).tables


def _cells(tables: list[Table], layout: str) -> list[list[list[str]]]:
    """The cells of every table of a layout that has rows, column by column."""
    found = [x for x in tables if x.layout == layout and x.rows]
    return [[[as_text(value) for value in values] for values in table.columns.values()] for table in found]


def _moved(name: str, first: str | int, to: str, behind: str) -> tuple[dict[str, list[str]], tuple[int, int]]:
    """The report with the tail of a table, from its line ``first`` (or that index) on, behind a line of another; the tail's rows."""
    tables = _lines()
    at = first if isinstance(first, int) else tables[name].index(first)
    tail, tables[name] = tables[name][at:], tables[name][:at]
    place = tables[to].index(behind) + 1
    tables[to][place:place] = tail
    above = sum(len(lines) for x, lines in list(tables.items())[: list(tables).index(to)]) + place
    return tables, (above + 1, above + len(tail))


def _said(document: Document, rule: str, cell: str) -> str:
    return " ".join(x.message for x in validate(document).findings if (x.rule, x.cell) == (rule, cell))


def test_rows_in_a_table_that_cannot_be_read_with_them_go_back_to_their_own() -> None:
    tables, (first, last) = _moved(
        "tabel-3.6", "Pemeliharaan Barang milik", "perhitungan-koperasi", "1.352.468.685.104"
    )
    document = _document(tables)
    for layout in ("Anggaran-IKU", "Perhitungan-IKU"):
        assert _cells(document.tables, layout) == _cells(_untouched(), layout)
    (said,) = (x.recognition.matched.id for x in document.tables if x.layout == "Anggaran-IKU" and len(x.rows) == 21)
    assert f"baris di A{first}:A{last}, di bawah judul tabel lain, diduga lanjutannya" in said


@pytest.mark.parametrize(
    ("name", "first", "to", "layout"),
    [
        ("tabel-3.6", "Pemeliharaan Barang milik", "tabel-3.7", "Anggaran-IKU"),
        ("tabel-3.9", "5 Persentase", "tabel-3.12", "Indikator-Program"),
        ("tabel-3.17", 49, "tabel-3.19", "Efisiensi"),
    ],
)
def test_rows_below_a_table_that_is_read_are_said_with_their_cells(
    name: str, first: str | int, to: str, layout: str
) -> None:
    tables, (top, _) = _moved(name, first, to, _lines()[to][-1])
    document = _document(tables)
    rows = sum(len(x.rows) for x in document.tables if x.layout == layout)
    assert rows < sum(len(x.rows) for x in _untouched() if x.layout == layout)
    said = _said(document, "STR-016", f"A{top}")
    assert f"Tabel {layout} " in said
    assert f"baris di A{top}:A" in said


def test_rows_of_other_tables_are_not_taken_for_astray() -> None:
    assert [
        x.recognition.unread
        for x in _untouched()
        if x.recognition.continues or "diduga lanjutannya" in x.recognition.matched.id
    ] == []


def test_text_below_a_source_ends_the_table() -> None:
    tables = _lines()
    tables = {name: [*lines, *TEXT] if "Sumber" in " ".join(lines) else lines for name, lines in tables.items()}
    tables["tabel-3.6"] = _lines()["tabel-3.6"]
    document = _document(tables)
    for layout in ("Indikator-Program", "Anggaran-IKU", "Capaian-IKU"):
        assert _cells(document.tables, layout) == _cells(_untouched(), layout)


def test_text_between_a_source_and_the_rest_of_a_table_is_passed_over_and_said() -> None:
    tables = _lines()
    lines = tables["tabel-3.6"]
    at = next(n for n, line in enumerate(lines) if line.startswith("Sumber")) + 1
    lines[at:at] = TEXT
    above = sum(len(x) for x in list(tables.values())[: list(tables).index("tabel-3.6")]) + at
    document = _document(tables)
    assert _cells(document.tables, "Anggaran-IKU") == _cells(_untouched(), "Anggaran-IKU")
    (said,) = (x.recognition.matched.id for x in document.tables if x.layout == "Anggaran-IKU" and len(x.rows) == 21)
    assert f"teks di A{above + 1}:A{above + len(TEXT)} dilewati" in said


def test_a_page_may_begin_with_figures_that_have_no_words() -> None:
    tables = _lines()
    at = tables["tabel-3.16"].index("839.239.682 801.050.500 95.45") + 1
    tables["tabel-3.16"][at:at] = ["Sumber: Data Realisasi Anggaran 2024", "1.000.000 500.000 50.00"]
    (table,) = (x for x in _document(tables).tables if x.layout == "Anggaran-IKU" and len(x.rows) == 9)
    assert [as_text(values[-1]) for values in table.columns.values()][-4:] == ["", "1000000", "500000", "50.00"]
