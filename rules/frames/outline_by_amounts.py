"""Tables without codes whose names nobody knows: the levels of their rows, told by which of them sum up the rows below.

A kegiatan is what its sub kegiatan add up to, in nearly all columns of money; where a column is at fault, the others still tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from rules.frames.outline import Standing
from rules.frames.readings import RowAmounts
from rules.values.codes import KEGIATAN, PROGRAM, SUB

_AGREE = 0.6
"""Share of the columns of money in which a sum must hold, so that it tells a level."""
_FEWEST = 2
_MOST = 60
"""Rows that are tried as parts of one sum at most."""


def by_amounts(standings: Sequence[Standing], amounts: Sequence[RowAmounts], named: Sequence[bool]) -> list[Standing]:
    """The standings of rows, those guessed below a program told by their amounts where these tell them all.

    A row that is not ``named`` may be a program itself: then every kegiatan must be the sum of what follows it.
    """
    found = list(standings)
    starts = [at for at, standing in enumerate(found) if standing.level == PROGRAM] + [len(found)]
    for start, stop in pairwise(starts):
        rows = [at for at in range(start + 1, stop) if found[at].level > PROGRAM]
        if not any(found[at].guessed for at in rows):
            continue
        levels = _told(amounts[start], [amounts[at] for at in rows], all(named[at] for at in rows))
        known = (
            (found[at].level, level) for at, level in zip(rows, levels or (), strict=False) if not found[at].guessed
        )
        if levels is None or any(own != told for own, told in known):
            continue
        for at, level in zip(rows, levels, strict=True):
            found[at] = replace(found[at], level=level, guessed=False)
    return found


def _told(program: RowAmounts, rows: Sequence[RowAmounts], named: bool) -> list[int] | None:
    """The levels of the rows of a program by nearly all columns, or else by those in which all sums hold, if these agree."""
    levels = _levels(program, rows, _FEWEST, named)
    if levels is not None:
        return levels
    if len(program) < _FEWEST:
        return None
    alone = [_levels([amount], [[row[at]] for row in rows], 1, named) for at, amount in enumerate(program)]
    found = [levels for levels in alone if levels is not None and SUB in levels]
    return found[0] if found and all(levels == found[0] for levels in found) else None


def _levels(program: RowAmounts, rows: Sequence[RowAmounts], fewest: int, named: bool) -> list[int] | None:
    """Which rows are kegiatan and which their sub kegiatan; None where the amounts do not tell."""
    if named and rows and sums_up(program, rows[:1], fewest):
        # A kegiatan with all the money of its program is the only one.
        return [KEGIATAN, *[SUB] * (len(rows) - 1)]
    levels: list[int] = []
    while len(levels) < len(rows):
        at = len(levels)
        sizes = range(1, min(len(rows) - at, _MOST))
        size = next((n for n in sizes if sums_up(rows[at], rows[at + 1 : at + 1 + n], fewest)), None)
        if size is None:
            return None
        levels += [KEGIATAN, *[SUB] * size]
    programs_own = [row for row, level in zip(rows, levels, strict=True) if level == KEGIATAN]
    return levels if sums_up(program, programs_own, fewest) else None


def sums_up(whole: RowAmounts, parts: Sequence[RowAmounts], fewest: int) -> bool:
    """Whether a row is the sum of others in nearly all columns in which it has an amount, ``fewest`` of them at least."""
    told = [at for at, amount in enumerate(whole) if amount]
    right = sum(whole[at] == sum(part[at] or 0 for part in parts) for at in told)
    return len(told) >= fewest and right >= _AGREE * len(told)
