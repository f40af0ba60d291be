"""Which forms come into question for a head, by the words that its columns share with theirs: told at once for all forms."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from rules.schema.column import ColumnSpec
from rules.schema.layout import layouts
from workbook_templates.recognition.heads.column_headings import Leaf
from workbook_templates.recognition.heads.heading_words import words_of


def shared_words(printed: Sequence[Leaf], layout_ids: tuple[str, ...]) -> list[float]:
    """For each layout the sum over the printed columns of what share of words each has in common with the likest name, 0 to 1."""
    likest = [_likest(layout_ids, leaf.words) for leaf in printed]
    return np.sum(likest, axis=0).tolist() if likest else [0.0] * len(layout_ids)


@lru_cache(maxsize=8192)
def _likest(layout_ids: tuple[str, ...], words: frozenset[str]) -> NDArray[np.float64]:
    """For each layout what share of words a printed column has in common with its likest name; readings of a head share columns."""
    return _words_of_columns(layout_ids).likest(words)


class _WordsOfColumns:
    """The words of the names that the columns of some layouts bear, as a table of zeros and ones."""

    def __init__(self, columns: Sequence[Sequence[ColumnSpec]]) -> None:
        names = [[words for spec in specs for words in _names(spec)] for specs in columns]
        said = [words for of_layout in names for words in of_layout]
        self._places = {word: at for at, word in enumerate(sorted(frozenset().union(*said)))}
        self._table = np.zeros((len(self._places), len(said)))
        for to, words in enumerate(said):
            self._table[[self._places[word] for word in words], to] = 1.0
        self._counts = self._table.sum(axis=0)
        self._firsts = np.cumsum([0, *map(len, names)])[:-1]

    def likest(self, printed: frozenset[str]) -> NDArray[np.float64]:
        """As :func:`_likest`."""
        both = self._table[[self._places[word] for word in printed if word in self._places]].sum(axis=0)
        either = len(printed) + self._counts - both
        likest: NDArray[np.float64] = np.maximum.reduceat(both / np.maximum(either, 1.0), self._firsts)
        return likest


def _names(spec: ColumnSpec) -> list[frozenset[str]]:
    """The words of each name that a column bears, with those over it."""
    if spec.extra:
        return [frozenset()]
    return [words_of(name) | words_of(spec.group) for name in (spec.heading, *spec.also)]


@lru_cache(maxsize=64)
def _words_of_columns(layout_ids: tuple[str, ...]) -> _WordsOfColumns:
    return _WordsOfColumns([list(layouts()[layout_id].columns.values()) for layout_id in layout_ids])
