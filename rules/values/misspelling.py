"""Whether a term of one or more words is another one misspelled, or shortened."""

from __future__ import annotations

import re

_APART = re.compile(r"[\s/\-]+")
_ONE_WRONG, _TWO_WRONG = 4, 8
"""Letters of a word from which one of them may be wrong, and two."""
_SHORTEST = 3


def is_misspelled(typed: str, known: str, *, shortened: bool = False) -> bool:
    """Whether each word of one term is a word of the other misspelled or, where that may be, ``shortened``; both folded.

    >>> is_misspelled("unit usha", "unit usaha"), is_misspelled("unitusaha", "unit usaha"), is_misspelled("petani", "peta")
    (True, True, False)
    >>> is_misspelled("dokmn", "dokumen"), is_misspelled("dokmn", "dokumen", shortened=True)
    (False, True)
    """
    ours, theirs = _APART.split(typed), _APART.split(known)
    if len(ours) != len(theirs):
        ours, theirs = ["".join(ours)], ["".join(theirs)]
    return all(_slip(*pair) or (shortened and _short_for(*pair)) for pair in zip(ours, theirs, strict=True))


def _slip(typed: str, known: str) -> bool:
    from rapidfuzz.distance import OSA

    allowed = (len(typed) >= _ONE_WRONG) + (len(typed) >= _TWO_WRONG)
    return OSA.distance(typed, known) <= allowed


def _short_for(typed: str, known: str) -> bool:
    letters = iter(known)
    return len(typed) >= _SHORTEST and typed[0] == known[0] and all(letter in letters for letter in typed)
