"""Whether rows stand below words that are those of a head: a report also lists such words where it tells of its tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from workbook_templates.recognition.text.heads import TextHead
from workbook_templates.recognition.text.lines import ENDS, TextLine
from workbook_templates.recognition.text.pages import numbers_in
from workbook_templates.recognition.text.shape import is_spoken, trailing_figures

_LINES = 24
"""Lines below a head that the words of its first row may take at most."""
_SENTENCE = 6
"""Words from which a line that closes a sentence is one of the text around."""
_SEVERAL = 2
"""Figures of a line from which it is no text, whatever words stand behind them."""
_FIGURE = re.compile(r"(?<!\S)\d[\d.,]*%?(?!\S)")
_FIRST = re.compile(r"1[.)]?(?:\s|$)")


def with_rows(heads: Iterable[TextHead], lines: Sequence[TextLine]) -> Iterator[TextHead]:
    """Those of some heads below which rows stand; of those that go on in a later page little may be left."""
    known: set[str] = set()
    for head in heads:
        if head.layout.id in known or _rows_follow(
            lines[head.last + 1 :], bool(head.layout.of_kind("money", "target", "percent"))
        ):
            known.add(head.layout.id)
            yield head


def _rows_follow(lines: Sequence[TextLine], of_figures: bool) -> bool:
    """Whether a row of column numbers stands soon below, or one with figures; where none are due, one that is numbered 1."""
    alone = 0
    for line in lines[:_LINES]:
        if numbers_in(line.text) or (not of_figures and _FIRST.match(line.text)):
            return True
        if line.text.endswith(ENDS) and len(line.text.split()) >= _SENTENCE:
            return False
        said, figures = trailing_figures(line.text)
        # A cell may take a line of its own.
        alone += bool(figures) and not said
        if max(alone, len(_FIGURE.findall(line.text))) >= _SEVERAL:
            return True
        if figures and said and not is_spoken(said, figures[0]):
            return True
    return False
