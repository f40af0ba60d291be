"""What is known of a sheet once its XML was read, however it was read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from rules.model.document import Look
from rules.record import record
from rules.values.number_format import NumberFormat
from workbook_templates.reading.guarded_xml import ForbiddenXmlError
from workbook_templates.reading.limit_errors import ManyCellsError

MOST_MERGES = 20_000


@dataclass(slots=True)
class SheetContent:
    """The cells of one sheet: ``values`` of those that hold something, at 1-based ``places`` (their rows, their columns).

    Numbers are floats, error values :class:`rules.values.cells.ExcelError`, percentages text (`50%`), dates those of
    `datetime`. Facts by 1-based (row, column): ``errors``, ``percents``, ``struck``, ``looks``, ``formats``, ``formulas``, and those ``uncalculated``, without a stored result.
    ``merges`` are ranges such as `C12:C19`, ``hidden_columns`` pairs of the first and the last one; ``cells`` counts the
    cells in the XML, ``text_size`` the signs of all their texts, ``last_row`` and ``last_column`` tell how far they go.
    ``far_cell`` is the first one beyond the bounds, empty if there is none.
    """

    places: tuple[Any, Any] = ((), ())
    values: Sequence[Any] = ()
    cells: int = 0
    text_size: int = 0
    far_cell: str = ""
    last_row: int = 0
    last_column: int = 0
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    percents: set[tuple[int, int]] = field(default_factory=set)
    struck: dict[tuple[int, int], str] = field(default_factory=dict)
    looks: dict[tuple[int, int], Look] = field(default_factory=dict)
    formats: dict[tuple[int, int], NumberFormat] = field(default_factory=dict)
    formulas: Mapping[tuple[int, int], str] = field(default_factory=dict)
    uncalculated: set[tuple[int, int]] = field(default_factory=set)
    merges: list[str] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)

    def rows(self) -> list[list[Any]]:
        """The values row by row from A1 on, all of one length, None in blank cells."""
        if not len(self.values):
            return []
        rows, columns = map(np.asarray, self.places)
        table = np.full((int(rows.max()), int(columns.max())), None, object)
        table[rows - 1, columns - 1] = self.values
        found: list[list[Any]] = table.tolist()
        return found

    def texts(self) -> list[str]:
        """The texts among the values."""
        # Blank cells, of which there are many more, are not asked.
        return [value for value in list(self.values) if type(value) is str]


@record
class Bounds:
    """How far a sheet may reach: rows, columns, their product, and cells."""

    rows: int
    columns: int
    area: int
    cells: int


def flooded(bounds: Bounds) -> ForbiddenXmlError:
    """The refusal of a sheet with too many cells."""
    return ForbiddenXmlError(lambda path, part: ManyCellsError(path, part, bounds.cells))
