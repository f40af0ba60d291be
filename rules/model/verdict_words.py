"""What is said of a workbook in one breath, the same by every door: the verdict, what was not checked, what could be added."""

from __future__ import annotations

from collections.abc import Mapping

from rules.model.bilingual import Text
from rules.model.finding import SEVERITIES, State, Verdict
from rules.model.unchecked import Unchecked

VERDICTS: Mapping[State, Text] = {
    "valid": Text("LULUS", "PASSED"),
    "incomplete": Text("BELUM LENGKAP DIPERIKSA", "NOT WHOLLY CHECKED"),
    "invalid": Text("BELUM LULUS", "NOT PASSED"),
    "unreadable": Text("TIDAK TERBACA", "UNREADABLE"),
    "quarantined": Text("DIKARANTINA", "QUARANTINED"),
}
SHORT: Mapping[State, Text] = {
    **VERDICTS,
    "incomplete": Text("BELUM LENGKAP", "INCOMPLETE"),
}
"""The verdicts where there is room for a word or two, as in a list of many workbooks."""

RULE_STATES: Mapping[str, Text] = {
    "ran": Text("ditunda sebagian", "in part"),
    "skipped": Text("tidak dijalankan", "did not run"),
    "crashed": Text("gagal dijalankan", "failed"),
}
"""What is said of a rule that did not run, or not on every cell."""
SEVERITY_WORDS: Mapping[str, Text] = {
    "galat": Text("kesalahan", "error"),
    "peringatan": Text("peringatan", "warning"),
    "catatan": Text("catatan", "note"),
}
"""How grave a finding is, as people are told; the contract says `galat`, `peringatan`, `catatan` in either language."""
_SEVERAL = {"galat": "errors", "peringatan": "warnings", "catatan": "notes"}

_NONE = Text("tidak ada temuan", "no findings")
_YEAR = Text("tahun {year}", "year {year}")
_NO_YEAR = Text("tahun tidak disebut", "no year stated")
_PACK = Text("paket aturan {pack}", "rule pack {pack}")
_EVERY_YEAR = Text("aturan yang berlaku di semua tahun", "the rules of every year")
_NOT_CHECKED = Text("Belum diperiksa", "Not checked")
_OPTIONAL = Text("Di luar pemeriksaan ini", "Beyond this check")
_MOST_RULES = 6
_MORE_RULES = Text(", dan {n} aturan lain", ", and {n} more rules")


def verdict_title(verdict: Verdict, lang: str = "id") -> str:
    """The verdict, in `id` or `en`."""
    return VERDICTS[verdict.state].get(lang)


def counts_line(verdict: Verdict, lang: str = "id") -> str:
    """How many findings of each severity."""
    said = [counted(verdict.count(severity), severity, lang) for severity in SEVERITIES if verdict.count(severity)]
    return ", ".join(said) or _NONE.get(lang)


def counted(number: int, severity: str, lang: str = "id") -> str:
    """So many findings of a severity.

    >>> counted(2, "galat"), counted(2, "galat", "en"), counted(1, "galat", "en")
    ('2 kesalahan', '2 errors', '1 error')
    """
    word = _SEVERAL[severity] if lang == "en" and number != 1 else SEVERITY_WORDS[severity].get(lang)
    return f"{number} {word}"


def graveness(severity: str, lang: str = "id") -> str:
    """The word for a severity.

    >>> graveness("galat"), graveness("galat", "en")
    ('kesalahan', 'error')
    """
    return SEVERITY_WORDS[severity].get(lang)


def year_told(verdict: Verdict, lang: str = "id") -> str:
    """Of which year a workbook is, as far as it says."""
    return _YEAR.get(lang).format(year=verdict.year) if verdict.year else _NO_YEAR.get(lang)


def pack_told(verdict: Verdict, lang: str = "id") -> str:
    """By which rules a workbook was judged: those of a year, or those of every year where its own has none."""
    from rules.schema.pack import BASE

    return _EVERY_YEAR.get(lang) if verdict.pack == BASE else _PACK.get(lang).format(pack=verdict.pack or "-")


def unchecked_lines(verdict: Verdict, lang: str = "id") -> list[str]:
    """What was not checked, why, and what would check it: a sentence or two for each reason."""
    return [_not_checked(one, lang) for one in verdict.unchecked]


def unchecked_reasons(verdict: Verdict) -> str:
    """Why a verdict is not complete, in one clause; empty for a complete one."""
    return "; ".join(one.reason for one in verdict.unchecked)


def optional_line(verdict: Verdict, lang: str = "id") -> str:
    """What something optional beside the workbook would add; empty if nothing."""
    said = "; ".join(f"{one.reason} ({_listed(one, lang)})" for one in verdict.optional)
    return f"{_OPTIONAL.get(lang)}: {said}." if said else ""


def _not_checked(one: Unchecked, lang: str) -> str:
    told = f"{_NOT_CHECKED.get(lang)}: {one.reason} ({_listed(one, lang)})."
    return f"{told} {one.remedy}" if one.remedy else told


def _listed(one: Unchecked, lang: str) -> str:
    left = len(one.rules) - _MOST_RULES
    more = _MORE_RULES.get(lang).format(n=left) if left > 0 else ""
    return ", ".join(one.rules[:_MOST_RULES]) + more
