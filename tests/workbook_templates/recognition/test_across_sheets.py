"""Tables over several sheets, and over several tables of a Word document, are read and judged as one."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path

import docx
import pytest

from rules.model.document import DATA, Document
from rules.model.finding import Finding
from rules.validation import validate
from rules.values.cells import as_text
from tests.places import EXAMPLES
from tests.support.helpers import body_rows, grid, head_rows, sound_table, title_lines
from tests.support.mapped import read_mapped
from workbook_templates.copies.fill import fill_document
from workbook_templates.grid import Grid
from workbook_templates.reader import read_document
from workbook_templates.reading.workbook import read_workbook
from workbook_templates.recognition.map_file import write_map
from workbook_templates.recognition.read_grids import read_grids
from workbook_templates.sheet_facts import CELLS_ONLY

HEADS = {"T-C.29": 7, "T-C.30": 5, "T-C.31": 6, "T-C.33": 7, "Bab-IV": 7}
"""Rows of title and head of the tables in the typed Renja."""


@cache
def _grids() -> tuple[Grid, ...]:
    return tuple(read_workbook(EXAMPLES / "renja-2024-seed.xlsx"))


@cache
def _whole() -> tuple[Finding, ...]:
    return tuple(validate(read_grids("x", list(_grids()))).findings)


def _over_two_sheets(name: str, at: int) -> list[Grid]:
    """The typed Renja with a table that goes on after row ``at`` on a further sheet, its title and head repeated."""
    sheets: list[Grid] = []
    for sheet in _grids():
        if sheet.name != name:
            sheets.append(sheet)
            continue
        head, down = HEADS[name], HEADS[name] - at
        merges = sheet.facts.merges
        inside = [(top, left, min(bottom, at), right) for top, left, bottom, right in merges if top <= at]
        below = [area for area in merges if area[2] <= head]
        below += [(top + down, left, bottom + down, right) for top, left, bottom, right in merges if top > at]
        sheets.append(Grid(name, sheet.rows[:at], replace(CELLS_ONLY, merges=inside)))
        rest = [*sheet.rows[:head], *sheet.rows[at:]]
        sheets.append(Grid(f"{name} (2)", rest, replace(CELLS_ONLY, merges=below)))
    return sheets


def _moved(finding: Finding, name: str, at: int) -> tuple[str, ...]:
    """A finding of the whole table as it stands on two sheets."""
    letters = finding.cell.rstrip("0123456789")
    row = int(finding.cell[len(letters) :] or 0)
    sheet, cell = finding.sheet, finding.cell
    if sheet == name and row > at:
        sheet, cell = f"{name} (2)", f"{letters}{row + HEADS[name] - at}"
    return finding.rule, finding.table, sheet, cell, str(finding.value), str(finding.expected)


@pytest.mark.parametrize(
    ("name", "at"), [("T-C.29", 15), ("T-C.30", 9), ("T-C.31", 30), ("T-C.33", 12), ("T-C.33", 40), ("Bab-IV", 30)]
)
def test_a_table_over_two_sheets_is_judged_as_one(name: str, at: int) -> None:
    found = validate(read_grids("x", _over_two_sheets(name, at))).findings
    told = Counter((x.rule, x.table, x.sheet, x.cell, str(x.value), str(x.expected)) for x in found)
    assert told == Counter(_moved(x, name, at) for x in _whole())


def test_three_sheets_and_a_fault_on_the_last() -> None:
    rows = body_rows(sound_table("T-C.33"))
    parts = [rows[:4], rows[4:7], rows[7:]]
    sheets = [
        grid([*([line] for line in title_lines("T-C.33")), *head_rows("T-C.33"), *part], f"T-C.33 {number}")
        for number, part in enumerate(parts, 1)
    ]
    tables = read_grids("x", sheets).tables
    assert [(table.sheet, table.recognition.continues) for table in tables] == [
        ("T-C.33 1", False), ("T-C.33 2", True), ("T-C.33 3", True),
    ]  # fmt: skip
    assert [value for table in tables for value in table.columns["6"]] == sound_table("T-C.33").columns["6"]


def test_a_table_that_its_total_closed_does_not_go_on() -> None:
    whole = [*head_rows("T-C.33"), *body_rows(sound_table("T-C.33"))]
    document = read_grids("x", [grid(whole, "satu"), grid(whole, "dua")])
    assert [table.recognition.continues for table in document.tables] == [False, False]


def test_another_head_is_another_table() -> None:
    rows = body_rows(sound_table("T-C.33"))
    other = head_rows("T-C.33", headings={"6": "PAGU INDIKATIF (Rupiah penuh)"})
    document = read_grids("x", [grid([*head_rows("T-C.33"), *rows[:4]], "satu"), grid([*other, *rows[4:]], "dua")])
    assert [table.recognition.continues for table in document.tables] == [False, False]


def test_a_map_of_a_table_over_two_sheets_reads_back_the_same(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for sheet in _over_two_sheets("Bab-IV", 30):
        made = book.create_sheet(sheet.name)
        for row in sheet.rows:
            made.append(row)
    book.save(tmp_path / "x.xlsx")
    document = read_document(tmp_path / "x.xlsx")
    (tmp_path / "peta.yaml").write_text(write_map("x.xlsx", document), encoding="utf-8")
    mapped = read_mapped(tmp_path / "x.xlsx", tmp_path / "peta.yaml")
    assert [(x.rule, x.sheet, x.cell) for x in validate(mapped).findings] == [
        (x.rule, x.sheet, x.cell) for x in validate(document).findings
    ]


# ---- tables of a Word document


def _docx(path: Path, parts: list[list[list[object]]], between: tuple[str, ...] = ("",)) -> Document:
    """A document with a table for each part, and these paragraphs between two."""
    document = docx.Document()
    for number, part in enumerate(parts):
        for text in between if number else ():
            document.add_paragraph(text)
        table = document.add_table(0, max(map(len, part)))
        for row in part:
            for cell, value in zip(table.add_row().cells, row, strict=False):
                cell.text = as_text(value)
    document.save(str(path))
    return read_document(path)


def _plan() -> list[list[object]]:
    return [*head_rows("Bab-IV"), *body_rows(sound_table("Bab-IV"))]


def _read(document: Document) -> list[tuple[str, str, object]]:
    return [
        (table.sheet, as_text(code), value)
        for table in document.tables
        if table.layout == "Bab-IV"
        for code, value in zip(table.columns["1"], table.columns["6"], strict=True)
    ]


def test_a_word_table_goes_on_without_its_head(tmp_path: Path) -> None:
    rows = _plan()
    whole, parted = _docx(tmp_path / "a.docx", [rows]), _docx(tmp_path / "b.docx", [rows[:6], rows[6:9], rows[9:]])
    assert [(code, value) for _, code, value in _read(parted)] == [(code, value) for _, code, value in _read(whole)]
    assert [table.recognition.continues for table in parted.tables] == [False, True, True]
    assert [sheet for sheet, _, _ in _read(parted)] == [
        "Tabel 1" if at < 6 else "Tabel 2" if at < 9 else "Tabel 3" for at in range(3, len(rows))
    ]
    assert {x.rule for x in validate(parted).findings} == {x.rule for x in validate(whole).findings}


def test_a_fault_behind_the_break_is_told_by_its_own_table_and_row(tmp_path: Path) -> None:
    rows = _plan()
    at = next(n for n, row in enumerate(rows) if n > 8 and row[5] and str(row[0]).count(".") > 4)
    rows[at][5] = "69.04.000"
    document = _docx(tmp_path / "x.docx", [rows[:6], rows[6:]])
    (found,) = (x for x in validate(document).findings if x.rule == "ANG-001")
    assert (found.sheet, found.cell) == ("Tabel 2", f"F{at - 5}")


@pytest.mark.parametrize(
    ("between", "width", "rows"),
    [(("Tabel berikut memuat hal lain.",), 8, 2), (("",), 7, 2), (("",), 9, 2)],
    ids=["words between", "fewer columns", "more columns"],
)
def test_what_only_stands_below_does_not_go_on(tmp_path: Path, between: tuple[str, ...], width: int, rows: int) -> None:
    other = [["isi"] * width for _ in range(rows)]
    document = _docx(tmp_path / "x.docx", [_plan()[:6], other], between)
    assert {table.sheet for table in document.tables} == {"Tabel 1"}
    assert sum(table.kinds.count(DATA) for table in document.tables) == 3


@pytest.mark.parametrize("at", [6, 9])
def test_a_sheet_whose_codes_go_on_needs_no_head(at: int) -> None:
    rows = _plan()
    whole, parted = (
        read_grids("x", [Grid(f"IV ({n})", part, CELLS_ONLY) for n, part in enumerate(parts)])
        for parts in ([rows], [rows[:at], rows[at:]])
    )
    assert [(code, value) for _, code, value in _read(parted)] == [(code, value) for _, code, value in _read(whole)]
    assert {x.rule for x in validate(parted).findings} == {x.rule for x in validate(whole).findings}


def test_a_sheet_that_begins_anew_does_not_go_on() -> None:
    rows = _plan()
    document = read_grids("x", [Grid("IV", rows[:9], CELLS_ONLY), Grid("Rekap", rows[3:9], CELLS_ONLY)])
    assert {table.sheet for table in document.tables} == {"IV"}


def test_nothing_goes_on_below_a_total(tmp_path: Path) -> None:
    other = [["1", "Nama", "Jabatan", "x", "y", "z", "a", "b"]]
    document = _docx(tmp_path / "x.docx", [_plan(), other])
    assert {table.sheet for table in document.tables} == {"Tabel 1"}


def test_a_word_table_goes_on_under_its_head_printed_again(tmp_path: Path) -> None:
    rows = _plan()
    document = _docx(tmp_path / "x.docx", [rows[:6], [*rows[:3], *rows[6:]]])
    assert [(table.sheet, table.recognition.continues) for table in document.tables] == [
        ("Tabel 1", False),
        ("Tabel 2", True),
    ]
    assert [value for _, _, value in _read(document)] == sound_table("Bab-IV").columns["6"]


def test_a_table_over_two_sheets_is_computed(tmp_path: Path) -> None:
    sheets = _over_two_sheets("Bab-IV", 30)
    filling, written = fill_document(read_grids("x", sheets))
    assert {x.cell for x in filling.derived if x.derived.sheet == "Bab-IV (2)"}
    assert not written.get("Bab-IV (2)"), "what is typed stays"
