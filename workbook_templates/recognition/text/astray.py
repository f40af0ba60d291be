"""Rows of a table that stand elsewhere: below the head of another one or behind text, as a PDF may give its lines."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from rules.schema.layout import Layout
from workbook_templates.recognition.table.text_below import names_source
from workbook_templates.recognition.text.lines import ENDS, TextLine
from workbook_templates.recognition.text.runs import closing_words
from workbook_templates.recognition.text.shape import AMOUNT, Shape, fits, is_spoken, trailing_figures, unit_of

_FEWEST = 2


def are_told_by_figures(shape: Shape) -> bool:
    """Whether figures tell a row of such a shape from text: amounts, or all behind a unit or before a closing word."""
    amounts = [column for _, column in shape.figures if column.kind == "money" and column.role != "jumlah"]
    return len(shape.figures) >= _FEWEST and bool(amounts or shape.unit or shape.closing)


def alike(one: Shape, other: Shape) -> bool:
    """Whether rows of two shapes end alike: with as many figures, and a unit before or a word behind them in both or none."""
    ends = [(bool(x.unit), len(x.figures), bool(x.closing)) for x in (one, other)]
    return ends[0] == ends[1]


def rows_astray(layout: Layout, shape: Shape, lines: Sequence[TextLine], free: Collection[int]) -> list[range]:
    """Runs of lines (as indices, of those that are ``free``) that are whole rows of such a shape."""
    label = closing_words(layout.words[shape.closing].scale) if shape.closing else None
    runs: list[range] = []
    begin: int | None = None
    below, behind = 0, False
    for at in sorted(free):
        if at < below:
            continue
        if at - 1 not in free:
            begin, behind = None, False
        end = _labelled_end(label, lines, at) if label else _row_end(shape, lines, at, free)
        text = lines[at].text
        if end is None:
            figures = bool(trailing_figures(text)[1])
            # What ends with a sentence is no word of the row below, nor with a figure, but above those with a closing word.
            if (figures and not label) or text.endswith(ENDS) or names_source(text):
                begin = None
            elif not figures and (begin is None or behind):
                begin = at
            behind = figures
            continue
        if begin is not None or trailing_figures(text)[0]:
            first = at if begin is None else begin
            joins = bool(runs) and runs[-1].stop == first
            runs[-1:] = [range(runs[-1].start, end)] if joins else [*runs[-1:], range(first, end)]
        begin, below, behind = None, end, False
    return runs


def _labelled_end(label: re.Pattern[str], lines: Sequence[TextLine], at: int) -> int | None:
    """Where a row ends that a figure and a closing word end on a line; None where they do not."""
    closing = label.search(lines[at].text)
    return at + 1 if closing and trailing_figures(lines[at].text[: closing.start()])[1] else None


def _row_end(shape: Shape, lines: Sequence[TextLine], at: int, free: Collection[int]) -> int | None:
    """Where the figures of a row end that begin on a line; None where they do not, or are not those of the shape."""
    said, found = trailing_figures(lines[at].text)
    unit = bool(shape.unit) and unit_of(said)
    if not (found or unit) or (found and is_spoken(said, found[0])) or bool(shape.unit) != bool(unit):
        return None
    figures, end = list(found), at + 1
    while end in free and not (more := trailing_figures(lines[end].text))[0]:
        figures += more[1]
        end += 1
    if len(figures) != len(shape.figures):
        return None
    pairs = zip(figures, shape.figures, strict=True)
    amounts = shape.unit or any(AMOUNT.fullmatch(figure) for figure in figures)
    return end if amounts and all(fits(figure, column) for figure, (_, column) in pairs) else None
