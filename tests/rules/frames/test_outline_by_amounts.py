"""Rows whose names nobody knows find their level by which of them sum up the others."""

from __future__ import annotations

import pytest

from rules.frames.outline import KEGIATAN, PROGRAM, SUB, Standing
from rules.frames.outline_by_amounts import by_amounts

_GUESS = [Standing(PROGRAM), Standing(KEGIATAN, None, True), *[Standing(SUB, None, True)] * 4]


def levels(amounts: list[list[int | None]]) -> list[tuple[int, bool]]:
    found = by_amounts(_GUESS[: len(amounts)], amounts, [True] * len(amounts))
    return [(standing.level, standing.guessed) for standing in found]


@pytest.mark.parametrize("fault", [0, 7, -3])
def test_two_kegiatan_are_told_by_their_sums_though_one_column_is_wrong(fault: int) -> None:
    rows = [[100, 50, 20 + fault], [60, 30, 12], [40, 20, 8], [20, 10, 4], [40, 20, 8], [40, 20, 8]]
    assert levels(rows) == [(PROGRAM, False), *((x, False) for x in (KEGIATAN, SUB, SUB, KEGIATAN, SUB))]


def test_a_kegiatan_with_all_the_money_of_its_program_is_the_only_one() -> None:
    # Its sub kegiatan miss ten in every column: that is their fault, and no reason to call one of them a kegiatan.
    assert levels([[100, 50], [100, 50], [60, 25], [30, 15]]) == [
        (PROGRAM, False), (KEGIATAN, False), (SUB, False), (SUB, False),
    ]  # fmt: skip


def test_amounts_that_tell_nothing_leave_the_guess() -> None:
    assert [guess for _, guess in levels([[100, 50], [60, 30], [25, 11], [17, 3]])] == [False, True, True, True]


def test_one_column_is_too_little() -> None:
    assert [guess for _, guess in levels([[100], [100], [60], [40]])] == [False, True, True, True]
