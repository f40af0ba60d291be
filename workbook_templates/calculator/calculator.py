"""All formulas of a workbook worked out from the values of its other cells."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from rules.values.cells import ExcelError, Share
from workbook_templates.calculator.cell import Cell
from workbook_templates.calculator.criteria import folded, has_wildcard, is_plain, matcher, test_of
from workbook_templates.calculator.expression import parsed
from workbook_templates.calculator.operands import Array, NotCalculatedError, Range, key
from workbook_templates.grid import Grid, Value
from workbook_templates.sheet_facts import Place

_MOST_CELLS = 60_000_000
"""So many cells of ranges are looked at in one workbook: beyond, formulas keep what they store."""


class Calculator:
    """The values of a workbook's cells; ``names`` are its defined names with what they stand for, without `=`."""

    def __init__(self, grids: Sequence[Grid], names: Mapping[str, str]) -> None:
        self._grids = {grid.name.casefold(): grid for grid in grids}
        self._names = {name.casefold(): text for name, text in names.items()}
        self._named: dict[str, Any] = {}
        self._known: dict[tuple[str, int, int], Any] = {}
        self._blocks: dict[Range, Array] = {}
        self._keys: dict[Range, Array] = {}
        self._places: dict[Range, dict[Any, set[int]]] = {}
        self._firsts: dict[Range, dict[Any, int]] = {}
        self._looked = 0

    def results(self) -> dict[str, dict[Place, Value]]:
        """The result of every formula that can be worked out, by sheet and place."""
        found: dict[str, dict[Place, Value]] = {}
        for grid in self._grids.values():
            for row, column in sorted(grid.facts.formulas):
                try:
                    value = self.value(grid.name, row, column)
                except (NotCalculatedError, RecursionError):
                    continue
                found.setdefault(grid.name, {})[row, column] = 0 if value is None else value
        return found

    # -- what formulas ask

    def value(self, sheet: str, row: int, column: int) -> Any:
        """What a cell holds, a formula worked out; raises :class:`NotCalculatedError`."""
        place = sheet.casefold(), row, column
        if place not in self._known:
            grid = self._grids.get(place[0])
            if grid is None:
                raise NotCalculatedError(f"sheet {sheet}")
            formula = grid.facts.formulas.get((row, column))
            # What asks for itself meanwhile is not known.
            self._known[place] = NotCalculatedError("a circle")
            try:
                self._known[place] = self._result(grid.name, row, formula) if formula else typed(grid, row, column)
            except NotCalculatedError as reason:
                self._known[place] = reason
        found = self._known[place]
        if isinstance(found, NotCalculatedError):
            raise found
        return found

    def _result(self, sheet: str, row: int, formula: str) -> Any:
        expression, ranges = parsed(formula, sheet)
        cell = Cell(self, sheet, row, ranges)
        found = cell.plain(expression(cell))
        return found[0][0] if type(found) is list else found

    def named(self, name: str) -> Any:
        """What a defined name stands for."""
        if name not in self._named:
            if name.casefold() not in self._names:
                raise NotCalculatedError(f"name {name}")
            expression, ranges = parsed(f"={self._names[name.casefold()]}", "")
            self._named[name] = expression(Cell(self, "", 1, ranges))
        return self._named[name]

    def block(self, area: Range) -> Array:
        """The values of a range, down to the last row that the sheet has anything in; raises as :meth:`value` does."""
        if area not in self._blocks:
            self._count((area.bottom - area.top + 1) * (area.right - area.left + 1))
            columns = range(area.left, area.right + 1)
            self._blocks[area] = [
                [self.value(area.sheet, row, column) for column in columns] for row in range(area.top, area.bottom + 1)
            ]
        else:
            self._count(1)
        return self._blocks[area]

    def _count(self, cells: int) -> None:
        self._looked += cells
        if self._looked > _MOST_CELLS or cells > 1_000_000:
            raise NotCalculatedError("too many cells")

    def keys(self, area: Range) -> Array:
        """What the values of a range are compared by; None for a blank cell."""
        if area not in self._keys:
            self._keys[area] = [[None if x is None else key(x) for x in row] for row in self.block(area)]
        self._count(len(self._keys[area]))
        return self._keys[area]

    def first(self, area: Range, sought: Any) -> int | None:
        """The first place, from 1, of a column that equals what is sought; in a text `*` and `?` stand for others."""
        if sought is None:
            return None
        if isinstance(sought, str) and has_wildcard(sought):
            pattern = matcher(sought)
            texts = (row[0] for row in self.block(area))
            return next((at for at, x in enumerate(texts, 1) if isinstance(x, str) and pattern.fullmatch(x)), None)
        if area not in self._firsts:
            found: dict[Any, int] = {}
            for at, (one,) in enumerate(self.keys(area), 1):
                found.setdefault(one, at)
            self._firsts[area] = found
        return self._firsts[area].get(key(sought))

    def meeting(self, area: Range, criterion: Any) -> set[int]:
        """The places, from 0, of a column that meet a criterion."""
        if not is_plain(criterion):
            test = test_of(criterion)
            self._count(area.bottom - area.top)
            return {at for at, (value,) in enumerate(self.block(area)) if test(value)}
        if area not in self._places:
            found: dict[Any, set[int]] = {}
            for at, (value,) in enumerate(self.block(area)):
                if value is not None:
                    found.setdefault(folded(value), set()).add(at)
            self._places[area] = found
        return self._places[area].get(folded(criterion), set())


def typed(grid: Grid, row: int, column: int) -> Any:
    """What was typed into a cell, as formulas see it: a share as its number, a text with all its signs."""
    value = grid.unseen.get((row, column)) or grid.at((row, column))
    if isinstance(value, Share):
        return float(Decimal(value[:-1].replace(",", ".")) / 100)
    if isinstance(value, datetime.date | datetime.time | datetime.timedelta):
        raise NotCalculatedError("a date")
    return value if not isinstance(value, str) or isinstance(value, ExcelError) else str(value)
