"""The ribbon's actions on open workbooks, as Excel calls them: what they write, what they leave alone, what they tell."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwings as xw
from openpyxl.worksheet.formula import ArrayFormula

from addin import ribbon
from addin.blocks import write_cells
from addin.book import read_with_grids
from addin.findings_sheet import listed_findings
from rules.seal.check import check_seal
from rules.validation import validate
from tests.support.excel_calls import CALLS
from tests.support.excel_engine import blank, opened, said
from tests.support.large_plans import build_large
from workbook_templates.copies.findings_lines import verdict_line
from workbook_templates.copies.fix import Mending, mend
from workbook_templates.reader import read_document
from workbook_templates.template.guide import FIRST_FINDING

MOST_CALLS = 400
"""Calls to Excel of Validasi over eight tables of 400 rows, what is written included."""


def cells(book: xw.Book, but: tuple[str, ...] = ()) -> dict[str, list[list[Any]]]:
    """Formulas and values of the sheets that were there before."""
    return {
        sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()]
        for sheet in book.impl.formulas.worksheets
        if sheet.title not in but
    }


def formats(book: xw.Book, but: tuple[str, ...] = ()) -> dict[str, list[int]]:
    """The style of every cell of the sheets that were there before."""
    return {
        sheet.title: [cell._style.__hash__() for row in sheet.iter_rows() for cell in row]
        for sheet in book.impl.formulas.worksheets
        if sheet.title not in but
    }


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Eight tables of 400 rows typed without formulas, their derived cells and totals blank."""
    return build_large(tmp_path_factory.mktemp("besar") / "besar.xlsx", as_typed=True)


# ---- Validasi


def test_validate_lists_the_findings_of_the_file(small: Path) -> None:
    filed = validate(read_document(small))
    book = opened(small)
    before, looks = cells(book, ("Temuan",)), formats(book, ("Temuan",))
    ribbon.validate()
    told = said(book)
    assert verdict_line(filed) in told
    assert all(cause.sentence in told for cause in filed.causes[:6])
    assert len(told) < 1000, "more a message box does not show"
    sheet, first = book.impl.values["Temuan"], FIRST_FINDING + len(filed.causes)
    assert [sheet.cell(FIRST_FINDING + at, 13).value for at in range(len(filed.causes))] == [
        cause.sentence for cause in filed.causes
    ]
    lines = [[cell.value for cell in row] for row in sheet.iter_rows(first, first + len(filed.findings) - 1)]
    by_cause = [filed.findings[at] for cause in filed.causes for at in cause.findings]
    assert [(line[0], line[1], line[2]) for line in lines] == [
        (f"{x.sheet}!{x.cell}" if x.cell else x.sheet or "-", x.severity, x.rule) for x in by_cause
    ]
    assert [line[9] for line in lines] == [x.message for x in by_cause]
    assert sheet["A2"].value == verdict_line(filed)
    links = [book.impl.formulas["Temuan"].cell(first + at, 1).value for at in range(len(lines))]
    assert all(link.startswith("=HYPERLINK(\"#'") for link, x in zip(links, by_cause, strict=True) if x.cell)
    assert cells(book, ("Temuan",)) == before
    assert formats(book, ("Temuan",)) == looks


def test_validating_again_gives_the_same_list_and_no_line_is_left_of_a_longer_one(small: Path) -> None:
    book = opened(small)
    ribbon.validate()
    first, sheets = cells(book)["Temuan"], list(book.sheet_names)
    ribbon.validate()
    again = cells(book)["Temuan"]
    assert [row for at, row in enumerate(again) if at != 2] == [row for at, row in enumerate(first) if at != 2]
    assert list(book.sheet_names) == sheets
    faulty = [x for x in listed_findings(book) or () if x.column == 6]
    book.sheets["T-C.33"].range((8, 6)).value = 12_000_000.0
    ribbon.validate()
    left = [x for x in listed_findings(book) or () if x.column == 6]
    assert len(left) < len(faulty)
    assert len([row for row in cells(book)["Temuan"] if row[0]]) < len([row for row in first if row[0]])


def test_texts_are_listed_as_texts(small: Path) -> None:
    """Codes typed as numbers, times or formulas to be would be changed by Excel in the list."""
    book = opened(small)
    ribbon.validate()
    document = read_with_grids(book)[0]
    typed = {value for table in document.tables for values in table.columns.values() for value in values}
    codes = [row[5] for row in cells(book)["Temuan"][FIRST_FINDING - 1 :] if isinstance(row[5], str)]
    assert "2.11.1.2.01.1" in {*typed} & {row[6] for row in cells(book)["Temuan"][FIRST_FINDING - 1 :]}
    assert "2.11.01" in codes
    assert not [row for row in cells(book)["Temuan"] for value in row if str(value).startswith("#TAKEN")]


