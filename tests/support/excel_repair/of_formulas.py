"""Formulas as the file spells them: English, comma between arguments, later functions with their prefix."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from openpyxl.formula.tokenizer import Token, Tokenizer, TokenizerError
from xlsxwriter.worksheet import Worksheet

from tests.support.excel_repair.opened import Fault, Opened

_LONGEST, _LONGEST_TEXT, _DEEPEST, _MOST_ARGUMENTS = 8192, 255, 64, 255
_ELSEWHERE = re.compile(r"(?<![\w\]])'?\[(\d+)\]")
_TEXT = re.compile(r'"((?:[^"]|"")*)"')
_ROW = re.compile(r"(?<=[A-Z])\$?\d+\b(?!\()")
_SHEETS = re.compile(r"^(?:'((?:[^']|'')+)'|([^'!]+))!")


def faults(text: str, where: str, package: Opened) -> Iterator[Fault]:
    """Faults of one formula without its equals sign."""
    if len(text) > _LONGEST:
        yield Fault("formula too long", where)
    if text.startswith("="):
        yield Fault("formula with equals sign", where)
    if any(len(literal.replace('""', '"')) > _LONGEST_TEXT for literal in _TEXT.findall(text)):
        yield Fault("text in formula too long", where)
    shape = _shape(_ROW.sub("1", text))
    yield from (Fault(kind, f"{where}: {text[:80]}") for kind in shape.wrong)
    books = sum(1 for x in package.relations.get(package.book_part, {}).values() if x.kind == "externalLink")
    for operand in shape.ranges:
        if any(not 1 <= int(number) <= books for number in _ELSEWHERE.findall(operand)):
            yield Fault("formula of no workbook", f"{where}: {operand}")
        elif (match := _SHEETS.match(operand)) and "[" not in operand:
            names = (match[1] or match[2]).replace("''", "'").split(":")
            if any(name.lower() not in package.sheet_names for name in names if name != "#REF"):
                yield Fault("formula of no sheet", f"{where}: {operand}")


class _Shape(NamedTuple):
    """What formulas that differ by their rows only have in common: what is wrong, and the ranges they name."""

    wrong: tuple[str, ...]
    ranges: tuple[str, ...]


@cache
def _shape(text: str) -> _Shape:
    plain = _TEXT.sub('""', text)
    # XlsxWriter knows the functions that a file names by `_xlfn.`; what it would change lacks the prefix.
    prefixed = Worksheet()._prepare_formula(plain, True)
    wrong = [] if prefixed == plain.removeprefix("=") else ["function without prefix"]
    if ";" in re.sub(r"\{[^}]*\}|'[^']*'", "", plain):
        wrong.append("semicolon between arguments")
    try:
        tokens = Tokenizer(f"={text}").items
    except (TokenizerError, IndexError):
        return _Shape((*wrong, "formula unreadable"), ())
    wrong += _brackets(tokens)
    if any(token.subtype == Token.ERROR and token.value == "#REF!" for token in tokens):
        wrong.append("reference lost")
    return _Shape(tuple(wrong), tuple(token.value for token in tokens if token.subtype == Token.RANGE))


def _brackets(tokens: Sequence[Token]) -> Iterator[str]:
    """What is wrong with brackets: left open, too deep, around too much."""
    arguments: list[int] = []
    for token in tokens:
        if token.type not in {Token.FUNC, Token.PAREN, Token.SEP}:
            continue
        if token.subtype == Token.OPEN:
            arguments.append(1)
            if len(arguments) == _DEEPEST + 1:
                yield "formula too deep"
        elif token.subtype == Token.CLOSE:
            if arguments and arguments.pop() > _MOST_ARGUMENTS:
                yield "too many arguments"
        elif arguments and token.subtype == Token.ARG:
            arguments[-1] += 1
    if arguments:
        yield "brackets"
