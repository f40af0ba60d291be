"""What a form can weigh at most, told before its columns are aligned: no alignment weighs more."""

from __future__ import annotations

import pytest

from rules.schema.layout import Layout, layouts
from tests.support.printed_forms import WAYS, YEAR
from tests.workbook_templates.recognition.test_printed_forms import SOUND
from workbook_templates.recognition.heads.alignment import align
from workbook_templates.recognition.heads.fitting import Fitting
from workbook_templates.recognition.heads.searched_sheet import SearchedSheet
from workbook_templates.recognition.heads.wordings import wordings

FORMS = [layout for layout in layouts().values() if layout.columns]


def _weights(sheet: SearchedSheet, span: range, layout: Layout) -> tuple[float, float, float] | None:
    """What an alignment of a form with some rows weighs, the most by all that speaks for it, and the most by its head alone.

    None where it is not weighed.
    """
    printed, known = sheet.printed(span), wordings(layout.id, YEAR)
    known.learn(leaf.said for leaf in printed)
    fitting = Fitting(printed, layout, known.likenesses([leaf.said for leaf in printed]))
    if not fitting.may_be_told():
        return None
    below = sheet.below(span)
    found = align(fitting, below)
    return None if found is None else (found.weight, fitting.most_of(fitting.weights(below)), fitting.most_weight())


@pytest.mark.parametrize("name", SOUND)
def test_no_alignment_weighs_more_than_a_form_can(name: str) -> None:
    weighed = 0
    for form in filter(None, (way(SOUND[name]) for way in WAYS.values())):
        grid = form.grid()
        top = len(form.title)
        span = range(top, len(grid.rows) - len(form.body))
        for weights in (_weights(SearchedSheet(grid), span, layout) for layout in FORMS):
            if weights is not None:
                weight, most, by_head = weights
                assert weight <= min(most, by_head)
                weighed += 1
    assert weighed > 0
