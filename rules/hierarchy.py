"""Where rows stand in the hierarchy of codes, by code and by position."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd

from rules.judgement import Mask
from rules.view import View

UNREADABLE = ("STR-004", "STR-010", "NOM-001", "NOM-011")
"""Rules whose findings leave a row without a usable code."""


def unreadable(view: View, column: str) -> Mask:
    """Rows without a usable code, one in the digits of another decree included."""
    return view.blamed(column, *UNREADABLE) | (view.codes["kode"].isna().to_numpy() & view.blamed(column, "NOM-008"))


def pairs(view: View, column: str) -> pd.Series:
    """Workbook and code (`kode` or `induk`) of each row, as one comparable key; empty without a code."""

    def make() -> pd.Series:
        places = zip(view.frame["doc"].tolist(), view.codes[column].tolist(), strict=True)
        keys = [f"{doc} {code}" if isinstance(code, str) else "" for doc, code in places]
        return pd.Series(keys, index=view.frame.index, dtype=object)

    return view.cached(f"pairs:{column}", make)  # type: ignore[no-any-return]


def has_parent_row(view: View) -> pd.Series:
    """Whether the row's parent stands in the same table."""
    own = set(pairs(view, "kode")[view.coded])
    return pairs(view, "induk").isin(own)


def has_child_row(view: View) -> pd.Series:
    """Whether a direct child of the row stands in the same table."""
    wanted = set(pairs(view, "induk")[view.coded])
    return pairs(view, "kode").isin(wanted)


def misfiled(view: View) -> pd.Series:
    """Parents without children right above rows whose own parent is missing: their code is likely mistyped."""

    def make() -> pd.Series:
        result = pd.Series(False, index=view.frame.index)
        coded = view.frame.index[view.coded]
        orphan = view.coded & (view.codes["level"] >= 3) & ~has_parent_row(view)
        if not orphan.any():
            return result
        lonely = view.coded & view.codes["level"].isin([2, 3]) & ~has_child_row(view)
        levels = view.codes["level"]
        for above, below in pairwise(coded):
            result[above] = lonely[above] and orphan[below] and levels[below] == levels[above] + 1
        return result

    return view.cached("misfiled", make)  # type: ignore[no-any-return]


def under_blamed(view: View, rows: pd.Series, blamed: Mask) -> pd.Series:
    """Which of ``rows`` stand, by position, under a row that is blamed.

    The row above at a higher level, or any unreadable row on the way to it, is the positional parent.
    """
    result = pd.Series(False, index=view.frame.index)
    if not blamed.any():
        return result
    levels, docs, kinds = view.codes["level"], view.frame["doc"], view.row_kind
    for position in view.frame.index[rows]:
        above = position - 1
        while above >= 0 and docs[above] == docs[position]:
            if blamed[above] and (levels[above] < levels[position]):
                result[position] = True
                break
            if kinds[above] == "kode" and 0 <= levels[above] < levels[position]:
                break
            above -= 1
    return result
