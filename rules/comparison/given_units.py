"""Numbers without a unit in rows whose code has one: what is typed there once the unit of the decree stands behind the number."""

from __future__ import annotations

from rules.arrays import Mask, among
from rules.comparison.nomenclature import differs, official_units, referenced
from rules.frames.indicators import unit_names
from rules.frames.memo import once
from rules.frames.view import View
from rules.schema.target_columns import measures
from rules.values.cells import as_text

_PERCENT = "%"


@once
def _given(view: View) -> Mask:
    """Rows whose confirmed code and name agree, so that the unit is certain, and in which no other unit stands."""
    known, name = referenced(view), view.layout.by_role("uraian")
    rows: Mask = (official_units(view) != "") & ~known.doubtful
    if not name:
        return rows & False
    rows &= ~differs(view, rows, view.text(name), known.name)
    for column in measures(view.layout):
        unit = unit_names(view, column).cells
        rows &= among(unit, "") | (unit == official_units(view))
    return rows


def with_unit_of_code(view: View, column: str, row: int) -> str | None:
    """A bare number with the unit of its row's code behind it; None where that is not certain."""
    if not _given(view)[row]:
        return None
    typed, unit = view.cells(column)[row], referenced(view).unit[row]
    number = typed.strip() if isinstance(typed, str) else as_text(typed).replace(".", ",")
    if unit != _PERCENT:
        return f"{number} {unit}"
    # Nought point five may be half a per cent, or a half.
    return f"{number}{_PERCENT}" if abs(view.target(column).figure[row]) > 1 else None
