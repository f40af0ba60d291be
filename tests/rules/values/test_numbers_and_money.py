"""Numbers and rupiah amounts as planners type them: stated conventions, round trips, refusals."""

from __future__ import annotations

import math
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.values.cells import DateOf1904, ExcelError
from rules.values.money import Money, MoneyStatus, format_rupiah, read_money
from rules.values.number import Number, read_number

unhurried = settings(deadline=None)

AMOUNTS = st.integers(-(10**15) + 1, 10**15 - 1)
SIZES = st.integers(0, 10**15 - 1)
DECIMALS = st.sampled_from([0, 2])
TYPED = st.text(alphabet="0123456789.,-–+ ()%Rrpid/sampe\u00a0٣²ı", max_size=14)
"""Text near to numbers, where a reader is likeliest to trip."""


# ---- numbers


@pytest.mark.parametrize(
    ("text", "value", "ambiguous"),
    [
        ("0", "0", False),
        ("007", "7", False),  # a leading zero changes nothing
        ("1.050", "1050", True),  # a dot groups thousands, but might have been meant as a decimal point
        ("0,280", "0.280", False),  # three digits follow, but 0 cannot begin a group
        ("0.280", "0.280", False),
        ("1,050", "1.050", True),
        ("1234.567", "1234.567", False),  # four digits before the dot: not grouped
        ("0.2", "0.2", False),
        ("75.80", "75.80", False),
        ("75,8", "75.8", False),
        ("9.249.646.988", "9249646988", False),
        ("9,249,646,988", "9249646988", False),  # the English way
        ("1.050,25", "1050.25", False),
        ("1,050.25", "1050.25", False),
        ("1 050 000", "1050000", False),
        ("1\u00a0050\u202f000", "1050000", False),  # unbreakable spaces, as programs export them
        ("-1.050,5", "-1050.5", False),
        ("− 5", "-5", False),  # the minus sign of typography
        ("+5", "5", False),
        ("  5\t", "5", False),
    ],
)
def test_reads_a_number_by_the_convention(text: str, value: str, ambiguous: bool) -> None:
    assert read_number(text) == Number(Decimal(value), ambiguous)


@pytest.mark.parametrize(
    "text",
    ["", " ", "-", ".", ",", "5.", ",5", "69.04.000", "1.05,000.0", "1,2,3", "1.2.3", "1 05", "--5", "5-", "1e3", "ı", "٣",
     "١٢٣", "٣.٠", "²", "½", "NaN", "inf", "0x10", "1_000", "5 %"],
)  # fmt: skip
def test_refuses_what_is_no_number(text: str) -> None:
    assert read_number(text) is None


@unhurried
@given(st.one_of(st.text(), TYPED))
def test_any_text_is_read_to_a_finite_number_or_to_none(text: str) -> None:
    number = read_number(text)
    assert number is None or number.value.is_finite()


# ---- money


@unhurried
@given(AMOUNTS, DECIMALS)
def test_a_written_amount_reads_back(amount: int, decimals: int) -> None:
    assert read_money(format_rupiah(amount, decimals), decimals) == Money(amount, MoneyStatus.TEXT)


@unhurried
@given(SIZES, DECIMALS, st.sampled_from(["Rp {}", "Rp. {}", "Rp{}", "rp {}", "IDR {}", " {} ", "Rp {},-", "{},–"]))
def test_dress_of_an_amount_changes_nothing(amount: int, decimals: int, dress: str) -> None:
    assert read_money(dress.format(format_rupiah(amount, decimals)), decimals).amount == amount


@unhurried
@given(SIZES, DECIMALS, st.sampled_from(["({})", "(Rp {})", " ( {} ) ", "(Rp {},-)", "-{}", "Rp -{}", "− {}"]))
def test_brackets_and_minus_are_negative(amount: int, decimals: int, dress: str) -> None:
    assert read_money(dress.format(format_rupiah(amount, decimals)), decimals).amount == -amount


@unhurried
@given(AMOUNTS, DECIMALS)
def test_float_int_and_text_give_one_amount(amount: int, decimals: int) -> None:
    expected = amount * 10**decimals
    assert read_money(amount, decimals) == read_money(float(amount), decimals) == Money(expected, MoneyStatus.NUMBER)
    assert read_money(str(amount), decimals) == Money(expected, MoneyStatus.TEXT)


@unhurried
@given(st.integers(-(10**13), 10**13))
def test_sen_of_a_float_are_exact(sen: int) -> None:
    assert read_money(sen / 100, 2) == Money(sen, MoneyStatus.NUMBER)


@unhurried
@given(st.one_of(st.text(), TYPED, st.floats(), st.integers(), st.booleans(), st.none()), DECIMALS)
def test_any_cell_is_an_amount_or_says_why_not(value: object, decimals: int) -> None:
    money = read_money(value, decimals)
    without = {MoneyStatus.EMPTY, MoneyStatus.UNREADABLE, MoneyStatus.ERROR}
    assert (money.amount is None) == (money.status in without)


