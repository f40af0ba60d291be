"""Which official column each printed one is: headings, numbers, years and values weighed together, in order.

The columns of a form stand in the order of the regulation, whatever is left out, put between, numbered otherwise or spread over
several cells. So the printed columns of a head and the official ones are aligned like two texts: every pair has a weight, what is
passed over on either side costs, and the alignment with the greatest sum is taken.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from rules.schema.column import ColumnSpec, number_of
from rules.schema.layout import Layout, layouts
from rules.values.text import fold
from workbook_templates.recognition.column_headings import Leaf
from workbook_templates.recognition.values_below import MOST_OF_CONTENTS, Contents

_FEWEST, _FEWEST_OFFICIAL = 3, 2
"""Columns that must be told by their headings before a form is weighed at all, and how many of them are none of variants."""
_RIVAL, _RIVALLED = 79.0, 75.0
"""Likeness from which a heading that no column accounts for is that of a column taken already, and what such a one takes from
the likeness of the form."""
_LIKE = 55.0
"""Likeness (0-100) of a heading from which it speaks for a column."""
_UNEXPLAINED, _UNHEADED, _MISSING = -0.35, -0.05, -0.4
"""What it costs to pass over a printed column with a heading, one without, and an official one that must be there."""
_ONLY_MISSING, _CONTRADICTED, _AGAINST = 0.6, 60.0, -0.3
"""What a missing column counts where none is unexplained, what contents that contradict a column take from its likeness, and from
which weight they do."""
_HOPELESS, _NOTHING = 35.0, -1.5
"""Likeness below which no number or contents make up for a heading; what a pair weighs for which nothing speaks."""
_NUMBER = 0.25
"""What a number adds that is that of the column."""
_MOSTLY = 0.5
"""Share of printed numbers that must be those of the columns, so that they speak for a form at all."""
_AGREED, _BY_NUMBER = 0.75, 0.4
"""Share of printed numbers that must be those of the columns by their headings, so that a number alone tells one; its weight."""
_ELSEWHERE = 0.8
"""What speaks against a column whose number is printed over another one."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A printed column (its place among the leaves) taken for an official one, and how much its headings resemble (0-100)."""

    leaf: int
    column: str
    likeness: float


