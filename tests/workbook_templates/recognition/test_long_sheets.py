"""Sheets of thousands of rows that look like heads: the work is bounded, and what follows them is found all the same."""

from __future__ import annotations

from typing import Any

import pytest

from rules.schema.layout import layouts
from tests.support.helpers import grid, table_rows, tables_of
from workbook_templates.recognition.heads import searched_sheet
from workbook_templates.recognition.heads.column_headings import leaves

OFFICIAL = layouts()["T-C.33"].official
HEADINGS = [column.heading for column in OFFICIAL.values()]


def _words(count: int, gap: int) -> list[list[Any]]:
    """Rows of words of headings, none of which is a head; each ``gap``-th row is blank."""
    told = ["uraian program", "uraian kegiatan", "uraian indikator", "uraian lokasi"]
    return [[] if at % gap == 0 else [f"{text} {at}" for text in told] for at in range(count)]


def _spans_read(rows: list[list[Any]], monkeypatch: pytest.MonkeyPatch) -> int:
    """How many times the printed columns of some rows are worked out."""
    read = 0

    def counting(*given: Any) -> Any:
        nonlocal read
        read += 1
        return leaves(*given)

    with monkeypatch.context() as patched:
        patched.setattr(searched_sheet, "leaves", counting)
        tables_of(grid(rows, "Lembar 9"))
    return read


@pytest.mark.parametrize("gap", [2, 5, 10_000])
def test_rows_of_words_cost_no_more_however_many(gap: int, monkeypatch: pytest.MonkeyPatch) -> None:
    few, many = (_spans_read(_words(count, gap), monkeypatch) for count in (2_000, 4_000))
    assert 0 < few == many


@pytest.mark.parametrize("gap", [2, 5, 10_000])
def test_a_table_below_rows_of_words_is_found(gap: int) -> None:
    (table,) = tables_of(grid([*_words(3_000, gap), [], *table_rows("T-C.33")], "Lembar 9"))
    assert table.layout == "T-C.33"


@pytest.mark.parametrize("count", range(1, 10))
def test_numbers_of_columns_printed_many_times_over(count: int) -> None:
    numbers = [f"({number})" for number in OFFICIAL]
    found = tables_of(grid([HEADINGS, *[numbers] * count, *table_rows("T-C.33")[-2:]], "T-C.33"))
    assert [table.layout for table in found] in ([], ["T-C.33"])
