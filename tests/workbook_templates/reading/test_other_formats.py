"""The same tables in other formats: .csv, .ods and .docx give the verdict of the workbook; others are refused with a way out."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
import xlsxwriter

from rules.model.finding import Finding
from rules.validation import validate
from rules.values.cells import as_text
from tests.places import EXAMPLES
from tests.support import javascript
from tests.support.office import converted
from workbook_templates.errors import UnreadableError
from workbook_templates.grid import Grid
from workbook_templates.reader import read_document
from workbook_templates.reading.delimited import read_rows
from workbook_templates.reading.errors import OtherFormatError
from workbook_templates.reading.limits import Limits
from workbook_templates.reading.workbook import read_workbook

SEED = EXAMPLES / "renja-2024-seed.xlsx"
Flat = list[tuple[str, str, str, Any]]


def _flat(path: Path, *tables: str) -> Flat:
    found = validate(read_document(path)).findings
    return [(x.rule, x.sheet, x.cell, x.value) for x in found if not tables or x.table in tables]


@cache
def _seed() -> tuple[Finding, ...]:
    return tuple(validate(read_document(SEED)).findings)


@cache
def _grids() -> tuple[Grid, ...]:
    return tuple(read_workbook(SEED))


def _with_openpyxl(folder: Path) -> Path:
    """Loaded and saved by openpyxl: the seed holds no formula, so no stored value is lost."""
    book = openpyxl.load_workbook(SEED)
    book.save(folder / "o.xlsx")
    return folder / "o.xlsx"


def _with_xlsxwriter(folder: Path) -> Path:
    """Every cell written anew by XlsxWriter, merged blocks with it."""
    source = openpyxl.load_workbook(SEED, data_only=True)
    with xlsxwriter.Workbook(str(folder / "x.xlsx"), {"strings_to_formulas": False}) as book:
        for sheet in source:
            target = book.add_worksheet(sheet.title)
            for area in sheet.merged_cells.ranges:
                target.merge_range(area.min_row - 1, area.min_col - 1, area.max_row - 1, area.max_col - 1, "")
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.value is not None:
                        target.write(cell.row - 1, cell.column - 1, cell.value)
    return folder / "x.xlsx"


@pytest.mark.parametrize("save", [_with_openpyxl, _with_xlsxwriter], ids=["openpyxl", "XlsxWriter"])
def test_other_writers_give_the_same_verdict(tmp_path: Path, save: Callable[[Path], Path]) -> None:
    assert _flat(save(tmp_path)) == [(x.rule, x.sheet, x.cell, x.value) for x in _seed()]


@pytest.mark.parametrize("writer", ["exceljs", "sheetjs"])
def test_writers_of_the_javascript_world_give_the_same_verdict(tmp_path: Path, writer: str) -> None:
    target = tmp_path / "j.xlsx"
    javascript.run("save.js", writer, SEED, target)
    assert _flat(target) == [(x.rule, x.sheet, x.cell, x.value) for x in _seed()]


@pytest.mark.libreoffice
def test_libreoffice_and_ods_and_back_give_the_same_verdict(tmp_path: Path) -> None:
    expected = [(x.rule, x.sheet, x.cell, x.value) for x in _seed()]
    ods = converted(SEED, "ods", tmp_path / "a")
    assert _flat(ods) == expected
    back = converted(ods, "xlsx", tmp_path / "b")
    assert _flat(back) == expected


def test_csv_of_one_table(tmp_path: Path) -> None:
    grid = next(grid for grid in _grids() if grid.name == "T-C.33")
    path = tmp_path / "T-C.33.csv"
    for encoding, delimiter in (("utf-8-sig", ";"), ("cp1252", ","), ("utf-8", "\t")):
        with path.open("w", encoding=encoding, newline="", errors="replace") as file:
            csv.writer(file, delimiter=delimiter).writerows([as_text(cell) for cell in row] for row in grid.rows)
        wanted = {("JML-001", "T-C.33"), ("NOM-010", "T-C.33")}
        expected = [(x.rule, x.sheet, x.cell, x.value) for x in _seed() if (x.rule, x.table) in wanted]
        assert [x for x in _flat(path, "T-C.33") if (x[0], "T-C.33") in wanted] == expected
        assert not [x for x in _flat(path, "T-C.33") if x[0] == "ANG-004"]


def _to_docx(path: Path, grids: tuple[Grid, ...]) -> Path:
    """Each sheet's cells as a table of a Word document, merged blocks with it."""
    document = docx.Document()
    for grid in grids:
        document.add_paragraph(f"Tabel {grid.name}")
        width = max(len(row) for row in grid.rows)
        table = document.add_table(0, width)
        for row in grid.rows:
            cells = table.add_row().cells
            for place, value in enumerate(row):
                if as_text(value):
                    cells[place].text = as_text(value)
        for top, left, bottom, right in grid.facts.merges:
            table.cell(top - 1, left - 1).merge(table.cell(bottom - 1, right - 1))
    document.save(str(path))
    return path


