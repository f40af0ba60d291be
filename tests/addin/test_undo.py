"""*Batalkan*: what the last action changed comes back whole, once, in both Excels, also from a saved file; or nothing does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwings as xw
from openpyxl.styles import Protection
from openpyxl.workbook.protection import WorkbookProtection

from addin import ribbon
from addin.content import contents, put_back, stored, typed
from rules.validation import validate
from tests.support.excel_engine import blank, opened, said
from tests.support.large_plans import build_large
from tests.support.mac_xlwings import excel_for_mac
from workbook_templates.reader import read_document

_KEPT = "Batalkan renja"


@contextmanager
def on_windows(path: Path) -> Iterator[xw.Book]:
    yield opened(path)


@contextmanager
def on_mac(path: Path) -> Iterator[xw.Book]:
    with excel_for_mac(path) as book:
        book.set_mock_caller()
        yield book


EXCELS = {"windows": on_windows, "mac": on_mac}
Excel = Callable[[Path], Any]
ACTIONS = {"Perbaiki yang aman": ribbon.apply_safe_fixes, "Hitung": ribbon.compute, "Segel": ribbon.seal}


def _open() -> Any:
    """The workbook in the stand-in for Excel."""
    return xw.engines["excel-double"].impl.apps[1].books.active


def _told() -> str:
    alerts: list[tuple[str, str]] = _open().app.alerts
    assert len(alerts) == 1, alerts
    return alerts.pop()[1]


def _state() -> dict[str, Any]:
    """All that stands in the workbook: contents, their kinds, number formats and fills; hidden rows; sheets in order."""
    return {
        sheet.title: (
            sheet.sheet_state,
            {
                x.coordinate: (getattr(x.value, "text", x.value), type(x.value), x.number_format, x.fill.fgColor.rgb)
                for row in sheet.iter_rows()
                for x in row
                if x.value is not None
            },
            sorted(row for row, told in sheet.row_dimensions.items() if told.height == 0),
        )
        for sheet in _open().formulas.worksheets
    }


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan whose derived cells are blank and which has faults that are safe to mend, one of them a number in a cell of texts."""
    path = build_large(tmp_path_factory.mktemp("urung") / "rencana.xlsx", rows=45, as_typed=True)
    book = openpyxl.load_workbook(path)
    sheet = book["T-C.33"]
    rows = [row for row in range(8, sheet.max_row) if isinstance(sheet.cell(row, 6).value, int | float)]
    sheet.cell(rows[3], 6).number_format = "@"
    sheet.cell(rows[3], 6).value = str(int(sheet.cell(rows[3], 6).value))
    sheet.cell(rows[5], 1).value = f"{sheet.cell(rows[5], 1).value} "
    book.save(path)
    return path


@pytest.mark.parametrize("excel", EXCELS.values(), ids=EXCELS)
@pytest.mark.parametrize("action", ACTIONS)
def test_an_action_is_undone_whole_and_once(action: str, excel: Excel, plan: Path) -> None:
    with excel(plan):
        before = _state()
        ACTIONS[action]()
        _told()
        assert _state() != before
        assert _open().formulas[_KEPT].sheet_state == "hidden"
        ribbon.undo()
        told = _told()
        assert told.startswith(action)
        assert "dibatalkan" in told
        assert _state() == before
        ribbon.undo()
        assert "Tidak ada yang dapat dibatalkan" in _told()
        assert _state() == before


@pytest.mark.parametrize("excel", EXCELS.values(), ids=EXCELS)
@pytest.mark.parametrize("action", ACTIONS)
def test_what_our_sheets_said_before_comes_back(action: str, excel: Excel, plan: Path) -> None:
    """Lists, seal and figures that were there are overwritten by the action, and are what they were after it is undone."""
    with excel(plan):
        for press in (ribbon.validate, *ACTIONS.values()):
            press()
            _told()
        leaf = next(x for x in range(8, 60) if str(_open().values["T-C.33"].cell(x, 1).value or "").count(".") == 5)
        for book in (_open().formulas, _open().values):
            book["T-C.33"].cell(leaf, 2).value = "Nama lain"
            book["T-C.33"].cell(leaf, 6).value = "12345000" if action == "Perbaiki yang aman" else 12_345_000.0
        before = _state()
        del before[_KEPT]
        ACTIONS[action]()
        _told()
        assert {name: told for name, told in _state().items() if name != _KEPT} != before
        ribbon.undo()
        _told()
        assert _state() == before


