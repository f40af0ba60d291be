"""The distinct values of a column: each is read once, however many rows of a stack hold it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

import numpy as np

from rules.arrays import Cells, Mask, Numbers, as_cells

_APART: frozenset[type] = frozenset({str, float, type(None)})
"""Types of which no value equals one of another."""


class Distinct:
    """The distinct values of some cells, and for each cell the number of its value.

    Values that are equal but of another type are told apart: `1`, `1.0` and `True` are three.

    >>> found = Distinct(["Orang", 1, True, "Orang"])
    >>> found.values, found.each(str).tolist()
    (['Orang', 1, True], ['Orang', '1', 'True', 'Orang'])
    """

    def __init__(self, cells: Sequence[Any] | Cells) -> None:
        self.types = set(map(type, cells))
        keys, alike = cells, self.types <= _APART
        if not alike:
            keys = list(zip(map(type, cells), cells, strict=True))
        places = {key: number for number, key in enumerate(dict.fromkeys(keys))}
        self.values = list(places) if alike else [value for _, value in places]
        self._numbers = np.fromiter(map(places.__getitem__, keys), dtype=np.intp, count=len(keys))

    @cached_property
    def cells(self) -> Cells:
        """The cells themselves."""
        return self.spread(self.values)

    def where(self, rows: Mask, value: Any) -> Distinct:
        """The same cells, with one value in place of those of some rows."""
        found = Distinct(())
        found.types, found.values = {*self.types, type(value)}, [*self.values, value]
        found._numbers = np.where(rows, len(self.values), self._numbers)
        return found

    def told(self, read: Sequence[Any]) -> Distinct:
        """What is told of each distinct value, as distinct values of the cells that hold it.

        >>> found = Distinct(["12 Dok", "3 dok", "2 %"]).told(["Dokumen", "Dokumen", "%"])
        >>> found.values, found.among("%").tolist()
        (['Dokumen', '%'], [False, False, True])
        """
        told = Distinct(read)
        told._numbers = told._numbers[self._numbers]
        return told

    def among(self, *wanted: Any) -> Mask:
        """Where a cell is one of some values."""
        return self.numeric([value in wanted for value in self.values], bool)

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

    def numeric(self, told: Sequence[Any] | Numbers, dtype: Any) -> np.ndarray[Any, Any]:
        """Like :meth:`spread`, as numbers of a type."""
        found: np.ndarray[Any, Any] = np.array(told, dtype=dtype)[self._numbers]
        return found
