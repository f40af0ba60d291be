"""Lines of a document that are captions of its tables, or titles, told from the text around them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rules.values.scale import is_scale

_NUMBERED = re.compile(r"tabel\s+[\dIVX]", re.IGNORECASE)
_CHAPTER = re.compile(r"(?:bab\b|[IVX]+[.\s]|[A-Z]\.\s|\d+(?:\.\d+)*[.\s])", re.IGNORECASE)
_NO_TITLE = re.compile(r"[.,;:?!]\s*$|[:;]\s")
_FEWEST_WORDS, _MOST_WORDS = 2, 20
_SHORT_WORD, _CAPITALS = 4, 0.8
"""Letters of words that titles write small (dan, di), and the share of the others that begin with a capital there."""


def caption(lines: Sequence[str]) -> list[str]:
    """Of the lines above a table those from the last that begins with its number, or else the titles right above it.

    A line that names the scale of its amounts, `(dalam ribuan rupiah)`, stands among them.
    """
    begins = [at for at, line in enumerate(lines) if _NUMBERED.match(line)]
    if begins:
        return list(lines[begins[-1] :])
    first = len(lines)
    while first and (is_title(lines[first - 1]) or is_scale(lines[first - 1])):
        first -= 1
    return list(lines[first:])


def is_title(line: str) -> bool:
    """Whether a line is set as a title is: a few words with capitals, no sentence, no entry of a form, no chapter.

    >>> is_title("PERJANJIAN KINERJA TAHUN 2026"), is_title("Dapat dilihat pada tabel berikut:"), is_title("BAB II EVALUASI")
    (True, False, False)
    """
    words = line.split()
    if not _FEWEST_WORDS <= len(words) <= _MOST_WORDS or _NO_TITLE.search(line) or _CHAPTER.match(line):
        return False
    long = [word for word in words if len(word) >= _SHORT_WORD and word[0].isalpha()]
    return bool(long) and sum(word[0].isupper() for word in long) >= _CAPITALS * len(long)
