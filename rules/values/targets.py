"""Targets and realisations: a number with its unit, a range, a predicate, or nothing.

Conventions: `-` means nil; `100%` and `0,2 %` are percentages; what follows the number is its unit
(`448 Orang/Bulan`); letters of an evaluation scale (`BB`, `WTP`, `Baik`) are predicates and never summed.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from rules.values.cells import ExcelError, as_text, is_blank
from rules.values.number import as_shown, read_number
from rules.values.text import fold
from rules.values.vocabulary import predicates, units

_NIL = frozenset({"-", "–", "—", "--", "nihil", "n/a"})
_DIGITS = r"(?:\d{1,3}(?: \d{3})+(?:[.,]\d+)?(?!\d)|\d[\d.,]*)"
_NUMBER = rf"[+\-−]?\s?{_DIGITS}"
_RANGE = re.compile(
    rf"(?P<money>rp\.?\s*)?(?P<low>{_NUMBER})\s*(?P<lowpercent>%?)\s*(?:-|–|—|s/d|s\.d\.?|sampai)\s*(?:rp\.?\s*)?(?P<high>{_DIGITS})\s*(?P<unit>.*)",
    re.IGNORECASE | re.DOTALL,
)
_SINGLE = re.compile(rf"(?P<money>rp\.?\s*)?(?P<low>{_NUMBER})\s*(?P<unit>.*)", re.IGNORECASE | re.DOTALL)


class TargetKind(StrEnum):
    """What a target cell turned out to hold."""

    EMPTY = "kosong"
    NIL = "nihil"
    VALUE = "nilai"
    RANGE = "rentang"
    PREDICATE = "predikat"
    UNREADABLE = "rusak"
    ERROR = "galat"


@dataclass(frozen=True, slots=True)
class Target:
    """A target as read. ``value`` is the number (of a range, its lower end), ``unit`` as typed."""

    kind: TargetKind
    value: Decimal | None = None
    upper: Decimal | None = None
    unit: str = ""
    ambiguous: bool = False


_EMPTY = Target(TargetKind.EMPTY)


def _clean_unit(unit: str) -> str:
    return " ".join(unit.split()).strip(" .;,-–—")


def _unit(currency: str | None, rest: str) -> str:
    """The unit after a number; `Rp` before it makes it rupiah, or rupiah of a size (`Rp Juta`)."""
    unit = _clean_unit(rest)
    if not currency:
        return unit
    return f"Rp {unit}" if unit else "Rupiah"


@lru_cache(maxsize=16384)
def _read_text(text: str) -> Target:
    body = " ".join(text.split())
    if not body:
        return _EMPTY
    if body.lower() in _NIL:
        return Target(TargetKind.NIL)
    if body.casefold() in predicates():
        return Target(TargetKind.PREDICATE)
    ranged = _RANGE.fullmatch(body)
    if ranged:
        low, high = read_number(ranged["low"]), read_number(ranged["high"].rstrip(".,"))
        if low and high:
            unit = _unit(ranged["money"], ranged["unit"]) or ranged["lowpercent"]
            return Target(TargetKind.RANGE, low.value, high.value, unit, low.ambiguous or high.ambiguous)
    single = _SINGLE.fullmatch(body)
    if single:
        number = read_number(single["low"].rstrip(".,"))
        if number:
            unit = _unit(single["money"], single["unit"])
            return Target(TargetKind.VALUE, number.value, None, unit, number.ambiguous)
    return Target(TargetKind.UNREADABLE)


def read_target(value: object) -> Target:
    """Read one target or realisation cell.

    >>> read_target("1.050 Unit Usaha")
    Target(kind=<TargetKind.VALUE: 'nilai'>, value=Decimal('1050'), upper=None, unit='Unit Usaha', ambiguous=True)
    >>> read_target("0,2 %").value, read_target("448 Orang/Bulan").unit, read_target("BB").kind.value
    (Decimal('0.2'), 'Orang/Bulan', 'predikat')
    """
    if is_blank(value):
        return _EMPTY
    if isinstance(value, ExcelError):
        return Target(TargetKind.ERROR)
    if isinstance(value, str):
        return _read_text(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return Target(TargetKind.UNREADABLE)
    return _read_number(value)


@lru_cache(maxsize=16384)
def _read_number(value: float) -> Target:
    if isinstance(value, float) and not math.isfinite(value):
        return Target(TargetKind.UNREADABLE)
    if abs(value) < 10**15 and value == int(value):
        return Target(TargetKind.VALUE, Decimal(int(value)))
    number = as_shown(value) if isinstance(value, float) else Decimal(value)
    return Target(TargetKind.VALUE, number.to_integral_value() if number == number.to_integral_value() else number)


def first_unit(unit: str) -> str:
    """The unit of the first of several targets in one cell; a single target's own unit.

    >>> first_unit("Orang/Bulan 384 Orang/Bulan"), first_unit("Unit Usaha")
    ('Orang/Bulan', 'Unit Usaha')
    """
    further = re.search(r"\s\d", unit)
    return unit[: further.start()].rstrip() if further else unit


def holds_several(unit: str) -> bool:
    """Whether what follows a target's number is a unit and then a further target."""
    return bool(re.search(r"\s\d", unit))


def same_target(one: object, other: object) -> bool:
    """Whether two cells state the same target, however they are written (`100%` and `100 persen`, `3 Lapran` and `3 Laporan`)."""
    return _comparable(one) == _comparable(other)


def _comparable(value: object) -> tuple[object, ...]:
    target = read_target(value)
    if target.kind is TargetKind.PREDICATE:
        return target.kind, fold(as_text(value))
    unit = units().meant(target.unit) or fold(target.unit)
    return target.kind, target.value, target.upper, unit
