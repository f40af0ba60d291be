"""A year as people fill it into a form: `2024`, `Tahun Anggaran 2024`, or what a spreadsheet made of it."""

from __future__ import annotations

import datetime as dt
import re

from rules.values.cells import as_text
from rules.values.footnotes import without_footnote

_YEAR = re.compile(r"(?<![\d.,])20\d\d(?!\d|[.,]\d*[1-9])", re.ASCII)
_GROUPED = re.compile(r"2[.,](0\d\d)", re.ASCII)
_DAY_NOUGHT = dt.date(1899, 12, 30)


def read_year(value: object) -> int | None:
    """The one year of this century that a cell names, or None.

    >>> [read_year(x) for x in (2024, "Tahun 2024", "2024.0", "2.024", dt.date(2024, 1, 1), "2024/2025", "24")]
    [2024, 2024, 2024, 2024, 2024, None, None]
    >>> read_year(dt.date(1905, 7, 16))  # the number 2024 in a cell of dates
    2024
    """
    if isinstance(value, dt.date):
        day = value.date() if isinstance(value, dt.datetime) else value
        found = [str(day.year), str((day - _DAY_NOUGHT).days)]
        return next((int(x) for x in found if _YEAR.fullmatch(x)), None)
    text = without_footnote(as_text(value))
    grouped = _GROUPED.fullmatch(text)
    named = {f"2{grouped[1]}"} if grouped else set(_YEAR.findall(text))
    return int(named.pop()) if len(named) == 1 else None