def test_unsaved_workbook_of_other_make(tmp_path: Path, small: Path) -> None:
    """Tables are found in a workbook that is not ours, also before it was ever saved, and Temuan is added to it."""
    path = tmp_path / "lain.xlsx"
    foreign = openpyxl.load_workbook(small, data_only=True)
    for name in ("Petunjuk", "Temuan", "Daftar"):
        del foreign[name]
    foreign.create_sheet("Temuan")["A1"] = "milik sendiri"
    foreign.save(path)
    book = opened(path, saved=False)
    ribbon.validate()
    assert "BELUM LULUS" in said(book)
    assert book.impl.values["Temuan"]["A1"].value == "milik sendiri"
    assert {"JML-002", "NOM-010"} <= {x.rule for x in listed_findings(book) or ()}
    assert book.sheet_names[-1] == "Temuan renja"


def test_a_workbook_without_tables_is_told_so() -> None:
    book = blank()
    ribbon.validate()
    assert "tidak memuat teks atau angka" in said(book)
    assert book.sheet_names == ["Sheet"]


def test_a_protected_structure_is_told_of(small: Path) -> None:
    book = opened(small)
    for name in ("Temuan", "Ringkasan"):
        if name in book.sheet_names:
            book.sheets[name].delete()
    book.impl.formulas.security = openpyxl.workbook.protection.WorkbookProtection(lockStructure=True)
    ribbon.validate()
    assert "struktur buku kerja ini dilindungi" in said(book)


