"""Totals of single programs, which offices print below each, and the grand total, however it is called."""

from __future__ import annotations

from typing import Any

import pytest

from rules.model.document import SUBTOTAL, TOTAL
from rules.model.finding import Verdict
from rules.validation import validate
from tests.support.helpers import Rows, sound_grids, table_rows
from workbook_templates.recognition.read_grids import read_grids

PLAN = "T-C.33"


def rows_of_plan() -> Rows:
    return [[*row, *[None] * (10 - len(row))] for row in table_rows(PLAN)]


def at_code(rows: Rows, code: str) -> int:
    return next(at for at, row in enumerate(rows) if row[0] == code)


def judged(rows: Rows) -> Verdict:
    return validate(read_grids("uji", sound_grids({PLAN: rows})))


def sum_row(label: str, *amounts: int) -> list[Any]:
    return [label, None, None, None, None, amounts[0], None, None, None, amounts[1]]


@pytest.mark.parametrize(
    ("of_part", "of_all"),
    [
        ("JUMLAH", "TOTAL"),
        ("JUMLAH", "JUMLAH"),
        ("Total Belanja Program", "TOTAL BELANJA OPD"),
        ("Sub Jumlah", "TOTAL"),
    ],
)
@pytest.mark.parametrize("blank", [False, True])
def test_a_total_below_each_program_ends_no_table(of_part: str, of_all: str, *, blank: bool) -> None:
    rows = rows_of_plan()
    rows[at_code(rows, "TOTAL")] = sum_row(of_all, 440_000_000, 443_000_000)
    rows.insert(at_code(rows, of_all), sum_row(of_part, 250_000_000, 250_000_000))
    first = at_code(rows, "2.17.04")
    rows[first:first] = [sum_row(of_part, 190_000_000, 193_000_000), *([[None] * 10] if blank else [])]
    document = read_grids("uji", sound_grids({PLAN: rows}))
    kinds = next(table.kinds for table in document.tables if table.layout == PLAN)
    assert (kinds.count(SUBTOTAL), kinds.count(TOTAL), kinds[-1]) == (2, 1, TOTAL)
    assert not validate(document).findings


@pytest.mark.parametrize(
    "label",
    ["TOTAL PAGU INDIKATIF", "T O T A L", "J U M L A H", "Jumlah (Rp)", "TOTAL BELANJA", "Total Pagu OPD", "TOTAL (A+B)",
     "Jumlah Pagu Indikatif Tahun 2024", "Jumlah Kebutuhan Dana Perangkat Daerah"],
)  # fmt: skip
def test_the_grand_total_is_known_by_what_people_call_it(label: str) -> None:
    rows = rows_of_plan()
    rows[at_code(rows, "TOTAL")] = sum_row(label, 999, 443_000_000)
    (found,) = judged(rows).findings
    assert (found.rule, found.expected) == ("JML-004", 440_000_000)


@pytest.mark.parametrize("label", ["TOTAL DANA DAK", "Total Belanja Langsung", "JUMLAH SUB KEGIATAN"])
def test_the_total_of_something_else_is_not_the_grand_total(label: str) -> None:
    rows = rows_of_plan()
    rows[at_code(rows, "TOTAL")] = sum_row(label, 999, 999)
    verdict = judged(rows)
    assert not verdict.findings
    assert any("JML-004" in x.rules for x in verdict.optional)


def test_rows_below_the_only_total_stay_outside() -> None:
    rows = rows_of_plan()
    rows.insert(at_code(rows, "2.17.04"), sum_row("TOTAL", 440_000_000, 443_000_000))
    rows.pop()
    assert "STR-009" in {x.rule for x in judged(rows).findings}
