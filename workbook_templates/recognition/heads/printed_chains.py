"""Chains of headings as they are printed over columns, taken apart into what speaks of one column and of several."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from rules.values.text import plain_heading, with_quarter
from workbook_templates.recognition.heads.heading_times import OFFSET, YEARS

Said = tuple[str, ...]
"""The headings over a printed column, outermost first."""


class _Texts:
    """Texts that play some parts in chains of headings, each distinct one once."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {}

    def at(self, texts: Iterable[str]) -> NDArray[np.intp]:
        """The places of some texts, one for each chain, as rows of an array."""
        return np.array([[self._places.setdefault(text, len(self._places))] for text in texts], dtype=np.intp)

    @cached_property
    def said(self) -> list[str]:
        """The texts, once all parts are told."""
        return list(self._places)

    @cached_property
    def plain(self) -> list[str]:
        """The texts as headings are compared."""
        return [plain_heading(text) for text in self.said]


class PrintedChains:
    """Chains of headings by their parts: ``own``, ``whole`` and ``last`` speak of one column, the others of several.

    ``flat`` is what speaks of one column and of several at once: nothing where these stand in cells of their own. Of a chain of one heading ``last`` is its last word and ``before`` what stands before that; ``but_year`` stands before a year.
    """

    def __init__(self, said: Sequence[Said]) -> None:
        self.of_one, self.of_both, self.of_several = _Texts(), _Texts(), _Texts()
        self.own = self.of_one.at(chain[-1] for chain in said)
        self.whole = self.of_one.at(" ".join(chain) for chain in said)
        self.above = self.of_several.at(" ".join(chain[:-1]) for chain in said)
        own = [chain[-1].strip(" ()") for chain in said]
        self.but_year = self.of_several.at(map(_but_year, own))
        years = [YEARS.fullmatch(text) is not None for text in own]
        self.is_year = np.array([[year] for year in years])
        # Two headings in cells of their own are not alike for what stands over both; a year alone says nothing without that.
        self.flat = self.of_both.at(
            " ".join(chain) if len(chain) == 1 or year else "" for chain, year in zip(said, years, strict=True)
        )
        self.length = np.array([[len(chain[-1])] for chain in said])
        parts = [_apart(chain) for chain in said]
        self.lowest, self.last, self.earlier = (
            [chain[-1] for chain in said],
            [x for _, x in parts],
            [x for x, _ in parts],
        )
        self.before = self.of_several.at(self.earlier)

    @cached_property
    def names_year(self) -> NDArray[np.bool_]:
        """Whether the texts over several columns name a year."""
        return np.array([bool(YEARS.search(x) or OFFSET.search(x.casefold())) for x in self.of_several.said])


@lru_cache(maxsize=8)
def printed_chains(said: tuple[Said, ...]) -> PrintedChains:
    """The parts of chains of headings; the columns of one form after the other are held against them."""
    return PrintedChains(said)


def _apart(chain: Said) -> tuple[str, str]:
    """What stands over several columns, and what over one: where both are printed over each of them, the last word is its own."""
    if len(chain) == 1 and " " in chain[0]:
        before, last = chain[0].rsplit(" ", 1)
        return with_quarter(before), last
    return with_quarter(" ".join(chain[:-1])), chain[-1]


def _but_year(own: str) -> str:
    """What stands before the year with which a heading ends; nothing where it ends otherwise."""
    rest, _, year = own.rpartition(" ")
    return rest if YEARS.fullmatch(year.strip("()")) else ""
