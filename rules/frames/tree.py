"""Where rows stand in the hierarchy of codes, by code and by position."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd

from rules.arrays import Cells, Mask, any_in_doc, as_cells, filled, within
from rules.frames.memo import once
from rules.frames.view import View
from rules.values.codes import KEGIATAN, PROGRAM

CODE_OF_ANOTHER_ROW = ("NOM-006", "NOM-014")
"""What blames a code that belongs to another row: it stands twice, or beside the name of another code."""

_NONE = 99
"""Stands for the level of rows without a code: below any."""


def unreadable(view: View, column: str) -> Mask:
    """Rows without a usable code, one in the digits of another decree included."""
    return view.blamed(column, "code") | (~filled(view.levels.code) & view.blamed(column, "NOM-008"))


@once
def code_keys(view: View) -> Cells:
    """Workbook and code of each row as one comparable key (:attr:`Levels.code`); empty without a code."""
    return _with_workbook(view, view.levels.code)


@once
def parent_keys(view: View) -> Cells:
    """Workbook and parent of each row as one comparable key, as in :func:`code_keys`; empty without a parent."""
    return _with_workbook(view, view.levels.parent)


def _with_workbook(view: View, codes: Cells) -> Cells:
    prefixes = [f"{doc} " for doc in range(len(view.session.documents))]
    places = zip(view.docs.tolist(), codes.tolist(), strict=True)
    return as_cells([prefixes[doc] + code if code else "" for doc, code in places])


def has_parent_row(view: View) -> Mask:
    """Whether the row's parent stands in the same table."""
    own = set(code_keys(view)[view.coded])
    return within(parent_keys(view), own)


def has_child_row(view: View) -> Mask:
    """Whether a direct child of the row stands in the same table."""
    wanted = set(parent_keys(view)[view.coded])
    return within(code_keys(view), wanted)


def with_children(view: View, rows: Mask) -> Mask:
    """Some rows, and those whose parents they are."""
    return rows | within(parent_keys(view), set(code_keys(view)[rows & view.coded])) if rows.any() else rows


@once
def misfiled(view: View) -> Mask:
    """Parents without children right above rows whose own parent is missing: their code is likely mistyped."""
    result = np.zeros(len(view.frame), dtype=bool)
    coded = np.flatnonzero(view.coded)
    orphan = view.coded & (view.levels.level >= KEGIATAN) & ~has_parent_row(view)
    if not orphan.any():
        return result
    lonely = view.coded & np.isin(view.levels.level, [PROGRAM, KEGIATAN]) & ~has_child_row(view)
    levels = view.levels.level
    for above, below in pairwise(coded):
        beside = view.docs[above] == view.docs[below] and levels[below] == levels[above] + 1
        result[above] = beside and lonely[above] and orphan[below]
    return result


@once
def doubled(view: View) -> Mask:
    """Rows with a code that stands in a row above already: which of them it belongs to is not known by the code."""
    found: Mask = view.coded & pd.Series(code_keys(view)).where(view.coded).duplicated().to_numpy()
    return found


def under_blamed(view: View, rows: Mask, blamed: Mask) -> Mask:
    """Which of ``rows`` stand, by position, under a row that is blamed.

    The row above at a higher level, or any unreadable row on the way to it, is the positional parent.
    """
    result = np.zeros(len(view.frame), dtype=bool)
    if not blamed.any():
        return result
    levels, docs, kinds = view.levels.level, view.docs, view.row_kind
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


@once
def top_level(view: View) -> Mask:
    """Rows the grand total adds up: programs, or the highest level a workbook has where it has none."""
    in_groups = view.layout.hierarchy == "kelompok"
    # The whole may be no more than a heading over its groups.
    counted = view.coded & (_with_amounts(view) if in_groups else True)
    levels = np.where(counted, view.levels.level, _NONE)
    highest = np.full(len(view.session.documents), _NONE)
    np.minimum.at(highest, view.docs, levels)
    programs = any_in_doc((levels == PROGRAM) & (not in_groups), view.docs)
    top: Mask = counted & (levels == np.where(programs, PROGRAM, highest[view.docs]))
    return top


def _with_amounts(view: View) -> Mask:
    summed = view.layout.totals.columns if view.layout.totals else []
    found: Mask = np.any([~view.blank(column) for column in summed], axis=0)
    return found
