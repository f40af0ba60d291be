"""Tables without codes: rows without number told by the other ones, where an office numbers programs and kegiatan alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rules.frames.outline import Standing
from rules.frames.outline_by_amounts import sums_up
from rules.frames.readings import RowAmounts
from rules.values.codes import KEGIATAN, SUB

_FEWEST, _SHARE = 2, 0.5
"""Numbered kegiatan with rows without number below them, and the share of them that must be the sums of these rows."""


def by_others(standings: Sequence[Standing], numbers: Sequence[str], amounts: Sequence[RowAmounts]) -> list[Standing]:
    """The standings of rows, those without number no longer guessed, where most numbered kegiatan are the sums of such rows.

    >>> rows = [Standing(KEGIATAN), Standing(SUB, guessed=True), Standing(KEGIATAN), Standing(SUB, guessed=True)]
    >>> [row.guessed for row in by_others(rows, ["1", "", "2", ""], [[50], [50], [75], [70]])]
    [False, False, False, False]
    >>> [row.guessed for row in by_others(rows, ["1", "", "2", ""], [[55], [50], [75], [70]])]
    [False, True, False, True]
    """
    below = _below_kegiatan(standings, numbers)
    parts = [at for rows in below.values() for at in rows]
    right = sum(sums_up(amounts[at], [amounts[row] for row in rows], 1) for at, rows in below.items())
    others = {
        row.level
        for row, number in zip(standings, numbers, strict=True)
        if not (number or row.guessed or row.level < 0)
    }
    if len(below) < _FEWEST or right < _SHARE * len(below) or others - {SUB}:
        return list(standings)
    found = list(standings)
    for at in parts:
        found[at] = replace(found[at], guessed=False)
    return found


def _below_kegiatan(standings: Sequence[Standing], numbers: Sequence[str]) -> dict[int, list[int]]:
    """The rows without number that are right below each numbered kegiatan, as far as these may be its sub kegiatan."""
    below: dict[int, list[int]] = {}
    kegiatan: int | None = None
    for at, (row, number) in enumerate(zip(standings, numbers, strict=True)):
        if number or row.level < 0:
            kegiatan = at if row.level == KEGIATAN and not row.guessed else kegiatan if row.level < 0 else None
        elif kegiatan is not None and row.level == SUB:
            below.setdefault(kegiatan, []).append(at)
    return below
