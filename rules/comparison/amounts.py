"""Amounts of a column held against amounts from elsewhere: another table, a ceiling, last year's document."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from rules.arrays import Mask
from rules.frames.judgement import Judgement
from rules.frames.readings import Wholes
from rules.frames.view import View


def given(view: View, what: str) -> tuple[dict[int, Any], dict[int, str]]:
    """What each workbook of a view is held against (an attribute of its References), and where it is not at hand, why."""
    held = {doc: view.session.documents[doc].references for doc in view.workbooks}
    found = {doc: getattr(one, what) for doc, one in held.items()}
    return found, {doc: getattr(held[doc], f"no_{what}") for doc, one in found.items() if one is None}


def judge_amounts(
    view: View,
    column: str,
    due: Wholes,
    rows: Mask,
    *,
    blamed: Mask | None = None,
    above: bool = False,
    skipped: dict[int, str] | None = None,
    told: Callable[[Sequence[int]], Mapping[str, Any]],
) -> Judgement:
    """Blame, in the given rows, amounts that are not (or with ``above`` exceed) the amounts due.

    Cells that cannot be read, and those of ``blamed``, are put off. ``told`` gives further details of the
    blamed rows for the message.
    """
    found, owed = view.money(column), due.whole
    doubtful = view.blamed(column, "figure")
    doubtful = doubtful | blamed if blamed is not None else doubtful
    checked = rows & ~doubtful & ~found.none & ~due.none
    bad = checked & ((found.whole > owed) if above else (found.whole != owed))
    return view.judge(
        checked,
        bad,
        deferred=rows & doubtful,
        skipped=skipped,
        value=found.whole,
        expected=owed,
        difference=found.whole - owed,
        **told(np.flatnonzero(bad).tolist()),
    )
