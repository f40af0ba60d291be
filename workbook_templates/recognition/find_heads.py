"""Heads told by all that is printed and stands below: every form is weighed against every head, and the best one is taken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rules.schema.column import number_of
from rules.schema.layout import Layout
from rules.values.likeness import heading_likeness
from workbook_templates.recognition.alignment import (
    DOUBTED,
    Alignment,
    align,
    is_renamed,
)
from workbook_templates.recognition.codes_under_number import as_codes
from workbook_templates.recognition.column_headings import (
    Leaf,
    is_lower_tier,
    says_only_years,
)
from workbook_templates.recognition.fitting import Fitting, may_hold
from workbook_templates.recognition.head import Head, is_single, printed_again
from workbook_templates.recognition.head_of_template import own_words
from workbook_templates.recognition.head_starts import (
    block_from,
    is_numbered_block,
    may_begin,
    stands_apart,
    words_of_all,
)
from workbook_templates.recognition.searched_sheet import SearchedSheet
from workbook_templates.recognition.shared_words import shared_words
from workbook_templates.recognition.values_below import Contents
from workbook_templates.recognition.wordings import wordings
from workbook_templates.recognition.worn_heads import printed_worn

_FEWEST = 3
_SHEET, _TITLE = 0.6, 0.5
_TITLE_LIKE, _TITLE_OF_ITS_OWN = 75.0, 90.0
_MOST_RENAMED = 0.2
"""Share of columns with other headings than the form's, under its numbers or none, from which a table is doubted."""
_LATER, _HIGHER = 4, 4
"""By how many rows a head may begin below the first row that says headings, and above the best rows."""
_DEEPEST, _BELOW_NUMBERS = 5, 3
"""Rows of a head without column numbers, and those from its numbers on, at most."""
_IN_VAIN = 4_000
"""Columns weighed in rows that say headings and are no head, after which only rows are tried that number their columns."""
_WORN = 8.0
"""By how much a head printed again on a later page may resemble the form less."""
_AS_LIKELY, _LESS_LIKELY = 0.7, 0.6
"""What share of the words that the likeliest form has in common with a head another form must have to be tried: where one fits
whole already, and else."""
_TATTERS = 0.8
"""Share of the weight that must be left with a further row above."""
_SURE, _GUESSED = 60.0, 58.0
"""Likeness (0-100) from which a head is taken for an official one, and from which it may be guessed."""


def find_heads(sheet: SearchedSheet, *, guess: bool = True) -> list[Head]:
    """The heads of official tables in a sheet, from the top; ``guess`` also those that resemble one only in part."""
    found: list[Head] = []
    words = words_of_all(tuple(layout.id for layout in sheet.candidates))
    least = _GUESSED if guess else _SURE
    at = in_vain = 0
    while at < len(sheet.rows):
        head, tried, spans = None, 1, list[range]()
        if _repeats_none(sheet, at, found):
            at += 1
            continue
        if may_begin(sheet, at, words, bool(found)) and (in_vain < _IN_VAIN or is_numbered_block(sheet, at)):
            head = printed_again(found, sheet.rows, at) or _next_page(sheet, at, found)
            if head is None and _shares_words(sheet, at):
                spans = _spans_from(sheet, at)
                head = _head_in(sheet, spans)
            # The rows of a block were tried as the first one of a head; below a table each may be a page's.
            tried = 1 if head or found else min(len(block_from(sheet, at)), _LATER)
        if head and head.score >= least and (not found or head.numbered or stands_apart(sheet, head.top)):
            # What stands above belongs to the table before.
            head = _with_numbers_below(sheet, head)
            found.append(head)
            if spans:
                _note_shared(sheet, head)
            at = head.bottom + 1
        else:
            at += tried
            in_vain += sum(len(sheet.printed(span)) for span in spans)
    return found


def _repeats_none(sheet: SearchedSheet, at: int, found: Sequence[Head]) -> bool:
    """Whether a row is of a page's head, of a table under a head of other forms that is none of those sought now."""
    original = sheet.on_pages.get(at)
    return original is not None and not any(head.top in original or head.bottom in original for head in found)


