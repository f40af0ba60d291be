"""Whether two tables are of the same programs, goals or indicators."""

from __future__ import annotations

from collections.abc import Sequence

from rules.model.document import DATA, Table
from rules.schema.layout import layouts

_TELLING = ("kode", "uraian", "indikator")
"""Roles of the columns that tell of what a row is, the likeliest first."""
_SHARED = 0.7
"""Share of the rows of the shorter table that must stand in the other one too."""


def are_of_same_rows(one: Sequence[Table], other: Sequence[Table]) -> bool:
    """Whether two tables of one form, each in its pieces, have most rows in common."""
    here, there = _rows(one), _rows(other)
    fewest = min(len(here), len(there))
    return fewest > 0 and len(here & there) >= _SHARED * fewest


def _rows(pieces: Sequence[Table]) -> set[str]:
    layout = layouts()[pieces[0].layout]
    number = next((x for role in _TELLING if (x := layout.by_role(role)) in pieces[0].columns), None)
    return {
        str(value).strip().casefold()
        for table in pieces
        for value, kind in zip(table.columns.get(number or "", ()), table.kinds, strict=False)
        if value and kind == DATA
    }
