"""Random formulas worked out without Excel have the results that LibreOffice gives."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rules.calculation.formula_evaluator import UnknownFormulaError
from rules.values.cells import ExcelError
from tests.conftest import Recalculate
from tests.support.formula_sheets import DIV0, value


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