def _next_page(sheet: SearchedSheet, at: int, found: Sequence[Head]) -> Head | None:
    """The head of the last table printed again, though not letter by letter: other forms need not be weighed then."""
    if not found:
        return None
    last = found[-1]
    block = block_from(sheet, at)
    numbers = next((row for row in block if sheet.number_row(row)), None)
    if numbers is None:
        span = range(at, at + len(last.heading_rows))
    else:
        span = range(max(numbers - last.bottom + last.top, last.bottom + 1), numbers + 1)
    if span.stop > block.stop or any(not sheet.is_blank(row) and not sheet.may_be_head(row) for row in span):
        return None
    if worn := printed_worn(sheet, last, span):
        return worn
    likely = _likely(sheet, [span], last.layout)
    again = _aligned_with(sheet, last.layout, span) if likely else None
    head = _head_of(again, sheet, span) if again else None
    return head if head and not head.unexplained and head.score >= last.score - _WORN and head.whole else None


def _with_numbers_below(sheet: SearchedSheet, head: Head) -> Head:
    """A head with its numbers printed once more below it."""
    below = head.bottom + 1
    once = below == len(sheet.rows) or head.bottom not in head.number_rows
    if once or sheet.number_row(below) != sheet.number_row(head.bottom):
        return head
    return _with_numbers_below(sheet, replace(head, bottom=below, number_rows=head.number_rows | {below}))


def _shares_words(sheet: SearchedSheet, at: int) -> bool:
    """Whether the rows of a block have so many words in common with a form that it may be its head."""
    words = sheet.words(block_from(sheet, at))
    return any(len(words & words_of_all((layout.id,))) >= _FEWEST for layout in sheet.candidates)


def _spans_from(sheet: SearchedSheet, start: int) -> list[range]:
    """The rows that a head may take which begins at a row or a few below it."""
    block = block_from(sheet, start)
    return [span for top in block[:_LATER] if not sheet.is_blank(top) for span in _spans(sheet, top, block.stop)]


def _head_in(sheet: SearchedSheet, spans: Sequence[range]) -> Head | None:
    """The head that takes some of these rows, if one does."""
    best = _best(sheet, spans, sheet.candidates)
    if best is None:
        return None
    least = best.weight * _TATTERS
    for top in range(best.span.start - 1, max(best.span.start - _HIGHER, -1), -1):
        # Words over the headings are often in tatters: the head begins with them all the same.
        if is_single(sheet.rows[top]) or not sheet.may_be_head(top) or sheet.number_row(top):
            break
        wider = _best(sheet, [range(top, best.span.stop)], [best.found.layout])
        if wider is None or wider.weight < least:
            break
        best = wider
    return _head_of(best.found, sheet, best.span)


@dataclass(frozen=True, slots=True)
class _Fit:
    """A form aligned with the rows of a head, and what that weighs with the words around."""

    weight: float
    found: Alignment
    span: range


def _best(sheet: SearchedSheet, spans: Sequence[range], candidates: Sequence[Layout]) -> _Fit | None:
    """The form and rows that weigh most; of equal ones the first.

    Forms are tried from the one on that shares most words with the head, and no further than others may still be likelier, those
    of another document among them.
    """
    best: _Fit | None = None
    ranked = _by_shared_words(sheet, spans, candidates) if spans else []
    known = max((sheet.shared.get(at, 0.0) for span in spans for at in span), default=0.0)
    for layout, shared in ranked:
        if shared < max(ranked[0][1], known) * (_AS_LIKELY if best and best.found.whole else _LESS_LIKELY):
            break
        best = _better(sheet, spans, layout, best)
    return best


def _by_shared_words(
    sheet: SearchedSheet, spans: Sequence[range], candidates: Sequence[Layout]
) -> list[tuple[Layout, float]]:
    """Forms by how many words they share with the head that some rows may be, the likeliest first."""
    if len(candidates) == 1:
        return [(candidates[0], 1.0)]
    ids = tuple(layout.id for layout in candidates)
    shared = map(max, zip(*(shared_words(sheet.printed(span), ids) for span in spans), strict=True))
    return sorted(zip(candidates, shared, strict=True), key=lambda item: -item[1])


def _note_shared(sheet: SearchedSheet, head: Head) -> None:
    """Remember with the rows of a head how many words it shares with its form."""
    rows = range(head.top, head.bottom + 1)
    (shared,) = shared_words(sheet.printed(rows), (head.layout.id,))
    sheet.shared |= dict.fromkeys(rows, shared)


def _better(sheet: SearchedSheet, spans: Sequence[range], layout: Layout, best: _Fit | None) -> _Fit | None:
    """The best fit so far, or that of a further form where it weighs more."""
    around = _TITLE + (_SHEET if layout.sheet_name == sheet.name else 0.0)
    for span in _likely(sheet, spans, layout):
        found = _aligned_with(sheet, layout, span, best.weight - around if best else None)
        if found is not None:
            weight = found.weight + _context_weight(sheet, span.start, layout)
            if best is None or weight > best.weight:
                best = _Fit(weight, found, span)
    return best


