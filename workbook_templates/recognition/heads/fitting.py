"""How much speaks for each printed column being each one of a form: headings, numbers, years and what stands below."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from rules.schema.layout import Layout
from rules.values.text import fold
from workbook_templates.recognition.heads.column_headings import Leaf
from workbook_templates.recognition.heads.columns_of_forms import (
    columns_of,
    extra_columns,
    is_numbered,
    kinds_of,
    must_say,
    words_said,
)
from workbook_templates.recognition.heads.values_below import MOST, Contents

Numbers = NDArray[np.float64]
FEWEST, _FEWEST_DUE = 3, 0.4
"""Columns that must be told by their headings before a form is weighed at all, and for each that it must have."""
LIKE, BY_LETTERS = 55.0, 65.0
"""Likeness (0-100) of a heading from which it speaks for a column, and from which it does with no word in common."""
HOPELESS, _NOTHING = 35.0, -1.5
"""Likeness below which no number or contents make up for a heading; what a pair weighs for which nothing speaks."""
ITS_OWN, FAR = 95.0, 25.0
"""Likeness of a heading that tells its column whatever number is printed over it, and by how much less it may resemble another."""
NUMBER = 0.25
"""What a number adds that is that of the column."""
_UNEXPLAINED, _UNHEADED, _MISSING = -0.35, -0.05, -0.4
"""What it costs to pass over a printed column with a heading, one without, and an official one that must be there."""
_ROUNDING = 1e-9


def may_hold(leaves: Sequence[Leaf], layout: Layout) -> bool:
    """Whether a head prints columns enough for a layout to be weighed at all."""
    return len(leaves) >= _fewest(layout)


def _fewest(layout: Layout) -> float:
    return max(FEWEST, _FEWEST_DUE * len(layout.due))


class Fitting:
    """A layout held against the leaves of a head.

    ``likenesses`` (0-100), those of the headings, have a row for each leaf and a place for each column of the layout. Passing over
    a leaf or a column costs what ``leaf_costs`` and ``column_costs`` say.
    """

    def __init__(self, leaves: Sequence[Leaf], layout: Layout, likenesses: Numbers) -> None:
        self.leaves, self.layout, self.likenesses = leaves, layout, likenesses
        self._likest = likenesses.max(axis=1)

    @cached_property
    def leaf_costs(self) -> list[float]:
        return [_UNEXPLAINED if leaf.says_something else _UNHEADED for leaf in self.leaves]

    @cached_property
    def column_costs(self) -> tuple[float, ...]:
        return _column_costs(self.layout.id)

    @cached_property
    def _numbered(self) -> NDArray[np.bool_]:
        """Over which leaf the number of which column is printed."""
        return np.array([is_numbered(self.layout.id, leaf.number, leaf.beside) for leaf in self.leaves])

    def may_be_told(self) -> bool:
        """Whether enough columns are told by their headings for the layout to be weighed at all."""
        return bool(np.count_nonzero(self._likest >= LIKE) >= _fewest(self.layout))

    def most_weight(self) -> float:
        """The most that an alignment can weigh, by headings and numbers alone: whatever stands below, in whatever order.

        Where it is less than what another form weighs, the columns need not be looked at any further.
        """
        most = (self._likest - LIKE) / (100 - LIKE) + MOST + NUMBER * self._numbered.any(axis=1)
        own = {heading for _, heading in extra_columns(self.layout.id)}
        if own:
            most = np.maximum(most, [1.0 if fold(leaf.own) in own else -np.inf for leaf in self.leaves])
        return self._sum(most, ~self._numbered.any(axis=0) & (self.likenesses.max(axis=0) < HOPELESS))

    def most_of(self, weights: Numbers) -> float:
        """The same by all that speaks for pairs of leaf and column, in whatever order."""
        return self._sum(weights.max(axis=1), np.isneginf(weights.max(axis=0)))

    def _sum(self, most: Numbers, passed_over: NDArray[np.bool_]) -> float:
        missing = np.where(passed_over, self.column_costs, 0.0).sum()
        return float(np.maximum(most, self.leaf_costs).sum() + missing) + _ROUNDING

    def weights(self, contents: Sequence[Contents]) -> Numbers:
        """How much speaks for each leaf being each column (negative: against it); minus infinity where it is out of the question.

        ``contents`` are what stands below each leaf.
        """
        leaves, same, likenesses = self.leaves, self._numbered, self.likenesses
        speaking = np.array([below.weights for below in contents])[:, kinds_of(self.layout.id)]
        weights: Numbers = (likenesses - LIKE) / (100 - LIKE) + speaking + NUMBER * same
        best = self._likest[:, None]
        hopeless = (likenesses < HOPELESS) | (weights <= 0) | ((best >= ITS_OWN) & (likenesses < best - FAR))
        weights[~same & hopeless] = -np.inf
        for to, words in must_say(self.layout.id):
            weights[[leaf.words.isdisjoint(words) for leaf in leaves], to] = -np.inf
        said = words_said(self.layout.id)
        for at, to in np.argwhere((weights > 0) & (likenesses < BY_LETTERS) & ~same).tolist():
            if leaves[at].words.isdisjoint(said[to]):
                weights[at, to] = -np.inf
        unsaid = [at for at, leaf in enumerate(leaves) if not leaf.said]
        if unsaid:
            weights[unsaid] = np.where(same[unsaid], _NOTHING, -np.inf)
        if extra := extra_columns(self.layout.id):
            own = [fold(leaf.own) if leaf.said else None for leaf in leaves]
            for to, heading in extra:
                weights[:, to] = [1.0 if text == heading else -np.inf for text in own]
        return weights


@lru_cache(maxsize=64)
def _column_costs(layout_id: str) -> tuple[float, ...]:
    return tuple(_MISSING if spec.due else 0.0 for _, spec in columns_of(layout_id))
