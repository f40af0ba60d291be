"""Formulas worked out without Excel: values, refusals, bounds, and the same results as LibreOffice."""

from __future__ import annotations

import random
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from rules.calculation.formula_evaluator import FUNCTIONS, UnknownFormulaError, evaluate, references
from rules.values.cells import ExcelError
from tests.conftest import Recalculate

unhurried = settings(deadline=None)
Cell = Callable[[int, int], object]
DIV0, VALUE, NUM, REF, NA = (ExcelError(code) for code in ("#DIV/0!", "#VALUE!", "#NUM!", "#REF!", "#N/A"))

# fmt: off
SHEET: list[list[object]] = [
    # A                  B          C         D     E      F      G
    ["2.17",             100,       1.5,      None, "x",   True,  1],
    ["2.17.01",          25,        0.5,      "-",  "X",   False, "1"],
    ["2.17.01.2.01",     250_000,   0.25,     3,    "",    None,  "01"],
    ["2.17.01.2.01.01",  7,         0.1,      None, None,  "a",   2],
    ["2.17.01.2.02",     -40,       0.2,      4.5,  "a?b", 0,     None],
    ["2.17.02",          0,         0.3,      "5",  "a~b", 2,     "12 Laporan"],
    [None,               12.0,      REF,      DIV0, "ab*", NA,    "1.500"],
]
# fmt: on


def of(rows: list[list[Any]]) -> Cell:
    """Rows from A1 on as the evaluator asks for them; beyond them it knows nothing."""

    def cell(row: int, column: int) -> object:
        return rows[row - 1][column - 1]

    return cell


def always(stored: object) -> Cell:
    """Every cell holds the same."""

    def cell(*_: int) -> object:
        return stored

    return cell


def value(formula: str, rows: list[list[Any]] = SHEET) -> object:
    """The value with its type, as 1, 1.0 and True are equal to Python."""
    return evaluate(formula, of(rows), "T-C.33")


