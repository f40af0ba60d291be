"""How an office calculates its key indicators: the formula it declares, over the inputs of Perhitungan-IKU.

A formula is one of the pack's (`iku`) by name, or arithmetic over the numbers of the inputs. Without one, an
indicator of growth is taken for the pack's `pertumbuhan`; of others nothing can be said.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np

from rules.arrays import Mask
from rules.calculation.blocks import block_of
from rules.calculation.derive import numbers
from rules.comparison.derived_figures import CUT, OK, WRONG, outcome_of
from rules.comparison.shown_figure import figure_in
from rules.frames.indicators import indicator_key, indicators
from rules.frames.memo import once
from rules.frames.view import View
from rules.record import record
from rules.schema.arithmetic import Expression, ExpressionError
from rules.schema.layout import player
from rules.schema.pack import Pack
from rules.values.text import fold

GROWTH = "pertumbuhan"

_GROWS = re.compile(r"\b(peningkatan|pertumbuhan|kenaikan)\b")
_RESULT = re.compile(r"hasil\b", re.IGNORECASE)


@record
class Calculation:
    """One indicator's calculation: the rows of its numbered inputs, of its result (-1 if none), and those that say neither."""

    doc: int
    indicator: str
    inputs: Mapping[str, int]
    result: int
    loose: tuple[int, ...]


def formula_of(text: str, pack: Pack) -> Expression:
    """A declared formula: by the name the pack has for it, or as arithmetic; raises :class:`ExpressionError`."""
    named = {fold(name): body for name, body in pack.iku.items()}
    return Expression.parse(named.get(fold(text), text)).expanded(pack.bodies)


@once
def calculations(view: View) -> list[Calculation]:
    """The calculations of Perhitungan-IKU, in order."""
    blocks = block_of(view, view.column_of("indikator"))
    labels, found = view.text(view.column_of("no")), []
    for start in np.unique(blocks[view.data & (blocks >= 0)]).tolist():
        rows = np.flatnonzero(view.data & (blocks == start)).tolist()
        inputs = {str(int(labels[row])): row for row in rows if labels[row].isdecimal()}
        result = next((row for row in rows if _RESULT.match(labels[row])), -1)
        loose = tuple(row for row in rows if row != result and row not in inputs.values())
        found.append(Calculation(view.doc_of(start), indicators(view)[start], inputs, result, loose))
    return found


def unread_labels(view: View) -> Mask:
    """Rows whose number among the inputs cannot be read."""
    return view.errors(view.column_of("no"))


@once
def of_nobody(view: View) -> Mask:
    """Rows under no indicator, or one that cannot be read: whose calculation they belong to nobody knows."""
    name = view.column_of("indikator")
    heads = block_of(view, name)
    found: Mask = view.data & ((heads < 0) | np.append(view.errors(name), False)[heads])
    return found


def declared(view: View) -> dict[tuple[int, str], str]:
    """The formulas declared in the table of key indicators, by workbook and key of the indicator."""
    table = view.session.tables.get(player("lkip", "daftar_iku").id)
    column = table.layout.by_role("rumus") if table else None
    if table is None or column is None:
        return {}
    rows = zip(table.frame["doc"], indicators(table), table.text(column), strict=True)
    return {(int(doc), indicator_key(name)): text for doc, name, text in rows if name and text}


@record
class Chosen:
    """The formula a result is held against: its name or text, its arithmetic, and whether it is only assumed."""

    text: str
    expression: Expression
    assumed: bool = False


def chosen(view: View, calculation: Calculation) -> Chosen | None:
    """The formula of a calculation; None where none is declared, or it cannot be used."""
    pack = view.session.pack
    text = declared(view).get((calculation.doc, indicator_key(calculation.indicator)))
    assumed = text is None and bool(_GROWS.search(fold(calculation.indicator))) and GROWTH in pack.iku
    if text is None and not assumed:
        return None
    try:
        expression = formula_of(text or GROWTH, pack)
    except ExpressionError:
        return None
    usable = set(expression.columns) <= set(calculation.inputs)
    return Chosen(text or GROWTH, expression, assumed) if usable else None


def value(view: View, calculation: Calculation, expression: Expression) -> float | None:
    """What an expression gives over a calculation's inputs; None where it gives nothing."""
    figures = numbers(view, view.column_of("masukan"))[0]
    operands = {column: figures[[calculation.inputs[column]]] for column in expression.columns}
    result = float(expression.evaluate(operands)[0])
    return result if result == result else None


@record
class JudgedResult:
    """A result held against its formula; ``expected`` is None where the formula gives nothing, and nothing is stated."""

    calculation: Calculation
    formula: Chosen
    expected: float | None
    outcome: str


@once
def judged_results(view: View) -> dict[int, JudgedResult]:
    """The results that can be held against a formula, by row; those over inputs unreadable or lacking are not among them."""
    column = view.column_of("masukan")
    broken = view.blamed(column, "figure") | numbers(view, column)[1]
    found = {}
    for calculation in calculations(view):
        formula = chosen(view, calculation)
        if formula is None or calculation.result < 0 or broken[calculation.result]:
            continue
        if any(broken[calculation.inputs[number]] for number in formula.expression.columns):
            continue
        due = value(view, calculation, formula.expression)
        if due is None and abs(numbers(view, column)[0][calculation.result]) > 0:
            continue  # What is stated rests on inputs that give no figure: nothing can be said of it.
        outcome = OK if due is None else stated(view, column, calculation.result, due)
        found[calculation.result] = JudgedResult(calculation, formula, due, outcome)
    return found


def stated(view: View, column: str, row: int, due: float) -> str:
    """The outcome of a stated figure against what is due; `5.302` counts as 5,302 where that fits."""
    figure = figure_in(view, column, row)
    if figure is None:
        return WRONG
    outcome = outcome_of(figure, due)
    other = view.target(column).other[row]
    if outcome == WRONG and other is not None and figure.decimals == 0:
        as_decimal = outcome_of(type(figure)(other[0], 3), due)
        return as_decimal if as_decimal in (OK, CUT) else WRONG
    return outcome
