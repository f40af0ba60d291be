"""The short way to the head of our own template: the same head as the long way finds, and only where every heading is as printed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rules.document import year_label
from rules.headings import plain_heading
from rules.layout import Layout, layouts
from tests.helpers import EXAMPLES, YEAR, Rows, levels_of
from workbook_templates.grid import Grid
from workbook_templates.headwords import find_heads
from workbook_templates.own_heads import own_head
from workbook_templates.reader import read_workbook
from workbook_templates.sheetformulas import formulas_within
from workbook_templates.template import Template

UNNUMBERED = [layout.id for layout in layouts().values() if layout.columns and not layout.numbered]


def printed(layout: Layout, without: tuple[str, ...] = ()) -> Rows:
    """The rows of a head as our template prints them, some columns left out."""
    rows: Rows = [[] for _ in range(levels_of(layout))]
    above = ("", "")
    for number, spec in layout.official.items():
        if number in without:
            continue
        texts: list[str | None] = [spec.group if spec.group != above[0] else None]
        if spec.subgroup:
            texts.append(spec.subgroup if (spec.group, spec.subgroup) != above else None)
        texts = [*texts, spec.heading] if spec.group else [spec.heading]
        above = (spec.group, spec.subgroup)
        blank = [None] * (len(rows) - len(texts))
        column: list[Any] = [*blank, *texts] if spec.group else [*texts, *blank]
        for row, text in zip(rows, column, strict=True):
            row.append(year_label(text, YEAR, YEAR) if text else None)
    return rows


def sheet(name: str, head: Rows, under: str | None = None) -> Grid:
    """A head below its title, in a sheet of its table's own name or another one."""
    return Grid(layouts()[name].sheet_name if under is None else under, [["Judul"], [], *head, []])


def candidates(name: str) -> list[Layout]:
    return [layout for layout in layouts().values() if layout.columns and layout.document == layouts()[name].document]


@pytest.mark.parametrize("name", UNNUMBERED)
def test_both_ways_find_the_same_head(name: str) -> None:
    head = printed(layouts()[name])
    short = own_head(head, 0, layouts()[name])
    assert short is not None
    assert list(short.starts) == list(layouts()[name].official)
    (own,), (other,) = (find_heads(sheet(name, head, under), candidates(name)) for under in (None, "Lembar 9"))
    assert (own.layout.id, own.starts, own.top, own.bottom, own.first, own.last, own.score, own.exact) == (
        name, other.starts, other.top, other.bottom, other.first, other.last, other.score, other.exact)  # fmt: skip


@pytest.mark.parametrize(
    "name", [name for name in UNNUMBERED if any(x.optional for x in layouts()[name].official.values())]
)
def test_optional_columns_may_be_left_out(name: str) -> None:
    without = tuple(number for number, spec in layouts()[name].official.items() if spec.optional)
    found = own_head(printed(layouts()[name], without), 0, layouts()[name])
    assert found is not None
    assert list(found.starts) == [number for number in layouts()[name].official if number not in without]


@pytest.mark.parametrize("name", UNNUMBERED)
def test_what_a_planner_changed_goes_the_long_way(name: str) -> None:
    layout = layouts()[name]
    # Columns of years are told by their order alone.
    due = [number for number, spec in layout.official.items() if not spec.optional and plain_heading(spec.heading)]
    width = len(layout.official)
    for at, number in enumerate(layout.official):
        head = printed(layout)
        for row in head:
            row[at] = None
        head[0][at] = "Anu"
        assert own_head(head, 0, layout) is None, f"{number} retyped"
        moved = printed(layout)
        for row in moved:
            row.insert(at, None)
        assert (own_head(moved, 0, layout) is None) == (at > 0), f"a column inserted before {number}"
        if number in due:
            assert own_head(printed(layout, (number,)), 0, layout) is None, f"{number} deleted"
    beside = printed(layout)
    beside[0] += [None] * (width - len(beside[0])) + ["Catatan"]
    assert own_head(beside, 0, layout) is None, "words right beside the table"


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
    path: Path = EXAMPLES / "renja-2024-benar.xlsx"
    for grid, again in zip(read_workbook(path), read_workbook(path), strict=True):
        texts = dict(again.formulas.items())
        rows, columns = range(5, 40), {1, 4, 6, 9, 30}
        wanted = {place: text for place, text in texts.items() if place[0] in rows and place[1] in columns}
        assert formulas_within(grid.formulas, rows, columns) == wanted
        # Looked up before, and from a plain mapping, they are the same.
        assert formulas_within(again.formulas, rows, columns) == formulas_within(texts, rows, columns) == wanted
