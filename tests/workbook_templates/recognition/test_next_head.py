"""A table ends where another one begins below a blank row, official or not, with or without a title."""

from __future__ import annotations

from typing import Any

import pytest

from rules.model.parts_of_workbook import parts_of
from tests.support.foreign_forms import FOREIGN_FORMS, numbered
from tests.workbook_templates.recognition.test_office_forms import FORMS
from tests.workbook_templates.recognition.test_printed_forms import is_claimed
from workbook_templates.grid import Grid
from workbook_templates.recognition.read_grids import read_grids
from workbook_templates.sheet_facts import CELLS_ONLY


def rows_of(*tables: list[list[Any]]) -> list[tuple[str, list[int]]]:
    """Tables one below the other in a sheet: what is read surely, with its rows."""
    rows = [row for at, table in enumerate(tables) for row in ([[], *table] if at else table)]
    document = read_grids("x.xlsx", [Grid("Lembar1", rows, CELLS_ONLY)])
    return [(table.layout, table.rows) for part in parts_of(document) for table in part.tables if is_claimed(table)]


@pytest.mark.parametrize("above", ["tahun di judul kolom", "perjanjian kinerja dan anggarannya", "kode di bawah No"])
@pytest.mark.parametrize("what", FOREIGN_FORMS)
def test_a_table_of_another_kind_below_takes_no_rows_from_the_one_above(above: str, what: str) -> None:
    own = FORMS[above].sheets[0].rows
    alone = rows_of(own)
    for below in (FOREIGN_FORMS[what], numbered(FOREIGN_FORMS[what])):
        assert rows_of(own, below) == alone
        # Of some kinds nothing but the title tells.
        if not rows_of(below[2:]):
            assert rows_of(own, below[2:]) == alone


def test_a_small_table_is_weighed_by_its_own_rows_and_not_by_those_of_the_next_one() -> None:
    own = FORMS["perjanjian kinerja dan anggarannya"].sheets[0].rows
    below = [
        ["NO", "SASARAN", "INDIKATOR", "ANGGARAN", "REALISASI", "%"],
        *([at, "Sasaran", "Skor", 90, 80, 89] for at in range(1, 9)),
    ]
    document = read_grids("x.xlsx", [Grid("Lembar1", [*own, [], *below], CELLS_ONLY)])
    assert [table.recognition.certainty for table in document.tables[:2]] == [100, 100]
