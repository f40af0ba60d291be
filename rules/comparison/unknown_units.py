"""Units that are not in the vocabulary: where each was typed, and the cell that is told for all that repeat it."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

import numpy as np

from rules.arrays import Cells, Mask, as_cells, filled, from_above, only
from rules.comparison.nomenclature import per_value, referenced
from rules.frames.memo import once
from rules.frames.view import View
from rules.record import record
from rules.schema.layout import Layout
from rules.values.targets import as_unit, holds_several, read_target
from rules.values.text import fold
from rules.values.vocabulary import units


class TypedIn(NamedTuple):
    """A cell of a view: row and official column."""

    row: int
    column: str


@record
class UnknownUnit:
    """A unit that is told in one cell: as typed there, and the further cells it was typed in."""

    unit: str
    repeats: tuple[TypedIn, ...]


def targets_of(layout: Layout) -> list[str]:
    """The columns of targets of a table."""
    return layout.of_kind("target")


def accepted(unit: str) -> bool:
    """Whether a unit is an official one in full; an abbreviation (`Dok`) is not, spelled-out percent is."""
    return units().in_full(unit) or units().kind(unit) == "persen"


def wrong(view: View, column: str) -> Mask:
    """Targets with a greater fault, of which that one is told; several of them in one cell are told of here."""
    several = view.target(column).unit.test(holds_several)
    return view.blamed(column, "ANG-002") | (view.blamed(column, "SAT-004") & ~several)


def with_unit(view: View, column: str) -> Mask:
    """Targets whose unit is looked up."""
    return ~view.target(column).unit.among("") & ~view.total & ~wrong(view, column)


@once
def unknown(view: View, column: str) -> Mask:
    """Targets of a column whose unit is not in the vocabulary, nor the one the decree gives the row's sub kegiatan."""
    unit = view.target(column).unit
    bad = with_unit(view, column) & unit.test(lambda text: text != "" and not accepted(text))
    if bad.any():
        official = referenced(view).unit

        def decreed(row: int) -> bool:
            return fold(str(official[row])) == fold(unit.cells[row])

        bad &= ~per_value(view, bad & filled(official), decreed, unit.cells, official, empty=False).astype(bool)
    return bad


@once
def told(view: View) -> dict[TypedIn, UnknownUnit]:
    """The cells that are told of unknown units: of each unit the first it was typed in, a column of units before targets.

    Several targets in one cell are a fault of that cell alone.
    """
    beside, found = view.column_of("satuan"), {}
    typed: dict[tuple[int, str], list[TypedIn]] = defaultdict(list)
    sources = _typed_above(view, beside)
    for column in targets_of(view.layout):
        names = view.target(column).unit.cells
        for row in np.flatnonzero(unknown(view, column)).tolist():
            if holds_several(names[row]):
                found[TypedIn(row, column)] = UnknownUnit(names[row], ())
                continue
            own = read_target(view.target(column).typed[row]).unit
            alone = own or not beside or not view.text(beside)[int(sources[row])]
            place = TypedIn(row, column) if alone else TypedIn(int(sources[row]), beside)
            typed[view.doc_of(row), fold(names[row])].append(place)
    order = list(view.layout.columns)
    for places in typed.values():
        first, *repeats = sorted(set(places), key=lambda x: (x.column != beside, x.row, order.index(x.column)))
        found[first] = UnknownUnit(_typed_unit(view, first, beside), tuple(repeats))
    return found


def _typed_above(view: View, beside: str) -> Cells:
    """The row in which each row's unit was typed: its own, or that of a merged cell it shares."""
    own = as_cells(list(range(len(view.frame))))
    if not beside or not view.shared(beside).any():
        return own
    typed = view.text(beside) != ""
    return np.where(view.shared(beside), from_above(only(own, typed), view.docs, 0), own)


def _typed_unit(view: View, place: TypedIn, beside: str) -> str:
    if place.column == beside:
        return as_unit(view.text(beside)[place.row])
    return str(view.target(place.column).unit.cells[place.row])
