"""The parts of an expression of the rule book's arithmetic, as :mod:`rules.schema.arithmetic` reads them."""

from __future__ import annotations

from decimal import Decimal

from rules.record import record

FUNCTIONS = {"jumlah": "SUM", "rata": "AVERAGE", "maks": "MAX", "min": "MIN"}
"""Functions of the grammar and the Excel functions they become; each skips blank operands."""

LAST = "akhir"
"""The last operand that has a value: what counts for a figure that is a state, not a flow."""


@record
class Constant:
    """A constant such as 100."""

    value: Decimal


@record
class Column:
    """An official column, by its number."""

    number: str


@record
class Operation:
    """Two operands joined by ``+``, ``-``, ``*`` or ``/``."""

    sign: str
    left: Node
    right: Node


@record
class Call:
    """One of :data:`FUNCTIONS` over its operands."""

    name: str
    arguments: tuple[Node, ...]


Node = Constant | Column | Operation | Call


def needs_all(node: Node) -> bool:
    """A product or quotient needs all its operands; a plain sum makes do with those it has."""
    if isinstance(node, Operation):
        return node.sign in "*/" or needs_all(node.left) or needs_all(node.right)
    if isinstance(node, Call) and node.name != LAST:
        return any(needs_all(argument) for argument in node.arguments)
    return False