CASES: list[tuple[str, object]] = [
    # operators and their order
    ("1+2*3", 7), ("=(1+2)*3", 9), ("=-2^2", 4), ("=2^3^2", 64), ("=2^-1", 0.5), ("=2^-1^2", 0.25), ("=8/4/2", 1),
    ("=9-3-2", 4), ("=50%", 0.5), ("=-50%", -0.5), ("=2^200%", 4), ("=5%%", 0.0005), ("=--5", 5), ("=-+-5", 5),
    ("=1+2&3*4", "312"), ('="a"&"b"="AB"', True), ("=1=1=TRUE", True), ("=1<2<3", False), ("=10/4", 2.5), ("=6/3", 2),
    ("=1E3", 1000), ("=1.5e-1", 0.15), ("=.5", 0.5), ("=5.", 5), (" = 1 + 1 ", 2), ("=1/3*3", 1), ("=4^0.5", 2),
    ('="say ""so"""', 'say "so"'), ("=#N/A", NA), ("=#ref!+1", REF), ("=TRUE", True), ("=false()", False), ("=TRUE+1", 2),
    # division, powers, overflow
    ("=1/0", DIV0), ("=1/D1", DIV0), ("=0^0", NUM), ("=0^-1", DIV0), ("=(-8)^0.5", NUM), ("=10^308*10", NUM),
    ("=10^400", NUM), ("=-10^308*100", NUM),
    # binary fractions
    ("=0.1+0.2-0.3", 0), ("=0.1+0.2=0.3", True), ("=C4+C5=C6", True), ("=1-0.9=0.1", True), ("=0.1+0.2=0.3001", False),
    # blanks
    ("=D1", 0), ("=D1+1", 1), ('=D1&"x"', "x"), ("=D1=0", True), ('=D1=""', True), ("=D1=FALSE", True), ("=D1=D4", True),
    ("=D1=1", False), ('=E3=""', True), ("=E3=0", False), ("=+D1", 0), ("=IF(D1,1,2)", 2), ("=IF(TRUE,D1)", 0),
    # texts as numbers, numbers as texts
    ("=D2+1", VALUE), ("=E3+1", VALUE), ("=D6+1", 6), ('="1.5"+1', 2.5), ('=" 7 "*1', 7), ('=-"3"', -3), ("=G6*2", VALUE),
    ('="TRUE"+1', VALUE), ("=12&B1", "12100"), ("=TRUE&1", "TRUE1"), ("=+A1", "2.17"), ("=B7&1", "121"),
    # comparisons of unlike values
    ('=999<"a"', True), ('="z"<TRUE', True), ("=TRUE=1", False), ('=1="1"', False), ('="a"<>"b"', True), ("=F1>B1", True),
    # errors go through
    ("=C7", REF), ("=C7+1/0", REF), ("=1/0+C7", DIV0), ("=D7&1", DIV0), ("=C7=C7", REF), ("=SUM(B1:D7)", REF),
    ("=SUM(1,1/0)", DIV0), ("=LEN(C7)", REF), ("=ROUND(1,C7)", REF), ("=-C7", REF), ("=C7%", REF), ("=MAX(D1:D7)", DIV0),
    # sums and their kin
    ("=SUM(B1:B7)", 250_104), ("=SUM(B1,B2;B3)", 250_125), ("=SUM(D1:D6)", 7.5), ("=SUM(F1:F6)", 2), ('=SUM("3",TRUE)', 4),
    ('=SUM("x")', VALUE), ("=SUM(A1:A6)", 0), ("=SUM((B1:B2))", 125), ("=SUM(B3:B1)", 250_125), ("=SUM($B$1:B$2)", 125),
    ("=SUM('T-C.33'!B1:B2)", 125), ("=SUM(1,)", 1), ("=SUM(IF(TRUE,D2),1)", 1), ("=SUM(IF(TRUE,B1:B2))", 125),
    ("=AVERAGE(B1:B2)", 62.5), ("=AVERAGE(D1:D6)", 3.75), ("=AVERAGE(A1:A6)", DIV0), ("=COUNT(A1:G7)", 19),
    ('=COUNT(1,"2",TRUE,"a",1/0,"")', 3), ("=COUNT(1,)", 2), ("=COUNTA(D1:F7)", 17), ("=COUNTA(E3)", 1), ('=COUNTA("",1/0)', 2),
    ("=MIN(B1:B7)", -40), ("=MAX(B1:B7,1E6)", 1_000_000), ("=MIN(A1:A6)", 0), ("=MIN(5,)", 0), ("=MAX(C1:C6)", 1.5),
    ("=SUBTOTAL(9,B1:B7)", 250_104), ("=SUBTOTAL(109,B1:B2,B3)", 250_125), ("=SUBTOTAL(1,B1:B2)", 62.5),
    ("=SUBTOTAL(101,A1:A2)", DIV0), ("=SUMPRODUCT(B1:B2,C1:C2)", 162.5), ("=SUMPRODUCT(B1:B6)", 250_092),
    ("=SUMPRODUCT(B1:B6,D1:D6)", 749_820), ("=SUMPRODUCT(B1:B6,C1:C5)", VALUE), ("=SUMPRODUCT(B1:B7,C1:C7)", REF),
    ("=SUMPRODUCT(B1:C2,B1:C2)", 10627.5), ("=SUMPRODUCT(B1:B2,B1:C1)", VALUE),
    # criteria
    ('=SUMIF(A1:A7,"2.17.??",B1:B7)', 25), ('=SUMIF(A1:A7,"2.17*",B1)', 250_092), ('=SUMIF(B1:B7,">20")', 250_125),
    ('=SUMIF(B1:B7,">="&B2)', 250_125), ('=SUMIF(B1:B7,"<0")', -40), ('=SUMIF(B1:B7,"<=0")', -40), ('=SUMIF(B1:B7,"<>100")', 250_004),
    ("=SUMIF(B1:B7,25)", 25), ('=SUMIF(B1:B7,"=25")', 25), ("=SUMIF(B1:B7,D1)", 0), ('=SUMIF(E1:E7,"x",B1:B7)', 125),
    ('=SUMIF(E1:E7,"<>x",B1:B7)', 249_979), ('=SUMIF(E1:E7,"a~?b",B1:B7)', -40), ('=SUMIF(E1:E7,"a~~b",B1:B7)', 0),
    ('=SUMIF(E1:E7,"ab~*",B1:B7)', 12), ('=SUMIF(E1:E7,"*",B1:B7)', 250_097), ('=SUMIF(E1:E7,"?",B1:B7)', 125),
    ('=SUMIF(E1:E7,"",B1:B7)', 250_007), ('=SUMIF(E1:E7,"=",B1:B7)', 7), ('=SUMIF(E1:E7,"<>",B1:B7)', 250_097),
    ("=SUMIF(G1:G7,1,B1:B7)", 250_125), ('=SUMIF(G1:G7,"01",B1:B7)', 250_125), ('=SUMIF(G1:G7,">0",B1:B7)', 107),
    ('=SUMIF(G1:G7,"*",B1:B7)', 250_037), ('=SUMIF(A1:A7,"2.17",B1:B7)', 100), ('=SUMIF(C1:C7,">1",B1:B7)', 100),
    ('=SUMIF(A1:A7,"*",C1:C7)', 2.85), ('=SUMIF(B1:B7,12,C1:C7)', REF), ("=SUMIF(F1:F7,0,B1:B7)", -40),
    ('=SUMIFS(B1:B7,A1:A7,"2.17.01*",C1:C7,"<0.3")', 249_967), ('=SUMIFS(B1:B7,A1:A6,"x")', VALUE),
    ('=SUMIFS(B1:B7,A1:A7,A2&".?.??")', 249_960), ('=SUMIF(A1:A7,"[2]*",B1:B7)', 0), ('=SUMIF(E1:E7,"A?B",B1:B7)', -40),
    # rounding, on 15 digits and away from zero
    ("=ROUND(2.675,2)", 2.68), ("=ROUND(1.005,2)", 1.01), ("=ROUND(-2.5,0)", -3), ("=ROUND(2.5,0)", 3), ("=ROUND(1234,-2)", 1200),
    ("=ROUND(1250,-2)", 1300), ("=ROUND(5,-2)", 0), ("=ROUND(1.25,1.9)", 1.3), ("=ROUND(1.5,)", 2), ("=ROUND(2.25,99999)", 2.25),
    ("=ROUND(5,-99999)", 0), ("=ROUNDUP(2.1,0)", 3), ("=ROUNDUP(-2.1,0)", -3), ("=ROUNDUP(0.1+0.2,1)", 0.3), ("=ROUNDDOWN(-2.9,0)", -2),
    ("=ROUNDDOWN(1299,-2)", 1200), ("=INT(2.9)", 2), ("=INT(-2.1)", -3), ("=INT(0.1*3*10)", 3), ("=ABS(-2.5)", 2.5), ("=ABS(D2)", VALUE),
    # logic
    ('=IF(B1>50,"y","n")', "y"), ("=IF(B1>500,1)", False), ("=IF(1/0,1,2)", DIV0), ('=IF("x",1,2)', VALUE), ('=IF("true",1,2)', 1),
    ("=IF(B6,1,2)", 2), ("=IF(TRUE,,5)", 0), ("=IF(,1,2)", 2), ("=IF(FALSE,1/0,3)", 3), ("=IFERROR(C7,7)", 7), ("=IFERROR(B1,7)", 100),
    ('=IFERROR(1/0,"")', ""), ("=IFERROR(1/0,2/0)", DIV0), ("=IFERROR(IF(1/0,1,2),3)", 3), ("=AND(TRUE,1,B1)", True),
    ("=AND(B1:B6)", False), ("=AND(F1:F3)", False), ("=AND(A1:A3)", VALUE), ("=AND(FALSE,1/0)", DIV0), ("=OR(F1:F3)", True),
    ('=OR("x",TRUE)', VALUE), ("=OR(0,B6)", False), ("=NOT(0)", True), ("=NOT(D1)", True), ('=NOT("x")', VALUE),
    # numbers and texts
    ("=N(B1)", 100), ("=N(A1)", 0), ("=N(F1)", 1), ("=N(D1)", 0), ("=N(C7)", REF), ('=VALUE("12")', 12), ("=VALUE(D1)", 0),
    ('=VALUE("x")', VALUE), ("=VALUE(TRUE)", VALUE), ("=LEN(A2)", 7), ("=LEN(B1)", 3), ("=LEN(D1)", 0), ("=LEN(TRUE)", 4),
    ("=LEFT(A2)", "2"), ("=LEFT(A2,4)", "2.17"), ("=LEFT(A2,0)", ""), ("=LEFT(A2,99)", "2.17.01"), ("=LEFT(A2,-1)", VALUE),
    ("=RIGHT(A2,2)", "01"), ("=RIGHT(A2,0)", ""), ("=RIGHT(A2,2.9)", "01"), ("=RIGHT(A2,-1)", VALUE), ("=RIGHT(A2,99)", "2.17.01"), ("=MID(A2,3,2)", "17"), ("=MID(A2,99,2)", ""),
    ("=MID(A2,0,2)", VALUE), ("=MID(A2,1,-2)", VALUE), ('=TRIM("  a  b ")', "a b"), ('=UPPER("Kota")&LOWER("BEKASI")', "KOTAbekasi"),
]  # fmt: skip


