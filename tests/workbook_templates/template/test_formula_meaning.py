"""No formula that a template holds means another thing to Excel than to LibreOffice, or by the language of Excel."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.places import EXAMPLES
from tests.support.all_templates import TEMPLATES, built
from tests.support.formula_tree import faults, parsed
from tests.support.written_formulas import distinct


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Every kind of template, and the examples."""
    folder = tmp_path_factory.mktemp("templat")
    return [built(name, folder) for name in TEMPLATES] + sorted(EXAMPLES.glob("*.xlsx"))


def test_every_formula_that_is_written_means_one_thing(written: list[Path]) -> None:
    found = distinct(iter(written))
    assert len(found) > 600
    assert {x.text: faults(x.text) for x in found.values() if faults(x.text)} == {}


def test_trees_print_what_was_parsed() -> None:
    for text in (
        "A1",
        'IF(A1>0,SUM(B1:B9),"")',
        '(1-A1)*-B2&"x"',
        'ISNUMBER(FIND({"a","b"},A1))',
        "INDEX(A1:A9,2):B$9",
    ):
        assert str(parsed(str(parsed(text)))) == str(parsed(text))


@pytest.mark.parametrize(
    "formula",
    [
        # as they were written once
        'OR(F7="-",AND(ISNUMBER(F7),F7>=0,ROUND(F7,0)=F7))',
        "SUM(IF(((LEN(TRIM(B4:B9))>0)>0)*(ROW(B4:B9)>1),1,0))",
        'IF(ISNUMBER(-LEFT(A1,1)),"Kegiatan","")',
        'SUBSTITUTE(A1,CHAR(160)," ")',
        # others of their kinds
        "AND(A1>0,1/A1>2)",
        'OR(A1="",FIND(".",A1)>2)',
        "AND(A1-B1>0,B1>0)",
        "ISNUMBER(A1)=1",
        "NOT(A1)<>5",
        'IF(A1="","",MID(A1,2,4)+1)',
        "--TRIM(A1)",
        "VALUE(A1)",
        'TEXT(A1,"#,##0")',
        "_xlfn.NUMBERVALUE(A1)",
    ],
)
def test_what_excel_takes_otherwise_is_found(formula: str) -> None:
    assert len(faults(formula)) == 1


@pytest.mark.parametrize(
    "formula",
    [
        'IF(ISNUMBER(F7),AND(F7>=0,ROUND(F7,0)=F7),F7="-")',
        'IF(LEN(A1)=1,AND(FIND(".",A1)>2,B1=""),FALSE)',
        'OR(ISNUMBER(FIND("a",A1)),IFERROR(1/A1,0)>2)',
        'SUMPRODUCT(--(LEFT(A1,2)="ab"))>0',
        '_xlfn.NUMBERVALUE(A1,",",".")',
        "(A1>0)*(B1>0)>0",
        "CHAR(10)",
    ],
)
def test_what_is_the_same_everywhere_is_not_blamed(formula: str) -> None:
    assert faults(formula) == []
