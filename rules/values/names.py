"""Comparing names of programs, kegiatan and sub kegiatan.

Case, white space, spaces around hyphens and slashes, signs of footnotes, and `Kab/Kota` for `Kabupaten/Kota` are no
difference; everything else, punctuation included, is.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rules.values.footnotes import without_footnote
from rules.values.lookalikes import as_plain

NO_NAME = ("-", "–", "—")
"""What stands where nothing is named."""
_AROUND = re.compile(r"\s*([/\-])\s*")
_KABKOTA = re.compile(r"\bkab\.?/kota\b")

_OFFICE = re.compile(
    r"(?:dinas|badan|kecamatan|kelurahan|distrik|kantor|inspektorat|rsud|rumah sakit umum|satuan polisi|"
    r"sekretariat (?:daerah|dprd|dewan))\b"
)
_UNIT = re.compile(r"(?:sekretariat|uptd?|unit pelaksana|bidang(?! urusan)|bagian|sub ?bag(?:ian)?|seksi)\b")


@lru_cache(maxsize=32768)
def normalise(name: str) -> str:
    """The form in which two names are the same.

    >>> normalise("Daerah  Kab/Kota") == normalise("DAERAH Kabupaten/ Kota")
    True
    """
    body = _AROUND.sub(r"\1", " ".join(as_plain(without_footnote(name)).split())).casefold()
    return _KABKOTA.sub("kabupaten/kota", body)


def similarity(one: str, other: str) -> float:
    """How alike two names are, 0 to 100, after normalising both."""
    from rapidfuzz import fuzz

    return float(fuzz.ratio(normalise(one), normalise(other)))


def level_above_programs(name: str) -> int | None:
    """The level of a row that stands above programs by its name, 0 (urusan) or 1 (bidang urusan, or an office); None for another.

    >>> level_above_programs("URUSAN PEMERINTAHAN BIDANG PANGAN"), level_above_programs("Dinas Pangan"), level_above_programs("Program A")
    (1, 1, None)
    >>> level_above_programs("BIDANG URUSAN PANGAN"), level_above_programs("Bidang Ketersediaan Pangan"), level_above_programs("UPTD Benih")
    (1, 1, 1)
    """
    said = normalise(name)
    if said.startswith(("urusan", "bidang urusan")):
        return 1 if "bidang" in said else 0
    return 1 if names_office(name) or names_unit(name) else None


def names_office(name: str) -> bool:
    """Whether a name begins as those of offices do."""
    return _OFFICE.match(normalise(name)) is not None


def names_unit(name: str) -> bool:
    """Whether a name begins as those of parts of an office do."""
    return _UNIT.match(normalise(name)) is not None


def _words(name: str) -> list[str]:
    return re.findall(r"[\w/\-]+", normalise(name))


def missing_words(found: str, expected: str) -> tuple[list[str], list[str]]:
    """Words of ``expected`` that ``found`` lacks, and words of ``found`` that ``expected`` lacks, in order.

    >>> missing_words("Usaha Kecil dan Mikro", "Usaha Kecil, dan Usaha Mikro")
    (['usaha'], [])
    """
    from collections import Counter

    a, b = _words(found), _words(expected)
    return _beyond(b, Counter(a)), _beyond(a, Counter(b))


def _beyond(words: list[str], there: dict[str, int]) -> list[str]:
    """Words that occur more often than ``there`` counts them."""
    left, extra = dict(there), []
    for word in words:
        if left.get(word, 0):
            left[word] -= 1
        else:
            extra.append(word)
    return extra


_FEWEST_LETTERS = 3
"""Words of a name of which the first letters stand for it."""


def names_in(name: str, text: str) -> bool:
    """Whether a text names an office, slips of spelling and commas aside, or by its first letters.

    >>> office = "Dinas Pekerjaan Umum dan Penataan Ruang"
    >>> [names_in(office, title) for title in ("RENJA DINAS PUPR", "Renja DPUPR 2026", "DINAS PANGAN")]
    [True, True, False]
    """
    from rapidfuzz import fuzz

    words, said = _words(name), _words(text)
    letters = [word[0] for word in words if word != "dan"]
    short = {"".join(found) for found in (letters, letters[1:]) if len(found) >= _FEWEST_LETTERS}
    return not short.isdisjoint(said) or float(fuzz.partial_ratio(" ".join(words), " ".join(said))) >= 88
