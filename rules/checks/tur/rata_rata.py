"""TUR-006: a stated average is not the mean of its rows."""

from __future__ import annotations

import pandas as pd

from rules.document import MEAN
from rules.footer import means
from rules.judgement import Judgement
from rules.layout import Layout
from rules.ratios import shown
from rules.rule import Example, Put, Rule, Text
from rules.view import View


def _columns(layout: Layout) -> list[str]:
    return layout.footer.mean if layout.footer else []


def check(view: View, column: str) -> Judgement:
    """Blame the mean below a table where the figures above it give another one."""
    rows = view.frame["kind"] == MEAN
    due = means(view, column)
    stated = {row: shown(view, column, row) for row in view.frame.index[rows & due.notna()]}
    wrong = [
        row
        for row, figure in stated.items()
        if figure is None or abs(float(figure.value) - due[row]) > float(figure.tolerance) * (1 + 1e-9)
    ]
    bad = pd.Series(view.frame.index.isin(wrong), index=view.frame.index)
    return view.judge(
        pd.Series(view.frame.index.isin(list(stated)), index=view.frame.index),
        bad,
        value=view.frame[column],
        expected=[round(float(due[row]), 2) for row in view.frame.index[bad]],
    )


RULE = Rule(
    id="TUR-006",
    name="rata-rata",
    severity="galat",
    basis="Permendagri 86/2017, Tabel E.81: rata-rata capaian kinerja",
    title=Text("Rata-rata ≠ rata-rata barisnya", "Average is not the mean of its rows"),
    message=Text(
        'Rata-rata tertulis "{value}", seharusnya {expected} (rata-rata baris yang terisi di kolom {column}).',
        'The average is "{value}", should be {expected} (the mean of the filled rows of column {column}).',
    ),
    suggestion=Text("Perbaiki menjadi {expected}.", "Make it {expected}."),
    explanation="Rata-rata capaian kinerja adalah rata-rata semua baris yang capaiannya terisi di kolom yang sama.",
    check=check,
    columns=_columns,
    bad=Example((Put("E.81-16", 22, "15K", 68),), finds="E.81-16!Y22"),
    good=Example((Put("E.81-16", 22, "15K", "55,6"),)),
)
