"""What an alignment asks of the columns of a form, by their places in its layout; each told once."""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations

from rules.schema.column import ColumnSpec, number_of
from rules.schema.layout import layouts
from rules.values.text import fold, plain_heading
from workbook_templates.recognition.heads.heading_words import words_of
from workbook_templates.recognition.heads.values_below import CLOSED, KINDS


@lru_cache(maxsize=64)
def columns_of(layout_id: str) -> tuple[tuple[str, ColumnSpec], ...]:
    return tuple(layouts()[layout_id].columns.items())


@lru_cache(maxsize=4096)
def numbered_columns(layout_id: str, number: int | None, beside: int | None) -> frozenset[int]:
    """The places of the columns whose number is printed over a leaf; of columns that share one it stands over the first."""
    return frozenset(
        to
        for to, (column, spec) in enumerate(columns_of(layout_id))
        if not spec.extra
        and (
            number_of(column) == str(number)
            or (number_of(column) != column and beside is not None and number_of(column) == str(beside))
        )
    )


@lru_cache(maxsize=4096)
def is_numbered(layout_id: str, number: int | None, beside: int | None) -> list[bool]:
    """The same, told of each column."""
    same = numbered_columns(layout_id, number, beside)
    return [to in same for to in range(len(columns_of(layout_id)))]


@lru_cache(maxsize=64)
def kinds_of(layout_id: str) -> list[int]:
    """The place of each column's kind among all kinds."""
    words = layouts()[layout_id].words
    return [KINDS.index(CLOSED if number in words else spec.kind) for number, spec in columns_of(layout_id)]


@lru_cache(maxsize=64)
def words_said(layout_id: str) -> list[frozenset[str]]:
    """The words of each column's names, and of those over it."""
    return [
        frozenset().union(*map(words_of, (spec.heading, spec.group, spec.subgroup, *spec.also)))
        for _, spec in columns_of(layout_id)
    ]


@lru_cache(maxsize=64)
def must_say(layout_id: str) -> list[tuple[int, frozenset[str]]]:
    """The places of the columns whose headings must say one of some words, and these words."""
    return [(to, frozenset(spec.says)) for to, (_, spec) in enumerate(columns_of(layout_id)) if spec.says]


@lru_cache(maxsize=64)
def extra_columns(layout_id: str) -> list[tuple[int, str]]:
    """The places of the columns beside the table in our templates, and their headings, folded."""
    return [(to, fold(spec.heading)) for to, (_, spec) in enumerate(columns_of(layout_id)) if spec.extra]


@lru_cache(maxsize=64)
def official_columns(layout_id: str) -> tuple[int, ...]:
    """The places of the columns of the form itself."""
    return tuple(to for to, (_, spec) in enumerate(columns_of(layout_id)) if not (spec.extra or spec.variant))


@lru_cache(maxsize=64)
def twins_of(layout_id: str) -> tuple[tuple[int, int], ...]:
    """The places of any two columns of the form that differ by nothing but the year of which they speak."""
    official = [(to, spec) for to, (_, spec) in enumerate(columns_of(layout_id)) if not (spec.extra or spec.variant)]
    return tuple(
        (one, other)
        for (one, a), (other, b) in combinations(official, 2)
        if None not in (a.year, b.year)
        and a.year != b.year
        and (a.role, plain_heading(a.heading)) == (b.role, plain_heading(b.heading))
    )
