"""Where a head may begin in a sheet: cheap signs by which most rows are passed over, before any form is held against them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from rules.schema.layout import layouts
from rules.values.cells import filled_columns
from rules.values.likeness import YEAR
from rules.values.text import plain_heading
from workbook_templates.recognition.heads.column_headings import (
    TALLEST,
    is_lower_tier,
    most_filled,
    says_only_years,
)
from workbook_templates.recognition.heads.head import is_single
from workbook_templates.recognition.heads.heading_words import words_of
from workbook_templates.recognition.heads.searched_sheet import SearchedSheet

_FEWEST = 3
"""Cells of a row that must say headings."""
_GAP = 3
"""Rows down to which that of a head is sought below the one before."""


def may_begin(sheet: SearchedSheet, at: int, words: frozenset[str], below: bool) -> bool:
    """Whether a head may begin at a row; ``below`` another table only where its columns are numbered, or a block of rows begins."""
    if most_filled(sheet.rows[at]) < _FEWEST:
        return False
    if not sheet.may_be_head(at) or not (_says_headings(sheet.rows[at], words) or sheet.number_row(at)):
        return False
    return not below or stands_apart(sheet, at) or is_numbered_block(sheet, at)


def is_numbered_block(sheet: SearchedSheet, at: int) -> bool:
    """Whether one of the rows that may be those of one head numbers the columns."""
    return any(sheet.number_row(line) for line in block_from(sheet, at))


def stands_apart(sheet: SearchedSheet, at: int) -> bool:
    """Whether a row is none of the table above: it stands below a blank one or a title, or says nothing but headings of a form."""
    return at == 0 or is_single(sheet.rows[at - 1]) or _says_only_headings(sheet, at)


def _says_only_headings(sheet: SearchedSheet, at: int) -> bool:
    """Whether every cell of a row, three at least, is an official heading word for word."""
    row = sheet.rows[at]
    said = [row[column] for column in filled_columns(row)]
    if len(said) < _FEWEST or not all(isinstance(value, str) for value in said):
        return False
    texts = {plain_heading(value) for value in said}
    return any(texts <= _headings(layout.id) for layout in sheet.candidates)


def block_from(sheet: SearchedSheet, top: int) -> range:
    """The rows from one on that may be those of one head; blank rows between them do not count."""
    bottom = at = top
    taken = 0
    while taken < TALLEST and at < len(sheet.rows) and sheet.may_be_head(at):
        if at > bottom and not _goes_on(sheet, range(top, bottom), at):
            break
        taken, bottom = taken + 1, at + 1
        at = next(
            (row for row in range(bottom, min(bottom + _GAP, len(sheet.rows))) if not sheet.is_blank(row)),
            bottom + _GAP,
        )
    return range(top, bottom)


def _goes_on(sheet: SearchedSheet, head: range, at: int) -> bool:
    """Whether a row below a blank one surely belongs to the head above it."""
    row, words = sheet.rows[at], words_of_all(tuple(layout.id for layout in sheet.candidates))
    if sheet.number_row(at) is not None or says_only_years(row):
        return True
    return _says_headings(row, words) or is_lower_tier(row, sheet.printed(head))


def _says_headings(row: Sequence[Any], words: frozenset[str]) -> bool:
    """Whether three cells of a row at least say a word of headings, or a year."""
    said = 0
    for value in row:
        if value and isinstance(value, str):
            said += not words.isdisjoint(words_of(value)) or YEAR.search(value.strip()) is not None
    return said >= _FEWEST


@lru_cache(maxsize=64)
def _headings(layout_id: str) -> frozenset[str]:
    """The headings that the columns of a layout bear, as they are compared."""
    columns = layouts()[layout_id].columns.values()
    return frozenset(plain_heading(name) for spec in columns if not spec.extra for name in (spec.heading, *spec.also))


@lru_cache(maxsize=64)
def words_of_all(layout_ids: tuple[str, ...]) -> frozenset[str]:
    """Every word of the headings of some layouts."""
    return frozenset(
        word
        for layout_id in layout_ids
        for column in layouts()[layout_id].columns.values()
        if not column.extra
        for heading in (column.heading, column.group, *column.also)
        for word in words_of(heading)
    )
