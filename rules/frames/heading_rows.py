"""Rows that head the rows below them, as their numbers say: 1 above 1.1 and 1.2."""

from __future__ import annotations

import numpy as np

from rules.arrays import Mask, as_cells
from rules.frames.memo import once
from rules.frames.view import View


@once
def heading_rows(view: View) -> Mask:
    """Rows that hold a number and some words alone, below which the first row of their own numbers follows."""
    numbers = as_cells([text.rstrip(".) ") for text in view.text(view.layout.by_role("no") or "")])
    below = [*numbers[1:], ""]
    found: Mask = view.data & np.array(
        [bool(own) and (next_ in {f"{own}.1", f"{own}.a"}) for own, next_ in zip(numbers, below, strict=True)], bool
    )
    for number, column in view.layout.official.items():
        if found.any() and column.kind != "text":
            found &= view.blank(number) & ~view.shared(number)
    return found
