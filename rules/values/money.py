"""Rupiah amounts: read exactly from what a cell holds, and written the Indonesian way.

Amounts are integers in the smallest unit of their column (whole rupiah where ``decimals`` is 0, sen
where it is 2), never binary fractions: sums over thousands of rows stay exact.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from functools import lru_cache

from rules.record import record
from rules.values.cells import DateOf1904, ExcelError, is_blank
from rules.values.footnotes import without_footnote
from rules.values.lookalikes import as_plain, is_dash
from rules.values.loose_form import day_number
from rules.values.number import as_shown, is_shortened, read_number
from rules.values.scale import WORDS, power_of
from rules.values.terbilang import is_terbilang

_NIL_WORDS = frozenset({"nihil", "0,-"})
_CURRENCY = re.compile(r"^(rp\.?|idr)\s*[:=]?\s*", re.IGNORECASE)
_TAIL = re.compile(r"([.,]([-–—]+|=)|(?<!\s)\s*(?:rupiah|idr|rp\.?))$", re.IGNORECASE)
_GROUPED = re.compile(r"\d{1,3}(?:['’_·]\d{3})+(?![\d.])")
"""Thousands parted by signs that part nothing else."""
_APART = re.compile(r"(?<!\s)\s*([.,])\s*(?=\d{3}(?!\d))")
"""Blanks that stand beside a sign that groups thousands."""
_SIZED = re.compile(rf"(\d+(?:[.,]\d{{1,2}}|,\d{{4,}})?|\d{{1,3}}(?:\.\d{{3}})+,\d+)\s*({WORDS})", re.IGNORECASE)
"""A number of thousands or millions: `160 juta`, `1,5 miliar`; of three digits behind a sign it is not known what they are, but where another sign groups the others."""
_POWER = re.compile(r"(\d)(?:[.,](\d+))?E\+?(\d{1,2})", re.IGNORECASE)
"""A number written with a power of ten."""
_NO_SEN = re.compile(r"\d\.\d{3},\d{3,}|\d,\d{3}\.\d{3,}")
"""Dots and commas in one amount, with more decimals than sen have: one of the signs is mistyped, and which is not known."""
_PLAIN = re.compile(r"(?:rp\.?\s*)?([1-9][0-9]{0,2}(?:\.[0-9]{3}){0,4})(?:,([0-9]{2})|,-)?", re.IGNORECASE)
"""What most amounts look like, which reads in one way only."""


class MoneyStatus(StrEnum):
    """What a money cell turned out to hold."""

    EMPTY = "kosong"
    NIL = "nihil"
    NUMBER = "angka"
    TEXT = "teks"
    DATE = "tanggal"
    FRACTION = "pecahan"
    UNREADABLE = "rusak"
    ERROR = "galat"


@record
class Money:
    """A money cell as read: ``amount`` in the smallest unit, or None where there is none to read."""

    amount: int | None
    status: MoneyStatus


_MOST = 2**62
"""Amounts must stay below this, and above its negative: more fits no column of whole numbers."""

_EMPTY = Money(None, MoneyStatus.EMPTY)
_UNREADABLE = Money(None, MoneyStatus.UNREADABLE)
_ERROR = Money(None, MoneyStatus.ERROR)
_NIL = Money(0, MoneyStatus.NIL)


def _scaled(value: Decimal, decimals: int, status: MoneyStatus) -> Money:
    scaled = value.scaleb(decimals)
    whole = scaled.to_integral_value(rounding=ROUND_HALF_UP)
    if abs(whole) >= _MOST:
        return _UNREADABLE
    return Money(int(whole), status if whole == scaled else MoneyStatus.FRACTION)


def _is_nil(body: str) -> bool:
    return is_dash(body) or body.lower() in _NIL_WORDS


def _without_words(body: str) -> str:
    """An amount without its words in brackets."""
    figure, _, words = body.partition("(")
    return figure.rstrip() if figure and words.endswith(")") and is_terbilang(words[:-1]) else body


def _body(text: str) -> str:
    """An amount without its currency and what else stands around it."""
    plain = _without_words(_CURRENCY.sub("", text.removeprefix("'").removeprefix("=")).strip())
    return _APART.sub(r"\1", _TAIL.sub("", plain).strip()).removesuffix(".")


@lru_cache(maxsize=16384)
def _read_text(text: str, decimals: int) -> Money:
    body = as_plain(text.strip())
    if not body:
        return _EMPTY
    plain = _PLAIN.fullmatch(body)
    if plain and (decimals == 2 or plain[2] in {None, "00"}):
        return Money(int(plain[1].replace(".", "")) * 10**decimals + int(plain[2] or 0), MoneyStatus.TEXT)
    if _is_nil(body):
        return _NIL
    body = _GROUPED.sub(lambda found: re.sub(r"\D", ".", found[0]), without_footnote(body))
    bracketed = body.startswith("(") and body.endswith(")")
    body = _body(body[1:-1] if bracketed else body)
    if _is_nil(body):
        return _NIL
    if sized := _SIZED.fullmatch(body):
        figure = sized[1].replace(".", "") if sized[1].count(".") and "," in sized[1] else sized[1]
        return _scaled(Decimal(figure.replace(",", ".")).scaleb(power_of(sized[2])), decimals, MoneyStatus.TEXT)
    power = _POWER.fullmatch(body)
    if power and not is_shortened(body):
        return _scaled(Decimal(f"{power[1]}.{power[2] or 0}").scaleb(int(power[3])), decimals, MoneyStatus.TEXT)
    number = read_number(body)
    if number is None or _NO_SEN.search(body):
        return _UNREADABLE
    value = number.value
    if number.ambiguous and decimals == 0 and "," in body:
        # Whole rupiah have no decimals, so `1,050` can only be thousands grouped the English way.
        value = Decimal(re.sub(r"\D", "", body)).copy_sign(value)
    return _scaled(-abs(value) if bracketed else value, decimals, MoneyStatus.TEXT)


def _of_date(value: dt.date, decimals: int) -> Money:
    """The number that Excel keeps where the format of a cell makes it show a date."""
    days = day_number(value)
    if days is not None and isinstance(value, DateOf1904):
        days -= DateOf1904.LATER
    whole = days is not None and days == days.to_integral_value()
    return _scaled(days, decimals, MoneyStatus.DATE) if whole and days is not None else _UNREADABLE


def says_size(value: object) -> bool:
    """Whether an amount names the thousands or millions that it counts.

    >>> says_size("Rp 160 juta"), says_size("160.000")
    (True, False)
    """
    return isinstance(value, str) and _SIZED.fullmatch(_body(as_plain(value.strip()))) is not None


def read_money(value: object, decimals: int = 0) -> Money:
    """Read one money cell.

    ``decimals`` is the number of decimals the official column has (0 for whole rupiah).

    >>> read_money("Rp 9.249.646.988").amount, read_money(76355000.0).amount, read_money("-").amount
    (9249646988, 76355000, 0)
    >>> read_money("Rp 1,5 miliar").amount, read_money(dt.date(1982, 2, 18)).amount
    (1500000000, 30000)
    >>> read_money("69.04.000").status.value
    'rusak'
    """
    if is_blank(value):
        return _EMPTY
    if isinstance(value, ExcelError):
        return _ERROR
    if isinstance(value, str):
        return _read_text(value, decimals)
    if isinstance(value, dt.date):
        return _of_date(value, decimals)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return _UNREADABLE
    if isinstance(value, float):
        if not math.isfinite(value):
            return _UNREADABLE
        if not value.is_integer():
            return _scaled(as_shown(value), decimals, MoneyStatus.NUMBER)
    whole = int(value) * 10**decimals
    return Money(whole, MoneyStatus.NUMBER) if abs(value) < 10**18 and abs(whole) < _MOST else _UNREADABLE


def in_rupiah(amount: int, decimals: int = 0) -> int | float:
    """An amount in rupiah, as a finding tells it and as a cell holds it.

    >>> in_rupiah(1050, 2), in_rupiah(105000, 2), in_rupiah(1050)
    (10.5, 1050, 1050)
    """
    whole, rest = divmod(amount, 10**decimals)
    return float(Decimal(amount).scaleb(-decimals)) if rest else whole


def format_rupiah(amount: int, decimals: int = 0) -> str:
    """Write an amount the Indonesian way: dots group thousands, a comma starts the decimals.

    >>> format_rupiah(12611751848), format_rupiah(-364), format_rupiah(1050, 2)
    ('12.611.751.848', '-364', '10,50')
    """
    sign, size = ("-" if amount < 0 else ""), abs(amount)
    whole, rest = divmod(size, 10**decimals)
    grouped = f"{whole:,}".replace(",", ".")
    return f"{sign}{grouped},{rest:0{decimals}d}" if decimals else f"{sign}{grouped}"
