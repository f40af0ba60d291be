"""The lines of one table, page by page: without the heads printed again, their column numbers, and what names the source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from workbook_templates.text.heads import TextHead
from workbook_templates.text.lines import TextLine, is_source

_CLOSED = re.compile(r"(?:\d{4}|diolah\)?\.?|\))$", re.IGNORECASE)
_NUMBERS = re.compile(r"(?:\(?\d{1,2}\)?\s*)+")


@dataclass(frozen=True, slots=True)
class Body:
    """The lines of a table below its heads, and the sheet rows (0-based) of those right below the end of a page."""

    lines: list[TextLine]
    breaks: frozenset[int]


def numbers_in(text: str, after: int = 0) -> list[int]:
    """The column numbers that a line consists of, `(1) (2)`, from the one next to ``after`` on; none in another line."""
    found = [int(x) for x in re.findall(r"\d+", text)] if _NUMBERS.fullmatch(text) else []
    return found if len(found) > 1 and found == sorted({*found}) and found[0] == after + 1 else []


def body_of(heads: Sequence[TextHead], lines: Sequence[TextLine], end: int) -> Body:
    """The lines under a head and its repetitions, down to ``end``; a source that goes on below its line ends the table."""
    inside = _head_lines(heads, lines)
    kept: list[TextLine] = []
    breaks: set[int] = set()
    broken = False
    for at in range(heads[0].last + 1, end):
        line = lines[at]
        if at in inside:
            broken = bool(kept)
        elif not is_source(line.text):
            kept.append(line)
            breaks |= {line.at} if broken else set()
            broken = False
        elif _CLOSED.search(line.text.strip()):
            broken = bool(kept)
        else:
            break
    return Body(kept, frozenset(breaks))


def _head_lines(heads: Sequence[TextHead], lines: Sequence[TextLine]) -> set[int]:
    """The lines of heads, with the column numbers right below them."""
    found: set[int] = set()
    height = heads[0].last + 1 - heads[0].first
    words = [line.text for line in lines[heads[0].first : heads[0].last + 1]]
    for head in heads:
        last = head.last
        if [line.text for line in lines[head.first : head.first + height]] == words:
            # What stands below the same lines belongs to a row, though it is a year.
            last = head.first + height - 1
        numbers = [0]
        while last + 1 < len(lines) and (numbers := numbers_in(lines[last + 1].text, numbers[-1])):
            last += 1
        found |= set(range(head.first, last + 1))
    return found
