"""The text of a formula as a function of the cell it stands in: parsed once for all rows that it was filled down to."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from rules.values.cells import ExcelError, column_number
from workbook_templates.calculator.cell import Cell
from workbook_templates.calculator.functions import FUNCTIONS, LAZY, OPERATORS, PREFIXES
from workbook_templates.calculator.operands import CellFault, NotCalculatedError, Range

Compiled = Callable[[Cell], Any]
"""What an expression gives in a cell."""

_CORNER = r"\$?[A-Z]{1,3}\$?[1-9][0-9]{0,6}"
_REFERENCE = re.compile(
    rf"""(?P<text>"(?:[^"]|"")*")|(?P<place>(?:(?:'(?:[^']|'')+'|[A-Za-z_][\w.-]*)!)?"""
    rf"""(?:{_CORNER}(?::{_CORNER})?|\$?[A-Z]{{1,3}}:\$?[A-Z]{{1,3}}))(?![\w.(!])"""
)
_TOKEN = re.compile(
    r"""\s*(?:(?P<number>[0-9]+\.?[0-9]*(?:E[+-]?[0-9]+)?)|"(?P<text>(?:[^"]|"")*)"|(?P<place>§)
    |(?P<error>\#(?:NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|N/A))|(?P<call>[A-Za-z_][\w.]*)\(|(?P<name>[A-Za-z_][\w.]*)
    |(?P<sign><>|<=|>=|[-+*/^&=<>%(),:{};]))""",
    re.VERBOSE,
)
_LEVELS = ("=<>", "&", "+-", "*/", "^")
_LAST_ROW, _LONGEST = 1_048_576, 8_192
_MARK = "§"


def parsed(formula: str, sheet: str) -> tuple[Compiled, tuple[Range, ...]]:
    """A formula (with its `=`) and the ranges it names; raises :class:`NotCalculatedError` where it is not understood."""
    if len(formula) > _LONGEST or _MARK in formula:
        raise NotCalculatedError("too long")
    places: list[str] = []

    def taken(match: re.Match[str]) -> str:
        if match["text"]:
            return match[0]
        places.append(match[0])
        return _MARK

    pattern = _REFERENCE.sub(taken, formula[1:])
    return _compiled(pattern), tuple(_range(place, sheet) for place in places)


@lru_cache(maxsize=65_536)
def _range(place: str, sheet: str) -> Range:
    name, mark, corners = place.rpartition("!")
    if mark:
        sheet = name[1:-1].replace("''", "'") if name.startswith("'") else name
    first, _, last = corners.replace("$", "").partition(":")
    last = last or first
    if first.isalpha():
        return Range(sheet, 1, column_number(first), _LAST_ROW, column_number(last))
    (top, left), (bottom, right) = (
        (int(corner.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")), column_number(corner.rstrip("0123456789")))
        for corner in (first, last)
    )
    return Range(sheet, top, left, bottom, right)


@lru_cache(maxsize=4_096)
def _compiled(pattern: str) -> Compiled:
    return _FormulaParser(pattern).whole()


class _FormulaParser:
    """A formula whose references are marks, counted in their order."""

    def __init__(self, pattern: str) -> None:
        self._tokens, at = list[tuple[str, str]](), 0
        while at < len(pattern.rstrip()):
            match = _TOKEN.match(pattern, at)
            if match is None:
                raise NotCalculatedError(f"not understood: {pattern[at : at + 20]!r}")
            kind = str(match.lastgroup)
            self._tokens.append((match[kind] if kind == "sign" else kind, match[kind]))
            at = match.end()
        self._at = self._places = 0

    def whole(self) -> Compiled:
        found = self._operation(0)
        if self._at < len(self._tokens):
            raise NotCalculatedError(f"left over: {self._tokens[self._at]}")
        return found

    @property
    def _next(self) -> str:
        return self._tokens[self._at][0] if self._at < len(self._tokens) else ""

    def _take(self, kind: str = "") -> str:
        if self._at >= len(self._tokens) or (kind and self._next != kind):
            raise NotCalculatedError(f"{kind or 'an operand'} is missing")
        self._at += 1
        return self._tokens[self._at - 1][1]

    def _operation(self, level: int) -> Compiled:
        if level == len(_LEVELS):
            return self._signed()
        left = self._operation(level + 1)
        while self._next and self._next[0] in _LEVELS[level]:
            left = _joined(OPERATORS[self._take()], left, self._operation(level + 1))
        return left

    def _signed(self) -> Compiled:
        if self._next in PREFIXES:
            function, operand = PREFIXES[self._take()], self._signed()
            return lambda cell: function(cell, operand(cell))
        found = self._ranged()
        while self._next == "%":
            self._take()
            found = _joined(OPERATORS["/"], found, lambda _: 100)
        return found

    def _ranged(self) -> Compiled:
        found = self._operand()
        while self._next == ":":
            self._take()
            found = _joined(OPERATORS[":"], found, self._operand())
        return found

    def _operand(self) -> Compiled:
        kind = self._next
        if kind == "(":
            self._take()
            inside = self._operation(0)
            self._take(")")
            return inside
        if kind == "{":
            return _constant(self._array())
        if kind == "call":
            return self._call()
        if kind == "place":
            self._take()
            at, self._places = self._places, self._places + 1
            return lambda cell: cell.ranges[at]
        if kind == "name":
            return _named(self._take())
        return _constant(self._literal())

    def _literal(self) -> Any:
        kind, word = self._next, self._take()
        if kind == "number":
            return int(word) if word.isdigit() else float(word)
        if kind == "text":
            return word.replace('""', '"')
        if kind == "error":
            return ExcelError(word)
        raise NotCalculatedError(f"not understood: {word}")

    def _array(self) -> list[list[Any]]:
        self._take("{")
        rows: list[list[Any]] = [[self._literal()]]
        while self._next in (",", ";"):
            if self._take() == ";":
                rows.append([])
            rows[-1].append(self._literal())
        self._take("}")
        return rows

    def _call(self) -> Compiled:
        name = self._take().upper().removeprefix("_XLFN.")
        parts: list[Compiled] = []
        while self._next != ")":
            parts.append(self._operation(0) if self._next != "," else _constant(None))
            if self._next != ",":
                break
            self._take()
        self._take(")")
        if name in LAZY:
            lazy = LAZY[name]
            return lambda cell: lazy(cell, *parts)
        if name not in FUNCTIONS:
            raise NotCalculatedError(f"function {name}")
        function = FUNCTIONS[name]
        return lambda cell: _called(function, cell, [part(cell) for part in parts])


def _called(function: Callable[..., Any], cell: Cell, operands: list[Any]) -> Any:
    """What a function gives; a fault that an operand brings up is its value, which IFERROR around it takes."""
    try:
        return function(cell, *operands)
    except CellFault as fault:
        return ExcelError(str(fault))


def _constant(value: Any) -> Compiled:
    return lambda _: value


def _joined(function: Callable[..., Any], left: Compiled, right: Compiled) -> Compiled:
    return lambda cell: function(cell, left(cell), right(cell))


def _named(name: str) -> Compiled:
    if name.upper() in ("TRUE", "FALSE"):
        return _constant(name.upper() == "TRUE")
    return lambda cell: cell.book.named(name)
