"""The Ringkasan sheet: its formulas recalculated by a real spreadsheet program, its charts, and what readers see."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from examples.build import DATA, build
from tests.conftest import Recalculate, Sheets
from tests.support.helpers import IDENTITY
from workbook_templates.reader import read_document
from workbook_templates.template import build as building
from workbook_templates.template.blueprint import Template
from workbook_templates.template.build import build_template
from workbook_templates.template.guide import FIRST_FINDING
from workbook_templates.template.summary.blocks import FAILED, PASSED, UNCHECKED
from workbook_templates.template.summary.renja import CHANGE_LINES, PROGRAM_LINES
from workbook_templates.template.titles import SUMMARY as NAME

FIRST, TOTAL = 7, 8 + PROGRAM_LINES
CHANGED = TOTAL + 5
Make = Callable[[Path], Any]


def plan(programs: int) -> list[dict[str, Any]]:
    """Programs with one kegiatan and one sub kegiatan each; the second program has no pagu."""
    rows: list[dict[str, Any]] = []
    for number in range(1, programs + 1):
        code, amounts = f"2.17.{number:02}", {"6": "-" if number == 2 else number * 1_000_000, "10": number * 1_100_000}
        rows += [{"1": code, "2": f"Program {number}"}, {"1": f"{code}.2.01", "2": f"Kegiatan {number}"}]
        rows.append({"1": f"{code}.2.01.01", "2": f"Sub kegiatan {number}", **amounts})
    return rows


def review(programs: int) -> list[dict[str, Any]]:
    """The names of the plan with other figures after the analysis, below an urusan that is not listed."""
    rows: list[dict[str, Any]] = [{"2": "URUSAN PEMERINTAHAN WAJIB", "6": 1}]
    for number in range(1, programs + 1):
        rows += [{"1": "I", "2": f"Program {number}"}, {"1": "1", "2": f"Kegiatan {number}"}]
        rows.append({"2": f"Sub kegiatan {number}", "6": 5_000_000, "11": 5_000_000 + number % 3 * 500_000})
    return rows


def many(path: Path) -> None:
    build_template(path, Template("renja", IDENTITY, rows={"T-C.33": plan(18), "T-C.31": review(15)}))


def few(path: Path) -> None:
    build_template(path, Template("renja", IDENTITY, rows={"T-C.33": plan(3)}))


def blank(path: Path) -> None:
    build_template(path, Template("renja", IDENTITY | {"bidang_urusan": "1.02"}))


def office(path: Path) -> None:
    build_template(path, Template("renja", IDENTITY, without=("T-C.31",)))


def sound(path: Path) -> None:
    build(DATA / "benar", path, as_typed=False)


def faulty(path: Path) -> None:
    build(DATA / "seed", path, as_typed=True)


def row(sheets: Sheets, number: int, first: int = 1, last: int = 7) -> list[Any]:
    """Cells of a row of Ringkasan, by default those of the block on the left (0-based, last one excepted)."""
    return sheets[NAME][number - 1][first:last]


@pytest.mark.libreoffice
@pytest.mark.parametrize("make", [many, few, blank, office, sound, faulty])
def test_stored_values_are_what_libreoffice_calculates(make: Make, tmp_path: Path, recalculate: Recalculate) -> None:
    make(tmp_path / "a.xlsx")
    found = recalculate(tmp_path / "a.xlsx")[NAME]
    stored = openpyxl.load_workbook(tmp_path / "a.xlsx", data_only=True)[NAME]
    formulas = openpyxl.load_workbook(tmp_path / "a.xlsx")[NAME]
    checked = 0
    for cell in (cell for cells in formulas.iter_rows() for cell in cells if cell.data_type == "f"):
        due, got = stored[cell.coordinate].value, found[cell.row - 1][cell.column - 1]
        assert got == (pytest.approx(due, rel=1e-12) if isinstance(due, float) else due or (0 if due == 0 else ""))
        checked += 1
    assert checked > 150


@pytest.mark.libreoffice
def test_blocks_tell_what_the_plan_holds(tmp_path: Path, recalculate: Recalculate) -> None:
    many(tmp_path / "a.xlsx")
    sheets = recalculate(tmp_path / "a.xlsx")
    assert row(sheets, 1)[0] == "RINGKASAN RENCANA KERJA TAHUN 2024"
    assert row(sheets, FIRST - 1)[2:4] == ["Pagu 2024", "Prakiraan maju 2025"]
    assert row(sheets, FIRST) == ["2.17.01", "Program 1", 1e6, 1.1e6, pytest.approx(0.1), pytest.approx(1 / 169)]
    assert row(sheets, FIRST + 1) == ["2.17.02", "Program 2", 0, 2.2e6, "", 0]
    assert row(sheets, TOTAL - 1)[:3] == ["", "3 program lain", 51e6]
    assert row(sheets, TOTAL)[2:4] == [169e6, pytest.approx(188.1e6)]
    assert row(sheets, CHANGED - 2)[0] == "30 baris berbeda; 5 di antaranya tidak ditampilkan."
    half = pytest.approx(0.1)
    assert row(sheets, CHANGED) == ["Program", "Program 1", 5e6, 5.5e6, 5e5, half]
    assert row(sheets, CHANGED + 2) == ["Sub kegiatan", "Sub kegiatan 1", 5e6, 5.5e6, 5e5, half]
    assert row(sheets, CHANGED + CHANGE_LINES - 1)[1] == "Program 13"


@pytest.mark.libreoffice
def test_programs_follow_the_plan(tmp_path: Path, recalculate: Recalculate) -> None:
    """Another amount, a program inserted below the last row, and one deleted."""
    few(tmp_path / "a.xlsx")
    table = next(table for table in read_document(tmp_path / "a.xlsx").tables if table.layout == "T-C.33")
    first, end = table.rows[0], table.rows[0] + 9
    edits: list[list[Any]] = [["put", "T-C.33", f"F{first + 2}", 4_000_000], ["insert", "T-C.33", end, 2]]
    edits += [["put", "T-C.33", f"A{end}", "2.17.09"], ["put", "T-C.33", f"B{end}", "Program Baru"]]
    edits += [["put", "T-C.33", f"F{end}", 6_000_000], ["delete", "T-C.33", first + 6, 3]]
    sheets = recalculate(tmp_path / "a.xlsx", *edits)
    assert [cells[:4] for cells in (row(sheets, FIRST + at) for at in range(4))] == [
        ["2.17.01", "Program 1", 4e6, 1.1e6],
        ["2.17.02", "Program 2", 0, 2.2e6],
        ["2.17.09", "Program Baru", 6e6, 0],
        ["", "", "", ""],
    ]
    assert row(sheets, TOTAL)[2:4] == [10e6, 3.3e6]


@pytest.mark.libreoffice
def test_findings_are_counted_and_judged(tmp_path: Path, recalculate: Recalculate) -> None:
    few(tmp_path / "a.xlsx")

    def check(*findings: tuple[str, str]) -> tuple[Any, dict[str, list[Any]]]:
        edits: list[list[Any]] = [["put", "Temuan", "A2", "Diperiksa."]]
        for at, (severity, table) in enumerate(findings, FIRST_FINDING):
            edits += [["put", "Temuan", f"B{at}", severity], ["put", "Temuan", f"D{at}", table]]
        sheets = recalculate(tmp_path / "a.xlsx", *edits)
        counts = {cells[8]: cells[9:13] for cells in sheets[NAME][CHANGED - 1 :]}
        return row(sheets, CHANGED - 2, 9, 10)[0], counts

    assert row(recalculate(tmp_path / "a.xlsx"), CHANGED - 2, 9, 10) == [UNCHECKED]
    assert check()[0] == PASSED
    verdict, counts = check(("peringatan", "T-C.33"), ("catatan", ""), ("peringatan", "T-C.33"))
    assert (verdict, counts["T-C.33"], counts["Jumlah"]) == (PASSED, [0, 2, 0, 2], [0, 2, 1, 3])
    verdict, counts = check(("galat", "Bab-IV"), ("galat", ""), ("catatan", "Bab-IV"))
    assert verdict == FAILED
    assert (counts["Bab-IV"], counts["Lainnya"], counts["Jumlah"]) == ([1, 0, 1, 2], [1, 0, 0, 1], [2, 0, 1, 3])


def test_charts_refer_to_the_blocks(tmp_path: Path) -> None:
    few(tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as package:
        charts = [package.read(f"xl/charts/chart{number}.xml").decode() for number in (1, 2)]
    programs, findings = (re.findall(r"<c:f>Ringkasan!(.*?)</c:f>", chart) for chart in charts)
    last = TOTAL - 2
    codes = f"$B${FIRST}:$B${last}"
    assert programs == ["$D$6", codes, f"$D${FIRST}:$D${last}", "$E$6", codes, f"$E${FIRST}:$E${last}"]
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")[NAME]
    others = next(cell.row for cell in sheet["I"] if cell.value == "Lainnya")
    tables = f"$I${CHANGED}:$I${others}"
    assert findings == [
        part for x in "JKL" for part in (f"${x}${CHANGED - 1}", tables, f"${x}${CHANGED}:${x}${others}")
    ]
    assert "Prakiraan maju 2025" in charts[0], "the legend's names are stored too"


@pytest.mark.parametrize("make", [many, blank, office, sound, faulty])
def test_it_is_no_official_table(make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path / "a.xlsx")
    found = read_document(tmp_path / "a.xlsx")
    monkeypatch.setattr(building, "write_summary", lambda *_: None)
    make(tmp_path / "b.xlsx")
    without = read_document(tmp_path / "b.xlsx")
    assert found.tables == without.tables
    assert found.identity == without.identity
    assert [name for name in found.sheets if name != NAME] == without.sheets
    assert found.sheets.index(NAME) == found.sheets.index("Identitas") + 1


def test_only_with_the_plan(tmp_path: Path) -> None:
    names = build_template(tmp_path / "a.xlsx", Template("renja", IDENTITY, without=("T-C.33",)))
    assert NAME not in names
    office(tmp_path / "b.xlsx")
    cells = [cell.value for cells in openpyxl.load_workbook(tmp_path / "b.xlsx")[NAME].iter_rows() for cell in cells]
    assert "Temuan per tabel" in cells
    assert not any("T-C.31" in str(value) for value in cells)
