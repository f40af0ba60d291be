"""What a table counts of its sasaran: the indicators of each, and how many of them are called efficient."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from rules.calculation.blocks import words
from rules.factcheck.fact import EFFICIENT, SASARAN, WHOLE
from rules.frames.view import View

_EFFICIENT = (re.compile(r"(?:(?:sangat|lebih|cukup)\s+)?efisien", re.IGNORECASE), re.compile("efisien", re.IGNORECASE))
"""Words for what is efficient to any degree, and for what is just that: a text may mean either."""


@dataclass(frozen=True, slots=True)
class SasaranCount:
    """A count: what it is of, its measure, and the rows and column it is seen in; ``also`` are other ways to count."""

    of: str
    name: str
    measure: str
    count: int
    column: str
    rows: pd.Index
    also: tuple[Decimal, ...] = ()


def sasaran_counts(view: View, rows: pd.Index) -> Iterator[SasaranCount]:
    """What some rows of a table count of their sasaran; nothing where it has none."""
    column, indicator, judged = (view.layout.by_role(role) for role in ("sasaran", "indikator", "efisiensi"))
    if not column:
        return
    sasaran = _texts(view, column, rows).replace("", None).ffill()
    if indicator:
        texts = _texts(view, indicator, rows)
        for name, own in texts[texts != ""].groupby(sasaran, sort=False):
            named = {" ".join(text.casefold().split()) for text in own}
            yield SasaranCount(SASARAN, str(name), "indikator", len(named), indicator, own.index)
    if judged in view.layout.words:
        printed, due = _texts(view, judged, rows), pd.Series(words(view, judged)).fillna("")[rows]
        counts = [
            *_efficient(printed.where(printed != "", due), sasaran), *_efficient(due, sasaran),
        ]  # fmt: skip
        if counts:
            also = tuple(Decimal(count) for count in dict.fromkeys(counts) if count != counts[0])
            yield SasaranCount(WHOLE, "", EFFICIENT, counts[0], judged, rows, also)


def _texts(view: View, column: str, rows: pd.Index) -> pd.Series[str]:
    return pd.Series(view.text(column)[rows], index=rows)


def _efficient(texts: pd.Series[str], sasaran: pd.Series[str]) -> Iterator[int]:
    """The sasaran of which all words, and those of which any word says that they are efficient."""
    told = texts[texts != ""].str.strip()
    for words_of_it in _EFFICIENT if len(told) else ():
        judged = told.str.fullmatch(words_of_it).groupby(sasaran)
        yield int(judged.all().sum())
        yield int(judged.any().sum())
