"""The head that an alignment makes of its rows: where each column begins and ends, and how sure the form is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rules.schema.column import number_of
from rules.schema.layout import Layout
from workbook_templates.recognition.heads.alignment import DOUBTED, Alignment, is_renamed
from workbook_templates.recognition.heads.best_form import likest_title
from workbook_templates.recognition.heads.column_headings import Leaf
from workbook_templates.recognition.heads.head import Head
from workbook_templates.recognition.heads.head_of_template import own_words
from workbook_templates.recognition.heads.searched_sheet import SearchedSheet
from workbook_templates.recognition.heads.values_below import Contents

_TITLE_OF_ITS_OWN = 90.0
"""Likeness (0-100) from which a line above a head is surely the title of its form."""
_MOST_RENAMED = 0.2
"""Share of columns with other headings than the form's, under its numbers or none, from which a table is doubted."""


def head_of(found: Alignment, sheet: SearchedSheet, span: range) -> Head:
    """The head that an alignment makes of its rows."""
    layout, printed, below = found.layout, sheet.printed(span), sheet.below(span)
    # The helper columns that our own template puts beside a table are no columns of somebody else's.
    strange = tuple(at for at in found.unexplained if printed[at].own not in own_words(layout.id))
    found = replace(found, unexplained=strange, rivals=tuple(at for at in found.rivals if at in strange))
    starts = {pair.column: printed[pair.leaf].first for pair in found.pairs}
    ends = _ends(found, printed, below)
    official = [pair for pair in found.pairs if pair.column in layout.official]
    last = official[-1].column
    numbered = frozenset(pair.column for pair in official if _is_numbered(printed[pair.leaf], pair.column))
    renamed = tuple(pair.column for pair in official if is_renamed(pair, printed[pair.leaf], layout.id))
    whole = not found.missing and not found.unexplained
    exact = whole and not numbered and all(pair.likeness == 100 for pair in official)
    order = {number: at for at, number in enumerate(layout.columns)}
    further = tuple(printed[at] for at in found.unexplained)
    return Head(
        layout,
        span.start,
        span.stop - 1,
        {number: starts[number] for number in sorted(starts, key=order.__getitem__)},
        numbered,
        _first(found, printed),
        ends.get(last, min((at for at in starts.values() if at > starts[last]), default=0) - 1),
        min(found.likeness, DOUBTED)
        if (found.nameless or _only_by_numbers(len(renamed), len(further), len(found.pairs)))
        and not _is_titled(sheet, span.start, layout)
        else found.likeness,
        exact,
        ends,
        number_rows=frozenset(at for at in span if sheet.number_row(at)),
        unexplained=further,
        contradicted=found.contradicted,
        renamed=renamed,
        ticked={pair.column: printed[pair.leaf].ticked for pair in found.pairs if printed[pair.leaf].ticked},
    )


def _only_by_numbers(renamed: int, further: int, columns: int) -> bool:
    """Whether several of some columns are told by nothing but their numbers, which most tables print."""
    return renamed > 0 and renamed + further > max(1, _MOST_RENAMED * columns)


def _is_titled(sheet: SearchedSheet, top: int, layout: Layout) -> bool:
    """Whether the name of a sheet, or a line above a head, is that of a form."""
    return layout.sheet_name == sheet.name or likest_title(sheet, top, layout) >= _TITLE_OF_ITS_OWN


def _is_numbered(leaf: Leaf, column: str) -> bool:
    """Whether a number is printed over a column; of those that share one it stands over the first."""
    return leaf.number is not None or (leaf.beside is not None and number_of(column) != column)


def _first(found: Alignment, printed: Sequence[Leaf]) -> int:
    """The first physical column of a head: tatters of a word left of its first column belong to it."""
    leaf = found.pairs[0].leaf
    while leaf and printed[leaf - 1].said and not printed[leaf - 1].says_something:
        leaf -= 1
    return printed[leaf].first


def _ends(found: Alignment, printed: Sequence[Leaf], below: Sequence[Contents]) -> dict[str, int]:
    """The last physical column of every pair that ends before the next one begins, because another column stands between."""
    ends, helpers = {}, own_words(found.layout.id)
    for at, pair in enumerate(found.pairs):
        if found.layout.columns[pair.column].extra:
            continue
        stop = found.pairs[at + 1].leaf if at + 1 < len(found.pairs) else len(printed)
        end = pair.leaf
        while (
            end + 1 < stop
            and end + 1 not in found.unexplained
            and printed[end + 1].own not in helpers
            and _goes_on(found.layout, pair.column, below[pair.leaf], below[end + 1])
        ):
            end += 1
        if end + 1 < stop or stop == len(printed):
            ends[pair.column] = printed[end].last
    return ends


def _goes_on(layout: Layout, column: str, own: Contents, below: Contents) -> bool:
    """Whether what stands under no heading of its own continues the column to its left, which has its ``own``."""
    kind = layout.columns[column].kind
    if kind == "money" and own.filled and not (own.figures or own.words):
        # Nothing but a currency, and the amounts beside it.
        return below.figures >= below.filled / 2
    if not below.filled or kind == "code":
        return below.words <= below.filled / 2
    # Of units, which go on with their figures, a sign is no word: `%`.
    words = below.filled - below.figures if kind == "target" else below.words
    return kind in {"target", "text"} and words >= below.filled / 2
