"""The budget below a performance agreement that is printed in two columns only: too few to be told by themselves."""

from __future__ import annotations

from functools import lru_cache

from rules.schema.layout import Layout, layouts
from rules.values.cells import as_text, filled_columns
from rules.values.likeness import heading_likeness
from workbook_templates.recognition.heads.head import Head, is_single
from workbook_templates.recognition.heads.searched_sheet import SearchedSheet
from workbook_templates.recognition.heads.values_below import contents, told_by

_PART = "anggaran_pk"
_LIKE = 90.0
"""Likeness (0-100) from which each of the two headings is that of its column, and how sure the table is then."""
_LOOKED_AT = 3
"""Rows below such a head in which names and amounts must stand."""


def with_budgets(sheet: SearchedSheet, heads: list[Head]) -> list[Head]:
    """The heads of a sheet, from the top, those of such budgets among them."""
    form = _sought(sheet)
    if form is None:
        return heads
    found: list[Head] = []
    for at, head in enumerate(heads):
        found.append(head)
        stop = heads[at + 1].top if at + 1 < len(heads) else len(sheet.rows)
        if head.layout.id == _above(form.id):
            found += list(filter(None, (_budget_at(sheet, row, form) for row in range(head.bottom + 2, stop))))[:1]
    return found


def budget_after(sheet: SearchedSheet, last: str) -> Head | None:
    """The head of such a budget in a sheet that holds nothing else, where ``last`` is the form of the table before it."""
    form = _sought(sheet)
    if form is None or last != _above(form.id):
        return None
    first = next((at for at, row in enumerate(sheet.rows) if len(filled_columns(row)) > 1), None)
    return None if first is None else _budget_at(sheet, first, form)


def _sought(sheet: SearchedSheet) -> Layout | None:
    """The form of such a budget, where it is sought in a sheet."""
    return next((layout for layout in sheet.candidates if _PART in layout.plays), None)


@lru_cache(maxsize=4)
def _above(layout_id: str) -> str:
    """The form that stands right above one in its document."""
    form = layouts()[layout_id]
    before = [layout for layout in layouts().values() if layout.document == form.document and layout.order < form.order]
    return max(before, key=lambda layout: layout.order).id


def _budget_at(sheet: SearchedSheet, at: int, form: Layout) -> Head | None:
    """The head of a budget in a row apart, if its two cells are the headings, and names and amounts stand below them."""
    places = filled_columns(sheet.rows[at])
    if len(places) != 2 or (at and not is_single(sheet.rows[at - 1])):
        return None
    columns = form.by_role("uraian"), form.by_role("pagu_awal")
    starts = {number: place for number, place in zip(columns, places, strict=True) if number}
    lines = [told_by(row) for row in sheet.rows[at + 1 : at + 1 + _LOOKED_AT]]
    for number, place in starts.items():
        spec, text = form.columns[number], as_text(sheet.rows[at][place])
        below = contents(lines, place, place)
        told = max(below.amounts, below.figures) if spec.kind == "money" else below.words
        alike = max(heading_likeness(text, name) for name in (spec.heading, *spec.also))
        if alike < _LIKE or not told or told < below.filled:
            return None
    return Head(form, at, at, starts, frozenset(), places[0], places[1], _LIKE)
