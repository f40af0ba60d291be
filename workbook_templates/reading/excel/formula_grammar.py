"""Whether the text of a formula is one at all: programs show an error for what is none, whatever result is stored beside it.

Only how its pieces follow each other is looked at, not what functions and names mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from workbook_templates.reading.excel.cell_text import unescaped
from workbook_templates.reading.excel.sheet_formulas import FormulasInXml, Place

_BRACKETS = r"\[(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*\])*\]"
_PIECES = re.compile(
    rf"""(?P<blank>[ \t\r\n]+)
    |(?P<text>"(?:[^"]|"")*")
    |(?P<number>(?:[0-9]++(?:\.[0-9]*+)?+|\.[0-9]++)(?:[eE][+-]?[0-9]++)?+(?![\w.!$]))
    |(?P<word>(?:'(?:[^']|'')*'!?|{_BRACKETS}|[\w.$\\?!|~#`]|[^\x00-\x7f])+)
    |(?P<sign><=|>=|<>|[-+*/^&=<>:])
    |(?P<mark>[%@(){{}},;])""",
    re.VERBOSE,
)
_EITHER = frozenset("+-")
_OPERANDS = frozenset(("text", "number", "word", ")", "}", "%"))
_RANGES = frozenset(("word", ")"))
_CALL = "call"
"""An open bracket behind a name: it may hold nothing, and arguments that are left out."""


def is_formula(text: str) -> bool:
    """Whether a text, without the `=` before it, has the form of a formula.

    >>> [is_formula(text) for text in ("SUM(A1:B2 B1:C2,,{1;2})*-5%", "SUM((1)", "1+", "1 2", '"a', "SUM(1;2)")]
    [True, False, False, False, False, False]
    """
    opened: list[str] = []
    before, blank = "", False
    end = int(text.startswith("="))
    for match in _PIECES.finditer(text, end):
        if match.start() != end:
            return False
        end, kind, piece = match.end(), match.lastgroup or "", match[0]
        if kind == "blank":
            blank = True
            continue
        if not _follows(before, kind, piece, opened, blank=blank):
            return False
        if piece in ("(", "{"):
            opened.append(_CALL if piece == "(" and before in _RANGES else piece)
        elif piece in (")", "}"):
            opened.pop()
        before, blank = piece if kind == "mark" else kind, False
    return end == len(text) and not opened and before in _OPERANDS


def _follows(before: str, kind: str, piece: str, opened: list[str], *, blank: bool) -> bool:
    """Whether a piece may stand behind another one, inside of the brackets that are open."""
    ended, inside = before in _OPERANDS, opened[-1] if opened else ""
    if kind == "sign":
        return ended or piece in _EITHER
    if piece == "%":
        return ended
    if piece == ",":
        return bool(opened) and (ended or inside == _CALL)
    if piece == ";":
        return ended and inside == "{"
    if piece == ")":
        return inside in ("(", _CALL) and (ended or (inside == _CALL and before in ("(", ",")))
    if piece == "}":
        return inside == "{" and ended
    if piece == "(":
        # Behind a word it calls a function, behind a bracket what that one made.
        return not ended or before in _RANGES
    if piece == "@":
        return not ended
    # An operand: behind another one only what two ranges have in common.
    return not ended or (blank and kind == "word" and before in _RANGES)


_NOUGHTS = str.maketrans("123456789", "000000000")


@lru_cache(maxsize=8_192)
def _is_spelled(shape: bytes) -> bool:
    """The same of a text as it is spelled in XML; an empty one stands for one that was filled down."""
    return not shape or is_formula(unescaped(shape.decode()) or "")


@lru_cache(maxsize=8_192)
def _has_form(shape: str) -> bool:
    """The same of a text with noughts for its digits: formulas of a table are alike but for the rows they name."""
    return is_formula(shape)


def no_formula(formulas: Mapping[Place, str]) -> Place | None:
    """A cell whose formula is none; None if all are."""
    if isinstance(formulas, FormulasInXml) and all(map(_is_spelled, formulas.shapes)):
        return None
    return next(_wrong(formulas), None)


def _wrong(formulas: Mapping[Place, str]) -> Iterator[Place]:
    return (place for place, text in formulas.items() if len(text) > 1 and not _has_form(text[1:].translate(_NOUGHTS)))
