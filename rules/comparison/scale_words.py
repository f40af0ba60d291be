"""Words that a scale of the pack has for figures, as they stand in a workbook: the ground of TUR-007 and TUR-008."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import numpy as np

from rules.arrays import Cells, Mask, any_in_doc, filled, mask_of
from rules.calculation.blocks import begins_block, block_of, own_figure, word_figures, words
from rules.frames.distinct import Distinct
from rules.frames.judgement import Judgement
from rules.frames.view import View
from rules.model.bilingual import Text
from rules.schema.layout import Layout
from rules.values.names import similarity

_SLIP = 75.0
"""Likeness (0-100) from which a word is one of a scale's, however it is spelt."""


def worded_by(scale: str) -> Callable[[Layout], list[str]]:
    """Columns of words from a scale."""
    return lambda layout: [column for column, rule in layout.words.items() if rule.scale == scale]


def _blamed(view: View, column: str, *further: str) -> Mask:
    """Figures that no mean and no word can be held against."""
    return view.blamed(column, "figure", "STR-012", "TUR-004", "TUR-005", "LTS-009", *further)


def doubtful_block(view: View, column: str, by: str, *further: str) -> Mask:
    """Rows of blocks in which a figure of a column is blamed, also by ``further`` rules."""
    # Blocks count from -1, workbooks from nought.
    return any_in_doc(_blamed(view, column, *further) & view.data, block_of(view, by) + 1)


def doubtful_mean(view: View, column: str) -> Mask:
    """Rows of workbooks in which a figure is blamed that the mean below the table rests on."""
    return any_in_doc(_blamed(view, column, "TUR-003") & view.data, view.docs)


def differs_in_words(texts: Cells, due: Cells) -> Mask:
    """Where a text is not the word due (None for none), whatever its case."""
    pairs = zip(texts, due, strict=True)
    return mask_of((text.casefold() != (word or "").casefold() for text, word in pairs), len(texts))


def _doubtful(view: View, column: str) -> Mask:
    mask = np.zeros(len(view.frame), dtype=bool)
    for number in view.layout.words[column].figure.columns:
        rule = view.layout.averages.get(number)
        if rule:
            mask |= doubtful_block(view, number, rule.by, "TUR-006") | doubtful_block(view, rule.of, rule.by)
        else:
            mask |= _blamed(view, number)
    return mask


def judge_words(view: View, column: str, **details: Any) -> Judgement:
    """Blame words that the scale does not have for their figure, and words left out where a figure begins.

    ``details`` are further ones for the message.
    """
    due, columns = words(view, column), view.layout.words[column].figure.columns
    begins = np.all([own_figure(view, number) for number in columns], axis=0)
    # One word may stand for several figures (a label for a whole sasaran): then the others are blank.
    rows = filled(due) & view.has(column) & ~view.shared(column) & (~view.blank(column) | begins)
    rows &= ~view.errors(column) & ~view.uncalculated(column)
    doubtful = _doubtful(view, column)
    deferred = rows & (doubtful | view.blamed(column, "STR-012") | _of_another_scale(view, column))
    # Of a word over figures that cannot be reckoned, for one of them is at fault, nothing is known, stated or left out.
    stated = np.all([_states_figure(view, number) for number in columns], axis=0) | ~view.blank(column)
    deferred |= view.data & view.has(column) & ~view.shared(column) & stated & ~filled(due) & doubtful
    bad = rows & ~deferred & differs_in_words(view.text(column), due)
    return view.judge(
        rows & ~deferred,
        bad,
        deferred=deferred,
        value=view.cells(column),
        expected=due,
        found=[written(text) for text in view.text(column)[bad]],
        figure=[Decimal(f"{figure:.2f}") for figure in word_figures(view, column)[bad]],
        **details,
    )


def _of_another_scale(view: View, column: str) -> Mask:
    """Rows of workbooks in which none of the words is of the scale: they come from another one, whose bounds nobody knows."""
    of_scale = view.session.pack.scales[view.layout.words[column].scale].bounds
    texts = Distinct(view.text(column))
    worded = view.data & texts.test(lambda text: any(map(str.isalpha, text)))
    known = worded & texts.test(lambda text: any(similarity(text, word) >= _SLIP for word in of_scale))
    return view.data & any_in_doc(worded, view.docs) & ~any_in_doc(known, view.docs)


def _states_figure(view: View, column: str) -> Mask:
    """Rows that state a figure, or should: of a mean, the first row of its block."""
    rule = view.layout.averages.get(column)
    return begins_block(view, rule.by) if rule else ~view.blank(column)


def written(text: str) -> Text:
    """What a message says of a cell with such a text."""
    return Text(f'tertulis "{text}"', f'is "{text}"') if text else Text("belum diisi", "is empty")
