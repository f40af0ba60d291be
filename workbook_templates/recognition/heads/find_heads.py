"""Heads told by all that is printed and stands below: every form is weighed against every head, and the best one is taken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from workbook_templates.recognition.heads.aligned_head import head_of
from workbook_templates.recognition.heads.best_form import (
    FEWEST_WORDS,
    aligned_with,
    best_form,
    likely_spans,
    note_shared,
)
from workbook_templates.recognition.heads.budget_below import with_budgets
from workbook_templates.recognition.heads.column_headings import is_lower_tier, says_only_years
from workbook_templates.recognition.heads.head import Head, is_single, printed_again
from workbook_templates.recognition.heads.head_starts import (
    block_from,
    is_numbered_block,
    may_begin,
    stands_apart,
    words_of_all,
)
from workbook_templates.recognition.heads.head_tails import with_tail
from workbook_templates.recognition.heads.searched_sheet import SearchedSheet
from workbook_templates.recognition.heads.worn_heads import printed_worn

_LATER, _HIGHER = 4, 4
"""By how many rows a head may begin below the first row that says headings, and above the best rows."""
_DEEPEST, _BELOW_NUMBERS = 5, 3
"""Rows of a head without column numbers, and those from its numbers on, at most."""
_IN_VAIN = 4_000
"""Columns weighed in rows that say headings and are no head, after which only rows are tried that number their columns."""
_WORN = 8.0
"""By how much a head printed again on a later page may resemble the form less."""
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
            head = with_tail(sheet, _with_numbers_below(sheet, head))
            found.append(head)
            if spans:
                note_shared(sheet, head)
            at = head.bottom + 1
        else:
            at += tried
            in_vain += sum(len(sheet.printed(span)) for span in spans)
    return with_budgets(sheet, found)


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
    again = aligned_with(sheet, last.layout, span) if likely_spans(sheet, [span], last.layout) else None
    head = head_of(again, sheet, span) if again else None
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
    return any(len(words & words_of_all((layout.id,))) >= FEWEST_WORDS for layout in sheet.candidates)


def _spans_from(sheet: SearchedSheet, start: int) -> list[range]:
    """The rows that a head may take which begins at a row or a few below it."""
    block = block_from(sheet, start)
    return [span for top in block[:_LATER] if not sheet.is_blank(top) for span in _spans(sheet, top, block.stop)]


def _head_in(sheet: SearchedSheet, spans: Sequence[range]) -> Head | None:
    """The head that takes some of these rows, if one does."""
    best = best_form(sheet, spans, sheet.candidates)
    if best is None:
        return None
    least = best.weight * _TATTERS
    for top in range(best.span.start - 1, max(best.span.start - _HIGHER, -1), -1):
        # Words over the headings are often in tatters: the head begins with them all the same.
        if is_single(sheet.rows[top]) or not sheet.may_be_head(top) or sheet.number_row(top):
            break
        wider = best_form(sheet, [range(top, best.span.stop)], [best.found.layout])
        if wider is None or wider.weight < least:
            break
        best = wider
    return head_of(best.found, sheet, best.span)


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
