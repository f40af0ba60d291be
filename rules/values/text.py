"""Headings of columns as they are compared: without years and case, words apart."""

from __future__ import annotations

import re
from functools import lru_cache

from rules.values.lookalikes import as_plain
from rules.values.scale import without_scale

_AROUND_SIGNS = re.compile(r"\s*([/\-])\s*")
_NOT_COMPARED = re.compile(r"\{[^{}]*\}|\(?\bn\s*[-+]?\s*\d?\b\)?|\b20\d\d\b|\.?\s*\(?\b000\b|[/()]")
_YEAR_SHORT = re.compile(r"\bthn\b\.?")
_QUARTER = re.compile(
    r"\b(?:triwulan|triw|trw|tw)\b[\s.]*(?:ke)?[\s.\-]*\(?(?P<which>iii|ii|iv|i|[1-4])\b\)?[\s:.\-–]*", re.IGNORECASE
)
_SHORT_FORMS = {
    "ind": "indikator", "indik": "indikator", "tgt": "target", "trgt": "target", "real": "realisasi", "realis": "realisasi",
    "cap": "capaian", "kin": "kinerja", "keg": "kegiatan", "prog": "program", "lok": "lokasi", "sumb": "sumber", "angg": "anggaran",
    "sat": "satuan", "rek": "rekening", "ket": "keterangan", "sas": "sasaran", "strat": "strategis", "uru": "urusan", "bid": "bidang", "vol": "volume",
}  # fmt: skip
_SHORT_FORM = re.compile(rf"\b({'|'.join(_SHORT_FORMS)})\b\.?")
_ACCOUNT = re.compile(r"\b(?:no|nomor)\b\.?\s*rekening\b")
_RUNNING_NUMBER = frozenset({"no", "nomor", "no urut", "nomor urut", "no. urut"})
_LONGEST_RUNNING = 12
_ROMAN = {"1": "i", "2": "ii", "3": "iii", "4": "iv"}
QUARTER = re.compile(r"\btriwulan (iii|ii|iv|i)\b")
"""A quarter as :func:`with_quarter` writes it."""


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """The form in which spellings are compared: no case, single spaces, none around `/` and `-`."""
    plain = " ".join(as_plain(text).split())
    if "/" in plain or "-" in plain:
        plain = _AROUND_SIGNS.sub(r"\1", plain)
    return plain.casefold().strip(" .,;:")


def with_quarter(text: str) -> str:
    """A heading with its quarter as the forms print it.

    >>> with_quarter("Realisasi TW 1 - Rp"), with_quarter("Realisasi Tw. III"), with_quarter("Triwulan ke-2 (K)"), with_quarter("K")
    ('Realisasi triwulan i Rp', 'Realisasi triwulan iii', 'triwulan ii (K)', 'K')
    """
    if "w" not in text and "W" not in text:
        return text
    return _QUARTER.sub(_as_printed, text).strip()


def is_running_number(heading: str) -> bool:
    """Whether a heading says that its column numbers the rows.

    >>> is_running_number("No."), is_running_number("NOMOR"), is_running_number("No. Rekening")
    (True, True, False)
    """
    return len(heading) <= _LONGEST_RUNNING and fold(heading) in _RUNNING_NUMBER


def in_full(heading: str) -> str:
    """A folded heading without the abbreviations that narrow columns are headed with.

    >>> in_full("ind. kinerja"), in_full("tgt"), in_full("no. rek"), in_full("indikator")
    ('indikator kinerja', 'target', 'kode rekening', 'indikator')
    """
    full = _SHORT_FORM.sub(lambda found: _SHORT_FORMS[found[1]], heading)
    return _ACCOUNT.sub("kode rekening", full) if "rekening" in full else full


def _as_printed(found: re.Match[str]) -> str:
    which = found["which"].casefold()
    return f"triwulan {_ROMAN.get(which, which)} "


