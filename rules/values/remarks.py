"""What stands beside a figure and changes neither it nor its unit: that it is a limit, the figure in words, the scale it is on."""

from __future__ import annotations

import re
from functools import cache

from rules.values.lookalikes import as_plain
from rules.values.terbilang import is_terbilang
from rules.values.terms import terms

_UP_TO = r"(?:-|–|—|s/d|s\.d\.?|sampai(?: dengan)?|hingga)"
_FIGURE = r"\d[\d.,]*"
_SCALE = re.compile(
    rf"\s*[(,]?\s*(?:(?:dari|pada|dalam)\s+)?skala\s*:?\s*{_FIGURE}(?:\s*{_UP_TO}\s*{_FIGURE})?\s*\)?$", re.IGNORECASE
)


@cache
def _limits(kind: str) -> re.Pattern[str]:
    """What may stand before a number or predicate and changes neither, or what makes it one not to be passed."""
    listed = sorted(terms(kind), key=len, reverse=True)
    return re.compile(
        r"(?:"
        + "|".join(re.escape(word) + (r"(?![^\W\d])" if word[-1].isalpha() else "") for word in listed)
        + r")[\s:.]*",
        re.IGNORECASE,
    )


def without_limit(text: str) -> str:
    """A target without the words that make it a limit.

    >>> without_limit("≥ 95"), without_limit("minimal WTP"), without_limit("Opini WTP")
    ('95', 'WTP', 'Opini WTP')
    """
    found = _limits("awalan").match(text)
    return text[found.end() :] if found else text


def is_upper_limit(text: str) -> bool:
    """Whether a target is a number not to be passed.

    >>> is_upper_limit("≤ 8 hari"), is_upper_limit("maks. 5"), is_upper_limit("≥ 95"), is_upper_limit("Max Havelaar")
    (True, True, False, False)
    """
    found = _limits("batas_atas").match(as_plain(text).strip())
    return found is not None and text.strip()[found.end() :][:1].isdecimal()


def without_scale(text: str) -> str:
    """A target or unit without the scale it is on; empty if nothing else is said.

    >>> [without_scale(x) for x in ("3,5 (skala 4)", "3,6 Skor skala 1-5", "80 dari skala 100", "Skala 5", "12 Skala Usaha")]
    ['3,5', '3,6 Skor', '80', '', '12 Skala Usaha']
    """
    return _SCALE.sub("", text)


def without_words(body: str) -> str:
    """A target, or the two ends of one, without their numbers in words.

    >>> without_words("12 (dua belas) Laporan"), without_words("dua belas (12) Laporan")
    ('12 Laporan', '12 Laporan')
    """
    for _ in range(2 if "(" in body else 0):
        figure, _, behind = (part.strip() for part in body.partition("("))
        words, _, rest = (part.strip() for part in behind.partition(")"))
        if figure.rstrip(" %")[-1:].isdecimal() and (figure == words or is_terbilang(words)):
            body = f"{figure} {rest}"
        elif words[:1].isdecimal() and is_terbilang(figure):
            body = f"{words} {rest}"
    return body
