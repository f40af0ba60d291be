"""The canonical forms of version 2: one form for what means the same, whatever program saved it, and never one for two.

They may only change together with the version of the seal (:mod:`rules.seal.canon`).
"""

from __future__ import annotations

import datetime as dt
import json
import re
import string
from collections.abc import Iterable
from decimal import Context, Decimal
from typing import Any

from rules.model.seal_record import Part
from rules.values.cells import ExcelError, Share, is_blank
from rules.values.loose_form import STORED, day_number, digits, folded, share

_RESULT = Context(prec=11)
"""Significant digits of a result: the last ones depend on who calculated it."""


def value_form(value: Any, precision: Context = STORED) -> str:
    """The canonical form of a cell's value, empty for a blank cell.

    Numbers are plain decimals of 15 significant digits, whatever format shows them: dates are Excel's day numbers, a number
    shown in percent is that number. Text begins with a quote, its white space is folded; errors and truths begin with `!`.

    >>> [value_form(x) for x in (1, 1.0, "1", 0.1 + 0.2, "50%", Share("50%"), " a\\n b ", True, "TRUE")]
    ['1', '1', "'1", '0.3', "'50%", '0.5', "'a b", '!TRUE', "'TRUE"]
    """
    if is_blank(value):
        return ""
    if isinstance(value, ExcelError | bool):
        return f"!{str(value).upper()}" if isinstance(value, bool) else f"!{value}"
    number = _number(value)
    return f"'{folded(value)}" if number is None or not number.is_finite() else digits(precision.plus(number))


def _number(value: Any) -> Decimal | None:
    if isinstance(value, Share):
        return share(value)
    if isinstance(value, dt.date) and (value.year, value.month) < (1900, 3):
        # Excel counts a day in February 1900 that never was.
        return (day_number(value) or Decimal(0)) - 1
    return value if isinstance(value, Decimal) else day_number(value)


def result_form(value: Any) -> str:
    """The canonical form of a formula's result; the last digits, which differ between programs, are cut."""
    return value_form(value, _RESULT)


# ---- formulas

_BLANKS = " \t\r\n"
_BRACKETS = r"\[(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*\])*\]"
_PIECES = re.compile(rf"""[{_BLANKS}]+|"(?:[^"]|"")*"|'(?:[^']|'')*'!?|{_BRACKETS}|[^{_BLANKS}"'\[]+|.""", re.DOTALL)
"""White space, texts, quoted names of sheets, columns of tables and other files, and all else."""
_CAPITALS = str.maketrans(string.ascii_lowercase, string.ascii_uppercase)
"""Programs write the names of functions and columns in capitals; these are letters of English only."""
_PREFIXES = re.compile(r"(?<![\w.\\])(?:_XLFN\.|_XLWS\.|_XLUDF\.|_XLPM\.)+")
_NEEDLESS_QUOTES = re.compile(r"'([A-Z_][A-Z0-9_.]*)'!")
_TRUTH = re.compile(r"(?<![\w.\\!])(TRUE|FALSE)\(\)")
_NUMBER = re.compile(r"(?<![\w.$\\!])([0-9]+\.[0-9]*|\.[0-9]+)(?![\w.])")
_ENDS_OPERAND = re.compile(r"""[\w.$)\]}"'#]""")
_BEGINS_OPERAND = re.compile(r"""[\w.$({\["'#@\\]""")


def formula_form(text: str) -> str:
    """The canonical form of a formula: capitals, no prefixes of newer functions, and no white space but what counts.

    A blank between two operands does: there it takes what two ranges have in common.

    >>> formula_form('=_xlfn.IFNA( sum(A1:B3  B2:C4) , "a b") * 2.0')
    'IFNA(SUM(A1:B3 B2:C4),"a b")*2'
    """
    pieces: list[str] = []
    blank = False
    for piece in _PIECES.findall(text.strip(_BLANKS).removeprefix("=")):
        if piece[0] in _BLANKS:
            blank = True
            continue
        if blank and pieces and _ENDS_OPERAND.match(pieces[-1][-1]) and _BEGINS_OPERAND.match(piece[0]):
            pieces.append(" ")
        pieces.append(_piece(piece))
        blank = False
    return "".join(pieces)


def _piece(piece: str) -> str:
    if piece[0] == '"':
        return piece
    piece = piece.translate(_CAPITALS)
    if piece[0] == "'":
        return _NEEDLESS_QUOTES.sub(r"\1!", piece)
    if piece[0] == "[":
        return piece
    piece = _TRUTH.sub(r"\1", _PREFIXES.sub("", piece))
    return _NUMBER.sub(lambda match: digits(Decimal(match[1])), piece)


# ---- all of it


def content(parts: Iterable[Part]) -> str:
    """The canonical content as one text (JSON, so that no sign in a cell can stand for a border).

    Rows that hold nothing typed are no part of it: a program that drops results drops such rows.
    """
    return json.dumps(
        [
            [part.name, [[row.kind, sorted(row.typed.items()), sorted(row.formulas.items())] for row in part.rows if row.typed]]
            for part in parts
        ],
        ensure_ascii=False,
        separators=(",", ":"),
    )  # fmt: skip