def _likely(sheet: SearchedSheet, spans: Sequence[range], layout: Layout) -> list[range]:
    """Those of some readings of a head that have words and columns enough for a form; it learns what they print."""
    words = words_of_all((layout.id,))
    alike = (span for span in spans if len(sheet.words(span) & words) >= _FEWEST)
    likely = [span for span in alike if may_hold(sheet.printed(span), layout)]
    wordings(layout.id, sheet.year).learn(leaf.said for span in likely for leaf in sheet.printed(span))
    return likely


def _aligned_with(sheet: SearchedSheet, layout: Layout, span: range, least: float | None = None) -> Alignment | None:
    """A form aligned with some rows; None where too few of its columns are told, or if it cannot weigh more than ``least``."""
    printed = sheet.printed(span)
    likenesses = wordings(layout.id, sheet.year).likenesses([leaf.said for leaf in printed])
    if coded := sheet.coded(span):
        likenesses[coded] = as_codes(layout.id, likenesses[coded])
    fitting = Fitting(printed, layout, likenesses)
    if not fitting.may_be_told() or (least is not None and fitting.most_weight() <= least):
        return None
    return align(fitting, sheet.below(span), least)


def _spans(sheet: SearchedSheet, top: int, stop: int) -> Iterator[range]:
    """The rows that a head which begins at ``top`` may take: one that numbers the columns, or names years, belongs to it."""
    lines = [at for at in range(top, stop) if not sheet.is_blank(at)]
    numbered = next((at for at in lines if sheet.number_row(at)), None)
    first = 0 if numbered is None else lines.index(numbered)
    last = first + (_DEEPEST if numbered is None else _BELOW_NUMBERS)
    for bottom, below in zip(lines[first:last], [*lines[first + 1 :], stop], strict=False):
        span = range(top, bottom + 1)
        if below < stop and _goes_further(sheet, span, below):
            continue
        yield span


def _goes_further(sheet: SearchedSheet, span: range, at: int) -> bool:
    """Whether the row below some rows of a head surely belongs to it too."""
    below = sheet.rows[at]
    return sheet.number_row(at) is not None or says_only_years(below) or is_lower_tier(below, sheet.printed(span))


def _context_weight(sheet: SearchedSheet, top: int, layout: Layout) -> float:
    """What the sheet's name and the lines above a head say for a form."""
    weight = _SHEET if layout.sheet_name == sheet.name else 0.0
    return weight + (_TITLE if _likest_title(sheet, top, layout) >= _TITLE_LIKE else 0.0)


def _likest_title(sheet: SearchedSheet, top: int, layout: Layout) -> float:
    """How much the likest of the lines above a head resembles the title of a form (0-100)."""
    likest = 0.0
    for at in range(top - 1, max(top - 6, -1), -1):
        text = next((value for value in sheet.rows[at] if value and isinstance(value, str)), "")
        likest = max(likest, heading_likeness(text, layout.title[0])) if text else likest
    return likest


def _head_of(found: Alignment, sheet: SearchedSheet, span: range) -> Head:
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
        if _only_by_numbers(len(renamed), len(further), len(found.pairs)) and not _is_titled(sheet, span.start, layout)
        else found.likeness,
        exact,
        ends,
        number_rows=frozenset(at for at in span if sheet.number_row(at)),
        unexplained=further,
        contradicted=found.contradicted,
        renamed=renamed,
    )


def _only_by_numbers(renamed: int, further: int, columns: int) -> bool:
    """Whether several of some columns are told by nothing but their numbers, which most tables print."""
    return renamed > 0 and renamed + further > max(1, _MOST_RENAMED * columns)


def _is_titled(sheet: SearchedSheet, top: int, layout: Layout) -> bool:
    """Whether the name of a sheet, or a line above a head, is that of a form."""
    return layout.sheet_name == sheet.name or _likest_title(sheet, top, layout) >= _TITLE_OF_ITS_OWN


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
            and _goes_on(found.layout, pair.column, below[end + 1])
        ):
            end += 1
        if end + 1 < stop or stop == len(printed):
            ends[pair.column] = printed[end].last
    return ends


def _goes_on(layout: Layout, column: str, below: Contents) -> bool:
    """Whether what stands under no heading of its own continues the column to its left."""
    kind = layout.columns[column].kind
    if not below.filled or kind == "code":
        return below.words <= below.filled / 2
    return kind in {"target", "text"} and below.words >= below.filled / 2
