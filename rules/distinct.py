"""The distinct values of a column: each is read once, however many rows of a stack hold it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from rules.masks import Cells, Mask, as_cells

_APART: frozenset[type] = frozenset({str, float, type(None)})
"""Types of which no value equals one of another."""


class Distinct:
    """The distinct values of some cells, and for each cell the number of its value.

    Values that are equal but of another type are told apart: `1`, `1.0` and `True` are three.

    >>> found = Distinct(["Orang", 1, True, "Orang"])
    >>> found.values, found.each(str).tolist()
    (['Orang', 1, True], ['Orang', '1', 'True', 'Orang'])
    """

    def __init__(self, cells: Sequence[Any]) -> None:
        keys, alike = cells, set(map(type, cells)) <= _APART
        if not alike:
            keys = list(zip(map(type, cells), cells, strict=True))
        places = {key: number for number, key in enumerate(dict.fromkeys(keys))}
        self.values = list(places) if alike else [value for _, value in places]
        self._numbers = np.fromiter(map(places.__getitem__, keys), dtype=np.intp, count=len(keys))

    def blanked(self, rows: Mask) -> Distinct:
        """The same cells, with those of some rows blank."""
        found = Distinct(())
        found.values = [*self.values, None]
        found._numbers = np.where(rows, len(self.values), self._numbers)
        return found

    def spread(self, told: Sequence[Any]) -> Cells:
        """What is told of each distinct value, given to the cells that hold it."""
        found: Cells = as_cells(told)[self._numbers]
        return found

    def each(self, read: Callable[[Any], Any]) -> Cells:
        """What reading gives for each cell."""
        return self.spread([read(value) for value in self.values])

    def test(self, holds: Callable[[Any], bool]) -> Mask:
        """Where something holds of a cell."""
        return self.numeric([holds(value) for value in self.values], bool)

    def numeric(self, told: Sequence[Any], dtype: Any) -> np.ndarray[Any, Any]:
        """Like :meth:`spread`, as numbers of a type."""
        found: np.ndarray[Any, Any] = np.array(told, dtype=dtype)[self._numbers]
        return found
