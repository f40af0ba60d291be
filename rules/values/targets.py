"""Targets and realisations: a number with its unit, a range, a ratio, a predicate, or nothing.

Conventions: `-`, `N/A` and `belum rilis` mean nil; `100%` and `0,2 %` are percentages; what follows the number is its unit
(`448 Orang/Bulan`), except for a remark in brackets; a limit (`≥ 95`) is its number. Words of an evaluation scale (`BB`,
`WTP`, `Level 3`) are predicates and never summed, also with a figure beside them (`A (82,14)`), and so are ranks (`3 besar`); `3 dari 10 Desa` is a ratio.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache, lru_cache

from rules.values.cells import ExcelError, is_blank
from rules.values.footnotes import without_footnote, without_leading_footnote
from rules.values.lookalikes import as_plain, digits_meant, is_dash, with_decimals
from rules.values.made_dates import is_moment
from rules.values.number import Number, as_shown, is_shortened, read_number
from rules.values.remarks import without_limit, without_scale, without_words
from rules.values.terms import predicates, terms
from rules.values.text import fold
from rules.values.vocabulary import units

_DIGITS = r"(?:\d{1,3}(?: \d{3})+(?:[.,]\d+)?(?!\d)|\d[\d.,]*)"
_NUMBER = rf"(?:[+\-−]\s?)?{_DIGITS}"
_MONEY = r"(?:(?P<money>rp\.?|idr|us\$|usd|\$)\s*)?"
_RANGE = re.compile(
    rf"{_MONEY}(?P<low>{_NUMBER})\s*(?P<lowpercent>%?)\s*(?:-|–|—|~|s/d|s\.d\.?|sd(?=\s)|sampai(?: dengan)?|hingga)\s*(?:rp\.?\s*)?(?P<high>{_DIGITS})\s*(?P<unit>.*)",
    re.IGNORECASE | re.DOTALL,
)
_AROUND = re.compile(rf"(?P<low>{_NUMBER})\s*%?\s*(?:±|\+/[-−]|\+[-−])\s*(?P<by>{_DIGITS})\s*(?P<unit>.*)", re.DOTALL)
_RATIO = re.compile(
    rf"(?P<low>{_DIGITS})\s*(?:(?::|(?:[^\W\d]+\s+)?dari)\s*(?P<high>{_DIGITS})\s*(?P<unit>.*)|/\s*(?P<part>{_DIGITS}))",
    re.IGNORECASE | re.DOTALL,
)
_SINGLE = re.compile(rf"{_MONEY}(?P<low>{_NUMBER})\s*(?P<unit>.*)", re.IGNORECASE | re.DOTALL)
_BELOW_ZERO = re.compile(r"\((\d[^()]*)\)(\s*%?)|(?:minus\s+|[–—](?=\d))(\d.*)", re.IGNORECASE | re.DOTALL)
_REMARK = re.compile(r"(?<=\S)\s*\([^()]*\)$")
_ALONE = re.compile(r"\(([^()]*)\)")
_SCALED = re.compile(
    rf"(?P<word>[^\d()]+?)\s*(?:[/=:]\s*|\s[-–]\s|\s(?=\d)|(?=\())\(?\s*(?P<figure>{_DIGITS})?(?P<rest>[^()]*)\)?",
    re.DOTALL,
)
_FIGURED = re.compile(
    rf"(?P<figure>{_DIGITS})\s*(?:\(\s*(?P<word>[^()]+?)\s*\)|[/=,]?\s*(?P<bare>[^\d()]+))", re.DOTALL
)

_RANK = re.compile(r"\d+\s+(?:besar|terbaik|teratas)\b[^\d]*", re.IGNORECASE)
"""A rank among the first."""


class TargetKind(StrEnum):
    """What a target cell turned out to hold."""

    EMPTY = "kosong"
    NIL = "nihil"
    VALUE = "nilai"
    RANGE = "rentang"
    RATIO = "rasio"
    PREDICATE = "predikat"
    UNREADABLE = "rusak"
    ERROR = "galat"


Ends = tuple[Decimal, Decimal | None]
"""A number, and the upper end of a range or the second part of a ratio."""


@dataclass(frozen=True, slots=True)
class Target:
    """A target as read.

    ``value`` is the number (of a range its lower end, of a ratio its first part, of a predicate the figure beside it),
    ``unit`` as typed, ``other`` what the numbers are if their separator has its other meaning; None where it has but one.
    ``word`` is the word of the scale, folded.
    """

    kind: TargetKind
    value: Decimal | None = None
    upper: Decimal | None = None
    unit: str = ""
    other: Ends | None = None
    word: str = ""


_EMPTY = Target(TargetKind.EMPTY)
_NIL = Target(TargetKind.NIL)
_UNREADABLE = Target(TargetKind.UNREADABLE)


def _clean_unit(unit: str) -> str:
    plain = without_leading_footnote(" ".join(unit.split()).strip(" .;,-–—"))
    return without_footnote(plain).strip(" .;,")


def _unit(currency: str | None, rest: str) -> str:
    """The unit after a number, a remark in brackets left out; `Rp` before it makes it rupiah, or of a size (`Rp Juta`)."""
    unit = _clean_unit(rest)
    alone = _ALONE.fullmatch(unit)
    if alone:
        unit = _clean_unit(alone[1])
    elif unit.endswith(")") and units().official(unit) is None:
        unit = _clean_unit(_REMARK.sub("", unit))
    if not currency:
        return unit
    plain = "Rp" if currency[0] in "rRiI" else "US$"
    return f"{plain} {unit}" if unit else "Rupiah" if plain == "Rp" else plain


@lru_cache(maxsize=16384)
def as_unit(text: str) -> str:
    """A unit as typed in a cell of its own, without remarks in brackets and signs of footnotes.

    >>> as_unit("Persen (%)"), as_unit("Laporan ¹)"), as_unit("(Orang)"), as_unit("Skor skala 1-4"), as_unit("Skala 1-5")
    ('Persen', 'Laporan', 'Orang', 'Skor', 'Skala')
    """
    plain = as_plain(text)
    return _unit(None, without_scale(plain) or ("Skala" if plain else ""))


def _is_nil(body: str) -> bool:
    said = body.casefold()
    words = terms("nihil")
    if said in words or is_dash(said):
        return True
    plain = said.strip(" .*()")
    return plain in words or any(" " in word and plain.startswith(f"{word} ") for word in words)


@cache
def _steps() -> re.Pattern[str]:
    """A step of a scale by its number (`Level 3`, `Peringkat II`)."""
    return re.compile(
        rf"(?:{'|'.join(terms('jenjang'))})\s*\.?\s*(?:\d+(?:[.,]\d+)?|[ivx]+|[a-e])[+\-]?", re.IGNORECASE
    )


@cache
def _scale_names() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(terms('sebutan_skala'))})\s*:?\s+", re.IGNORECASE)


def _scale_word(text: str) -> str:
    """The word of a scale that a text is, folded; empty if it is none."""
    word = _scale_names().sub("", text.strip(" ."), count=1).strip(" ()").casefold()
    return word if word in predicates() or word.rstrip("+-") in predicates() else ""


def _predicate(body: str) -> Target | None:
    """A word of a scale, alone or with its figure before or behind it."""
    if body[0].isdecimal():
        if _RANK.fullmatch(body):
            return Target(TargetKind.PREDICATE, word=fold(body))
        figured = _FIGURED.fullmatch(body)
        if figured is None or (figured["bare"] and units().official(figured["bare"])):
            return None
        word = _scale_word(figured["word"] or figured["bare"])
        return Target(TargetKind.PREDICATE, _figure(figured["figure"]), word=word) if word else None
    whole = _scale_word(body) or (fold(body) if _steps().fullmatch(body) else "")
    if whole:
        return Target(TargetKind.PREDICATE, word=whole)
    scaled = _SCALED.fullmatch(body)
    word = _scale_word(scaled["word"]) if scaled else ""
    if scaled is None or not word:
        return None
    return Target(TargetKind.PREDICATE, None if scaled["rest"].strip() else _figure(scaled["figure"]), word=word)


def _figure(text: str | None) -> Decimal | None:
    number = read_number(text.rstrip(".,")) if text else None
    return number.value if number else None


# ---- one number or two


def _meanings(number: Number) -> list[Decimal]:
    """What a number may be, by the convention first."""
    if not number.ambiguous:
        return [number.value]
    return [number.value, number.value.scaleb(-3 if number.value.as_tuple().exponent == 0 else 3)]


def _has_decimals(value: Decimal) -> bool:
    return int(value.as_tuple().exponent) < 0


def _together(low: Number, high: Number) -> Iterator[Ends]:
    """What two numbers of one cell may be: written alike, and the lower one first, if they can be."""
    pairs = [(one, two) for one in _meanings(low) for two in _meanings(high)]
    if low.ambiguous or high.ambiguous:
        grouped = any(abs(x.value) >= 1000 and not x.ambiguous and not _has_decimals(x.value) for x in (low, high))
        alike = [pair for pair in pairs if _has_decimals(pair[0]) == _has_decimals(pair[1])]
        decimal = any(_has_decimals(x.value) and not x.ambiguous for x in (low, high))
        if grouped or decimal or (low.ambiguous and high.ambiguous):
            pairs = alike or pairs
    rising = [pair for pair in pairs if pair[0] <= pair[1]]
    yield from rising or pairs


def _of_two(kind: TargetKind, low: str, high: str, unit: str) -> Target | None:
    one, two = read_number(low), read_number(high.rstrip(".,"))
    if one is None or two is None:
        return None
    if kind is TargetKind.RATIO:
        return Target(kind, one.value, two.value, unit)
    first, *others = _together(one, two)
    return Target(kind, *first, unit, others[0] if others else None)


def _around(found: re.Match[str]) -> Target | None:
    """A number give or take another, as the range it is."""
    middle, by = read_number(found["low"]), read_number(found["by"].rstrip(".,"))
    if middle is None or by is None:
        return None
    return Target(TargetKind.RANGE, middle.value - by.value, middle.value + by.value, _unit(None, found["unit"]))


def _numbers(body: str) -> Target | None:
    ranged = _RANGE.fullmatch(body)
    if ranged:
        unit = _unit(ranged["money"], ranged["unit"]) or ranged["lowpercent"]
        found = _of_two(TargetKind.RANGE, ranged["low"], ranged["high"], unit)
        if found:
            return found
    around = _AROUND.fullmatch(body)
    if around:
        return _around(around)
    ratio = _RATIO.fullmatch(body)
    if ratio:
        return _of_two(TargetKind.RATIO, ratio["low"], ratio["high"] or ratio["part"], _unit(None, ratio["unit"] or ""))
    single = _SINGLE.fullmatch(body)
    number = read_number(single["low"].rstrip(".,")) if single else None
    if single is None or number is None:
        return None
    value, *others = _meanings(number)
    other = (others[0], None) if others else None
    return Target(TargetKind.VALUE, value, None, _unit(single["money"], single["unit"]), other)


@lru_cache(maxsize=16384)
def _read_text(text: str) -> Target:
    body = without_words(with_decimals(" ".join(as_plain(text).split())).removeprefix("'"))
    body = without_scale(body) or body
    if not body:
        return _EMPTY
    if not body[0].isdecimal():
        if _is_nil(body):
            return _NIL
        body = without_limit(body)
        below = _BELOW_ZERO.fullmatch(body)
        if below:
            body = f"-{below[1] or below[3]}{below[2] or ''}"
    unread = not body or digits_meant(body) or is_moment(body) or is_shortened(body)
    return _UNREADABLE if unread else _predicate(body) or _numbers(body) or _UNREADABLE


def read_target(value: object) -> Target:
    """Read one target or realisation cell.

    >>> found = read_target("1.050 Unit Usaha")
    >>> found.value, found.unit, found.other
    (Decimal('1050'), 'Unit Usaha', (Decimal('1.050'), None))
    >>> read_target("0,2 %").value, read_target("448 Orang/Bulan").unit, read_target("BB").kind.value
    (Decimal('0.2'), 'Orang/Bulan', 'predikat')
    >>> read_target("2,5±1").upper, read_target("1:32").kind.value, read_target("≥ 95").value, read_target("A (82,14)").value
    (Decimal('3.5'), 'rasio', Decimal('95'), Decimal('82.14'))
    """
    if is_blank(value):
        return _EMPTY
    if isinstance(value, ExcelError):
        return Target(TargetKind.ERROR)
    if isinstance(value, str):
        return _read_text(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return _UNREADABLE
    return _read_number(value)


@lru_cache(maxsize=16384)
def _read_number(value: float) -> Target:
    if isinstance(value, float) and not math.isfinite(value):
        return _UNREADABLE
    if abs(value) < 10**15 and value == int(value):
        return Target(TargetKind.VALUE, Decimal(int(value)))
    number = as_shown(value) if isinstance(value, float) else Decimal(value)
    return Target(TargetKind.VALUE, number.to_integral_value() if number == number.to_integral_value() else number)


# ---- units

_FURTHER = re.compile(r"(?<!\bper)(?<!/)\s\d", re.IGNORECASE)
"""Where another number follows a unit; that of a rate (`per 1.000 Kelahiran Hidup`) is part of the unit."""


def first_unit(unit: str) -> str:
    """The unit of the first of several targets in one cell; a single target's own unit.

    >>> first_unit("Orang/Bulan 384 Orang/Bulan"), first_unit("Unit Usaha"), first_unit("per 1.000 KH")
    ('Orang/Bulan', 'Unit Usaha', 'per 1.000 KH')
    """
    further = _FURTHER.search(unit)
    return unit[: further.start()].rstrip() if further else unit


def holds_several(unit: str) -> bool:
    """Whether what follows a target's number is a unit and then a further target."""
    return _FURTHER.search(unit) is not None


# ---- the same target, or another


def same_target(one: Target, other: Target) -> bool:
    """Whether two cells state the same target, however they are written (`100%` and `100 persen`, `3 Lapran` and `3 Laporan`)."""
    if TargetKind.PREDICATE not in (one.kind, other.kind):
        return _comparable(one) == _comparable(other)
    if one.kind is not other.kind:
        return one.value is not None and one.value == other.value
    return one.word == other.word and (one.value == other.value or None in (one.value, other.value))


def same_figures(one: Target, other: Target) -> bool:
    """Whether two cells state the same figures, of whatever unit."""
    return (one.kind, one.value, one.upper, one.word) == (other.kind, other.value, other.upper, other.word)


def _comparable(target: Target) -> tuple[object, ...]:
    return target.kind, target.value, target.upper, units().meant(target.unit) or fold(target.unit)