@lru_cache(maxsize=8192)
def plain_heading(text: str) -> str:
    """A heading without what differs from plan to plan: year labels (`{n-2}`, `2022`, `(n-2)`), and thousands (`(000)`).

    >>> plain_heading("Thn 2022 (n-2)"), plain_heading("Program/Kegiatan (Output)"), plain_heading("Rp. (000)"), plain_heading("TW 1")
    ('tahun', 'program kegiatan output', 'rp', 'triwulan i')
    """
    plain = in_full(fold(with_quarter(without_scale(text))))
    # Most headings are words alone, none of them an n: nothing is to be left out of them.
    if " n" in f" {plain}" or not plain.replace(" ", "").isalpha():
        plain = " ".join(_NOT_COMPARED.sub(" ", plain).split())
    return _YEAR_SHORT.sub("tahun", plain) if "thn" in plain else plain


_SENTENCE = 6
"""Words of a line that ends like a sentence from which it is one."""
_OTHER_YEARS = re.compile(
    r"\b(?:s\s*/?\s*\.?d|sampai|prakiraan|perkiraan|maju|akhir|renstra|jangka|dibanding(?:kan)?|(?:dan|dengan)\s+(?:tahun\s+)?20\d\d)\b"
    r"|\b(?:20\d\d|n)\s*[-–]|[-–]\s*20\d\d\b",
    re.IGNORECASE,
)


_DATED = re.compile(
    r"\b(?:nomor|no)\b\.?\s*:?\s*[\w.\-]*\d[\w.\-/]*(?:\s+tahun\s+20\d\d)?|(?<!20\d\d)(?<!20\d\d )/\s*20\d\d\b"
    r"|(?<!per )\btanggal\b\s*:?\s*\d{1,2}\W+\w+\W+20\d\d\b",
    re.IGNORECASE,
)


def without_dates(line: str) -> str:
    """A line without the numbers and dates of decrees and letters: the years in them are those of the decree.

    >>> without_dates("NOMOR : 050/12/2024"), without_dates("Peraturan Bupati Nomor 12 Tahun 2024 tentang Renja Tahun 2025")
    ('', 'Peraturan Bupati  tentang Renja Tahun 2025')
    >>> without_dates("Tanggal : 12 Desember 2024"), without_dates("Pegawai per tanggal 31 Desember 2025")
    ('', 'Pegawai per tanggal 31 Desember 2025')
    >>> without_dates("Tahun Anggaran 2024/2025")
    'Tahun Anggaran 2024/2025'
    """
    return _DATED.sub("", line).strip() if "20" in line else line


_OF_A_PERIOD = re.compile(
    r"\(?\s*\b(?:renstra|rencana strategis|rpjmd|periode)\b\D{0,80}20\d\d\s*(?:[-–]|s\.?/?d\.?)\s*20\d\d\s*\)?",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"(\b20\d\d\b.*?)\s*(?:\b(?:dan|serta)\b|&|,)?\s*\bp(?:ra|er)kiraan maju\b\D*20\d\d\b", re.IGNORECASE
)


def without_period(line: str) -> str:
    """A title without the years of the Renstra that it names besides its own.

    >>> without_period("PERJANJIAN KINERJA TAHUN 2025 (RENSTRA 2025-2029)"), without_period("Target Tahun 2025-2029")
    ('PERJANJIAN KINERJA TAHUN 2025', 'Target Tahun 2025-2029')
    >>> without_period("Rencana Strategis Dinas Pangan Tahun 2025-2029")
    ''
    """
    return _OF_A_PERIOD.sub("", line).strip() if "20" in line else line


def with_own_year(line: str) -> str:
    """A title without the years of the Renstra and the one ahead that it names besides its own.

    >>> with_own_year("Rencana Program Tahun 2026 dan Prakiraan Maju Tahun 2027"), with_own_year("Prakiraan Maju Tahun 2027")
    ('Rencana Program Tahun 2026', 'Prakiraan Maju Tahun 2027')
    """
    plain = without_period(line)
    return _AHEAD.sub(r"\1", plain) if "maju" in plain.casefold() else plain


def is_sentence(line: str) -> bool:
    """Whether a line above a table is text around it, and no title."""
    return line.rstrip().endswith((".", ":", ";", ",")) and len(line.split()) >= _SENTENCE


def speaks_of_other_years(title: str) -> bool:
    """Whether the year in a title may be another one than that of the document: `s/d Tahun 2023`, `Prakiraan Maju Tahun 2026`.

    >>> [speaks_of_other_years(title) for title in ("Target 2025-2029", "Realisasi 2024 (n-2)", "P-RENJA TAHUN 2026")]
    [True, True, False]
    """
    return _OTHER_YEARS.search(title) is not None
