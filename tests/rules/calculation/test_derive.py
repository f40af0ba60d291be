"""Derived figures row by row: types of indicators, units, what cannot be derived and why, what a typed figure may differ."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rules.calculation.derive import BLANK, DIVISOR, NO_FIGURE, UNITS, UNREADABLE, derive
from rules.comparison.derived_figures import CUT, OK, SUMMED, WRONG, outcomes
from rules.engine.example_table_edits import Put
from rules.engine.session import Session
from rules.examples.build import example_document
from rules.frames.indicators import types
from rules.frames.view import View
from rules.model.document import DATA, TOTAL, Document, Field, Table
from rules.schema.layout import layouts
from rules.schema.pack import Pack, load_pack
from rules.validation import validate
from rules.values.cells import ExcelError

PACK = load_pack("2024")
Row = dict[str, Any]


def view_of(rows: list[Row], layout: str = "T-C.29", pack: Pack = PACK, kinds: list[str] | None = None) -> View:
    """A table that holds only these rows, by official column."""
    names = layouts()[layout].columns
    letters = {number: f"C{at}" for at, number in enumerate(names)}
    columns = {number: [row.get(number) for row in rows] for number in names}
    table = Table(layout, layout, list(range(8, 8 + len(rows))), kinds or [DATA] * len(rows), columns, letters)
    identity = {"tahun": Field(2024, "Identitas", "C9")}
    return Session([Document("x", "renja", [table], identity)], pack, []).tables[layout]


def past(planned: Any, done: Any, **more: Any) -> Row:
    """A row of T-C.29: target and realisation of n-2; further columns as `c5`, and the type of indicator."""
    given_columns = {key.removeprefix("c"): value for key, value in more.items()}
    return {"3": "Jumlah Laporan", "6": planned, "7": done} | given_columns


def figure(row: Row, column: str = "8", pack: Pack = PACK) -> tuple[Any, str]:
    """What is derived for a row of T-C.29 (rounded), and why not."""
    due = derive(view_of([row], pack=pack), column)
    expected, reason = due.expected[0], due.reason[0]
    if isinstance(expected, float):
        expected = None if pd.isna(expected) else round(expected, 6)
    return expected, reason


# ---- types of indicators


@pytest.mark.parametrize(
    ("indicator", "cells", "found"),
    [
        ("Jumlah Laporan", {"6": "12 Laporan"}, "positif"),
        ("Persentase Layanan", {"6": "-"}, "persentase"),
        ("IKP.1 Presentase Layanan", {}, "persentase"),
        ("Cakupan Layanan", {"6": "85%"}, "persentase"),  # told by a target
        ("Cakupan Layanan", {"7": "85 persen"}, "persentase"),
        ("Nilai AKIP", {"6": "75,80"}, "nilai akhir"),
        ("Indeks Kepuasan", {"6": "85"}, "nilai akhir"),
        ("Opini BPK", {"6": "WTP"}, "predikat"),
        ("Persentase Temuan", {"6": "5%", "jenis": "negatif"}, "negatif"),  # the planner knows better
        ("Jumlah Laporan", {"jenis": " Nilai  Akhir "}, "nilai akhir"),
        ("Persentase Layanan", {"jenis": "entah"}, "persentase"),  # no such type
        ("", {}, "positif"),
    ],
)
def test_type_of_a_row(indicator: str, cells: Row, found: str) -> None:
    assert list(types(view_of([{"3": indicator} | cells]))) == [found]


COUNT = past("12 Laporan", "9 Laporan", c4="60 Laporan", c5="24 Laporan", c9="12 Laporan")
SHARE = past("80%", "60%", c4="90%", c5="70%", c9="85%")
STATE = past("82", "83", c3="Indeks Kepuasan", c4="85", c5="80", c9="84")
WORD = past("BB", "B", c3="Predikat AKIP", c4="A", c5="CC", c9="BB")


@pytest.mark.parametrize(
    ("row", "rate", "total", "reached"),
    [
        (COUNT, 75, 45, 75),
        (SHARE, 75, 85, 94.444444),
        (STATE, 101.219512, 84, 98.823529),
        (COUNT | {"jenis": "negatif"}, 125, 12, 180),  # (2 × 12 - 9) / 12; the last figure counts
        (COUNT | {"jenis": "nilai akhir"}, 75, 12, 20),
        (WORD, None, "BB", None),
        (SHARE | {"9": "-"}, 75, 60, 66.666667),  # the last that has a value
        (WORD | {"9": None}, None, "B", None),
        (COUNT | {"5": None, "9": "-"}, 75, 9, 15),  # a count makes do with what there is
    ],
)
def test_figures_of_a_type(row: Row, rate: Any, total: Any, reached: Any) -> None:
    assert [figure(row, column)[0] for column in ("8", "10", "11")] == [rate, total, reached]
    reasons = [figure(row, column)[1] for column in ("8", "10", "11")]
    assert reasons == [NO_FIGURE if x is None else "" for x in (rate, total, reached)]


def test_a_typed_figure_counts_in_what_rests_on_it() -> None:
    assert figure(COUNT | {"10": "30 Laporan"}, "11") == (50, "")
    assert figure(COUNT | {"10": "-"}, "11")[0] is None
    view = view_of([COUNT | {"10": 30}])
    view.tables[0].marks.formulas[(8, "10")] = "=E8+G8+I8"
    assert derive(view, "11").expected[0] == 75, "a formula counts with what it should give"


# ---- what cannot be derived


@pytest.mark.parametrize(
    ("planned", "done", "found"),
    [
        ("12 Laporan", "9 laporan", (75, "")),
        ("12 Dok", "9 Dokumen", (75, "")),  # spellings of one unit
        ("448 Orang/Bulan", "336 orang / bulan", (75, "")),
        ("1.200 Orang", "900 Orang", (75, "")),
        ("12 Laporan", "9 Dokumen", (None, UNITS)),
        ("12 Laporan", "75%", (None, UNITS)),
        ("12 Laporan", "9", (None, UNITS)),  # 9 of what?
        ("12 Laporan", 9, (None, UNITS)),
        ("80%", "60", (75, "")),  # a bare number fits a percentage
        ("80", "60%", (75, "")),
        ("80", "60", (75, "")),
        ("12 Laporan", "0", (0, "")),  # and nought any unit
        ("12 Laporan", 0, (0, "")),
        ("12 Laporan", "0 Dokumen", (None, UNITS)),
        ("12 Laporan", None, (None, BLANK)),
        ("12 Laporan", "-", (None, BLANK)),
        (None, None, (None, BLANK)),
        ("0 Laporan", "3 Laporan", (None, DIVISOR)),
        ("-", "3 Laporan", (None, DIVISOR)),
        (None, "3 Laporan", (None, DIVISOR)),
        ("0 Laporan", "0 Laporan", (None, BLANK)),
        ("-", "0", (None, BLANK)),
        ("12 Laporan", "9-10 Laporan", (None, UNREADABLE)),
        ("10 s/d 12 Laporan", "9 Laporan", (None, UNREADABLE)),
        ("12 Laporan 4 Dokumen", "9 Laporan", (None, UNREADABLE)),  # several in one cell
        ("12 Laporan", "9 Laporan, 3 Dokumen", (None, UNREADABLE)),
        ("12 Laporan", "sembilan", (None, UNREADABLE)),
        ("12 Laporan", ExcelError("#REF!"), (None, UNREADABLE)),
        ("0 Laporan", "sembilan", (None, UNREADABLE)),
        ("12 Laporan", "BB", (None, NO_FIGURE)),  # a predicate has no percentage
    ],
)
def test_rate_of_target_and_realisation(planned: Any, done: Any, found: tuple[Any, str]) -> None:
    assert figure(past(planned, done)) == found


def test_units_apart_in_one_operand_leave_everything_over_it_without_figure() -> None:
    row = COUNT | {"5": "24 Dokumen"}
    assert figure(row, "8") == (75, "")
    assert [figure(row, column) for column in ("10", "11")] == [(None, UNITS)] * 2


@pytest.mark.parametrize(
    ("edits", "found"),
    [
        ((Put("T-C.29", 18, "4", "-"), Put("T-C.29", 18, "11", "-")), ["T-C.29!D18"]),
        ((Put("T-C.29", 18, "4", "0 Laporan"), Put("T-C.29", 18, "11", None)), ["T-C.29!D18"]),
        ((Put("T-C.29", 18, "6", 0), Put("T-C.29", 18, "8", None)), ["T-C.29!F18"]),
        ((Put("Anggaran-Realisasi", 12, "3", 0), Put("Anggaran-Realisasi", 14, "3", 220_000_000),
          Put("Anggaran-Realisasi", 14, "5", 162.73), Put("Anggaran-Realisasi", 12, "5", None)), ["Anggaran-Realisasi!C12"]),
        (tuple(Put("T-C.29", 18, column, "-") for column in ("4", "5", "6", "7", "8", "9", "10", "11")), []),
    ],
)  # fmt: skip
def test_division_by_nothing_is_one_warning_at_the_divisor(edits: tuple[Put, ...], found: list[str]) -> None:
    findings = validate(example_document(edits)).findings
    assert [(f.rule, f"{f.sheet}!{f.cell}") for f in findings] == [("TUR-009", place) for place in found]


# ---- money, pairs of columns and the grand total


def test_pairs_of_figure_and_money() -> None:
    """The type decides over the figure; the money beside it is always added up."""
    row = {"4": "Persentase Layanan", "5K": "90%", "5Rp": 1_000, "6K": "70%", "6Rp": 400, "7K": "80%", "7Rp": 200,
           "8K": "20%", "8Rp": 50, "9K": "60%", "9Rp": "-", "10Rp": 30}  # fmt: skip
    view = view_of([row, {"1": "TOTAL", "5Rp": 1_000, "6Rp": 400, "7Rp": 200, "8Rp": 50, "9Rp": 0, "10Rp": 30, "11Rp": 0}],
                   "E.81-16", kinds=[DATA, TOTAL])  # fmt: skip
    columns = ("12K", "13K", "14K", "12Rp", "13Rp", "14Rp", "15Rp")
    first = [derive(view, column).expected[0] for column in columns]
    assert first == pytest.approx([60, 75, 60, 80, 40, 480, 48])
    total = [derive(view, column).expected[1] for column in columns]
    assert total[:3] == [None] * 3
    assert total[3:] == pytest.approx([80, 40, 480, 48])


@pytest.mark.parametrize(
    ("budget", "spent", "found"),
    [(200, 150, 75), ("Rp 200", "150", 75), (200, "-", 0), (200, None, None), (0, 5, None), ("2.0.0", 150, None)],
)
def test_share_of_the_budget_spent(budget: Any, spent: Any, found: float | None) -> None:
    due = derive(view_of([{"2": "Program A", "3": budget, "4": spent}], "Anggaran-Realisasi"), "5")
    assert due.expected[0] == found


# ---- another formula of the pack


def with_formula(body: str) -> Pack:
    """The pack of 2024 with another formula for indicators of which less is better."""
    return Pack.model_validate(PACK.model_dump() | {"formulas": {"capaian_negatif": body}})


NEGATIVE = past("10 Kasus", "8 Kasus", c3="Jumlah Kasus", c4="8 Kasus", jenis="negatif")


@pytest.mark.parametrize(
    ("body", "row", "found"),
    [
        ("target / realisasi * 100", NEGATIVE, (125, "")),
        ("target / realisasi * 100", NEGATIVE | {"7": "0 Kasus"}, (None, DIVISOR)),
        ("maks(0.0, (2.0 * target - realisasi) / target * 100)", NEGATIVE, (120, "")),
        ("maks(0.0, (2.0 * target - realisasi) / target * 100)", NEGATIVE | {"7": "25 Kasus"}, (0, "")),
        ("maks(0.0, (2.0 * target - realisasi) / target * 100)", NEGATIVE | {"6": "0 Kasus"}, (None, DIVISOR)),
        ("maks(0.0, (2.0 * target - realisasi) / target * 100)", NEGATIVE | {"7": None}, (None, BLANK)),
        ("maks(0.0, (2.0 * target - realisasi) / target * 100)", NEGATIVE | {"6": "-", "7": "-"}, (None, BLANK)),
        ("100 - realisasi", NEGATIVE, (92, "")),
    ],
)
def test_formula_of_the_pack(body: str, row: Row, found: tuple[Any, str]) -> None:
    assert figure(row, "8", with_formula(body)) == found


def test_formula_of_the_pack_counts_in_findings_too() -> None:
    document = example_document((Put("T-C.29", 18, "8", 133.33),))
    table = document.tables[0]
    table.columns["jenis"] = ["negatif" if row == 18 else None for row in table.rows]
    table.letters["jenis"] = "M"
    rule = ["TUR-001"]
    usual = [finding.rule for finding in validate(document).findings if finding.cell == "H18"]
    own = [finding.rule for finding in validate(document, with_formula("target / realisasi * 100")).findings
           if finding.cell == "H18"]  # fmt: skip
    assert (usual, own) == (rule, [])


def test_a_copy_of_a_pack_with_other_formulas_uses_them() -> None:
    copy = PACK.model_copy(update={"formulas": {"capaian_negatif": "target / realisasi * 100"}})
    assert figure(NEGATIVE, "8", copy) == (125, "")


# ---- what a typed figure may differ


def told(rows: list[Row], column: str) -> list[Any]:
    """What is said of the figures of a column."""
    return list(outcomes(view_of(rows), column)[0])


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("108,586", OK), ("108.586", OK), (108.586, OK), ("108,586%", OK), ("108,59", OK), ("108,6", OK), ("109 %", OK), (109, OK),
        (109.0, OK),  # as a number of a workbook is read
        ("108,585", CUT), ("108,58", CUT), ("108,5", CUT), (108.58, CUT),
        ("108,57", WRONG), ("108,60", WRONG), (108, WRONG), (108.0, WRONG), ("1085,86", WRONG), (10.8586, WRONG), ("-", WRONG),
        (None, WRONG),
        (108.58585858585859, OK), (108.58586858585859, WRONG),  # calculated, so it must be exact
    ],
)  # fmt: skip
def test_a_rate_at_the_decimals_shown(typed: Any, found: str) -> None:
    """215 of 198 is 108,585858…"""
    assert told([past("198 Laporan", "215 Laporan", c8=typed)], "8") == [found]


@pytest.mark.parametrize(
    "typed", [100, 100.0, "100", "100%", "100,0", "100,00", "100,000", "100.0", "100.00", "100.000"]
)
def test_a_whole_rate_in_any_spelling(typed: Any) -> None:
    assert told([past("12 Laporan", "12 Laporan", c8=typed)], "8") == [OK]


@pytest.mark.parametrize(
    ("row", "typed", "found"),
    [
        (SHARE, 215, SUMMED), (SHARE, "215%", SUMMED), (SHARE, "85%", OK), (SHARE, 85, OK), (SHARE, 60, WRONG),
        (COUNT, 45, OK), (COUNT, "45 Laporan", OK), (COUNT, 54, WRONG), (STATE, 247, SUMMED),
        (WORD, "BB", OK), (WORD, "bb", OK), (WORD, "B", WRONG),
        (past("80%", None, c4="90%"), "80%", None),  # nothing realised, nothing to say
    ],
)  # fmt: skip
def test_an_accumulated_figure(row: Row, typed: Any, found: str | None) -> None:
    assert told([row | {"10": typed}], "10") == [found]


def written(value: Decimal, how: str) -> Any:
    """A figure as a number, or as text in Indonesian or English style."""
    plain = f"{value:f}"
    return {"number": float(value), "comma": plain.replace(".", ","), "percent": f"{plain.replace('.', ',')} %",
            "dot": plain}[how]  # fmt: skip


styles = st.sampled_from(["number", "comma", "percent", "dot"])
figures = st.integers(1, 10**6).flatmap(
    lambda planned: st.tuples(st.just(planned), st.integers(0, 10 * planned), st.integers(0, 4), styles)
)


def quotient(done: int, planned: int, decimals: int, rounding: str) -> Decimal:
    """The rate at so many decimals, rounded from the exact fraction."""
    exact = Fraction(done * 100, planned)
    scaled = exact * 10**decimals
    whole = int(scaled) if rounding == ROUND_DOWN else int(scaled + Fraction(1, 2))
    return Decimal(whole).scaleb(-decimals)


@settings(deadline=None, max_examples=30)
@given(st.lists(figures, min_size=1, max_size=30))
@example([(1840, 15893, 1, "number")])  # 863.75 comes out as 863.7499999999999
def test_any_figure_rounded_half_up_passes(cases: list[tuple[int, int, int, str]]) -> None:
    rows = [
        past(f"{planned} Laporan", f"{done} Laporan", c8=written(quotient(done, planned, decimals, ROUND_HALF_UP), how))
        for planned, done, decimals, how in cases
    ]
    assert told(rows, "8") == [OK] * len(rows)


@settings(deadline=None, max_examples=30)
@given(st.lists(figures.filter(lambda case: case[2] > 0), min_size=1, max_size=30))
@example([(278, 2686, 4, "comma")])  # 966.18705036 is a hair above the middle of 966.1870 and 966.1871
def test_any_figure_cut_off_is_at_most_a_note(cases: list[tuple[int, int, int, str]]) -> None:
    """It is right where it equals the rounded one at the decimals that are left of it (92,30 as the number 92.3).

    A rate that ends right between two figures is half a last decimal from both: either one is right.
    """
    cut = [quotient(done, planned, decimals, ROUND_DOWN) for planned, done, decimals, _ in cases]
    rows = [
        past(f"{planned} Laporan", f"{done} Laporan", c8=written(value, how))
        for value, (planned, done, _, how) in zip(cut, cases, strict=True)
    ]
    found = told(rows, "8")
    assert set(found) <= {OK, CUT}
    for said, value, (planned, done, decimals, how) in zip(found, cut, cases, strict=True):
        if how != "number" and value != quotient(done, planned, decimals, ROUND_HALF_UP):
            between = Fraction(done * 100, planned) - Fraction(value) == Fraction(1, 2 * 10**decimals)
            assert said == (OK if between else CUT)
