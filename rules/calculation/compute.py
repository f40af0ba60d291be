"""Every derived cell of a document: arithmetic columns, parents and grand totals.

What a planner typed is never replaced: a parent that holds a typed number keeps it and is reckoned with
as it stands, just as the workbook's own formulas would.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from rules.arrays import Cells, Mask, among, filled
from rules.calculation.blocks import averages, begins_block, means, words
from rules.calculation.derive import UNITS, UNREADABLE, derivable, derive, typed
from rules.calculation.recalculate import MOST_WORKED_OUT, UNKNOWN, formula_of, is_ours, recalculated, same
from rules.calculation.sums import addable, families
from rules.engine.session import Session
from rules.frames.indicators import types
from rules.frames.view import View
from rules.model.document import MEAN, Document
from rules.schema.layout import layouts
from rules.schema.pack import Pack, pack_for
from rules.values.number import as_shown

State = Literal["filled", "refreshed", "typed", "other", "deferred"]
_ELSEWHERE = re.compile(r"!|LOOKUP\(|MATCH\(|INDIRECT\(|OFFSET\(", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Derived:
    """One derived cell: its value (None where it is undefined) and what becomes of it.

    ``value`` is a text where the last predicate counts. ``state``: `filled` an empty cell gets the value, `refreshed` a formula's stored value is renewed,
    `typed` the planner's own number stays, and so does the result of an `other` formula, which gives something else than is
    due; `deferred` an operand cannot be read or is in another unit.
    """

    table: str
    sheet: str
    row: int
    column: str
    value: float | int | str | None
    state: State


def compute(document: Document, pack: Pack | None = None) -> list[Derived]:
    """All derived cells of a document, in sheet, row and column order; money in the column's unit."""
    pack = pack or pack_for(document.year)
    totals, others = _sums(document, pack), list[Derived]()
    while further := _others(document, totals):
        others += further
        document = _with_values(document, further, stay=True)
        totals = _sums(document, pack)
    own = {(cell.table, cell.sheet, cell.row, cell.column) for cell in others}
    totals = [
        replace(x, state="other") if (x.table, x.sheet, x.row, x.column) in own and x.state == "typed" else x
        for x in totals
    ]
    derived = list(totals)
    for view in _tables(_with_values(document, totals), pack):
        for column in view.layout.derived:
            derived += _arithmetic(view, column)
        derived += _of_blocks(view)
    order = {name: position for position, name in enumerate(document.sheets)}
    place = {name: list(layout.columns) for name, layout in layouts().items()}
    return sorted(derived, key=lambda x: (order.get(x.sheet, 0), x.row, place[x.table].index(x.column)))


def _sums(document: Document, pack: Pack) -> list[Derived]:
    """The parents and grand totals of all tables."""
    found: list[Derived] = []
    for view in _tables(document, pack):
        for column in view.layout.totals.columns if view.layout.totals else []:
            found += _totals(view, column)
    return found


def _others(document: Document, sums: list[Derived]) -> list[Derived]:
    """The lowest formulas in the place of sums that give something else than the sum, each with what it gives.

    A program that opens the copy reckons them anew: a sum written there would be seen by nobody.
    """
    tables = {(table.layout, table.sheet): table for table in _with_values(document, sums).tables}
    found, worked = list[Derived](), Counter[tuple[str, str, str]]()
    for cell in sums:
        table = tables[cell.table, cell.sheet]
        formula = table.marks.formulas.get((cell.row, cell.column))
        if cell.state != "refreshed" or formula is None or not isinstance(cell.value, int):
            continue
        worked[cell.table, cell.sheet, cell.column] += 1
        if worked[cell.table, cell.sheet, cell.column] > MOST_WORKED_OUT:
            continue
        scale = 10 ** layouts()[cell.table].columns[cell.column].decimals
        result = recalculated(table, cell.column, formula)
        if isinstance(result, int | float) and not same(cell.value / scale, result):
            found.append(replace(cell, value=round(result * scale)))
    return found


def _tables(document: Document, pack: Pack) -> list[View]:
    return list(Session([document], pack, []).tables.values())


