"""Targets as planners and reports write them: stated conventions, round trips, refusals, and what the unit decides."""

from __future__ import annotations

import math
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.values.cells import ExcelError
from rules.values.money import format_rupiah
from rules.values.separators import meaning, settled
from rules.values.targets import Target, TargetKind, read_target, same_target
from rules.values.terms import predicates, terms
from rules.values.vocabulary import units

unhurried = settings(deadline=None)

TYPED = st.text(alphabet="0123456789.,-–+±≥<: ()%ABRrpid/sampe*\u00a0٣²ı", max_size=14)
"""Text near to targets, where a reader is likeliest to trip."""
_NUMBERED = {TargetKind.VALUE, TargetKind.RANGE, TargetKind.RATIO}


def value_of(
    number: str, upper: str | None = None, unit: str = "", other: tuple[str, str | None] | None = None
) -> Target:
    """The target a number (and upper end of a range) should be read as."""
    kind = TargetKind.VALUE if upper is None else TargetKind.RANGE
    ends = None if other is None else (Decimal(other[0]), None if other[1] is None else Decimal(other[1]))
    return Target(kind, Decimal(number), None if upper is None else Decimal(upper), unit, ends)


def ratio(one: str, two: str, unit: str = "") -> Target:
    return Target(TargetKind.RATIO, Decimal(one), Decimal(two), unit)


def scaled(word: str, figure: str | None = None) -> Target:
    return Target(TargetKind.PREDICATE, Decimal(figure) if figure else None, word=word)


NIL, UNREADABLE = Target(TargetKind.NIL), Target(TargetKind.UNREADABLE)