@pytest.mark.parametrize(("formula", "expected"), CASES)
def test_value_of_a_formula(formula: str, expected: object) -> None:
    found = value(formula)
    if isinstance(expected, float):
        assert found == pytest.approx(expected, rel=1e-14)
        return
    assert (found, type(found)) == (expected, type(expected))


def test_every_function_is_tested() -> None:
    assert {name for name in FUNCTIONS if not any(f"{name}(" in formula for formula, _ in CASES)} == set()


@pytest.mark.parametrize(
    ("plan", "done", "expected"),
    [(4, 3, 75), (3, 2, 2 / 3 * 100), (0, 3, ""), (None, 3, ""), (4, None, ""), ("-", 3, ""), (4, "3", ""), (-4, 1, -25), (4, REF, "")],
)  # fmt: skip
def test_quotient_of_the_template(plan: object, done: object, expected: object) -> None:
    formula = '=IF(COUNT(F12,G12)<2,"",IF(N(F12)=0,"",G12/F12*100))'
    assert evaluate(formula, lambda row, column: {(12, 6): plan, (12, 7): done}[(row, column)]) == expected


def test_totals_of_the_template() -> None:
    codes = [
        "2.17",
        "2.17.01",
        "2.17.01.2.01",
        "2.17.01.2.01.01",
        "2.17.01.2.01.02",
        "2.17.01.2.02",
        "2.17.01.2.02.01",
        "TOTAL",
    ]
    amounts = [None, None, None, 12_345_678_901, 1, "-", 98, None]
    sheet = of([[code, None, None, None, None, amount] for code, amount in zip(codes, amounts, strict=True)])
    leaves = '=SUMIFS(F$1:F$7,$A$1:$A$7,$A{}&".??")'
    assert evaluate(leaves.format(3), sheet) == 12_345_678_902
    assert evaluate(leaves.format(6), sheet) == 98
    assert evaluate('=SUMIFS(F$1:F$7,$A$1:$A$7,"?.??.??.?.??.??")', sheet) == 12_345_679_000
    assert evaluate('=SUMIFS(F$1:F$7,$A$1:$A$7,$A2&".?.??")', sheet) == 0


