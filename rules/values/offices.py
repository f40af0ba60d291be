"""Telling offices apart: which of several a name means, though it is written a little otherwise.

Names of neighbouring offices share most of their letters (Kecamatan Bekasi Timur, Kecamatan Bekasi Barat): that they are alike
tells nothing. A slip of spelling leaves every word recognisable.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from rules.values.names import missing_words, normalise

_ALIKE, _WORDS_ALIKE = 92, 80
"""From this likeness on (0 to 100) names may be the same with a slip, and so may the words in which they differ."""
_CODE = re.compile(r"\d[\d.]*[\s\-–:.)]*(?=[^\W\d])")
_WORD = re.compile(r"[\w/\-]+")
_TELLING = re.compile(r"\d+|[ivx]+|[a-z]")
"""A word that is told apart from another by one sign: a number, a class."""


@lru_cache(maxsize=32768)
def office_key(name: str, government: str = "") -> str:
    """What names of one office have in common, its code before them and the government's name behind aside.

    >>> office_key("DINAS KOPERASI, USAHA KECIL & MENENGAH") == office_key("2.17. Dinas Koperasi Usaha Kecil dan Menengah")
    True
    >>> office_key("Dinas Kesehatan Kota Bekasi", "Pemerintah Kota Bekasi")
    'dinas kesehatan'
    """
    ruler = " ".join(_words(government)).removeprefix("pemerintah ")
    said = " ".join(_words(_CODE.sub("", normalise(name), count=1) if name[:1].isdigit() else name))
    return said.removesuffix(f" {ruler}").removesuffix(" pemerintah") if ruler else said


def _words(name: str) -> list[str]:
    return [word for word in _WORD.findall(normalise(name)) if word != "dan"]


def alike(one: str, other: str) -> bool:
    """Whether two names differ by slips of spelling only.

    >>> alike("Dinas Perdagangan", "Dinas Perdaganggan"), alike("Kecamatan Rawalumbu", "Kecamatan Rawa Lumbu")
    (True, True)
    >>> alike("Kecamatan Medan Barat", "Kecamatan Medan Baru"), alike("Puskesmas Sukamaju I", "Puskesmas Sukamaju II")
    (False, False)
    """
    from rapidfuzz import fuzz

    if fuzz.ratio(normalise(one), normalise(other)) < _ALIKE:
        return False
    lacking, further = missing_words(one, other)
    if any(map(_TELLING.fullmatch, [*lacking, *further])):
        return False
    return not (lacking and further) or fuzz.ratio(" ".join(lacking), " ".join(further)) >= _WORDS_ALIKE


def office_meant(key: str, among: Iterable[str]) -> str | None:
    """Which of several keys is that of an office: its own, or else the only one that differs from it by a slip; None for none.

    >>> office_meant("kecamatan barat", ["kecamatan barat", "kecamatan baratt"]), office_meant("dinas pu", ["dinas perhubungan"])
    ('kecamatan barat', None)
    """
    keys = set(among)
    if key in keys:
        return key
    near = [other for other in keys if alike(key, other)]
    return near[0] if len(near) == 1 else None


def same_office(one: str, other: str, government: str = "") -> bool:
    """Whether two names are of one office, a slip aside."""
    return office_meant(office_key(one, government), [office_key(other, government)]) is not None