@pytest.mark.parametrize("action", ACTIONS)
def test_it_is_undone_in_the_workbook_opened_again(action: str, plan: Path, tmp_path: Path) -> None:
    opened(plan)
    before = _state()
    ACTIONS[action]()
    _told()
    _saved(tmp_path / "simpan.xlsx")
    opened(tmp_path / "simpan.xlsx")
    ribbon.undo()
    _told()
    found = _state()
    assert found.keys() == before.keys()
    assert {name: told[:2] for name, told in found.items()} == {name: told[:2] for name, told in before.items()}


def _saved(path: Path) -> None:
    """Save with what Excel would store as results: there is no one to recalculate here."""
    book = _open()
    kept, shown = book.formulas[_KEPT], book.values[_KEPT]
    for row in kept.iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and cell.value.startswith("=ROW("):
                cell.value = shown[cell.coordinate].value
    book.save(str(path))


@pytest.mark.parametrize("excel", EXCELS.values(), ids=EXCELS)
def test_a_cell_changed_since_keeps_everything_as_it_is(excel: Excel, plan: Path) -> None:
    with excel(plan):
        ribbon.apply_safe_fixes()
        _told()
        row = next(x[1:4] for x in _kept_lines() if x[0] == "sel")
        for book in (_open().formulas, _open().values):
            book[row[0]][f"{row[1]}{row[2]}"].value = "diketik sesudahnya"
        before = _state()
        ribbon.undo()
        told = _told()
        assert f"{row[0]}!{row[1]}{row[2]}" in told
        assert "tidak dibatalkan" in told
        assert _state() == before


def _kept_lines() -> list[list[Any]]:
    return [[cell.value for cell in row] for row in _open().values[_KEPT].iter_rows()]


def test_a_row_deleted_since_is_a_change(plan: Path) -> None:
    opened(plan)
    ribbon.apply_safe_fixes()
    _told()
    shown = _open().values[_KEPT]
    line = next(row for row in range(1, shown.max_row + 1) if shown.cell(row, 1).value == "sel")
    shown.cell(line, 4).value = "#REF!"
    before = _state()
    ribbon.undo()
    assert "tidak dibatalkan" in _told()
    assert _state() == before


def test_rows_inserted_above_are_followed(plan: Path) -> None:
    """Excel moves the cell and the formula that keeps its row; here both are moved by hand."""
    opened(plan)
    ribbon.apply_safe_fixes()
    _told()
    lines = [line for line in _kept_lines() if line[0] == "sel"]
    assert {line[1] for line in lines} == {"T-C.33"}
    for book in (_open().formulas, _open().values):
        book["T-C.33"].insert_rows(8, 2)
    shown = _open().values[_KEPT]
    for row in range(1, shown.max_row + 1):
        if shown.cell(row, 1).value == "sel":
            shown.cell(row, 4).value += 2
    ribbon.undo()
    assert "dibatalkan" in _told()
    for line in lines:
        assert _open().values["T-C.33"][f"{line[2]}{line[3] + 2}"].value == line[4]


@pytest.mark.parametrize("excel", EXCELS.values(), ids=EXCELS)
def test_a_workbook_open_for_reading_is_told_so(excel: Excel, plan: Path) -> None:
    with excel(plan):
        ribbon.compute()
        _told()
        _open().read_only = True
        before = _state()
        ribbon.undo()
        assert "hanya untuk dibaca" in _told()
        assert _state() == before


@pytest.mark.parametrize("excel", EXCELS.values(), ids=EXCELS)
def test_a_sheet_protected_since_keeps_everything_as_it_is(excel: Excel, plan: Path) -> None:
    """Of the sheets with changed cells one is locked: what was put back into the others is taken out again."""
    with excel(plan):
        ribbon.compute()
        _told()
        sheets = list(dict.fromkeys(line[1] for line in _kept_lines() if line[0] == "sel"))
        assert len(sheets) > 1
        locked = _open().formulas[sheets[-1]]
        locked.protection.sheet = True
        for line in locked.iter_rows():
            for cell in line:
                cell.protection = Protection(locked=True)
        before = _state()
        ribbon.undo()
        assert f"dilindungi: {sheets[-1]}" in _told()
        assert _state() == before


