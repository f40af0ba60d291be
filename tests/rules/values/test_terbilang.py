"""Amounts in words: spoken, read back however they are spelled, and told where they go wrong."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.values.terbilang import Fault, amount_of, faults, is_terbilang, words_of

AMOUNTS = st.integers(0, 10**15 - 1)


@given(AMOUNTS)
@settings(max_examples=50, deadline=None)
def test_words_are_read_back(amount: int) -> None:
    assert amount_of(words_of(amount)) == amount


@given(AMOUNTS, st.data())
@settings(max_examples=50, deadline=None)
def test_spelling_is_no_difference(amount: int, data: st.DataObject) -> None:
    """Capitals, words run together or hyphenated, `milyar`, `rupiah`: the same amount."""
    words = words_of(amount).replace("miliar", "milyar").replace("triliun", "trilyun")
    joint = data.draw(st.sampled_from([" ", "", "-", " - ", "  "]))
    assert amount_of(joint.join(words.split()).title() + " Rupiah") == amount


@given(st.integers(1, 10**12), st.integers(1, 10**12))
@settings(max_examples=50, deadline=None)
def test_other_amounts_are_never_taken_for_it(amount: int, other: int) -> None:
    assert (amount_of(words_of(other)) == amount) == (amount == other)
    assert bool(faults(amount, words_of(other))) == (amount != other)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (934_735_000, "Sembilan ratus tiga puluh empat juta tujuh ratus tiga puluh lima ribu rupiah"),
        (752_916_800, " Tujuh ratus lima puuh dua juta Sembilan ratus enambelas ribu delapan ratus rupiah"),
        (3_079_221_482, "Tiga Milyar tujuh puluh Sembilan juta dua ratus dua puluh satu ribu empat ratus delapan puluh dua rupiah"),
        (80, "de-lapan pu- luh"),
        (52, "limapuluh-dua"),
        (1_001_000, "sejuta seribu"),
        (1_001_000, "satu juta satu ribu"),
        (100, "se ratus"),
        (Decimal("12500000000"), "dua belas koma lima miliar rupiah"),
        (Decimal("5.5"), "lima rupiah lima puluh sen"),
        (0, "nol rupiah"),
    ],
)  # fmt: skip
def test_variants_in_use(amount: Decimal | int, words: str) -> None:
    assert amount_of(words) == amount


@pytest.mark.parametrize(
    "words",
    [
        "Delapan Puluh Sepuluh Ribu",
        "enam dua puluh",
        "satu juta dua juta",
        "lima puluh enam puluh",
        "juta rupiah",
        "dua ribu tiga puluh apel",
        "ratus",
        "",
        "x" * 300,
    ],
)
def test_no_amount(words: str) -> None:
    assert amount_of(words) is None


def test_the_wrong_word_is_named() -> None:
    """The terbilang of a real Renja, Bab IV: 810 thousand spelled 'Delapan Puluh Sepuluh'."""
    words = "Sebelas Milyar Tujuh Ratus Enam Puluh Tiga Juta Delapan Puluh Sepuluh Ribu Empat Ratus Delapan Puluh Delapan Rupiah"
    assert faults(11_763_810_488, words) == [Fault(10, "puluh", "ratus")]


@pytest.mark.parametrize(
    ("amount", "words", "found"),
    [
        (1_500_000, "satu juta ratus ribu", [Fault(3, "", "lima")]),
        (25, "dua puluh lima belas", [Fault(4, "belas", "")]),
        (25, "dua puluh enam", [Fault(3, "enam", "lima")]),
        (25, "dua puluh lima", []),
    ],
)
def test_missing_surplus_and_other_words(amount: int, words: str, found: list[Fault]) -> None:
    assert faults(amount, words) == found


@pytest.mark.parametrize("text", ["UMKM", "PNS", "86.06%", "RPD", "juta rupiah", "lihat lampiran", "dua orang pejabat fungsional", "Eselon II"])  # fmt: skip
def test_brackets_that_are_no_words(text: str) -> None:
    assert not is_terbilang(text)


@pytest.mark.parametrize("text", ["satu", "Dua puluh", "lima juta rupiah", "dua belas bulan", "enambelas"])
def test_brackets_that_are(text: str) -> None:
    assert is_terbilang(text)


def test_counted_things_may_follow_a_count_only() -> None:
    assert amount_of("dua belas bulan", counted=True) == 12
    assert amount_of("dua belas bulan") is None
