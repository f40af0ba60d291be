"""The regulation's own arithmetic between official columns, such as ``7 / 6 * 100`` or ``5 + 7 + 9``.

One declaration serves three times: as a native Excel formula, as a pandas derivation and as the expected
value of a check. The grammar knows numbers, ``+ - * / ( )`` (also typed ``− × : ÷``) and the functions
below, nothing else. A whole number below 100 is an official column number; 100 and above, or a number
with a decimal point, is a constant.

Blank cells count as nothing in a sum; a product or quotient needs all the operands of its expression. A
result with no operand at all is blank, and so is a division by zero or by a blank, also within a function.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from rules.record import record
from rules.schema.nodes import FUNCTIONS, LAST, Call, Column, Constant, Node, Operation, needs_all

if TYPE_CHECKING:
    from rules.arrays import Figures

DEFINED = {"capaian_negatif": ("realisasi", "target"), "efisiensi": ("capaian", "serapan")}
"""Functions whose body a rule pack gives, and their parameters."""

_TOKEN = re.compile(r"\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<name>[a-z]+(?:_[a-z]+)*)|(?P<sign>[-+*/(),]))")
_SIGNS = str.maketrans({"−": "-", "–": "-", "×": "*", "÷": "/", ":": "/"})


class ExpressionError(ValueError):
    """An expression that is not of the grammar; says what and where."""


class _Parser:
    def __init__(self, text: str, parameters: tuple[str, ...] = ()) -> None:
        self.text = text
        self.parameters = parameters
        self.tokens = list(self._scan(text.translate(_SIGNS)))
        if len(self.tokens) > _LONGEST:
            raise ExpressionError(f"rumus lebih dari {_LONGEST} bagian")
        self.position = self.depth = 0

    @staticmethod
    def _scan(text: str) -> Iterator[tuple[str, str]]:
        position, end = 0, len(text.rstrip())
        while position < end:
            match = _TOKEN.match(text, position)
            if not match:
                raise ExpressionError(f"tanda '{text[position:].strip()[0]}' tidak dikenal dalam '{text}'")
            yield str(match.lastgroup), match[str(match.lastgroup)]
            position = match.end()

    def peek(self) -> str:
        return self.tokens[self.position][1] if self.position < len(self.tokens) else ""

    def take(self, expected: str = "") -> tuple[str, str]:
        if self.position >= len(self.tokens):
            raise ExpressionError(f"'{self.text}' berakhir sebelum lengkap")
        token = self.tokens[self.position]
        if expected and token[1] != expected:
            raise ExpressionError(f"'{expected}' diharapkan, '{token[1]}' ditemukan dalam '{self.text}'")
        self.position += 1
        return token

    def parse(self) -> Node:
        node = self.sum()
        if self.position < len(self.tokens):
            raise ExpressionError(f"'{self.peek()}' berlebih dalam '{self.text}'")
        return node

    def sum(self) -> Node:
        node = self.product()
        while self.peek() in {"+", "-"}:
            node = Operation(self.take()[1], node, self.product())
        return node

    def product(self) -> Node:
        node = self.factor()
        while self.peek() in {"*", "/"}:
            node = Operation(self.take()[1], node, self.factor())
        return node

    def factor(self) -> Node:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise ExpressionError(f"tanda kurung bersusun lebih dari {_DEEPEST} tingkat")
        node = self.operand()
        self.depth -= 1
        return node

    def operand(self) -> Node:
        kind, token = self.take()
        if kind == "number":
            whole = "." not in token and int(token) < 100
            return Column(str(int(token))) if whole else Constant(Decimal(token))
        if kind == "name":
            return Column(token) if token in self.parameters else self.call(token)
        if token == "(":
            node = self.sum()
            self.take(")")
            return node
        raise ExpressionError(f"'{token}' tidak pada tempatnya dalam '{self.text}'")

    def call(self, name: str) -> Node:
        known = (*FUNCTIONS, LAST, *DEFINED)
        if name not in known:
            raise ExpressionError(f"fungsi '{name}' tidak dikenal; yang ada: {', '.join(known)}")
        self.take("(")
        arguments = [self.sum()]
        while self.peek() == ",":
            self.take()
            arguments.append(self.sum())
        self.take(")")
        if name in DEFINED and len(arguments) != len(DEFINED[name]):
            raise ExpressionError(f"'{name}' perlu {len(DEFINED[name])} isian: {', '.join(DEFINED[name])}")
        return Call(name, tuple(arguments))


def _walk(node: Node) -> Iterator[Node]:
    """A tree's nodes, from the top and from the left."""
    yield node
    below = (node.left, node.right) if isinstance(node, Operation) else node.arguments if isinstance(node, Call) else ()
    for part in below:
        yield from _walk(part)


def _substituted(node: Node, column: Callable[[str], Node]) -> Node:
    """The tree with every column replaced."""
    if isinstance(node, Column):
        return column(node.number)
    if isinstance(node, Operation):
        return Operation(node.sign, _substituted(node.left, column), _substituted(node.right, column))
    if isinstance(node, Call):
        return Call(node.name, tuple(_substituted(argument, column) for argument in node.arguments))
    return node