@dataclass(frozen=True, slots=True)
class Alignment:
    """A layout held against the leaves of a head.

    ``weight`` is the sum that was greatest; ``missing`` are official columns that must be there and are not, ``unexplained``
    the leaves with headings that no official column accounts for, ``contradicted`` the columns below which other things stand than
    the form wants there. ``rivals`` are the unexplained leaves that could as well be a column taken from another one.
    """

    layout: Layout
    pairs: tuple[Pair, ...]
    weight: float
    missing: tuple[str, ...]
    unexplained: tuple[int, ...]
    contradicted: tuple[str, ...]
    rivals: tuple[int, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether every column of the form is there, none is another one's, and nothing contradicts."""
        return not (self.missing or self.unexplained or self.contradicted)

    @property
    def likeness(self) -> float:
        """How much the head resembles the form, 0 to 100: the mean over its columns, in which those missing or unexplained are 0.

        A form that lacks columns and has none of its own is likelier the official one than one that has others instead.
        """
        missing = len(self.missing) * (1.0 if self.unexplained else _ONLY_MISSING)
        due = len(self.pairs) + missing + 0.5 * (len(self.unexplained) + len(self.rivals))
        found = sum(pair.likeness for pair in self.pairs) - _CONTRADICTED * len(self.contradicted)
        found -= _RIVALLED * len(self.rivals)
        return max(found / due, 0.0) if due else 0.0


def most_weight(leaves: Sequence[Leaf], layout: Layout, likenesses: NDArray[np.float64]) -> float | None:
    """The most that an alignment with a layout can weigh, whatever stands below; None where too few headings are told.

    ``likenesses`` (0-100) have a row for each leaf and a place for each column of the layout. Order counts for nothing here, so
    this costs little; where it is less than what another form weighs, the columns need not be aligned.
    """
    if (likenesses.max(axis=1) >= _LIKE).sum() < max(_FEWEST, 0.4 * len(layout.due)):
        return None
    numbered = np.array([leaf.number is not None or leaf.beside is not None for leaf in leaves])
    weights = (likenesses - _LIKE) / (100 - _LIKE) + MOST_OF_CONTENTS + _NUMBER * numbered[:, None]
    costs = np.array(_costs(layout.id))
    passed_over = np.where(weights.max(axis=0) < 0, costs, 0.0).sum()
    return float(np.maximum(weights.max(axis=1), _leaf_costs(leaves)).sum() + passed_over)


def align(
    leaves: Sequence[Leaf], contents: Sequence[Contents], layout: Layout, likenesses: Sequence[Sequence[float]]
) -> Alignment | None:
    """The best alignment of printed columns with those of a layout; None where too few of its columns are found.

    ``contents`` are what stands below each leaf, ``likenesses`` as for :func:`most_weight`.
    """
    found = _aligned(leaves, contents, layout, likenesses, by_number=False)
    if len(found.pairs) < _FEWEST or sum(pair.column in layout.official for pair in found.pairs) < _FEWEST_OFFICIAL:
        return None
    numbered = [pair for pair in found.pairs if leaves[pair.leaf].number is not None]
    agreeing = sum(
        number_of(pair.column) in {str(leaves[pair.leaf].number), str(leaves[pair.leaf].beside)} for pair in numbered
    )
    if (found.missing or found.unexplained) and agreeing >= max(_FEWEST, _AGREED * len(numbered)):
        # The numbers are the regulation's own: they tell the columns whose headings do not.
        return _aligned(leaves, contents, layout, likenesses, by_number=True)
    return found


def _aligned(
    leaves: Sequence[Leaf],
    contents: Sequence[Contents],
    layout: Layout,
    likenesses: Sequence[Sequence[float]],
    *,
    by_number: bool,
) -> Alignment:
    columns = _columns(layout.id)
    fits = [_fits(leaf, below, layout.id, row) for leaf, below, row in zip(leaves, contents, likenesses, strict=True)]
    weights = _by_number(leaves, layout.id, fits) if by_number else fits
    leaf_costs = _leaf_costs(leaves)
    column_costs = _costs(layout.id)
    found = _best_path(weights, leaf_costs, column_costs)
    pairs = tuple(Pair(at, columns[to][0], likenesses[at][to]) for at, to in found)
    named, taken = {to for _, to in found}, {at for at, _ in found}
    weight = sum(fits[at].get(to, _NOTHING) for at, to in found) - _chance(leaves, layout.id, found)
    weight += sum(cost for at, cost in enumerate(leaf_costs) if at not in taken)
    weight += sum(cost for to, cost in enumerate(column_costs) if to not in named)
    missing = tuple(number for to, (number, spec) in enumerate(columns) if to not in named and spec.due)
    # Where numbers tell the columns, words over one that has neither number nor contents are tatters of its neighbours' headings.
    unexplained = tuple(
        at
        for at, (leaf, below) in enumerate(zip(leaves, contents, strict=True))
        if leaf.says_something and at not in taken and not (by_number and leaf.number is None and not below.filled)
    )
    contradicted = tuple(
        pair.column for pair in pairs if contents[pair.leaf].speaks_for(layout.columns[pair.column].kind) <= _AGAINST
    )
    rivals = tuple(
        at
        for at in unexplained
        if any(likenesses[at][to] >= _RIVAL for to in named if not (columns[to][1].variant or columns[to][1].extra))
    )
    return Alignment(layout, pairs, weight, missing, unexplained, contradicted, rivals)


def _chance(leaves: Sequence[Leaf], layout_id: str, found: Sequence[tuple[int, int]]) -> float:
    """What numbers added to the weight of an alignment though most of them are those of other columns: they agree by chance."""
    numbered = [(leaves[at], to) for at, to in found if leaves[at].number is not None]
    agreeing = sum(to in _numbered(layout_id, leaf.number, leaf.beside) for leaf, to in numbered)
    return 0.0 if agreeing >= _MOSTLY * len(numbered) else _NUMBER * agreeing


def _fits(leaf: Leaf, below: Contents, layout_id: str, likenesses: Sequence[float]) -> dict[int, float]:
    """How much speaks for a leaf being a column (negative: against it), by the place of each that comes into question."""
    columns, same = _columns(layout_id), _numbered(layout_id, leaf.number, leaf.beside)
    if not leaf.said:
        return dict.fromkeys(same, _NOTHING)
    found: dict[int, float] = {}
    for to, likeness in enumerate(likenesses):
        if (likeness < _HOPELESS and to not in same) or not _says(leaf, columns[to][1]):
            continue
        weight = (likeness - _LIKE) / (100 - _LIKE) + below.speaks_for(columns[to][1].kind) + _NUMBER * (to in same)
        if weight > 0 or to in same:
            found[to] = weight
    for to in _extras(layout_id):
        found.pop(to, None)
        if fold(leaf.own) == fold(columns[to][1].heading):
            found[to] = 1.0
    return found


def _says(leaf: Leaf, spec: ColumnSpec) -> bool:
    """Whether headings say a word that those of a column must say, if it must."""
    return not spec.says or not leaf.words.isdisjoint(spec.says)


def _by_number(leaves: Sequence[Leaf], layout_id: str, fits: Sequence[dict[int, float]]) -> list[dict[int, float]]:
    """The weights of pairs where the printed numbers are the regulation's: they tell the columns whose headings do not."""
    columns, printed = _columns(layout_id), {str(leaf.number) for leaf in leaves}
    weights = []
    for leaf, row in zip(leaves, fits, strict=True):
        same = _numbered(layout_id, leaf.number, leaf.beside)
        weights.append({
            to: max(fit, 0.0) + _BY_NUMBER if to in same else fit - _ELSEWHERE * (number_of(columns[to][0]) in printed)
            for to, fit in row.items()
        })  # fmt: skip
    return weights


@lru_cache(maxsize=4096)
def _numbered(layout_id: str, number: int | None, beside: int | None) -> frozenset[int]:
    """The places of the columns whose number is printed over a leaf; of columns that share one it stands over the first."""
    return frozenset(
        to
        for to, (column, spec) in enumerate(_columns(layout_id))
        if not spec.extra
        and (
            number_of(column) == str(number)
            or (number_of(column) != column and beside is not None and number_of(column) == str(beside))
        )
    )


@lru_cache(maxsize=64)
def _extras(layout_id: str) -> tuple[int, ...]:
    """The places of the columns beside the table in our templates."""
    return tuple(to for to, (_, spec) in enumerate(_columns(layout_id)) if spec.extra)


def _leaf_costs(leaves: Sequence[Leaf]) -> list[float]:
    """What it costs to pass over each leaf."""
    return [_UNEXPLAINED if leaf.says_something else _UNHEADED for leaf in leaves]


@lru_cache(maxsize=64)
def _costs(layout_id: str) -> tuple[float, ...]:
    """What it costs to pass over each column."""
    return tuple(_MISSING if spec.due else 0.0 for _, spec in _columns(layout_id))


def _best_path(
    weights: Sequence[Mapping[int, float]], leaf_costs: Sequence[float], column_costs: Sequence[float]
) -> list[tuple[int, int]]:
    """The pairs (leaf, column) in order whose weights, less the costs of what is passed over, have the greatest sum."""
    best = [[0.0] * (len(column_costs) + 1) for _ in range(len(leaf_costs) + 1)]
    step: list[list[str]] = [[""] * (len(column_costs) + 1) for _ in best]
    for to, cost in enumerate(column_costs):
        best[0][to + 1], step[0][to + 1] = best[0][to] + cost, "column"
    for at, cost in enumerate(leaf_costs):
        above, row, steps, of_leaf = best[at], best[at + 1], step[at + 1], weights[at]
        row[0], steps[0] = above[0] + cost, "leaf"
        for to, column_cost in enumerate(column_costs):
            value, how = above[to + 1] + cost, "leaf"
            if row[to] + column_cost > value:
                value, how = row[to] + column_cost, "column"
            weight = of_leaf.get(to)
            if weight is not None and weight > 0 and above[to] + weight > value:
                value, how = above[to] + weight, "pair"
            row[to + 1], steps[to + 1] = value, how
    at, to, pairs = len(leaf_costs), len(column_costs), []
    while at or to:
        how = step[at][to]
        at, to = at - (how != "column"), to - (how != "leaf")
        if how == "pair":
            pairs.append((at, to))
    return pairs[::-1]


@lru_cache(maxsize=64)
def _columns(layout_id: str) -> tuple[tuple[str, ColumnSpec], ...]:
    return tuple(layouts()[layout_id].columns.items())
