"""The functions and operators that formulas of our templates use, as Excel defines them."""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Callable, Iterable, Iterator
from decimal import ROUND_HALF_UP
from functools import partial
from typing import Any

from rules.calculation.formula_evaluator import added, rounded
from rules.values.cells import ExcelError
from workbook_templates.calculator.cell import Cell
from workbook_templates.calculator.criteria import has_wildcard, places_that_meet
from workbook_templates.calculator.operands import (
    ORDER,
    CellFault,
    NotCalculatedError,
    Range,
    checked_text,
    compared,
    is_error,
    is_number,
    key,
    number,
    over_members,
    shaped,
    text,
    truth,
)

Kind = Callable[[Any], Any]


def _single(function: Callable[..., Any], *kinds: Kind) -> Callable[..., Any]:
    """A function of single values, each made what ``kinds`` say; an error value among them is the result."""

    def one(*values: Any) -> Any:
        if ExcelError in map(type, values):
            return next(filter(is_error, values))
        try:
            return function(*map(operator.call, kinds, values))
        except CellFault as fault:
            return ExcelError(str(fault))
        except ZeroDivisionError:
            return ExcelError("#DIV/0!")
        except OverflowError:
            return ExcelError("#NUM!")

    return lambda cell, *operands: over_members(one, *map(cell.plain, operands))


def _any(value: Any) -> Any:
    return value


# ---- texts


def _part(whole: str, start: float, count: float) -> str:
    if start < 1 or count < 0:
        raise CellFault("#VALUE!")
    return whole[int(start) - 1 :][: int(count)]


def _right(whole: str, count: float = 1) -> str:
    return _part(whole, max(1, len(whole) + 1 - int(count)), count)


def _found(sought: str, whole: str, start: float = 1) -> int:
    at = whole.find(sought, int(start) - 1)
    if at < 0 or start < 1:
        raise CellFault("#VALUE!")
    return at + 1


def _searched(sought: str, whole: str, start: float = 1) -> int:
    if has_wildcard(sought):
        raise NotCalculatedError("SEARCH with wildcards")
    return _found(sought.casefold(), whole.casefold(), start)


def _number_value(typed: str, decimal: str, group: str) -> float:
    plain = "".join(typed.split())
    before, sign, behind = plain.partition(decimal)
    plain = before.replace(group, "") + ("." if sign else "") + behind
    if not plain:
        return 0
    if not re.fullmatch(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)", plain):
        raise CellFault("#VALUE!")
    return float(plain)


# ---- members of ranges and arrays


def _members(cell: Cell, operands: Iterable[Any]) -> Iterator[Any]:
    """The members of ranges and arrays; error values are raised."""
    for operand in operands:
        found = cell.plain(operand)
        for value in (x for row in found for x in row) if type(found) is list else (found,):
            if isinstance(value, ExcelError):
                raise CellFault(value)
            yield value


def _over(function: Callable[[list[Any]], Any]) -> Callable[..., Any]:
    """A function of all numbers among the members."""

    def call(cell: Cell, *operands: Any) -> Any:
        try:
            return function([x for x in _members(cell, operands) if is_number(x)])
        except CellFault as fault:
            return ExcelError(str(fault))

    return call


def _total(numbers: list[Any]) -> Any:
    return math.fsum(numbers) if any(isinstance(x, float) for x in numbers) else sum(numbers)


def _mean(numbers: list[Any]) -> Any:
    if not numbers:
        raise CellFault("#DIV/0!")
    return _total(numbers) / len(numbers)


def _joining(decide: Callable[[Iterable[bool]], bool]) -> Callable[..., Any]:
    """AND or OR: all conditions are looked at, texts in ranges left aside."""

    def call(cell: Cell, *operands: Any) -> Any:
        try:
            found = []
            for operand in operands:
                single = type(cell.plain(operand)) is not list and not isinstance(operand, Range)
                found += [truth(x) for x in _members(cell, (operand,)) if single or not isinstance(x, str | None)]
        except CellFault as fault:
            return ExcelError(str(fault))
        return decide(found) if found else ExcelError("#VALUE!")

    return call


def _count(cell: Cell, *operands: Any) -> int:
    found = [cell.plain(operand) for operand in operands]
    return sum(is_number(x) for one in found for row in (one if type(one) is list else [[one]]) for x in row)