def _expanded(node: Node, bodies: Mapping[str, Expression]) -> Node:
    if isinstance(node, Operation):
        return Operation(node.sign, _expanded(node.left, bodies), _expanded(node.right, bodies))
    if not isinstance(node, Call):
        return node
    arguments = tuple(_expanded(argument, bodies) for argument in node.arguments)
    if node.name not in DEFINED:
        return Call(node.name, arguments)
    given = dict(zip(DEFINED[node.name], arguments, strict=True))
    return _substituted(bodies[node.name].node, given.__getitem__)


@record
class Expression:
    """A parsed expression over official columns."""

    text: str
    node: Node

    @classmethod
    def parse(cls, text: str) -> Expression:
        """Parse one expression; raises :class:`ExpressionError` with what is wrong.

        >>> Expression.parse("7 / 6 * 100").columns
        ('7', '6')
        """
        expression = cls(text, _Parser(text).parse())
        if not expression.columns:
            raise ExpressionError(f"'{text}' tidak memakai satu kolom pun")
        return expression

    @classmethod
    def parse_body(cls, name: str, text: str) -> Expression:
        """Parse what a pack gives as the body of one of :data:`DEFINED`, over its parameters."""
        return cls(text, _Parser(text, DEFINED[name]).parse())

    def renamed(self, name: Callable[[str], str]) -> Expression:
        """The same arithmetic over other columns."""
        return Expression(self.text, _substituted(self.node, lambda column: Column(name(column))))

    def expanded(self, bodies: Mapping[str, Expression]) -> Expression:
        """The expression with the functions of :data:`DEFINED` replaced by a pack's bodies."""
        return Expression(self.text, _expanded(self.node, bodies))

    @property
    def last_of(self) -> tuple[str, ...]:
        """The columns of which the last one with a value counts; empty for other arithmetic."""
        return self.columns if isinstance(self.node, Call) and self.node.name == LAST else ()

    @property
    def divisors(self) -> tuple[str, ...]:
        """Columns something is divided by."""
        quotients = [node.right for node in _walk(self.node) if isinstance(node, Operation) and node.sign == "/"]
        return tuple(dict.fromkeys(node.number for node in quotients if isinstance(node, Column)))

    @property
    def columns(self) -> tuple[str, ...]:
        """The official columns it reads, each once, in order of appearance."""
        return tuple(dict.fromkeys(node.number for node in _walk(self.node) if isinstance(node, Column)))

    def excel(self, cell: Callable[[str], str]) -> str:
        """The native Excel formula, with leading ``=``; ``cell`` gives the address of a column in the row.

        >>> Expression.parse("7 / 6 * 100").excel(lambda column: {"6": "F12", "7": "G12"}[column])
        '=IF(COUNT(G12,F12)<2,"",IF(N(F12)=0,"",G12/F12*100))'
        """
        body, needed, divisors = _excel(self.node, cell, 0)
        operands = [cell(column) for column in self.columns]
        # The innermost divisor is tested first, so it wraps last.
        for divisor in reversed(dict.fromkeys(divisors)):
            body = f'IF({divisor}=0,"",{body})'
        least = len(operands) if needed else 1
        return f'=IF(COUNT({",".join(operands)})<{least},"",{body})'

    def evaluate(self, given: Mapping[str, Figures]) -> Figures:
        """The derivation over columns of numbers (float64, NaN for blank), row by row; NaN where undefined."""
        from rules.schema.evaluation import evaluated

        return evaluated(self.node, {column: given[column] for column in self.columns})


_DEEPEST, _LONGEST = 60, 600
_RANK = {"+": 1, "-": 1, "*": 2, "/": 2}


def _excel(node: Node, cell: Callable[[str], str], rank: int) -> tuple[str, bool, list[str]]:
    if isinstance(node, Constant):
        return str(node.value), False, []
    if isinstance(node, Column):
        # In a sum, N() makes a blank or a dash count as nothing; products need real numbers anyway.
        address = cell(node.number)
        return (address if rank == 2 else f"N({address})"), False, []
    if isinstance(node, Call) and node.name == LAST:
        body = '""'
        for argument in node.arguments:
            operand = _excel(argument, cell, 2)[0]
            body = f"IF(ISNUMBER({operand}),{operand},{body})"
        return body, False, []
    if isinstance(node, Call):
        parts = [_excel(argument, cell, 2) for argument in node.arguments]
        divisors = [divisor for part in parts for divisor in part[2]]
        return f"{FUNCTIONS[node.name]}({','.join(part[0] for part in parts)})", needs_all(node), divisors
    here = _RANK[node.sign]
    left, left_needs, left_divisors = _excel(node.left, cell, here)
    right, right_needs, right_divisors = _excel(node.right, cell, here)
    if isinstance(node.left, Operation) and _RANK[node.left.sign] < here:
        left = f"({left})"
    if isinstance(node.right, Operation) and (_RANK[node.right.sign] < here or node.sign in "-/"):
        right = f"({right})"
    divisors = left_divisors + right_divisors
    if node.sign == "/":
        divisors.append(f"N({right})" if isinstance(node.right, Column) else right)
    return f"{left}{node.sign}{right}", here == 2 or left_needs or right_needs, divisors
