"""LTS-003: a target or its unit differs between tables."""

from __future__ import annotations

import numpy as np

from rules.arrays import Mask, Numbers
from rules.comparison.disagreement_causes import PLAN_CAUSES, cause_between
from rules.comparison.rows import against_first, over_there, partners, place
from rules.engine.example_table_edits import Example, Put
from rules.engine.rule import Rule
from rules.frames.judgement import Judgement
from rules.frames.readings import Targets
from rules.frames.view import View
from rules.model.bilingual import Text
from rules.schema.layout import Layout
from rules.values.codes import PROGRAM
from rules.values.targets import same_figures, same_target

_OWN_FAULT = ("figure", "target", "ANG-005", "SAT-002", "SAT-005", "SAT-006")
_COMPARABLE = ("nilai", "rentang", "rasio", "predikat", "nihil")


def _columns(layout: Layout) -> list[str]:
    if not (layout.group or layout.follows):
        return []
    return [number for number, column in layout.columns.items() if column.role == "target" and column.year is not None]


def check(view: View, column: str) -> Judgement:
    """Blame the later table, line by line; cells already blamed for their own fault are put off, of blamed units only the figures are compared."""
    return against_first(view, lambda other: _against(view, column, other))


def _against(view: View, column: str, other: View) -> Judgement:
    theirs = other.layout.by_role("target", view.layout.columns[column].year)
    if theirs is None:
        return view.left_out({})
    match = partners(view, other)
    matched = match >= 0
    if view.layout.hierarchy == "uraian":
        # Indicators of a program may stand in rows of their own there, so lines are matched only below programs.
        matched &= view.coded & (view.levels.level > PROGRAM)
    blamed = view.blamed(column, *_OWN_FAULT)
    blamed |= over_there(other.blamed(theirs, *_OWN_FAULT), match)
    comparable = view.target(column).kind.among(*_COMPARABLE)
    comparable &= over_there(other.target(theirs).kind.among(*_COMPARABLE), match)
    checked = matched & comparable & ~blamed
    bad = np.zeros_like(checked)
    unofficial = view.blamed(column, "SAT-003") | over_there(other.blamed(theirs, "SAT-003"), match)
    for row in np.flatnonzero(checked & ~_alike(view.target(column), other.target(theirs), match)).tolist():
        pair = view.target_at(column, row), other.target_at(theirs, match[row])
        bad[row] = not (same_figures if unofficial[row] else same_target)(*pair)
    return view.judge(
        checked,
        bad,
        deferred=matched & blamed,
        value=view.cells(column),
        expected=[other.text(theirs)[m] for m in match[bad]],
        place=[place(other, theirs, m) for m in match[bad]],
        cause=cause_between(view),
    )


def _alike(own: Targets, theirs: Targets, match: Numbers) -> Mask:
    """Rows whose target is typed and read as that of the row matched with it: most of them, and surely the same."""
    found: Mask = own.typed == theirs.typed[match]
    for mine, other in ((own.unit.cells, theirs.unit.cells), (own.value, theirs.value), (own.upper, theirs.upper)):
        found &= mine == other[match]
    return found


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
    "tidak dianggap beda.",
    check=check,
    columns=_columns,
    waits=(*_OWN_FAULT, "SAT-003", "NOM-014"),
    causes=PLAN_CAUSES,
    bad=Example((Put("Bab-IV", 21, "5", "70 Unit Usaha"),), finds="Bab-IV!E21"),
    good=Example((Put("Bab-IV", 21, "5", "65  unit usaha"),)),
)
