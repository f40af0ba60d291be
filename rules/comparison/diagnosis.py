"""Why a sum is off: the slips people really make, tried in order of how surely they explain a difference."""

from __future__ import annotations

from rules.model.bilingual import NOTHING, Text
from rules.values.money import format_rupiah


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
    return NOTHING


def _of_scale(found: int, expected: int) -> Text:
    if found == -expected:
        return Text("Tandanya terbalik.", "The sign is reversed.")
    for factor in (1000, 100, 10):
        if found * factor == expected or found == expected * factor:
            return Text(
                f"Nilainya berbeda tepat {factor} kali: mungkin salah satuan atau kurang/lebih nol.",
                f"It is off by exactly a factor of {factor}: a unit or zeros may be wrong.",
            )
    return NOTHING


def _of_swap(found: int, expected: int, decimals: int) -> Text:
    swap = transposed(found, expected)
    if not swap:
        return NOTHING
    shown = format_rupiah(expected, decimals)
    return Text(
        f"Angkanya tampak tertukar: …{swap[0]}… seharusnya …{swap[1]}… ({shown}).",
        f"Digits look transposed: …{swap[0]}… for …{swap[1]}… ({shown}).",
    )


def _of_copy(key: str, copied_from: str) -> Text:
    if not copied_from:
        return NOTHING
    return Text(
        f"Nilai ini sama dengan {key} pada {copied_from}: tampaknya disalin dari tabel itu.",
        f"This is the figure of {key} in {copied_from}: it seems to be copied from there.",
    )


def diagnose_sum(
    found: int, expected: int, parts: list[tuple[str, int]], key: str = "", copied_from: str = "", decimals: int = 0
) -> Text:
    """What most likely happened to a parent that is not the sum of its children; empty if nothing fits.

    ``parts`` are the keys and amounts of the children; ``copied_from`` names another table in which the row
    ``key`` holds the amount found. Amounts in the smallest unit of a column with ``decimals``.
    """
    for text in (
        _of_swap(found, expected, decimals),
        _of_parts(found - expected, parts),
        _of_scale(found, expected),
        _of_copy(key, copied_from),
    ):
        if text.id:
            return text
    return NOTHING


def diagnose_ratio(found: float, expected: float, operands: dict[str, float], tolerance: float) -> Text:
    """What most likely happened to a derived figure: a factor of ten, a reversed division, swapped digits, a copy.

    ``operands`` are the values of the official columns it is derived from; ``tolerance`` that of the shown figure.
    """

    def near(one: float, other: float) -> bool:
        return abs(one - other) <= tolerance + abs(other) * 1e-9

    for factor in (10, 100, 1000):
        if found and expected and (near(found, expected / factor) or near(found / factor, expected)):
            return Text(f"Meleset tepat {factor} kali.", f"Off by exactly a factor of {factor}.")
    if expected and near(found, 10000 / expected):
        return Text("Pembilang dan penyebutnya tampaknya tertukar.", "Numerator and denominator seem to be swapped.")
    swap = transposed(round(found * 100), round(expected * 100))
    if swap:
        return Text("Angkanya tampak tertukar.", "Digits look transposed.")
    for column, value in operands.items():
        if near(found, value):
            return Text(f"Nilainya sama dengan kolom {column}.", f"It is the figure of column {column}.")
    return NOTHING