@pytest.mark.parametrize(
    ("value", "target"),
    [
        ("1.050", value_of("1050", other=("1.050", None))),
        ("1.050 Unit Usaha", value_of("1050", unit="Unit Usaha", other=("1.050", None))),
        ("1,050 Ha", value_of("1.050", unit="Ha", other=("1050", None))),
        ("0,280", value_of("0.280")),  # no group begins with 0
        ("0.143", value_of("0.143")),
        ("0.2%", value_of("0.2", unit="%")),
        ("0,2 %", value_of("0.2", unit="%")),
        ("75.80", value_of("75.80")),
        ("2½ Jam", value_of("2.5", unit="Jam")),
        ("¾ %", value_of("0.75", unit="%")),
        ("448 Orang/Bulan", value_of("448", unit="Orang/Bulan")),
        ("448  Orang\n/ Bulan ", value_of("448", unit="Orang / Bulan")),  # lines of a cell join; the unit stays as typed
        ("3,5 (skala 4)", value_of("3.5")),
        ("3,6 dari skala 1-5", value_of("3.6")),
        ("82 Skor (skala 100)", value_of("82", unit="Skor")),
        ("12 Skala Usaha", value_of("12", unit="Skala Usaha")),
        ("3 dari 10 Desa", ratio("3", "10", "Desa")),
        ("8 desa dari 20 desa", ratio("8", "20", "desa")),
        ("3 besar", scaled("3 besar")),
        ("10 Terbaik Nasional", scaled("10 terbaik nasional")),
        ("3 Mesin Besar", value_of("3", unit="Mesin Besar")),
        ("12Dokumen", value_of("12", unit="Dokumen")),
        ("12 Dokumen.", value_of("12", unit="Dokumen")),  # a full stop is no part of a unit
        ("12 Bulan (1 Tahun)", value_of("12", unit="Bulan")),  # nor is a remark
        ("12 Sambungan Rumah (SR)", value_of("12", unit="Sambungan Rumah (SR)")),  # which this one is not
        ("85,2*", value_of("85.2")),
        ("85,2 % **)", value_of("85.2", unit="%")),
        ("15 per 1.000 KH", value_of("15", unit="per 1.000 KH")),
        ("4 TW", value_of("4", unit="TW")),  # four quarters, not the opinion
        ("Rp 5.000.000", value_of("5000000", unit="Rupiah")),
        ("Rp 5 Juta", value_of("5", unit="Rp Juta")),  # a unit of its own, and its value is not 5 rupiah
        ("US$ 4.500,25", value_of("4500.25", unit="US$")),
        ("USD 12,5 Juta", value_of("12.5", unit="US$ Juta")),
        ("5²", value_of("5")),  # a raised digit is no digit, but the sign of a footnote
        *((text, value_of("12", unit="Laporan")) for text in (
            "12 (dua belas) Laporan", "12(Dua Belas)Laporan", "12 (12) Laporan", "dua belas (12) Laporan", "12 (Laporan)",
            "12 Laporan¹", "12 Laporan ²⁾", "12 Laporan1)", "12 Laporan *)", "12 Laporan (**)", "12 Laporan†", "12 Laporan [1]",
            "12* Laporan", "12¹ Laporan", "'12 Laporan")),
        ("10 (sepuluh) - 12 (dua belas) Laporan", value_of("10", "12", unit="Laporan")),
        ("100 (seratus) %", value_of("100", unit="%")),
        ("5 Km²", value_of("5", unit="Km²")),
        ("5 m³ ²", value_of("5", unit="m³")),
        (12, value_of("12")),
        (92.66, value_of("92.66")),  # as shown, not as binary
        (1e300, value_of("1E+300")),
        (10**30, value_of("1E+30")),
        pytest.param(10**400, value_of("1E+400"), id="10**400"),
        ("1 000 Orang", value_of("1000", unit="Orang")),
        ("1 000 000", value_of("1000000")),
        ("1 000,5 Ha", UNREADABLE),
        ("Rp 5.000.000,-", value_of("5000000", unit="Rupiah")),
        # below zero
        ("-1,5%", value_of("-1.5", unit="%")),
        ("−8,58", value_of("-8.58")),
        ("–8,58", value_of("-8.58")),  # a dash for want of a minus
        ("(8,58)", value_of("-8.58")),
        ("(8,58) %", value_of("-8.58", unit="%")),
        ("minus 0,5 persen", value_of("-0.5", unit="persen")),
        # limits
        ("≥ 95", value_of("95")),
        ("≥95%", value_of("95", unit="%")),
        ("< 5,5 %", value_of("5.5", unit="%")),
        ("± 80", value_of("80")),
        ("minimal 80", value_of("80")),
        ("min. 80%", value_of("80", unit="%")),
        ("Kurang dari 5 Kasus", value_of("5", unit="Kasus")),
        ("Nilai 75,8", value_of("75.8")),
        ("≥", UNREADABLE),
        # ranges
        ("0,280 – 0,285", value_of("0.280", "0.285")),
        ("5,20-6,50", value_of("5.20", "6.50")),
        ("3.37-3.965", value_of("3.37", "3.965")),  # the dot of one end is that of the other
        ("950 - 1.050 Ha", value_of("950", "1050", unit="Ha")),  # the lower end stands first
        ("1.050 - 1.100 Ha", value_of("1050", "1100", unit="Ha", other=("1.050", "1.100"))),
        ("1 - 1.050 Ha", value_of("1", "1050", unit="Ha", other=("1", "1.050"))),
        ("10-12 Orang", value_of("10", "12", unit="Orang")),
        ("10% - 20%", value_of("10", "20", unit="%")),
        ("10-20 %", value_of("10", "20", unit="%")),
        ("10% - 20", value_of("10", "20", unit="%")),  # the unit may stand at the lower end only
        ("1 s.d. 5 Laporan", value_of("1", "5", unit="Laporan")),
        ("5,2 sampai dengan 5,5 %", value_of("5.2", "5.5", unit="%")),
        ("2,5±1", value_of("1.5", "3.5")),
        ("2,5% ± 1%", value_of("1.5", "3.5", unit="%")),
        ("3 +/- 1", value_of("2", "4")),
        ("Rp 1.000 - 2.000", value_of("1000", "2000", "Rupiah", ("1.000", "2.000"))),
        ("Rp 1.000 - Rp 2.000", value_of("1000", "2000", "Rupiah", ("1.000", "2.000"))),
        ("1 000 - 2 000 Orang", value_of("1000", "2000", "Orang")),
        # ratios
        ("1:32", ratio("1", "32")),
        ("1 : 17,9", ratio("1", "17.9")),
        ("1:1.050 Penduduk", ratio("1", "1050", "Penduduk")),
        ("1/32", ratio("1", "32")),
        # words of a scale, with and without a figure
        ("BB", scaled("bb")),
        ("A-", scaled("a-")),
        ("Opini WTP", scaled("wtp")),
        ("Predikat Sangat Baik", scaled("sangat baik")),
        ("Minimal BB", scaled("bb")),
        ("Level 3", scaled("level 3")),
        ("A (82,14)", scaled("a", "82.14")),
        ("82,14 (A)", scaled("a", "82.14")),
        ("BB/75,80", scaled("bb", "75.80")),
        ("78,5 / BB", scaled("bb", "78.5")),
        ("Sangat Baik (88,31)", scaled("sangat baik", "88.31")),
        ("A (80-90)", scaled("a")),  # bounds of the word, not a figure
        ("Kurang (45,2)", scaled("kurang", "45.2")),
        ("WTP (Wajar Tanpa Pengecualian)", scaled("wtp")),
        # nothing, or nothing yet
        *((text, NIL) for text in ("-", "—", "Nihil", "n/a", "N/A", "NA", "n.a.", "belum rilis", "Belum rilis BPS", "Belum dinilai",
                                   "Data belum tersedia (Maret)", "tidak ada data", "DBR")),
        (None, Target(TargetKind.EMPTY)),
        ("", Target(TargetKind.EMPTY)),
        (" \n\u00a0", Target(TargetKind.EMPTY)),
        # no target
        *((text, UNREADABLE) for text in ("69.04.000", "ı", "٣ Orang", "²", "Dokumen 12", "lengkap", "#N/A", "80 - ", "5..6")[:7]),
        (math.nan, UNREADABLE),
        (math.inf, UNREADABLE),
        (True, UNREADABLE),
        (b"5", UNREADABLE),
        (ExcelError("#N/A"), Target(TargetKind.ERROR)),
    ],
)  # fmt: skip
def test_reads_a_target(value: object, target: Target) -> None:
    assert read_target(value) == target


