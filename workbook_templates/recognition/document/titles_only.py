"""The title of an official table under which no table was found: what stands there is told instead of nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from rules.schema.layout import Layout, layouts
from rules.values.cells import as_text, column_letter, filled_columns
from rules.values.likeness import heading_likeness
from workbook_templates.grid import Grid

_LISTED = re.compile(r"(?:\.{3,}|\s)\s*(?:\d{1,3}|[ivxl]{1,6})$")
"""The page with which the entry of a table of contents ends."""
_LIKE, _LONGEST, _ROWS = 92.0, 160, 200
"""Likeness (0-100) from which a line is a form's title, signs of the longest one, and rows of a sheet that are looked at."""


class Titled(NamedTuple):
    """A title as printed, where it stands, and the form whose title it is."""

    text: str
    sheet: str
    cell: str
    layout: Layout


def first_title(grids: Iterable[Grid]) -> Titled | None:
    """The first line of some sheets, alone in its row, that says the title of a form, but for years."""
    forms = {layout.title[0]: layout for layout in layouts().values() if layout.columns}
    for grid in grids:
        for at, row in enumerate(grid.rows[:_ROWS]):
            filled = filled_columns(row)
            text = as_text(row[filled[0]]) if len(filled) == 1 else ""
            if not 0 < len(text) <= _LONGEST or _LISTED.search(text):
                continue
            like, title = max((heading_likeness(text, title), title) for title in forms)
            if like >= _LIKE:
                return Titled(text, grid.name, f"{column_letter(filled[0] + 1)}{at + 1}", forms[title])
    return None
