"""Rows entered once: codes, names and indicators of the plan, carried to the tables that repeat them.

Only empty cells are filled; what a planner typed is never replaced. A table without any row of its own gets
all rows of the plan, if it has blank rows enough; in a table with rows, each row gets what it lacks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from rules.arrays import among
from rules.comparison.rows import partners
from rules.engine.session import Session
from rules.frames.view import View
from rules.model.document import DATA, TOTAL, Document, Table
from rules.schema.layout import Layout, layouts, player
from rules.schema.pack import Pack, pack_for
from rules.values.cells import any_filled
from rules.values.codes import KEGIATAN, PROGRAM, level_of

_NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")


@dataclass(frozen=True, slots=True)
class Carried:
    """A cell that is filled from the plan, by sheet, Excel row and official column."""

    table: str
    sheet: str
    row: int
    column: str
    value: str


@dataclass(frozen=True, slots=True)
class Left:
    """A table that could not take all rows of the plan: how many it lacks, or has no room for."""

    table: str
    sheet: str
    rows: int
    room: int | None = None


def numbers_by_level(levels: list[int]) -> list[str | None]:
    """Numbers of rows told by name: roman for programs, arabic for the kegiatan of each, none for others.

    >>> numbers_by_level([2, 3, 4, 3, 2, -1])
    ['I', '1', None, '2', 'II', None]
    """
    found: list[str | None] = []
    program = kegiatan = 0
    for level in levels:
        if level == PROGRAM:
            program, kegiatan = program + 1, 0
            found.append(_NUMERALS[program - 1] if program <= len(_NUMERALS) else str(program))
        elif level == KEGIATAN:
            kegiatan += 1
            found.append(str(kegiatan))
        else:
            found.append(None)
    return found


def carry(document: Document, pack: Pack | None) -> tuple[Document, list[Carried], list[Left]]:
    """The document with the plan's rows carried to its other tables; the cells filled, and what could not be."""
    tables = Session([document], pack or pack_for(document.year), []).tables
    source = tables.get(player("renja", "rencana").id)
    if source is None or not source.coded.any():
        return document, [], []
    cells: list[Carried] = []
    left: list[Left] = []
    for table in document.tables:
        layout = layouts()[table.layout]
        if "rencana" in layout.plays or not layout.by_role("uraian") or not (layout.totals or layout.by_role("kode")):
            continue
        view = tables.get(table.layout)
        if view is None or not ((view.row_kind == "kode") | (view.row_kind == "lanjutan")).any():
            if not (layout.required or layout.quarters):
                # A table that may be left out is not begun: what else its rows must hold would be missing.
                continue
            own, lacking = _whole(source, layout, table)
        else:
            own, lacking = _what_lacks(view, source, table)
        cells += own
        left += lacking
    return _applied(document, cells), cells, left


def _plan_rows(source: View, layout: Layout) -> Iterator[dict[str, str]]:
    """The plan's rows as another table writes them, by official column of that table."""
    kinds = ["kode"] if layout.hierarchy == "datar" else ["kode", "lanjutan"]
    rows = among(source.row_kind, *kinds)
    if layout.hierarchy != "kode":
        rows &= (source.levels.level >= PROGRAM) | (source.row_kind == "lanjutan")
    if layout.hierarchy == "datar":
        rows &= source.levels.level == PROGRAM
    own, indicator = source.coded, source.text(source.column_of("indikator"))
    levels = [level_of(source.levels.code[row]) if own[row] else -1 for row in source.frame.index[rows]]
    for number, row in zip(numbers_by_level(levels), source.frame.index[rows], strict=True):
        code = source.levels.code[row] if own[row] else None
        values = {"kode": code, "uraian": source.names[row], "indikator": indicator[row], "no": number}
        if layout.hierarchy == "kode":
            values.pop("no")
        yield {
            column: str(values[spec.role])
            for column, spec in layout.columns.items()
            if values.get(spec.role) and not (spec.role == "kode" and spec.extra and not code)
        }


def _whole(source: View, layout: Layout, table: Table) -> tuple[list[Carried], list[Left]]:
    """All rows of the plan in the blank rows of a table without any."""
    end = next((row for row, kind in zip(table.rows, table.kinds, strict=True) if kind == TOTAL), None)
    # The blank row right above the grand total closes the ranges of its sums.
    unused = [
        row for at, row in enumerate(table.rows) if not any_filled(values[at] for values in table.columns.values())
    ]
    blank = sorted(row for row in (*table.around.free, *unused) if end is None or row < end - 1)
    rows = list(_plan_rows(source, layout))
    if len(rows) > len(blank):
        return [], [Left(table.layout, table.sheet, len(rows), len(blank))]
    return [
        Carried(table.layout, table.sheet, at, column, value)
        for at, values in zip(blank, rows, strict=False)
        for column, value in values.items()
        if column in table.letters
    ], []


def _what_lacks(view: View, source: View, table: Table) -> tuple[list[Carried], list[Left]]:
    """Names and indicators for the rows of a table that stand in the plan under the same code."""
    match = partners(view, source)
    given = {"uraian": source.names, "indikator": source.text(source.column_of("indikator"))}
    cells = []
    for column, spec in view.layout.official.items():
        if spec.role not in given:
            continue
        empty = view.blank(column) & view.has(column) & ~view.shared(column) & (match >= 0) & view.data
        if view.layout.hierarchy == "uraian":
            # Further indicators stand in another order there: only the row of the name itself is told by it.
            empty &= view.coded & ~view.indicator_below
        for row in view.frame.index[empty]:
            value = given[spec.role][match[row]]
            if value:
                cells.append(Carried(view.name, *view.place(row), column, value))
    there = set(view.levels.official)
    wanted = source.levels.code[source.coded & (source.levels.level >= PROGRAM)]
    lacking = sum(code not in there for code in wanted) if view.layout.hierarchy != "datar" else 0
    return cells, [Left(table.layout, table.sheet, lacking)] if lacking else []


def _applied(document: Document, cells: list[Carried]) -> Document:
    """A copy of the document with the cells filled, blank rows that got one among its rows."""
    if not cells:
        return document
    tables = []
    for table in document.tables:
        own = [cell for cell in cells if (cell.table, cell.sheet) == (table.layout, table.sheet)]
        rows = sorted({*table.rows, *(cell.row for cell in own)})
        kinds = dict(zip(table.rows, table.kinds, strict=True))
        columns: dict[str, list[Any]] = {}
        for number, values in table.columns.items():
            known = dict(zip(table.rows, values, strict=True))
            known |= {cell.row: cell.value for cell in own if cell.column == number}
            columns[number] = [known.get(row) for row in rows]
        around = replace(table.around, free=[row for row in table.around.free if row not in rows])
        fresh = replace(table, rows=rows, kinds=[kinds.get(row, DATA) for row in rows], columns=columns, around=around)
        tables.append(fresh if own else table)
    return replace(document, tables=tables)
