"""A sheet as plain cells: what every reader delivers and the table finder works on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from rules.values.cells import is_blank

Place = tuple[int, int]
"""1-based row and column."""
Value = float | int | str | None
Cells = Mapping[Place, Value]
"""Values by place; None empties a cell or a formula's result, leaving the formula."""

CARRIED_TITLE = "BAWAAN DARI RENJA"
"""What stands in A1 of the sheet that lists carried cells: it repeats words and names of tables, but is none."""

FINDINGS_TITLE, CHANGES_TITLE = "TEMUAN PEMERIKSAAN", "PERBAIKAN AMAN YANG DITERAPKAN"
RECKONED_TITLE = "DIISI OLEH HITUNG"
_LISTS = frozenset({CARRIED_TITLE, FINDINGS_TITLE, CHANGES_TITLE, RECKONED_TITLE})

_QUOTED = re.compile(r'"[^"]*"|\\.')

WORDS_SHEET = "Daftar"
"""The hidden sheet of our templates with the words that its lists offer."""


@dataclass(slots=True)
class Grid:
    """One sheet. ``rows[0]`` is Excel row 1 and ``rows[r][0]`` column A; ragged rows are allowed.

    Error values stand as :class:`rules.values.cells.ExcelError`, percentages as text (`50%`). ``formulas`` maps
    1-based (row, column) to formula texts, ``uncalculated`` those without a stored value; ``covered`` maps
    cells below the first of a merged block to that first cell. ``hidden`` says that the sheet is; ``hidden_columns`` are
    pairs of the first and the last one, ``under`` cells that hold something though a merged block covers them;
    ``follows`` says that nothing but blank lines stands between this table of a document and the one before.
    """

    name: str
    rows: list[list[Any]]
    formulas: MutableMapping[tuple[int, int], str] = field(default_factory=dict)
    uncalculated: set[tuple[int, int]] = field(default_factory=set)
    covered: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    under: set[tuple[int, int]] = field(default_factory=set)
    follows: bool = False
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)

    def at(self, place: tuple[int, int]) -> Any:
        """The value of a cell by its 1-based place; None outside of what was read."""
        row, column = place
        cells = self.rows[row - 1] if row <= len(self.rows) else []
        return cells[column - 1] if column <= len(cells) else None

    @property
    def lists_carried(self) -> bool:
        """Whether this is the sheet that lists carried cells."""
        return bool(self.at((1, 1)) == CARRIED_TITLE)

    @property
    def lists(self) -> bool:
        """Whether this is a sheet of our own that lists words to choose from, or cells of tables: it holds no table."""
        title = self.at((1, 1))
        return title in _LISTS or (self.name == WORDS_SHEET and str(title).startswith("daftar_"))


def is_percent(code: str) -> bool:
    """Whether a number format shows percentages; a `%` in quotes is only text."""
    return "%" in _QUOTED.sub("", code)


def percent_text(value: float) -> str:
    """A number shown as a percentage, as a planner would have typed it: `0.125` is `12,5%`."""
    shown = format((Decimal(repr(value)) * 100).normalize(), "f")
    return f"{shown}%".replace(".", ",")


_TALLEST = 500
_WIDEST = 50


def covered(merges: Iterable[tuple[int, int, int, int]]) -> dict[tuple[int, int], tuple[int, int]]:
    """Cells in the first column of merged blocks (first row and column, last row and column), below their first cell."""
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for top, column, bottom, _ in merges:
        found |= {(row, column): (top, column) for row in range(top + 1, min(bottom, top + _TALLEST) + 1)}
    return found


def under(rows: Sequence[Sequence[Any]], merges: Iterable[tuple[int, int, int, int]]) -> set[tuple[int, int]]:
    """Cells that hold something though a merged block covers them, so that nobody sees it."""
    found = set()
    for top, left, bottom, right in merges:
        for row in range(top, min(bottom, top + _TALLEST, len(rows)) + 1):
            for column, value in enumerate(rows[row - 1][left - 1 : min(right, left + _WIDEST)], left):
                if (row, column) != (top, left) and not is_blank(value):
                    found.add((row, column))
    return found
