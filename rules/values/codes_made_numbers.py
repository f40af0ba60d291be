"""Codes that Excel made a number, a date or a time of: what may have been typed.

`1.10` becomes 1.1 and `1.02.01` the first of February 2001 or, where dots part hours from minutes as in Indonesia, 01:02:01.
In text formats (.csv, .docx) such a date or time arrives as the text that was shown.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from rules.values.cells import as_text

_CODE = re.compile(r"\d(?:\.\d\d){0,2}|\d(?:\.\d\d){2}\.\d\.\d\d(?:\.\d\d(?:\d\d)?)?", re.ASCII)
"""What Excel can make something else of: longer codes stay texts, unless they were typed without dots."""
_WITHOUT_DOTS = re.compile(r"(\d)(\d\d)(?:(\d\d)(?:(\d)(\d\d)(\d\d(?:\d\d)?)?)?)?", re.ASCII)
_DAYS = range(36526, 73051)
"""Numbers of the days from 2000 to 2099, which a date is where its cell shows numbers."""
_EPOCH = dt.date(1899, 12, 30)
_MOST_BIDANG = 39
"""No bidang of any urusan has a higher number."""
_MONTHS = {
    name: month
    for month, names in enumerate(
        (
            "jan",
            "feb peb",
            "mar",
            "apr",
            "mei may",
            "jun",
            "jul",
            "agu agt aug",
            "sep",
            "okt oct",
            "nov nop",
            "des dec",
        ),
        1,
    )
    for name in names.split()
}
_YEAR_LAST = re.compile(
    r"(\d{1,2})[/ -](\d{1,2}|[a-z]{3,9})[/ -](\d{4}|\d\d)(?: 0?0[:.]00(?:[:.]00)?)?", re.ASCII | re.IGNORECASE
)
_YEAR_FIRST = re.compile(r"(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?:[ T]0?0:00(?::00)?)?", re.ASCII)
_NO_YEAR = re.compile(r"(\d{1,2})[ -]([a-z]{3,9})", re.ASCII | re.IGNORECASE)
_TIME = re.compile(r"(\d{1,2}):(\d\d)(?::(\d\d))?(?: ?am)?", re.ASCII | re.IGNORECASE)


def is_number(value: object) -> bool:
    """Whether a cell holds a number, a date or a time instead of a text."""
    timely = isinstance(value, dt.date | dt.time | dt.timedelta)
    return timely or (isinstance(value, int | float) and not isinstance(value, bool))


def before_excel(value: object) -> list[str]:
    """The codes that Excel may have made this number, date or time of, in the order of dates as Indonesia writes them.

    >>> before_excel(1.1), before_excel(2.17), before_excel(dt.date(2001, 2, 1)), before_excel(dt.date(2001, 2, 17))
    (['1.10'], ['2.17'], ['1.02.01', '2.01.01'], ['2.17.01'])
    >>> before_excel(dt.time(2, 17, 1)), before_excel("17-Feb-01"), before_excel("2.17.01.2.06")
    (['2.17.01'], ['2.17.01'], [])
    """
    typed = (code for code in dict.fromkeys(_typed(value)) if _CODE.fullmatch(code))
    # No bidang, program or kegiatan has the number nought.
    return [code for code in typed if {"0", "00"}.isdisjoint(code.split(".")[1:])]


def is_day_number(text: str) -> bool:
    """Whether a text is the number of a day, which a date becomes when its cell is made one of text, and no code without dots.

    >>> is_day_number("37669"), is_day_number("50102"), is_day_number("21703"), is_day_number("2.17")
    (True, False, False, False)
    """
    return (
        len(text) == 5 and text.isascii() and text.isdecimal() and int(text) in _DAYS and int(text[1:3]) > _MOST_BIDANG
    )


def _typed(value: object) -> Iterable[str]:
    if isinstance(value, dt.date):
        return _of_date(value.year, value.month, value.day)
    if isinstance(value, dt.time):
        return _of_time(value.hour, value.minute, value.second)
    if isinstance(value, dt.timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return _of_time(*divmod(minutes, 60), seconds)
    if isinstance(value, str):
        return _of_text(as_text(value))
    whole, _, rest = as_text(value).partition(".")
    return [f"{whole}.{rest.ljust(2, '0')}"] if rest else [whole, *_of_whole(whole)]


def _of_whole(digits: str) -> Iterable[str]:
    """The codes that a whole number was, typed without dots or made a date whose cell shows numbers."""
    if parts := _WITHOUT_DOTS.fullmatch(digits):
        yield ".".join(filter(None, parts.groups()))
    if digits.isdecimal() and int(digits[:6]) in _DAYS and len(digits) == 5:
        yield from _of_day(int(digits))


def day_of(value: object, code: str) -> dt.date | None:
    """The day whose number a cell shows, if Excel made that day of a code.

    >>> day_of(37669, "2.17.03"), day_of("37669", "2.17.03"), day_of(21703, "2.17.03")
    (datetime.date(2003, 2, 17), datetime.date(2003, 2, 17), None)
    """
    digits = as_text(value)
    number = int(digits) if len(digits) == 5 and digits.isdecimal() else 0
    return _EPOCH + dt.timedelta(days=number) if number in _DAYS and code in _of_day(number) else None


def _of_day(number: int) -> list[str]:
    day = _EPOCH + dt.timedelta(days=number)
    return _of_date(day.year, day.month, day.day)


def _of_date(year: int, month: int, day: int) -> list[str]:
    return [f"{day}.{month:02}.{year % 100:02}", f"{month}.{day:02}.{year % 100:02}"]


def _of_time(hours: int, minutes: int, seconds: int) -> list[str]:
    return [f"{hours}.{minutes:02}.{seconds:02}" if seconds else f"{hours}.{minutes:02}"]


def _of_text(text: str) -> list[str]:
    if is_day_number(text):
        return _of_day(int(text))
    if match := _TIME.fullmatch(text):
        return _of_time(int(match[1]), int(match[2]), int(match[3] or 0))
    if match := _YEAR_FIRST.fullmatch(text):
        return _of_date(*map(int, match.groups()))
    if match := _NO_YEAR.fullmatch(text):
        month = _MONTHS.get(match[2][:3].casefold(), 0)
        return [f"{month}.{int(match[1]):02}", f"{match[1]}.{month:02}"] if month else []
    if match := _YEAR_LAST.fullmatch(text):
        month = int(match[2]) if match[2].isdigit() else _MONTHS.get(match[2][:3].casefold(), 0)
        return _of_date(int(match[3]), month, int(match[1])) if month else []
    return []