@pytest.mark.parametrize(
    ("value", "decimals", "amount", "status"),
    [
        (None, 0, None, "kosong"),
        ("", 0, None, "kosong"),
        (" \t\u00a0", 0, None, "kosong"),
        ("-", 0, 0, "nihil"),
        ("–", 0, 0, "nihil"),
        ("Rp -", 0, 0, "nihil"),
        ("0,-", 0, 0, "nihil"),
        ("NIHIL", 0, 0, "nihil"),
        (0, 0, 0, "angka"),  # a typed zero is a number, not a dash
        ("1,050", 0, 1050, "teks"),  # whole rupiah have no decimals: grouped the English way
        ("1,050", 2, 105, "teks"),  # where sen exist, the comma starts decimals
        ("-1,050", 0, -1050, "teks"),
        ("9.249,00", 0, 9249, "teks"),  # decimals of nothing but zeros are no fraction
        ("10,5", 0, 11, "pecahan"),
        (10.5, 0, 11, "pecahan"),
        (-10.5, 0, -11, "pecahan"),  # halves away from zero, as Excel rounds
        (10.005, 2, 1001, "pecahan"),
        (0.1 + 0.2, 2, 30, "angka"),
        (0.305, 2, 31, "pecahan"),
        ("69.04.000", 0, None, "rusak"),
        ("ı", 0, None, "rusak"),
        ("١٢٣", 0, None, "rusak"),  # Arabic-Indic digits
        ("nan", 0, None, "rusak"),
        ("Rp", 0, None, "rusak"),
        ("()", 0, None, "rusak"),
        ("(5", 0, None, "rusak"),
        ("lima juta", 0, None, "rusak"),
        *((text, 0, 30_000_000, "teks") for text in ("30'000'000", "Rp 30’000’000,-", "30_000_000", "30·000·000")),
        *(
            (text, 0, 30_000_000, "teks")
            for text in ("30.000.000 IDR", "Rp: 30.000.000", "Rp=30.000.000", "30,000,000 Rp")
        ),
        ("30.000.000.00", 0, None, "rusak"),  # a zero may be lost
        (DateOf1904(1986, 2, 19), 0, 30_000, "tanggal"),  # days are counted from another beginning
        ("7.132,442 juta", 0, 7_132_442_000, "teks"),
        ("30,000 juta", 0, None, "rusak"),  # thirty millions or thirty thousand
        ("=35000000", 0, 35_000_000, "teks"),
        ("=15000000+20000000", 0, None, "rusak"),
        ("1,6E+08", 0, None, "rusak"),  # the digits behind are lost
        ("1,60000000E+08", 0, 160_000_000, "teks"),
        ("¾", 0, None, "rusak"),
        ("9" * 30, 0, None, "rusak"),
        (math.nan, 0, None, "rusak"),
        (math.inf, 0, None, "rusak"),
        (-math.inf, 2, None, "rusak"),
        (True, 0, None, "rusak"),  # a logical value is no amount, though Python counts with it
        (1e300, 0, None, "rusak"),
        (10**30, 0, None, "rusak"),
        (b"5", 0, None, "rusak"),
        (ExcelError("#REF!"), 0, None, "galat"),
        ("#REF!", 0, None, "rusak"),  # typed text that looks like an error value is only text
        ("0,280", 0, 0, "pecahan"),  # a group cannot begin with 0
        ("(0,280)", 0, 0, "pecahan"),
        (9 * 10**17, 2, None, "rusak"),
        (9e17, 2, None, "rusak"),  # as sen it passes 64 bits
        ("−0,280", 0, 0, "pecahan"),
        ("Rp. 160.000.000.-", 0, 160_000_000, "teks"),
        ("Rp.160.000.000,=", 0, 160_000_000, "teks"),
        ("160.000.000 Rupiah", 0, 160_000_000, "teks"),
        ("Rp 160 . 000 . 000", 0, 160_000_000, "teks"),
        ("Rp. 160. 000. 000,50", 2, 16_000_000_050, "teks"),
        ("'160000000", 0, 160_000_000, "teks"),  # the mark of a text, typed or exported with it
        *(
            (f"160.000.000{sign}", 0, 160_000_000, "teks")
            for sign in ("*)", "¹", " 1)", ",-*", ".", " (seratus enam puluh juta rupiah)")
        ),
        ("Rp 160.000.000,- (Seratus Enam Puluh Juta Rupiah)", 0, 160_000_000, "teks"),
        ("160.000.000 (sebagian)", 0, None, "rusak"),
        ("160.000.000-", 0, None, "rusak"),
        ("160.000,000", 0, None, "rusak"),  # a dot for a comma or no sen at all: not to be told
        ("160,000.000", 2, None, "rusak"),
        ("69. 04.000", 0, None, "rusak"),
    ],
)
def test_reads_a_money_cell(value: object, decimals: int, amount: int | None, status: str) -> None:
    assert read_money(value, decimals) == Money(amount, MoneyStatus(status))
