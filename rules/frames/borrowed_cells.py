"""Which cells of a view hold what others hold, because they say so."""

from __future__ import annotations

from itertools import compress

from rules.arrays import Mask
from rules.frames.memo import once
from rules.frames.same_as import borrowed
from rules.frames.stacking import marks
from rules.frames.wholes import TableRows
from rules.model.document import Table, TablePlace
from rules.schema.layout import layouts


@once
def borrowed_in(view: TableRows) -> dict[str, Mask]:
    """Masks over the rows of a view, by column."""
    return marks(view.tables, _places)


def _places(table: Table) -> list[TablePlace]:
    found = borrowed(layouts()[table.layout], table.columns)
    return [(row, number) for number, cells in found.items() for row in compress(table.rows, cells)]
