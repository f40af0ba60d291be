"""Characters that nobody sees in a cell: signs without a width are read as if absent, blanks of other kinds as plain ones.

They come along from web pages, Word and PDF files. Source: Unicode 15, general category Cf but for those that are drawn
(signs of Arabic and Kaithi numbers, of hieroglyphs, of shorthand and music), control characters, fillers that have no
look of their own, and the blanks and line breaks of the categories Zs, Zl and Zp.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_LINES = "\x0b\x0c\x85\u2028\u2029"
_BLANKS = "\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000\u2800"
_ABSENT = (
    "\0-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u070f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff"
)
_ANY = re.compile(f"[{_LINES}{_BLANKS}{_ABSENT}]")
_LINE, _BLANK = re.compile(f"[{_LINES}]"), re.compile(f"[{_BLANKS}]")
_BESIDE_DOT = re.compile(rf"(?<=\d)[{_BLANKS}]+(?=\.\d)|(?<=\d\.)[{_BLANKS}]+(?=\d)")
"""Blanks that nobody sees beside the dots of a code or an amount."""
_NAMES = {
    "\t": "tab", "\x0b": "tab vertikal", "\x0c": "ganti halaman", "\x85": "baris baru NEL", "\xa0": "spasi tanpa putus",
    "\xad": "tanda hubung lunak", "\u061c": "tanda arah huruf Arab", "\u2002": "spasi en", "\u2003": "spasi em",
    "\u2007": "spasi selebar angka", "\u2008": "spasi selebar titik", "\u2009": "spasi tipis", "\u200a": "spasi rambut",
    "\u200b": "spasi lebar nol", "\u200c": "pemutus sambungan lebar nol", "\u200d": "penyambung lebar nol",
    "\u200e": "tanda arah kiri-ke-kanan", "\u200f": "tanda arah kanan-ke-kiri", "\u2028": "pemisah baris",
    "\u2029": "pemisah paragraf", "\u202a": "awal tulisan kiri-ke-kanan", "\u202b": "awal tulisan kanan-ke-kiri",
    "\u202c": "akhir arah tulisan", "\u202d": "paksaan arah kiri-ke-kanan", "\u202e": "paksaan arah kanan-ke-kiri",
    "\u202f": "spasi sempit tanpa putus", "\u2060": "penyambung kata", "\u2066": "awal isolasi kiri-ke-kanan",
    "\u2067": "awal isolasi kanan-ke-kiri", "\u2068": "awal isolasi arah", "\u2069": "akhir isolasi arah",
    "\u3000": "spasi ideografis", "\ufeff": "tanda urutan byte (BOM)",
}  # fmt: skip


def is_plain(texts: Iterable[str]) -> bool:
    """Whether none of many texts holds such a character; much cheaper than asking each."""
    text = "".join(texts)
    if text.isascii() and text.replace("\n", "").isprintable():
        return True
    return _ANY.search(text) is None


def unseen_in(text: str) -> list[str]:
    """The characters of a text that nobody sees, each once, in order.

    >>> unseen_in("\\u200b2.17\\xa001\\u200b") == ["\\u200b", "\\xa0"]
    True
    """
    return list(dict.fromkeys(_ANY.findall(text)))


def as_seen(text: str) -> str:
    """A text without what nobody sees: blanks and line breaks of all kinds are plain ones, and none stand at its ends.

    >>> as_seen("\\u200b7.132\\u2009442\\xa0"), as_seen("Dinas\\x0bPangan"), as_seen("2.17.\\xa001")
    ('7.132 442', 'Dinas\\nPangan', '2.17.01')
    """
    seen = _ANY.sub("", _LINE.sub("\n", _BLANK.sub(" ", _BESIDE_DOT.sub("", text))))
    return text if seen == text else seen.strip()


def sign_name(sign: str) -> str:
    """What a character is called, with its number.

    >>> sign_name("\\u200b"), sign_name("\\u2005")
    ('spasi lebar nol (U+200B)', 'four-per-em space (U+2005)')
    """
    name = _NAMES.get(sign) or unicodedata.name(sign, "karakter kendali").lower()
    return f"{name} ({sign_number(sign)})"


def sign_number(sign: str) -> str:
    """A character's number as Unicode writes it: `U+200B`."""
    return f"U+{ord(sign):04X}"


def with_signs_named(text: str) -> str:
    """A text that shows by number what nobody sees in it.

    >>> with_signs_named("\\u200b2.17")
    '‹U+200B›2.17'
    """
    return _ANY.sub(lambda match: f"‹{sign_number(match[0])}›", text)
