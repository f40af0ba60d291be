"""Every button on the Mac: xlwings' real code for it writes and tells what it does on Windows."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwings as xw
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from addin import help_buttons, ribbon
from addin.blocks import put
from addin.book import read_with_grids, sheet_grid
from addin.code_search import search_nomenclature
from addin.new_template import new_template
from addin.range_facts import merged_areas, struck_cells
from rules.values.cells import ExcelError
from tests.support.apple_events import EVENTS
from tests.support.excel_engine import opened
from tests.support.mac_xlwings import excel_for_mac
from workbook_templates.reader import read_document

MOST_EVENTS = 600
"""Apple events of a button on a small plan, what it keeps for *Batalkan* included."""


def _state(book: xw.Book) -> dict[str, Any]:
    """What stands in every sheet of a workbook, its sheets in order, and which is shown."""
    impl = xw.engines["excel-double"].impl.apps[1].books.active
    return {
        "sheets": {
            sheet.title: (
                sheet.sheet_state,
                [[getattr(cell.value, "text", cell.value) for cell in row] for row in sheet.iter_rows()],
            )
            for sheet in impl.formulas.worksheets
        },
        "shown": impl.formulas.active.title,
    }


def _told(book: xw.Book) -> str:
    """The one box, or what the status bar tells instead."""
    app = xw.engines["excel-double"].impl.apps[1]
    assert len(app.alerts) + bool(app.status_bar) == 1, app.alerts
    return str(app.alerts.pop()[1] if app.alerts else app.status_bar)


def _pressed(presses: tuple[Callable[[], None], ...], book: xw.Book) -> tuple[list[str], dict[str, Any]]:
    told = []
    for press in presses:
        press()
        told.append(_told(book))
    return told, _state(book)


BUTTONS = {
    "Validasi": (ribbon.validate,),
    "Validasi, twice": (ribbon.validate, ribbon.validate),
    "Hitung": (ribbon.compute,),
    "Hitung, twice": (ribbon.compute, ribbon.compute),
    "Temuan berikutnya": (ribbon.next_finding, ribbon.validate, ribbon.next_finding, ribbon.next_finding),
    "Temuan sebelumnya": (ribbon.validate, ribbon.previous_finding),
    "Perbaiki yang aman": (ribbon.apply_safe_fixes,),
}


@pytest.mark.parametrize("presses", BUTTONS.values(), ids=BUTTONS)
@pytest.mark.parametrize("name", ["small", "seed"])
def test_a_button_does_on_the_mac_what_it_does_on_windows(
    presses: tuple[Callable[[], None], ...],
    name: str,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path: Path = request.getfixturevalue(name)
    _same_minute(monkeypatch)
    windows = _pressed(presses, opened(path))
    with excel_for_mac(path) as book:
        book.set_mock_caller()
        mac = _pressed(presses, book)
        assert EVENTS.total() <= MOST_EVENTS * len(presses) or name == "seed", EVENTS.most_common(5)
    assert mac == windows
    assert not [words for words in mac[0] if "tidak terduga" in words]


def _same_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both runs are of one minute."""
    from datetime import datetime

    class Fixed(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> Fixed:
            return cls(2024, 5, 6, 7, 8, tzinfo=tz)

    for module in ("addin.findings_sheet", "addin.fixes_sheet", "addin.sealing", "addin.undo_record"):
        monkeypatch.setattr(f"{module}.datetime", Fixed)


def test_the_seal_of_the_mac_holds_in_the_file(small: Path, tmp_path: Path) -> None:
    from rules.seal.check import check_seal

    with excel_for_mac(small) as book:
        book.set_mock_caller()
        ribbon.seal()
        told = _told(book)
        xw.engines["excel-double"].impl.apps[1].books.active.save(str(tmp_path / "segel.xlsx"))
    document = read_document(tmp_path / "segel.xlsx")
    assert document.seal
    assert document.seal.code in told
    assert check_seal(document, document.seal).holds


def test_a_new_template_opens_on_the_mac(small: Path, tmp_path: Path) -> None:
    with excel_for_mac(small) as book:
        told = new_template(book, "renja", 2026, folder=tmp_path)
        assert str(tmp_path / "Renja-2026.xlsx") in told
        assert [x.name for x in book.app.books] == [small.name, "Renja-2026.xlsx"]


def test_pages_and_codes_on_the_mac(small: Path) -> None:
    shown: list[str] = []

    def show(address: str) -> bool:
        shown.append(address)
        return True

    with excel_for_mac(small) as book:
        assert "Pilih sel" in help_buttons.rule_page(book, show)
        help_buttons.guide(book, show)
        assert len(shown) == 2
        assert "2.17" in search_nomenclature(book, "koperasi")


def test_the_document_is_that_of_windows(seed: Path) -> None:
    windows = read_with_grids(opened(seed))[0]
    with excel_for_mac(seed) as book:
        assert read_with_grids(book)[0].tables == windows.tables


def test_errors_arrive_as_errors_of_a_block_a_row_a_column_and_a_cell(tmp_path: Path) -> None:
    for area in ("A1:B3", "A1:C1", "A1:A3", "A1"):
        made = openpyxl.Workbook()
        for row in made.active[area] if ":" in area else ((made.active["A1"],),):
            for cell in row:
                cell.value = "#DIV/0!"
        made.save(tmp_path / "galat.xlsx")
        with excel_for_mac(tmp_path / "galat.xlsx") as book:
            rows = sheet_grid(book.sheets[0]).rows
        assert {value for row in rows for value in row} == {ExcelError("#DIV/0!")}, area


def test_merged_blocks_are_found_in_few_events(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    made.active.cell(400, 10, "x")
    made.active.merge_cells("B5:C7")
    made.save(tmp_path / "gabung.xlsx")
    with excel_for_mac(tmp_path / "gabung.xlsx") as book:
        assert merged_areas(book.sheets[0], (1, 1, 400, 10)) == [(5, 2, 7, 3)]
        assert EVENTS["get merge cells"] <= 60


def test_struck_cells_are_found_in_few_events(tmp_path: Path) -> None:
    """Which part of a text is struck out is not asked there."""
    made = openpyxl.Workbook()
    made.active.cell(400, 10, "x")
    made.active["B5"], made.active["C7"] = 5, CellRichText(TextBlock(InlineFont(strike=True), "12 "), "15 Orang")
    made.active["B5"].font = made.active["D9"].font = Font(strike=True)
    made.save(tmp_path / "coret.xlsx")
    with excel_for_mac(tmp_path / "coret.xlsx") as book:
        sheet = book.sheets[0]
        found = struck_cells(sheet, (1, 1, 400, 10), lambda place: "x" if place in {(5, 2), (7, 3)} else "")
        assert found == {(5, 2): "", (7, 3): "…"}
        assert EVENTS["get strikethrough"] <= 60


def test_integers_past_32_bits_are_written(small: Path) -> None:
    with excel_for_mac(small) as book:
        put(book.sheets["T-C.33"].range("F12:G12"), [[7_132_442_000, 5]])
        assert book.sheets["T-C.33"].range("F12:G12").value == [7_132_442_000, 5]


def test_privacy_that_forbids_excel_is_a_sentence(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with excel_for_mac(small, permitted=False), pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["-c", "--wb=00610062", "--from_xl=1"])
        ribbon.validate()
    told = capsys.readouterr().err
    assert "Privasi & Keamanan > Otomatisasi" in told
    assert "Traceback" not in told


def test_a_workbook_closed_meanwhile_is_told_of(small: Path) -> None:
    with excel_for_mac(small) as book, pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["-c", "--wb=00610062", "--from_xl=1"])
        ribbon.validate()
        assert "'ab' tidak terbuka lagi" in _told(book)
