"""What a number format shows beside a number, or keeps from being seen: a unit, thousands left out, nothing at all."""

from __future__ import annotations

import re
from typing import NamedTuple

_SECTION = re.compile(r'(?:"[^"]*"|\\.|[^;"\\])*')
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<single>.)|\[[^\]]*\]|[_*].|(?P<digit>[0#?@]|General)|(?P<other>.)', re.IGNORECASE
)
_SHOWN = re.compile(r"[-+(]?\s*(?P<figure>\d[\d.,]*)\)?\s*(?P<unit>[^\d()]*)")
_BARE = "/%-. ²³"
"""Signs that may stand in a unit."""


class NumberFormat(NamedTuple):
    """The ``unit`` shown behind numbers, the ``power`` of ten by which they are shown smaller, and whether they are ``unseen``.

    ``white`` is whether a cell is written white on white, whatever it holds.
    """

    unit: str = ""
    power: int = 0
    unseen: bool = False
    white: bool = False


def number_format(code: str) -> NumberFormat:
    """What a format code makes of positive numbers.

    >>> number_format('0" Paket"').unit, number_format("#,##0,").power, number_format(";;;").unseen
    ('Paket', 3, True)
    >>> any(number_format("#,##0.00"))
    False
    """
    section = _SECTION.match(code)
    tokens = list(_TOKEN.finditer(section[0] if section else ""))
    last = max((at for at, token in enumerate(tokens) if token["digit"]), default=-1)
    if last < 0:
        return NumberFormat(unseen=bool(code.strip()))
    behind = tokens[last + 1 :]
    commas = 0
    while commas < len(behind) and behind[commas]["other"] == ",":
        commas += 1
    literal = "".join(token["quoted"] or token["single"] or token["other"] or "" for token in behind[commas:])
    return NumberFormat(_unit(literal), 3 * commas)


def format_shown(value: float, shown: str) -> NumberFormat:
    """What the text that a cell shows for a number says of its format.

    >>> format_shown(12, "12 Laporan").unit, format_shown(160000000, "160.000").power, format_shown(12, "").unseen
    ('Laporan', 3, True)
    """
    found = _SHOWN.fullmatch(shown.strip())
    if found is None:
        return NumberFormat(unseen=not shown.strip() and value != 0)
    # Whichever sign groups the digits: of thousands left out three are missing.
    digits = re.sub(r"\D", "", found["figure"])
    power = 3 if abs(value) >= 10**3 and digits == str(round(abs(value) / 10**3)) else 0
    return NumberFormat(_unit(found["unit"]), power)


def _unit(literal: str) -> str:
    """The words of a literal text; signs alone are no unit, but for `%`."""
    plain = " ".join(literal.split()).strip(" .,;:-")
    words = plain.translate(dict.fromkeys(map(ord, _BARE)))
    return plain if plain == "%" or (words and all(map(str.isalpha, words))) else ""
