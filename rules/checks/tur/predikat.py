"""TUR-008: a predicate contradicts its figure."""

from __future__ import annotations

from decimal import Decimal

import numpy as np

from rules.arrays import as_cells
from rules.calculation.blocks import means
from rules.comparison.scale_words import differs_in_words, doubtful_mean, judge_words, worded_by
from rules.engine.example_table_edits import Example, Put
from rules.engine.rule import Rule
from rules.frames.judgement import Judgement
from rules.frames.view import View
from rules.model.bilingual import Text
from rules.model.cause import CauseKind
from rules.model.document import PREDICATE
from rules.schema.layout import Layout

_worded = worded_by("kinerja")


def _columns(layout: Layout) -> list[str]:
    return (layout.footer.mean if layout.footer else []) + _worded(layout)


def check(view: View, column: str) -> Judgement:
    """Blame words, of a row or below the table for the mean of its rows, other than those of the pack's scale."""
    if column in view.layout.words:
        return judge_words(view, column)
    scale = view.session.pack.scales["kinerja"]
    due = means(view, column)
    rows = (view.cells("kind") == PREDICATE) & ~np.isnan(due) & ~view.blank(column) & ~view.errors(column)
    words = as_cells([None] * len(rows))
    words[rows] = [scale.word(round(x, 2)) for x in due[rows].tolist()]
    differs = rows & differs_in_words(view.text(column), words)
    put_off = differs & doubtful_mean(view, column)
    bad = differs & ~put_off
    return view.judge(
        rows & ~put_off,
        bad,
        deferred=put_off,
        value=view.cells(column),
        expected=words,
        found=[Text(f'tertulis "{x}"', f'is "{x}"') for x in view.text(column)[bad]],
        figure=[Decimal(f"{due[row]:.2f}") for row in np.flatnonzero(bad)],
    )


RULE = Rule(
    id="TUR-008",
    name="predikat",
    severity="galat",
    basis="Permendagri 86/2017, skala nilai peringkat kinerja",
    title=Text("Predikat bertentangan dengan angkanya", "Predicate contradicts its figure"),
    message=Text(
        'Predikat {found}, seharusnya "{expected}" untuk capaian {figure}.',
        'The predicate {found}, should be "{expected}" for {figure}.',
    ),
    suggestion=Text("Perbaiki menjadi {expected}.", "Make it {expected}."),
    explanation="Skala bawaan: mulai 91 sangat tinggi, 76 tinggi, 66 sedang, 51 rendah, di bawahnya sangat rendah; angka di "
    "antara dua rentang masuk ke yang lebih rendah. Batas lain dapat ditetapkan dalam paket aturan.",
    check=check,
    columns=_columns,
    waits=("figure", "LTS-009", "STR-012", "TUR-003", "TUR-004", "TUR-005"),
    causes=(
        CauseKind(
            remedy=Text("Perbaiki predikatnya menurut angka capaiannya.", "Correct the predicate by its figure."),
            mended="expected",
        ),
    ),
    bad=Example((Put("E.81-16", 23, "15K", "Tinggi"),), finds="E.81-16!Y23"),
    good=Example((Put("E.81-16", 23, "15K", "rendah"),)),
)
