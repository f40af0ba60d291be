"""Signs of footnotes behind what a cell holds: `12 Laporan¹`, `Rp 1.000.000 *)`, `Rapat Koordinasi 1)`."""

from __future__ import annotations

import re

_RAISED = r"[¹⁰⁴-⁹]|(?<!\bm)(?<!\b[kcd]m)[²³]"
_SIGN = re.compile(rf"(?:\(?[*﹡＊]+\)?|\(?[†‡§※]+\)?|[⁽(]?(?:{_RAISED})+[⁾)]?|\[\d{{1,2}}\])$", re.IGNORECASE)
"""Raised digits are signs, but for those of `m²` and `km³`."""
_NUMBERED = re.compile(r"\d{1,2}\)$")
_LEADING = re.compile(rf"^\s*(?:[*﹡＊†‡§]+\)?|(?:{_RAISED})+[⁾)]?)\s*", re.IGNORECASE)


_RAISED_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def as_raised(text: str) -> str:
    """A piece of text that its font sets higher, with raised digits: `1` behind `12 Laporan` is the sign of a footnote, `2` behind `m` a square.

    >>> as_raised("12"), as_raised("*)")
    ('¹²', '*)')
    """
    return text.translate(_RAISED_DIGITS)


def without_footnote(text: str) -> str:
    """A text without the signs of footnotes at its end.

    >>> [without_footnote(x) for x in ("12 Laporan ¹)", "5 Km²", "1.000.000 *)", "Rapat 1)", "Terminal (Tipe 1)", "A (*)")]
    ['12 Laporan', '5 Km²', '1.000.000', 'Rapat', 'Terminal (Tipe 1)', 'A']
    """
    text = text.rstrip()
    if text[-1:].isalnum() and text.isascii():
        return text
    while found := _SIGN.search(text) or (text.count(")") > text.count("(") and _NUMBERED.search(text)):
        text = text[: found.start()].rstrip()
    return text


def without_leading_footnote(text: str) -> str:
    """What stands behind a figure without the sign of the figure's own footnote.

    >>> without_leading_footnote("* Laporan"), without_leading_footnote("¹) Laporan"), without_leading_footnote("%")
    ('Laporan', 'Laporan', '%')
    """
    return _LEADING.sub("", text, count=1)
