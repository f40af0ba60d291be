"""Short ways of recognition stand behind one door, and give what the long ways give."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.model.document import Table
from rules.schema.layout import Layout, document_layouts, layouts
from tests.places import EXAMPLES
from tests.support.helpers import NUMBERED, grid, sound_table, table_rows
from workbook_templates.grid import Grid
from workbook_templates.reading.workbook import read_workbook
from workbook_templates.recognition.find_tables import find_tables
from workbook_templates.recognition.heads.find_heads import find_heads
from workbook_templates.recognition.heads.head_of_template import only_head
from workbook_templates.recognition.heads.searched_sheet import SearchedSheet
from workbook_templates.recognition.read_grids import read_grids
from workbook_templates.recognition.table.assemble import by_columns, by_lines
from workbook_templates.recognition.table.plain_rows import is_plain

OWN = ("renja-2024-benar", "lkip-2024-benar")
"""Examples in our own templates."""


def _told(table: Table) -> dict[str, Any]:
    """All that is told of a table, whatever collection holds it."""
    marks = table.marks
    plain = replace(
        marks, formulas=dict(marks.formulas), uncalculated=set(marks.uncalculated), shared=set(marks.shared)
    )
    return {name: getattr(table, name) for name in Table.__slots__ if name != "marks"} | {"marks": plain}


def _candidates(document: str) -> list[Layout]:
    return [layout for layout in document_layouts(document, 2024) if layout.columns]


def _own_sheets(name: str) -> Iterator[tuple[Grid, list[Layout], tuple[int | None, int | None]]]:
    grids = read_workbook(EXAMPLES / f"{name}.xlsx")
    document = read_grids(name, grids)
    for sheet in grids:
        if any(table.sheet == sheet.name for table in document.tables):
            yield sheet, _candidates(document.kind), (document.year, document.renstra)


@pytest.mark.parametrize("name", OWN)
def test_a_sheet_told_by_its_name_is_what_the_search_finds(name: str) -> None:
    short = 0
    for sheet, candidates, years in _own_sheets(name):
        own = [layout for layout in candidates if layout.sheet_name == sheet.name]
        short += any(only_head(sheet, layout, years) for layout in own)
        elsewhere = Grid("Lembar 9", deepcopy(sheet.rows), sheet.facts)
        told, found = find_tables(sheet, candidates, years), find_tables(elsewhere, candidates, years)
        assert len(told) == len(found) > 0, sheet.name
        for one, other in zip(told, found, strict=True):
            assert one.recognition.certainty == 100 >= other.recognition.certainty > 90
            other.sheet, other.recognition.certainty = one.sheet, one.recognition.certainty
            assert _told(one) == _told(other), sheet.name
    assert short > 5, "the short way is taken in this workbook"


def _plain_pages(sheet: Grid, candidates: list[Layout]) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """The table under each head of the plain form, by columns and by lines, as far down as the sheet goes."""
    for head in find_heads(SearchedSheet(sheet).seeking(candidates, None)):
        if is_plain(head):
            yield (
                _told(by_columns(sheet, head, len(sheet.rows))),
                list(map(_told, by_lines(sheet, head, len(sheet.rows)))),
            )


@pytest.mark.parametrize("name", ["renja-2024-benar", "renja-2024-seed", "lkip-2024-benar", "lkip-2024-seed"])
def test_rows_by_columns_are_rows_by_lines(name: str) -> None:
    sheets = read_workbook(EXAMPLES / f"{name}.xlsx")
    document = read_grids(name, sheets).kind
    pairs = [pair for sheet in sheets for pair in _plain_pages(sheet, _candidates(document))]
    assert len(pairs) > 5
    for one, others in pairs:
        assert others == [one]


damages = st.lists(
    st.tuples(
        st.integers(0, 14),
        st.sampled_from(["blank", "drop", "twice", "TOTAL", "Jumlah", "catatan", "-"]),
        st.integers(0, 4),
    ),
    max_size=5,
)


@settings(deadline=None, max_examples=60)
@given(st.sampled_from([name for name in NUMBERED if layouts()[name].footer is None]), damages, st.integers(0, 2))
def test_damaged_rows_are_read_alike(name: str, changes: list[tuple[int, str, int]], below: int) -> None:
    rows = table_rows(name)
    first = len(rows) - len(sound_table(name).rows)
    for at, change, column in changes:
        place = first + at % (len(rows) - first)
        if change == "blank":
            rows.insert(place, [])
        elif change == "twice":
            rows.insert(place, list(rows[place]))
        elif change == "drop":
            rows[place] = []
        else:
            rows[place] = [*rows[place], *[None] * 5]
            rows[place][column] = change
    rows += [[], ["Bekasi, 2 Januari 2024"], [None, "Kepala Dinas"]][:below]
    pairs = list(_plain_pages(grid(rows, name), [layouts()[name]]))
    assert pairs
    for one, others in pairs:
        assert others == [one]
