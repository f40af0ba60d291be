"""Codes under the heading of the running number: some offices print `No` over them, and no column of codes."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from workbook_templates.recognition.heads.column_headings import Leaf
from workbook_templates.recognition.heads.columns_of_forms import columns_of
from workbook_templates.recognition.heads.values_below import Contents

_MOSTLY = 0.5
"""Share of the cells below that must surely be codes."""
_CELLS = 3
"""Cells over which a heading stands whose codes are spread, a segment in each."""
_SAME = 100.0


def holds_codes(leaf: Leaf, below: Contents) -> bool:
    """Whether codes stand below a printed column: whole ones, or a segment in each of several cells."""
    codes = below.codes if leaf.last - leaf.first + 1 >= _CELLS else below.nested
    return codes > 0 and codes >= _MOSTLY * below.filled


def as_codes(layout_id: str, likenesses: NDArray[np.float64]) -> NDArray[np.float64]:
    """The likenesses (0-100) of such headings: those of codes where the form has them, and of running numbers no more."""
    codes, numbers = _codes_and_numbers(layout_id)
    if codes:
        likenesses[:, numbers], likenesses[:, codes] = 0.0, _SAME
    return likenesses


@lru_cache(maxsize=64)
def _codes_and_numbers(layout_id: str) -> tuple[list[int], list[int]]:
    """The places of the columns of codes and of running numbers."""
    columns = [(to, spec) for to, (_, spec) in enumerate(columns_of(layout_id)) if not spec.extra]
    return [to for to, spec in columns if spec.kind == "code"], [to for to, spec in columns if spec.role == "no"]