def _with_values(document: Document, cells: list[Derived], *, stay: bool = False) -> Document:
    """A copy of the document in which derived sums stand where they will be written; those that ``stay``, like typed ones."""
    tables = [
        replace(
            table,
            columns={number: list(values) for number, values in table.columns.items()},
            marks=replace(table.marks, uncalculated=set(table.marks.uncalculated), formulas=dict(table.marks.formulas)),
        )
        for table in document.tables
    ]
    of_row = {(table.layout, table.sheet, row): table for table in tables for row in table.rows}
    for cell in cells:
        if cell.state in {"filled", "refreshed"} and isinstance(cell.value, int):
            table = of_row[(cell.table, cell.sheet, cell.row)]
            decimals = layouts()[cell.table].columns[cell.column].decimals
            value = cell.value / 10**decimals if decimals else cell.value
            table.columns[cell.column][table.rows.index(cell.row)] = value
            table.marks.uncalculated.discard((cell.row, cell.column))
            if stay:
                table.marks.formulas.pop((cell.row, cell.column), None)
    return replace(document, tables=tables)


def row_types(document: Document, pack: Pack) -> dict[int, str]:
    """Types of indicators by Excel row, of the one table a document holds."""
    view = _tables(document, pack)[0]
    return dict(zip(view.frame["row"], types(view), strict=True))


def _state(view: View, column: str, position: int) -> State:
    if view.has_formula(column)[position]:
        return "refreshed"
    return "filled" if view.blank(column)[position] else "typed"


def _cell(view: View, column: str, position: int, value: float | int | str | None, readable: bool = True) -> Derived:
    state = _state(view, column, position)
    if not readable and state != "typed":
        state, value = "deferred", None
    return Derived(view.name, *view.place(position), column, value, state)


# ---- arithmetic between columns


def _arithmetic(view: View, column: str) -> list[Derived]:
    due = derive(view, column)
    readable = ~among(due.reason, UNREADABLE, UNITS)
    rows = derivable(view, column) & view.has(column)
    states = _of_other_formulas(view, column, due.expected, rows)
    found = [_cell(view, column, row, due.expected[row], bool(readable[row])) for row in view.frame.index[rows]]
    return [replace(x, state=states.get((x.sheet, x.row), x.state)) if x.state == "refreshed" else x for x in found]


def _of_other_formulas(view: View, column: str, due: Cells, rows: Mask) -> dict[tuple[str, int], State]:
    """What becomes of formulas that do not give just what is due, by sheet and row: their result stays.

    A program that opens the copy reckons them anew. Of a formula that looks elsewhere the result is what is stored.
    """
    own = rows & view.has_formula(column) & ~view.uncalculated(column) & ~view.blank(column) & filled(due)
    stored, found = view.cells(column), dict[tuple[str, int], State]()
    for row in np.flatnonzero(own)[:MOST_WORKED_OUT].tolist():
        table, place = view.table_of(row), view.place(row)
        formula = formula_of(view, column, row)
        if is_ours(table, place[1], formula):
            continue
        result = recalculated(table, column, formula)
        if result is UNKNOWN and _ELSEWHERE.search(formula):
            result = stored[row]
        if isinstance(result, int | float) and isinstance(due[row], int | float) and not same(due[row], result):
            last = 10.0 ** int(as_shown(float(result)).as_tuple().exponent)
            found[place] = "typed" if abs(float(due[row]) - result) <= last / 2 else "other"
    return found


def _of_blocks(view: View) -> Iterator[Derived]:
    """Means of blocks and below the table, and words for figures."""
    for column in view.layout.footer.mean if view.layout.footer else []:
        below = means(view, column)
        for row in np.flatnonzero((view.cells("kind") == MEAN) & view.has(column)).tolist():
            yield _cell(view, column, row, None if np.isnan(below[row]) else float(below[row]))
    for column, rule in view.layout.averages.items():
        due = averages(view, column)
        for row in np.flatnonzero(begins_block(view, rule.by) & view.has(column)).tolist():
            yield _cell(view, column, row, None if np.isnan(due[row]) else float(due[row]))
    for column in view.layout.words:
        told = words(view, column)
        for row in np.flatnonzero(filled(told) & view.has(column)).tolist():
            yield _cell(view, column, row, told[row])


# ---- parents and totals


def _totals(view: View, column: str) -> list[Derived]:
    """Bottom up: a child counts as typed, or as its own sum where it holds a formula or nothing."""
    family, known = families(view), addable(view, column)
    reckoned = family.due & view.coded & ~typed(view, column)
    due = family.add(family.settled(view.money(column).whole, reckoned))
    rows = view.has(column) & (family.due | view.total)
    return [_cell(view, column, row, int(due[row]), bool(known[row])) for row in np.flatnonzero(rows).tolist()]
