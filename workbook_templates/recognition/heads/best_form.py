"""Which form the head in some rows is: those that share most words with it are aligned with its columns, and the heaviest is taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from rules.schema.layout import Layout
from rules.values.likeness import heading_likeness
from workbook_templates.recognition.heads.alignment import Alignment, align
from workbook_templates.recognition.heads.codes_under_number import as_codes
from workbook_templates.recognition.heads.fitting import Fitting, may_hold
from workbook_templates.recognition.heads.head import Head
from workbook_templates.recognition.heads.head_starts import words_of_all
from workbook_templates.recognition.heads.searched_sheet import SearchedSheet
from workbook_templates.recognition.heads.shared_words import shared_words
from workbook_templates.recognition.heads.wordings import wordings

FEWEST_WORDS = 3
"""Words that a head must have in common with a form to be its head."""
_SHEET, _TITLE, _TITLE_LIKE = 0.6, 0.5, 75.0
"""What the name of a sheet and a title say for a form, and likeness (0-100) from which a line is its title."""
_AS_LIKELY, _LESS_LIKELY = 0.7, 0.6
"""What share of the words that the likeliest form has in common with a head another form must have to be tried: where one fits
whole already, and else."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A form aligned with the rows of a head, and what that weighs with the words around."""

    weight: float
    found: Alignment
    span: range


def best_form(sheet: SearchedSheet, spans: Sequence[range], candidates: Sequence[Layout]) -> Fit | None:
    """The form and rows that weigh most; of equal ones the first.

    Forms are tried from the one on that shares most words with the head, and no further than others may still be likelier, those
    of another document among them.
    """
    best: Fit | None = None
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
        return [(candidates[0], inf)]
    ids = tuple(layout.id for layout in candidates)
    shared = map(max, zip(*(shared_words(sheet.printed(span), ids) for span in spans), strict=True))
    return sorted(zip(candidates, shared, strict=True), key=lambda item: -item[1])


def note_shared(sheet: SearchedSheet, head: Head) -> None:
    """Remember with the rows of a head how many words it shares with its form."""
    rows = range(head.top, head.bottom + 1)
    (shared,) = shared_words(sheet.printed(rows), (head.layout.id,))
    sheet.shared |= dict.fromkeys(rows, shared)


def _better(sheet: SearchedSheet, spans: Sequence[range], layout: Layout, best: Fit | None) -> Fit | None:
    """The best fit so far, or that of a further form where it weighs more."""
    around = _TITLE + (_SHEET if layout.sheet_name == sheet.name else 0.0)
    for span in likely_spans(sheet, spans, layout):
        found = aligned_with(sheet, layout, span, best.weight - around if best else None)
        if found is not None:
            weight = found.weight + _context_weight(sheet, span.start, layout)
            if best is None or weight > best.weight:
                best = Fit(weight, found, span)
    return best


def likely_spans(sheet: SearchedSheet, spans: Sequence[range], layout: Layout) -> list[range]:
    """Those of some readings of a head that have words and columns enough for a form; it learns what they print."""
    words = words_of_all((layout.id,))
    alike = (span for span in spans if len(sheet.words(span) & words) >= FEWEST_WORDS)
    found = [span for span in alike if may_hold(sheet.printed(span), layout)]
    wordings(layout.id, sheet.year).learn(leaf.said for span in found for leaf in sheet.printed(span))
    return found


def aligned_with(sheet: SearchedSheet, layout: Layout, span: range, least: float | None = None) -> Alignment | None:
    """A form aligned with some rows; None where too few of its columns are told, or if it cannot weigh more than ``least``."""
    if known := sheet.aligned.get((layout.id, span, sheet.year)):
        return known
    printed = sheet.printed(span)
    likenesses = wordings(layout.id, sheet.year).likenesses([leaf.said for leaf in printed])
    if coded := sheet.coded(span):
        likenesses[coded] = as_codes(layout.id, likenesses[coded])
    fitting = Fitting(printed, layout, likenesses)
    if not fitting.may_be_told() or (least is not None and fitting.most_weight() <= least):
        return None
    found = align(fitting, sheet.below(span), least)
    if found is not None:
        sheet.aligned[layout.id, span, sheet.year] = found
    return found


def _context_weight(sheet: SearchedSheet, top: int, layout: Layout) -> float:
    """What the sheet's name and the lines above a head say for a form."""
    weight = _SHEET if layout.sheet_name == sheet.name else 0.0
    return weight + (_TITLE if likest_title(sheet, top, layout) >= _TITLE_LIKE else 0.0)


def likest_title(sheet: SearchedSheet, top: int, layout: Layout) -> float:
    """How much the likest of the lines above a head resembles the title of a form (0-100)."""
    likest = 0.0
    for at in range(top - 1, max(top - 6, -1), -1):
        text = next((value for value in sheet.rows[at] if value and isinstance(value, str)), "")
        likest = max(likest, heading_likeness(text, layout.title[0])) if text else likest
    return likest