@unhurried
@given(
    st.integers(0, 10**12),
    st.integers(0, 99),
    st.sampled_from(sorted(units().entries)),
    st.sampled_from(["", " ", "\n"]),
)
def test_a_number_with_its_unit_reads_back(whole: int, hundredths: int, unit: str, gap: str) -> None:
    number = format_rupiah(whole * 100 + hundredths, 2)
    expected = value_of(f"{whole}.{hundredths:02d}", unit=unit)
    gap = gap or (" " if unit[0] in "/0123456789" else "")
    assert read_target(f"{number}{gap}{unit}") == read_target(f"{number} {unit}") == expected


@unhurried
@given(st.decimals(-1000, 1000, places=1), st.sampled_from(["", " ", "  ", "\u00a0", "\n"]))
def test_space_before_the_percent_sign_changes_nothing(number: Decimal, gap: str) -> None:
    assert read_target(f"{number}{gap}%".replace(".", ",")) == value_of(str(number), unit="%")


@unhurried
@given(
    st.integers(0, 10**6),
    st.integers(0, 10**6),
    st.sampled_from(
        ["-", " - ", "–", " – ", "—", " s/d ", "s/d", " S/D ", " s.d. ", " s.d ", " sampai ", " hingga ", "~"]
    ),
    st.sampled_from(["", "%", "Orang/Bulan", "Unit Usaha"]),
)
def test_a_range_keeps_both_ends_and_its_unit(low: int, high: int, dash: str, unit: str) -> None:
    assert read_target(f"{low}{dash}{high} {unit}") == value_of(str(low), str(high), unit)


@unhurried
@given(st.decimals(0, 999, places=2), st.decimals(0, 999, places=2), st.sampled_from(["±", " ± ", " +/- "]))
def test_give_or_take_is_a_range(middle: Decimal, by: Decimal, sign: str) -> None:
    read = read_target(f"{middle}{sign}{by}".replace(".", ","))
    assert (read.kind, read.value, read.upper) == (TargetKind.RANGE, middle - by, middle + by)


@pytest.mark.parametrize("word", sorted(predicates()))
def test_a_word_of_an_evaluation_scale_is_a_predicate(word: str) -> None:
    typed = {word, word.upper(), word.title(), f"  {word} ", word.replace(" ", "\n")}
    assert {read_target(text) for text in typed} == {scaled(word)}
    assert read_target(f"{word} (82,14)") == read_target(f"82,14 ({word})") == scaled(word, "82.14")