def _sum_product(cell: Cell, *operands: Any) -> Any:
    arrays = [cell.plain(operand) for operand in operands]
    product = over_members(lambda *values: next(filter(is_error, values), math.prod(x if is_number(x) else 0 for x in values)), *arrays)  # fmt: skip
    return _over(_total)(cell, product)


def _smallest(cell: Cell, array: Any, count: Any) -> Any:
    numbers = sorted(x for row in _rows(cell, array) for x in row if is_number(x))
    at = int(number(cell.plain(count)))
    return numbers[at - 1] if 1 <= at <= len(numbers) else ExcelError("#NUM!")


def _rows(cell: Cell, operand: Any) -> list[list[Any]]:
    found = cell.plain(operand)
    return found if type(found) is list else [[found]]


# ---- places


def _index(cell: Cell, area: Any, row: Any, column: Any = None) -> Any:
    at, across = (number(cell.plain(x)) for x in (row, column))
    if is_error(cell.plain(row)):
        return cell.plain(row)
    if not isinstance(area, Range):
        raise NotCalculatedError("INDEX of an array")
    if column is None and area.top == area.bottom and area.left != area.right:
        at, across = 0, at
    top, left = area.top + int(at) - 1, area.left + int(across) - 1
    if top > area.bottom or left > area.right or at < 0 or across < 0:
        return ExcelError("#REF!")
    rows = (top, top) if at else (area.top, area.bottom)
    columns = (left, left) if across else (area.left, area.right)
    if column is None and area.left == area.right:
        columns = area.left, area.right
    return Range(area.sheet, rows[0], columns[0], rows[1], columns[1])


def _offset(cell: Cell, area: Any, down: Any, right: Any) -> Any:
    if not isinstance(area, Range):
        raise NotCalculatedError("OFFSET of a value")
    rows, columns = (int(number(cell.plain(x))) for x in (down, right))
    if area.top + rows < 1 or area.left + columns < 1:
        return ExcelError("#REF!")
    return Range(area.sheet, area.top + rows, area.left + columns, area.bottom + rows, area.right + columns)


def _reach(_: Cell, first: Any, last: Any) -> Any:
    if is_error(first) or is_error(last):
        return first if is_error(first) else last
    if not isinstance(first, Range) or not isinstance(last, Range):
        raise NotCalculatedError("a range between values")
    tops, lefts = zip(first[1:3], last[1:3], strict=True)
    bottoms, rights = zip(first[3:5], last[3:5], strict=True)
    return Range(first.sheet, min(tops), min(lefts), max(bottoms), max(rights))


def _row(cell: Cell, area: Any = None) -> Any:
    if area is None:
        return cell.row
    return shaped([[at] for at in range(area.top, area.bottom + 1)])


def _match(cell: Cell, sought: Any, area: Any, how: Any) -> Any:
    value = cell.plain(sought)
    if is_error(value):
        return value
    if not isinstance(area, Range) or cell.plain(how) != 0:
        raise NotCalculatedError("MATCH that is not of equals in a range")
    at = cell.book.first(area, value)
    return ExcelError("#N/A") if at is None else at


def _vlookup(cell: Cell, sought: Any, area: Any, column: Any, near: Any) -> Any:
    if not isinstance(area, Range) or cell.plain(near):
        raise NotCalculatedError("VLOOKUP that is not of equals in a range")
    at = _match(cell, sought, area._replace(right=area.left), 0)
    return at if is_error(at) else _index(cell, area, at, column)


def _lookup(cell: Cell, sought: Any, keys: Any, values: Any) -> Any:
    """The value beside the last number that is not more; error values are passed over."""
    limit, found = number(cell.plain(sought)), None
    for at, (one,) in enumerate(_rows(cell, keys), 1):
        if is_number(one) and one <= limit:
            found = at
    if found is None:
        return ExcelError("#N/A")
    return _index(cell, values, found) if isinstance(values, Range) else _rows(cell, values)[found - 1][0]


# ---- by criteria


def _count_ifs(cell: Cell, *pairs: Any) -> Any:
    return len(places_that_meet(cell, pairs))


def _sum_ifs(cell: Cell, summed: Any, *pairs: Any) -> Any:
    # Only the cells that count are looked at: a sum may stand among the cells it could add up.
    found = (Range(summed.sheet, at := summed.top + place, summed.left, at, summed.left) for place in places_that_meet(cell, pairs))  # fmt: skip
    return _over(_total)(cell, *found)


