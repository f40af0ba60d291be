"""Figures beside and below tables: one finding for each block, none for notes, signatures and what our template puts there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

import openpyxl
import pytest

from rules.model.document import Table
from rules.schema.layout import document_layouts
from rules.validation import validate
from tests.places import EXAMPLES
from tests.support.helpers import Rows, first_data, grid, places, sound_table, table_rows, tables_of
from workbook_templates.grid import Grid
from workbook_templates.reader import read_document
from workbook_templates.sheet_facts import CELLS_ONLY
from workbook_templates.template.blueprint import Template
from workbook_templates.template.build import build_template

PLAN = "Bab-IV"


def table_with(cells: dict[str, Any], name: str = PLAN, **head: Any) -> Table:
    """The sound table in a sheet with more cells, by their address."""
    sheet = openpyxl.Workbook().active
    assert sheet is not None
    for row in table_rows(name, **head):
        sheet.append(row)
    for place, value in cells.items():
        sheet[place] = value
    (table,) = tables_of(grid([list(row) for row in sheet.iter_rows(values_only=True)], name))
    return table


def strays_with(cells: dict[str, Any], name: str = PLAN, **head: Any) -> list[tuple[str, int, bool]]:
    return [(stray.cells, stray.count, stray.below) for stray in table_with(cells, name, **head).around.strays]


FIRST = first_data(PLAN, table_rows(PLAN)) + 1
LAST = len(table_rows(PLAN))


def column(letter: str, rows: range) -> dict[str, Any]:
    return {f"{letter}{row}": 1_000_000 for row in rows}


@pytest.mark.parametrize("heading", [None, "Selisih"])
@pytest.mark.parametrize("letter", ["I", "J"])
def test_a_helper_column_is_one_block_and_no_part_of_the_last_column(letter: str, heading: str | None) -> None:
    rows = range(FIRST, FIRST + 9, 2)
    cells = column(letter, rows) | ({f"{letter}{FIRST - 2}": heading} if heading else {})
    assert strays_with(cells) == [(f"{letter}{rows[0]}:{letter}{rows[-1]}", 5, False)]
    assert table_with(cells).columns == sound_table(PLAN).columns


def test_columns_side_by_side_are_one_block_and_apart_two() -> None:
    here = range(FIRST, FIRST + 3)
    assert strays_with(column("I", here) | column("J", here) | column("L", here)) == [
        (f"I{FIRST}:J{FIRST + 2}", 6, False),
        (f"L{FIRST}:L{FIRST + 2}", 3, False),
    ]


def test_rows_below_the_total_are_a_block_each() -> None:
    cells = {f"F{LAST + 2}": 5_000_000, f"F{LAST + 3}": "12.000.000", f"B{LAST + 6}": "Rp 7.500.000"}
    assert strays_with(cells) == [(f"F{LAST + 2}:F{LAST + 3}", 2, True), (f"B{LAST + 6}", 1, True)]


@pytest.mark.parametrize(
    "below",
    [
        {"A": "Sumber: SIPD RI 2024"},
        {"F": "Kepala Dinas,"},
        {"F": 196501011990031001},
        {"F": "NIP 19650101 199003 1 001"},
        {"D": 26},
        {"A": "Catatan: pagu 5.000.000 menunggu penetapan"},
        {"A": "1)", "B": "belum termasuk DAK"},
    ],
)
def test_notes_sources_signatures_and_page_numbers_are_none(below: dict[str, Any]) -> None:
    assert strays_with({f"{letter}{LAST + 3}": value for letter, value in below.items()}) == []


def test_a_word_beside_a_row_is_none() -> None:
    assert strays_with({f"J{FIRST}": "cek lagi", f"J{FIRST + 4}": "sudah"}) == []


def test_figures_left_of_a_table() -> None:
    rows: Rows = [[None, *row] for row in table_rows(PLAN)]
    rows[FIRST - 1][0] = rows[FIRST][0] = 4
    (table,) = tables_of(grid(rows, PLAN))
    assert [stray.cells for stray in table.around.strays] == [f"A{FIRST}:A{FIRST + 1}"]


def test_formulas_count_whatever_they_show() -> None:
    sheet = grid(table_rows(PLAN), PLAN)
    sheet.rows[FIRST - 1] += [None, "cocok"]
    formulas = {(FIRST, 10): '=IF(F8=F9,"cocok","beda")', (FIRST + 1, 10): "=F8-F9"}
    facts = replace(CELLS_ONLY, formulas=formulas, uncalculated={(FIRST + 1, 10)})
    (table,) = tables_of(Grid(sheet.name, sheet.rows, facts))
    assert [(stray.cells, stray.count) for stray in table.around.strays] == [(f"J{FIRST}:J{FIRST + 1}", 2)]


def test_a_block_is_one_note_in_its_first_cell(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(EXAMPLES / "renja-2024-seed.xlsx")
    sheet = book[PLAN]
    for row in range(10, 20):
        sheet.cell(row, 15).value = row * 1000
    book.save(tmp_path / "x.xlsx")
    document = read_document(tmp_path / "x.xlsx")
    assert places(document, "STR-009") == [f"{PLAN}!O10"]
    finding = next(x for x in validate(document).findings if x.rule == "STR-009")
    assert (finding.severity, finding.value, finding.table) == ("catatan", "O10:O19", PLAN)
    assert "10 sel" in finding.message


@pytest.mark.parametrize("name", ["renja-2024-seed", "renja-2024-benar", "lkip-2024-seed", "lkip-2024-benar"])
def test_examples_hold_none(name: str) -> None:
    assert [table.sheet for table in read_document(EXAMPLES / f"{name}.xlsx").tables if table.around.strays] == []


SAMPLE = {"code": "2.17.01", "money": 1000, "target": "1 Dokumen", "percent": 1}


@pytest.mark.parametrize("kind", ["renja", "lkip"])
def test_a_template_of_every_form_holds_none(tmp_path: Path, kind: Literal["renja", "lkip"]) -> None:
    identity = {
        "tahun": 2025,
        "pemda": "Kota Contoh",
        "perangkat_daerah": "Dinas Contoh",
        "bidang_urusan": "2.17",
        "renstra_awal": 2024,
        "renstra_akhir": 2026,
    }
    forms = [layout for layout in document_layouts(kind, 2025) if layout.columns]
    rows: Any = {
        layout.id: [{n: SAMPLE.get(x.kind, "Isi") for n, x in layout.official.items() if n not in layout.derived}] * 2
        for layout in forms
    }
    read = set()
    for at, chosen in enumerate(([], *([layout.id] for layout in forms if not layout.default))):
        build_template(tmp_path / f"{at}.xlsx", Template(kind, identity, layouts=chosen, rows=rows))
        document = read_document(tmp_path / f"{at}.xlsx")
        assert [(table.sheet, table.around.strays) for table in document.tables if table.around.strays] == []
        read |= {table.layout for table in document.tables if table.rows}
    assert read == {layout.id for layout in forms}


def test_a_row_with_a_code_below_total_is_a_fault() -> None:
    """Its money counts nowhere; a sum or a note there is only told."""
    below = {f"A{LAST + 2}": "2.17.01.2.01.0009", f"F{LAST + 2}": 500_000_000, f"B{LAST + 2}": "Kegiatan susulan"}
    (stray,) = table_with(below).around.strays
    assert stray.coded
    without_code = {cell: value for cell, value in below.items() if cell[0] != "A"}
    assert [x.coded for x in table_with(without_code).around.strays] == [False]
    head = {f"{letter}{LAST + 1}": text for letter, text in zip("ABC", ("Kode", "Kegiatan", "Keterangan"), strict=True)}
    assert [x.coded for x in table_with(below | head).around.strays] == [False]


@pytest.mark.parametrize("value", ["Tercapai", 100])
def test_a_further_column_is_named_by_its_heading_wherever_its_own_number_stands(value: object) -> None:
    rows = [list(row) for row in table_rows(PLAN)]
    numbers = FIRST - 2
    rows[numbers - 1].append("KET")
    rows[numbers].append(9)
    for row in rows[numbers + 1 : numbers + 5]:
        row.append(value)
    (table,) = tables_of(grid(rows, PLAN))
    (stray,) = table.around.strays
    at = f"I{FIRST}:I{FIRST + 3}" if value == 100 else f"I{numbers}"
    assert (stray.heading, stray.cells) == ("KET", at)
