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

from rules.schema.column import number_of
from rules.schema.layout import Layout
from rules.values.text import fold
from workbook_templates.recognition.heads.column_headings import Leaf
from workbook_templates.recognition.heads.columns_of_forms import (
    columns_of,
    kinds_of,
    numbered_columns,
    official_columns,
    twins_of,
    words_said,
)
from workbook_templates.recognition.heads.fitting import BY_LETTERS, FAR, FEWEST, ITS_OWN, LIKE, NUMBER, Fitting
from workbook_templates.recognition.heads.moved_columns import (
    Place,
    headed_elsewhere,
    moved_columns,
    turned_years,
)
from workbook_templates.recognition.heads.values_below import Contents

_FEWEST_OFFICIAL = 2
"""Columns that must be told which are none of variants."""
_RIVAL, _RIVALLED = 79.0, 75.0
"""Likeness from which a heading that no column accounts for is that of a column taken already, and what such a one takes from
the likeness of the form."""
DOUBTED = 74.0
"""The most that a head resembles a form which what stands below several of its columns contradicts, or many columns of which it lacks."""
_MOST_MISSING = 0.4
"""Share of the columns which a table must have that may be missing; where more are, it is another one."""
_MOSTLY_STRANGE = 0.8
"""What is left of the likeness where more than half as many columns are unexplained as are told."""
_ONLY_MISSING, _CONTRADICTED, _AGAINST = 0.5, 60.0, -0.3
"""What a missing column counts where none is unexplained, what contents that contradict a column take from its likeness, and from
which weight they do."""
_YEAR = re.compile(r"\b20\d\d\b")
_MOSTLY = 0.5
"""Share of printed numbers that must be those of the columns, so that they speak for a form at all."""
_AGREED, _BY_NUMBER = 0.75, 0.4
"""Share of printed numbers that must be those of the columns by their headings, so that a number alone tells one; its weight."""
_UNIT = frozenset({"satuan", "sat"})
"""Headings of a column of units."""
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
    def nameless(self) -> bool:
        """Whether another column stands where a form of programs names its rows."""
        names = [number for number, spec in self.layout.due.items() if spec.role == "uraian"]
        return bool(names and self.unexplained) and set(names).issubset(self.missing)

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


def is_renamed(pair: Pair, leaf: Leaf, layout_id: str) -> bool:
    """Whether the heading of a printed column is not that of the column that its number tells."""
    by_letters = pair.likeness < BY_LETTERS and leaf.words.isdisjoint(_words_of(layout_id, pair.column))
    return leaf.says_something and (pair.likeness < LIKE or by_letters)


@lru_cache(maxsize=1024)
def _words_of(layout_id: str, column: str) -> frozenset[str]:
    numbers = [number for number, _ in columns_of(layout_id)]
    return words_said(layout_id)[numbers.index(column)]


def align(fitting: Fitting, contents: Sequence[Contents], least: float | None = None) -> Alignment | None:
    """The best alignment of printed columns with those of a layout.

    None where too few of its columns are found, or where it cannot weigh more than ``least``. ``contents`` are what stands below each
    printed column.
    """
    leaves, layout = fitting.leaves, fitting.layout
    speaking = fitting.weights(contents)
    if least is not None and fitting.most_of(speaking) <= least:
        return None
    likely, weights = fitting.likenesses.tolist(), speaking.tolist()
    found = _aligned(fitting, contents, likely, weights, by_number=False)
    if len(found.pairs) < FEWEST or sum(pair.column in layout.official for pair in found.pairs) < _FEWEST_OFFICIAL:
        return None
    numbered = [pair for pair in found.pairs if leaves[pair.leaf].number is not None]
    agreeing = sum(
        number_of(pair.column) in {str(leaves[pair.leaf].number), str(leaves[pair.leaf].beside)} for pair in numbered
    )
    paired = {number_of(pair.column) for pair in found.pairs}
    lost = any(number_of(number) not in paired for number in layout.official)
    if (found.missing or found.unexplained or lost) and agreeing >= max(FEWEST, _AGREED * len(numbered)):
        # The numbers are the regulation's own: they tell the columns whose headings do not.
        return _aligned(fitting, contents, likely, weights, by_number=True)
    return found


