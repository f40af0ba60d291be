"""What is a formula by its form, and what no program takes for one."""

from __future__ import annotations

import pytest

from tests.places import EXAMPLES
from workbook_templates.reading.excel.formula_grammar import is_formula, no_formula
from workbook_templates.reading.preflight import inspect


@pytest.mark.parametrize(
    "text",
    ["A1", "SUM(A1:A3)", "--A1", 'IF(A1="","",1)', "SUM(,)", "NOW()", "A1 B2", "(A1:B2 C1:D2)", "{1,2;-3,4}", "INDEX(A:A,1):A3",
     "SUM('A B'!A1:B2)", "T[[#This Row],[a b]]*2", "Sheet1!#REF!", "IFERROR(#N/A,0)", "1.5E-3+1e5", "5%%", "@A1", "A1#",
     "cmd|'/C calc'!A0", "[1]Lembar!$A$1", "'[a.xlsx]L 1'!A1", "Jan:Des!A1", "LAMBDA(x,x+1)(5)", '"a"&"b""c"', "A1>=-1", "é+1",
     "SUM((A1,B1))", "$1:$3", "MAX(A1:A3 , 5 )", "IF(A1,,2)", "A1 :B2", "OFFSET(A1,0,0):B2", "=1+1", '"(("&")"'],
)  # fmt: skip
def test_formulas(text: str) -> None:
    assert is_formula(text)


@pytest.mark.parametrize(
    "text",
    ["", "SUM((", "SUM((1)", "1+", "1 2", '"a', "SUM(1;2)", "SUM(1))", "SUM({1,2)", "*1", "1,5+1", "()", "{}", "(1,)", "A1)",
     '"a" "b"', 'a"b"', "{1,,2}", "A1 5"],
)  # fmt: skip
def test_what_is_none(text: str) -> None:
    assert not is_formula(text)


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.xlsx")), ids=lambda path: path.stem)
def test_every_formula_of_the_examples_is_one(path: object) -> None:
    assert [no_formula(sheet.facts.formulas) for sheet in inspect(path).sheets if sheet.facts.formulas] == [  # type: ignore[arg-type]
        None
        for sheet in inspect(path).sheets
        if sheet.facts.formulas  # type: ignore[arg-type]
    ]
