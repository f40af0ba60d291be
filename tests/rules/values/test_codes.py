"""Nomenclature codes: official ones are read as they stand, damaged ones repaired where only one code is meant."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from rules.values.cells import SPLIT, ExcelError
from rules.values.codes import LEVELS, CodeStatus, bidang_of, level_of, parent_of, read_code, sort_key
from rules.values.codes_made_numbers import is_day_number

unhurried = settings(deadline=None)


def _two(low: int = 1) -> st.SearchStrategy[str]:
    return st.integers(low, 99).map("{:02d}".format)


@st.composite
def decreed(draw: st.DrawFn, lowest: int = 0) -> tuple[str, int, int]:
    """An official code at or below a level, its level, and the sub kegiatan digits of its decree."""
    sub_digits, level = draw(st.sampled_from([2, 4])), draw(st.integers(lowest, len(LEVELS) - 1))
    urusan, bidang = draw(st.one_of(st.tuples(st.sampled_from("123456789"), _two()), st.just(("X", "XX"))))
    sub = draw(st.integers(1, 10**sub_digits - 1))
    segments = [urusan, bidang, draw(_two()), f"{draw(st.integers(1, 9))}.{draw(_two())}", f"{sub:0{sub_digits}d}"]
    return ".".join(segments[: level + 1]), level, sub_digits


def without_zeros(code: str) -> str:
    """Leading zeros of the second and later segments lost, as when segments are typed as numbers."""
    first, *rest = code.split(".")
    return ".".join([first, *(segment.lstrip("0") for segment in rest)])


def split(code: str) -> str:
    """One cell per segment."""
    return code.replace(".", SPLIT)


def glued(code: str) -> str:
    """The kegiatan segment without its dot: `2.01` as `201`."""
    parts = code.split(".")
    return ".".join([*parts[:3], "".join(parts[3:5]), *parts[5:]])


DAMAGES: dict[str, tuple[int, Callable[[str], str]]] = {
    "zeros lost": (1, without_zeros),
    "split over cells": (1, split),
    "split, zeros lost": (1, lambda code: split(without_zeros(code))),
    "kegiatan glued": (3, glued),
    "kegiatan glued, split": (3, lambda code: split(glued(code))),
    "no dots at all": (1, lambda code: code.replace(".", "")),
    "spaces after dots": (1, lambda code: code.replace(".", ". ")),
    "spaces for dots": (1, lambda code: code.replace(".", " ")),
    "commas for dots": (1, lambda code: code.replace(".", ",")),
    "trailing dot": (0, lambda code: f"{code}."),
    "trailing dot and space": (0, lambda code: f" {code} . "),
    "dot doubled": (1, lambda code: code.replace(".", "..")),
    "placeholder in lower case": (0, str.lower),
}
"""Damages, and the highest level at which each leaves a trace."""


def still_tells(damaged: str, official: str, sub_digits: int) -> bool:
    """Whether a damage hit at all, and the official code is the only one that can be meant."""
    last = damaged.replace(SPLIT, ".").rsplit(".", 1)[-1]
    other_decree = level_of(official) == 4 and sub_digits == 4 and len(last) == 2
    letters_glued = damaged.startswith("XXX")
    return damaged != official and not other_decree and not letters_glued and not is_day_number(damaged)


@unhurried
@given(decreed())
def test_an_official_code_is_read_as_it_stands(case: tuple[str, int, int]) -> None:
    code, level, sub_digits = case
    for typed in (code, f"  {code}\n"):
        read = read_code(typed, sub_digits)
        assert (read.official, read.level, read.status, read.split) == (code, level, CodeStatus.OK, False)
        assert read.parent == parent_of(code)


@pytest.mark.parametrize("damage", DAMAGES)
@unhurried
@given(st.data())
def test_a_damaged_code_is_repaired_to_the_original(damage: str, data: st.DataObject) -> None:
    lowest, harm = DAMAGES[damage]
    code, level, sub_digits = data.draw(decreed(lowest))
    damaged = harm(code)
    assume(still_tells(damaged, code, sub_digits))
    read = read_code(damaged, sub_digits)
    assert (read.official, read.level, read.status) == (code, level, CodeStatus.REPAIRED)
    assert read.split == (SPLIT in damaged)


@unhurried
@given(decreed(lowest=4))
def test_a_sub_kegiatan_of_the_other_decrees_width_is_not_guessed(case: tuple[str, int, int]) -> None:
    code, _, sub_digits = case
    read = read_code(code, 6 - sub_digits)
    assert (read.official, read.status) == (None, CodeStatus.MALFORMED)


LIKE_CODES = st.text(alphabet="0123456789.,|/- xX٧²", max_size=18)


@unhurried
@given(st.one_of(st.text(), LIKE_CODES), st.sampled_from([2, 4]))
def test_any_text_is_a_code_or_says_why_not(text: str, sub_digits: int) -> None:
    read = read_code(text, sub_digits)
    unread = {CodeStatus.EMPTY, CodeStatus.MALFORMED, CodeStatus.NUMBER}
    assert (read.official is None) == (read.status in unread) == (read.level == -1)


@unhurried
@given(st.one_of(st.text(), LIKE_CODES, decreed().map(lambda case: without_zeros(case[0]))), st.sampled_from([2, 4]))
def test_what_is_called_official_reads_as_official(text: str, sub_digits: int) -> None:
    read = read_code(text, sub_digits)
    assume(read.official)
    again = read_code(read.official, sub_digits)
    assert (again.official, again.level, again.status) == (read.official, read.level, CodeStatus.OK)


@unhurried
@given(st.one_of(st.integers(), st.floats()))
def test_a_number_is_never_taken_for_a_code(number: float) -> None:
    read = read_code(number)
    assert (read.official, read.status) == (None, CodeStatus.NUMBER)


@pytest.mark.parametrize(
    ("value", "sub_digits", "official", "status"),
    [
        (None, 2, None, "kosong"),
        (" \t", 2, None, "kosong"),
        ("2.17.01.2.01.06", 2, "2.17.01.2.01.06", "baik"),
        ("2.17.01.2.01.0006", 4, "2.17.01.2.01.0006", "baik"),
        ("X.XX.01.2.01", 2, "X.XX.01.2.01", "baik"),
        ("2|17|2|201|1", 2, "2.17.02.2.01.01", "diperbaiki"),  # as real documents write it
        ("2.17.01.201.06", 2, "2.17.01.2.01.06", "diperbaiki"),
        ("2.17.01.20106", 2, "2.17.01.2.01.06", "diperbaiki"),
        ("2170120106", 2, "2.17.01.2.01.06", "diperbaiki"),
        ("217012010006", 4, "2.17.01.2.01.0006", "diperbaiki"),
        ("2.17.01.2.01.6", 4, "2.17.01.2.01.0006", "diperbaiki"),  # one digit: only zeros can be lost
        ("2.17.01.2.01.06", 4, None, "rusak"),  # two digits: the code of another decree
        ("2.17.01.2.01.006", 2, None, "rusak"),
        ("2.17.01.2", 2, None, "rusak"),  # ends within the kegiatan segment
        ("2.17.01.2.01.06.1", 2, None, "rusak"),
        ("2.17.0", 2, None, "rusak"),  # a segment of zeros only
        ("2.17.001", 2, "2.17.01", "diperbaiki"),  # a zero too many
        ("2.117", 2, None, "rusak"),
        ("12.17", 2, None, "rusak"),
        ("2.XY", 2, None, "rusak"),
        ("2.17.a1", 2, None, "rusak"),
        ("Program", 2, None, "rusak"),
        ("|", 2, None, "rusak"),
        (2, 2, None, "angka"),
        (2.17, 2, None, "angka"),
        (True, 2, None, "rusak"),
        (dt.date(2017, 2, 1), 2, None, "angka"),  # 1.2.17 that Excel took for a date
        (ExcelError("#REF!"), 2, None, "rusak"),
        ("٢.١٧", 2, None, "rusak"),  # Arabic-Indic digits
        ("2.1٧", 2, None, "rusak"),
        ("²", 2, None, "rusak"),  # a digit to Python, not to a decree
        ("2.17.¹", 2, None, "rusak"),
        ("\u00a02.17\u00a0", 2, "2.17", "baik"),
        *(
            (f"2.17.01{sign}", 2, "2.17.01", "baik") for sign in ("*", " *)", "¹", " ¹⁾", " (**)")
        ),  # a footnote is no part of it
        ("2.\u00a017", 2, "2.17", "diperbaiki"),
        *((f"2{dot}17{dot}01", 2, "2.17.01", "diperbaiki") for dot in "·•․–−‑．"),
        ("２.１７", 2, "2.17", "diperbaiki"),
        ("'2.17.01", 2, "2.17.01", "diperbaiki"),  # the mark of a text
        (dt.time(2, 17, 1), 2, None, "angka"),
        (dt.timedelta(hours=2, minutes=17), 2, None, "angka"),
        ("17/02/2001", 2, None, "angka"),
        ("02:17:01", 2, None, "angka"),
        ("12/13/1999", 2, None, "rusak"),  # no code that Excel made a date of
    ],
)
def test_reads_a_code_cell(value: object, sub_digits: int, official: str | None, status: str) -> None:
    read = read_code(value, sub_digits)
    assert (read.official, read.status.value) == (official, status)


# ---- the hierarchy a code tells


@unhurried
@given(decreed())
def test_ancestors_lead_up_to_the_urusan_one_level_at_a_time(case: tuple[str, int, int]) -> None:
    code, level, sub_digits = case
    assert level_of(code) == level
    chain, above = [code], parent_of(code)
    while above is not None:
        assert read_code(above, sub_digits).status is CodeStatus.OK
        assert code.startswith(f"{above}.")
        chain.append(above)
        above = parent_of(above)
    assert [level_of(link) for link in chain] == list(range(level, -1, -1))
    assert bidang_of(code) == (chain[-2] if level else None)


@unhurried
@given(st.lists(decreed(), min_size=1, max_size=8))
def test_in_order_every_family_follows_its_head(cases: list[tuple[str, int, int]]) -> None:
    family = {code for code, _, _ in cases}
    for code in list(family):
        while (above := parent_of(code)) is not None:
            family.add(above)
            code = above
    ordered = sorted(family, key=sort_key)
    for head in ordered:
        below = [place for place, code in enumerate(ordered) if code.startswith(f"{head}.")]
        start = ordered.index(head) + 1
        assert below == list(range(start, start + len(below))), head


@pytest.mark.parametrize(
    ("code", "level", "parent", "bidang"),
    [
        ("2", 0, None, None),
        ("2.17", 1, "2", "2.17"),
        ("2.17.01", 2, "2.17", "2.17"),
        ("2.17.01.2.01", 3, "2.17.01", "2.17"),  # the kegiatan segment is two tokens
        ("2.17.01.2.01.06", 4, "2.17.01.2.01", "2.17"),
        ("2.17.01.2.01.0006", 4, "2.17.01.2.01", "2.17"),
        ("X.XX.01", 2, "X.XX", "X.XX"),
    ],
)
def test_place_of_a_code_in_the_hierarchy(code: str, level: int, parent: str | None, bidang: str | None) -> None:
    assert (level_of(code), parent_of(code), bidang_of(code)) == (level, parent, bidang)