@pytest.mark.parametrize(
    ("formula", "reason"),
    [
        ("", "not of the grammar"),
        ("=", "not of the grammar"),
        ("=1+", "not of the grammar"),
        ("=SUM(", "not of the grammar"),
        ("=SUM(1", "a bracket is not closed"),
        ("=1 2", "'2'"),
        ("=1)", "')'"),
        ("=A1 B2", "'B2'"),
        ('="a', "not of the grammar"),
        ("=A1:A2:A3", "not of the grammar"),
        ("=A:A", "not of the grammar"),
        ("=SUM(A:A)", "not of the grammar"),
        ("=SUM(1:1)", "a bracket is not closed"),
        ("=SUM(A1:A3)+A1:A3", "a range where a single value belongs"),
        ("=A1:A3", "a range where a single value belongs"),
        ("=LEN(A1:A3)", "a range where a single value belongs"),
        ("=SUMPRODUCT(A1:A3*B1:B3)", "a range where a single value belongs"),
        ("=SUMIF(B1:B3,A1:A3)", "a range where a single value belongs"),
        ("=IF(B1:B3,1)", "a range where a single value belongs"),
        ("={1,2}", "'{'"),
        ("=tahun_n", "not of the grammar"),
        ("=Tabel1[Pagu]", "not of the grammar"),
        ("=@A1", "'@'"),
        ("=A1#", "not of the grammar"),
        ("=Lembar2!A1", "another sheet"),
        ("='Lembar 2'!A1", "another sheet"),
        ("=[1]Lembar!A1", "'['"),
        ("='[Buku.xlsx]T-C.33'!A1", "another sheet"),
        ("=XFE1", "a name or another sheet"),
        ("=A1048577", "a name or another sheet"),
        ("=A0", "not of the grammar"),
        ("=NOW()", "function NOW"),
        ("=RAND()", "function RAND"),
        ("=OFFSET(A1,1,1)", "function OFFSET"),
        ('=INDIRECT("A1")', "function INDIRECT"),
        ("=VLOOKUP(1,A1:B3,2)", "function VLOOKUP"),
        ("=_xlfn.CONCAT(A1)", "not of the grammar"),
        ("=IF(TRUE,1,NOW())", "function NOW"),
        ("=ROUND(1)", "function ROUND with 1 arguments"),
        ("=NOT(1,2)", "function NOT with 2 arguments"),
        ("=SUMIFS(B1:B3,A1:A3)", "function SUMIFS"),
        ("=SUMIFS(B1:B3,A1:A3,1,A1:A3)", "function SUMIFS"),
        ("=SUMIF(1,1)", "where a range belongs"),
        ("=SUMPRODUCT(1,2)", "where a range belongs"),
        ("=SUBTOTAL(2,A1:A3)", "SUBTOTAL 2"),
        ("=SUBTOTAL(B1,A1:A3)", "SUBTOTAL"),
        ("=Z99", "was not read"),
        ("=SUM(A1:A8)", "was not read"),
        # what the decimal comma, the language or the calendar of the computer decides
        ('="10%"+1', "settings"),
        ('="1/2"+1', "settings"),
        ('="1,5"+1', "settings"),
        ('="1.234.567"+1', "settings"),
        ('="Rp 5"+1', "settings"),
        ('="5 Mei 2024"+1', "settings"),
        ("=G7+1", "settings"),
        ('=1.5&""', "settings"),
        ("=LEN(C1)", "settings"),
        ("=10^15&1", "settings"),
        ('="a"<"b"', "settings"),
        ('=SUMIF(A1:A3,">a")', "the criterion"),
        ('=SUMIF(A1:A3,">")', "the criterion"),
        ("=SUMIF(A1:A3,TRUE)", "the criterion"),
        ('=SUMIF(A1:A3,"true")', "the criterion"),
        ("=SUMIF(A1:A3,C7)", "the criterion"),
        ('=SUMIF(A1:A3,"#N/A")', "the criterion"),
        # Unicode look-alikes of ASCII letters
        ("=\u212a1", "not of the grammar"),
        ("=\u017fUM(A1)", "not of the grammar"),
        ("=\u0661+1", "not of the grammar"),
        pytest.param("=" + "(" * 60 + "1" + ")" * 60, "nested deeper", id="brackets"),
        pytest.param("=" + "1=1&1+1*1^(" * 200, "nested deeper", id="brackets of every rank"),
        pytest.param("=" + "IF(1," * 300, "nested deeper", id="functions"),
        pytest.param("=1" + "+1" * 10_000, "longer than", id="length"),
        pytest.param(f"=SUM({'A1,' * 300}1)", "function SUM with 301 arguments", id="arguments"),
    ],
)
def test_what_is_not_judged_is_refused_with_the_reason(formula: str, reason: str) -> None:
    with pytest.raises(UnknownFormulaError) as caught:
        value(formula)
    assert reason in str(caught.value)


