"""Of what time a heading speaks: the year, counted from that of the plan, and whether of a quarter."""

from __future__ import annotations

import re
from functools import lru_cache

import numpy as np

from rules.values.text import with_quarter

YEARS = re.compile(r"\b20\d\d\b")
_PERIOD = re.compile(r"\b(?:renstra|rpjmd|jangka menengah|akhir periode)\b", re.IGNORECASE)
OFFSET = re.compile(r"\bn\s*(?:([-+])\s*(\d))?(?=\s*\)|\s*$|\s)")


@lru_cache(maxsize=8192)
def year_offset(text: str, year: int | None) -> int | None:
    """Of which year a heading speaks, counted from the plan year; None where it names none.

    >>> year_offset("Target Renja (n-2)", None), year_offset("Pagu Tahun 2025", 2024), year_offset("Pagu", 2024)
    (-2, 1, None)
    """
    found = OFFSET.search(text.casefold())
    if found:
        return int(f"{found[1]}{found[2]}") if found[1] else 0
    years = YEARS.findall(text)
    return int(years[-1]) - year if years and year is not None else None


def says_quarter(text: str) -> bool:
    """Whether a heading names a quarter."""
    return "triwulan" in with_quarter(text).casefold()


def says_period(text: str) -> bool:
    """Whether a heading speaks of the years of a Renstra or RPJMD, or of their end.

    >>> says_period("Target Akhir Renstra"), says_period("TARGET JANGKA MENENGAH"), says_period("Target Renja Perangkat Daerah")
    (True, True, False)
    """
    return _PERIOD.search(text) is not None


def offset_or_nan(text: str, year: int | None) -> float:
    """As :func:`year_offset`, NaN where it names none."""
    found = year_offset(text, year)
    return np.nan if found is None else found