def test_what_breaks_is_told_in_one_box_that_names_the_log(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = opened(small)

    def broken(_: Any) -> Any:
        raise ZeroDivisionError("rahasia")

    monkeypatch.setattr("addin.book.sheet_grid", broken)
    for press in (ribbon.validate, ribbon.compute, ribbon.apply_safe_fixes, ribbon.seal):
        press()
        told = said(book)
        assert str(ribbon.log_file()) in told
        assert "Traceback" not in told
        assert "rahasia" not in told
    assert "rahasia" in ribbon.log_file().read_text(encoding="utf-8")


def test_excel_that_waits_for_the_planner_is_told_so(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = opened(small)

    class ComBusyError(Exception):
        hresult = -2147418111

    def waiting(_: Any) -> Any:
        raise ComBusyError

    monkeypatch.setattr("addin.book.sheet_grid", waiting)
    ribbon.validate()
    assert "Enter atau Esc" in said(book)


# ---- Hitung


def _is_formula(value: object) -> bool:
    return isinstance(value, ArrayFormula) or (isinstance(value, str) and value.startswith("="))


def test_compute_fills_what_the_file_would_get_and_can_be_repeated(tmp_path: Path) -> None:
    from workbook_templates.copies.fill import fill_workbook

    # More rows than a blank table is made with: rows that are only formatted are seen by Excel, not in a file.
    plan = build_large(tmp_path / "rencana.xlsx", rows=60, as_typed=True)
    fill_workbook(plan, tmp_path / "file.xlsx")
    due = openpyxl.load_workbook(tmp_path / "file.xlsx", data_only=True)
    book = opened(plan)
    typed = cells(book)
    ribbon.compute()
    assert "sel diisi" in said(book)
    for sheet in due.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if _is_formula(book.impl.formulas[sheet.title][cell.coordinate].value):
                    continue  # Excel calculates it
                found = book.impl.values[sheet.title][cell.coordinate].value
                assert found == pytest.approx(cell.value) if isinstance(cell.value, float) else found == cell.value
    now = cells(book)
    kept = [
        (was, now[name][r][c])
        for name, rows in typed.items()
        for r, row in enumerate(rows)
        for c, was in enumerate(row)
    ]
    assert all(was == is_now for was, is_now in kept if was is not None)
    CALLS.clear()
    ribbon.compute()
    assert "Tidak ada sel yang perlu diisi" in said(book)
    assert CALLS.total() <= MOST_CALLS
    # What was filled in follows when a figure below it changes; what is typed over it stays.
    plan = book.sheets["T-C.33"]
    leaf, kegiatan, program = (_cell(book, code) for code in ("2.11.01.2.01.01", "2.11.01.2.02", "2.11.01"))
    old, other = plan.range((program, 6)).value, plan.range((kegiatan, 6)).value
    plan.range((leaf, 6)).value = plan.range((leaf, 6)).value + 500.0
    plan.range((kegiatan, 6)).value = 7.0
    ribbon.compute()
    assert plan.range((kegiatan, 6)).value == 7
    assert plan.range((program, 6)).value == old + 500 - other + 7


def _cell(book: xw.Book, code: str) -> int:
    """The row of a code in T-C.33."""
    return next(row for row in range(1, 99) if book.impl.values["T-C.33"].cell(row, 1).value == code)


def test_compute_leaves_formulas_to_excel(benar: Path) -> None:
    book = opened(benar)
    before = cells(book)
    ribbon.compute()
    assert "berisi rumus, dihitung oleh Excel sendiri" in said(book)
    after = cells(book, ("Hitungan renja",))
    assert {name: rows for name, rows in after.items() if rows != before[name]} == {}


def test_locked_cells_are_told_not_forced(seed: Path) -> None:
    """The report's sheets are protected and some of its derived cells were emptied: Excel refuses to write them."""
    book = opened(seed.with_name("lkip-2024-seed.xlsx"))
    ribbon.compute()
    told = said(book)
    assert "tidak dapat ditulis karena lembarnya dilindungi: Pagu-Realisasi, Perbandingan" in told
    assert "Tidak ada sel yang perlu diisi" in told


# ---- safe fixes


def test_safe_fixes_are_those_of_the_command_and_each_is_listed(small: Path, tmp_path: Path) -> None:
    from workbook_templates.copies.fix import fix_workbook

    filed = fix_workbook(small, tmp_path / "fixed.xlsx")
    due = openpyxl.load_workbook(tmp_path / "fixed.xlsx")["T-C.33"]
    book = opened(small)
    before = cells(book)["T-C.33"]
    ribbon.apply_safe_fixes()
    assert f"{len(filed.fixed)} perbaikan aman diterapkan; temuan {filed.before} menjadi {filed.after}" in said(book)
    after = cells(book)["T-C.33"]
    assert after == [[cell.value for cell in row] for row in due.iter_rows()]
    changed = {
        f"T-C.33!{openpyxl.utils.get_column_letter(c + 1)}{r + 1}"
        for r, row in enumerate(after)
        for c, value in enumerate(row)
        if value != before[r][c]
    }
    listed = cells(book)["Perbaikan"][2:]
    assert {row[1] for row in listed} == changed
    assert [listed[0][3], listed[0][4]] == ["2.11.1.2.01.1", "2.11.01.2.01.01"]
    ribbon.apply_safe_fixes()
    assert "0 perbaikan aman diterapkan" in said(book)
    assert cells(book)["Perbaikan"][2:] == listed


def test_a_code_split_over_cells_is_put_into_the_first_and_the_others_are_emptied(seed: Path) -> None:
    book = opened(seed)
    document, grids = read_with_grids(book)
    findings = validate(document, only=["NOM-010"]).findings
    mending = Mending()
    write_cells(book, mend(findings, document, grids, mending))
    split = next(x for x in mending.fixed if len(x.cells) > 1)
    sheet = book.sheets[split.finding.sheet]
    assert [sheet.range(cell).value for cell in split.cells] == [split.finding.fix, *[None] * (len(split.cells) - 1)]


# ---- the seal


def test_seal_holds_in_the_saved_file_and_tells_a_change(tmp_path: Path, small: Path) -> None:
    book = opened(small)
    ribbon.seal()
    told = said(book)
    book.save(str(tmp_path / "segel.xlsx"))
    document = read_document(tmp_path / "segel.xlsx")
    assert document.seal
    assert f"Kode segel: {document.seal.code}" in told
    assert check_seal(document, document.seal).holds
    assert (document.seal.galat, "kesalahan; itu tercatat" in told) == (
        validate(read_document(small)).count("galat"),
        True,
    )
    book.sheets["T-C.33"].range("F12").value = 1_000_001.0
    book.save(str(tmp_path / "diubah.xlsx"))
    changed = read_document(tmp_path / "diubah.xlsx")
    assert changed.seal
    assert not check_seal(changed, changed.seal).holds
    ribbon.seal()
    assert document.seal.code not in said(book)
    assert book.sheet_names.count("Segel") == 1


# ---- calls


@pytest.mark.parametrize("press", [ribbon.validate, ribbon.compute])
def test_large_workbook_in_few_calls(press: Callable[[], None], large: Path) -> None:
    book = opened(large)
    press()
    # Cells that Hitung fills beside each other are one call; the parents of this plan are not. What stood there is kept.
    most = MOST_CALLS + (600 if press is ribbon.compute else 0)
    assert CALLS.total() <= most, CALLS.most_common(5)
    assert "tidak terduga" not in said(book)


@pytest.mark.parametrize("press", [ribbon.apply_safe_fixes, ribbon.seal])
def test_small_workbook_in_few_calls(press: Callable[[], None], small: Path) -> None:
    opened(small)
    press()
    # What stood there before is kept.
    assert CALLS.total() <= MOST_CALLS + 50, CALLS.most_common(5)
