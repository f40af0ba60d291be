"""Recalculating the formulas of an official table from the values it holds."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from rules.arrays import Mask, any_in_doc
from rules.calculation.formula_evaluator import UnknownFormulaError, evaluate
from rules.frames.view import View
from rules.model.document import Table
from rules.values.cells import ExcelError, as_text, column_number
from rules.values.number import read_number

MOST_WORKED_OUT = 1000
"""Formulas of one column of a table that are worked out; a workbook could hold any number of long ones."""
UNKNOWN = object()
"""The formula uses something that is not at hand."""

OF_GOOGLE = re.compile(r'=\s*IFERROR\(\s*__xludf\.DUMMYFUNCTION\("((?:[^"]|"")*)"\),(.*)\)', re.IGNORECASE | re.DOTALL)
"""What Google exports for a formula that only it can calculate: the formula as a text, and its result for other programs."""


def formula_of(view: View, column: str, row: int) -> str:
    """The formula in a cell of a view."""
    return view.table_of(row).marks.formulas[(view.place(row)[1], column)]


def beside_codes_as_numbers(view: View) -> Mask:
    """Rows of workbooks with a code that is a number: whether it is found by a text, programs answer differently."""
    return any_in_doc(view.blamed(view.column_of("kode"), "NOM-011"), view.docs)


def is_ours(table: Table, row: int, formula: str) -> bool:
    """Whether a formula is one of our templates', which ask for the type of indicator beside the table."""
    return "jenis" in table.letters and f'({table.letters["jenis"]}{row}="' in formula


def _cells(table: Table) -> Callable[[int, int], Any]:
    columns = {column_number(letter): number for number, letter in table.letters.items()}
    rows = {row: at for at, row in enumerate(table.rows)}
    blank = {*table.around.free, (table.rows[0] - 1) if table.rows else 0}

    def cell(row: int, column: int) -> Any:
        number = columns[column]
        if row in blank:
            return None
        value = table.columns[number][rows[row]]
        if isinstance(value, str) and value.endswith("%"):
            # A share shown in percent is read as text: what the formula sees is not known.
            raise LookupError(row, column)
        factor = table.factor(number)
        if factor > 1 and isinstance(value, int | float):
            return value // factor if isinstance(value, int) and value % factor == 0 else value / factor
        return value

    return cell


def recalculated(table: Table, column: str, formula: str) -> Any:
    """What a formula of a column gives now, amounts in rupiah, or :data:`UNKNOWN`."""
    exported = OF_GOOGLE.fullmatch(formula) if "__xludf" in formula else None
    try:
        result = evaluate(f"={exported[2]}" if exported else formula, _cells(table), table.sheet)
    except (UnknownFormulaError, LookupError):
        return UNKNOWN
    if isinstance(result, ExcelError):
        return UNKNOWN
    factor = table.factor(column)
    return result * factor if factor > 1 and isinstance(result, int | float) else result


def same(stored: Any, result: Any) -> bool:
    """Whether a stored value is a formula's result; a share may be stored as text in percent."""
    if isinstance(stored, str) and stored.endswith("%") and not isinstance(result, str):
        number = read_number(stored[:-1])
        if number is None:
            return False
        stored = float(number.value / Decimal(100))
    if isinstance(stored, bool) or isinstance(result, bool) or isinstance(stored, str) or isinstance(result, str):
        return as_text(stored).casefold() == as_text(result).casefold()
    if stored is None or result is None:
        return not stored and not result
    return abs(float(stored) - float(result)) <= max(1e-6, abs(float(result)) * 1e-9)