def test_tables_of_a_word_document_are_judged_by_table_and_row(tmp_path: Path) -> None:
    wanted = ("T-C.29", "T-C.33")
    grids = tuple(grid for grid in _grids() if grid.name in {"Identitas", *wanted})
    path = _to_docx(tmp_path / "RENJA.docx", grids)
    place = {grid.name: f"Tabel {number}" for number, grid in enumerate(grids, 1)}
    document = read_document(path)
    assert {table.layout: table.sheet for table in document.tables} == {name: place[name] for name in wanted}
    assert document.text("perangkat_daerah") == "Dinas Koperasi, Usaha Kecil dan Menengah"
    alone = {
        "JML-001",
        "JML-002",
        "JML-004",
        "NOM-010",
        "SAT-002",
        "SAT-004",
        "TUR-001",
        "TUR-002",
        "STR-010",
        "NOM-003",
    }
    expected = [
        (x.rule, place[x.sheet], x.cell, as_text(x.value)) for x in _seed() if x.table in wanted and x.rule in alone
    ]
    found = [(rule, sheet, cell, as_text(value)) for rule, sheet, cell, value in _flat(path, *wanted) if rule in alone]
    assert found == expected


@pytest.mark.parametrize(
    ("name", "content", "way"),
    [
        ("x.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "simpan sebagai .xlsx"),
        ("x.xls", b"PK\x03\x04 anything", "ganti akhiran namanya menjadi .xlsx"),
        ("x.xlsb", b"PK\x03\x04 anything", "simpan sebagai .xlsx"),
        ("x.pdf", b"%PDF-1.7", "minta .docx atau .xlsx"),
        ("x.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".docx"),
    ],
)
def test_formats_that_are_not_read_are_refused_with_a_way_out(
    tmp_path: Path, name: str, content: bytes, way: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableError, match=way):
        read_document(tmp_path / name)


@pytest.mark.parametrize(
    ("name", "content"), [("x.ods", b"PK\x03\x04 broken"), ("x.csv", b"a;b\0c"), ("x.csv", b""), ("x.docx", b"PK")]
)
def test_broken_files_end_in_one_sentence(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableError):
        read_document(tmp_path / name)


@pytest.mark.parametrize(("old", "new"), [(".xls", ".xlsx"), (".doc", ".docx")])
def test_a_new_file_under_the_name_of_an_old_format_is_told_as_such(tmp_path: Path, old: str, new: str) -> None:
    """Its name is to be changed; to be saved in another format it would have to be opened, which Excel refuses."""
    file = tmp_path / f"kiriman{old}"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
    with pytest.raises(OtherFormatError, match=f"ganti akhiran namanya menjadi {new}"):
        read_document(file)
    file.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    with pytest.raises(OtherFormatError, match=f"format {old} lama"):
        read_document(file)


def test_a_damaged_archive_is_told_without_words_of_the_library(tmp_path: Path) -> None:
    for ending in (".ods", ".xlsx"):
        file = tmp_path / f"rusak{ending}"
        file.write_bytes(b"PK\x03\x04 terpotong")
        with pytest.raises(UnreadableError) as refused:
            read_document(file)
        assert (
            str(refused.value) == f"'rusak{ending}' tidak dapat dibaca: file rusak atau terpotong; minta dikirim ulang."
        )


def test_the_limit_of_cells_is_no_ones_else(tmp_path: Path) -> None:
    before = csv.field_size_limit()
    path = tmp_path / "teks.csv"
    path.write_text("a;b\n1;2\n", encoding="utf-8")
    read_rows(path, Limits(text=2))
    assert csv.field_size_limit() == before
