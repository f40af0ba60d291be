"""Targets and amounts mistyped by a letter: told once, as what they are."""

from __future__ import annotations

import datetime as dt

import pytest

from rules.engine.example_table_edits import Put
from rules.examples.build import example_document
from rules.validation import validate


@pytest.mark.parametrize(
    ("table", "row", "column", "typed", "meant"),
    [
        ("T-C.29", 18, "7", "9O Laporan", "90 Laporan"),
        ("T-C.29", 18, "7", "7o,1", "70,1"),
        ("T-C.29", 18, "5", "l2 Laporan", "12 Laporan"),
        ("T-C.33", 14, "5", "1OO%", "100%"),
        ("T-C.33", 18, "5", "1.5OO Laporan", "1.500 Laporan"),
        ("T-C.33", 18, "6", "16O.000.000", 160_000_000),
        ("Bab-IV", 18, "6", "Rp 1600000O0,-", 160_000_000),
        ("Capaian", 12, "5", "l00,5%", "100,5%"),
        ("SDM", 12, "3", "I2", 12),
    ],
)
def test_a_letter_in_place_of_a_digit_is_told_as_that(
    table: str, row: int, column: str, typed: str, meant: object
) -> None:
    told = validate(example_document((Put(table, row, column, typed),))).findings
    assert [(x.rule, x.row, x.column, x.expected, x.cause) for x in told] == [("ANG-001", row, column, meant, "huruf")]


@pytest.mark.parametrize("typed", ["5l", "1.500 l", "Level 3", "12 lo"])
def test_a_unit_is_no_digit(typed: str) -> None:
    told = validate(example_document((Put("T-C.33", 18, "5", typed),))).findings
    assert "ANG-001" not in {x.rule for x in told}


@pytest.mark.parametrize("typed", ["9 lpran", "1,5 Lporn", "9 Lapran", "9 lapoarn"])
def test_a_misspelt_unit_beside_others_is_told_with_the_unit_meant(typed: str) -> None:
    told = validate(example_document((Put("T-C.29", 18, "7", typed),))).findings
    assert ("SAT-002", 18, "7", "Laporan") in [(x.rule, x.row, x.column, x.expected) for x in told]
    assert "SAT-004" not in {x.rule for x in told}


def test_another_unit_misspelt_is_another_unit() -> None:
    told = validate(example_document((Put("T-C.29", 18, "7", "9 Orng"),))).findings
    assert [(x.rule, x.expected) for x in told] == [("SAT-004", "Laporan")]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (dt.date(2024, 3, 1), "mungkin dari 1-3"),
        (dt.time(1, 32), "mungkin dari 1:32"),
        (dt.datetime(2024, 3, 1, 7, 30), "adalah tanggal atau jam"),
        ("1-Mar", "adalah tanggal atau jam"),
        ("01/03/2024", "adalah tanggal atau jam"),
        ("2024-03-01", "adalah tanggal atau jam"),
    ],
)
@pytest.mark.parametrize(("table", "column"), [("T-C.29", "7"), ("T-C.33", "5")])
def test_a_target_that_excel_made_a_date_is_told_as_that(table: str, column: str, typed: object, words: str) -> None:
    told = validate(example_document((Put(table, 18, column, typed),))).findings
    assert [(x.rule, x.row, x.column, x.cause) for x in told] == [("ANG-001", 18, column, "tanggal")]
    assert words in told[0].message


@pytest.mark.parametrize("typed", ["3 Desa", "1-3 Laporan", "12 Mei", "1:32"])
def test_what_looks_like_a_date_from_afar_is_none(typed: str) -> None:
    told = validate(example_document((Put("T-C.33", 18, "5", typed),))).findings
    assert "ANG-001" not in {x.rule for x in told}
