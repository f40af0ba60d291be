"""What an Excel formula gives over the values that a workbook holds, worked out without Excel.

The grammar: numbers, texts, TRUE/FALSE, error values, A1 references of the own sheet, ``% ^ * / + - &``, comparisons,
brackets and :data:`FUNCTIONS`. Whatever else a formula uses, and what the settings of the computer decide (the decimal
comma), is refused: no value is better than a doubtful one. Whole numbers are exact; compare others with a tolerance.
"""

from __future__ import annotations

import fnmatch
import math
import operator
import re
from collections.abc import Callable, Iterable, Iterator
from decimal import ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_UP, ROUND_UP, Context, Decimal
from functools import partial
from itertools import product
from typing import Any, TypeGuard

from rules.values.cells import ExcelError, column_number

_LONGEST, _LONGEST_TEXT, _DEEPEST, _MOST_STEPS, _LAST_ROW, _LAST_COLUMN = 8_192, 32_767, 50, 50_000, 1_048_576, 16_384
_WIDE = Context(prec=800)
_CORNER = r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})"
_TOKEN = re.compile(
    r"""[ \t\r\n]*(?:
    (?P<number>(?:[0-9]{1,300}\.?[0-9]*|\.[0-9]+)(?:E[+-]?[0-9]+)?)
    |"(?P<text>(?:[^"]|"")*)"
    |(?P<error>\#(?:NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|N/A))
    |(?P<area>(?:(?:'(?:[^']|'')+'|[^\W\d][\w.]*)!)?CORNER(?::CORNER)?)(?![\w.(!:\#\[])
    |(?P<truth>TRUE|FALSE)(?:\(\))?(?![\w.(!:\[])
    |(?P<name>[A-Z][A-Z0-9.]*)\(
    |(?P<sign><>|<=|>=|[-+*/^&=<>%(),;])
    |(?P<other>.))""".replace("CORNER", _CORNER.replace("(", "(?:")),
    re.VERBOSE | re.IGNORECASE | re.DOTALL | re.ASCII,
)
# No Excel reads a text without digits, or with a long word that is no month, as a number, date or percentage.
_NO_NUMBER = re.compile(r"(?i)^\D*$|\b(?!jan|feb|mar|apr|mei|jun|jul|agu|aug|sep|okt|oct|nov|des|dec)[^\W\d_]{4}")

Number = int | float
Value = Number | str | bool | None
Area = tuple[int, int, int, int]  # a cell or range of the own sheet: top, left, bottom, right, 1-based, inclusive
Operand = Value | Area


class UnknownFormulaError(ValueError):
    """A formula that is not judged; says why, in English, for logs rather than for the planner."""


class _FaultError(ArithmeticError):
    """An Excel error value that comes up in an operation."""


def _is_number(value: object) -> TypeGuard[Number]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _checked(value: Any) -> Any:
    """Whole numbers as int where a float holds them exactly; raises what is or must become an error value."""
    if isinstance(value, ExcelError) or (isinstance(value, str) and len(value) > _LONGEST_TEXT):
        raise _FaultError(value if isinstance(value, ExcelError) else "#VALUE!")
    if isinstance(value, complex) or (_is_number(value) and not abs(value) < 2**1024):
        raise _FaultError("#NUM!")
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 2**53 else value


def _plain(text: str) -> Number | None:
    """The number that a text of digits with at most a dot stands for; `1.500` may be thousands, so None."""
    plain = re.fullmatch(r" *[+-]?[0-9]{1,15}(\.(?![0-9]{3} *$)[0-9]{1,15})? *", text)
    return (float(text) if plain[1] else int(text)) if plain else None


def _number(value: Value) -> Number:
    if not isinstance(value, str):
        return int(value) if isinstance(value, bool) else value or 0
    if (number := _plain(value)) is not None:
        return number
    if _NO_NUMBER.search(value):
        raise _FaultError("#VALUE!")
    raise UnknownFormulaError(f"the computer's settings decide on {value[:30]!r} as a number")


