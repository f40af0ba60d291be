"""Signs of texts from PDF files, phones and word processors that look like plain ones: dashes, wide letters and digits, joined letters."""

from __future__ import annotations

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
