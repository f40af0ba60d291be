"""Whole workbooks are read as they were saved, whatever odd values stand in them."""

from __future__ import annotations

import datetime as dt
import json
import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from headless.reports.json_report import render
from rules.model.document import DATA, TOTAL, Document, Table
from rules.schema.layout import layouts
from rules.validation import validate, validate_many
from rules.values.cells import ExcelError, as_text
from tests.places import EXAMPLES
from tests.support import hostile
from tests.support.helpers import TABLES, Rows, first_data, grid, identity_rows, places, save, sound_grids, table_rows
from workbook_templates.errors import NoTablesError, NothingWrittenError, UnreadableError
from workbook_templates.grid import Grid
from workbook_templates.reader import no_tables, read_document
from workbook_templates.reading.workbook import read_workbook
from workbook_templates.recognition.read_grids import read_grids
from workbook_templates.sheet_facts import CELLS_ONLY

BENAR, SEED = EXAMPLES / "renja-2024-benar.xlsx", EXAMPLES / "renja-2024-seed.xlsx"


def plain(document: Document) -> list[Any]:
    """A document's contents, blank cells and kinds of numbers set aside."""
    identity = {key: (as_text(field.value), field.cell) for key, field in document.identity.items()}
    tables = [
        (t.layout, t.sheet, t.rows, t.kinds, t.letters, t.captions.headings, t.captions.groups, t.marks,
         {number: [as_text(value) for value in values] for number, values in t.columns.items()})
        for t in document.tables
    ]  # fmt: skip
    return [identity, document.sheets, tables]


@pytest.mark.parametrize("path", [BENAR, SEED], ids=["benar", "seed"])
def test_both_readers_find_the_same(tmp_path: Path, path: Path) -> None:
    """A comment in each sheet leaves all of them to the thorough reader."""
    parts = hostile.parts_of(path)
    odd = {name: xml.replace(b"<sheetData>", b"<!-- x --><sheetData>") for name, xml in parts.items()}
    other = hostile.write(tmp_path / path.name, odd)
    assert plain(read_document(other)) == plain(read_document(path))


def _plan(document: Document) -> Table:
    return next(table for table in document.tables if table.layout == "T-C.33")


def test_unknown_error_value_costs_only_its_cell(tmp_path: Path) -> None:
    parts = hostile.parts_of(BENAR)
    _, old, new = hostile.amount(b"#SPILL!", b' t="e"')
    parts[hostile.SHEET] = parts[hostile.SHEET].replace(old, new)
    document = read_document(hostile.write(tmp_path / "x.xlsx", parts))
    assert places(document, "STR-004") == ["T-C.33!F12"]
    _plan(document).columns["6"][4] = 10_000_000
    assert plain(document) == plain(read_document(BENAR))


