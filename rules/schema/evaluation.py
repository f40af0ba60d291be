"""Expressions of the rule book's arithmetic worked out over columns of numbers."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping

import numpy as np

from rules.arrays import Figures
from rules.schema.nodes import LAST, Call, Column, Constant, Node, Operation, needs_all


def evaluated(node: Node, columns: Mapping[str, Figures]) -> Figures:
    """What an expression gives row by row over the columns it reads (float64, NaN for blank); NaN where undefined."""
    given = {column: np.asarray(figures, dtype=np.float64) for column, figures in columns.items()}
    present = [~np.isnan(figures) for figures in given.values()]
    enough = np.logical_and.reduce(present) if needs_all(node) else np.logical_or.reduce(present)
    with np.errstate(all="ignore"):
        for divisor in _divisors(node):
            # A function skips blank operands, but none that cannot be calculated, as in the native formula.
            enough &= np.nan_to_num(_evaluate(divisor, given), nan=0.0, posinf=np.inf, neginf=-np.inf) != 0
        found: Figures = np.where(enough, _evaluate(node, given), np.nan)
    return found


def _divisors(node: Node) -> Iterator[Node]:
    """What a value is divided by; the last operand that has a value may be another than one that is undefined."""
    if isinstance(node, Operation):
        yield from (*_divisors(node.left), *_divisors(node.right))
        if node.sign == "/":
            yield node.right
    elif isinstance(node, Call) and node.name != LAST:
        for argument in node.arguments:
            yield from _divisors(argument)


def _evaluate(node: Node, given: Mapping[str, Figures]) -> Figures:
    if isinstance(node, Constant):
        return np.float64(node.value)  # type: ignore[return-value]
    if isinstance(node, Column):
        figures = given[node.number]
        return np.where(np.isnan(figures), 0.0, figures)
    if isinstance(node, Call):
        rows = len(next(iter(given.values())))
        parts = np.array(
            [
                np.broadcast_to(given[a.number] if isinstance(a, Column) else _evaluate(a, given), rows)
                for a in node.arguments
            ]
        )
        return _over(node.name, parts)
    left, right = _evaluate(node.left, given), _evaluate(node.right, given)
    if node.sign == "+":
        return left + right
    if node.sign == "-":
        return left - right
    if node.sign == "*":
        return left * right
    return left / np.where(right == 0, np.nan, right)


def _over(function: str, parts: Figures) -> Figures:
    """A function over its operands (one row each), which skips the blank ones."""
    if function == LAST:
        return functools.reduce(lambda last, part: np.where(np.isnan(part), last, part), parts)
    if function == "maks":
        return np.fmax.reduce(parts)  # type: ignore[no-any-return]
    if function == "min":
        return np.fmin.reduce(parts)  # type: ignore[no-any-return]
    total: Figures = np.where(np.isnan(parts), 0.0, parts).sum(axis=0)
    count = (~np.isnan(parts)).sum(axis=0)
    return total if function == "jumlah" else total / np.where(count, count, np.nan)
