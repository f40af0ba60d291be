"""LTS-003: a target or its unit differs between tables."""

from __future__ import annotations

import numpy as np

from rules.arrays import at_rows
from rules.comparison.disagreement_causes import MISTYPED_TARGET, PLAN_CAUSES, cause_between
from rules.comparison.outvoted_targets import OWN_FAULT, UNOFFICIAL, Vote, compared, outvoted
from rules.comparison.rows import against_first, place
from rules.engine.example_table_edits import Example, Put
from rules.engine.rule import Rule
from rules.frames.judgement import Judgement
from rules.frames.view import View
from rules.model.bilingual import Text
from rules.schema.layout import Layout


def _columns(layout: Layout) -> list[str]:
    if not (layout.group or layout.follows):
        return []
    return [number for number, column in layout.columns.items() if column.role == "target" and column.year is not None]


def check(view: View, column: str) -> Judgement:
    """Blame the later table, line by line, but the first one where the others agree against it.

    Cells already blamed for their own fault are put off; of blamed units only the figures are compared.
    """
    said = against_first(view, lambda other: _against(view, column, other))
    lost = outvoted(view, column)
    return said.along_with(_outvoted(view, column)) if lost else said


def _outvoted(view: View, column: str) -> Judgement:
    lost, size = outvoted(view, column), len(view.frame)
    rows = sorted(lost)
    return view.judge(
        at_rows(rows, size),
        at_rows(rows, size),
        value=view.cells(column),
        expected=[lost[row].text for row in rows],
        place=[_place(lost[row]) for row in rows],
        cause=MISTYPED_TARGET.name,
    )


def _against(view: View, column: str, other: View) -> Judgement:
    found = compared(view, column, other)
    if found is None:
        return view.left_out({})
    match, lost = found.match, outvoted(other, found.column)
    own = {row: Vote(view, column, row, agrees=False) for row in np.flatnonzero(found.differ).tolist()}
    # Where the first table is outvoted, what the others agree on takes its place.
    due = {row: lost.get(int(match[row]), Vote(other, found.column, int(match[row]), agrees=True)) for row in own}
    rows = [row for row in own if not own[row].says(due[row])]
    return view.judge(
        found.checked,
        at_rows(rows, len(match)),
        deferred=found.deferred,
        value=view.cells(column),
        expected=[due[row].text for row in rows],
        place=[_place(due[row]) for row in rows],
        cause=cause_between(view),
    )


def _place(vote: Vote) -> str:
    return place(vote.view, vote.column, vote.row)


RULE = Rule(
    id="LTS-003",
    name="target-antar-tabel",
    severity="peringatan",
    basis="Permendagri 86/2017: tabel-tabel dalam satu dokumen memuat target yang sama",
    title=Text("Target berbeda antar tabel", "Target differs between tables"),
    message=Text(
        'Target {key} di sini "{value}", di {place} "{expected}".',
        'Target of {key} is "{value}" here, "{expected}" in {place}.',
    ),
    suggestion=Text("Samakan angka dan satuannya.", "Make number and unit agree."),
    explanation="Satu indikator dalam satu dokumen hanya punya satu target per tahun. Cara menulis (100% dan 100 persen) "
    "tidak dianggap beda. Yang dilaporkan adalah tabel yang berbeda dari tabel pertama (T-C.33); bila dua tabel lain atau lebih "
    "sepakat dan lebih banyak daripada yang sama dengannya, sel tabel pertama itulah yang dilaporkan, satu kali.",
    check=check,
    columns=_columns,
    waits=(*OWN_FAULT, UNOFFICIAL, "NOM-014"),
    causes=(*PLAN_CAUSES, MISTYPED_TARGET),
    bad=Example((Put("Bab-IV", 21, "5", "70 Unit Usaha"),), finds="Bab-IV!E21"),
    good=Example((Put("Bab-IV", 21, "5", "65  unit usaha"),)),
)
