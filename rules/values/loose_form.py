"""A cell's value in a form that is alike for what people take for the same: `1` and `"1"`, `50%` and `0.5`.

Two versions of a document are compared in it, and seals of version 1 were made in it: it must not change.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from decimal import Context, Decimal
from typing import Any

from rules.values.cells import ExcelError, as_text, is_blank

STORED = Context(prec=15)
"""Significant digits that Excel keeps of a number."""
_EPOCH = dt.datetime(1899, 12, 30)
_SHARE = re.compile(r"-?[0-9]+(,[0-9]+)?%")
_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,14}")


def loose_form(value: Any, precision: Context = STORED) -> str:
    """The loose form of a cell's value, empty for a blank cell.

    Numbers are plain decimals of 15 significant digits, dates are Excel's day numbers, a share shown in percent is the
    number behind it; text is told from numbers by a leading quote unless it is a whole number, and its white space is
    folded.

    >>> [loose_form(x) for x in (1, 1.0, "1", 0.1 + 0.2, "1.10", 1.1, "50%", " a\\n b ")]
    ['1', '1', '1', '0.3', "'1.10", '1.1', '0.5', "'a b"]
    """
    if is_blank(value):
        return ""
    if isinstance(value, ExcelError | bool):
        return f"!{str(value).upper()}" if isinstance(value, bool) else f"!{value}"
    number = day_number(value)
    if number is not None and number.is_finite():
        return digits(precision.plus(number))
    text = folded(value)
    if _WHOLE.fullmatch(text):
        return text
    return digits(precision.plus(share(text))) if _SHARE.fullmatch(text) else f"'{text}"


def folded(value: Any) -> str:
    """A text composed (NFC), with its white space folded."""
    return unicodedata.normalize("NFC", as_text(str(value).replace("_x000D_", " ")))


def share(text: str) -> Decimal:
    """The number behind a percentage: `12,5%` is 0.125."""
    return Decimal(text[:-1].replace(",", ".")) / 100


def digits(value: Decimal) -> str:
    """A number as a plain decimal, without needless zeros."""
    return "0" if not value else format(value.normalize(), "f")


def day_number(value: Any) -> Decimal | None:
    """A number, or the number that Excel stores of a date, a time or a duration; None for anything else."""
    if isinstance(value, int | float):
        return Decimal(value) if isinstance(value, int) else Decimal(repr(float(value)))
    if isinstance(value, dt.datetime):
        value = value.replace(tzinfo=None) - _EPOCH
    elif isinstance(value, dt.date):
        value = dt.datetime.combine(value, dt.time()) - _EPOCH
    elif isinstance(value, dt.time):
        value = dt.timedelta(hours=value.hour, minutes=value.minute, seconds=value.second)
    if isinstance(value, dt.timedelta):
        return Decimal(value.days) + Decimal(value.seconds) / 86400
    return None
