"""The short way to the head of our own template: the head that the long way finds, and only where every cell is as printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from pathlib import Path

import pytest

from rules.schema.layout import Layout, document_layouts, layouts
from tests.places import EXAMPLES
from tests.support.helpers import YEAR
from workbook_templates.grid import Grid
from workbook_templates.reading.excel.sheet_formulas import formulas_of_table
from workbook_templates.reading.workbook import read_workbook
from workbook_templates.recognition.heads.find_heads import find_heads
from workbook_templates.recognition.heads.head_of_template import only_head, own_head
from workbook_templates.recognition.heads.searched_sheet import SearchedSheet
from workbook_templates.recognition.read_grids import read_grids
from workbook_templates.sheet_facts import CELLS_ONLY
from workbook_templates.template.blueprint import Template
from workbook_templates.template.build import build_template

_YEARS = (YEAR, YEAR - 1)
_IDENTITY = {"tahun": YEAR, "renstra_awal": YEAR - 1, "renstra_akhir": YEAR + 3, "pemda": "Kota A", "jenis_pemda": "kota",
             "perangkat_daerah": "Dinas B"}  # fmt: skip
_OPTIONAL = {
    layout.id: [number for number, spec in layout.official.items() if spec.optional] for layout in layouts().values()
}


def sheets(
    path: Path, document: str, without: dict[str, list[str]], chosen: Sequence[str] = ()
) -> Iterator[tuple[Layout, Grid]]:
    """The sheets of tables of a template that is built for this, some columns left out, some tables of another form."""
    own = {layout.sheet_name: layout for layout in document_layouts(document, YEAR) if layout.columns}
    build_template(path, Template(document, _IDENTITY, layouts=chosen, without_columns=without))
    return ((own[grid.name], grid) for grid in read_workbook(path) if grid.name in own)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Layout, Grid]]:
    """Every table of both documents as our template prints it: whole, and without the columns that may be left out."""
    folder = tmp_path_factory.mktemp("templat")
    others = [layout.id for layout in document_layouts("renja", YEAR) if not layout.default]
    kinds: list[tuple[str, dict[str, list[str]], list[str]]] = [
        *(("renja", {}, [other]) for other in others), ("renja", _OPTIONAL, []), ("lkip", {}, []), ("lkip", _OPTIONAL, [])
    ]  # fmt: skip
    return [pair for at, kind in enumerate(kinds) for pair in sheets(folder / f"{at}.xlsx", *kind)]


def test_both_ways_find_the_same_head(printed: list[tuple[Layout, Grid]]) -> None:
    assert {layout.id for layout, _ in printed} == {layout.id for layout in layouts().values() if layout.columns}
    for layout, grid in printed:
        short = only_head(grid, layout, _YEARS)
        assert short is not None, layout.id
        elsewhere = deepcopy(grid)
        elsewhere.name = "Lembar 9"
        candidates = [x for x in layouts().values() if x.document == layout.document and x.columns]
        (long,) = find_heads(SearchedSheet(elsewhere).seeking(candidates, YEAR))
        assert (short.layout, short.top, short.bottom) == (long.layout, long.top, long.bottom)
        assert (short.starts, short.numbered, short.first, short.last) == (
            long.starts, long.numbered, long.first, long.last)  # fmt: skip
        assert (short.exact, short.plain) == (long.exact, True), layout.id
        assert short.score == 100 >= long.score > 90, layout.id


def test_columns_may_be_left_out_only_where_they_are_optional(printed: list[tuple[Layout, Grid]]) -> None:
    for layout, grid in printed:
        head = own_head(grid.rows, layout, _YEARS)
        assert head is not None
        for number, at in head.starts.items():
            if number in layout.official and not layout.official[number].optional:
                rows = [[*row[:at], *row[at + 1 :]] for row in grid.rows]
                assert own_head(rows, layout, _YEARS) is None, (layout.id, number)


def test_what_a_planner_changed_goes_the_long_way(printed: list[tuple[Layout, Grid]]) -> None:
    for layout, grid in printed:
        head = own_head(grid.rows, layout, _YEARS)
        assert head is not None
        for at in range(head.top, head.bottom + 1):
            for column in range(head.last + 1):
                rows = deepcopy(grid.rows)
                rows[at][column] = "Anu"
                assert own_head(rows, layout, _YEARS) is None, (layout.id, at, column, "retyped")
        moved = [["", *row] for row in grid.rows]
        assert own_head(moved, layout, _YEARS) is None, (layout.id, "a column inserted")
        beside = [[*row, "Catatan" if at == head.top else ""] for at, row in enumerate(grid.rows)]
        assert own_head(beside, layout, _YEARS) is None, (layout.id, "words beside the table")
        above = [["Dinas", "Kota"], *grid.rows]
        assert own_head(above, layout, _YEARS) is None, (layout.id, "cells side by side above it")
        other_year = own_head(grid.rows, layout, (YEAR + 1, YEAR))
        assert other_year is None or not any("{" in f"{x.heading}{x.group}" for x in layout.official.values())


def test_a_second_table_in_its_sheet_goes_the_long_way(printed: list[tuple[Layout, Grid]]) -> None:
    for layout, grid in printed:
        head = own_head(grid.rows, layout, _YEARS)
        assert head is not None
        twice = deepcopy(grid)
        twice.rows += [[], *deepcopy(grid.rows[head.top : head.bottom + 1])]
        if len(head.starts) > 2:
            assert only_head(twice, layout, _YEARS) is None, layout.id
        numbered = deepcopy(grid)
        numbered.rows.append(["(1)", "(2)", "(3)", "(4)"])
        assert only_head(numbered, layout, _YEARS) is None, layout.id


def test_heads_are_shared_but_tables_are_not(printed: list[tuple[Layout, Grid]]) -> None:
    layout, grid = next(pair for pair in printed if pair[0].id == "T-C.33")
    assert only_head(grid, layout, _YEARS) is only_head(deepcopy(grid), layout, _YEARS)
    identity = Grid("Identitas", [["Tahun rencana (n)", YEAR]], CELLS_ONLY)
    one, other = (read_grids("x", [identity, deepcopy(grid)]).tables[0] for _ in range(2))
    one.captions.headings.clear(), one.captions.groups.clear(), one.letters.clear()
    assert other.captions.headings.keys() == other.letters.keys() == (layout.official | layout.extras).keys()
    assert other.captions.groups


def test_columns_left_out_of_a_template_are_no_columns_of_its_layouts() -> None:
    """What was worked out of all columns of a layout does not stay with one that lacks some."""
    whole = layouts()["Akumulasi-Renstra"]
    assert len(whole.official) == len(whole.columns)
    template = Template("lkip", {"tahun": YEAR, "renstra_awal": YEAR, "renstra_akhir": YEAR + 1})
    chosen = {layout.id: layout for layout in template.chosen()}
    assert len(chosen[whole.id].columns) < len(whole.columns)
    for layout in chosen.values():
        assert {*layout.official, *layout.extras} == {*layout.columns}


def test_formulas_of_a_table_are_those_of_the_sheet() -> None:
    path = EXAMPLES / "renja-2024-benar.xlsx"
    rows, columns = set(range(5, 40)), {1: "a", 4: "b", 6: "c", 9: "d", 30: "e"}
    seen = 0
    for grid, again in zip(read_workbook(path), read_workbook(path), strict=True):
        texts = dict(again.facts.formulas.items())
        wanted = {(row, columns[at]): text for (row, at), text in texts.items() if row in rows and at in columns}
        seen += len(wanted)
        found = formulas_of_table(grid.facts.formulas, rows, columns)
        assert list(found) == list(wanted)
        assert all(place in found for place in wanted)
        assert dict(found) == wanted
        # Looked up before, and from a plain mapping, they are the same.
        assert dict(formulas_of_table(again.facts.formulas, rows, columns)) == wanted
        assert dict(formulas_of_table(texts, rows, columns)) == wanted
    assert seen > 100
