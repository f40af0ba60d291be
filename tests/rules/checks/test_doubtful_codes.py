"""Codes that are none as they stand: which was meant is told where it is certain, and sums above them are judged all the same."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from rules.engine.example_table_edits import Put
from rules.examples.build import example_document
from rules.examples.sound_renja import sound_document
from rules.frames.meant_codes import written_as
from rules.model.finding import Verdict
from rules.validation import validate
from rules.values.codes import read_code

KEGIATAN_OFF = Put("T-C.33", 16, "6", 7_000_000)
CERTAIN = [
    (17, "2.17.01.2.06.O5", "2.17.01.2.06.05"),
    (19, "(2.17.04)", "2.17.04"),
    (19, "2.l7.04", "2.17.04"),
    (19, "2.17.04 - Program Penilaian Kesehatan", "2.17.04"),
    (19, "Kode: 2.17.04", "2.17.04"),
    (19, "2.17.04 (baru)", "2.17.04"),
    (22, "[2.17.04.2.01.02]", "2.17.04.2.01.02"),
    (19, dt.datetime(2004, 2, 17), "2.17.04"),
]


def _judged(*puts: Put) -> Verdict:
    return validate(example_document(puts))


def _told(verdict: Verdict, *rules: str) -> list[tuple[str, str, Any]]:
    return [(x.rule, x.cell, x.expected) for x in verdict.findings if x.rule in rules]


@pytest.mark.parametrize(("row", "typed", "meant"), CERTAIN)
def test_the_code_that_alone_fits_is_told_and_counted(row: int, typed: Any, meant: str) -> None:
    verdict = _judged(Put("T-C.33", row, "1", typed))
    assert [(x.cell, x.expected) for x in verdict.findings] == [(f"A{row}", meant)]
    assert verdict.complete, "nothing is put off"


@pytest.mark.parametrize(("row", "typed", "meant"), CERTAIN)
def test_sums_above_a_certain_code_are_judged(row: int, typed: Any, meant: str) -> None:
    found = _told(_judged(Put("T-C.33", row, "1", typed), KEGIATAN_OFF), "JML-001")
    assert found == [("JML-001", "F16", 190_000_000)]


@pytest.mark.parametrize("row", [17, 18, 19, 20, 21])
@pytest.mark.parametrize("typed", ["abc", "X2.17", 2.17])
def test_a_sum_that_no_place_of_a_doubtful_row_makes_right_is_told(row: int, typed: Any) -> None:
    alone = _judged(Put("T-C.33", row, "1", typed))
    assert not _told(alone, "JML-001", "JML-002", "JML-003", "JML-004")
    both = _judged(Put("T-C.33", row, "1", typed), KEGIATAN_OFF)
    assert _told(both, "JML-001", "JML-002", "JML-003", "JML-004") == [("JML-001", "F16", 190_000_000)]


def test_a_total_with_a_doubtful_row_below_is_told() -> None:
    found = _told(_judged(Put("T-C.33", 18, "1", "abc"), Put("T-C.33", 23, "6", 1_440_000_000)), "JML-004")
    assert found == [("JML-004", "F23", 440_000_000)]


@pytest.mark.parametrize("typed", ["({})", "{} Nama lain"])
def test_codes_miswritten_all_alike_bear_each_other_out(typed: str) -> None:
    codes = {row: code for row, code in zip(*_codes(), strict=True) if code}
    verdict = _judged(*(Put("T-C.33", row, "1", typed.format(code)) for row, code in codes.items()), KEGIATAN_OFF)
    told = {x.cell: x.expected for x in verdict.findings if x.rule == "NOM-001"}
    assert told == {f"A{row}": code for row, code in codes.items()}
    assert _told(verdict, "JML-001") == [("JML-001", "F16", 190_000_000)]


def _codes() -> tuple[list[int], list[Any]]:
    table = next(table for table in sound_document().tables if table.layout == "T-C.33")
    return table.rows[:-1], table.columns["1"][:-1]


def test_two_codes_in_a_cell_are_not_read_as_one() -> None:
    (found,) = _judged(Put("T-C.33", 19, "1", "2.17.04\n2.17.05")).findings
    assert (found.rule, found.cell, found.expected) == ("NOM-001", "A19", None)


def test_a_code_that_fits_nowhere_is_only_offered() -> None:
    (found,) = _judged(Put("T-C.33", 18, "1", "2.17.O9.2.06.01")).findings
    assert (found.rule, found.cell, found.expected, found.fix) == ("NOM-001", "A18", None, None)
    assert "mungkin maksudnya 2.17.09.2.06.01" in found.message


def test_the_words_behind_a_code_are_not_lost_by_a_fix() -> None:
    (found,) = _judged(Put("T-C.33", 19, "1", "2.17.04 Program Penilaian")).findings
    assert (found.expected, found.fix) == ("2.17.04", None)


def test_what_is_no_code_is_not_written_as_one() -> None:
    assert [written_as(text) for text in ("2.17", "Program 4", "abc", "12.345 Orang", "")] == ["", "", "", "12.345", ""]


def test_codes_with_blanks_between_all_their_signs_are_those_codes() -> None:
    read = [read_code(text, 2).official for text in ("2 . 1 7", "2 . 1 7 . 0 1", "2.17 01", "2 17 1")]
    assert read == ["2.17", "2.17.01", "2.17.01", "2.17.01"]


def test_dashes_in_the_place_of_codes_that_are_above_are_none() -> None:
    """Further indicators of rows above; a row with a name of its own wants a code, and a single one may lack both."""
    further = [Put("T-C.29", row, number, "-") for row in (13, 14) for number in ("1", "2")]
    assert "NOM-001" not in {x.rule for x in _judged(*further).findings}
    for dashed in (further[:1], further[:2]):
        assert [(x.rule, x.cell) for x in _judged(*dashed).findings if x.rule == "NOM-001"] == [("NOM-001", "A13")]


@pytest.mark.parametrize("typed", ["1.02.01.2.06.09", "2.17.05.2.06.05", "2.17.01.2.06", "2.17.01.1.06.09"])
def test_a_code_of_elsewhere_keeps_no_wrong_sum_from_being_told(typed: str) -> None:
    wrong = Put("T-C.33", 16, "6", 777_000_000), Put("T-C.33", 23, "6", 441_000_000)
    alone = _judged(Put("T-C.33", 18, "1", typed))
    assert not _told(alone, "JML-001", "JML-002", "JML-003", "JML-004")
    found = {
        (rule, cell) for rule, cell, _ in _told(_judged(Put("T-C.33", 18, "1", typed), *wrong), "JML-001", "JML-004")
    }
    assert found == {("JML-001", "F16"), ("JML-004", "F23")}


@pytest.mark.parametrize("typed", ["2.17.01.2.60.05", "2.11.01.2.06.05"])
@pytest.mark.parametrize("row", [17, 18])
def test_an_unknown_code_of_a_parent_that_has_no_row_is_counted_where_it_stands(row: int, typed: str) -> None:
    alone = _judged(Put("T-C.33", row, "1", typed))
    assert not _told(alone, "JML-001", "JML-002", "JML-003", "JML-004")
    both = _judged(Put("T-C.33", row, "1", typed), KEGIATAN_OFF)
    assert _told(both, "JML-001", "JML-002", "JML-003", "JML-004") == [("JML-001", "F16", 190_000_000)]
