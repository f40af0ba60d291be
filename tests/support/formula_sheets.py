"""A sheet of cells of every kind, and formulas worked out over it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rules.calculation.formula_evaluator import evaluate
from rules.values.cells import ExcelError

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
