"""Every derived cell of a document: arithmetic columns, parents and grand totals.

What a planner typed is never replaced: a parent that holds a typed number keeps it and is reckoned with
as it stands, just as the workbook's own formulas would.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from rules.arithmetic import Expression
from rules.codes import parent_of
from rules.document import DATA, Document
from rules.pack import Pack, pack_for
from rules.session import Session
from rules.totals import top_level
from rules.view import View

State = Literal["filled", "refreshed", "typed", "deferred"]


@dataclass(frozen=True, slots=True)
class Derived:
    """One derived cell: its value (None where it is undefined) and what becomes of it.

    ``state``: `filled` an empty cell gets the value, `refreshed` a formula's stored value is renewed,
    `typed` the planner's own number stays, `deferred` an operand cannot be read.
    """

    table: str
    sheet: str
    row: int
    column: str
    value: float | int | None
    state: State


def compute(document: Document, pack: Pack | None = None) -> list[Derived]:
    """All derived cells of a document, in sheet, row and column order; money in the column's unit."""
    session = Session([document], pack or pack_for(document.year), [])
    derived: list[Derived] = []
    for view in session.views.values():
        if view.name not in {table.layout for table in document.tables}:
            continue
        for column, expression in view.layout.derived.items():
            derived += _arithmetic(view, column, expression)
        for column in view.layout.totals.columns if view.layout.totals else []:
            derived += _totals(view, column)
    order = {name: position for position, name in enumerate(document.sheets)}
    return sorted(derived, key=lambda cell: (order.get(cell.sheet, 0), cell.row, int(cell.column)))


def _state(view: View, column: str, position: int) -> State:
    table = view.table_of(position)
    if (int(view.frame["row"][position]), column) in table.formulas:
        return "refreshed"
    return "filled" if view.blank(column)[position] else "typed"


def _cell(view: View, column: str, position: int, value: float | int | None, readable: bool = True) -> Derived:
    state = _state(view, column, position)
    if not readable and state != "typed":
        state, value = "deferred", None
    return Derived(view.name, *view.place(position), column, value, state)


# ---- arithmetic between columns


def numbers(view: View, column: str) -> tuple[pd.Series, pd.Series]:
    """A column as float64 (NaN for blank or nil) and which of its cells cannot be read."""
    if view.layout.columns[column].kind == "money":
        money = view.money(column)
        scale = 10 ** view.layout.columns[column].decimals
        values = money["amount"].astype("Float64").astype("float64") / scale
        return values.where(money["status"] != "kosong"), money["status"].isin(["rusak", "galat", "rumus"])
    target = view.target(column)
    values = pd.Series([float(x) if x is not None else float("nan") for x in target["value"]], dtype="float64")
    return values, target["kind"].isin(["rusak", "galat", "rumus"])


def _arithmetic(view: View, column: str, expression: Expression) -> list[Derived]:
    operands, unreadable = {}, pd.Series(False, index=view.frame.index)
    for operand in expression.columns:
        operands[operand], broken = numbers(view, operand)
        unreadable |= broken
    values = expression.evaluate(operands)
    rows = (view.frame["kind"] == DATA) & view.has(column)
    return [
        _cell(view, column, row, None if pd.isna(values[row]) else float(values[row]), not unreadable[row])
        for row in view.frame.index[rows]
    ]


# ---- parents and totals


def _totals(view: View, column: str) -> list[Derived]:
    """Bottom up: a child counts as typed, or as its own sum where it holds a formula or nothing."""
    money = view.money(column)
    known = view.known_amount(column) | (money["status"] == "kosong")
    codes, coded, top = view.codes, view.coded, top_level(view)
    children: dict[str, list[int]] = {}
    for row in view.frame.index[coded]:
        parent = parent_of(codes["kode"][row])
        if parent:
            children.setdefault(parent, []).append(row)
    values: dict[int, int] = {}
    broken: set[int] = set()

    def value_of(row: int) -> int:
        if row in values:
            return values[row]
        below = children.get(codes["kode"][row] or "", [])
        if below and _state(view, column, row) != "typed":
            values[row] = sum(value_of(child) for child in below)
            if any(child in broken for child in below):
                broken.add(row)
        else:
            amount = money["amount"][row]
            values[row] = 0 if pd.isna(amount) else int(amount)
            if not known[row]:
                broken.add(row)
        return values[row]

    cells: list[Derived] = []
    for row in view.frame.index[view.has(column)]:
        below: Any = children.get(codes["kode"][row] or "", []) if coded[row] else []
        if view.total[row]:
            below = list(view.frame.index[top])
        if below:
            total = sum(value_of(child) for child in below)
            readable = not any(child in broken for child in below)
            cells.append(_cell(view, column, row, total, readable))
    return cells
