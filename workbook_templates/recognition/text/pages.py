"""The lines of one table, page by page: without the heads printed again, their column numbers, and what names the source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from workbook_templates.recognition.table.text_below import names_source
from workbook_templates.recognition.text.heads import TextHead
from workbook_templates.recognition.text.lines import ENDS, TextLine
from workbook_templates.recognition.text.shape import trailing_figures

_WIDE, _LETTERS = 1.5, 40
"""Lines so much wider than any of a table's, and so long at least, are no cells of it: they run over the page."""
_FIGURES = 2
_CLOSED = re.compile(r"(?:\d{4}|diolah\)?\.?|\))$", re.IGNORECASE)
_NUMBERS = re.compile(r"(?:\(?\d{1,2}\)?\s*)+")


@dataclass(frozen=True, slots=True)
class Body:
    """The lines of a table below its heads, and the sheet rows (0-based) of those right below the end of a page.

    ``passed`` are the first and last sheet rows of text between its pages that is not the table's.
    """

    lines: list[TextLine]
    breaks: frozenset[int]
    passed: tuple[tuple[int, int], ...] = ()


def numbers_in(text: str, after: int = 0) -> list[int]:
    """The column numbers that a line consists of, `(1) (2)`, from the one next to ``after`` on; none in another line."""
    found = [int(x) for x in re.findall(r"\d+", text)] if _NUMBERS.fullmatch(text) else []
    return found if len(found) > 1 and found == sorted({*found}) and found[0] == after + 1 else []


def body_of(heads: Sequence[TextHead], lines: Sequence[TextLine], end: int) -> Body:
    """The lines under a head and its repetitions, down to ``end``; a source that goes on below its line ends the table.

    Text of the report that stands below a source is passed over.
    """
    inside = _head_lines(heads, lines)
    kept: list[TextLine] = []
    breaks: set[int] = set()
    passed: list[tuple[int, int]] = []
    broken = False
    resumes = 0
    for at in range(heads[0].last + 1, end):
        if at < resumes:
            continue
        line = lines[at]
        if at in inside:
            broken = bool(kept)
        elif not names_source(line.text):
            kept.append(line)
            if broken:
                breaks.add(line.at)
                broken = False
        elif _CLOSED.search(line.text.strip()):
            broken = bool(kept)
            resumes = _behind_text(lines, range(at + 1, end), max((len(x.text) for x in kept), default=0))
            if at + 1 < resumes < end:
                passed.append((lines[at + 1].at, lines[resumes - 1].at))
        else:
            break
    return Body(kept, frozenset(breaks), tuple(passed))


def _behind_text(lines: Sequence[TextLine], span: range, widest: int) -> int:
    """Where a table goes on in lines that text of the report begins; their end where it does not, their first without text.

    A line of text runs over the page or closes a sentence; below the last such line before the next figures stands the table.
    """

    def is_wide(at: int) -> bool:
        return len(lines[at].text) > max(_LETTERS, _WIDE * widest)

    if not span or not is_wide(span.start):
        return span.start
    last = span.start
    for at in span:
        said, figures = trailing_figures(lines[at].text)
        if is_wide(at) or lines[at].text.endswith(ENDS):
            last = at
        elif figures and (not said or len(figures) >= _FIGURES):
            return last + 1
    return span.stop


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
