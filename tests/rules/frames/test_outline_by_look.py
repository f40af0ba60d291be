"""Rows whose names and amounts tell nothing find their level by how their names are set off, or stay as they were guessed."""

from __future__ import annotations

import pytest

from rules.frames.outline import Standing
from rules.frames.outline_by_look import by_look
from rules.model.document import Look
from rules.values.codes import BIDANG, KEGIATAN, PROGRAM, SUB

_GUESS = Standing(SUB, None, True)
_BOLD, _PLAIN = Look(0, True), Look(0, False)
_IN, _FURTHER_IN = Look(1, False), Look(2, False)


def told(standings: list[Standing], looks: list[Look], names: list[str] | None = None) -> list[tuple[int, bool]]:
    found = by_look(standings, names or ["Pelatihan"] * len(looks), looks)
    return [(standing.level, standing.guessed) for standing in found]


@pytest.mark.parametrize(
    ("looks", "names"),
    [
        ([Look(0), _IN, _FURTHER_IN, _FURTHER_IN, _IN, _FURTHER_IN], ["Pelatihan"] * 6),
        ([_BOLD, _PLAIN, _IN, _IN, _PLAIN, _IN], ["Pelatihan"] * 6),
        ([_BOLD, _BOLD, _PLAIN, _PLAIN, _BOLD, _PLAIN], ["PEMASARAN", *["Pelatihan"] * 5]),
    ],
    ids=["indent", "bold, then indent", "capitals, then bold"],
)
def test_three_looks_tell_three_levels(looks: list[Look], names: list[str]) -> None:
    levels = (PROGRAM, KEGIATAN, SUB, SUB, KEGIATAN, SUB)
    assert told([_GUESS] * 6, looks, names) == [(level, False) for level in levels]


def test_below_known_programs_two_looks_tell_two_levels() -> None:
    rows = [Standing(PROGRAM, "2.17.05"), _GUESS, _GUESS, Standing(PROGRAM, "2.17.06"), _GUESS]
    # The second program looks like a kegiatan: its name or number says what it is.
    looks = [_BOLD, _IN, _FURTHER_IN, _IN, _IN]
    assert told(rows, looks) == [(level, False) for level in (PROGRAM, KEGIATAN, SUB, PROGRAM, KEGIATAN)]


def test_a_name_in_capitals_taken_for_the_bidang_is_the_program_where_there_is_none() -> None:
    rows = [Standing(BIDANG, None), _GUESS, _GUESS]
    assert told(rows, [_BOLD, _PLAIN, _IN], ["KOPERASI", "Pelatihan", "Kursus"]) == [
        (PROGRAM, False), (KEGIATAN, False), (SUB, False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "looks",
    [
        [_PLAIN, _PLAIN, _PLAIN],
        [_BOLD, _PLAIN, _PLAIN],
        [Look(0), Look(1), Look(2), Look(3)],
        [_BOLD, _IN, _PLAIN, _IN],
        [_PLAIN, _BOLD, _IN],
    ],
    ids=[
        "all alike",
        "two looks for three levels",
        "four looks",
        "a sub kegiatan below the program",
        "no program first",
    ],
)
def test_looks_that_do_not_tell_every_row_tell_none(looks: list[Look]) -> None:
    assert told([_GUESS] * len(looks), looks) == [(SUB, True)] * len(looks)


def test_a_look_that_contradicts_what_is_known_tells_nothing() -> None:
    rows = [Standing(PROGRAM, "2.17.05"), Standing(SUB, "2.17.05.2.01.0001"), _GUESS]
    assert told(rows, [_BOLD, _PLAIN, _IN]) == [(PROGRAM, False), (SUB, False), (SUB, True)]


def test_where_nothing_is_guessed_looks_change_nothing() -> None:
    rows = [Standing(BIDANG, "2.17"), Standing(PROGRAM, "2.17.05"), Standing(KEGIATAN, "2.17.05.2.01")]
    assert by_look(rows, ["KOPERASI", "Pelatihan", "Kursus"], [_IN, _IN, _IN]) == rows
