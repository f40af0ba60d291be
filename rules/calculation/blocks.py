"""Figures that stand once for several rows: means of a block, and the words a scale of the pack has for a figure.

A block runs from one filled cell of a column to the next (Efisiensi: all programs under one sasaran or one
indicator). Its mean stands in the block's first row and counts for all of them.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from rules.arrays import Cells, Figures, Mask, Numbers, as_cells, from_above, only
from rules.calculation.derive import reckoned, typed
from rules.frames.indicators import measures_said
from rules.frames.memo import once
from rules.frames.view import View
from rules.model.document import MEAN, PREDICATE


@once
def block_of(view: View, column: str) -> Numbers:
    """The row position in which each row's block begins; -1 above the first one."""
    positions = np.arange(len(view.frame)).astype(object)
    begins = only(positions, view.data & ~view.blank(column))
    return from_above(begins, view.table_numbers, -1).astype(np.int64)


@once
def indicator_blocks(view: View) -> Numbers:
    """The row position in which each row's indicator begins, where one may fill several rows; -1 where none has begun.

    It begins where an indicator is named, or where its first measure comes again after another one, or with the first figures
    of a table: there a name is lacking.
    """
    named = block_of(view, view.column_of("indikator")).tolist()
    said = measures_said(view).tolist()
    numbers, begins, found = view.table_numbers.tolist(), -1, [-1] * len(named)
    figures = _with_figures(view).tolist()
    for row, name in enumerate(named):
        again = begins >= 0 and said[row] == said[begins] and len({*said[begins:row]} - {""}) > 1
        if name == row or again or (begins >= 0 and numbers[row] != numbers[begins]):
            begins = row if name >= 0 else -1
        if begins < 0 and figures[row]:
            begins = row
        found[row] = begins
    return np.array(found, dtype=np.int64)


def _with_figures(view: View) -> Mask:
    """Rows that hold figures, but for those of a page that goes on with the one before."""
    found = np.zeros(len(view.frame), dtype=bool)
    for number, column in view.layout.official.items():
        if column.kind in ("target", "percent", "money"):
            found |= ~view.blank(number) & ~view.uncalculated(number)
    goes_on = np.array([table.recognition.continues for table in view.tables])[view.table_numbers]
    own: Mask = found & view.data & ~goes_on
    return own


def begins_block(view: View, column: str) -> Mask:
    """Rows in which a block begins."""
    found: Mask = block_of(view, column) == np.arange(len(view.frame))
    return found


def block_means(values: Figures, rows: Mask, blocks: Numbers) -> Figures:
    """For each row the mean of the values that some rows of its block have; NaN where none of them has any."""
    # pandas adds up with compensation, as spreadsheets do: the mean of 0.1 and 0.2 and 0.3 is theirs to the last digit.
    found = pd.Series(values[rows]).groupby(blocks[rows]).mean()
    means: Figures = found.reindex(blocks).to_numpy().astype(np.float64)
    return means


@once
def averages(view: View, column: str) -> Figures:
    """The mean of its source over each row's block, for a column of averages; NaN where nothing is filled."""
    rule = view.layout.averages[column]
    return block_means(figures(view, rule.of), view.data, block_of(view, rule.by))


def figures(view: View, column: str) -> Figures:
    """A column as typed, else as derived; a mean counts for all rows of its block."""
    values, rule = reckoned(view, column), view.layout.averages.get(column)
    if rule is None:
        return values
    own = np.where(typed(view, column), values, averages(view, column))
    found: Figures = np.append(own, np.nan)[block_of(view, rule.by)]
    return found


@once
def words(view: View, column: str) -> Cells:
    """What the scale says of each row's figure (str); None where there is no figure, or not a row of its own."""
    rule, pack = view.layout.words[column], view.session.pack
    own = view.data & np.any([own_figure(view, number) for number in rule.figure.columns], axis=0)
    scale, result = pack.scales[rule.scale], word_figures(view, column).tolist()
    return as_cells([scale.word(round(x, 2)) if row and x == x else None for row, x in zip(own, result, strict=True)])


def word_figures(view: View, column: str) -> Figures:
    """The figure each row of a column of words speaks of; NaN where one of its operands is lacking."""
    expression = view.layout.words[column].figure.expanded(view.session.pack.bodies)
    operands = {number: figures(view, number) for number in expression.columns}
    lacking = np.any([np.isnan(figure) for figure in operands.values()], axis=0)
    found: Figures = np.where(lacking, np.nan, expression.evaluate(operands))
    return found


def own_figure(view: View, column: str) -> Mask:
    """Rows that have a figure of their own: of a mean, the first row of its block."""
    rule = view.layout.averages.get(column)
    return begins_block(view, rule.by) if rule else ~np.isnan(figures(view, column))


@once
def means(view: View, column: str) -> Figures:
    """For every row the mean of a column over the data rows it closes; NaN where none of them is filled.

    These are the rows since the mean before, as where one stands below every program, or all of the workbook where there are
    none. A predicate goes with the mean above it. Cells that hold no typed figure count as derived, so that a mean does not rest on a stale one.
    """
    values, kinds, docs = reckoned(view, column), view.cells("kind"), view.docs
    rows, closes = view.data & ~np.isnan(values), kinds == MEAN
    # Each mean ends a part, and so does each workbook.
    part = np.cumsum(closes) - closes + docs
    part = np.where(kinds == PREDICATE, np.maximum(part - 1, part[np.searchsorted(docs, docs)]), part)
    of_part, of_all = _means_of(part, values, rows), _means_of(docs, values, rows)
    found: Figures = np.where(np.isnan(of_part), of_all, of_part)
    return found


def _means_of(groups: Numbers, values: Figures, rows: Mask) -> Figures:
    """For every row the mean of some values over the ``rows`` of its group; NaN where it has none."""
    size = int(groups.max(initial=-1)) + 1
    count = np.bincount(groups[rows], minlength=size)
    total = np.bincount(groups[rows], weights=values[rows], minlength=size)
    found: Figures = np.divide(total, count, out=np.full(size, np.nan), where=count > 0)[groups]
    return found
