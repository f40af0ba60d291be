"""Formulas of received workbooks: amounts typed into them, sums that miss or repeat rows, errors, units, each in its cell."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from rules.comparison.sum_ranges import typed_amounts
from rules.model.finding import Finding
from rules.validation import validate
from tests.support.helpers import Rows, grid, sound_grids, table_rows
from workbook_templates.reader import read_document

FIRST = next(at for at, row in enumerate(table_rows("E.81-16"), 1) if row and row[0] == "I")
Cells = dict[str, tuple[str, Any]]


def _file(folder: Path, cells: Cells) -> Path:
    """The sound document with E.81 holding formulas with stored values (`{n}` counts rows from the first program)."""
    rows: Rows = table_rows("E.81-16")
    path = folder / "e81.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        for sheet in [*(x for x in sound_grids() if x.name != "E.81-16"), grid(rows, "E.81")]:
            target = book.add_worksheet(sheet.name)
            for at, row in enumerate(sheet.rows):
                for place, value in enumerate(row):
                    if value is not None:
                        target.write(at, place, value)
            if sheet.name == "E.81":
                for cell, (formula, value) in cells.items():
                    if formula:
                        target.write_formula(_at(cell), _shifted(formula), None, value)
                    else:
                        target.write(_at(cell), value)
    return path


def _at(cell: str) -> str:
    """A cell of the sound table, whose programs begin in row 12, where they stand here."""
    letters = cell.rstrip("0123456789")
    return f"{letters}{int(cell[len(letters) :]) - 12 + FIRST}"


def _shifted(formula: str) -> str:
    import re

    return re.sub(r"\b([A-Z]{1,2})(\d{2})\b", lambda match: _at(match[0]), formula)


@cache
def _plain(folder: Path) -> tuple[Finding, ...]:
    return tuple(validate(read_document(_file(folder, {}))).findings)


def _found(folder: Path, cells: Cells) -> dict[str, list[Finding]]:
    """Findings that the cells bring, by their cell in the sound table."""
    before = {(x.rule, x.sheet, x.cell) for x in _plain(folder)}
    found: dict[str, list[Finding]] = {}
    for finding in validate(read_document(_file(folder, cells))).findings:
        if (finding.rule, finding.sheet, finding.cell) not in before and finding.sheet == "E.81":
            found.setdefault(finding.cell, []).append(finding)
    return found


def test_amount_typed_into_a_formula(tmp_path: Path) -> None:
    found = _found(tmp_path, {"L15": ("=20906000-17906000", 3_000_000)})
    assert [x.rule for x in found[_at("L15")]] == ["STR-003"]
    assert "20.906.000" in found[_at("L15")][0].message


def test_sum_that_skips_a_row_is_told_by_its_formula(tmp_path: Path) -> None:
    found = _found(tmp_path, {"L14": ("=SUM(L15:L15)", 3_000_000)})
    (finding,) = found[_at("L14")]
    assert (finding.rule, finding.expected) == ("JML-001", 19_000_000)
    assert f"tidak menjumlahkan baris {int(_at('L16')[1:])}" in finding.message


def test_total_that_counts_a_subtotal_twice(tmp_path: Path) -> None:
    found = _found(tmp_path, {"L21": ("=SUM(L12:L20)", 132_000_000)})
    (finding,) = found[_at("L21")]
    assert finding.rule == "JML-004"
    assert "menjumlahkan dua kali baris" in finding.message


def test_wrong_range_whose_value_agrees_is_found_all_the_same(tmp_path: Path) -> None:
    cells: Cells = {"L20": ("", 0), "L18": ("=L19", 20_000_000), "L17": ("=L18", 20_000_000), "L21": ("=L12+L17", 39_000_000),
                    "N19": ("", None)}  # fmt: skip
    rules = {x.rule for x in _found(tmp_path, cells)[_at("L18")]}
    assert "JML-006" in rules


def test_right_sums_of_any_kind_are_no_fault(tmp_path: Path) -> None:
    cells: Cells = {"L14": ("=SUM(L15:L16)", 19_000_000), "L12": ("=L14", 19_000_000), "L18": ("=L19+L20", 25_000_000),
                    "L17": ("=SUM(L19:L20)", 25_000_000), "L21": ("=SUM(L15:L16,L19:L20)", 44_000_000)}  # fmt: skip
    assert _found(tmp_path, cells) == {}


def test_division_by_zero_left_standing_and_unit_slips(tmp_path: Path) -> None:
    found = _found(tmp_path, {"X15": ("=V15/0", "#DIV/0!"), "I15": ("", "3 Pakte")})
    assert "STR-004" in {x.rule for x in found[_at("X15")]}
    assert "SAT-002" in {x.rule for x in found[_at("I15")]}


@pytest.mark.parametrize(
    ("formula", "amounts"),
    [("=20906000-R15", ("20906000",)), ("=R15+1500000.5", ("1500000.5",)), ("=SUM(F11:F1200)", ()), ("=F10/2024", ()),
     ('=IF(A1="12345678",0,1)', ()), ("=Lain!B12345", ()), ("=F10*100", ()), ("=SUM(F1:F3)+75000", ("75000",))],
)  # fmt: skip
def test_amounts_in_formulas(formula: str, amounts: tuple[str, ...]) -> None:
    assert typed_amounts(formula) == amounts