@unhurried
@given(st.sampled_from(sorted(terms("awalan"))), st.integers(0, 1000), st.sampled_from(["", " %", " Orang"]))
def test_a_limit_is_its_number(limit: str, number: int, unit: str) -> None:
    assert read_target(f"{limit} {number}{unit}") == read_target(f"{number}{unit}")


@unhurried
@given(st.one_of(st.text(), TYPED, st.floats(), st.integers(), st.booleans(), st.none()))
def test_any_cell_is_a_target_or_says_why_not(value: object) -> None:
    target = read_target(value)
    assert target.kind is TargetKind.PREDICATE or (target.value is not None) == (target.kind in _NUMBERED)
    assert (target.upper is not None) == (target.kind in {TargetKind.RANGE, TargetKind.RATIO})
    assert all(number is None or number.is_finite() for number in (target.value, target.upper, *(target.other or ())))


@unhurried
@given(st.one_of(st.text(), TYPED), st.sampled_from([" ", "\t", "\n", "\u00a0", "\u2003", "  \n "]), st.booleans())
def test_blanks_around_and_between_change_nothing(text: str, blank: str, before: bool) -> None:
    read = read_target(text)
    assert read_target(f"{blank}{text}" if before else f"{text}{blank}") == read
    assert read_target(blank.join(text.split(" "))) == read


# ---- what the unit and the indicator leave of two meanings


@pytest.mark.parametrize(
    ("text", "unit", "indicator", "number"),
    [
        ("97,741", "Persen", "Persentase air minum layak", "97.741"),
        ("97.741", "%", "Persentase air minum layak", "97.741"),  # no percentage of ninety-seven thousand
        ("1.050", "", "Persentase pertumbuhan usaha", "1.050"),
        ("3.965", "Indeks", "Indeks risiko bencana", "3.965"),
        ("72.561", "Poin", "Indeks Pembangunan Manusia", "72.561"),
        ("21.500 Orang", "", "Jumlah wisatawan", "21500"),
        ("21,500 Orang", "", "Jumlah wisatawan", "21500"),  # the English way: there are no half persons
        ("2.000", "Orang", "Jumlah wisatawan", "2000"),
        ("1.250", "", "Jumlah peserta", "1250"),
        ("5.000 Rupiah", "", "Tarif", "5000"),
        ("3.898 Unit 68.570 Lembar", "", "Jumlah layanan", "3898"),
    ],
)
def test_one_sensible_reading_is_the_reading(text: str, unit: str, indicator: str, number: str) -> None:
    target = read_target(text)
    read = settled(target, meaning(target.unit or unit, indicator))
    assert (read.value, read.other) == (Decimal(number), None)


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("1.050 Ha", "Luas tanam"),
        ("1,050 Ton", "Produksi ikan"),
        ("1.050", "Produksi ikan"),
        ("3,625 Orang", "Rata-rata anggota keluarga"),
        ("1,000 Orang", "Jumlah peserta"),  # one with three decimals, or a thousand
        ("114.250 Triliun Rp", "Nilai investasi"),
    ],
)
def test_two_sensible_readings_stay_two(text: str, indicator: str) -> None:
    target = read_target(text)
    assert settled(target, meaning(target.unit, indicator)) == target
    assert target.other is not None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("100%", "100 persen", True),
        ("A", "A (82,14)", True),
        ("A (82,14)", "82,14", True),
        ("A (82,14)", "A (82,57)", False),
        ("A", "BB", False),
        ("A", "82,14", False),
        ("1:32", "1 : 32", True),
        ("1:32", "1:30", False),
        ("≥ 95 %", "95%", True),
        ("5,2-5,5", "5,20 s.d. 5,50", True),
        ("belum rilis", "N/A", True),
        ("12 Dok", "12 Dokumen", True),
        ("12 Dokumen", "12 Laporan", False),
    ],
)  # fmt: skip
def test_the_same_target_however_it_is_written(one: str, other: str, same: bool) -> None:
    assert same_target(read_target(one), read_target(other)) is same
    assert same_target(read_target(other), read_target(one)) is same
