"""Amounts of a column held against amounts from elsewhere: another table, a ceiling, last year's document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
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
    found, owed = view.money(column), due.to_numpy(dtype=np.int64, na_value=0)
    doubtful = view.blamed(column, *UNREADABLE_MONEY)
    doubtful = doubtful | blamed if blamed is not None else doubtful
    checked = np.asarray(rows) & ~np.asarray(doubtful) & ~found.none & due.notna().to_numpy()
    bad = checked & ((found.whole > owed) if above else (found.whole != owed))
    return view.judge(
        checked,
        bad,
        deferred=rows & doubtful,
        skipped=skipped,
        value=found.whole,
        expected=owed,
        difference=found.whole - owed,
        **told(view.frame.index[bad]),
    )