def _aligned(
    fitting: Fitting,
    contents: Sequence[Contents],
    likenesses: Sequence[Sequence[float]],
    weights: Sequence[Sequence[float]],
    *,
    by_number: bool,
) -> Alignment:
    leaves, layout = fitting.leaves, fitting.layout
    columns = columns_of(layout.id)
    leaf_costs, column_costs = fitting.leaf_costs, fitting.column_costs
    told = _by_number(leaves, layout.id, likenesses, weights) if by_number else weights
    in_order = turned_years(_best_path(told, leaf_costs, column_costs), likenesses, twins_of(layout.id))
    found = sorted([*in_order, *moved_columns(in_order, likenesses, weights, official_columns(layout.id))])
    pairs = tuple(Pair(at, columns[to][0], likenesses[at][to]) for at, to in found)
    named, taken = {to for _, to in found}, {at for at, _ in found}
    weight = sum(weights[at][to] for at, to in found) - _chance(leaves, layout.id, found)
    weight += sum(cost for at, cost in enumerate(leaf_costs) if at not in taken)
    weight += sum(cost for to, cost in enumerate(column_costs) if to not in named)
    missing = tuple(number for to, (number, spec) in enumerate(columns) if to not in named and spec.due)
    measured = {at for at, to in found if columns[to][1].kind in {"target", "percent"}}
    beside = _first_beside(found[-1][0] if found else len(leaves), leaves, contents)
    # A column of units right of the figures that they belong to is no further one.
    # Where numbers tell the columns, words over one that has neither number nor contents are tatters of its neighbours' headings.
    unexplained = tuple(
        at
        for at, leaf in enumerate(leaves)
        if at not in taken
        and at < beside
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


def _first_beside(last: int, leaves: Sequence[Leaf], contents: Sequence[Contents]) -> int:
    """The first printed column right of the ``last`` of a table, with a blank one between, so that it stands beside the table."""
    right = range(last + 1, len(leaves))
    return next((at for at in right if not (leaves[at].said or contents[at].filled)), len(leaves))


def _of_other_years(one: Leaf, other: Leaf) -> bool:
    """Whether two headings that are alike name years, and not the same: `Realisasi 2024` beside `Realisasi 2025`."""
    years = [_YEAR.findall(" ".join(leaf.said)) for leaf in (one, other)]
    return all(years) and years[0] != years[1]


def _chance(leaves: Sequence[Leaf], layout_id: str, found: Sequence[tuple[int, int]]) -> float:
    """What numbers added to the weight of an alignment though most of them are those of other columns: they agree by chance."""
    numbered = [(leaves[at], to) for at, to in found if leaves[at].number is not None]
    agreeing = sum(to in numbered_columns(layout_id, leaf.number, leaf.beside) for leaf, to in numbered)
    return 0.0 if agreeing >= _MOSTLY * len(numbered) else NUMBER * agreeing


def _by_number(
    leaves: Sequence[Leaf],
    layout_id: str,
    likenesses: Sequence[Sequence[float]],
    fitting: Sequence[Sequence[float]],
) -> list[list[float]]:
    """The weights of pairs where the printed numbers are the regulation's: they tell the columns whose headings do not."""
    numbers = [numbered_columns(layout_id, leaf.number, leaf.beside) for leaf in leaves]
    misplaced = headed_elsewhere(leaves, likenesses, numbers, (LIKE, _RIVAL))
    printed = {str(leaf.number) for leaf in leaves}
    elsewhere = [
        _ELSEWHERE * (number_of(column) in printed and to not in misplaced)
        for to, (column, _) in enumerate(columns_of(layout_id))
    ]
    weights = []
    for likely, same, row in zip(likenesses, numbers, fitting, strict=True):
        if same and max(likely) >= ITS_OWN and all(likely[to] < max(likely) - FAR for to in same):
            # The heading is another column's own: it is that one, wherever it stands.
            weights.append([-inf if to in same else fit for to, fit in enumerate(row)])
            continue
        weights.append([
            max(fit, 0.0) + _BY_NUMBER if to in same - misplaced and fit > -inf else fit - elsewhere[to]
            for to, fit in enumerate(row)
        ])  # fmt: skip
    return weights


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
        for to, weight in reversed([(to, weight) for to, weight in enumerate(of_leaf) if weight > 0]):
            best = max(gains[: to + 1])
            gain = round(best[0] + weight - cost - column_costs[to], _DIGITS), -at
            if gain > gains[to + 1]:
                gains[to + 1], chains[to + 1] = gain, (chains[gains.index(best)], (at, to))
    found, chain = list[Place](), chains[gains.index(max(gains))]
    while chain:
        chain, pair = chain
        found.append(pair)
    return found[::-1]
