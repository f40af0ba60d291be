"""Finding codes by words, slips of the keyboard allowed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rules.nomenclature.reference import Nomenclature
from rules.values.codes import level_of
from rules.values.names import normalise

_SHORT, _FLOOR = 3, 62.0


class Hit(NamedTuple):
    """A code found: how well its name fits the words (0-100)."""

    code: str
    name: str
    score: float


def _word_scores(words: Sequence[str], names: Sequence[list[str]]) -> list[float]:
    """For each name the mean, over the words sought, of the best likeness to one of its words."""
    from rapidfuzz import fuzz, process

    vocabulary = sorted({word for name in names for word in name})
    place = {word: at for at, word in enumerate(vocabulary)}
    table = process.cdist(list(words), vocabulary, scorer=fuzz.ratio, workers=1)
    for row, word in zip(table, words, strict=True):
        for at, known in enumerate(vocabulary):
            if len(word) >= _SHORT and known.startswith(word):
                row[at] = max(row[at], 95.0)  # the beginning of a longer word
    indices = [[place[word] for word in name] for name in names]
    return [float(table[:, found].max(axis=1).mean()) if found else 0.0 for found in indices]


def search(reference: Nomenclature, text: str, limit: int = 20, level: int | None = None) -> list[Hit]:
    """The codes whose names fit the words best; equal ones from the top of the hierarchy down."""
    import re

    words = re.findall(r"\w+", normalise(text))
    if not words:
        return []
    codes = [code for code in reference.names if level is None or level_of(code) == level]
    names = [re.findall(r"\w+", normalise(reference.names[code])) for code in codes]
    scores = _word_scores(words, names)
    hits = [
        # Of two names with all the words, the shorter one says little else.
        Hit(code, reference.names[code], round(score - min(len(name), 40) * 0.05, 1))
        for code, name, score in zip(codes, names, scores, strict=True)
        if score >= _FLOOR
    ]
    best = max((hit.score for hit in hits), default=0.0)
    found = [hit for hit in hits if hit.score >= best - 25]
    return sorted(found, key=lambda hit: (-hit.score, level_of(hit.code), hit.code))[:limit]
