"""Signs of texts from PDF files, phones and word processors that look like plain ones: dashes, wide letters and digits, joined letters.

And letters that were typed for the digits they look like.
"""

from __future__ import annotations

import re

_WIDE = {0xFF01 + at: chr(0x21 + at) for at in range(94)}
_JOINED = dict(zip(range(0xFB00, 0xFB07), ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True))
_PLAIN = _WIDE | _JOINED
_DASHES = frozenset("-‐‑‒–—―−﹣－ ")


def as_plain(text: str) -> str:
    """A text in plain letters and digits.

    >>> as_plain("１２ Sertiﬁkat"), as_plain("5 m²")
    ('12 Sertifikat', '5 m²')
    """
    return text if text.isascii() else text.translate(_PLAIN)


def is_dash(text: str) -> bool:
    """Whether a text is one dash or more, of whatever length, and nothing else.

    >>> is_dash("−"), is_dash("- -"), is_dash(" "), is_dash("-5")
    (True, True, False, False)
    """
    return not text.isspace() and bool(text) and _DASHES.issuperset(text)


_PARTS = {
    "½": "5",
    "¼": "25",
    "¾": "75",
    "⅕": "2",
    "⅖": "4",
    "⅗": "6",
    "⅘": "8",
    "⅛": "125",
    "⅜": "375",
    "⅝": "625",
    "⅞": "875",
}
_PART = re.compile(rf"(?<![.,\d])(?<!\d\s)(\d*)\s?([{''.join(_PARTS)}])")


def with_decimals(text: str) -> str:
    """A text with its fractions of one sign as decimals.

    >>> with_decimals("2½ Jam"), with_decimals("¾"), with_decimals("1.250 ½")
    ('2,5 Jam', '0,75', '1.250 ½')
    """
    return text if text.isascii() else _PART.sub(lambda found: f"{found[1] or 0},{_PARTS[found[2]]}", text)


_LETTERS = str.maketrans("OoIl|", "00111")
_MIXED = re.compile(
    r"(?P<before>\W*(?:(?i:rp\.?|idr)\s*)?)(?P<number>(?:[Il|](?=[\dOo])|[Oo](?=[.,]\d)|\d)[\dOoIl|.,]*)(?![^\W_])"
)
_LITRES = re.compile(r"\d[\d.,]*[Il|]")


def digits_meant(text: str) -> str:
    """A text whose number has letters for digits (`7o,1`, `1OO Persen`), with the digits; empty where it has none.

    >>> digits_meant("7o,1"), digits_meant("Rp 16O.000.000"), digits_meant("l2 Laporan")
    ('70,1', 'Rp 160.000.000', '12 Laporan')
    >>> digits_meant("5l"), digits_meant("12 lapran"), digits_meant("Opini WTP")
    ('', '', '')
    """
    found = _MIXED.match(text)
    number = found["number"] if found else ""
    digits = number.translate(_LETTERS)
    if found is None or digits == number or not any(map(str.isdecimal, number)) or _LITRES.fullmatch(number):
        return ""
    return text[: found.start("number")] + digits + text[found.end("number") :]
