"""Parity with a real spreadsheet program: recalculated templates equal `compute` to the last digit.

Also: totals keep working when rows are inserted or deleted anywhere.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from rules.schema.arithmetic import Expression
from rules.values.cells import column_number
from tests.conftest import Recalculate
from tests.support.helpers import IDENTITY
from tests.support.recalculated import cell, derived
from workbook_templates.reader import read_document
from workbook_templates.template.blueprint import Template
from workbook_templates.template.build import build_template

pytestmark = pytest.mark.libreoffice


def _plan(seed: int, programs: int) -> list[dict[str, Any]]:
    """Random rows of a plan: programs with kegiatan and sub kegiatan, amounts on the leaves."""
    pick = random.Random(seed)
    rows: list[dict[str, Any]] = []
    for program in range(1, programs + 1):
        rows.append({"1": f"2.17.{program:02}"})
        for kegiatan in range(1, pick.randint(2, 4)):
            rows.append({"1": f"2.17.{program:02}.2.{kegiatan:02}"})
            for sub in range(1, pick.randint(2, 9)):
                amounts = {"6": pick.choice([0, "-", None, pick.randint(1, 10**11)]), "10": pick.randint(0, 10**9)}
                rows.append({"1": f"2.17.{program:02}.2.{kegiatan:02}.{sub:02}", "5": "1 Laporan", **amounts})
    return rows


@pytest.mark.parametrize("name", ["renja-2024-benar", "renja-2024-seed"])
def test_recalculated_example_equals_stored_and_computed(name: str, benar: Path, recalculate: Recalculate) -> None:
    path = benar.with_name(f"{name}.xlsx")
    sheets = recalculate(path)
    places = derived(path)
    assert len(places) > 60
    for letter, due in places:
        if due.state == "refreshed":
            found = cell(sheets, due.sheet, letter, due.row)
            assert found == ("" if due.value is None else pytest.approx(due.value, rel=1e-12)), (due, found)


def test_random_plan_of_several_hundred_rows(tmp_path: Path, recalculate: Recalculate) -> None:
    path = tmp_path / "rencana.xlsx"
    rows = _plan(2024, 40)
    assert len(rows) > 300
    build_template(path, Template("renja", IDENTITY, rows={"T-C.33": rows}))
    sheets = recalculate(path)
    places = [(letter, due) for letter, due in derived(path) if due.table == "T-C.33"]
    assert len(places) > 150
    for letter, due in places:
        assert cell(sheets, due.sheet, letter, due.row) == due.value, f"{letter}{due.row}"


@pytest.mark.parametrize("where", ["first", "middle", "last"])
def test_inserted_rows_are_added_up(where: str, benar: Path, recalculate: Recalculate) -> None:
    """A sub kegiatan typed into a row inserted anywhere reaches its kegiatan, program and TOTAL."""
    document = read_document(benar)
    table = next(table for table in document.tables if table.layout == "Bab-IV")
    first, last = table.rows[0], table.rows[-2]
    at = {"first": first, "middle": (first + last) // 2, "last": last + 1}[where]
    code, amount = "2.17.08.2.01.09", 12_345
    money, letter = table.letters["6"], table.letters["1"]
    before = {key: value for key, value in zip(table.columns["1"], table.columns["6"], strict=True) if key}
    sheets = recalculate(
        benar,
        ["insert", "Bab-IV", at, 1],
        ["put", "Bab-IV", f"{letter}{at}", code],
        ["put", "Bab-IV", f"{money}{at}", amount],
    )
    after = {row[0]: row[column_number(money) - 1] for row in sheets["Bab-IV"] if row[0]}
    for key in ("2.17.08.2.01", "2.17.08", "TOTAL"):
        assert after[key] == before[key] + amount
    assert after["2.17.07"] == before["2.17.07"]


def test_deleted_rows_leave_the_sums_right(benar: Path, recalculate: Recalculate) -> None:
    """Deleting the first row, one in the middle and the last one leaves every other sum as it should be."""
    document = read_document(benar)
    table = next(table for table in document.tables if table.layout == "T-C.33")
    money = table.letters["6"]
    codes = dict(zip(table.columns["1"], table.rows, strict=True))
    gone = ["2.17.08.2.01.01", "2.17.06.2.01.01", "2.17.01.2.01.06"]
    amounts = dict(zip(table.columns["1"], table.columns["6"], strict=True))
    edits = [["delete", "T-C.33", codes[code], 1] for code in gone]
    sheets = recalculate(benar, *edits)
    after = {row[0]: row[column_number(money) - 1] for row in sheets["T-C.33"] if row[0]}
    assert after["2.17.08"] == after["2.17.08.2.01"] == 0
    assert after["2.17.01"] == amounts["2.17.01"] - amounts["2.17.01.2.01.06"]
    assert after["TOTAL"] == amounts["TOTAL"] - sum(amounts[code] for code in gone)


def test_blank_template_adds_up_what_is_typed(tmp_path: Path, recalculate: Recalculate) -> None:
    """In a template without rows, typing codes and leaf amounts is enough."""
    path = tmp_path / "kosong.xlsx"
    build_template(path, Template("renja", {**IDENTITY, "bidang_urusan": "1.02"}))
    typed = {11: "1.02", 12: "1.02.02", 13: "1.02.02.2.01", 14: "1.02.02.2.01.01", 15: "1.02.02.2.01.02"}
    edits = [["put", "T-C.33", f"A{row}", code] for row, code in typed.items()]
    edits += [["put", "T-C.33", "F14", 700], ["put", "T-C.33", "F15", 50]]
    sheets = recalculate(path, *edits)
    assert [sheets["T-C.33"][row - 1][5] for row in (11, 12, 13)] == [750, 750, 750]
    total = next(row for row in sheets["T-C.33"] if row[0] == "TOTAL")
    assert total[5] == 750


@pytest.mark.parametrize(
    "text", ["7 / 6 * 100", "5 + 7 + 9", "10 / 4", "(5 + 7) / 2 * 100", "5 - (7 - 9)", "rata(5, 6, 7)", "2 * 3 - 4 / 5", "maks(5,6) / min(7,8)",
             "akhir(5, 7, 9)", "akhir(5, 7) / 6 * 100", "(2.0 * 6 - 7) / 6 * 100", "6 / 7 * 100",
             "maks(0.0, (2.0 * 6 - 7) / 6 * 100)"]
)  # fmt: skip
def test_arithmetic_formula_equals_derivation(text: str, tmp_path: Path, recalculate: Recalculate) -> None:
    """One declaration, two results: the native formula in LibreOffice and the pandas derivation."""
    import pandas as pd
    import xlsxwriter

    pick = random.Random(text)
    values = [
        [pick.choice([None, 0, "-", pick.randint(1, 999), pick.random() * 100]) for _ in range(10)] for _ in range(60)
    ]
    expression = Expression.parse(text)
    path = tmp_path / "rumus.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("X")
    letters = "ABCDEFGHIJ"
    for row, cells in enumerate(values):
        sheet.write_row(row, 0, cells)
        sheet.write_formula(row, 12, expression.excel(lambda column, row=row: f"{letters[int(column) - 1]}{row + 1}"))
    book.close()
    numbers = pd.DataFrame(
        [[x if isinstance(x, int | float) else None for x in row] for row in values], dtype="float64"
    )
    frame = {str(column + 1): numbers[column] for column in range(10)}
    expected = expression.evaluate(frame)
    found = [row[12] for row in recalculate(path)["X"]]
    for got, due in zip(found, expected, strict=True):
        assert (got == "" and pd.isna(due)) or got == pytest.approx(due, rel=1e-12)
