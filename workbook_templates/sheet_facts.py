"""What is known of a sheet beside the values of its cells: one record, which every reader fills wholly."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from rules.model.document import Look
from rules.values.cells import Share, is_blank
from rules.values.number_format import NumberFormat

Place = tuple[int, int]
"""1-based row and column."""
Area = tuple[int, int, int, int]
"""A block of cells: its first row and column, its last row and column (1-based)."""

_QUOTED = re.compile(r'"[^"]*"|\\.')
_TALLEST = 500
_WIDEST = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetFacts:
    """The facts of one sheet, by 1-based cells, rows and columns.

    No field has a default: a reader (.xlsx, .ods, .docx, .csv, the open workbook) that does not say what it knows of a new
    fact is an error of types. :mod:`workbook_templates.recognition.table.marks` is the one way from here to a table.

    ``errors`` are error values by their text, ``percents`` the numbers that are shown as percentages, ``struck`` the cells that
    are struck out: what of their text is, empty where all of it is. ``looks`` are the cells of text that are bold or
    indented, ``formats`` the number formats that show a unit, fewer digits or nothing. ``formulas`` are
    texts that begin with `=`, ``uncalculated`` the cells of those without a stored value. ``merges`` are merged blocks.
    ``hidden`` says that the sheet is. ``follows`` says that nothing but blank lines stands between this table of a document
    and the one before; ``above`` are the lines of the caption that a document has over it.

    Of a merged block only the first cell is seen. What follows from it, and what is often taken for it, has one name each:

    * *buried* is a value in another cell of the block: it counts in formulas, but nobody sees it;
    * *shared* is a blank cell of a table below the block's first one: the value there stands for this row as well;
    * *joined* is a whole row that only goes on with the texts of the row above or below it; nothing is merged there.
    """

    errors: Mapping[Place, str]
    percents: Set[Place]
    struck: Mapping[Place, str]
    looks: Mapping[Place, Look]
    formats: Mapping[Place, NumberFormat]
    formulas: Mapping[Place, str]
    uncalculated: Set[Place]
    merges: Sequence[Area]
    hidden: bool
    hidden_rows: Set[int]
    hidden_columns: Set[int]
    follows: bool
    above: Sequence[str]


CELLS_ONLY = SheetFacts(
    errors={},
    percents=frozenset(),
    struck={},
    looks={},
    formats={},
    formulas={},
    uncalculated=frozenset(),
    merges=(),
    hidden=False,
    hidden_rows=frozenset(),
    hidden_columns=frozenset(),
    follows=False,
    above=(),
)
"""The facts of a sheet that has nothing but values, as a .csv file."""


def is_percent(code: str) -> bool:
    """Whether a number format shows percentages; a `%` in quotes is only text."""
    return "%" in _QUOTED.sub("", code)


def percent_text(value: float) -> Share:
    """A number shown as a percentage, as a planner would have typed it: `0.125` is `12,5%`."""
    shown = format((Decimal(repr(value)) * 100).normalize(), "f")
    return Share(f"{shown}%".replace(".", ","))


def struck_part(pieces: Sequence[tuple[str, bool]]) -> str | None:
    """What of a text is struck out, by its pieces and whether they are; empty if all of it is, None if nothing is.

    >>> struck_part([("12", True), (" 15 Orang", False)]), struck_part([("12", True), (" ", False)]), struck_part([])
    ('12', '', None)
    """
    seen = [(text, struck) for text, struck in pieces if not is_blank(text)]
    if not any(struck for _, struck in seen):
        return None
    if all(struck for _, struck in seen):
        return ""
    return " ".join("".join(text if struck else " " for text, struck in pieces).split())


def without_struck(value: Any, part: str) -> str | None:
    """A text without the figure that is struck out of it, where another one stands beside that; None where none does.

    >>> without_struck("12 15 Orang", "12"), without_struck("Kota Bekasi", "Kota"), without_struck("12 Orang", "Orang")
    ('15 Orang', None, None)
    """
    if not part or not isinstance(value, str) or value.count(part) != 1:
        return None
    kept = " ".join(value.replace(part, " ").split())
    return kept if all(any(map(str.isdigit, text)) for text in (part, kept)) else None


def below_first(merges: Iterable[Area]) -> dict[Place, Place]:
    """The cells below the first one of a merged block, in its first column, with that one."""
    found: dict[Place, Place] = {}
    for top, column, bottom, _ in merges:
        found |= {(row, column): (top, column) for row in range(top + 1, min(bottom, top + _TALLEST) + 1)}
    return found


def buried(rows: Sequence[Sequence[Any]], merges: Iterable[Area]) -> set[Place]:
    """The cells that hold something though a merged block covers them."""
    found = set()
    for top, left, bottom, right in merges:
        for row in range(top, min(bottom, top + _TALLEST, len(rows)) + 1):
            for column, value in enumerate(rows[row - 1][left - 1 : min(right, left + _WIDEST)], left):
                if (row, column) != (top, left) and not is_blank(value):
                    found.add((row, column))
    return found