def _text(value: Value) -> str:
    if isinstance(value, float) or (_is_number(value) and abs(value) >= 10**15):
        raise UnknownFormulaError(f"the computer's settings decide on {value!r} as text")
    return "" if value is None else str(value).upper() if isinstance(value, bool) else str(value)


def _truth(value: Value) -> bool:
    if isinstance(value, str) and value.upper() not in ("TRUE", "FALSE"):
        raise _FaultError("#VALUE!")
    return value.upper() == "TRUE" if isinstance(value, str) else bool(value)


def _key(value: Value, other: Value) -> tuple[int, Number | str]:
    """Orders numbers (by 15 digits), texts, truth values; a blank is what the other value makes of it."""
    value = (other and type(other)()) if value is None else value
    if isinstance(value, str):
        return 1, value.casefold()
    return (2, value) if isinstance(value, bool) else (0, float(f"{value or 0:.15g}"))


def _compare(how: Callable[[Any, Any], bool], left: Value, right: Value) -> bool:
    one, other = _key(left, right), _key(right, left)
    if how not in (operator.eq, operator.ne) and one[0] == other[0] == 1 and one != other:
        raise UnknownFormulaError("the computer's settings decide on the order of texts")
    return how(one, other)


def added(left: Number, right: Number) -> Number:
    """A sum; what is left when two fractions cancel out is noise of binary fractions, which Excel makes 0."""
    total = left + right
    return 0 if isinstance(total, float) and abs(total) < abs(left) * 2.0**-48 else total


def _part(text: str, start: Number, count: Number) -> str:
    return text[int(start) - 1 :][: int(count)] if start >= 1 and count >= 0 else ExcelError("#VALUE!")


def rounded(how: str, value: Number, digits: Number = 0) -> Number:
    """A number rounded by its 15 decimal digits; ``how`` is a rounding of :mod:`decimal`."""
    shift, exact = max(-310, min(310, int(digits))), Decimal(value if isinstance(value, int) else f"{value:.15g}")
    return float(exact.scaleb(shift, _WIDE).to_integral_value(how).scaleb(-shift, _WIDE))


def _total(numbers: list[Number]) -> Number:
    return math.fsum(numbers) if any(isinstance(number, float) for number in numbers) else sum(numbers)


def _criterion(value: Any) -> Callable[[Value], bool]:
    """What a criterion of SUMIF asks of a cell; a number is also found where it was typed as text."""
    if value in ("", "=", "<>"):
        return lambda cell: (cell is None or value == cell == "") is (value != "<>")
    sign, text = re.findall(r"(?s)^(<>|[<>]=?|=|)(.*)", value)[0] if isinstance(value, str) else ("", "")
    wanted = _plain(text) if isinstance(value, str) else value or 0
    odd = sign in _ORDER or text.startswith("#") or text.upper() in ("TRUE", "FALSE") or len(text) > 255
    if isinstance(value, bool) or (wanted is None and odd):
        raise UnknownFormulaError(f"the criterion {value!r:.30}")
    glob = re.compile(fnmatch.translate(re.sub(r"~([*?~])|(\[)", r"[\1\2]", text)), re.IGNORECASE)

    def test(cell: Value) -> bool:
        if wanted is None:
            met = isinstance(cell, str) and not isinstance(cell, ExcelError) and bool(glob.match(cell))
        else:
            number = _plain(cell) if isinstance(cell, str) and sign not in _ORDER else cell
            met = _is_number(number) and _compare(_ORDER.get(sign, operator.eq), number, wanted)
        return met is (sign != "<>")

    return test


def _places(*areas: Any) -> Iterator[tuple[tuple[int, int], ...]]:
    """The places of ranges of one shape, side by side."""
    if not all(isinstance(area, tuple) and area[2] - area[0] < _MOST_STEPS for area in areas):
        raise UnknownFormulaError("a value, or too long a range, where a range belongs")
    if len({(bottom - top, right - left) for top, left, bottom, right in areas}) > 1:
        raise _FaultError("#VALUE!")
    grids = (product(range(top, bottom + 1), range(left, right + 1)) for top, left, bottom, right in areas)
    return zip(*grids, strict=True)


