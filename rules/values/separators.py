"""Which meaning of a separator the unit and the indicator of a target leave: `21.500 Orang` are whole, `97.741 %` has decimals."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache, lru_cache

from rules.values.targets import Target, first_unit
from rules.values.terms import says, terms
from rules.values.vocabulary import units

WHOLE, DECIMAL = "utuh", "desimal"


@cache
def _scaled_units() -> frozenset[str]:
    return frozenset(units().official(name) or name for name in terms("satuan_berskala"))


def kind_of_unit(official: str) -> str:
    """What a unit says of separators: `desimal` of a scale, `nilai` of another measure without dimension, `utuh` of things counted."""
    kind = units().kind(official)
    if official in _scaled_units():
        return DECIMAL
    return WHOLE if kind == "cacah" or official == "Rupiah" else "nilai" if kind == "nilai" else "lain"


@lru_cache(maxsize=16384)
def meaning(unit: str, indicator: str) -> str:
    """What a number of this unit and indicator can be: `utuh` whole only, `desimal` below a thousand; else empty.

    >>> meaning("Orang", "Jumlah peserta"), meaning("%", ""), meaning("Ha", "Luas tanam"), meaning("", "Indeks Gini")
    ('utuh', 'desimal', '', 'desimal')
    """
    unit = first_unit(unit)
    official = units().official(unit)
    kind = kind_of_unit(official) if official else ""
    if kind == DECIMAL or (not unit and says("persentase", indicator)):
        return DECIMAL
    if kind in ("nilai", "") and says("berskala", indicator):
        return DECIMAL
    counts = kind == WHOLE or (not unit and says("cacah", indicator))
    return WHOLE if counts and not says("berpecahan", indicator) else ""


def settled(target: Target, meant: str) -> Target:
    """A target with the one reading that its meaning leaves; as it was, where it leaves both.

    A dot between thousands of things is as Indonesians write; a comma there is English, unless only noughts follow it.
    """
    if target.other is None or not meant or target.value is None:
        return target
    read = (target.value, target.upper)
    decimals = _decimals(read) > _decimals(target.other)
    if meant == DECIMAL:
        chosen = read if decimals else target.other
    elif not decimals:
        chosen = read
    elif all(value is None or value == value.to_integral_value() for value in read):
        return target
    else:
        chosen = target.other
    return replace(target, value=chosen[0], upper=chosen[1], other=None)


def _decimals(ends: tuple[Decimal, Decimal | None]) -> int:
    return max(-int(value.as_tuple().exponent) for value in ends if value is not None)
