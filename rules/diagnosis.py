"""Why a sum is off: the slips people really make, tried in order of how surely they explain a difference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rules.money import format_rupiah
from rules.rule import Text

if TYPE_CHECKING:
    from rules.view import View

_NONE = Text("", "")


def transposed(found: int, expected: int) -> tuple[str, str] | None:
    """The digits (as found, as expected) that were mixed up, or None if no such slip explains it.

    Two digits swapped their places (the difference is then divisible by 9), or two digits took each
    other's place in a short run (`484` for `848`).

    >>> transposed(12611751484, 12611751848), transposed(76355000, 76535000), transposed(100, 300)
    (('484', '848'), ('35', '53'), None)
    """
    a, b = str(abs(found)), str(abs(expected))
    different = [position for position in range(len(a)) if a[position] != b[position]] if len(a) == len(b) else []
    if len(different) < 2:
        return None
    first, last = different[0], different[-1]
    run_a, run_b = a[first : last + 1], b[first : last + 1]
    swapped = len(different) == 2 and a[first] == b[last] and a[last] == b[first]
    digits = {frozenset((a[position], b[position])) for position in different}
    exchanged = len(run_a) == len(different) == 3 and len(digits) == 1 and len(set(run_a)) == 2
    return (run_a, run_b) if swapped or exchanged else None


def _of_parts(difference: int, parts: list[tuple[str, int]]) -> Text:
    for key, amount in parts:
        if amount and difference == -amount:
            return Text(
                f"Selisihnya tepat sebesar baris {key}: baris itu tampaknya belum ikut dijumlahkan.",
                f"The difference is exactly row {key}: it seems to be left out of the sum.",
            )
        if amount and difference == amount:
            return Text(
                f"Selisihnya tepat sebesar baris {key}: baris itu tampaknya dijumlahkan dua kali.",
                f"The difference is exactly row {key}: it seems to be counted twice.",
            )
    return _NONE


def _of_scale(found: int, expected: int) -> Text:
    if found == -expected:
        return Text("Tandanya terbalik.", "The sign is reversed.")
    for factor in (1000, 100, 10):
        if found * factor == expected or found == expected * factor:
            return Text(
                f"Nilainya berbeda tepat {factor} kali: mungkin salah satuan atau kurang/lebih nol.",
                f"It is off by exactly a factor of {factor}: a unit or zeros may be wrong.",
            )
    return _NONE


def _of_swap(found: int, expected: int, decimals: int) -> Text:
    swap = transposed(found, expected)
    if not swap:
        return _NONE
    shown = format_rupiah(expected, decimals)
    return Text(
        f"Angkanya tampak tertukar: …{swap[0]}… seharusnya …{swap[1]}… ({shown}).",
        f"Digits look transposed: …{swap[0]}… for …{swap[1]}… ({shown}).",
    )


def _of_copy(view: View, position: int, found: int) -> Text:
    key, number = view.keys[position], view.frame["doc"][position]
    for other in view.session.group(view):
        for money in other.layout.totals.columns if other.layout.totals else []:
            same = (other.frame["doc"] == number) & (other.keys == key)
            if found and (other.money(money)["amount"][same] == found).any():
                return Text(
                    f"Nilai ini sama dengan {key} pada {other.name}: tampaknya disalin dari tabel itu.",
                    f"This is the figure of {key} in {other.name}: it seems to be copied from there.",
                )
    return _NONE


def diagnose_sum(view: View, column: str, position: int) -> Text:
    """What most likely happened to a parent that is not the sum of its children; empty if nothing fits."""
    from rules.totals import parts, sums

    found = int(view.money(column)["amount"][position])
    expected = int(sums(view, column)["expected"][position])
    decimals = view.layout.columns[column].decimals
    for text in (
        _of_swap(found, expected, decimals),
        _of_parts(found - expected, parts(view, column, position)),
        _of_scale(found, expected),
        _of_copy(view, position, found),
    ):
        if text.id:
            return text
    return _NONE
