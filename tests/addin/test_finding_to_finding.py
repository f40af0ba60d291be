"""Going from finding to finding, forward and back, and from a line of the list to its cell."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import xlwings as xw

from addin import ribbon
from addin.findings_sheet import listed_findings
from tests.support.excel_calls import CALLS
from tests.support.excel_engine import opened, said
from workbook_templates.template.guide import FIRST_FINDING

MOST_TO_GO = 120
"""Calls to Excel to go to the next finding."""


def _notes(book: xw.Book) -> list[tuple[tuple[str, int, int], str]]:
    return [
        ((sheet.title, cell.row, cell.column), cell.comment.text)
        for sheet in book.impl.formulas
        for line in sheet.iter_rows()
        for cell in line
        if cell.comment
    ]


def _selected(book: xw.Book) -> tuple[str, int, int]:
    selected = book.app.impl.selected
    return selected.sheet.title, *selected.first


def test_next_and_previous_go_round_all_cells_in_order(small: Path) -> None:
    """Each is told in the status bar and in a note at its cell, the only one of ours; no box is to be closed."""
    book = opened(small)
    ribbon.next_finding()
    assert "Klik Validasi dahulu" in said(book)
    ribbon.validate()
    said(book)
    order = {name: at for at, name in enumerate(book.sheet_names)}
    due = sorted({x.cell for x in listed_findings(book) or ()}, key=lambda x: (order[x[0]], *x[1:]))
    seen = []
    for _ in due:
        CALLS.clear()
        ribbon.next_finding()
        assert CALLS.total() <= MOST_TO_GO
        seen.append(_selected(book))
        assert f"({len(seen)} dari {len(due)} sel)" in book.app.status_bar
        assert len(book.app.status_bar) < 255
        ((place, note),) = _notes(book)
        assert (place, note.startswith("Renja: ")) == (seen[-1], True)
        assert f"({len(seen)} dari {len(due)} sel)" in note
        assert "Saran: " in note
    assert seen == due
    ribbon.next_finding()
    assert _selected(book) == due[0]
    ribbon.previous_finding()
    assert _selected(book) == due[-1]
    assert book.app.impl.alerts == []
    ribbon.validate()
    assert _notes(book) == []
    assert book.app.status_bar is False


def test_a_note_of_the_planner_stays(small: Path) -> None:
    book = opened(small)
    ribbon.validate()
    ribbon.next_finding()
    sheet, row, column = _selected(book)
    ribbon.previous_finding()
    book.sheets[sheet].range((row, column)).add_note("Renja harus ditanyakan ke Bu Sri")
    ribbon.next_finding()
    ribbon.next_finding()
    assert [note for place, note in _notes(book) if place == (sheet, row, column)] == [
        "Renja harus ditanyakan ke Bu Sri"
    ]


def test_on_a_protected_sheet_the_status_bar_tells(small: Path) -> None:
    book = opened(small)
    ribbon.validate()
    said(book)
    protection = book.impl.formulas["T-C.33"].protection
    protection.sheet = protection.objects = True
    ribbon.next_finding()
    assert "T-C.33!B8 (1 dari " in book.app.status_bar
    assert (_notes(book), book.app.impl.alerts) == ([], [])


def test_the_list_can_be_filtered_and_shows_all_after_the_next_validation(small: Path) -> None:
    path = small.with_name("asing.xlsx")
    foreign = openpyxl.load_workbook(small, data_only=True)
    del foreign["Temuan"]
    foreign.save(path)
    book = opened(path)
    ribbon.validate()
    kept = book.impl.formulas["Temuan"].auto_filter
    assert kept.ref.startswith(f"A{FIRST_FINDING - 1}:M")
    assert kept.filterColumn == []
    kept.add_filter_column(1, ["galat"])
    kept.filterColumn[0].colId = 0
    ribbon.validate()
    assert kept.filterColumn == []


def test_a_line_of_the_list_leads_to_its_cell(small: Path) -> None:
    book = opened(small)
    ribbon.validate()
    line = (listed_findings(book) or [])[3]
    book.sheets["Temuan"].range((line.line, 10)).select()
    ribbon.next_finding()
    assert _selected(book) == line.cell
