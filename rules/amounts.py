"""Amounts of a column held against amounts from elsewhere: another table, a ceiling, last year's document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from rules.judgement import Judgement
from rules.masks import Mask
from rules.totals import UNREADABLE_MONEY
from rules.view import View


def judge_amounts(
    view: View,
    column: str,
    due: pd.Series,
    rows: pd.Series | Mask,
    *,
    blamed: pd.Series | Mask | None = None,
    above: bool = False,
    skipped: dict[int, str] | None = None,
    told: Callable[[pd.Index], Mapping[str, Any]],
) -> Judgement:
    """Blame, in the given rows, amounts that are not (or with ``above`` exceed) the amounts due (Int64, NA if none).

    Cells that cannot be read, and those of ``blamed``, are put off. ``told`` gives further details of the
    blamed rows for the message.
    """
    found = view.money(column).amount
    doubtful = view.blamed(column, *UNREADABLE_MONEY)
    doubtful = doubtful | blamed if blamed is not None else doubtful
    checked = rows & ~doubtful & found.notna() & due.notna()
    bad = checked & ((found > due) if above else (found != due)).fillna(False).astype(bool)
    return view.judge(
        checked,
        bad,
        deferred=rows & doubtful,
        skipped=skipped,
        value=found.astype(object),
        expected=due.astype(object),
        difference=(found - due).astype(object),
        **told(view.frame.index[bad]),
    )
