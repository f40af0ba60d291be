"""Dates and times that Excel made of ranges, fractions and ratios: `1-3` becomes the first of March, `1:32` an hour of the day."""

from __future__ import annotations

import datetime as dt
import re

_MONTHS = "jan|feb|peb|mar|apr|mei|may|jun|jul|agu|agt|ags|aug|sept?|okt|oct|nov|nop|des|dec"
_DATE = re.compile(
    r"\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d)?)?|\d{1,2}[/-]\d{1,2}[/-](?:19|20)\d\d"
    rf"|\d{{1,2}}-(?:{_MONTHS})(?:-\d\d(?:\d\d)?)?|(?:{_MONTHS})-\d\d(?:\d\d)?",
    re.ASCII | re.IGNORECASE,
)


def is_moment(value: object) -> bool:
    """Whether a cell holds a date, a time or a duration, or the text of a date as such a cell shows it.

    >>> is_moment(dt.date(2024, 3, 1)), is_moment("1-Mar"), is_moment("01/03/2024"), is_moment("3 Desa"), is_moment("1-3")
    (True, True, True, False, False)
    """
    if isinstance(value, str):
        return _DATE.fullmatch(value.strip()) is not None
    return isinstance(value, dt.date | dt.time | dt.timedelta)


def typed_before(value: object) -> str:
    """What may have been typed that Excel made this of; empty where nothing is likely.

    >>> typed_before(dt.date(2024, 3, 1)), typed_before(dt.time(1, 32)), typed_before("1-Mar")
    ('1-3', '1:32', '')
    """
    if isinstance(value, dt.datetime) and (value.hour or value.minute):
        return ""
    if isinstance(value, dt.date):
        return f"{value.day}-{value.month}"
    if isinstance(value, dt.time) and not value.second:
        return f"{value.hour}:{value.minute:02}"
    return ""