# ---- that do not look at all they are given


def _if(cell: Cell, test: Any, then: Any, other: Any = None) -> Any:
    condition = cell.plain(test(cell))
    if type(condition) is list:
        branches = [cell.plain(branch(cell)) if branch else False for branch in (then, other)]
        return over_members(_chosen, condition, *branches)
    if is_error(condition):
        return condition
    try:
        branch = then if truth(condition) else other
    except CellFault as fault:
        return ExcelError(str(fault))
    return branch(cell) if branch else False


def _chosen(condition: Any, then: Any, other: Any) -> Any:
    return condition if is_error(condition) else then if truth(condition) else other


def _if_error(cell: Cell, value: Any, other: Any) -> Any:
    found = cell.plain(value(cell))
    return other(cell) if is_error(found) else found


# ---- operators


def _compare(sign: str, cell: Cell, left: Any, right: Any) -> Any:
    if sign == "=" and isinstance(left, Range) and not left.single and isinstance(value := cell.plain(right), str):
        if is_error(value):
            return value
        wanted, blank = key(value), value == ""
        return [[(one is None and blank) or one == wanted for one in row] for row in cell.book.keys(left)]
    return _single(partial(compared, ORDER[sign]), _any, _any)(cell, left, right)


def _power(base: float, exponent: float) -> float:
    if not base and not exponent:
        raise CellFault("#NUM!")
    if base < 0 and not float(exponent).is_integer():
        raise CellFault("#NUM!")
    return math.pow(base, exponent)


OPERATORS: dict[str, Callable[..., Any]] = {
    **{sign: partial(_compare, sign) for sign in ORDER},
    "&": _single(lambda one, other: checked_text(one + other), text, text),
    "+": _single(added, number, number),
    "-": _single(lambda one, other: added(one, -other), number, number),
    "*": _single(operator.mul, number, number),
    "/": _single(operator.truediv, number, number),
    "^": _single(_power, number, number),
    ":": _reach,
}
PREFIXES: dict[str, Callable[..., Any]] = {"-": _single(operator.neg, number), "+": _single(_any, _any)}
LAZY: dict[str, Callable[..., Any]] = {"IF": _if, "IFERROR": _if_error}
FUNCTIONS: dict[str, Callable[..., Any]] = {
    "ABS": _single(abs, number), "AND": _joining(all), "AVERAGE": _over(_mean), "CHAR": _single(lambda x: chr(int(x)), number),
    "COUNT": _count, "COUNTIF": _count_ifs, "COUNTIFS": _count_ifs, "EXACT": _single(operator.eq, text, text),
    "FIND": _single(_found, text, text, number), "INDEX": _index,
    "ISNA": lambda cell, x: over_members(lambda value: is_error(value) and value == "#N/A", cell.plain(x)),
    "ISNUMBER": lambda cell, x: over_members(is_number, cell.plain(x)),
    "LEFT": _single(lambda whole, count=1: _part(whole, 1, count), text, number), "LEN": _single(len, text),
    "LOOKUP": _lookup, "LOWER": _single(str.lower, text), "MATCH": _match,
    "MAX": _over(lambda found: max(found, default=0)), "MID": _single(_part, text, number, number),
    "MIN": _over(lambda found: min(found, default=0)), "MOD": _single(operator.mod, number, number),
    "N": _single(lambda x: 0 if isinstance(x, str) else number(x), _any), "NOT": _single(operator.not_, truth),
    "NUMBERVALUE": _single(_number_value, text, text, text), "OFFSET": _offset, "OR": _joining(any),
    "RIGHT": _single(_right, text, number), "ROUND": _single(partial(rounded, ROUND_HALF_UP), number, number), "ROW": _row,
    "ROWS": lambda _, area: area.bottom - area.top + 1, "SEARCH": _single(_searched, text, text, number),
    "SMALL": _smallest,
    "SUBSTITUTE": _single(lambda whole, old, new: checked_text(whole.replace(old, new)) if old else whole, text, text, text),
    "SUM": _over(_total), "SUMIFS": _sum_ifs, "SUMPRODUCT": _sum_product,
    "TRIM": _single(lambda x: " ".join(filter(None, x.split(" "))), text), "UNICHAR": _single(lambda x: chr(int(x)), number),
    "UPPER": _single(str.upper, text), "VLOOKUP": _vlookup,
}  # fmt: skip
