"""Worksheet functions: how a Python function of single values becomes one over ranges, with its words for the wizard.

A range arrives as rows of values (numbers as floats, errors as their text, blanks as None). Arguments of one row, one
column or one cell are repeated as Excel does; the result has the shape of the largest.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any

import xlwings as xw

from addin.values import ERRORS, Rows, rows_of

CATEGORY = "Renja"
MODULE = "addin.functions"


class Unfit(ValueError):  # noqa: N818  (what a cell shows, not a fault of the program)
    """Why a value has no result, as the cell shows it."""


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument in the function wizard."""

    name: str
    doc: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Function:
    """A worksheet function: name, what it does, its arguments."""

    name: str
    doc: str
    arguments: tuple[Argument, ...]


FUNCTIONS: dict[str, Function] = {}
"""All worksheet functions by name."""


def worksheet_function(*arguments: Argument) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Register a function of ranges with xlwings and for the wizard; its docstring is what the wizard shows.

    What the function raises as :class:`Unfit` is shown by every cell of the result; anything else too, with its kind.
    """

    def register(work: Callable[..., Any]) -> Callable[..., Any]:
        doc = " ".join((work.__doc__ or "").split())
        FUNCTIONS[work.__name__] = Function(work.__name__, doc, arguments)

        @wraps(work)
        def safe(*given: Any) -> Any:
            try:
                return work(*map(rows_of, given))
            except Unfit as error:
                return str(error)
            except Exception as error:
                return f"Gagal: {type(error).__name__}: {error}"

        # xlwings reads types from annotations; ranges come as rows, whatever the annotation says.
        safe.__annotations__ = {}
        registered = xw.func(category=CATEGORY)(safe)
        for argument in arguments:
            registered = xw.arg(argument.name, ndim=2, err_to_str=True, doc=argument.doc)(registered)
        return registered

    return register


def over(work: Callable[..., Any], *blocks: Rows) -> Rows:
    """A function of single values over ranges; a cell without result says why in words."""
    height, width = max(len(block) for block in blocks), max(len(block[0]) for block in blocks)
    for block in blocks:
        if len(block) not in (1, height) or len(block[0]) not in (1, width):
            raise Unfit(f"Ukuran rentang berbeda: {len(block)}×{len(block[0])} dan {height}×{width}")

    def one(row: int, column: int) -> Any:
        values = [block[row if len(block) > 1 else 0][column if len(block[0]) > 1 else 0] for block in blocks]
        try:
            for value in values:
                if value in ERRORS:
                    raise Unfit(f"Sel acuan berisi {value}")
            return work(*values)
        except Unfit as error:
            return str(error)

    return [[one(row, column) for column in range(width)] for row in range(height)]


def joined(values: Sequence[Any]) -> str:
    """The text of the first value given; empty for none."""
    return next((" ".join(str(value).split()) for value in values if value is not None), "")