class _Formula:
    """A formula that is worked out as it is read; what is read while ``idle`` is not worked out."""

    def __init__(self, text: str, sheet: str, cell: Callable[[int, int], object]) -> None:
        if len(text) > _LONGEST:
            raise UnknownFormulaError(f"longer than {_LONGEST} characters")
        self.sheet, self.cell, self.idle = sheet.casefold(), cell, False
        self.steps = self.depth = 0
        found = [(kind, x[kind]) for x in _TOKEN.finditer(text.strip().removeprefix("=")) if (kind := x.lastgroup)]
        self.tokens = [("end", ""), *((token if kind == "sign" else kind, token) for kind, token in reversed(found))]
        self.result = self.run(_Formula.value, self.expression(0))
        if len(self.tokens) > 1:
            raise UnknownFormulaError(f"not of the grammar: {self.tokens[-1][1][:30]!r}")

    def take(self, *signs: str) -> str:
        return self.tokens.pop()[1] if self.tokens[-1][0] in signs else ""

    def expression(self, floor: int) -> Operand:
        minus = 0
        while sign := self.take("+", "-"):
            minus += sign == "-"
        operand = self.operand()
        while self.take("%"):
            operand = self.run(_OPERATORS["/"][1], operand, 100)
        operand = self.run(_OPERATORS["*"][1], operand, (-1) ** minus) if minus else operand
        while (rank := _OPERATORS.get(self.tokens[-1][0], (0,))[0]) > floor:
            operand = self.run(_OPERATORS[self.tokens.pop()[1]][1], operand, self.expression(rank))
        return operand

    def operand(self) -> Operand:
        kind, token = self.tokens.pop() if len(self.tokens) > 1 else self.tokens[0]
        if kind in ("number", "truth"):
            return token.upper() == "TRUE" if kind == "truth" else int(token) if token.isdigit() else float(token)
        if kind in ("text", "error"):
            return token.replace('""', '"') if kind == "text" else ExcelError(token.upper())
        if kind == "area":
            return self.area(token)
        self.depth += 1
        if self.depth > _DEEPEST or kind not in ("name", "("):
            raise UnknownFormulaError(f"not of the grammar, or nested deeper than {_DEEPEST} levels: {token[:30]!r}")
        operand = self.call(token.upper()) if kind == "name" else self.expression(0)
        self.depth -= 1
        if not self.take(")"):
            raise UnknownFormulaError("a bracket is not closed")
        return operand

    def area(self, token: str) -> Area:
        sheet, _, corners = token.replace("''", "'").rpartition("!")
        places = [(int(row), column_number(letters.upper())) for letters, row in re.findall(_CORNER, corners)]
        (top, bottom), (left, right) = ((min(ends), max(ends)) for ends in zip(*places, strict=True))
        if bottom > _LAST_ROW or right > _LAST_COLUMN or sheet.strip("'").casefold() not in ("", self.sheet):
            raise UnknownFormulaError(f"a name or another sheet: {token[:60]!r}")
        return top, left, bottom, right

    def call(self, name: str) -> Operand:
        least, most, function = FUNCTIONS.get(name, (1, 0, _Formula.value))
        idle, found = self.idle, list[Operand]()
        while not found or self.take(",", ";"):
            found.append(None if self.tokens[-1][0] in (",", ";", ")") else self.expression(0))
            if len(found) == 1 and name in ("IF", "IFERROR"):
                found[0] = self.run(_Formula.value, found[0], _truth if name == "IF" else _checked)
            skip = {"IF": found[0] is not (len(found) == 1), "IFERROR": not isinstance(found[0], ExcelError)}
            self.idle = idle or skip.get(name, False)
        self.idle = idle
        if not least <= len(found) <= most or (name == "SUMIFS" and len(found) % 2 == 0):
            raise UnknownFormulaError(f"function {name} with {len(found)} arguments")
        return self.run(function, *found)

    def run(self, function: Callable[..., Operand], *operands: Any) -> Operand:
        """What a function gives, be it an error value."""
        try:
            return None if self.idle else _checked(function(self, *operands))
        except ArithmeticError as error:
            return ExcelError({ZeroDivisionError: "#DIV/0!", OverflowError: "#NUM!"}.get(type(error), error.args[0]))

    def read(self, row: int, column: int) -> Value:
        """One cell; long texts, which take time to match, count as many steps."""
        try:
            value = self.cell(row, column)
        except LookupError:
            raise UnknownFormulaError(f"the cell in row {row}, column {column} was not read") from None
        self.steps += 1 + len(value) // 20 if isinstance(value, str) else 1
        if self.steps > _MOST_STEPS or not isinstance(value, int | float | str | None):
            raise UnknownFormulaError(f"more than {_MOST_STEPS} steps, or {type(value)} in a cell")
        return value if isinstance(value, str) else _checked(value)

    def value(self, operand: Operand, kind: Callable[[Value], Any] = _checked) -> Any:
        """The single value of an operand, made what ``kind`` says; an error value is raised."""
        if isinstance(operand, tuple):
            if operand[:2] != operand[2:]:
                raise UnknownFormulaError("a range where a single value belongs")
            operand = self.read(*operand[:2])
        return kind(_checked(operand))

    def values(self, operands: Iterable[Operand], convert: Callable[[Value], Value]) -> Iterator[Value]:
        """The cells of ranges as they stand, and single values converted."""
        for operand in operands:
            if isinstance(operand, tuple):
                yield from (self.read(*place) for (place,) in _places(operand))
            else:
                yield operand if isinstance(operand, ExcelError) else convert(operand)

    def numbers(self, operands: Iterable[Operand], convert: Callable[[Value], Number] = _number) -> list[Number]:
        """The numbers (and truth values) in ranges, and single values, which must be such."""
        found = map(_checked, self.values(operands, convert))
        return [x for x in found if _is_number(x) or (isinstance(x, bool) and convert is _truth)]

    def sum_where(self, summed: Operand, *pairs: Operand) -> Number:
        tests = [_criterion(self.run(_Formula.value, criterion)) for criterion in pairs[1::2]]
        rows = _places(summed, *pairs[::2])
        met = (row[0] for row in rows if all(test(self.read(*x)) for test, x in zip(tests, row[1:], strict=True)))
        return _total(self.numbers((*place, *place) for place in met))

    def sum_if(self, area: Any, criterion: Operand, summed: Any = None) -> Number:
        if isinstance(summed, tuple) and isinstance(area, tuple):
            summed = (*summed[:2], summed[0] + area[2] - area[0], summed[1] + area[3] - area[1])
        return self.sum_where(summed or area, area, criterion)

    def sum_product(self, *areas: Operand) -> Number:
        rows = ([_checked(self.read(*place)) for place in places] for places in _places(*areas))
        return _total([_checked(math.prod(x if _is_number(x) else 0 for x in row)) for row in rows])

    def subtotal(self, code: Operand, *areas: Operand) -> Number:
        """Sum or average, without regard to hidden rows and to subtotals among the cells."""
        if code not in (1, 9, 101, 109):
            raise UnknownFormulaError(f"SUBTOTAL {code!r:.30}")
        found = self.numbers(areas)
        return _total(found) / (1 if code in (9, 109) else len(found))


