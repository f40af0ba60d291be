"""Several tables of one form in a workbook, each with its TOTAL: the agreements of two officials, of two years."""

from __future__ import annotations

from copy import deepcopy

import pytest

from rules.calculation.compute import compute
from rules.engine.session import Session
from rules.examples.sound_lkip import sound_report
from rules.frames.wholes import wholes
from rules.model.document import Document, Table
from rules.schema.pack import load_pack
from rules.validation import validate

BUDGET, AMOUNTS, FURTHER, TOTAL_ROW = "PK-Anggaran", "3", "4", 2
"""A form, its columns of amounts, and the place of its TOTAL, which stands in row 14."""
OFFICIALS = "PK-Anggaran", "PK Kepala Bidang"
"""Sheets of the second table: that of the first one, and another one."""


def budget(document: Document) -> Table:
    return next(table for table in document.tables if table.layout == BUDGET)


def with_second(sheet: str, *, total: bool = True) -> tuple[Document, Table]:
    """The sound report with a further table of half the amounts, forty rows further down."""
    document = sound_report()
    first = budget(document)
    second = deepcopy(first)
    second.sheet, second.rows = sheet, [row + 40 for row in first.rows]
    second.columns[AMOUNTS] = [amount // 2 for amount in first.columns[AMOUNTS]]
    second.placing.cells = {row + 40: cells for row, cells in first.placing.cells.items()}
    if not total:
        second.rows.pop()
        second.kinds.pop()
        for values in second.columns.values():
            values.pop()
    document.tables.insert(document.tables.index(first) + 1, second)
    if sheet not in document.sheets:
        document.sheets.append(sheet)
    return document, second


def sums_told(document: Document) -> list[tuple[str, str, object]]:
    return [(x.sheet, x.cell, x.expected) for x in validate(document).findings if x.rule.startswith("JML")]


@pytest.mark.parametrize("sheet", OFFICIALS)
@pytest.mark.parametrize("total", [True, False])
def test_each_total_is_that_of_its_own_table(sheet: str, total: bool) -> None:
    document, _ = with_second(sheet, total=total)
    assert sums_told(document) == []


@pytest.mark.parametrize("sheet", OFFICIALS)
def test_a_wrong_total_is_told_with_the_sum_of_its_own_table(sheet: str) -> None:
    document, second = with_second(sheet)
    due = second.columns[AMOUNTS][TOTAL_ROW]
    second.columns[AMOUNTS][TOTAL_ROW] = due + 9_000_000
    assert sums_told(document) == [(sheet, f"{second.letters[AMOUNTS]}54", due)]


@pytest.mark.parametrize("sheet", OFFICIALS)
def test_compute_fills_each_total(sheet: str) -> None:
    document, second = with_second(sheet)
    due = {(x.sheet, x.rows[TOTAL_ROW]): x.columns[AMOUNTS][TOTAL_ROW] for x in (budget(document), second)}
    for table in (budget(document), second):
        table.columns[AMOUNTS][TOTAL_ROW] = None
    cells = [x for x in compute(document) if x.table == BUDGET and x.column == AMOUNTS]
    assert {(x.sheet, x.row): x.value for x in cells if x.state == "filled"} == due


def test_a_table_goes_on_where_no_total_closes_it() -> None:
    """Pages of one table, of which the last one has the TOTAL, are one whole; so are those of a workbook, not of two."""
    first, second = sound_report(), sound_report()
    pages = [deepcopy(budget(first)), budget(first)]
    for values in (pages[0].rows, pages[0].kinds, *pages[0].columns.values()):
        values.pop()
    pages[0].rows = [row - 10 for row in pages[0].rows]
    first.tables.insert(first.tables.index(pages[1]), pages[0])
    for column in (AMOUNTS, FURTHER):
        pages[1].columns[column][TOTAL_ROW] *= 2
    assert sums_told(first) == []
    view = Session([first, second], load_pack("2024"), []).tables[BUDGET]
    assert wholes(view).tolist() == [0] * 5 + [1] * 3