def test_saved_without_values_is_reported_formula_by_formula(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(BENAR)
    parents = [cell.coordinate for (cell,) in book["Bab-IV"]["F7:F55"] if str(cell.value).startswith("=")]
    book.save(tmp_path / "x.xlsx")
    document = read_document(tmp_path / "x.xlsx")
    assert [place for place in places(document, "STR-011") if "Bab-IV" in place] == [
        f"Bab-IV!{cell}" for cell in parents
    ]
    assert len(parents) > 10
    assert {finding.rule for finding in validate(document).findings} <= {"STR-011", "LTS-007"}


def test_uncalculated_total_row_is_found(tmp_path: Path) -> None:
    openpyxl.load_workbook(BENAR).save(tmp_path / "x.xlsx")
    kinds = {table.layout: table.kinds[-1] for table in read_document(tmp_path / "x.xlsx").tables}
    assert len(kinds) > 6
    assert kinds == {name: TOTAL if layouts()[name].totals else DATA for name in kinds}


def test_error_and_percentage_in_a_table(tmp_path: Path) -> None:
    rows = table_rows("Bab-IV")
    first = first_data("Bab-IV", rows)
    rows[first + 5][5] = ExcelError("#REF!")
    path = save(tmp_path / "x.xlsx", sound_grids({"Bab-IV": rows}))
    book = openpyxl.load_workbook(path)
    share = book["Bab-IV"].cell(first + 7, 5)
    share.value, share.number_format = 0.12, "0%"
    book.save(path)
    document = read_document(path)
    assert places(document, "STR-004") == [f"Bab-IV!F{first + 6}"]
    table = next(table for table in document.tables if table.layout == "Bab-IV")
    assert table.columns["5"][6] == "12%"


def test_hidden_and_chart_sheets(tmp_path: Path) -> None:
    path = save(tmp_path / "x.xlsx", sound_grids())
    book = openpyxl.load_workbook(path)
    book["T-C.33"].sheet_state = "veryHidden"
    book.create_chartsheet("Grafik", 0)
    book.save(path)
    assert [found.name for found in read_workbook(path)] == ["Identitas", *TABLES]
    assert validate(read_document(path)).status == "valid"


@pytest.mark.parametrize("rows", [[["Daftar hadir"], ["No", "Nama"], [1, "A"]], identity_rows()])
def test_workbook_without_tables_is_refused(tmp_path: Path, rows: Rows) -> None:
    path = save(tmp_path / "hadir.xlsx", [grid(rows)])
    with pytest.raises(UnreadableError, match=r"^'hadir\.xlsx' tidak memuat satu pun tabel .*\.$"):
        read_document(path)


ODD: list[Any] = [
    True, 1e308, -0.0, dt.datetime(2024, 1, 31), dt.time(7, 30), dt.timedelta(1), "①", "²⁰", "x" * 32_000, "=1+1",
    "\u200b", "a\nb", ExcelError("#N/A"), 10**17, "-", " ", "{key}", "[bold]",
]  # fmt: skip
PLAN_HEAD = len(layouts()["T-C.33"].title) + 1
SPOTS = {
    "row": (PLAN_HEAD + 6, slice(0, 10)),
    "code": (PLAN_HEAD + 6, slice(0, 1)),
    "number row": (PLAN_HEAD + 2, slice(0, 1)),
    "heading": (PLAN_HEAD, slice(0, 3)),
}


def with_spot(spot: str, value: Any) -> Document:
    """The sound document with a value written over cells of the plan."""
    rows = table_rows("T-C.33")
    at, cells = SPOTS[spot]
    rows[at][cells] = [value] * len(rows[at][cells])
    return read_grids(f"{spot} {ascii(value)[:20]}", sound_grids({"T-C.33": rows}))


@pytest.mark.parametrize("spot", SPOTS)
def test_odd_values_are_judged(spot: str) -> None:
    for verdict in validate_many([with_spot(spot, odd) for odd in ODD]):
        assert [outcome for outcome in verdict.rules if outcome.status == "crashed"] == [], verdict.file
        json.loads(render([verdict]))


def test_numbers_that_are_none() -> None:
    text = render(validate_many([with_spot("row", odd) for odd in (math.nan, math.inf, -math.inf)]))
    assert "NaN" not in text
    assert "Infinity" not in text


def test_year_in_superscript_is_a_finding() -> None:
    form = identity_rows()
    form[4][1] = "²⁰²⁴"
    assert places(read_grids("x", sound_grids({"Identitas": form})), "STR-013") == ["Identitas!B5"]


def test_a_workbook_of_nothing_is_told_as_such() -> None:
    """A formula that was never calculated is something."""
    formula = Grid("Lembar1", [[]], replace(CELLS_ONLY, formulas={(1, 1): "=B1"}))
    told = {
        name: type(no_tables("x.xlsx", grids))
        for name, grids in {
            "none": [], "blank": [grid([]), grid([[None, " "], [""]])], "text": [grid([]), grid([["halo"]])], "figure": [grid([[0]])],
            "formula": [formula],
        }.items()
    }  # fmt: skip
    empty, other = NothingWrittenError, NoTablesError
    assert told == {"none": empty, "blank": empty, "text": other, "figure": other, "formula": other}