@pytest.mark.parametrize("stored", [b"1", 1j, [1], object(), Fraction(1)])
def test_a_value_that_no_cell_holds_is_refused(stored: object) -> None:
    with pytest.raises(UnknownFormulaError):
        evaluate("=A1", always(stored))


@pytest.mark.parametrize("stored", [float("inf"), float("-inf"), float("nan"), 10**400])
def test_numbers_beyond_excel_are_an_error_value(stored: float) -> None:
    assert evaluate("=A1", always(stored)) == NUM
    assert evaluate("=A1", always(1.7e308)) == 1.7e308


def test_only_the_branch_taken_is_read() -> None:
    asked: list[tuple[int, int]] = []

    def cell(row: int, column: int) -> object:
        asked.append((row, column))
        if row > 1:
            raise KeyError(row)
        return column

    assert evaluate("=IF(A1=1,B1,B2)+IF(A1=2,B2+B3,C1)+IFERROR(D1,SUM(D2:D9))+IF(A1,IF(A1,1,A2),A3)", cell) == 10
    assert set(asked) == {(1, 1), (1, 2), (1, 3), (1, 4)}
    with pytest.raises(UnknownFormulaError):
        evaluate("=IFERROR(1/0,D2)", cell)


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("=1+2", []),
        ("=A1", [(1, 1, 1, 1)]),
        ("=$B$3:A1+A1", [(1, 1, 3, 2), (1, 1, 1, 1)]),
        ("=IF(A1,B1,SUM(C2:C9))", [(1, 1, 1, 1), (1, 2, 1, 2), (2, 3, 9, 3)]),
        ('=SUMIFS(F$11:F$60,$A$11:$A$60,$A12&".?.??")', [(11, 6, 60, 6), (11, 1, 60, 1), (12, 1, 12, 1)]),
        ("='T-C.33'!AA10:xfd1048576", [(10, 27, 1_048_576, 16_384)]),
        ("=t!a1", [(1, 1, 1, 1)]),
        ('="A1"&LEN("B2")', []),
    ],
)
def test_references_in_order(formula: str, expected: list[tuple[int, int, int, int]]) -> None:
    assert references(formula, "t" if "t!" in formula else "t-c.33") == expected


@pytest.mark.parametrize("formula", ["=A:A", "=Lembar2!A1", "=VLOOKUP(A1,B1:C9,2)", "=A1+", "=pagu"])
def test_references_of_a_formula_that_is_not_judged(formula: str) -> None:
    with pytest.raises(UnknownFormulaError):
        references(formula)


@pytest.mark.parametrize(
    "formula",
    [
        "=SUM(A1:XFD1048576)",
        "=SUM(A1:A40000,A1:A40000)",
        "=SUM(A1:XFD1)",
        '=SUMIFS(A1:A30000,B1:B30000,"*a*a*a*a*a*a*a*a*a*b")',
        '=SUMIF(A1:A49999,"' + "*a" * 100 + '*b",B1)',
        "=SUMPRODUCT(A1:Z9999,A1:Z9999)",
        "=COUNT(" + ",".join(["A1:A1000"] * 200) + ")",
    ],
)
def test_a_formula_takes_no_more_than_its_steps(formula: str) -> None:
    asked = 0

    def cell(row: int, column: int) -> object:
        nonlocal asked
        asked += 1
        return "a" * 5000

    with pytest.raises(UnknownFormulaError, match=r"steps|range"):
        evaluate(formula, cell)
    assert asked <= 50_001


def test_long_formulas_are_worked_out() -> None:
    assert evaluate("=" + "+".join(["A1"] * 2000), always(3)) == 6000
    assert evaluate("=" + "-" * 8000 + "1", always(None)) == 1
    assert evaluate("=0" + "%" * 8000, always(None)) == 0
    assert evaluate("=" + "(" * 50 + "1" + ")" * 50, always(None)) == 1
    assert evaluate("=" + "&".join(["A1"] * 2000), always("a" * 30_000)) == VALUE


Tree = tuple[Any, ...]
RANK = {"+": 1, "-": 1, "*": 2, "/": 2, "^": 3}
leaves = st.one_of(st.integers(0, 99), st.integers(0, 199).map(lambda half: half / 2)).map(lambda number: (number,))
trees: st.SearchStrategy[Tree] = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.tuples(st.sampled_from("+-*"), inner, inner),
        st.tuples(st.sampled_from("+-*"), inner, inner),
        st.tuples(st.just("/"), inner, st.sampled_from([(2,), (4,), (0.5,), (0,)])),
        st.tuples(st.just("^"), inner, st.integers(1, 3).map(lambda power: (power,))),
        st.tuples(st.just("neg"), inner),
    ),
    max_leaves=10,
)


