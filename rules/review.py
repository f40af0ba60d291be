"""What the analysis of needs changed against the draft it reviews: the two sides of T-C.31 side by side."""

from __future__ import annotations

from collections.abc import Iterator

from rules.finding import Change
from rules.judgement import Stack
from rules.layout import Layout
from rules.names import normalise
from rules.targets import same_target
from rules.view import View

_REVIEW = "T-C.31"


def _sides(layout: Layout) -> list[tuple[str, str]]:
    """Columns of the draft with those of the analysis that repeat them, by order within their groups."""
    groups = list(dict.fromkeys(column.group for column in layout.official.values() if column.group))
    draft, found = ([n for n, column in layout.official.items() if column.group == group] for group in groups)
    return list(zip(draft, found, strict=True))


def changes(session: Stack) -> dict[int, list[Change]]:
    """The changes of each workbook of a stack, by its number, row by row; empty cells are no changes."""
    view = session.views.get(_REVIEW)
    found: dict[int, list[Change]] = {}
    if view is None:
        return found
    for row in view.frame.index[view.data & (view.coded | (view.row_kind == "lanjutan"))]:
        for before, after in _sides(view.layout):
            change = next(_compared(view, row, before, after), None)
            if change:
                found.setdefault(view.doc_of(row), []).append(change)
    return found


def _compared(view: View, row: int, before: str, after: str) -> Iterator[Change]:
    kind, difference = view.layout.columns[before].kind, None
    one, other = view.frame[before][row], view.frame[after][row]
    if not view.text(before)[row] or not view.text(after)[row]:
        return
    if kind == "money":
        if not (view.known_amount(before)[row] and view.known_amount(after)[row]):
            return
        one, other = int(view.money(before)["amount"][row]), int(view.money(after)["amount"][row])
        difference = other - one
        same = difference == 0
    else:
        same = same_target(one, other) if kind == "target" else normalise(str(one)) == normalise(str(other))
    if not same:
        sheet, at = view.place(row)
        cell = f"{view.table_of(row).letters.get(after, '')}{at}"
        name, heading = view.names[row], view.heading(before, row)
        yield Change(_REVIEW, sheet, cell, str(view.keys[row]), str(name), heading, one, other, difference)
