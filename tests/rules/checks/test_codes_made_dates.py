"""Codes that Excel made dates or numbers: which code it was is told, and put back where the codes below say so."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from rules.engine.example_table_edits import Calculated, Put
from rules.examples.build import example_document
from rules.validation import validate
from tests.support.helpers import first_data, save, sound_grids, table_rows
from workbook_templates.copies.fix import fix_workbook
from workbook_templates.reader import read_document
from workbook_templates.recognition.read_grids import read_grids

RULE = "NOM-011"


def plan(code: str, value: Any) -> tuple[list[Any], str]:
    """The sound plan with something else in the cell of a code, and that cell."""
    rows = table_rows("T-C.33")
    at = next(at for at in range(first_data("T-C.33", rows), len(rows)) if rows[at][0] == code)
    rows[at][0] = value
    return sound_grids({"T-C.33": rows}), f"A{at + 1}"


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("2.17.01", dt.date(2001, 2, 17)),
        ("2.17.04", dt.datetime(2004, 2, 17)),
        ("2.17.01", dt.time(2, 17, 1)),  # where dots part hours from minutes, as in Indonesia
        ("2.17", dt.time(2, 17)),
        ("2.17.01", "17/02/2001"),  # as shown, in formats that hold texts only
        ("2.17.01", "2/17/2001"),
        ("2.17.01", "17/02/01"),
        ("2.17.01", "2001-02-17 00:00:00"),
        ("2.17.04", "17-Feb-04"),
        ("2.17.04", "17 Februari 2004"),
        ("2.17.01", "02:17:01"),
        ("2.17.01", "2:17:01 AM"),
        ("2.17", 2.17),
        ("2", 2),
        ("2.17", "17-Feb"),  # of this year, which is not shown
        ("2.17", 217),  # typed without dots
        ("2.17.01", 21701),
        ("2.17.01.2.06", 21701206),
        ("2.17.01", 36939),  # a date in a cell that shows numbers
        ("2.17.01", "36939"),  # in one that was made a cell of text
    ],
)
def test_the_code_is_certain(code: str, value: Any, tmp_path: Path) -> None:
    """One reading has codes below it: it is told and put back."""
    sheets, cell = plan(code, value)
    found = [x for x in validate(read_grids("uji", sheets)).findings if x.rule == RULE]
    assert [(x.cell, x.expected, x.fix) for x in found] == [(cell, code, code)]
    assert f"semula {code}" in found[0].message
    fix_workbook(save(tmp_path / "uji.xlsx", sheets), tmp_path / "hasil.xlsx")
    again = read_document(tmp_path / "hasil.xlsx")
    table = next(table for table in again.tables if table.layout == "T-C.33")
    assert table.columns["1"][table.rows.index(int(cell[1:]))] == code


@pytest.mark.parametrize("value", [36939, "36939"])
def test_a_date_that_shows_its_number_is_told_as_a_date(value: Any) -> None:
    (found,) = [x for x in validate(read_grids("uji", plan("2.17.01", value)[0])).findings if x.rule == RULE]
    assert "tanggal 17-02-2001" in found.message


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (dt.date(2001, 3, 4), "4.03.01 / 3.04.01"),
        ("03/04/2001", "3.04.01 / 4.03.01"),
        (9.1, "9.10"),
        (1e9, "tidak pasti"),
    ],
)
def test_the_code_is_uncertain(value: Any, said: str) -> None:
    """No code below it bears a reading out: what it may have been is told, and nothing is put back."""
    sheets, cell = plan("2.17.04", value)
    found = [x for x in validate(read_grids("uji", sheets)).findings if x.rule == RULE]
    assert [(x.cell, x.fix) for x in found] == [(cell, None)]
    assert said in found[0].message


@pytest.mark.parametrize("value", [2.17, 217, dt.date(2001, 2, 17)])
def test_a_code_that_stands_in_the_table_already_is_not_put_twice(value: Any) -> None:
    """The number in the row of a sub kegiatan reads as a code above it: what was typed there nobody can tell."""
    sheets, cell = plan("2.17.01.2.06.05", value)
    (found,) = [x for x in validate(read_grids("uji", sheets)).findings if x.rule == RULE]
    assert (found.cell, found.fix) == (cell, None)
    assert "kode semula tidak pasti" in found.message


def test_a_code_of_which_the_next_one_is_no_detail_is_not_put_back() -> None:
    sheets, cell = plan("2.17.04.2.01.02", dt.date(2003, 2, 17))
    (found,) = [x for x in validate(read_grids("uji", sheets)).findings if x.rule == RULE]
    assert (found.cell, found.fix) == (cell, None)


def test_an_amount_in_a_row_of_a_doubtful_code_is_no_formula_typed_over() -> None:
    sums = {12: 440_000_000, 13: 440_000_000, 14: 190_000_000, 16: 190_000_000, 19: 250_000_000, 20: 250_000_000}
    formulas = [Calculated("T-C.33", row, "6", f"=ROUND({held},0)", held) for row, held in sums.items()]
    verdict = validate(example_document([*formulas, Put("T-C.33", 17, "1", "2.17")]))
    assert "NOM-006" in {x.rule for x in verdict.findings}
    assert not [x for x in verdict.findings if (x.rule, x.cell) == ("STR-003", "F17")]
