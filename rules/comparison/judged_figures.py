"""The judgement on derived figures that the TUR rules share: what is blamed, by which arithmetic, and what lies behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from rules.arrays import among, filled
from rules.calculation.derive import BLANK, DIVISOR, derivable, derive, expression, numbers, reckoned, reckoned_by
from rules.comparison.derived_figures import OK, WRONG, outcome_of, outcomes, rest_on_blamed, says_nothing
from rules.comparison.diagnosis import diagnose_ratio
from rules.comparison.figure_causes import NEGATIVE_WAY
from rules.comparison.shown_figure import Shown, figure_in, text_of
from rules.comparison.slips import due_by_sum, sums_over
from rules.frames.judgement import Judgement
from rules.frames.view import View
from rules.model.bilingual import NOTHING, Text
from rules.schema.layout import Layout

NIL = "-"
"""What a figure should be where the cells that it is reckoned from say that there is nothing."""


def derived_as(*roles: str) -> Callable[[Layout], list[str]]:
    """Derived columns with given roles."""
    return lambda layout: [column for column in layout.derived if layout.columns[column].role in roles]


def judge_figures(view: View, column: str, outcome: str) -> Judgement:
    """Blame the figures of a derived column with one outcome; an empty cell that could be filled is wrong."""
    told, deferred = outcomes(view, column)
    # What a figure is reckoned from was left out: that is asked for first.
    nothing = among(derive(view, column).reason, BLANK, DIVISOR) & derivable(view, column) & view.has(column)
    deferred = deferred | (nothing & rest_on_blamed(view, column, "STR-010"))
    bad = among(told, outcome) | (among(told, NEGATIVE_WAY) & (outcome == WRONG))
    rows = np.flatnonzero(bad).tolist()
    causes = [
        NEGATIVE_WAY if told[row] == NEGATIVE_WAY else "kosong" if view.blank(column)[row] else "" for row in rows
    ]
    expected = [_rounded(due) for due in derive(view, column).expected[rows]]
    figures = [figure_in(view, column, row) for row in rows]
    differences = [
        None if figure is None or isinstance(due, str) else float(figure.value) - due
        for figure, due in zip(figures, expected, strict=True)
    ]
    return view.judge(
        filled(told),
        bad,
        deferred=deferred,
        value=[view.frame[column][row] for row in rows],
        expected=expected,
        difference=[None if x is None else round(x, 6) for x in differences],
        found=[_said(view, column, row) for row in rows],
        cause=causes,
        severity=["catatan" if cause == NEGATIVE_WAY else None for cause in causes],
        rests_on=[
            [] if figure is None else _behind(view, column, row, figure)
            for row, figure in zip(rows, figures, strict=True)
        ],
        formula=[_formula(view, column, row, cause) for row, cause in zip(rows, causes, strict=True)],
        diagnosis=[
            NOTHING if cause == NEGATIVE_WAY else _diagnose(view, column, row, figure, due)
            for row, cause, figure, due in zip(rows, causes, figures, expected, strict=True)
        ],
    )


def _arithmetic(view: View, column: str, row: int) -> Text:
    """A row's arithmetic as the planner reads it, in official column numbers."""
    found = view.layout.derived[column].of(reckoned_by(view, column)[row])
    if found is None:
        return NOTHING
    if found.last_of:
        listed = ", ".join(found.last_of)
        return Text(f"{column} = angka terakhir dari {listed}", f"{column} = the last figure of {listed}")
    shown_as = f"{column} = {found.text}"
    for name, body in view.session.pack.formulas.items():
        if name in found.text:
            shown_as = f"{column} = {body}"
    shown_as = shown_as.replace("2.0", "2").replace(" * ", " × ").replace(" - ", " − ")
    return Text(shown_as, shown_as)


def _formula(view: View, column: str, row: int, cause: str) -> Text:
    found = _arithmetic(view, column, row)
    if cause != NEGATIVE_WAY:
        return found
    return Text(
        f"{found.id} bila makin tinggi makin baik; yang tertulis tepat bila makin rendah makin baik",
        f"{found.en} if more is better; what stands there is right if less is better",
    )


def _behind(view: View, column: str, row: int, figure: Shown) -> list[tuple[str, str]]:
    """The cells of which one is wrong rather than the figure itself: with what they should hold, the figure comes right.

    They are an operand and the sum that adds it up.
    """
    found = expression(view, column, reckoned_by(view, column)[row])
    values = {operand: reckoned(view, operand) for operand in found.columns} if found else {}
    for operand in values:
        for due, cells in _should_be(view, operand, row):
            put_right = {name: figures[row : row + 1] for name, figures in values.items()}
            reckoned_anew = found.evaluate(put_right | {operand: np.array([due])})[0] if found else np.nan
            if not np.isnan(reckoned_anew) and outcome_of(figure, float(reckoned_anew)) == OK:
                return cells
    return []


def _should_be(view: View, operand: str, row: int) -> Iterator[tuple[float, list[tuple[str, str]]]]:
    """What an operand should be, by its own arithmetic or by the sum it counts in, and the cells that would be at fault."""
    if operand in view.layout.derived:
        due = derive(view, operand).expected[row]
        if isinstance(due, int | float) and not abs(numbers(view, operand)[0][row] - due) <= abs(due) / 10**9:
            yield float(due), [view.cell(operand, row)]
    elif view.layout.totals and operand in view.layout.totals.columns:
        by_sum = due_by_sum(view, operand)
        if not by_sum.none[row]:
            amount = float(by_sum.whole[row]) / 10 ** view.layout.columns[operand].decimals
            yield amount, [view.cell(operand, row), *(view.cell(operand, x) for x in sums_over(view, row))]


def _rounded(expected: Any) -> Any:
    if expected is None or isinstance(expected, str):
        return expected or NIL
    figure = round(float(expected), 2)
    return int(figure) if figure.is_integer() else figure


def _said(view: View, column: str, row: int) -> Text:
    text = text_of(view, column, row)
    if not text:
        return Text("belum diisi", "is empty")
    if view.has_formula(column)[row]:
        return Text(f"terhitung {text}", f"is calculated as {text}")
    return Text(f"tertulis {text}", f"is {text}")


def _diagnose(view: View, column: str, row: int, figure: Shown | None, expected: Any) -> Text:
    if expected == NIL:
        nil = [x for x in view.layout.derived[column].columns if says_nothing(view, x)[row]]
        listed = ", ".join(nil)
        return Text(f"Kolom {listed} nihil.", f"Column {listed} is nil.")
    if figure is None or isinstance(expected, str):
        return NOTHING
    found = expression(view, column, reckoned_by(view, column)[row])
    operands = {}
    for operand in found.columns if found else ():
        value = numbers(view, operand)[0][row]
        if value == value:
            operands[operand] = float(value)
    return diagnose_ratio(float(figure.value), float(expected), operands, float(figure.tolerance))
