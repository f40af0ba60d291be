"""Figures in a running text: amounts, percentages and counts, with the words in brackets that follow them.

Numbers that only name something (a year, an article, a table, a list item, a code, a step of a formula) are no
figures.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from rules.record import record
from rules.values.number import read_number
from rules.values.terbilang import is_terbilang

Kind = Literal["rupiah", "persen", "cacah", "angka"]

_NUMBER = r"\d+(?:[.,]\d+)*"
_FIGURE = re.compile(
    rf"(?:(?P<currency>\b(?:Rp|IDR)\s*\.?\s*)|(?<![\w/–-])(?<!\d[.,]))(?P<number>{_NUMBER})(?![\w/])"
    r"(?P<tail>\s?,\s?[-–—]+|,?[-–—]{1,2}(?=[\s.,;)(]|$))?"
    r"(?:\s*(?P<scale>ribu|juta|mil[iy]+ar|tril[iy]+un)\b)?"
    r"(?P<percent>\s*%|\s+persen\b)?"
    r"(?P<rupiah>\s+rupiah\b)?",
    re.IGNORECASE,
)
_OPENING = 40
"""Signs within which a list item has its number."""
_GROUPED = re.compile(r"\d{1,3}(\.\d{3}){2,}(,\d+)?")
_SCALES = {"r": 10**3, "j": 10**6, "m": 10**9, "t": 10**12}
_BRACKET = re.compile(r"\s*\(\s*([^()]{3,400}?)\s*(?:\)|$)")
NOUNS = ("sub kegiatan", "kegiatan", "program", "indikator", "sasaran", "tujuan")
"""What tables have rows of, as a text counts it; `sub kegiatan` before `kegiatan`."""
_NOUN = re.compile(rf"\s*(?P<noun>sub\s*-?\s*kegiatan|{'|'.join(NOUNS[1:])})\b", re.IGNORECASE)
PEOPLE = ("orang", "pegawai", "asn", "pns", "tkk", "pppk", "tenaga")
_PEOPLE = re.compile(rf"\s*(?P<noun>{'|'.join(PEOPLE)})\b", re.IGNORECASE)
_SPELLED = {
    word: value
    for value, words in enumerate(
        ("satu", "dua kedua", "tiga ketiga", "empat keempat", "lima kelima", "enam keenam", "tujuh ketujuh",
         "delapan kedelapan", "sembilan kesembilan", "sepuluh kesepuluh"), 1)
    for word in words.split()
}  # fmt: skip
_SPELLED_COUNT = re.compile(rf"(?<!salah )\b(?P<word>{'|'.join(_SPELLED)}){_NOUN.pattern}", re.IGNORECASE)
_NAMES_SOMETHING = re.compile(
    r"(?:\b(?:nomor|no|pasal|ayat|tabel|gambar|grafik|bab|lampiran|halaman|hal|jl|tahun|ta|tanggal|triwulan|"
    r"tw|periode|pukul|angka|huruf|tahap|kode)\s*\.?\s*)$",
    re.IGNORECASE,
)
_STEP = re.compile(r"(?:[x×*/=]|\b(?:dikali(?:kan)?|bagi|dibagi))\s*$", re.IGNORECASE)
_MONTH = re.compile(
    r"\s*(?:januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember)\b", re.I
)
_HEDGE = re.compile(
    r"\b(?:lebih dari|kurang dari|di ?atas|di ?bawah|sekitar|kurang lebih|lebih kurang|hampir|minimal|maksimal|"
    r"(?:belum|tidak) (?:mencapai|sampai)|paling (?:banyak|sedikit|tinggi|rendah|lambat)|sampai dengan|melebihi|s/d)\s*(?:sebesar\s*)?$",
    re.IGNORECASE,
)


@record
class Figure:
    """One number of a text.

    ``value`` is in rupiah, percent or pieces, None where the digits cannot be read; ``decimals`` how many are
    shown and ``scale`` what the last digit stands for (`Rp 12,6 miliar`: 1 and 10**9); ``words`` the words in
    brackets after it; ``noun`` what it counts. ``hedged`` figures (`lebih dari 100%`) state a bound only.
    """

    start: int
    end: int
    text: str
    kind: Kind
    value: Decimal | None
    decimals: int = 0
    scale: int = 1
    words: str = ""
    noun: str = ""
    hedged: bool = False

    @property
    def step(self) -> Decimal:
        """What one unit of the last shown digit is worth."""
        return Decimal(self.scale).scaleb(-self.decimals)


def _decimals(number: str, value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _words_after(text: str, end: int) -> tuple[str, int]:
    """The words in brackets after a figure, and where they end; empty where the brackets hold something else."""
    match = _BRACKET.match(text, end)
    return (match[1], match.end()) if match and is_terbilang(match[1]) else ("", end)


def _noun_after(text: str, end: int) -> str:
    match = _NOUN.match(text, end) or _PEOPLE.match(text, end)
    if not match:
        return ""
    noun = " ".join(match["noun"].casefold().split())
    return "sub kegiatan" if noun.startswith("sub") else noun


def _is_count(number: str) -> bool:
    return bool(re.fullmatch(r"\d+|\d{1,3}(\.\d{3})+", number))


def _is_name(text: str, match: re.Match[str], value: Decimal | None) -> bool:
    """Whether a bare number names something: a year, an article, a list item, a date, a step of a formula."""
    number, before = match["number"], text[max(0, match.start() - 24) : match.start()]
    if _STEP.search(before):
        return True
    if match["percent"] or match["currency"]:
        return False
    if _NAMES_SOMETHING.search(before):
        return True
    year = value is not None and number.isdigit() and len(number) == 4 and 1900 <= value < 2100
    first, after = (
        match.start() <= _OPENING and not text[: match.start()].strip(" -•✓("),
        text[match.end() : match.end() + 1],
    )
    bracketed = text[match.start() - 1 : match.start()] == "(" and after == ")"
    listed = bracketed or (first and (after in {".", ")"} or bool(re.fullmatch(r"\d{1,2}(\.\d{1,2})+", number))))
    return (
        year
        or listed
        or bool(_MONTH.match(text, match.end()))
        or (number.count(".") > 1 and not _GROUPED.fullmatch(number))
    )


def _figure(text: str, match: re.Match[str]) -> Figure | None:
    number, scale = match["number"], _SCALES[match["scale"][0].casefold()] if match["scale"] else 1
    read = read_number(number)
    value = read.value if read else None
    if _is_name(text, match, value):
        return None
    money = bool(match["currency"] or match["rupiah"] or (_GROUPED.fullmatch(number) and not match["percent"]))
    words, end = _words_after(text, match.end())
    noun = "" if money or match["percent"] or not _is_count(number) else _noun_after(text, end)
    kind: Kind = "rupiah" if money else "persen" if match["percent"] else "cacah" if noun else "angka"
    shown = _decimals(number, value) if value is not None else 0
    if value is not None:
        value *= scale
    hedged = bool(_HEDGE.search(text[max(0, match.start() - 40) : match.start()]))
    return Figure(match.start(), end, match[0].strip(), kind, value, shown, scale, words, noun, hedged)


def _spelled(text: str, taken: list[Figure]) -> Iterator[Figure]:
    """Counts written as words alone: `tiga indikator`, `ketiga indikator`."""
    begins = [figure.start for figure in taken]
    for match in _SPELLED_COUNT.finditer(text):
        before = bisect_right(begins, match.start())
        if before and match.start() < taken[before - 1].end:
            continue
        noun = _noun_after(text, match.end("word"))
        value = Decimal(_SPELLED[match["word"].casefold()])
        yield Figure(match.start(), match.end(), match[0], "cacah", value, noun=noun)


def figures(text: str) -> list[Figure]:
    """Every figure of a text, in order.

    >>> [(f.kind, str(f.value), f.words) for f in figures("pagu Rp. 12.785.258.830,- dan 5 (lima) program, 86.06%")]
    [('rupiah', '12785258830', ''), ('cacah', '5', 'lima'), ('persen', '86.06', '')]
    >>> [str(f.value) for f in figures("Rp12,6 miliar menurut Pasal 5 Permendagri 86 Tahun 2017, Tabel 3.10")]
    ['12600000000.0', '86']
    """
    found = [figure for match in _FIGURE.finditer(text) if (figure := _figure(text, match))]
    return sorted([*found, *_spelled(text, found)], key=lambda figure: figure.start)