def typed(tree: Tree) -> str:
    """The tree as a formula with no more brackets than Excel needs."""
    if len(tree) == 1:
        return str(tree[0])
    if tree[0] == "neg":
        return f"-{typed(tree[1])}" if len(tree[1]) < 3 else f"-({typed(tree[1])})"
    sign, left, right = tree
    sides = [typed(left), typed(right)]
    if RANK.get(left[0], 9) < RANK[sign]:
        sides[0] = f"({sides[0]})"
    if RANK.get(right[0], 9) <= RANK[sign]:
        sides[1] = f"({sides[1]})"
    return f"{sides[0]}{sign}{sides[1]}"


def by_python(tree: Tree) -> Fraction:
    """The exact value; what floats cannot hold is left out."""
    if len(tree) == 1:
        return Fraction(tree[0])
    left = by_python(tree[1])
    right = by_python(tree[2]) if len(tree) == 3 else Fraction(0)
    if tree[0] == "neg":
        return -left
    if tree[0] == "^":
        found = left ** int(right)
    else:
        found = {"+": left + right, "-": left - right, "*": left * right, "/": right and left / right}[tree[0]]
    if tree[0] == "/" and not right:
        raise ZeroDivisionError
    assume(Fraction(float(found)) == found)
    return found


@unhurried
@given(trees)
@example(("^", ("neg", (2,)), (2,)))
@example(("neg", ("^", (2,), (2,))))
@example(("-", (1,), ("-", (2,), (3,))))
def test_arithmetic_as_python_does_it(tree: Tree) -> None:
    try:
        expected: object = by_python(tree)
    except ZeroDivisionError:
        expected = DIV0
    assert evaluate(f"={typed(tree)}", of([])) == expected


@unhurried
@given(st.lists(st.integers(-(10**30), 10**30), min_size=1, max_size=40))
def test_sums_of_whole_numbers_are_exact(numbers: list[int]) -> None:
    cell = of([[number] for number in numbers])
    found = [
        evaluate(f"=SUM(A1:A{len(numbers)})", cell),
        evaluate("=" + "+".join(f"A{row}" for row in range(1, len(numbers) + 1)), cell),
        evaluate(f'=SUMIF(A1:A{len(numbers)},"<>x")', cell),
        evaluate(f"=SUMPRODUCT(A1:A{len(numbers)})", cell),
    ]
    assert found == [sum(numbers)] * 4
    assert {type(total) for total in found} == {int}


@unhurried
@given(st.lists(st.integers(0, 10**13).map(float), min_size=1, max_size=40))
def test_whole_numbers_stored_as_floats_come_back_whole(numbers: list[float]) -> None:
    found = evaluate(f"=SUM(A1:A{len(numbers)})", of([[number] for number in numbers]))
    assert (found, type(found)) == (sum(int(number) for number in numbers), int)


def matches(pattern: str, text: str) -> bool:
    """Excel's wildcards, spelled out."""
    if not pattern:
        return not text
    if pattern[0] == "*":
        return any(matches(pattern[1:], text[at:]) for at in range(len(text) + 1))
    if pattern[0] == "~" and pattern[1:2] in ("*", "?", "~") and pattern[1:]:
        return text[:1] == pattern[1] and matches(pattern[2:], text[1:])
    return (
        bool(text) and (pattern[0] == "?" or pattern[0].lower() == text[0].lower()) and matches(pattern[1:], text[1:])
    )


@unhurried
@given(st.text("aAb.?*~[]!-^", min_size=1, max_size=6), st.lists(st.text("aAb.?*~[]!-^", max_size=6), min_size=1))
@example("[!a]", ["[!a]", "b"])
@example("~~*", ["~", "*"])
def test_wildcards(pattern: str, texts: list[str]) -> None:
    rows = [[text, 2**at] for at, text in enumerate(texts)]
    expected = sum(number for text, number in rows if matches(pattern, text))
    assert evaluate('=SUMIF(A1:A{0},"="&"{1}",B1:B{0})'.format(len(rows), pattern), of(rows)) == expected


pieces = st.sampled_from(
    [*(f"{name}(" for name in FUNCTIONS), *"()()()+-*/^&=<>%,;:!'\"#$ .", "<>", "A1", "$B$2", "A1:B3", "'T-C.33'!A1", "C7",
     "X!A1", "1", "0", "2.5", "1E3", "1E999", '"x"', '""', '"2.*"', '">1"', "TRUE", "#N/A", "nama", "\n", "\u212a", "\u0130"]
)  # fmt: skip


