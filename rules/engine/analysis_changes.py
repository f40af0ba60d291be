"""What the analysis of needs changed against the draft it reviews: the two sides of T-C.31 side by side."""

from __future__ import annotations

from typing import Any

import numpy as np

from rules.arrays import Mask, mask_of
from rules.frames.judgement import Stack
from rules.frames.view import View
from rules.model.finding import Change
from rules.schema.layout import Layout, player
from rules.values.names import normalise
from rules.values.targets import same_target


def _sides(layout: Layout) -> list[tuple[str, str]]:
    """Columns of the draft with those of the analysis that repeat them, by order within their groups."""
    groups = list(dict.fromkeys(column.group for column in layout.official.values() if column.group))
    draft, found = ([n for n, column in layout.official.items() if column.group == group] for group in groups)
    return list(zip(draft, found, strict=True))


def changes(session: Stack) -> dict[int, list[Change]]:
    """The changes of each workbook of a stack, by its number, row by row; empty cells are no changes."""
    view = session.tables.get(player("renja", "analisis").id)
    found: dict[int, list[tuple[int, str, Change]]] = {}
    if view is None:
        return {}
    rows = view.data & (view.coded | (view.row_kind == "lanjutan"))
    for before, after in _sides(view.layout):
        one, other = _said(view, before), _said(view, after)
        for row in np.flatnonzero(rows & _differs(view, before, after)).tolist():
            change = _change(view, row, before, after, one[row], other[row])
            found.setdefault(view.doc_of(row), []).append((row, after, change))
    order = list(view.layout.columns)
    return {
        doc: [change for *_, change in sorted(listed, key=lambda item: (item[0], order.index(item[1])))]
        for doc, listed in found.items()
    }


def _differs(view: View, before: str, after: str) -> Mask:
    """Rows in which both cells are filled and say different things."""
    filled: Mask = (view.text(before) != "") & (view.text(after) != "")
    kind = view.layout.columns[before].kind
    if kind == "money":
        apart: Mask = view.money(before).whole != view.money(after).whole
        return filled & view.known_amount(before) & view.known_amount(after) & apart
    pairs = enumerate(zip(view.frame[before], view.frame[after], strict=True))

    def same(row: int, one: Any, other: Any) -> bool:
        if one == other:
            return True
        if kind == "target":
            return same_target(view.target_at(before, row), view.target_at(after, row))
        return normalise(str(one)) == normalise(str(other))

    return filled & ~mask_of((same(row, one, other) for row, (one, other) in pairs), len(filled))


def _said(view: View, column: str) -> list[Any]:
    """What the cells of a column say: amounts of money, else the values as typed."""
    is_money = view.layout.columns[column].kind == "money"
    return view.money(column).listed() if is_money else view.cells(column).tolist()


def _change(view: View, row: int, before: str, after: str, one: Any, other: Any) -> Change:
    difference = other - one if view.layout.columns[before].kind == "money" else None
    sheet, at = view.place(row)
    cell = f"{view.table_of(row).letters.get(after, '')}{at}"
    name, heading = str(view.names[row]), view.heading(before, row)
    return Change(view.name, sheet, cell, str(view.keys[row]), name, heading, one, other, difference)
