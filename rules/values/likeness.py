"""How much a text found in a table resembles an official one."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from rules.values.text import plain_heading

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

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


class PlainHeadings:
    """Plain headings made ready to be compared with many others at once, each as :func:`heading_likeness` compares it.

    Letters are compared in one call; only texts that share a word, which may hold one the other, are looked at pair by pair.
    """

    def __init__(self, official: Sequence[str]) -> None:
        self._official = official
        self._forms = _forms(official)
        self._having: dict[str, list[int]] = {}
        for to, text in enumerate(official):
            for word in {*text.split()}:
                self._having.setdefault(word, []).append(to)

    def likenesses(self, found: Sequence[str]) -> NDArray[np.float64]:
        """How much each of some plain headings resembles each of these, 0 to 100: a row for each of the former."""
        import numpy as np
        from rapidfuzz import fuzz, process

        sorted_words, word_sets, glued = (
            process.cdist(ours, theirs, scorer=fuzz.ratio, dtype=np.float64)
            for ours, theirs in zip(_forms(found), self._forms, strict=True)
        )
        sharing = [(at, to) for at, text in enumerate(found) for to in self._sharing_words(text)]
        if sharing:
            texts, headings = zip(*((found[at], self._official[to]) for at, to in sharing), strict=True)
            alike = process.cpdist(texts, headings, scorer=fuzz.token_set_ratio, dtype=np.float64)
            word_sets[tuple(zip(*sharing, strict=True))] = alike
        likenesses: NDArray[np.float64] = np.maximum((word_sets + sorted_words) / 2, glued)
        likenesses[[not text for text in found]] = 0.0
        likenesses[:, [not text for text in self._official]] = 0.0
        return likenesses

    def _sharing_words(self, text: str) -> set[int]:
        """The places of the headings that have a word of a text."""
        return {to for word in text.split() for to in self._having.get(word, ())}


def _forms(texts: Sequence[str]) -> list[list[str]]:
    """Texts in the forms in which their letters are compared: words sorted, each word once, words glued together."""
    return [list(form) for form in zip(*map(_forms_of, texts), strict=True)]


@lru_cache(maxsize=8192)
def _forms_of(text: str) -> tuple[str, str, str]:
    words = text.split()
    return " ".join(sorted(words)), " ".join(sorted({*words})), "".join(words)


@cache
def _scorers() -> tuple[Callable[..., float], Callable[..., float]]:
    from rapidfuzz import fuzz

    return fuzz.token_set_ratio, fuzz.ratio