@settings(deadline=None, max_examples=500)
@given(st.one_of(st.text(), st.lists(pieces, max_size=15).map("".join)))
@example("=1E999")
@example("=SUMPRODUCT(A1:A1)&1E308*-1E308")
@example("=LEFT(1,1E308)")
@example("=ROUND(1E308,1E308)")
def test_any_text_is_worked_out_or_refused(text: str) -> None:
    try:
        areas = references(text, "T-C.33")
    except UnknownFormulaError:
        with pytest.raises(UnknownFormulaError):
            value(text)
        return
    assert all(top <= bottom and left <= right for top, left, bottom, right in areas)
    try:
        found = value(text)
    except UnknownFormulaError:
        return
    assert isinstance(found, int | float | str)


numbers_of_any_size = st.one_of(st.integers(-(10**400), 10**400), st.floats(), st.sampled_from([1e308, -1e308, 5e-324]))
stored_values = st.one_of(st.none(), st.booleans(), numbers_of_any_size, st.text(max_size=5), st.just(REF))
over_two = st.sampled_from(
    ["A1+B1", "A1-B1", "A1*B1", "A1/B1", "A1^B1", "A1&B1", "A1=B1", "A1<B1", "A1%", "-A1", "SUM(A1:B1)", "SUM(A1,B1)",
     "AVERAGE(A1:B1)", "SUMPRODUCT(A1:B1,A1:B1)", "SUMPRODUCT(A1,B1,A1)", "SUMIF(A1:B1,A1)", "SUMIF(A1:B1,A1&B1)",
     "ROUND(A1,B1)", "ROUNDUP(A1,B1)", "INT(A1)", "LEFT(A1,B1)", "MID(A1,B1,A1)", "IF(A1,B1)", "AND(A1:B1)", "N(A1)",
     "MAX(A1:B1)", "COUNT(A1,B1)", "SUBTOTAL(A1,B1:B1)", "VALUE(A1)", "SUMPRODUCT(A1:B2,A1:B2)", "A1*1E300*B1-B1*1E300"]
)  # fmt: skip


@settings(deadline=None, max_examples=500)
@given(over_two, st.tuples(stored_values, stored_values))
@example("SUMPRODUCT(A1:B2,A1:B2,A1:B2)", (1e308, -1e308))
def test_any_stored_values_are_worked_out_or_refused(formula: str, pair: tuple[object, object]) -> None:
    try:
        found = evaluate(formula, of([[*pair], [*pair]]))
    except UnknownFormulaError:
        return
    assert isinstance(found, str) or (isinstance(found, int | float) and abs(found) < 2**1024)


def _numeric(pick: random.Random, depth: int) -> str:
    """A formula for a number over the columns of :func:`_random_sheet`."""
    row, other = sorted(pick.sample(range(1, 31), 2))
    area = f"{pick.choice('BCD')}{row}:{pick.choice('BCD')}{other}"
    if not depth:
        return pick.choice(
            [str(pick.randint(0, 999)), f"{pick.randint(1, 99) / 8}", f"B{row}", f"$C{row}", f"N(D{row})", f"E{row}"]
        )

    def inner() -> str:
        return _numeric(pick, depth - 1)

    criterion = pick.choice(
        [f'$A{row}&".??"', f'A{row}&".?.??"', '"?.??.??"', '"*.01"', f"A{row}", '"<>"&' + f"A{row}", '"<>*.02*"', '"x~?y"', '""', '"<>"']
    )  # fmt: skip
    bound = pick.choice([f'">"&B{row}', '"<=1000"', f"B{row}", '"<>0"', '"=0"', '">=-5"'])
    forms: list[Callable[[], str]] = [
        lambda: f"({inner()}{pick.choice('+-*/')}{inner()})",
        lambda: f"{inner()}{pick.choice('+-*/')}{inner()}",
        lambda: f"-{inner()}^{pick.choice('123')}",
        lambda: f"{inner()}%",
        lambda: f"{pick.choice(['SUM', 'AVERAGE', 'MIN', 'MAX', 'COUNT', 'COUNTA'])}({area},{inner()})",
        lambda: f"{pick.choice(['COUNT', 'COUNTA'])}(A1:F{other})",
        lambda: f"ROUND({inner()},{pick.randint(-3, 3)})",
        lambda: f"{pick.choice(['ROUNDUP', 'ROUNDDOWN'])}(C{row}-C{other},{pick.randint(-3, 3)})",
        lambda: f"{pick.choice(['INT', 'ABS', 'N'])}({inner()})",
        lambda: f'VALUE("{pick.randint(0, 99)}")+LEN({_textual(pick, depth - 1)})',
        lambda: f"SUMIF(A$1:A$30,{criterion},{pick.choice('BCD')}$1)",
        lambda: f"SUMIF(B1:B{other},{bound})",
        lambda: f"SUMIFS({pick.choice('BCD')}1:{pick.choice('BCD')}30,$A$1:$A$30,{criterion},B1:B30,{bound})",
        lambda: f"SUMIFS(B1:B30,$A$1:$A$30,{criterion},B1:B30,{bound})",
        lambda: f"SUMPRODUCT(B{row}:C{other},C{row}:D{other})",
        lambda: f"SUBTOTAL({pick.choice([1, 9, 101, 109])},{area})",
        lambda: f"IF({_logical(pick, depth - 1)},{inner()},{inner()})",
        lambda: f"IFERROR({inner()},{inner()})",
        lambda: f'IF(COUNT(B{row},D{row})<2,"",IF(N(D{row})=0,"",B{row}/D{row}*100))',
    ]
    return pick.choice(forms)()


