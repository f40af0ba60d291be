"""Sentences of a planning text, and what in them says when, where and of whom: years, tables, offices.

All positions are offsets into the paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.record import record

_LONGEST = 2_000
"""Letters of a sentence."""
_END = re.compile(r"[.;?!](?=\s|[A-Z“\"]|$)")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:rp|no|jl|dr|drs|ir|hj?|st|kab|kec|kel|prov|dll|dsb|dst|tgl|hal|hlm|lt|ta|t\.a|s\.d|a\.n|u\.p|[a-z]|\d{1,2})$",
    re.I,
)
_YEAR = re.compile(
    r"\b(?:tahun(?:\s+anggaran)?|TA|T\.A)\.?\s+(?P<year>20\d\d)(?P<until>\s*(?:[-–/]|s/d|sampai)\s*20\d\d)?",
    re.IGNORECASE,
)
_BARE_YEAR = re.compile(r"\b(?:APBD|APBD-P|Sasaran|Kinerja|Renja|LKIP|RKPD)\s+(?P<year>20\d\d)\b(?!\s*[-–/])")
_RELATIVE = re.compile(r"\btahun\s+(?P<which>ini|berjalan|lalu|sebelumnya|depan|berikutnya)\b", re.IGNORECASE)
_OFFSETS = {"ini": 0, "berjalan": 0, "lalu": -1, "sebelumnya": -1, "depan": 1, "berikutnya": 1}
_REGULATION = re.compile(r"\b(?:nomor|no)\b\.?\s*[\w./-]+\s*$", re.IGNORECASE)
_TABLE_NUMBER = re.compile(r"\btabel\s+(?P<number>\d+(?:\.\d+)*|[A-Z]-C\.\d+)", re.IGNORECASE)
_ABOVE = re.compile(
    r"\b(?:tabel|data|grafik)\b(?:\s+(?:tersebut|ini|itu))?\s+(?:di\s*atas|tersebut|sebelumnya)", re.IGNORECASE
)
_BELOW = re.compile(
    r"\b(?:tabel\s+(?:di\s*bawah(?:\s+ini)?|berikut(?:\s+ini)?|sebagai\s+berikut)|berikut(?:\s+ini)?\s+(?:adalah\s+)?(?:tabel|rincian|data)|"
    r"(?:rincian|tabel)\s+sebagai\s+berikut)",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"\s*tabel\s+(?P<number>\d+(?:\.\d+)*|[A-Z]-C\.\d+)\s*[.:]?\s*(?P<title>.*)", re.IGNORECASE | re.DOTALL
)
_OFFICE = re.compile(
    r"(?<!oleh )\b(?P<kind>Dinas|Badan|Kementerian|Kecamatan|Inspektorat|Sekretariat|Biro|Kabupaten|Kota|Provinsi)\s+"
    r"(?P<name>[A-Z]\w+)"
)
_PLACES = ("Kabupaten", "Kota", "Provinsi")


@record
class SaidAt:
    """Something a text says at a place: a year, a table number."""

    start: int
    end: int
    value: str


def sentences(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence; points of abbreviations, list numbers and figures end none.

    >>> text = "Pagu Rp. 5.000,- untuk No. 3. realisasi 86.40%. begitu pula pagu."
    >>> [text[start:end].strip() for start, end in sentences(text)]
    ['Pagu Rp. 5.000,- untuk No. 3. realisasi 86.40%.', 'begitu pula pagu.']
    """
    found: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if match[0] == "." and _ABBREVIATION.search(text[max(0, match.start() - 8) : match.start()]):
            continue
        found.append((start, match.end()))
        start = match.end()
    if text[start:].strip():
        found.append((start, len(text)))
    return [piece for span in found for piece in _pieces(text, *span)]


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence, in pieces where it is longer than any honest one: what is said in it is looked at once for each figure."""
    while end - start > _LONGEST:
        cut = text.rfind(" ", start + 1, start + _LONGEST)
        cut = cut if cut > start else start + _LONGEST
        yield start, cut
        start = cut
    yield start, end


def years(text: str, start: int, end: int, year: int | None) -> list[SaidAt]:
    """The years a stretch of text speaks of; `tahun ini` is ``year``. Spans of years and years of regulations are none."""
    found: list[SaidAt] = []
    for pattern in (_YEAR, _BARE_YEAR):
        for match in pattern.finditer(text, start, end):
            if pattern is _YEAR and (
                match["until"] or _REGULATION.search(text[max(start, match.start() - 24) : match.start()])
            ):
                continue
            found.append(SaidAt(match.start(), match.end(), match["year"]))
    for match in _RELATIVE.finditer(text, start, end):
        if year is not None:
            found.append(SaidAt(match.start(), match.end(), str(year + _OFFSETS[match["which"].casefold()])))
    return sorted(found, key=lambda said: said.start)


def table_number(text: str) -> str:
    """The number of the table a sentence names, or empty."""
    match = _TABLE_NUMBER.search(text)
    return match["number"] if match else ""


def points_above(text: str) -> bool:
    """Whether a sentence speaks of the table above it."""
    return bool(_ABOVE.search(text))


def points_below(text: str) -> bool:
    """Whether a sentence speaks of the table below it."""
    return bool(_BELOW.search(text))


def caption(text: str) -> tuple[str, str] | None:
    """Number and title of a table, where a paragraph is its caption.

    >>> caption("Tabel 3.18 Pagu Anggaran Per Program"), caption("Tabel di atas memuat pagu")
    (('3.18', 'Pagu Anggaran Per Program'), None)
    """
    match = _CAPTION.fullmatch(text)
    if not match or len(text) > 400 or re.match(r"(?:di|dan|atas|tersebut|memuat|menunjukkan)\b", match["title"]):
        return None
    return match["number"], " ".join(match["title"].split())


def foreign_office(text: str, office: str, region: str) -> str:
    """The other office or region a sentence speaks of, or empty; who assessed something (`oleh …`) is not spoken of.

    >>> foreign_office("Pagu Dinas Pendidikan Kota Bekasi", "Dinas Koperasi", "Kota Bekasi")
    'Dinas Pendidikan'
    >>> foreign_office("Pagu Dinas koperasi Kota Bekasi", "Dinas Koperasi, Usaha Kecil dan Menengah", "Kota Bekasi")
    ''
    """
    own = {word.casefold() for word in re.findall(r"\w+", f"{office} {region}")}
    for match in _OFFICE.finditer(text):
        known = match["name"].casefold() in own and match["kind"].casefold() in own
        if not (region if match["kind"] in _PLACES else office):
            continue
        if not known and match["name"] not in ("Daerah",):
            return f"{match['kind']} {match['name']}"
    return ""
