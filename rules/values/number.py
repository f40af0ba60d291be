"""Numbers as planners type them: which sign groups thousands, which one starts the decimals.

Convention (Indonesian first): a comma starts the decimals and dots group thousands; a dot that cannot
group thousands (``0.2``, ``75.80``, ``0.143``) is read as a decimal point. A separator followed by exactly three
digits could be either, so it is read by the convention and reported as ambiguous.
"""

from __future__ import annotations

import re
from decimal import Decimal

from rules.record import record

_GROUPED_DOT = re.compile(r"\d{1,3}(\.\d{3})+")
_GROUPED_COMMA = re.compile(r"\d{1,3}(,\d{3})+")
_GROUPED_SPACE = re.compile(r"\d{1,3}([ \u00a0\u202f]\d{3})+")
_PLAIN = re.compile(r"\d+")


@record
class Number:
    """A number read from text: its value and whether its separator could be read in two ways."""

    value: Decimal
    ambiguous: bool = False


def as_shown(value: float) -> Decimal:
    """A cell's number with the 15 significant digits that Excel keeps and shows: what binary leaves behind them is noise.

    >>> as_shown(7132442000.000001), as_shown(0.1 + 0.2)
    (Decimal('7132442000'), Decimal('0.3'))
    """
    return Decimal(format(value, ".15g"))


_SHORTENED = re.compile(r"[+\-−]?(?P<front>\d)(?:[.,](?P<behind>\d+))?E\+?(?P<power>\d{1,2})(?!\w)", re.IGNORECASE)


def is_shortened(text: str) -> bool:
    """Whether a number is written with a power of ten and without all its digits, as narrow cells show it: the others are lost.

    >>> is_shortened("1,6E+08"), is_shortened("1,60000000E+08"), is_shortened("5 Ekor")
    (True, False, False)
    """
    found = _SHORTENED.match(text.strip())
    return found is not None and len(found["behind"] or "") < int(found["power"])


def _decimal(whole: str, fraction: str = "") -> Decimal:
    digits = re.sub(r"\D", "", whole)
    return Decimal(f"{digits}.{fraction}") if fraction else Decimal(digits)


def _split_both(text: str) -> Number | None:
    """Dots and commas together: the last sign starts the decimals, the other groups thousands."""
    mark = max(text.rfind("."), text.rfind(","))
    whole, fraction = text[:mark], text[mark + 1 :]
    grouped = _GROUPED_COMMA if text[mark] == "." else _GROUPED_DOT
    if not grouped.fullmatch(whole) or not _PLAIN.fullmatch(fraction):
        return None
    return Number(_decimal(whole, fraction))


def read_number(text: str) -> Number | None:
    """Read an unsigned or signed number written in Indonesian or English style.

    >>> read_number("1.050")
    Number(value=Decimal('1050'), ambiguous=True)
    >>> read_number("0,2").value, read_number("75.80").value, read_number("9.249.646.988").value
    (Decimal('0.2'), Decimal('75.80'), Decimal('9249646988'))
    >>> read_number("69.04.000") is None
    True
    """
    body = text.strip()
    negative = body[:1] in {"-", "−"}
    body = body[1:].strip() if negative or body[:1] == "+" else body
    number = _read_unsigned(body)
    if number is None or not negative:
        return number
    return Number(-number.value, number.ambiguous)


def _read_unsigned(body: str) -> Number | None:
    if not body.isascii():
        body = body.replace("\u00a0", " ").replace("\u202f", " ")
        if not body.isascii():
            return None
    if _PLAIN.fullmatch(body):
        return Number(Decimal(body))
    dots, commas = body.count("."), body.count(",")
    if dots and commas:
        return _split_both(body)
    if _GROUPED_SPACE.fullmatch(body):
        return Number(_decimal(body))
    if not dots + commas:
        return None
    sign = "." if dots else ","
    if dots + commas > 1:
        grouped = _GROUPED_DOT if dots else _GROUPED_COMMA
        return Number(_decimal(body)) if grouped.fullmatch(body) else None
    whole, fraction = body.split(sign)
    if not _PLAIN.fullmatch(whole) or not _PLAIN.fullmatch(fraction):
        return None
    could_group = len(fraction) == 3 and len(whole) <= 3 and not whole.startswith("0")
    if sign == "." and could_group:
        return Number(_decimal(whole + fraction), ambiguous=True)
    return Number(_decimal(whole, fraction), ambiguous=could_group)