def _single(function: Callable[..., Value], *kinds: Callable[[Value], Value]) -> Callable[..., Value]:
    """A function of single values, each made what ``kinds`` say."""
    return lambda book, *operands: function(*map(book.value, operands, kinds))


_ROUNDINGS = {"ROUND": ROUND_HALF_UP, "ROUNDUP": ROUND_UP, "ROUNDDOWN": ROUND_DOWN}
_ORDER = {"<": operator.lt, ">": operator.gt, "<=": operator.le, ">=": operator.ge}
_COMPARISONS = {"=": operator.eq, "<>": operator.ne} | _ORDER
_OPERATORS: dict[str, tuple[int, Callable[..., Any]]] = {
    **{sign: (1, _single(partial(_compare, how), _checked, _checked)) for sign, how in _COMPARISONS.items()},
    "&": (2, _single(operator.add, _text, _text)),
    "+": (3, _single(added, _number, _number)),
    "-": (3, _single(lambda left, right: added(left, -right), _number, _number)),
    "*": (4, _single(operator.mul, _number, _number)),
    "/": (4, _single(operator.truediv, _number, _number)),
    "^": (5, _single(lambda left, right: float(left) ** right if left or right else math.nan, _number, _number)),
}
FUNCTIONS: dict[str, tuple[int, int, Callable[..., Any]]] = {
    "SUM": (1, 255, lambda book, *x: _total(book.numbers(x))),
    "SUMIF": (2, 3, _Formula.sum_if), "SUMIFS": (3, 255, _Formula.sum_where),
    "SUMPRODUCT": (1, 255, _Formula.sum_product), "SUBTOTAL": (2, 255, _Formula.subtotal),
    "AVERAGE": (1, 255, lambda book, *x: _total(found := book.numbers(x)) / len(found)),
    "COUNT": (1, 255, lambda book, *x: sum(
        map(_is_number, book.values(x, lambda v: _plain(v) if isinstance(v, str) else 1)))),
    "COUNTA": (1, 255, lambda book, *x: sum(v is not None for v in book.values(x, lambda _: 1))),
    "MIN": (1, 255, lambda book, *x: min(book.numbers(x), default=0)),
    "MAX": (1, 255, lambda book, *x: max(book.numbers(x), default=0)),
    "IF": (2, 3, lambda _, test, then, other=False: then if _checked(test) else other),
    "IFERROR": (2, 2, lambda _, value, other: other if isinstance(value, ExcelError) else value),
    "AND": (1, 255, lambda book, *x: all(found) if (found := book.numbers(x, _truth)) else ExcelError("#VALUE!")),
    "OR": (1, 255, lambda book, *x: any(found) if (found := book.numbers(x, _truth)) else ExcelError("#VALUE!")),
    "NOT": (1, 1, _single(operator.not_, _truth)), "ABS": (1, 1, _single(abs, _number)),
    "N": (1, 1, _single(lambda value: 0 if isinstance(value, str) else _number(value), _checked)),
    "VALUE": (1, 1, _single(lambda value: _number(_text(value) if isinstance(value, bool) else value), _checked)),
    **{name: (2, 2, _single(partial(rounded, how), _number, _number)) for name, how in _ROUNDINGS.items()},
    "INT": (1, 1, _single(partial(rounded, ROUND_FLOOR), _number)), "LEN": (1, 1, _single(len, _text)),
    "UPPER": (1, 1, _single(str.upper, _text)), "LOWER": (1, 1, _single(str.lower, _text)),
    "TRIM": (1, 1, _single(lambda text: " ".join(filter(None, text.split(" "))), _text)),
    "LEFT": (1, 2, _single(lambda text, count=1: _part(text, 1, count), _text, _number)),
    "RIGHT": (1, 2, _single(lambda text, count=1: _part(text, max(1, len(text) + 1 - int(count)), count), _text, _number)),
    "MID": (3, 3, _single(_part, _text, _number, _number)),
}  # fmt: skip


def evaluate(formula: str, cell: Callable[[int, int], object], sheet: str = "") -> object:
    """The value of an A1 formula, with or without its ``=``: a number, text, truth value or :class:`ExcelError`.

    ``cell(row, column)``, 1-based, gives the value stored in a cell of the formula's own sheet (percentages as numbers,
    as Excel stores them) and raises LookupError for a cell that was not read. ``sheet`` is the name references to the
    own sheet may carry. Raises :class:`UnknownFormulaError` for a formula that is not judged.
    """
    result = _Formula(formula, sheet, cell).result
    return 0 if result is None else result