def _textual(pick: random.Random, depth: int) -> str:
    """A formula for a text."""
    row = pick.randint(1, 30)
    if not depth:
        return pick.choice([f"A{row}", f"F{row}", '" a  B "', '""', f"A{row}&B{row}"])

    def inner() -> str:
        return _textual(pick, depth - 1)

    forms: list[Callable[[], str]] = [
        lambda: f"({inner()}&{inner()})",
        lambda: f"{pick.choice(['LEFT', 'RIGHT'])}({inner()},{pick.randint(-1, 5)})",
        lambda: f"MID({inner()},{pick.randint(0, 4)},{pick.randint(0, 9)})",
        lambda: f"{pick.choice(['TRIM', 'UPPER', 'LOWER', 'LEFT', 'RIGHT'])}({inner()})",
        lambda: f"IF({_logical(pick, depth - 1)},{inner()},{inner()})",
        lambda: f"IFERROR({inner()},{inner()})",
    ]
    return pick.choice(forms)()


def _logical(pick: random.Random, depth: int) -> str:
    """A formula for a truth value."""
    lower = max(depth - 1, 0)
    forms: list[Callable[[], str]] = [
        lambda: f"{_numeric(pick, lower)}{pick.choice(['=', '<>', '<', '>', '<=', '>='])}{_numeric(pick, lower)}",
        lambda: f"{_textual(pick, lower)}{pick.choice(['=', '<>'])}{_textual(pick, lower)}",
        lambda: f"{pick.choice(['AND', 'OR'])}({_logical(pick, lower)},B{pick.randint(1, 30)}>0)" if depth else "TRUE",
        lambda: f"NOT({_logical(pick, lower)})" if depth else "FALSE",
    ]
    return pick.choice(forms)()


def _random_sheet(pick: random.Random) -> list[list[Any]]:
    """Codes, whole amounts, fractions, amounts with gaps and dashes, an error here and there, words."""
    codes = [
        ".".join(["2.17", "01", "2.01", "02", "1"][: pick.randint(2, 5)]).replace("02", f"{n % 4:02}")
        for n in range(30)
    ]
    return [
        [
            pick.choice([code, code, code, code, None]),
            pick.choice([0, 5, -5, pick.randint(1, 10**12)]),
            pick.choice([pick.randint(-999, 999) / 8, pick.random() * 100]),
            pick.choice([None, "-", pick.randint(0, 9999), 2.5]),
            pick.choice([pick.randint(1, 9)] * 6 + [DIV0]),
            pick.choice(["Laporan", "laporan", "x?y", "", None]),
        ]
        for code in codes
    ]


@pytest.mark.libreoffice
@pytest.mark.parametrize("seed", [2024, 2025])
def test_libreoffice_gives_the_same(seed: int, tmp_path: Path, recalculate: Recalculate) -> None:
    """Formulas of every kind over a random sheet, without what LibreOffice does otherwise than Excel.

    That is: truth values are numbers to it, numbers typed as text meet no number as a criterion, 0^0 is 1, texts
    among the arguments of SUM are errors, and ROUNDUP and ROUNDDOWN keep 12 digits only.
    """
    import xlsxwriter

    pick = random.Random(seed)
    rows = _random_sheet(pick)
    due: dict[str, Any] = {}
    while len(due) < 160:
        kind = pick.choice([_numeric, _numeric, _numeric, _textual, _logical])
        formula = f"={kind(pick, pick.randint(1, 3))}"
        try:
            due[formula] = value(formula, rows)
        except UnknownFormulaError:
            continue
    path = tmp_path / "rumus.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("T-C.33")
    for at, cells in enumerate(rows):
        for column, stored in enumerate(cells):
            if stored == "" or isinstance(stored, ExcelError):
                sheet.write_formula(at, column, "=1/0" if stored else '=""')
            else:
                sheet.write(at, column, stored)
    for at, formula in enumerate(due):
        sheet.write_formula(at, 10, formula)
    book.close()
    found = [row[10] for row in recalculate(path)["T-C.33"]][: len(due)]
    differing = {
        f"K{at} {formula}": (mine, theirs)
        for at, ((formula, mine), theirs) in enumerate(zip(due.items(), found, strict=True), 1)
        if not _alike(mine, theirs)
    }
    assert differing == {}
    assert sum(isinstance(mine, ExcelError) for mine in due.values()) < len(due) / 3


def _alike(mine: object, theirs: object) -> bool:
    """LibreOffice hands out truth values as numbers and error values as nothing."""
    if isinstance(mine, str) or not isinstance(theirs, int | float):
        return theirs is None if isinstance(mine, ExcelError) else mine == theirs
    return mine == pytest.approx(theirs, rel=1e-12, abs=1e-9)
