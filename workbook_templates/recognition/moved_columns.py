"""Columns that stand elsewhere than in the form: told by their headings, where these leave no doubt."""

from __future__ import annotations

from collections.abc import Sequence

Place = tuple[int, int]
"""A printed column (its place among the leaves) and the official one that it is."""
_ITS_OWN = 88.0
"""Likeness (0-100) of a heading from which its column is told wherever it stands."""
_MOST = 0.34
"""How many columns may stand elsewhere for each that stands in order."""


def moved_columns(
    in_order: Sequence[Place],
    likenesses: Sequence[Sequence[float]],
    weights: Sequence[Sequence[float]],
    open_columns: Sequence[int],
) -> list[Place]:
    """Printed columns that are official ones out of order: of none that is taken do they remind more.

    ``likenesses`` (0-100) and ``weights`` have a row for each printed column and a place for each official one;
    ``open_columns`` are those that may stand elsewhere.
    """
    taken, named = {at for at, _ in in_order}, {to for _, to in in_order}
    likely = sorted(
        (-row[to], at, to)
        for at, row in enumerate(likenesses)
        if at not in taken
        for to in open_columns
        if to not in named and weights[at][to] > 0 and row[to] >= max(_ITS_OWN, *row)
    )
    found: dict[int, int] = {}
    for _, at, to in likely:
        if at not in found and to not in found.values():
            found[at] = to
    return list(found.items()) if len(found) <= _MOST * len(in_order) else []
