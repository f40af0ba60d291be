"""Headings that say in one cell what the forms print in two (`Realisasi TW I - Rp`, `Tingkat Capaian K (%)`): taken apart."""

from __future__ import annotations

import re
from functools import lru_cache

from rules.values.text import QUARTER, with_quarter

_COUNTED = frozenset({"k", "rp", "%", "kinerja", "fisik", "keuangan", "anggaran", "dana", "volume"})
"""What stands under a quarter, in the words of the forms."""
_AROUND = " .,:;-–/()"
_RATE = re.compile(r"(?P<over>.*[^\s\-–])[\s\-–]+(?P<own>K|Rp\.?)\s*\(?\s*%\s*\)?", re.IGNORECASE)
"""A rate of what is counted."""
_OF_YEAR = re.compile(
    r"(?P<own>K|Rp\.?|%)\s*\(?\s*(?P<year>(?:tahun\s+)?20\d\d)\s*\)?|(?P<before>(?:tahun\s+)?20\d\d)\s*\(?\s*(?P<last>K|Rp\.?|%)\s*\)?",
    re.IGNORECASE,
)


@lru_cache(maxsize=8192)
def taken_apart(heading: str) -> tuple[str, ...]:
    """What a heading speaks of and what is counted in it, the latter last; the heading itself where it does not say both.

    >>> taken_apart("% 2024"), taken_apart("2024 (Rp)")
    (('2024', '%'), ('2024', 'Rp'))
    >>> taken_apart("Realisasi TW I - Rp"), taken_apart("K TW 2"), taken_apart("Capaian K (%)"), taken_apart("TARGET TW III")
    (('Realisasi triwulan i', 'Rp'), ('triwulan ii', 'K'), ('Capaian (%)', 'K'), ('TARGET TW III',))
    """
    rate = _RATE.fullmatch(heading)
    if rate:
        return f"{rate['over']} (%)", rate["own"]
    of_year = _OF_YEAR.fullmatch(heading.strip())
    if of_year:
        return of_year["year"] or of_year["before"], of_year["own"] or of_year["last"]
    text = with_quarter(heading)
    quarter = QUARTER.search(text)
    if quarter is None:
        return (heading,)
    before, after = text[: quarter.start()].strip(), text[quarter.end() :].strip(_AROUND)
    if after.casefold() in _COUNTED:
        return f"{before} {quarter[0]}".strip(), after
    *others, last = before.split() or [""]
    own = last.strip(_AROUND)
    if not after and own.casefold() in _COUNTED:
        return " ".join([*others, quarter[0]]), own
    return (heading,)
