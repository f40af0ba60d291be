"""Excel formulas as trees, by openpyxl's tokenizer, and what in them means another thing to Excel than it seems to say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token

_LEVELS = ("=<>", "&", "+-", "*/", "^")
"""Operators between operands, the loosest first; each level is named by the signs its operators are of."""
_COMPARISONS = frozenset({"=", "<>", "<", ">", "<=", ">="})
_TRUTHS = frozenset({"AND", "OR", "NOT", "EXACT", "TRUE", "FALSE", "ISNUMBER", "ISBLANK", "ISERROR", "ISNA", "ISTEXT"})
_TEXTS = frozenset(
    {"LEFT", "RIGHT", "MID", "TRIM", "LOWER", "UPPER", "SUBSTITUTE", "REPT", "TEXT", "_xlfn.UNICHAR", "CHAR"}
)
_NUMBERS = frozenset(
    {"LEN", "ROW", "ROWS", "COLUMN", "SUM", "SUMIFS", "SUMPRODUCT", "COUNT", "COUNTIF", "COUNTIFS", "MIN", "MAX", "N", "ROUND", "FIND", "MATCH", "AVERAGE"}
)  # fmt: skip
_MAY_FAIL = frozenset({"ROUND", "FIND", "SEARCH", "MATCH", "VLOOKUP", "LOOKUP", "SMALL", "_xlfn.NUMBERVALUE"})
_CATCH = frozenset({"IFERROR", "ISNUMBER", "ISERROR", "ISNA", "COUNT"})
_BY_LANGUAGE = frozenset({"VALUE", "DATEVALUE", "TIMEVALUE", "TEXT", "FIXED", "DOLLAR", "CELL", "INFO"})


@dataclass(frozen=True)
class Node:
    """A part of a formula: an operand, an operator with its operands, or a function with its arguments."""

    name: str
    kind: str
    parts: tuple[Node, ...] = field(default=())

    @cached_property
    def gives(self) -> str:
        """`truth`, `number`, `text`, or nothing where it cannot be told."""
        if self.kind == "infix":
            return "truth" if self.name in _COMPARISONS else "text" if self.name == "&" else "number"
        if self.kind == "prefix":
            return "number"
        if self.kind == "call":
            told = (("truth", _TRUTHS), ("text", _TEXTS), ("number", _NUMBERS))
            branches = {part.gives for part in self.parts[1:]} if self.name == "IF" else set[str]()
            return next(
                (kind for kind, names in told if self.name in names), branches.pop() if len(branches) == 1 else ""
            )
        return {"NUMBER": "number", "TEXT": "text", "LOGICAL": "truth"}.get(self.kind, "")

    def __str__(self) -> str:
        inside = [str(part) for part in self.parts]
        if self.kind == "call":
            return f"{self.name}({','.join(inside)})"
        if self.kind == "range":
            return ":".join(inside)
        return f"({self.name.join(inside)})" if self.kind == "infix" else self.name + "".join(inside)

    def walk(self) -> Iterator[Node]:
        """This part and all below it."""
        yield self
        for part in self.parts:
            yield from part.walk()


def parsed(formula: str) -> Node:
    """A formula without the `=` before it as a tree; raises ValueError where it is none."""
    tokens = [token for token in Tokenizer(f"={formula}").items if token.type != Token.WSPACE]
    tree = _operation(tokens, 0)
    if tokens:
        raise ValueError(f"left over: {tokens[0].value} in {formula}")
    return tree


def _operation(tokens: list[Token], level: int) -> Node:
    if level == len(_LEVELS):
        return _operand(tokens)
    left = _operation(tokens, level + 1)
    while tokens and tokens[0].type == Token.OP_IN and tokens[0].value[0] in _LEVELS[level]:
        name = tokens.pop(0).value
        left = Node(name, "infix", (left, _operation(tokens, level + 1)))
    return left


def _operand(tokens: list[Token]) -> Node:
    token = tokens.pop(0)
    if token.type == Token.OP_PRE:
        return Node(token.value, "prefix", (_operand(tokens),))
    if token.type == Token.PAREN:
        inside = _operation(tokens, 0)
        tokens.pop(0)
        return inside
    if token.type == Token.FUNC:
        parts = []
        while not _closes(tokens[0]):
            if tokens[0].type == Token.SEP:
                tokens.pop(0)
                continue
            parts.append(_operation(tokens, 0))
        tokens.pop(0)
        return _ranged(Node(token.value[:-1], "call", tuple(parts)), tokens)
    if token.type == Token.ARRAY:
        depth, words = 1, []
        while depth:
            part = tokens.pop(0)
            depth += (
                {Token.OPEN: 1, Token.CLOSE: -1}.get(part.subtype, 0) if part.type in (Token.ARRAY, "ARRAYROW") else 0
            )
            words.append(part.value)
        return Node("{" + "".join(words), "array")
    if token.type != Token.OPERAND:
        raise ValueError(f"no operand: {token.value}")
    return Node(token.value, token.subtype)


def _ranged(first: Node, tokens: list[Token]) -> Node:
    """A cell told by a function, joined to the end of a range behind it, which the tokenizer gives with its colon."""
    if not tokens or not tokens[0].value.startswith(":"):
        return first
    tokens[0].value = tokens[0].value[1:]
    return Node(":", "range", (first, _operand(tokens)))


def _closes(token: Token) -> bool:
    return token.type == Token.FUNC and token.subtype == Token.CLOSE


# ---- what means another thing to Excel


def faults(formula: str) -> list[str]:
    """What a formula says that Excel takes otherwise, or by its language, a sentence each.

    >>> faults('(LEN(A1)>0)>0')
    ['truth value compared with a number: ((LEN(A1)>0)>0)']
    >>> faults('OR(A1="-",ROUND(A1,0)=A1)')
    ['an error inside OR is its result: ROUND(A1,0)']
    >>> faults('-LEFT(A1,1)+VALUE(B1)')
    ['text taken for a number: -LEFT(A1,1)', 'by the language of Excel: VALUE(B1)']
    """
    tree = parsed(formula)
    return [*_odd_comparisons(tree), *_failing(tree, "", ()), *_coerced(tree)]


def _odd_comparisons(tree: Node) -> Iterator[str]:
    for node in tree.walk():
        if node.kind == "infix" and node.name in _COMPARISONS:
            kinds = {part.gives for part in node.parts}
            if "truth" in kinds and len(kinds - {""}) > 1:
                yield f"truth value compared with a {' '.join(kinds - {'truth', ''})}: {node}"


def _failing(node: Node, joining: str, asked: tuple[str, ...]) -> Iterator[str]:
    """What may be an error inside AND or OR, unless it is caught, or an IF around it asked for the same cells."""
    if node.kind == "call" and node.name in _CATCH:
        return
    if joining and _may_fail(node) and not any(set(_cells(str(node))) & set(_cells(condition)) for condition in asked):
        yield f"an error inside {joining} is its result: {node}"
        return
    if node.kind == "call" and node.name == "IF":
        condition, *branches = node.parts
        yield from _failing(condition, joining, asked)
        for branch in branches:
            yield from _failing(branch, joining, (*asked, str(condition)))
        return
    inside = node.name if node.kind == "call" and node.name in ("AND", "OR") else joining
    for part in node.parts:
        yield from _failing(part, inside, asked)


def _may_fail(node: Node) -> bool:
    if node.kind == "call":
        return node.name in _MAY_FAIL
    return node.kind == "infix" and (
        node.name == "/" or (node.name in "+-*^" and any(p.kind == "RANGE" for p in node.parts))
    )


def _cells(text: str) -> list[str]:
    return re.findall(r"\$?[A-Z]{1,3}\$?\d+", text)


def _coerced(tree: Node) -> Iterator[str]:
    for node in tree.walk():
        arithmetic = node.kind == "prefix" or (node.kind == "infix" and node.name in "+-*/^")
        if arithmetic and any(part.gives == "text" for part in node.parts):
            yield f"text taken for a number: {node}"
        if node.kind == "call" and node.name in _BY_LANGUAGE:
            yield f"by the language of Excel: {node}"
        if node.kind == "call" and node.name == "_xlfn.NUMBERVALUE" and len(node.parts) < 3:
            yield f"by the language of Excel: {node}"
        if (
            node.kind == "call"
            and node.name == "CHAR"
            and not (node.parts[0].name.isdigit() and int(node.parts[0].name) < 128)
        ):
            yield f"another sign on the Mac: {node}"
