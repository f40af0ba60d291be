"""Figures that stand once for several rows: means of a block, and the words a scale of the pack has for a figure.

A block runs from one filled cell of a column to the next (Efisiensi: all programs under one sasaran or one
indicator). Its mean stands in the block's first row and counts for all of them.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from rules.arrays import Figures
from rules.calculation.derive import reckoned, typed
from rules.frames.once import once
from rules.frames.view import View


def block_of(view: View, column: str) -> pd.Series:
    """The row position in which each row's block begins; -1 above the first one."""
    begins = pd.Series(view.frame.index, index=view.frame.index, dtype="Float64")
    begins = begins.where(view.data & ~view.blank(column))
    return begins.groupby(view.frame["table"]).ffill().fillna(-1).astype("int64")


def begins_block(view: View, column: str) -> pd.Series:
    """Rows in which a block begins."""
    return block_of(view, column) == pd.Series(view.frame.index, index=view.frame.index)


@once
def averages(view: View, column: str) -> pd.Series:
    """The mean of its source over each row's block, for a column of averages; NaN where nothing is filled."""
    rule = view.layout.averages[column]
    blocks, values = block_of(view, rule.by), figures(view, rule.of)
    found = values[view.data].groupby(blocks[view.data]).mean()
    return blocks.map(found).astype("float64")


def figures(view: View, column: str) -> pd.Series:
    """A column as float64: as typed, else as derived; a mean counts for all rows of its block."""
    values, rule = pd.Series(reckoned(view, column)), view.layout.averages.get(column)
    if rule is None:
        return values
    own = values.where(typed(view, column), averages(view, column))
    return block_of(view, rule.by).map(own[begins_block(view, rule.by)]).astype("float64")


@once
def words(view: View, column: str) -> pd.Series:
    """What the scale says of each row's figure; None where there is no figure, or not a row of its own."""
    rule, pack = view.layout.words[column], view.session.pack
    own = view.data & pd.concat([own_figure(view, number) for number in rule.figure.columns], axis=1).any(axis=1)
    scale, result = pack.scales[rule.scale], word_figures(view, column)
    told = [scale.word(round(x, 2)) if row and x == x else None for row, x in zip(own, result, strict=True)]
    return pd.Series(told, index=view.frame.index, dtype=object)


def word_figures(view: View, column: str) -> pd.Series:
    """The figure each row of a column of words speaks of, as float64."""
    expression = view.layout.words[column].figure.expanded(view.session.pack.bodies)
    operands = {number: figures(view, number) for number in expression.columns}
    found = expression.evaluate({number: figure.to_numpy() for number, figure in operands.items()})
    return pd.Series(found).where(pd.concat(operands, axis=1).notna().all(axis=1))


def own_figure(view: View, column: str) -> pd.Series:
    """Rows that have a figure of their own: of a mean, the first row of its block."""
    rule = view.layout.averages.get(column)
    return begins_block(view, rule.by) if rule else figures(view, column).notna()


@once
def means(view: View, column: str) -> Figures:
    """For every row the mean of a column over its workbook's data rows; NaN where none of them is filled.

    Cells that hold no typed figure count as derived, so that a mean does not rest on a stale one.
    """
    values, size = reckoned(view, column), len(view.session.documents)
    rows = view.data & ~np.isnan(values)
    count = np.bincount(view.docs[rows], minlength=size)
    total = np.bincount(view.docs[rows], weights=values[rows], minlength=size)
    found: Figures = np.divide(total, count, out=np.full(size, np.nan), where=count > 0)[view.docs]
    return found
