"""A fault that other rows or tables rest on is told at its own cell alone."""

from __future__ import annotations

import pytest

from rules.engine.example_edit import Edit
from rules.engine.example_table_edits import Put
from rules.examples.build import example_document
from rules.examples.sound_lkip import sound_report
from rules.model.document import Document
from rules.validation import validate
from rules.values.cells import ExcelError


def _told(document: Document) -> list[tuple[str, str]]:
    return [(x.rule, f"{x.sheet}!{x.cell}") for x in validate(document).findings]


def _judged(*edits: Edit) -> list[tuple[str, str]]:
    return _told(example_document(edits))


@pytest.mark.parametrize("row", [16, 17, 20, 22])
def test_a_code_of_the_province_leaves_its_neighbours_alone(row: int) -> None:
    """Neither what stands below it lacks a parent, nor are the rows around it out of order or its parents without details."""
    codes = {16: "2.17.01.1.06", 17: "2.17.01.1.06.05", 20: "2.17.04.1.01", 22: "2.17.04.1.01.02"}
    told = _judged(Put("T-C.33", row, "1", codes[row]), Put("Bab-IV", row, "1", codes[row]))
    assert told == [("NOM-009", f"T-C.33!A{row}"), ("NOM-009", f"Bab-IV!A{row}")]


@pytest.mark.parametrize("row", [17, 18, 21, 22])
def test_a_code_doubled_in_the_evaluation_misplaces_no_row_told_by_name(row: int) -> None:
    codes = {17: "2.17.01.2.06.01", 18: "2.17.01.2.06.01", 21: "2.17.04.2.01.02", 22: "2.17.04.2.01.01"}
    assert {cell for _, cell in _judged(Put("T-C.29", row, "1", codes[row]))} == {f"T-C.29!A{row}"}


@pytest.mark.parametrize("value", [None, ExcelError("#REF!")])
@pytest.mark.parametrize("table", ["T-C.29", "E.81-16", "T-C.33"])
def test_what_an_unread_indicator_measures_is_not_guessed(table: str, value: object) -> None:
    """A bare figure may be an index: no unit is asked for, and no sum of states is expected."""
    column = {"T-C.29": "3", "E.81-16": "4", "T-C.33": "3"}[table]
    row = 13 if table == "E.81-16" else 15
    (found,) = _judged(Put(table, row, column, value))
    assert found[0] == ("STR-010" if value is None else "STR-004")


@pytest.mark.parametrize(("table", "row", "column"), [("T-C.29", 15, "4"), ("T-C.29", 15, "6"), ("T-C.30", 13, "8")])
def test_the_only_unit_among_bare_numbers_is_the_odd_one(table: str, row: int, column: str) -> None:
    cell = {"4": "D", "6": "F", "8": "H"}[column]
    assert _judged(Put(table, row, column, "85 Orang")) == [("SAT-004", f"{table}!{cell}{row}")]
    assert _judged(Put(table, row, column, "85 Zwq")) == [("SAT-002", f"{table}!{cell}{row}")]


def test_a_row_of_counts_without_units_is_told_once_though_one_names_it() -> None:
    bare = [Put("T-C.29", 18, x, y) for x, y in (("4", 60), ("5", 24), ("7", 9), ("9", 12))]
    assert [x for x in _judged(*bare) if x[0].startswith("SAT")] == [("SAT-001", "T-C.29!D18")]


def test_an_emptied_indicator_of_measures_is_the_one_finding() -> None:
    """Its figures are not those of the indicator above it."""
    document = sound_report()
    table = next(table for table in document.tables if table.layout == "Akumulasi-Renstra")
    row = table.rows.index(14)
    assert table.columns["1"][row]
    table.columns["1"][row] = None
    assert _told(document) == [("STR-010", "Akumulasi-Renstra!A14")]


def test_a_plan_without_a_readable_code_is_no_plan_without_the_row() -> None:
    for value in (None, ExcelError("#REF!")):
        assert {cell for _, cell in _judged(Put("T-C.33", 17, "1", value))} == {"T-C.33!A17"}


def test_money_under_a_swapped_code_is_not_held_against_that_codes_estimate() -> None:
    assert {cell for _, cell in _judged(Put("T-C.33", 21, "1", "2.17.04.2.01.02"))} == {"T-C.33!A21"}
