"""What is said of a workbook in one breath, the same by every door: the verdict, what was not checked, what could be added."""

from __future__ import annotations

from collections.abc import Mapping

from rules.model.bilingual import Text
from rules.model.finding import SEVERITIES, State, Verdict
from rules.model.unchecked import Unchecked

VERDICTS: Mapping[State, Text] = {
    "valid": Text("LULUS", "PASSED"),
    "incomplete": Text("LULUS, TETAPI BELUM LENGKAP DIPERIKSA", "PASSED, BUT NOT WHOLLY CHECKED"),
    "invalid": Text("BELUM LULUS", "NOT PASSED"),
    "unreadable": Text("TIDAK TERBACA", "UNREADABLE"),
    "quarantined": Text("DIKARANTINA", "QUARANTINED"),
}
SHORT: Mapping[State, Text] = {
    **VERDICTS,
    "incomplete": Text("BELUM LENGKAP", "INCOMPLETE"),
}
"""The verdicts where there is room for a word or two, as in a list of many workbooks."""

_NONE = Text("tidak ada temuan", "no findings")
_NOT_CHECKED = Text("Belum diperiksa", "Not checked")
_OPTIONAL = Text("Di luar pemeriksaan ini", "Beyond this check")
_MOST_RULES = 6


def verdict_title(verdict: Verdict, lang: str = "id") -> str:
    """The verdict, in `id` or `en`."""
    return VERDICTS[verdict.state].get(lang)


def counts_line(verdict: Verdict, lang: str = "id") -> str:
    """How many findings of each severity."""
    said = [f"{verdict.count(severity)} {severity}" for severity in SEVERITIES if verdict.count(severity)]
    return ", ".join(said) or _NONE.get(lang)


def unchecked_lines(verdict: Verdict, lang: str = "id") -> list[str]:
    """What was not checked, why, and what would check it: a sentence or two for each reason."""
    return [_not_checked(one, lang) for one in verdict.unchecked]


def unchecked_reasons(verdict: Verdict) -> str:
    """Why a verdict is not complete, in one clause; empty for a complete one."""
    return "; ".join(one.reason for one in verdict.unchecked)


def optional_line(verdict: Verdict, lang: str = "id") -> str:
    """What something optional beside the workbook would add; empty if nothing."""
    said = "; ".join(f"{one.reason} ({_listed(one)})" for one in verdict.optional)
    return f"{_OPTIONAL.get(lang)}: {said}." if said else ""


def _not_checked(one: Unchecked, lang: str) -> str:
    told = f"{_NOT_CHECKED.get(lang)}: {one.reason} ({_listed(one)})."
    return f"{told} {one.remedy}" if one.remedy else told


def _listed(one: Unchecked) -> str:
    more = f", … {len(one.rules)}" if len(one.rules) > _MOST_RULES else ""
    return ", ".join(one.rules[:_MOST_RULES]) + more
