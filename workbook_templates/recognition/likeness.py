"""How much a text found in a sheet resembles an official heading."""

from __future__ import annotations

import re
from functools import lru_cache

from rules.schema.column import ColumnSpec
from rules.values.likeness import SURE, likeness

_WORD = re.compile(r"\w{2,}")


def whole(column: ColumnSpec) -> str:
    """A heading as it is compared: that of a column split into K and Rp with what stands above it."""
    return f"{column.group} {column.heading}" if len(column.heading) <= 2 else column.heading


def resembles(text: str, column: ColumnSpec) -> float:
    """How a text resembles a column's heading, alone or with what stands above it."""
    alone = likeness(text, whole(column))
    return max(alone, likeness(text, f"{column.group} {column.heading}")) if column.group and alone < SURE else alone


@lru_cache(maxsize=8192)
def words_of(text: str) -> frozenset[str]:
    """The words of a text, two letters or more."""
    return frozenset(_WORD.findall(text.casefold()))
