"""Heads without column numbers as our own templates print them: told by their headings word for word, with nothing compared."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from rules.cells import as_text
from rules.headings import plain_heading
from rules.layout import Layout, layouts
from workbook_templates.alike import YEAR, resembles
from workbook_templates.geometry import Geometry
from workbook_templates.heads import Head, cell_at, filled_columns, filled_in, is_amount, with_extras


@dataclass(frozen=True, slots=True)
class _Column:
    """An official column: the words it may be headed by, with what stands above it; of a year only those above it."""

    number: str
    words: frozenset[str]
    is_year: bool
    optional: bool

    def is_headed(self, text: str) -> bool:
        return plain_heading(text) in self.words and (not self.is_year or YEAR.search(text) is not None)


@lru_cache(maxsize=64)
def _printed(layout_id: str) -> tuple[int, tuple[_Column, ...]]:
    """The rows of a layout's headings, and its columns in order."""
    layout = layouts()[layout_id]
    columns = []
    for number, spec in layout.official.items():
        is_year = not plain_heading(spec.heading)
        above = ("", spec.group, spec.subgroup, f"{spec.group} {spec.subgroup}")
        texts = {" ".join(f"{text} {spec.heading}".split()) for text in above}
        words = {plain_heading(text) for text in texts if is_year or resembles(text, spec) == 100}
        columns.append(_Column(number, frozenset(words), is_year, spec.optional))
    return Geometry(layout, 0, 0).levels, tuple(columns)


def own_head(rows: list[list[Any]], top: int, layout: Layout) -> Head | None:
    """The head of a table that begins in row ``top``, if it says what the layout prints there, column by column; else None.

    Optional columns may be left out. What stands beside the table, right of a gap, is passed over.
    """
    height, columns = _printed(layout.id)
    head_rows = rows[top : top + height]
    if len(head_rows) < height:
        return None
    waiting = list(reversed(columns))
    starts: dict[str, int] = {}
    before = -1
    for place in range(max(map(len, head_rows))):
        text = " ".join(filter(None, (as_text(cell_at(row, place)) for row in head_rows)))
        if not text:
            continue
        if starts and place > before + 1:
            # What stands right of a gap is beside the table, unless it is a column that was moved there.
            if any(column.is_headed(text) for column in waiting):
                return None
            continue
        while waiting and waiting[-1].optional and not waiting[-1].is_headed(text):
            waiting.pop()
        if not waiting or not waiting[-1].is_headed(text):
            return None
        starts[waiting.pop().number] = before = place
    if len(starts) < 3 or any(not column.optional for column in waiting):
        return None
    if any(is_amount(value) for row in head_rows for value in row):
        return None
    last = max(max(filled_columns(row), default=0) for row in head_rows)
    head = Head(layout, top, top + height - 1, starts, frozenset(), min(starts.values()), last, 100.0, exact=True)
    return filled_in(rows, with_extras(rows, head))
