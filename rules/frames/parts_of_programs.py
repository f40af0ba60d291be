"""Tables of programs that some offices print with the kegiatan and sub kegiatan of each: which rows these are.

Numbers of another sort tell them, or none, or the words *program* and *kegiatan* before the names; and amounts confirm it: some
program is what stands below it added up.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rules.arrays import Mask, Numbers
from rules.frames.outline import sorts_of
from rules.frames.readings import RowAmounts
from rules.values.names import normalise

UNIT = 1
"""The level of an office and its parts."""
_MOST_LEVELS = 3
_WORDS = ("program", "kegiatan", "sub kegiatan")
_FEWEST = 2
"""Rows below a program that add up to it, so that the sum is no chance."""


def depths_below_programs(
    numbers: Sequence[str], names: Sequence[str], amounts: Sequence[RowAmounts]
) -> list[int] | None:
    """How deep each row stands, 0 for a program; None where all are programs. ``amounts`` are those of each row."""
    for signs in (sorts_of(numbers), [_by_word(name) for name in names]):
        order = list(dict.fromkeys(signs))
        if 1 < len(order) <= _MOST_LEVELS:
            found = [order.index(sign) for sign in signs]
            return found if _adds_up(found, amounts) else None
    return None


def begins_with_program(names: Sequence[str]) -> bool:
    """Whether the first of some rows says that it is a program, and others do not."""
    said = [normalise(name).startswith("program") for name in names]
    return bool(said) and said[0] and not all(said)


def heads_sums(levels: Numbers, own: Mask, units: Sequence[int], columns: Sequence[Sequence[int | None]]) -> bool:
    """Whether units of an office stand over programs: each is what its programs add up to, in one column at least, or has no amounts."""
    rows = np.flatnonzero(own & (levels >= 0)).tolist()
    for unit in units:
        below = [row for row in rows if row > unit]
        end = next((at for at, row in enumerate(below) if levels[row] <= UNIT), len(below))
        stated = [column for column in columns if column[unit]]
        if stated and all(column[unit] != sum(column[row] or 0 for row in below[:end]) for column in stated):
            return False
    return True


def _by_word(name: str) -> int:
    """How deep a row stands by the word with which its name begins."""
    said = normalise(name)
    return next((depth for depth, word in enumerate(_WORDS) if said.startswith(word)), 0)


def _adds_up(depths: Sequence[int], amounts: Sequence[RowAmounts]) -> bool:
    """Whether some program is the sum of the rows right below it, in one column of money at least."""
    starts = [at for at, depth in enumerate(depths) if depth == 0]
    for start, stop in zip(starts, [*starts[1:], len(depths)], strict=True):
        parts = [amounts[at] for at in range(start + 1, stop) if depths[at] == 1]
        if len(parts) >= _FEWEST and any(
            whole and whole == sum(part[column] or 0 for part in parts) for column, whole in enumerate(amounts[start])
        ):
            return True
    return False
