"""Tables without codes: rows without number told by the other ones, where an office numbers programs and kegiatan alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rules.frames.outline import Standing
from rules.frames.outline_by_amounts import Amounts, sums_up
from rules.values.codes import KEGIATAN, SUB

_FEWEST, _SHARE = 2, 0.5
"""Numbered kegiatan with rows without number below them, and the share of them that must be the sums of these rows."""


def by_the_others(found: Sequence[Standing], numbers: Sequence[str], amounts: Sequence[Amounts]) -> list[Standing]:
    """The same, rows without number no longer guessed to be sub kegiatan, where most numbered kegiatan are the sums of such rows.

    >>> rows = [Standing(KEGIATAN), Standing(SUB, guessed=True), Standing(KEGIATAN), Standing(SUB, guessed=True)]
    >>> [row.guessed for row in by_the_others(rows, ["1", "", "2", ""], [[50], [50], [75], [70]])]
    [False, False, False, False]
    >>> [row.guessed for row in by_the_others(rows, ["1", "", "2", ""], [[55], [50], [75], [70]])]
    [False, True, False, True]
    """
    below = _below_kegiatan(found, numbers)
    parts = [at for rows in below.values() for at in rows]
    right = sum(sums_up(amounts[at], [amounts[row] for row in rows], 1) for at, rows in below.items())
    others = {
        row.level for row, number in zip(found, numbers, strict=True) if not (number or row.guessed or row.level < 0)
    }
    if len(below) < _FEWEST or right < _SHARE * len(below) or others - {SUB}:
        return list(found)
    told = list(found)
    for at in parts:
        told[at] = replace(told[at], guessed=False)
    return told


def _below_kegiatan(found: Sequence[Standing], numbers: Sequence[str]) -> dict[int, list[int]]:
    """The rows without number that are right below each numbered kegiatan, as far as these may be its sub kegiatan."""
    below: dict[int, list[int]] = {}
    kegiatan: int | None = None
    for at, (row, number) in enumerate(zip(found, numbers, strict=True)):
        if number or row.level < 0:
            kegiatan = at if row.level == KEGIATAN and not row.guessed else kegiatan if row.level < 0 else None
        elif kegiatan is not None and row.level == SUB:
            below.setdefault(kegiatan, []).append(at)
    return below
