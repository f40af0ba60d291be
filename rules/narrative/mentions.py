"""Names of programs, kegiatan, sub kegiatan and indicators where a running text mentions them.

A text may spell a name with slips, leave out a few of its words, `Kabupaten/Kota` at its end or the word `Program`
before it, and say `UMKM` for what a name spells out before `(UMKM)`; it may not put other words in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")
_FILLERS = frozenset(
    {"dan", "serta", "yang", "di", "dalam", "untuk", "dengan", "pada", "telah", "bagi", "oleh", "melalui"}
)
_HEADS = frozenset({"program", "kegiatan", "persentase", "presentase", "jumlah", "nilai", "indikator"})
_TAIL = ("daerah", "kabupaten", "kota", "kab", "kewenangan", "provinsi")
_LEAST = 0.75
"""Share of a name's words that a mention must have."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a text mentions a name; ``names`` are all names it may stand for (empty: a name no table knows)."""

    start: int
    end: int
    names: frozenset[str]


@lru_cache(maxsize=16384)
def _same(one: str, other: str) -> bool:
    """Whether two words are one word with a slip of the pen in it."""
    if one == other:
        return True
    shortest = min(len(one), len(other))
    if shortest < 5 or abs(len(one) - len(other)) > 2:
        return False
    from rapidfuzz.distance import OSA

    return OSA.distance(one, other) <= (1 if shortest < 8 else 2)


def _words(name: str) -> list[str]:
    return [word for word in _WORD.findall(name.casefold()) if word not in _FILLERS]


def _short(name: str) -> str:
    """A name with its closing acronym for the words it stands for.

    >>> _short("Program Pemberdayaan Usaha Menengah, Usaha Kecil, dan Usaha Mikro (UMKM)")
    'Program Pemberdayaan UMKM'
    """
    match = re.fullmatch(r"(.*?)\s*\(([A-Z]{3,})\)\s*", name)
    if not match:
        return name
    words = match[1].split()
    letters = set(match[2].casefold())
    while words and (words[-1].casefold() == "dan" or words[-1][0].casefold() in letters):
        words.pop()
    return " ".join([*words, match[2]])


def _without_tail(words: list[str]) -> list[str]:
    kept = list(words)
    while len(kept) > 3 and kept[-1] in _TAIL:
        kept.pop()
    return kept


class Lexicon:
    """The names a text may mention."""

    def __init__(self, names: Iterable[str]) -> None:
        forms: dict[tuple[str, ...], set[str]] = {}
        for name in names:
            for form in (name, _short(name)):
                words = _without_tail(_words(form))
                if words and (len(words) > 1 or len(words[0]) > 3):
                    forms.setdefault(tuple(words), set()).add(name)
        self._forms = [(form, frozenset(found)) for form, found in forms.items()]
        self._vocabulary = {word for form, _ in self._forms for word in form}

    def mentions(self, text: str, start: int = 0, end: int | None = None) -> list[Mention]:
        """Mentions in a stretch of text, in order; where several names fit, the closest one, or all as close."""
        every = _WORD.finditer(text, start, len(text) if end is None else end)
        spans = [match for match in every if match[0].casefold() not in _FILLERS]
        words = [match[0].casefold() for match in spans]
        found: list[tuple[float, int, int, frozenset[str]]] = []
        for form, names in self._forms:
            for first in range(len(words)):
                fit = _fit(form, words, first)
                if fit:
                    found.append((fit[0], first, fit[1], names))
        return [Mention(spans[first].start(), spans[last].end(), names) for first, last, names in _closest(found)]


def _fit(form: Sequence[str], words: Sequence[str], first: int) -> tuple[float, int] | None:
    """How many of a name's words stand from a place on, in order and with none between, and the last one's place."""
    heads = next((at for at, word in enumerate(form) if word not in _HEADS), 0)
    begin = next((at for at in range(heads + 1) if _same(form[at], words[first])), None)
    if begin is None:
        return None
    at, last, matched = begin, first - 1, 0
    for place in range(first, len(words)):
        step = next((ahead for ahead in range(at, min(at + 3, len(form))) if _same(form[ahead], words[place])), None)
        if step is None:
            break
        at, last, matched = step + 1, place, matched + 1
        if at == len(form):
            break
    content = [word for word in form if word not in _HEADS] or list(form)
    left_out = len(form[:begin]) - sum(word in _HEADS for word in form[:begin])
    own = matched - sum(word in _HEADS for word in form[begin : begin + 1] if matched)
    whole = at == len(form) and own >= _LEAST * len(content) and not left_out
    if not whole or (matched < len(form) - begin and len(content) < 4):
        return None
    return matched / len(form), last


def _closest(found: list[tuple[float, int, int, frozenset[str]]]) -> list[tuple[int, int, frozenset[str]]]:
    """Of overlapping fits the longest, then the most complete; those alike in both count together."""
    kept: list[tuple[float, int, int, frozenset[str]]] = []
    for share, first, last, names in sorted(found, key=lambda fit: (fit[1] - fit[2], -fit[0], fit[1])):
        clash = next((k for k, (_, f, t, _) in enumerate(kept) if first <= t and last >= f), None)
        if clash is None:
            kept.append((share, first, last, names))
        elif kept[clash][:3] == (share, first, last):
            kept[clash] = (share, first, last, kept[clash][3] | names)
    return [(first, last, names) for _, first, last, names in sorted(kept, key=lambda fit: fit[1])]
