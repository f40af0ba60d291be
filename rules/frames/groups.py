"""Lists in groups of any depth (Aset): how deep each row stands, by its mark and by what its amounts add up.

`1.` marks a group of the first depth, `a.` one of the second; a row before the first `1.` is the whole. Offices
mark what stands below with `-` or with nothing: there a row is a group when the values of the rows right after it add up to its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rules.frames.readings import RowAmounts
from rules.record import record

_NUMBER = re.compile(r"\d{1,2}\s*[.)](?!\d)")
_LETTER = re.compile(r"([a-z])\s*[.)]")


@record
class Member:
    """One row as typed: its text with its mark, the depth stated beside it (None if none), its amounts."""

    text: str
    stated: int | None
    amounts: RowAmounts


@dataclass(slots=True)
class _Node:
    row: int
    amounts: RowAmounts
    members: list[_Node]
    guessed: bool = False


def _marks(rows: Sequence[Member]) -> list[int | None]:
    """The depth each row's mark or stated depth tells, None for no more than a dash.

    A letter tells the second depth only where it begins right below a number or goes on from the letter before: lists
    further down have letters of their own.
    """
    found: list[int | None] = []
    letter = ""
    for row in rows:
        mark = _LETTER.match(row.text.strip())
        depth = row.stated
        if depth is None and _NUMBER.match(row.text.strip()):
            depth = 1
        elif depth is None and mark and mark[1] == (chr(ord(letter) + 1) if letter else _first(found)):
            depth = 2
        if depth is not None:
            letter = mark[1] if mark and depth == 2 else letter if depth > 1 else ""
        found.append(depth)
    return found


def _first(above: list[int | None]) -> str:
    return "a" if above and above[-1] == 1 else ""


def depths_in_groups(rows: Sequence[Member]) -> list[tuple[int, bool]]:
    """The depth of each row (0 is the whole), and whether it is only a guess.

    >>> depths_in_groups([Member("1. Tanah", None, (1,)), Member("Bangunan", None, (1,))])
    [(1, False), (2, False)]
    """
    known = _marks(rows)
    first = known.index(1) if 1 in known else 0
    # A row that nothing names may be the first group.
    first = min([first, *(at for at, row in enumerate(rows) if not row.text)])
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
        count = _adding_up(node.amounts, top, -1)
        if count == 1 and _side_by_side(rows[row], rows[top[0].row]):
            count = 0
        node.guessed = count == 1 and not _sort_of_mark(rows[row].text) and not _sort_of_mark(rows[top[0].row].text)
        top = _with_members(node, count, top)
    # Only what no value explains is told by its count: a guess.
    left, top = top, []
    for node in reversed(left):
        count = 0 if node.members or len(node.amounts) == 1 else _adding_up(node.amounts, top, 0, least=2)
        node.guessed |= count > 0
        top = _with_members(node, count, top)
    found: dict[int, tuple[int, bool]] = {}

    def walk(nodes: list[_Node], depth: int, guessed: bool) -> None:
        for node in nodes:
            found[node.row] = (depth, guessed or not rows[node.row].text)
            walk(node.members, depth + 1, guessed or node.guessed)

    walk(top, base, False)
    return [found[row] for row in span]


def _with_members(node: _Node, count: int, following: list[_Node]) -> list[_Node]:
    if count:
        node.members = following[:count]
    return [node, *following[count:]]


def _adding_up(amounts: RowAmounts, following: list[_Node], which: int, least: int = 1) -> int:
    """How many of the rows that follow add up to a row, by one of their amounts; 0 if none do."""
    total = 0
    for count, node in enumerate(following, 1):
        total += node.amounts[which] or 0
        if amounts[which] and count >= least and total == amounts[which]:
            return count
    return 0


def _side_by_side(row: Member, other: Member) -> bool:
    """Whether two rows of the same value are just as dear, not group and only member: marked alike, or one piece."""
    sort = _sort_of_mark(row.text)
    if not (row.text and other.text):
        return False
    return sort == _sort_of_mark(other.text) and (sort != "" or (row.amounts[0] or 0) <= 1)


def _sort_of_mark(text: str) -> str:
    """`-` for a dash, `a` for a letter, empty for no mark."""
    if text.lstrip(" ;").startswith("-"):
        return "-"
    return "a" if _LETTER.match(text.strip()) else ""
