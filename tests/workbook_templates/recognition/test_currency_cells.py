"""Amounts with their currency in a cell of its own, as accounts are printed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rules.validation import validate
from tests.support.helpers import grid, sound_grids, table_rows
from workbook_templates.grid import Grid
from workbook_templates.recognition.read_grids import read_grids
from workbook_templates.sheet_facts import CELLS_ONLY

PLAN = "T-C.33"


@pytest.mark.parametrize("currency", ["Rp", "Rp.", "IDR"])
def test_a_currency_in_a_cell_of_its_own_is_no_part_of_the_amount(currency: str) -> None:
    rows = [[*row, *[None] * (10 - len(row))] for row in table_rows(PLAN)]
    for row in rows:
        row.insert(5, currency if isinstance(row[5], int) else None)
    for row in rows[5:7]:
        row[5], row[6] = row[6], None
    sheet = Grid(PLAN, grid(rows).rows, replace(CELLS_ONLY, merges=((6, 6, 6, 7), (7, 6, 7, 7))))
    document = read_grids("uji", [sheet if x.name == PLAN else x for x in sound_grids()])
    assert not validate(document).findings
