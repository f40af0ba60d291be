"""Names of offices and governments in title lines, cut at what is no part of a name; none where that is in doubt."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

_OFFICES = r"dinas|badan|kecamatan|kelurahan|distrik|rumah sakit|satuan polisi|kantor"
_ALONE = r"sekretariat|inspektorat|rsud"
"""Words with which the name of an office begins, and those that are one without any further."""
_PLACES = r"pemerintah|kabupaten|kab|(?<!tata )kota|provinsi"
_NO_NAME = re.compile(
    rf"\s(?:{_PLACES}|tahun|thn|t\.?a|triwulan|tw|semester|bulan|periode|eselon|setelah|sebelum|sesudah|sampai|hingga|per|pada|di|dengan|"
    r"menurut|berdasarkan|untuk|dalam|terhadap|yang|serta|oleh|target|realisasi|capaian|pencapaian|prakiraan|perkiraan|program|"
    r"kegiatan|sasaran|tujuan|indikator|kinerja|anggaran|pagu|laporan|rencana|evaluasi|tabel|renstra|renja|rkpd|rpjmd|lkip|"
    r"lkjip|p-apbd|apbd-?p?|perubahan|murni|induk|nip|nomor|no|selaku|s\s?[/.]\s?d)\b|\s?[;:(\[/–—]|\s-|\s?\d",
    re.IGNORECASE,
)
"""What never stands in a name: with it the rest of a title goes on."""
_OFFICE = re.compile(rf"(?<!musrenbang )\b(?:{_OFFICES}|{_ALONE})\b", re.IGNORECASE)
_NO_OFFICE = re.compile(r"(?:badan (?:usaha|hukum|publik|layanan)|dinas (?:terkait|teknis|luar))\b", re.IGNORECASE)
_GOVERNMENT = re.compile(r"(?<!tata )(?<!kecamatan )\b(?:kabupaten|kab\.?|kota|provinsi)(?=\s)", re.IGNORECASE)
_DANGLING = re.compile(r"(?:[\s,]+dan)?[\s,.]*$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_][\w.'-]*")
_MOST_OF_OFFICE, _MOST_OF_GOVERNMENT = 14, 5
"""Words of the longest names: a longer one is more than a name."""
_OPEN_END, _GOES_ON = re.compile(r"(?:,|\b(?:dan|di|dinas|badan))$", re.IGNORECASE), re.compile(r"DAN\s|Dan\s|[a-z]")


def whole_lines(titles: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Title lines with their cells, those joined that break a name: before `dan`, a small letter, or after a comma."""
    text, first = "", ""
    for line, cell in titles:
        if text and (_OPEN_END.search(text) or _GOES_ON.match(line)):
            text = f"{text} {line}"
            continue
        if text:
            yield text, first
        text, first = line.strip(), cell
    if text:
        yield text, first


@lru_cache(maxsize=2048)
def office_in(title: str) -> str:
    """The office that a title line names, or nothing.

    >>> office_in("Pagu Dinas Koperasi, Usaha Kecil dan Menengah Kota Contoh Setelah P-APBD")
    'Dinas Koperasi, Usaha Kecil dan Menengah'
    >>> office_in("Hasil Renja Dinas Pangan s/d Tahun 2025")
    'Dinas Pangan'
    """
    for begin in _OFFICE.finditer(title):
        name = _name_from(title[begin.start() :])
        words = name.split()
        alone = re.fullmatch(_ALONE, begin[0], re.IGNORECASE)
        if (
            (alone or len(words) > len(begin[0].split()))
            and len(words) <= _MOST_OF_OFFICE
            and not _NO_OFFICE.match(name)
        ):
            return name
    return ""


@lru_cache(maxsize=2048)
def government_in(title: str) -> str:
    """The kabupaten, kota or provinsi that a title line names, or nothing.

    >>> government_in("Pagu Dinas Pangan Kota Contoh Setelah P-APBD Per Program Tahun 2024")
    'Kota Contoh'
    """
    for begin in _GOVERNMENT.finditer(title):
        name = re.split(r",|\sdan\s", _name_from(title[begin.start() :]), maxsplit=1, flags=re.IGNORECASE)[0].strip()
        if (
            1 < len(name.split()) <= _MOST_OF_GOVERNMENT
            and _WORD.fullmatch(name.split()[1])
            and len(name.split()[1]) > 2
        ):
            return name
    return ""


def _name_from(text: str) -> str:
    """A name with which a text begins: up to the first word that is no part of it, without what is left dangling there."""
    end = _NO_NAME.search(text)
    return " ".join(_DANGLING.sub("", text[: end.start()] if end else text).split())
