"""How much a text found in a sheet resembles an official heading."""

from __future__ import annotations

import re
from functools import lru_cache

from rules.schema.column import ColumnSpec
from rules.values.text import in_full

_WORD = re.compile(r"\w{2,}")


def whole(column: ColumnSpec) -> str:
    """A heading as it is compared: that of a column split into K and Rp with what stands above it."""
    return f"{column.group} {column.heading}" if len(column.heading) <= 2 else column.heading


@lru_cache(maxsize=8192)
def words_of(text: str) -> frozenset[str]:
    """The words of a text, two letters or more."""
    return frozenset(_WORD.findall(in_full(text.casefold())))
