"""Truth values and readings of a view's rows as plain arrays: cheap to combine, however short the table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Mask = npt.NDArray[np.bool_]
"""One truth value for each row of a view."""

Cells = npt.NDArray[np.object_]
"""One value for each row of a view."""


def mask_of(values: Iterable[bool], size: int) -> Mask:
    """So many truth values as a mask."""
    return np.fromiter(values, dtype=bool, count=size)


def cells_of(values: Sequence[Any]) -> Cells:
    """Values of any kind as an array.

    >>> cells_of(["Orang", None]).tolist()
    ['Orang', None]
    """
    found = np.empty(len(values), dtype=object)
    found[:] = values
    return found


def among(cells: Cells, *wanted: str) -> Mask:
    """Where a cell is one of some texts.

    >>> among(cells_of(["nilai", None, "rentang"]), "nilai", "rentang").tolist()
    [True, False, True]
    """
    found: Mask = np.zeros(len(cells), dtype=bool)
    for text in wanted:
        found |= cells == text
    return found


def where_any(cells: Cells, test: Callable[[Any], bool]) -> Mask:
    """Where a test of a cell is true; each distinct cell is tested once."""
    told = {value: bool(test(value)) for value in set(cells)}
    return mask_of((told[value] for value in cells), len(cells))
