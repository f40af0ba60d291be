"""Rows that the end of a page puts among those of a table are none of it, in whichever way the table is read."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.helpers import first_data, grid, sound_table, table_rows, tables_of
from workbook_templates.recognition.table.page_marks import is_page_mark

PLAN = "Bab-IV"
MARKS = [
    "Halaman 1 dari 2",
    "Jumlah dipindahkan",
    "JUMLAH PINDAHAN",
    "Pindahan dari halaman 3",
    "Hal. 4",
    "Sub jumlah dipindahkan",
]


@pytest.mark.parametrize("text", MARKS)
@pytest.mark.parametrize("column", [0, 1])
@pytest.mark.parametrize("spoilt", [False, True])
def test_a_page_ends_amid_a_table(text: str, column: int, spoilt: bool) -> None:
    rows: list[list[Any]] = [list(row) for row in table_rows(PLAN)]
    at = first_data(PLAN, table_rows(PLAN)) + 2
    mark: list[Any] = [None] * len(rows[at])
    mark[column] = text
    if "umlah" in text or "UMLAH" in text:
        mark[5] = 1_234_000
    rows.insert(at, mark)
    if spoilt:
        rows[at - 4][1] = "Urusan, program, kegiatan"
    (table,) = tables_of(grid(rows, PLAN))
    sound = sound_table(PLAN)
    assert at + 1 not in table.rows
    assert at + 1 not in table.around.free
    assert [table.columns["1"], table.columns["6"]] == [sound.columns["1"], sound.columns["6"]]


@pytest.mark.parametrize(
    "text", ["Pindahan arsip", "Jumlah", "Pemindahan dan penempatan", "Halaman kantor", "Jumlah Dokumen Pindahan"]
)
def test_names_are_no_page_marks(text: str) -> None:
    assert not is_page_mark([None, text, 5])
