"""The canonical forms: what is the same to a seal and what is not, in cells, formulas and whole workbooks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.model.seal_record import FIRST, Part, Row
from rules.seal.canon_v2 import content, formula_form, result_form, value_form
from rules.seal.check import FORMULA, TYPED, check_seal
from rules.values.cells import ExcelError, Share
from tests.rules.seal.sealed_copies import found, resaved, sealed_copy
from workbook_templates.reader import read_document

Call = Callable[..., tuple[int, str, str]]
OLD = Path(__file__).parent / "segel-versi-1.xlsx"
"""A workbook that was sealed when the seal had version 1; it is never made anew."""

# ---- canonical forms


@pytest.mark.parametrize(
    ("one", "other"),
    [(1, 1.0), (0.1 + 0.2, 0.3), (" a  b\n", "a b"), (Share("50%"), 0.5), (Share("12,5%"), 0.125), (Decimal("5.00"), 5),
     (None, "  "),
     (dt.date(2024, 3, 6), 45357), (dt.datetime(2024, 3, 6, 12), 45357.5), (dt.date(1900, 1, 1), 1),
     (dt.date(1900, 3, 1), 61), (dt.time(12), 0.5), (dt.timedelta(days=2), 2), ("é", "e\u0301")],
)  # fmt: skip
def test_the_same_value(one: object, other: object) -> None:
    assert value_form(one) == value_form(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("1.10", 1.1), ("1.050", 1.05), ("01", 1), (True, 1), (0, None), ("-", None), (12611751848, 12611751484),
     (123456789012345, 123456789012346), ("A", "a"), ("5 Unit", "6 Unit"),
     (1, "1"), ("50%", 0.5), ("50%", Share("50%")), (True, "TRUE"), (ExcelError("#N/A"), "#N/A"), (0, ""), (0, False),
     ("2024-03-06", dt.date(2024, 3, 6)), ("1,5", 1.5), ("1.500", 1500), ("A1 B2", "A1B2"), ("a\u200bb", "ab")],
)  # fmt: skip
def test_another_value(one: object, other: object) -> None:
    assert value_form(one) != value_form(other)


def test_results_of_two_programs() -> None:
    assert result_form(66.66666666666667) == result_form(66.66666666666666)
    assert result_form(66.67) != result_form(66.66)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("=SUM(A1:A3)", "= sum( A1:A3 )"),
        ("=_xlfn.IFNA(A1,TRUE)", "=IFNA(A1,TRUE())"),
        ("='T33'!A1*2.0", "=T33!A1*2"),
        ("=SUM( A1 , - B1 )", "=SUM(A1,-B1)"),
        ("= A1 : B2", "=A1:B2"),
        ("=_xlfn._xlws.sort({1 , 2})", "=SORT({1,2})"),
        ("=sum(A1:B2\n  B1:C2)", "=SUM(A1:B2 B1:C2)"),
        ("=T33[[#This Row],[pagu]]", "=t33[[#this row],[PAGU]]"),
    ],
)
def test_the_same_formula(one: str, other: str) -> None:
    assert formula_form(one) == formula_form(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('=IF(A1="a b",1,2)', '=IF(A1="ab",1,2)'),
        ("=A1", "=$A$1"),
        ('="a"', '="A"'),
        ("=A1*2.5", "=A1*2"),
        ("={1;2}", "={1,2}"),
        ("=A1 B2", "=A1B2"),
        ("=SUM(A1:B2 B1:C2)", "=SUM(A1:B2,B1:C2)"),
        ("=SUM(A1;B1)", "=SUM(A1,B1)"),
        ("=T[Nama Unit]", "=T[NamaUnit]"),
        ("=A_XLFN.B", "=AB"),
        ("=é1.0", "=é1"),
        ("=NAMA (A1)", "=NAMA(A1)"),
        ("='A B'!A1 B2", "='A B'!A1B2"),
        ('=A1&" "&B1', '=A1&""&B1'),
        ("=A1\u00a0B1", "=A1B1"),
        ("=1.5", "=1,5"),
        ("=straße", "=STRASSE"),
        ("='Jan'!A1 C3", "='Jan'!A1C3"),
        ("=(A1:A3) (A2:B2)", "=(A1:A3)(A2:B2)"),
    ],
)
def test_another_formula(one: str, other: str) -> None:
    assert formula_form(one) != formula_form(other)


@given(st.text(alphabet="A1B2 $:,;.(){}[]'\"!#@%\\ñ\n", max_size=30))
def test_a_canonical_formula_is_its_own_form(text: str) -> None:
    once = formula_form(text)
    assert formula_form(f"={once}") == once


def test_no_sign_of_a_cell_stands_for_a_border() -> None:
    one = Part("T", "", [Row(1, "data", "", {"1": "'a", "2": "'b"})])
    for text in ("'a\x1f2\x1ev'b", '\'a","2","\'b', "'a\n#T"):
        assert content([one]) != content([Part("T", "", [Row(1, "data", "", {"1": text})])])


# ---- whole workbooks


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (5, "5", TYPED),
        ("50%", (0.5, "0%"), TYPED),
        ("TRUE", True, TYPED),
        ("06-03-2024", dt.date(2024, 3, 6), TYPED),
        (None, 0, TYPED),
        ("=SUM({1;2})", "=SUM({1,2})", FORMULA),
        ("=SUM(F11:G12 F12:H13)", "=SUM(F11:G12F12:H13)", FORMULA),
        ('=IF(F12=5," ","")', '=IF(F12=5,"","")', FORMULA),
        (5, "=5", TYPED),
    ],
)
def test_a_change_of_meaning_is_named(tmp_path: Path, before: Any, after: Any, kind: str) -> None:
    resaved(OLD, tmp_path / "a.xlsx", lambda book: _put(book, before))
    sealed_copy(tmp_path / "a.xlsx", tmp_path / "b.xlsx")
    resaved(tmp_path / "b.xlsx", tmp_path / "c.xlsx", lambda book: _put(book, after))
    assert found(tmp_path / "c.xlsx") == [("T-C.33", kind, "H12")]


@pytest.mark.parametrize(
    ("before", "after"),
    [((0.5, "0%"), (0.5, "0.00")), ((45357, "dd-mm-yyyy"), 45357), ((5000, '"Rp"0,'), (5000, ";;;"))],
)
def test_how_a_number_is_shown_is_not_sealed(tmp_path: Path, before: Any, after: Any) -> None:
    resaved(OLD, tmp_path / "a.xlsx", lambda book: _put(book, before))
    sealed_copy(tmp_path / "a.xlsx", tmp_path / "b.xlsx")
    resaved(tmp_path / "b.xlsx", tmp_path / "c.xlsx", lambda book: _put(book, after))
    assert found(tmp_path / "c.xlsx") == []


def _put(book: openpyxl.Workbook, value: Any) -> None:
    """Put a value, or a value and its number format, into the column of notes."""
    cell = book["T-C.33"]["H12"]
    cell.value, cell.number_format = value if isinstance(value, tuple) else (value, "General")


# ---- version 1


def test_a_seal_of_version_1_is_checked_in_its_own_forms(renja: Call, tmp_path: Path) -> None:
    seal = read_document(OLD).seal
    assert seal is not None
    assert (seal.version, seal.code) == (FIRST, "FYVS-7V76-112T-77H8")
    assert check_seal(read_document(OLD), seal).holds
    status, out, _ = renja("verify", OLD, "--kode", "fyvs7v76112t77h8")
    assert (status, "Segel versi 1" in out) == (0, True)
    resaved(OLD, tmp_path / "teks.xlsx", lambda book: _typed(book, "10000000"))
    assert found(tmp_path / "teks.xlsx") == [], "what version 1 does not tell apart"
    resaved(OLD, tmp_path / "lain.xlsx", lambda book: _typed(book, 10_000_001))
    assert found(tmp_path / "lain.xlsx") == [("T-C.33", TYPED, "F12")]


def _typed(book: openpyxl.Workbook, value: object) -> None:
    book["T-C.33"]["F12"].value = value
