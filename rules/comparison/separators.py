"""Targets whose separator has two meanings, and whether it matters which: what a verdict would say of the other one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from rules.arrays import Figures, Mask
from rules.calculation.derive import as_figures, derive, expression, numbers, reckoned, reckoned_by
from rules.comparison.derived_figures import OK, outcomes
from rules.comparison.rows import partners
from rules.comparison.statements import statements_like
from rules.frames.memo import once
from rules.frames.view import View
from rules.values.targets import Target, same_target


def matters(view: View, column: str) -> Mask:
    """Ambiguous targets of a column whose other meaning changes what is due in the row, or agrees with another table."""
    ambiguous = view.target(column).ambiguous
    found = np.zeros(len(ambiguous), dtype=bool)
    if not ambiguous.any():
        return found
    for derived in view.layout.derived:
        if column in view.layout.sources(derived):
            found |= ambiguous & _changes(view, derived)
    return found | _agrees_elsewhere(view, column, ambiguous & ~found)


@once
def _changes(view: View, derived: str) -> Mask:
    """Rows in which a figure is not what is due, and another is due if all separators of the row have their other meaning."""
    told, _ = outcomes(view, derived)
    wrong = np.array([said is not None and said != OK for said in told], dtype=bool)
    kinds = reckoned_by(view, derived)
    due, changed = as_figures(derive(view, derived).expected), np.zeros(len(wrong), dtype=bool)
    for kind in set(kinds[wrong]):
        found = expression(view, derived, kind)
        if found is None:
            continue
        other = found.evaluate({operand: _otherwise(view, operand) for operand in found.columns})
        changed |= (kinds == kind) & ~np.isclose(other, due, rtol=1e-9, equal_nan=True)
    return wrong & changed


def _otherwise(view: View, column: str) -> Figures:
    """The numbers of a column, its separators in their other meaning where they have two."""
    if view.layout.columns[column].kind == "money" or column in view.layout.derived:
        return reckoned(view, column)
    figures, target = numbers(view, column)[0].copy(), view.target(column)
    for row in np.flatnonzero(target.ambiguous & ~np.isnan(figures)).tolist():
        figures[row] = float(target.other[row][0])
    return figures


def _agrees_elsewhere(view: View, column: str, ambiguous: Mask) -> Mask:
    """Ambiguous targets that another table states otherwise, but alike if the separator has its other meaning."""
    found = np.zeros(len(ambiguous), dtype=bool)
    for row in np.flatnonzero(ambiguous).tolist():
        read = view.target_at(column, row)
        other = replace(
            read, value=view.target(column).other[row][0], upper=view.target(column).other[row][1], other=None
        )
        there = list(_elsewhere(view, column, row))
        found[row] = any(same_target(other, x) for x in there) and not any(same_target(read, x) for x in there)
    return found


def _elsewhere(view: View, column: str, row: int) -> Iterator[Target]:
    """What other tables of the workbook state of the same target."""
    year = view.layout.columns[column].year
    for other in view.session.group(view) if view.layout.columns[column].role == "target" else ():
        theirs, at = other.layout.by_role("target", year), partners(view, other)[row]
        if theirs and at >= 0:
            yield other.target_at(theirs, int(at))
    for cells in statements_like(view, column, row):
        yield from (x.view.target_at(x.column, x.row) for x in cells if x.view is not view)
