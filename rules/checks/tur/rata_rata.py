"""TUR-006: a stated average is not the mean of its rows."""

from __future__ import annotations

import numpy as np

from rules.arrays import Figures, Mask, at_rows, mask_of
from rules.calculation.blocks import averages, begins_block, block_means, block_of, means
from rules.calculation.derive import numbers
from rules.comparison.scale_words import doubtful_block, doubtful_mean, written
from rules.comparison.shown_figure import figure_in, text_of
from rules.engine.example_table_edits import Example, Put
from rules.engine.rule import Rule
from rules.frames.judgement import Judgement
from rules.frames.view import View
from rules.model.bilingual import Text
from rules.model.cause import CauseKind
from rules.model.document import MEAN
from rules.schema.layout import Average, Layout

_BLOCK = Text("baris-barisnya", "its rows")
_ROWS = Text("baris yang terisi", "the filled rows")


def _columns(layout: Layout) -> list[str]:
    return (layout.footer.mean if layout.footer else []) + list(layout.averages)


def check(view: View, column: str) -> Judgement:
    """Blame the mean below a table, or of a block of its rows, where the figures it rests on give another one."""
    rule = view.layout.averages.get(column)
    if rule is None:
        due, slack = means(view, column), np.zeros(len(view.frame))
        rows = (view.cells("kind") == MEAN) & ~view.errors(column)
        blamed, misled = np.zeros(len(view.frame), dtype=bool), doubtful_mean(view, column)
    else:
        due, slack = averages(view, column), _rounding(view, rule)
        rows = begins_block(view, rule.by) & view.has(column) & ~view.uncalculated(column)
        blamed = doubtful_block(view, rule.of, rule.by) | view.blamed(column, "figure", "STR-012")
        misled = blamed
    # A mean of nothing, where one is stated, may be anything.
    lacking = np.isnan(due)
    told = np.abs(numbers(view, column)[0]) > 0
    deferred = rows & (blamed | (lacking & told))
    rows &= ~deferred & ~lacking
    wrong = _differing(view, column, rows, due, slack)
    # Of one inside a block, or above all, nobody knows of which rows it is the mean.
    inside = view.data & told & ~begins_block(view, rule.by) if rule else np.zeros(len(rows), dtype=bool)
    deferred |= at_rows(_differing(view, column, inside, due, slack), len(rows))
    # Of a mean below a table that rests on a figure at fault it is not known whether it is wrong itself.
    put_off = at_rows(wrong, len(rows)) & misled
    wrong = [row for row in wrong if not put_off[row]]
    bad = at_rows(wrong, len(rows))
    return view.judge(
        rows & ~put_off,
        bad,
        deferred=deferred | put_off,
        value=view.cells(column),
        expected=[round(float(due[row]), 2) for row in wrong],
        found=[written(text_of(view, column, row)) for row in wrong],
        rows=_BLOCK if rule else _ROWS,
        source=rule.of if rule else column,
    )


def _differing(view: View, column: str, rows: Mask, due: Figures, slack: Figures) -> list[int]:
    """Those of some rows that state another mean than is due; one of nothing is another."""
    found = []
    for row in np.flatnonzero(rows).tolist():
        figure = figure_in(view, column, row)
        most = float(figure.tolerance) * (1 + 1e-9) + slack[row] if figure else 0.0
        if figure is None or not abs(float(figure.value) - due[row]) <= most:
            found.append(row)
    return found


def _rounding(view: View, rule: Average) -> Figures:
    """How far rounded figures may move the mean of their block: those shown with two decimals or more, half the last one."""
    figures = [figure_in(view, rule.of, row) for row in view.frame.index]
    halves = np.array([float(x.tolerance) if x is not None and x.decimals >= 2 else 0.0 for x in figures])
    filled = mask_of((x is not None for x in figures), len(figures))
    return np.nan_to_num(block_means(halves, filled, block_of(view, rule.by)))


RULE = Rule(
    id="TUR-006",
    name="rata-rata",
    severity="galat",
    basis="Permendagri 86/2017, Tabel E.81: rata-rata capaian kinerja; PermenPAN-RB 53/2014: analisis efisiensi",
    title=Text("Rata-rata ≠ rata-rata barisnya", "Average is not the mean of its rows"),
    message=Text(
        "Rata-rata {found}, seharusnya {expected} (rata-rata {rows} di kolom {source}).",
        "The average {found}, should be {expected} (the mean of {rows} in column {source}).",
    ),
    suggestion=Text("Perbaiki menjadi {expected}.", "Make it {expected}."),
    explanation="Rata-rata capaian kinerja adalah rata-rata semua baris yang capaiannya terisi di kolom yang sama; dalam analisis efisiensi LKIP, rata-rata baris satu sasaran atau satu indikator. Rata-rata yang salah satu angkanya sudah dilaporkan ditunda.",
    check=check,
    columns=_columns,
    waits=("figure", "LTS-009", "STR-012", "TUR-003", "TUR-004", "TUR-005"),
    causes=(
        CauseKind(
            remedy=Text("Perbaiki menjadi rata-rata barisnya.", "Make it the mean of its rows."), mended="expected"
        ),
    ),
    bad=Example((Put("E.81-16", 22, "15K", 68),), finds="E.81-16!Y22"),
    good=Example((Put("E.81-16", 22, "15K", "55,6"),)),
)
