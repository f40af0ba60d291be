"""Every official table, printed in every way, with one fault planted: that one is found in its cell, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from rules.model.document import TOTAL, Table
from rules.schema.layout import layouts
from rules.validation import validate
from rules.values.cells import column_letter
from tests.support.printed_forms import WAYS
from tests.workbook_templates.recognition.test_printed_forms import SOUND
from workbook_templates.grid import Grid
from workbook_templates.recognition.read_grids import read_grids

OF_THE_WAY = {
    "without_numbers": {"STR-002"},
    "in_capitals": {"STR-002"},
    "groups_flattened": {"STR-002"},
    "a_further_column": {"STR-009"},
    "a_code_in_cells": {"NOM-010"},
}
"""What is said of how a table is printed: no column numbers, a column of the office's own, a code over several cells."""
DOUBTED = {(name, "a_further_column") for name in ("Daftar-Pendukung", "LKIP-Tujuan-Sasaran", "Akumulasi-Renstra")}
"""Forms of few short headings, or of years that nothing names, are no more than guessed with one column more."""
EMPTIED = {
    "T-C.30": "2", "T-C.32": "2", "Tujuan-Sasaran": "5", "LKIP-Tujuan-Sasaran": "4", "IKU": "3", "PK": "3", "Akumulasi-Renstra": "2",
    "Perhitungan-IKU": "3", "Tindak-Lanjut": "2",
}  # fmt: skip
"""The column that is emptied in the first row of forms in which nothing is reckoned."""
WRITTEN = {"Daftar-Pendukung": ("3", 5), "Efisiensi": ("8", "tidak efisien")}
"""What is written instead into a column of the first row, where the right value follows from others."""


def with_fault(table: Table) -> tuple[Table, Any]:
    """A table with one fault, and what is expected in its place (None: anything at all)."""
    layout, table = layouts()[table.layout], deepcopy(table)
    if layout.totals:
        column = [number for number in layout.totals.columns if number in layout.official][-1]
        row = table.kinds.index(TOTAL) if TOTAL in table.kinds else 0
        return _put(table, row, column, lambda sum_: sum_ + 5_000_000)
    if layout.derived:
        column = next(iter(layout.derived))
        row = next(at for at, value in enumerate(table.columns[column]) if isinstance(value, int | float))
        return _put(table, row, column, lambda rate: round(rate + 7.5, 2))
    if table.layout in WRITTEN:
        column, wrong = WRITTEN[table.layout]
        return _put(table, 0, column, lambda _: wrong)
    emptied, _ = _put(table, 0, EMPTIED[table.layout], lambda _: None)
    return emptied, None


def _put(table: Table, row: int, column: str, wrong: Callable[[Any], Any]) -> tuple[Table, Any]:
    right = table.columns[column][row]
    table.columns[column][row] = wrong(right)
    return table, right


def differing(one: Grid, other: Grid) -> str:
    """The one cell in which two prints differ."""
    (cell,) = [
        f"{column_letter(column)}{row}"
        for row, cells in enumerate(zip(one.rows, other.rows, strict=True), 1)
        for column, (before, after) in enumerate(zip(*cells, strict=True), 1)
        if before != after
    ]
    return cell


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", SOUND)
def test_a_planted_fault_is_found_and_nothing_else(name: str, way: str) -> None:
    table, expected = with_fault(SOUND[name])
    sound, faulty = WAYS[way](SOUND[name]), WAYS[way](table)
    if sound is None or faulty is None:
        return
    expected_to_be_said = set(OF_THE_WAY.get(way, ()))
    if (name, way) in DOUBTED:
        expected_to_be_said.add("STR-015")
    verdict = validate(read_grids("contoh.xlsx", [faulty.grid()]))
    found = [x for x in verdict.findings if x.rule not in expected_to_be_said]
    assert [(x.cell, x.expected) for x in found] == [(differing(sound.grid(), faulty.grid()), expected)]
