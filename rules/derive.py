"""What the arithmetic of a layout gives for each row: the figures behind *Hitung* and behind the TUR rules.

A target counts with its number alone, and only where all operands are in one unit. Each row has its type of
indicator, which decides the expression. What cannot be derived says why.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pandas as pd

from rules.arithmetic import Expression
from rules.indicators import PREDICATE, types, unit_names
from rules.masks import Mask, among, where_any
from rules.targets import holds_several
from rules.view import View

BLANK, UNREADABLE, UNITS, DIVISOR, NO_FIGURE = "kosong", "rusak", "satuan", "pembagi", "tanpa angka"
"""Why a row has no figure: operands missing, one unreadable, units apart, divided by nothing, or none by its type."""

_NO_NUMBER = ("rusak", "galat", "rumus", "rentang")


def numbers(view: View, column: str) -> tuple[pd.Series, Mask]:
    """A column as float64 (NaN for blank or nil) and which of its cells cannot be reckoned with."""

    def make() -> tuple[pd.Series, Mask]:
        if view.layout.columns[column].kind == "money":
            money = view.money(column)
            scale = 10 ** view.layout.columns[column].decimals
            values = money["amount"].astype("Float64").astype("float64") / scale
            return values.where(money["status"] != "kosong"), among(money["status"].to_numpy(), *_NO_NUMBER)
        target = view.target(column)
        values = pd.Series([float(x) if x is not None else np.nan for x in target["value"]], dtype="float64")
        several = where_any(target["unit"], holds_several)
        return values.where(~among(target["kind"], "rentang") & ~several), among(target["kind"], *_NO_NUMBER) | several

    return view.cached(f"numbers:{column}", make)  # type: ignore[no-any-return]


def typed(view: View, column: str) -> Mask:
    """Cells that hold something a person typed: neither blank nor a formula."""
    return ~view.blank(column) & ~view.has_formula(column)


def expression(view: View, column: str, indicator_type: str) -> Expression | None:
    """The arithmetic of a column for a type of indicator, under the workbook's pack."""
    found = view.layout.derived[column].of(indicator_type)
    return found.expanded(view.session.pack.bodies) if found else None


def reckoned(view: View, column: str) -> pd.Series:
    """A column as float64; cells of a derived one count as typed, or else as derived."""
    values = numbers(view, column)[0]
    if column not in view.layout.derived:
        return values
    figures = pd.to_numeric(derive(view, column)["expected"], errors="coerce").astype("float64")
    return values.where(typed(view, column), figures)


def _operand(view: View, column: str) -> tuple[pd.Series, Mask, Mask]:
    """Numbers, unreadable cells and cells whose units are apart; a derived column counts as typed or as derived."""
    values, broken = reckoned(view, column), numbers(view, column)[1]
    apart = np.zeros(len(view.frame), dtype=bool)
    if column in view.layout.derived:
        own, due = typed(view, column), derive(view, column)
        broken = np.where(own, broken, due["reason"] == UNREADABLE)
        apart = (due["reason"] == UNITS).to_numpy() & ~own
    return values, broken, apart


def units_apart(view: View, columns: Sequence[str]) -> Mask:
    """Rows whose targets in these columns are in different units.

    A bare number fits a percentage, and a bare nought fits any unit.
    """
    apart = np.zeros(len(view.frame), dtype=bool)
    counted = [column for column in columns if view.layout.columns[column].kind == "target"]
    names = {column: unit_names(view, column) for column in counted}
    filled = {column: among(view.target(column)["kind"], "nilai") for column in counted}
    nought = {column: (names[column] == "") & (numbers(view, column)[0] == 0).to_numpy() for column in counted}
    for one, other in combinations(counted, 2):
        differ = (names[one] != names[other]) & ((names[one] + names[other]) != "%")
        apart |= filled[one] & filled[other] & differ & ~nought[one] & ~nought[other]
    return apart


def derivable(view: View, column: str) -> Mask:
    """Rows a column is derived in: those of the table, and its grand total where that adds up all operands."""
    return view.data | (view.total & view.layout.adds_up(column))


def derive(view: View, column: str) -> pd.DataFrame:
    """Each row's `expected` figure (number, text for a predicate, or None) and the `reason` there is none."""

    def make() -> pd.DataFrame:
        expected = pd.Series(None, index=view.frame.index, dtype=object)
        reason = pd.Series(NO_FIGURE, index=view.frame.index, dtype=object)
        kinds = types(view) if view.layout.columns[column].kind != "money" else None
        rows = derivable(view, column)
        rows_of = {"": rows} if kinds is None else {kind: rows & (kinds == kind) for kind in set(kinds[rows])}
        apart = units_apart(view, view.layout.base(column))
        for kind, chosen in rows_of.items():
            found = expression(view, column, kind)
            if found is None:
                continue
            if kind == PREDICATE and found.last_of:
                words = _last_word(view, found.last_of)
                expected[chosen] = words[chosen]
                reason[chosen] = pd.Series(BLANK, index=words.index).where(words.isna(), "")[chosen]
                continue
            part = _figures(view, found, apart)
            expected[chosen], reason[chosen] = part["expected"][chosen], part["reason"][chosen]
        reason[apart & (reason == "")] = UNITS
        return pd.DataFrame({"expected": expected.where(reason == "", None), "reason": reason})

    return view.cached(f"derive:{column}", make)  # type: ignore[no-any-return]


def _last_word(view: View, columns: tuple[str, ...]) -> pd.Series:
    """The last cell that states anything; of a derived column what it states or would."""
    last = pd.Series(None, index=view.frame.index, dtype=object)
    for column in columns:
        words = view.frame[column].where(~among(view.target(column)["kind"], "kosong", "nihil"), None)
        if column in view.layout.derived:
            words = words.where(typed(view, column), derive(view, column)["expected"])
        last = last.where(words.isna(), words)
    return last


def _figures(view: View, found: Expression, apart: Mask) -> pd.DataFrame:
    operands = {column: _operand(view, column) for column in found.columns}
    values = {column: parts[0] for column, parts in operands.items()}
    figures = found.evaluate(values)
    reason = pd.Series("", index=figures.index, dtype=object)
    reason[figures.isna()] = BLANK
    missing, filled = pd.Series(False, index=figures.index), pd.Series(False, index=figures.index)
    for column, numbers_of in values.items():
        if column in found.divisors:
            missing |= numbers_of.fillna(0) == 0
        else:
            filled |= numbers_of.fillna(0) != 0
    reason[missing & filled] = DIVISOR
    reason[apart] = UNITS
    for _, broken, units in operands.values():
        reason[units] = UNITS
        reason[broken] = UNREADABLE
    return pd.DataFrame({"expected": figures.astype(object), "reason": reason})