@pytest.mark.parametrize("excel", EXCELS.values(), ids=EXCELS)
def test_a_structure_protected_since_keeps_everything_as_it_is(excel: Excel, plan: Path) -> None:
    with excel(plan):
        ribbon.compute()
        _told()
        _open().formulas.security = WorkbookProtection(lockStructure=True)
        before = _state()
        ribbon.undo()
        assert "struktur buku kerja ini dilindungi" in _told()
        assert _state() == before


@pytest.mark.parametrize("action", ["Hitung", "Perbaiki yang aman", "Segel"])
def test_nothing_is_written_where_nothing_can_be_kept(action: str, plan: Path) -> None:
    opened(plan)
    _open().formulas.security = WorkbookProtection(lockStructure=True)
    before = _state()
    ACTIONS[action]()
    assert "struktur buku kerja ini dilindungi" in _told()
    assert _state() == before


def test_validation_is_no_action_to_undo_and_keeps_what_can_be(plan: Path) -> None:
    opened(plan)
    before = _state()
    ribbon.apply_safe_fixes()
    _told()
    ribbon.validate()
    _told()
    ribbon.undo()
    _told()
    assert _state() == before


def test_what_is_kept_is_no_table_and_no_finding(plan: Path, tmp_path: Path) -> None:
    book = opened(plan)
    book.save(str(tmp_path / "sebelum.xlsx"))
    ribbon.seal()
    said(book)
    book.save(str(tmp_path / "sesudah.xlsx"))
    before, after = (read_document(tmp_path / f"{name}.xlsx") for name in ("sebelum", "sesudah"))
    # A seal is of what Excel shows; a file saved here has no results of formulas.
    judged = [[x.key for x in validate(x).findings if not x.rule.startswith("SEG")] for x in (before, after)]
    assert judged[0] == judged[1] != []
    assert not [table for table in after.tables if table.sheet == _KEPT]


KINDS = {
    "text": "Dinas",
    "text of digits": "2.17.01",
    "text like a formula": "=A1",
    "text with our mark": "~!#N/A",
    "text with an apostrophe": "'kutip'",
    "number": 12_345_678_901.25,
    "truth": True,
    "date": datetime(2024, 2, 29, 6, 30),
    "error": "#N/A",
    "blank": None,
}


@pytest.mark.parametrize("value", KINDS.values(), ids=KINDS)
def test_each_kind_of_content_comes_back_as_it_was(value: Any) -> None:
    """Also from a cell of our own sheet, where it is kept."""
    book = blank()
    cell, record = book.sheets[0].range((1, 1)), book.sheets[0].range((2, 2))
    cell.value = f"'{value}" if isinstance(value, str) and not value.startswith("#") else value
    kept = contents(book.sheets[0], [(1, 1)])[1, 1]
    record.raw_value = typed_for_record(kept)
    read = record.value
    assert read == kept
    cell.value = "lain"
    assert put_back(book, {"Sheet": {(1, 1): read}}) == {}
    assert book.impl.values["Sheet"]["A1"].value == value
    assert contents(book.sheets[0], [(1, 1)])[1, 1] == kept


def typed_for_record(kept: Any) -> Any:
    """As :mod:`addin.undo_record` puts it into its sheet."""
    return f"'{kept}" if isinstance(kept, str) else "" if kept is None else kept


def test_a_formula_comes_back_as_a_formula() -> None:
    book = blank()
    book.sheets[0].range((1, 1)).raw_value = "=ROW('Sheet'!A7)"
    kept = contents(book.sheets[0], [(1, 1)])[1, 1]
    assert kept == "=ROW('Sheet'!A7)" == stored(7.0, kept) == typed(kept)
    book.sheets[0].range((1, 1)).value = 5
    put_back(book, {"Sheet": {(1, 1): kept}})
    assert book.impl.formulas["Sheet"]["A1"].value == kept
