"""Which official column each printed one is: headings, numbers, years and values weighed together, in order.

The columns of a form stand in the order of the regulation, whatever is left out, put between, numbered otherwise or spread over
several cells. So the printed columns of a head and the official ones are aligned like two texts: every pair has a weight, what is
passed over on either side costs, and the alignment with the greatest sum is taken. What an office put elsewhere is then told by
its heading alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import inf
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from rules.schema.column import number_of
from rules.schema.layout import Layout
from rules.values.text import fold
from workbook_templates.recognition.column_headings import Leaf
from workbook_templates.recognition.columns_of_forms import (
    columns_of,
    extra_columns,
    is_numbered,
    kinds_of,
    must_say,
    numbered_columns,
    official_columns,
    words_said,
)
from workbook_templates.recognition.moved_columns import Place, moved_columns
from workbook_templates.recognition.values_below import MOST, Contents

Numbers = NDArray[np.float64]
_ROUNDING = 1e-9
_FEWEST, _FEWEST_OFFICIAL = 3, 2
"""Columns that must be told by their headings before a form is weighed at all, and how many of them are none of variants."""
_RIVAL, _RIVALLED = 79.0, 75.0
"""Likeness from which a heading that no column accounts for is that of a column taken already, and what such a one takes from
the likeness of the form."""
DOUBTED = 74.0
"""The most that a head resembles a form which what stands below several of its columns contradicts, or many columns of which it lacks."""
_MOST_MISSING = 0.4
"""Share of the columns which a table must have that may be missing; where more are, it is another one."""
_MOSTLY_STRANGE = 0.8
"""What is left of the likeness where more than half as many columns are unexplained as are told."""
_LIKE = 55.0
"""Likeness (0-100) of a heading from which it speaks for a column."""
_UNEXPLAINED, _UNHEADED, _MISSING = -0.35, -0.05, -0.4
"""What it costs to pass over a printed column with a heading, one without, and an official one that must be there."""
_ONLY_MISSING, _CONTRADICTED, _AGAINST = 0.5, 60.0, -0.3
"""What a missing column counts where none is unexplained, what contents that contradict a column take from its likeness, and from
which weight they do."""
_YEAR = re.compile(r"\b20\d\d\b")
_HOPELESS, _NOTHING = 35.0, -1.5
"""Likeness below which no number or contents make up for a heading; what a pair weighs for which nothing speaks."""
_NUMBER = 0.25
"""What a number adds that is that of the column."""
_MOSTLY = 0.5
"""Share of printed numbers that must be those of the columns, so that they speak for a form at all."""
_AGREED, _BY_NUMBER = 0.75, 0.4
"""Share of printed numbers that must be those of the columns by their headings, so that a number alone tells one; its weight."""
_UNIT = frozenset({"satuan", "sat"})
"""Headings of a column of units."""
_BY_LETTERS = 65.0
"""Likeness from which a heading may be that of a column with which it shares no word."""
_ITS_OWN, _FAR = 95.0, 25.0
"""Likeness of a heading that tells its column whatever number is printed over it, and by how much less it may resemble another."""
_ELSEWHERE = 0.8
"""What speaks against a column whose number is printed over another one."""
_DIGITS = 9
"""Decimal places of a sum of weights that count."""
_NO_GAIN = (0.0, 1)
_Chain: TypeAlias = "tuple[_Chain, Place] | None"
"""Pairs in order: those before, and the last one."""


class Pair(NamedTuple):
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
        # One column of an office's own is common; several make another table of it.
        strange = max(len(self.unexplained) - 0.5, 0.0)
        due = len(self.pairs) + missing + strange + 0.5 * len(self.rivals)
        found = sum(pair.likeness for pair in self.pairs) - _CONTRADICTED * len(self.contradicted)
        found -= _RIVALLED * len(self.rivals)
        if 2 * len(self.unexplained) > len(self.pairs):
            found *= _MOSTLY_STRANGE
        like = max(found / due, 0.0) if due else 0.0
        doubted = len(self.contradicted) > 1 or len(self.missing) > _MOST_MISSING * len(self.layout.due)
        return min(like, DOUBTED) if doubted else like


def may_be_told(likenesses: Numbers, layout: Layout) -> bool:
    """Whether enough columns of a head are told by their headings for a layout to be weighed at all.

    ``likenesses`` (0-100) have a row for each leaf and a place for each column of the layout.
    """
    return bool((likenesses.max(axis=1) >= _LIKE).sum() >= max(_FEWEST, 0.4 * len(layout.due)))


def is_renamed(pair: Pair, leaf: Leaf, layout_id: str) -> bool:
    """Whether the heading of a printed column is not that of the column that its number tells."""
    by_letters = pair.likeness < _BY_LETTERS and leaf.words.isdisjoint(_words_of(layout_id, pair.column))
    return leaf.says_something and (pair.likeness < _LIKE or by_letters)


@lru_cache(maxsize=1024)
def _words_of(layout_id: str, column: str) -> frozenset[str]:
    numbers = [number for number, _ in columns_of(layout_id)]
    return words_said(layout_id)[numbers.index(column)]


def most_weight(leaves: Sequence[Leaf], layout: Layout, likenesses: Numbers) -> float:
    """The most that an alignment can weigh, by headings and numbers alone: whatever stands below, in whatever order.

    Where it is less than what another form weighs, the columns need not be looked at any further.
    """
    same = _numbers_agree(leaves, layout)
    most = (likenesses.max(axis=1) - _LIKE) / (100 - _LIKE) + MOST + _NUMBER * same.any(axis=1)
    own = {heading for _, heading in extra_columns(layout.id)}
    if own:
        most = np.maximum(most, [1.0 if fold(leaf.own) in own else -np.inf for leaf in leaves])
    passed_over = ~same.any(axis=0) & (likenesses.max(axis=0) < _HOPELESS)
    missing = np.where(passed_over, _costs(layout.id), 0.0).sum()
    return float(np.maximum(most, _leaf_costs(leaves)).sum() + missing) + _ROUNDING


def fits(leaves: Sequence[Leaf], contents: Sequence[Contents], layout: Layout, likenesses: Numbers) -> Numbers:
    """How much speaks for each leaf being each column (negative: against it); minus infinity where it is out of the question.

    ``contents`` are what stands below each leaf, ``likenesses`` as for :func:`may_be_told`.
    """
    same = _numbers_agree(leaves, layout)
    speaking = np.array([below.weights for below in contents])[:, kinds_of(layout.id)]
    weights: Numbers = (likenesses - _LIKE) / (100 - _LIKE) + speaking + _NUMBER * same
    weights[~same & ((likenesses < _HOPELESS) | (weights <= 0))] = -np.inf
    best = likenesses.max(axis=1)[:, None]
    weights[~same & (best >= _ITS_OWN) & (likenesses < best - _FAR)] = -np.inf
    for to, words in must_say(layout.id):
        weights[[leaf.words.isdisjoint(words) for leaf in leaves], to] = -np.inf
    for at, to in np.argwhere((weights > 0) & (likenesses < _BY_LETTERS) & ~same).tolist():
        if leaves[at].words.isdisjoint(words_said(layout.id)[to]):
            weights[at, to] = -np.inf
    unsaid = [at for at, leaf in enumerate(leaves) if not leaf.said]
    if unsaid:
        weights[unsaid] = np.where(same[unsaid], _NOTHING, -np.inf)
    own = [fold(leaf.own) for leaf in leaves]
    for to, heading in extra_columns(layout.id):
        weights[:, to] = [
            1.0 if text == heading and leaf.said else -np.inf for text, leaf in zip(own, leaves, strict=True)
        ]
    return weights


def _numbers_agree(leaves: Sequence[Leaf], layout: Layout) -> NDArray[np.bool_]:
    """Over which leaf the number of which column is printed."""
    return np.array([is_numbered(layout.id, leaf.number, leaf.beside) for leaf in leaves])


def align(
    leaves: Sequence[Leaf], contents: Sequence[Contents], layout: Layout, likenesses: Numbers, weights: Numbers
) -> Alignment | None:
    """The best alignment of printed columns with those of a layout; None where too few of its columns are found.

    ``weights`` are what :func:`fits` for these ``contents`` and ``likenesses``.
    """
    likely, fitting = likenesses.tolist(), weights.tolist()
    found = _aligned(leaves, contents, layout, likely, fitting, by_number=False)
    if len(found.pairs) < _FEWEST or sum(pair.column in layout.official for pair in found.pairs) < _FEWEST_OFFICIAL:
        return None
    numbered = [pair for pair in found.pairs if leaves[pair.leaf].number is not None]
    agreeing = sum(
        number_of(pair.column) in {str(leaves[pair.leaf].number), str(leaves[pair.leaf].beside)} for pair in numbered
    )
    paired = {number_of(pair.column) for pair in found.pairs}
    lost = any(number_of(number) not in paired for number in layout.official)
    if (found.missing or found.unexplained or lost) and agreeing >= max(_FEWEST, _AGREED * len(numbered)):
        # The numbers are the regulation's own: they tell the columns whose headings do not.
        return _aligned(leaves, contents, layout, likely, fitting, by_number=True)
    return found


def _aligned(
    leaves: Sequence[Leaf],
    contents: Sequence[Contents],
    layout: Layout,
    likenesses: Sequence[Sequence[float]],
    fitting: Sequence[Sequence[float]],
    *,
    by_number: bool,
) -> Alignment:
    columns = columns_of(layout.id)
    weights = _by_number(leaves, layout.id, likenesses, fitting) if by_number else fitting
    leaf_costs = _leaf_costs(leaves)
    column_costs = _costs(layout.id)
    in_order = _best_path(weights, leaf_costs, column_costs)
    found = sorted([*in_order, *moved_columns(in_order, likenesses, fitting, official_columns(layout.id))])
    pairs = tuple(Pair(at, columns[to][0], likenesses[at][to]) for at, to in found)
    named, taken = {to for _, to in found}, {at for at, _ in found}
    weight = sum(fitting[at][to] for at, to in found) - _chance(leaves, layout.id, found)
    weight += sum(cost for at, cost in enumerate(leaf_costs) if at not in taken)
    weight += sum(cost for to, cost in enumerate(column_costs) if to not in named)
    missing = tuple(number for to, (number, spec) in enumerate(columns) if to not in named and spec.due)
    measured = {at for at, to in found if columns[to][1].kind in {"target", "percent"}}
    # A column of units right of the figures that they belong to is no further one.
    # Where numbers tell the columns, words over one that has neither number nor contents are tatters of its neighbours' headings.
    unexplained = tuple(
        at
        for at, leaf in enumerate(leaves)
        if at not in taken
        and leaf.says_something
        and not (by_number and leaf.number is None and not contents[at].filled)
        and not (at - 1 in measured and fold(leaf.own) in _UNIT)
    )
    kinds = kinds_of(layout.id)
    contradicted = tuple(columns[to][0] for at, to in found if contents[at].weights[kinds[to]] <= _AGAINST)
    rivals = tuple(
        at
        for at in unexplained
        if any(
            likenesses[at][to] >= _RIVAL and not _of_other_years(leaves[at], leaves[by])
            for by, to in found
            if not (columns[to][1].variant or columns[to][1].extra)
        )
    )
    return Alignment(layout, pairs, weight, missing, unexplained, contradicted, rivals)


def _of_other_years(one: Leaf, other: Leaf) -> bool:
    """Whether two headings that are alike name years, and not the same: `Realisasi 2024` beside `Realisasi 2025`."""
    years = [_YEAR.findall(" ".join(leaf.said)) for leaf in (one, other)]
    return all(years) and years[0] != years[1]


def _chance(leaves: Sequence[Leaf], layout_id: str, found: Sequence[tuple[int, int]]) -> float:
    """What numbers added to the weight of an alignment though most of them are those of other columns: they agree by chance."""
    numbered = [(leaves[at], to) for at, to in found if leaves[at].number is not None]
    agreeing = sum(to in numbered_columns(layout_id, leaf.number, leaf.beside) for leaf, to in numbered)
    return 0.0 if agreeing >= _MOSTLY * len(numbered) else _NUMBER * agreeing


def _by_number(
    leaves: Sequence[Leaf],
    layout_id: str,
    likenesses: Sequence[Sequence[float]],
    fitting: Sequence[Sequence[float]],
) -> list[list[float]]:
    """The weights of pairs where the printed numbers are the regulation's: they tell the columns whose headings do not."""
    printed = {str(leaf.number) for leaf in leaves}
    elsewhere = [_ELSEWHERE * (number_of(column) in printed) for column, _ in columns_of(layout_id)]
    weights = []
    for leaf, likely, row in zip(leaves, likenesses, fitting, strict=True):
        same = numbered_columns(layout_id, leaf.number, leaf.beside)
        if same and max(likely) >= _ITS_OWN and all(likely[to] < _HOPELESS for to in same):
            weights.append(list(row))
            continue
        weights.append([
            max(fit, 0.0) + _BY_NUMBER if to in same and fit > -inf else fit - elsewhere[to]
            for to, fit in enumerate(row)
        ])  # fmt: skip
    return weights


