"""Units that the number formats of cells show behind bare numbers: whoever reads the sheet sees `12 Laporan`."""

from __future__ import annotations

from collections.abc import Sequence

from rules.frames.distinct import Distinct
from rules.model.document import Table


def with_shown_units(units: Distinct, tables: Sequence[Table], column: str) -> Distinct:
    """The units of a column of targets, with those that only number formats show; ``tables`` are those of its rows, in order."""
    if not any(shown.unit for table in tables for shown in table.marks.formats.values()):
        return units
    places = [(table, (row, column)) for table in tables for row in table.rows]
    shown = [table.marks.formats[place].unit if place in table.marks.formats else "" for table, place in places]
    return Distinct([typed or said for typed, said in zip(units.cells, shown, strict=True)])
