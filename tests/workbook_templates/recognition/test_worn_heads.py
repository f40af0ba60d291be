"""Heads printed again on later pages: worn by a scan they are the same, with columns elsewhere they are not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support.helpers import Rows, body_rows, contents_in, head_rows, sound_contents, sound_table
from workbook_templates.grid import Grid
from workbook_templates.recognition.heads.head import Head
from workbook_templates.recognition.heads.searched_sheet import SearchedSheet
from workbook_templates.recognition.heads.worn_heads import printed_worn
from workbook_templates.sheet_facts import CELLS_ONLY

Change = Callable[[Rows], Rows]
HEADS: dict[str, Rows] = {
    "numbered": [
        ["No", "Program", "Target 2024", None, "Target 2025", None, "Catatan Penting"],
        [None, None, "K", "Rp", "K", "Rp", None],
        [1, 2, 3, 4, 5, 6, 7],
    ],
    "without numbers": [
        ["No", "Program", "Target 2024", None, "Target 2025", None, "Catatan Penting"],
        [None, None, "K", "Rp", "K", "Rp", None],
    ],
}


def changed(**cells: str | None) -> Change:
    """Other words in some cells, named `r0c2`."""

    def change(rows: Rows) -> Rows:
        rows = [list(row) for row in rows]
        for place, text in cells.items():
            row, _, column = place[1:].partition("c")
            rows[int(row)][int(column)] = text
        return rows

    return change


def moved(rows: Rows) -> Rows:
    return [[None, *row] for row in rows]


def is_printed_again(rows: Rows, change: Change) -> bool:
    """Whether a head, changed on the next page, is told to be the one before."""
    data = [["1", "Program A", 10, 5_000_000, 12, 6_000_000, None]]
    sheet = SearchedSheet(Grid("Lembar1", [*rows, *data, [], *change(rows), *data], CELLS_ONLY))
    numbered = frozenset("1234567") if len(rows) == 3 else frozenset()
    starts = {str(at + 1): at for at in range(7)}
    last = Head(None, 0, len(rows) - 1, starts, numbered, 0, 6)  # type: ignore[arg-type]
    again = printed_worn(sheet, last, range(len(rows) + 2, 2 * len(rows) + 2))
    return again is not None and again.top == len(rows) + 2


@pytest.mark.parametrize("rows", HEADS.values(), ids=HEADS)
@pytest.mark.parametrize(
    "change",
    [
        changed(),
        changed(r0c6="Catatan Pentlng"),
        changed(r0c1="Program ı"),
        changed(r0c6="Catatan"),
        changed(r0c5="_"),
    ],
    ids=["as it was", "a letter other", "a stroke read as a letter", "a word lost", "a stroke alone"],
)
def test_worn_by_a_scan(rows: Rows, change: Change) -> None:
    assert is_printed_again(rows, change)


@pytest.mark.parametrize("rows", HEADS.values(), ids=HEADS)
@pytest.mark.parametrize(
    "change",
    [
        moved,
        changed(r1c2="Rp", r1c3="K"),
        changed(r0c2="Target 2025", r0c4="Target 2026"),
        changed(r0c6="Lokasi"),
        changed(r0c1="Catatan Penting", r0c6="Program"),
        changed(r0c1=None, r0c2=None, r0c4=None),
    ],
    ids=[
        "moved",
        "K and Rp swapped",
        "other years",
        "another column",
        "columns swapped",
        "words lost over most columns",
    ],
)
def test_columns_that_stand_elsewhere(rows: Rows, change: Change) -> None:
    assert not is_printed_again(rows, change)


def test_lost_words_are_made_up_for_by_numbers_alone() -> None:
    lost = changed(r0c6=None)
    assert is_printed_again(HEADS["numbered"], lost)
    assert not is_printed_again(HEADS["without numbers"], lost)


def test_numbers_of_other_columns_are_another_head() -> None:
    assert not is_printed_again(HEADS["numbered"], lambda rows: [*rows[:2], [8, 9, 10, 11, 12, 13, 14]])


@pytest.mark.parametrize("name", ["T-C.33", "Bab-IV", "T-C.31"])
@pytest.mark.parametrize("page", [0, 1])
def test_numbers_printed_twice_are_no_row(name: str, page: int) -> None:
    rows, head = body_rows(sound_table(name)), head_rows(name)
    pages = [*head, *rows[:3]], [*head, *rows[3:]]
    pages[page].insert(len(head), list(head[-1]))
    assert contents_in([["Judul"], [], *pages[0], [], *pages[1]]) == sound_contents(name)
