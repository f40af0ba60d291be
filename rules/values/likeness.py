"""How much a text found in a table resembles an official one."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache

from rules.values.text import plain_heading

YEAR = re.compile(r"(?:^|\s)20\d\d$")
SURE = 80.0
"""Likeness from which a text is taken for the official one."""
_GLUED = 90.0


@lru_cache(maxsize=8192)
def likeness(found: str, official: str) -> float:
    """How much a text resembles an official heading, 0 to 100; years are not compared."""
    if not found:
        return 0.0
    if not plain_heading(official):
        # A heading that is nothing but a year.
        return 100.0 if YEAR.search(found.strip()) else 0.0
    one, other = plain_heading(found), plain_heading(official)
    if one == other:
        return 100.0
    by_words, by_letters = _scorers()
    score = by_words(one, other)
    if score >= _GLUED:
        return score
    # Words glued together, as a scan leaves them, are still the same letters.
    return max(score, by_letters(one.replace(" ", ""), other.replace(" ", "")))


@lru_cache(maxsize=32768)
def heading_likeness(found: str, official: str) -> float:
    """As :func:`likeness`, but stricter: words that only one of the two has count against it, so that one word is no heading."""
    one, other = plain_heading(found), plain_heading(official)
    if not one or not other:
        return 0.0
    if one == other:
        return 100.0
    from rapidfuzz import fuzz

    by_words = (fuzz.token_set_ratio(one, other) + fuzz.token_sort_ratio(one, other)) / 2
    return max(by_words, fuzz.ratio(one.replace(" ", ""), other.replace(" ", "")))


@cache
def _scorers() -> tuple[Callable[..., float], Callable[..., float]]:
    from rapidfuzz import fuzz

    return fuzz.token_set_ratio, fuzz.ratio