def _leaf_costs(leaves: Sequence[Leaf]) -> list[float]:
    """What it costs to pass over each leaf."""
    return [_UNEXPLAINED if leaf.says_something else _UNHEADED for leaf in leaves]


@lru_cache(maxsize=64)
def _costs(layout_id: str) -> tuple[float, ...]:
    """What it costs to pass over each column."""
    return tuple(_MISSING if spec.due else 0.0 for _, spec in columns_of(layout_id))


def _best_path(
    weights: Sequence[Sequence[float]], leaf_costs: Sequence[float], column_costs: Sequence[float]
) -> list[Place]:
    """The pairs (leaf, column) in order whose weights, less the costs of what is passed over, have the greatest sum.

    A pair gains what it weighs and what passing over both would cost: the rising sequence of pairs that gains most is sought, of
    equal ones that of the first leaves.
    """
    gains = [_NO_GAIN] * (len(column_costs) + 1)
    chains: list[_Chain] = [None] * len(gains)
    for at, (cost, of_leaf) in enumerate(zip(leaf_costs, weights, strict=True)):
        for to in range(len(of_leaf) - 1, -1, -1):
            if of_leaf[to] > 0:
                before = max(gains[: to + 1])
                gain = round(before[0] + of_leaf[to] - cost - column_costs[to], _DIGITS), -at
                if gain > gains[to + 1]:
                    gains[to + 1], chains[to + 1] = gain, (chains[gains.index(before)], (at, to))
    found, chain = list[Place](), chains[gains.index(max(gains))]
    while chain:
        chain, pair = chain
        found.append(pair)
    return found[::-1]
