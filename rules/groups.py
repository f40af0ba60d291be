"""Lists in groups of any depth (Aset): how deep each row stands, by its mark and by what its amounts add up.

`1.` marks a group of the first depth, `a.` one of the second; a row before the first `1.` is the whole. Offices
mark what stands below with `-` or with nothing: there a row is a group when the rows right after it add up to it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

Amounts = Sequence[int | None]
"""A row's amounts, one for each column that is added up, in the smallest unit."""

_MARKS = ((1, re.compile(r"\d{1,2}\s*[.)](?!\d)")), (2, re.compile(r"[a-z]\s*[.)](?![a-z])")))


@dataclass(frozen=True, slots=True)
class Member:
    """One row as typed: its text with its mark, the depth stated beside it (None if none), its amounts."""

    text: str
    stated: int | None
    amounts: Amounts


@dataclass(slots=True)
class _Node:
    row: int
    amounts: Amounts
    members: list[_Node]
    guessed: bool = False


def _marked(text: str) -> int | None:
    return next((depth for depth, mark in _MARKS if mark.match(text.strip())), None)


def depths(rows: Sequence[Member]) -> list[tuple[int, bool]]:
    """The depth of each row (0 is the whole), and whether it is only a guess.

    >>> depths([Member("1. Tanah", None, (1,)), Member("Bangunan", None, (1,))])
    [(1, False), (2, False)]
    """
    known = [_marked(row.text) if row.stated is None else row.stated for row in rows]
    first = known.index(1) if 1 in known else 0
    known = [0 if depth is None and at < first else depth for at, depth in enumerate(known)]
    found: list[tuple[int, bool]] = []
    at = 0
    while at < len(rows):
        depth = known[at]
        if depth is not None:
            found.append((depth, False))
            at += 1
            continue
        end = next((later for later in range(at, len(rows)) if known[later] is not None), len(rows))
        base = found[-1][0] + 1 if found else 0
        found += _nested(rows, range(at, end), base)
        at = end
    return found


def _nested(rows: Sequence[Member], span: range, base: int) -> list[tuple[int, bool]]:
    """Depths of rows without mark: from the bottom, each takes the rows after it that add up to it as its members."""
    top: list[_Node] = []
    for row in reversed(span):
        node = _Node(row, rows[row].amounts, [])
        count, node.guessed = _taken(rows[row], [rows[other.row] for other in top])
        node.members, top = top[:count], [node, *top[count:]]
    found: dict[int, tuple[int, bool]] = {}

    def walk(nodes: list[_Node], depth: int, guessed: bool) -> None:
        for node in nodes:
            found[node.row] = (depth, guessed)
            walk(node.members, depth + 1, guessed or node.guessed)

    walk(top, base, False)
    return [found[row] for row in span]


def _taken(row: Member, following: Sequence[Member]) -> tuple[int, bool]:
    """How many of the rows that follow are members, and whether that is a guess.

    The value agrees, or failing that a mere count, which is a guess. A single row of the same amounts may be the
    only member or just as dear: one piece each, or two rows marked alike, stand side by side.
    """
    amounts = row.amounts
    sums = [0] * len(amounts)
    guess = 0
    for count, node in enumerate(following, 1):
        sums = [total + (amount or 0) for total, amount in zip(sums, node.amounts, strict=True)]
        if amounts[-1] and sums[-1] == amounts[-1]:
            if count == 1 and ((amounts[0] or 0) <= 1 or row.text[:1] == node.text[:1] == "-"):
                continue
            return count, count == 1 and row.text[:1] != "-" and node.text[:1] != "-"
        if not guess and count > 1 and len(amounts) > 1 and amounts[0] and sums[0] == amounts[0]:
            guess = count
    return guess, bool(guess)
