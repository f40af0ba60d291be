"""Formulas worked out without Excel: values, refusals, the cells asked for, and bounds."""

from __future__ import annotations

from fractions import Fraction

import pytest

from rules.calculation.formula_evaluator import FUNCTIONS, UnknownFormulaError, evaluate
from tests.support.formula_sheets import DIV0, NA, NUM, REF, VALUE, always, of, value

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
        ("=SUM($B$3:A2)+A1", [(2, 1), (2, 2), (3, 1), (3, 2), (1, 1)]),
        ("=SUM('T-C.33'!AA10:ab11)", [(10, 27), (10, 28), (11, 27), (11, 28)]),
        ("='T-C.33'!xfd1048576", [(1_048_576, 16_384)]),
        ("='t-c.33'!a1", [(1, 1)]),
        ('="A1"&LEN("B2")', []),
    ],
)
def test_cells_are_asked_for_in_order(formula: str, expected: list[tuple[int, int]]) -> None:
    asked: list[tuple[int, int]] = []

    def cell(row: int, column: int) -> object:
        asked.append((row, column))
        return 1

    evaluate(formula, cell, "T-C.33")
    assert asked == expected


@pytest.mark.parametrize("formula", ["=A:A", "=Lembar2!A1", "=VLOOKUP(A1,B1:C9,2)", "=A1+", "=pagu"])
def test_a_formula_that_is_not_judged(formula: str) -> None:
    with pytest.raises(UnknownFormulaError):
        evaluate(formula, always(1))


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
