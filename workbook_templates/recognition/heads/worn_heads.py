"""A head printed again on a later page, worn by a scan: the same words over the same places, some of them lost or misread."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import zip_longest
from typing import Any

from rules.values.cells import as_text
from rules.values.likeness import heading_likeness
from workbook_templates.recognition.heads.column_headings import SHORT_HEADINGS
from workbook_templates.recognition.heads.head import Head
from workbook_templates.recognition.heads.searched_sheet import SearchedSheet

_SAME_WORDS = 80.0
"""Likeness of two headings that differ by a few letters."""
_LOST = 0.25
"""Share of the places of a numbered head over which a page may have lost all words, or found some."""
_WORD = re.compile(r"\w+|%")
_TELLING = re.compile(r"\d+|i{1,3}|iv|k|rp|%")
"""Words that tell columns with like headings apart: years, quarters, what is counted."""
_STROKES, _TATTERS = " ._-|()", 2
"""What a scan reads where nothing is printed, and letters that are no heading."""
_Cells = tuple[Any, ...]
"""The cells over one place of a head, from the top."""


def printed_worn(sheet: SearchedSheet, last: Head, span: range) -> Head | None:
    """The head before in other rows, if its numbers stand there again and over each place what it says, but for slips of a scan.

    Words may be lost over a few places where numbers tell the columns.
    """
    rows = range(last.top, last.bottom + 1)
    numbers = [sheet.number_row(at) for at in rows]
    if len(span) != len(rows) or numbers != [sheet.number_row(at) for at in span]:
        return None
    headings = [at for at, found in enumerate(numbers) if found is None]
    before, now = (list(zip_longest(*(sheet.rows[own[at]] for at in headings))) for own in (rows, span))
    differing = [(one, other) for one, other in zip_longest(before, now, fillvalue=()) if one != other]
    lost = sum(_says(one) != _says(other) for one, other in differing)
    if lost > (_LOST * sum(map(any, before)) if last.numbered else 0):
        return None
    return last.at(span.start) if all(_are_worn(*pair) for pair in differing if all(map(_says, pair))) else None


@lru_cache(maxsize=8192)
def _says(cells: _Cells) -> bool:
    """Whether anything but strokes and tatters of words is printed over a place."""
    text = _text(cells).casefold().strip(_STROKES)
    return len(text) > _TATTERS or text in SHORT_HEADINGS


@lru_cache(maxsize=8192)
def _words(cells: _Cells) -> frozenset[str]:
    return frozenset(_WORD.findall(_text(cells).casefold()))


@lru_cache(maxsize=8192)
def _are_worn(one: _Cells, other: _Cells) -> bool:
    """Whether two places say the same: one no word that the other lacks, or words that differ by a few letters.

    What tells columns with like headings apart must be the same where both say it.
    """
    ours, theirs = _words(one), _words(other)
    telling = [set(filter(_TELLING.fullmatch, words)) for words in (ours, theirs)]
    if all(telling) and telling[0] != telling[1]:
        return False
    return ours <= theirs or ours >= theirs or heading_likeness(_text(one), _text(other)) >= _SAME_WORDS


def _text(cells: _Cells) -> str:
    return " ".join(filter(None, map(as_text, cells)))
