"""Columns that stand elsewhere than in the form: told by their headings, where these leave no doubt."""

from __future__ import annotations

from collections.abc import Sequence

from workbook_templates.recognition.heads.column_headings import Leaf

Place = tuple[int, int]
"""A printed column (its place among the leaves) and the official one that it is."""
_ITS_OWN = 88.0
"""Likeness (0-100) of a heading from which its column is told wherever it stands."""
_MOST = 0.34
"""How many columns may stand elsewhere for each that stands in order."""
_OTHER_YEAR = 10.0
"""By how much more a heading resembles that of another year, which it names."""


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


def turned_years(
    in_order: Sequence[Place], likenesses: Sequence[Sequence[float]], twins: Sequence[Place]
) -> list[Place]:
    """The same columns, those of two years exchanged that stand in the other order: the headings of both say so.

    ``twins`` are official columns that differ by nothing but their year.
    """
    if not twins:
        return list(in_order)
    found = {to: at for at, to in in_order}
    for one, other in twins:
        at, across = found.get(one), found.get(other)
        if all(
            leaf is None or likenesses[leaf][there] >= likenesses[leaf][here] + _OTHER_YEAR
            for leaf, here, there in ((at, one, other), (across, other, one))
        ):
            found |= {to: leaf for to, leaf in ((one, across), (other, at)) if leaf is not None}
            for to, leaf in ((one, across), (other, at)):
                if leaf is None:
                    found.pop(to, None)
    return sorted((at, to) for to, at in found.items())


def headed_elsewhere(
    leaves: Sequence[Leaf],
    likenesses: Sequence[Sequence[float]],
    numbers: Sequence[frozenset[int]],
    bounds: tuple[float, float],
) -> set[int]:
    """Official columns whose number is printed over a heading that says something else, and another number over their own heading.

    ``numbers`` are the columns whose number each printed one bears, ``bounds`` the likeness from which a heading speaks for a
    column, and from which it is that column's own.
    """
    speaks, own = bounds
    headed = {
        likely.index(most)
        for leaf, likely in zip(leaves, likenesses, strict=True)
        if leaf.number is not None and (most := max(likely)) >= own and likely.count(most) == 1
    }
    return {to for same, likely in zip(numbers, likenesses, strict=True) for to in same & headed if likely[to] < speaks}
