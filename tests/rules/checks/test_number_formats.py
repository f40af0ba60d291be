"""What number formats show beside a number, or hide of it: whoever reads the sheet sees that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from rules.model.document import Document
from rules.validation import validate
from rules.values.number_format import NumberFormat, format_shown, number_format
from tests.support.helpers import Rows, grid, sound_grids, table_rows
from tests.support.sheet_files import save_xlsx
from workbook_templates.reader import read_document
from workbook_templates.recognition.read_grids import read_grids
from workbook_templates.sheet_facts import CELLS_ONLY, Place

PLAN, SUB, TARGET, MONEY = "T-C.33", 14, 5, 6
THOUSANDS = NumberFormat(power=3)


@pytest.mark.parametrize(
    ("code", "told"),
    [
        *((code, NumberFormat("Paket")) for code in ('0" Paket"', '#,##0\\ "Paket"', 'General" Paket"', '0" Paket";-0" Paket"')),
        ('0.0 "m²"', NumberFormat("m²")), ('0"%"', NumberFormat("%")), ('0 "org/bln"', NumberFormat("org/bln")),
        *((code, THOUSANDS) for code in ("#,##0,", "0.0,", "#,##0,;(#,##0,)")), ("#,##0,,", NumberFormat(power=6)),
        *((code, NumberFormat(unseen=True)) for code in (";;;", ";;", '""', ";;;@")),
        *((code, NumberFormat()) for code in (
            "", "General", "0", "#,##0", "#,##0.00", "@", "0;-0;;@", '"Rp"#,##0', "[$Rp-421]#,##0", '#,##0;(#,##0);"-"', '0"."', "0E+00",
            '_("Rp"* #,##0_);_("Rp"* (#,##0);_("Rp"* "-"_);_(@_)', "#,##0_ ;[Red]\\-#,##0\\ ", "# ?/?", '"Tahun "0')),
    ],
)  # fmt: skip
def test_a_format_code_is_read(code: str, told: NumberFormat) -> None:
    assert number_format(code) == told


@pytest.mark.parametrize(
    ("value", "shown", "told"),
    [(12, "12 Laporan", NumberFormat("Laporan")), (160_000_000, "160.000", THOUSANDS), (160_000_000, "160,000", THOUSANDS),
     (12, "", NumberFormat(unseen=True)), (0, "", NumberFormat()), (1234, "1.234", NumberFormat()), (12.5, "Rp 13", NumberFormat())],
)  # fmt: skip
def test_what_a_cell_shows_is_read(value: float, shown: str, told: NumberFormat) -> None:
    assert format_shown(value, shown) == told


def judged(rows: Rows, formats: Mapping[Place, NumberFormat]) -> list[tuple[str, str, object]]:
    """What is found in the sound plan with these rows, whose cells are shown so."""
    return [(x.rule, f"{x.sheet}!{x.cell}", x.expected) for x in validate(_document(rows, formats)).findings]


def _document(rows: Rows, formats: Mapping[Place, NumberFormat]) -> Document:
    plan = replace(grid(rows, PLAN), facts=replace(CELLS_ONLY, formats=formats))
    return read_grids("contoh", [plan if sheet.name == PLAN else sheet for sheet in sound_grids()])


def test_a_unit_that_is_shown_is_the_unit_of_a_target() -> None:
    rows = table_rows(PLAN)
    rows[SUB - 1][TARGET - 1] = 12
    assert judged(rows, {(SUB, TARGET): NumberFormat("Laporan")}) == []
    assert judged(rows, {(SUB, TARGET): NumberFormat("Lapran")}) == [("SAT-002", f"{PLAN}!E{SUB}", "Laporan")]


def _in_thousands() -> dict[Place, NumberFormat]:
    return {(row, MONEY): THOUSANDS for row in range(8, 20)}


def test_thousands_that_only_a_format_leaves_out_are_not_added_again() -> None:
    rows = table_rows(PLAN)
    rows[5][MONEY - 1] += " (ribuan rupiah)"
    assert judged(rows, _in_thousands()) == []
    assert [table.columns["6"][-1] for table in _document(rows, _in_thousands()).tables if table.layout == PLAN] == [
        440_000_000
    ]


def test_digits_that_a_format_hides_are_told_once() -> None:
    rows = table_rows(PLAN)
    assert judged(rows, _in_thousands()) == [("STR-007", f"{PLAN}!F8", None)]
    hidden = validate(
        _document(rows, {(13, MONEY): NumberFormat(unseen=True), (14, MONEY): NumberFormat(unseen=True)})
    ).findings
    assert [x.message for x in hidden] == [
        "Di T-C.33, angka di sel F13:F14 (oleh format angka) disembunyikan padahal berisi."
    ]


def test_a_workbook_says_it_by_its_formats(tmp_path: Path) -> None:
    rows = table_rows(PLAN)
    rows[SUB - 1][TARGET - 1] = 12
    plan = replace(grid(rows, PLAN), facts=replace(CELLS_ONLY, formats={(SUB, TARGET): NumberFormat("Laporan")}))
    path = save_xlsx(tmp_path / "rencana.xlsx", [plan if sheet.name == PLAN else sheet for sheet in sound_grids()])
    assert validate(read_document(path)).findings == []
