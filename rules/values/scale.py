"""The scale in which a table prints its amounts: `dalam ribuan rupiah`, `Rp. (000)`, `Rp juta`."""

from __future__ import annotations

import re
from functools import lru_cache

_ZEROS = r"['’.]?000(?:[.,]000)*(?:[.,]-)?"
WORDS = r"(?:ribu|juta|mil[iy]ar|tril[iy]un)|jt|rb|mio"
"""Words for thousands, millions and more."""
_ALONE = r"(?:se)?(?:ribu|juta|mil[iy]ar|tril[iy]un)(?:-?an)?|jt|rb|mio"
_WORDS = rf"{_ALONE}|(?:thousand|million|billion|trillion)s?|mn|bn"
"""English ones stand beside a currency only."""
_MANY_OF = r"(?<!ratus\s)(?<!ratusan\s)(?<!puluh\s)(?<!puluhan\s)"
"""Hundreds of thousands are no scale that anybody prints."""
_IN = r"(?:(?:dalam|dlm\.?|satuan\s*:?)\s+|[x×]\s*)?"
_SCALE = re.compile(
    rf"(?<![\d.,]\s){_MANY_OF}\b{_IN}(?P<word>{_WORDS})\s*(?:of\s+)?\(?\s*(?:rupiah|rp|idr)\b"
    r"|(?<![\d.,'’])(?<![\d.,]\s)(?P<front>000)\s*(?:rupiah|rp|idr)\b"
    rf"|\b(?:rupiah|rp|idr)(?![a-z])[\s.,-]*[(]?\s*{_IN}(?:(?P<behind>{_WORDS})\b|(?P<thousand>/?1[.,]?000(?:[.,]?000)?(?:,00)?|{_ZEROS}(?:,00)?)(?![\d.,]*\d|\s*/))"
    rf"|\(\s*{_IN}(?:(?P<alone>{_ALONE})|(?P<zeros>(?<=[x×])1000|(?<=[x×]\s)1000|1[.,]000(?:[.,]000)*|{_ZEROS}))\s*(?:rp\.?)?\s*\)"
    r"|\b(?:dalam|dlm\.?|satuan\s*:?)\s+(?P<within>(?:ribu|juta|mil[iy]ar|tril[iy]un)(?:an\b|(?=\s*\)?$)))",
    re.IGNORECASE,
)
"""An amount of rupiah that is no round thousand or million, or stands before a stroke and a unit, is an amount and no scale."""
_POWERS = {
    "ribu": 3, "rb": 3, "juta": 6, "jt": 6, "mio": 6, "mili": 9, "mily": 9, "tril": 12,
    "thou": 3, "mill": 6, "mn": 6, "bill": 9, "bn": 9,
}  # fmt: skip
NAMES = {3: "ribuan rupiah", 6: "jutaan rupiah", 9: "miliaran rupiah", 12: "triliunan rupiah"}
"""What a scale is called, by its power of ten."""


def power_of(word: str) -> int:
    """The power of ten that a word stands for.

    >>> power_of("juta"), power_of("Miliaran")
    (6, 9)
    """
    return _POWERS[word.casefold().removeprefix("se")[:4]]


_PARTS = ("000", *_POWERS)
"""One of these stands in everything that names a scale."""


def _may_name(text: str) -> bool:
    """Whether a text may name a scale; most are told not to without reading them."""
    said = text.casefold()
    return not text.isascii() or any(part in said for part in _PARTS)


@lru_cache(maxsize=8192)
def read_scale(text: str) -> int:
    """The power of ten of the scale that a heading or title names, nought if it names none.

    >>> [read_scale(x) for x in ("Pagu (dalam ribuan rupiah)", "Rp. (000)", "(Rp juta)", "Rp 1.000", "Pagu Indikatif (Rp)")]
    [3, 3, 6, 3, 0]
    """
    match = _SCALE.search(text) if _may_name(text) else None
    if match is None:
        return 0
    word = match["word"] or match["behind"] or match["alone"] or match["within"]
    if word:
        return power_of(word)
    power = (match["thousand"] or match["zeros"] or match["front"]).removesuffix(",00").count("0")
    return power if power in NAMES else 0


def is_scale(text: str) -> bool:
    """Whether a text names a scale and says nothing else.

    >>> is_scale("(Rp. 000)"), is_scale("Dalam ribuan rupiah"), is_scale("Pagu (Rp juta)")
    (True, True, False)
    """
    return read_scale(text) > 0 and without_scale(text).strip("()., -:x").casefold() in {"", "rp"}


_NOTE = re.compile(r"\s*(?:[*﹡＊]|cat(?:atan)?\b|ket(?:erangan)?\b)", re.IGNORECASE)
_OF_A_NOTE = frozenset(
    ("cat", "catatan", "ket", "keterangan", "angka", "nilai", "jumlah", "pagu", "anggaran", "uang", "satuan", "semua",
     "seluruh", "dinyatakan", "disajikan", "ditulis", "rp", "x")
)  # fmt: skip
"""Words of a note that only names a scale."""


def is_note_of_scale(text: str) -> bool:
    """Whether a text is a note on the scale of all amounts, as it stands below a table; without a sign of one it may be a title of the next.

    >>> is_note_of_scale("*) Angka dalam ribuan rupiah"), is_note_of_scale("Catatan: dalam jutaan rupiah")
    (True, True)
    >>> is_note_of_scale("(dalam ribuan rupiah)"), is_note_of_scale("Catatan: bantuan dalam jutaan rupiah")
    (False, False)
    """
    if not _NOTE.match(text) or not read_scale(text):
        return False
    return _OF_A_NOTE.issuperset(re.findall(r"[^\W\d]+", without_scale(text).casefold()))


@lru_cache(maxsize=8192)
def without_scale(text: str) -> str:
    """A heading without the scale it names; the currency stays.

    >>> without_scale("Pagu Indikatif (Rp juta)"), without_scale("Rp. (000)"), without_scale("Pagu (dalam ribuan rupiah)")
    ('Pagu Indikatif (Rp)', 'Rp', 'Pagu')
    """
    if not _may_name(text) or _SCALE.search(text) is None:
        return text
    kept = _SCALE.sub(lambda match: "Rp" if match["behind"] or match["thousand"] or match["front"] else "", text)
    kept = re.sub(r"\(\s*\)", "", kept)
    if kept.count("(") < kept.count(")"):
        kept = kept.replace(")", "", 1)
    return " ".join(kept.split())
