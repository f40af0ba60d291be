"""Truth values and readings of a view's rows as plain arrays: cheap to combine, however short the table."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Mask = npt.NDArray[np.bool_]
"""One truth value for each row of a view."""

Numbers = npt.NDArray[Any]
"""One number for each row of a view."""

Figures = npt.NDArray[np.float64]
"""One number for each row of a view, NaN where there is none."""

Cells = npt.NDArray[np.object_]
"""One value for each row of a view."""


def mask_of(values: Iterable[bool], size: int) -> Mask:
    """So many truth values as a mask."""
    return np.fromiter(values, dtype=bool, count=size)


def at_rows(rows: Iterable[int], size: int) -> Mask:
    """True at some rows of so many.

    >>> at_rows([2], 3).tolist()
    [False, False, True]
    """
    found: Mask = np.zeros(size, dtype=bool)
    found[np.fromiter(rows, dtype=np.intp)] = True
    return found


def as_cells(values: Sequence[Any]) -> Cells:
    """Values of any kind as an array.

    >>> as_cells(["Orang", None]).tolist()
    ['Orang', None]
    """
    return np.fromiter(values, dtype=object, count=len(values))


def among(cells: Cells, *wanted: str) -> Mask:
    """Where a cell is one of some texts.

    >>> among(as_cells(["nilai", None, "rentang"]), "nilai", "rentang").tolist()
    [True, False, True]
    """
    found: Mask = np.zeros(len(cells), dtype=bool)
    for text in wanted:
        found |= cells == text
    return found


def from_above(cells: Cells, docs: Numbers, first: Any) -> Cells:
    """Cells with their blanks (None) filled from the nearest filled one above in the same workbook, else by ``first``.

    >>> from_above(as_cells([None, "a", None, None]), np.array([0, 0, 0, 1]), "").tolist()
    ['', 'a', 'a', '']
    """
    at = np.where(filled(cells), np.arange(len(cells)), -1)
    starts = np.append(True, docs[1:] != docs[:-1])[: len(cells)]
    begin, last = np.maximum.accumulate(np.where(starts, np.arange(len(cells)), 0)), np.maximum.accumulate(at)
    return np.where(last >= begin, cells[last], first)


def filled(cells: Cells) -> Mask:
    """Where a cell holds anything but None."""
    found: Mask = cells != None  # noqa: E711 - cell by cell
    return found


def only(cells: Cells, where: Mask) -> Cells:
    """The cells under a mask, None elsewhere."""
    found: Cells = np.where(where, cells, as_cells([None] * len(cells)))
    return found


def within(cells: Cells, wanted: Collection[Any]) -> Mask:
    """Where a cell is one of many."""
    return mask_of((value in wanted for value in cells), len(cells))


def any_in_doc(rows: Mask, docs: Numbers) -> Mask:
    """Rows of workbooks in which a mask holds anywhere."""
    held = np.zeros(int(docs.max(initial=-1)) + 1, dtype=bool)
    held[docs[rows]] = True
    found: Mask = held[docs]
    return found


def per_doc(rows: Mask, docs: Numbers, size: int) -> Numbers:
    """How many rows of a mask each of so many workbooks has."""
    return np.bincount(docs[rows], minlength=size) if size > 1 else np.array([np.count_nonzero(rows)])
