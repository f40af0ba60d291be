"""LTS-009: the target of one indicator differs between tables."""

from __future__ import annotations

import pandas as pd

from rules.agreement import place
from rules.indicators import indicators
from rules.judgement import Judgement
from rules.layout import Layout
from rules.rule import Example, Put, Rule, Text
from rules.targets import same_target
from rules.view import View
from rules.vocabulary import fold

_BLAMED = ("STR-004", "STR-010", "STR-011", "SAT-001", "SAT-002", "SAT-005", "SAT-006", "ANG-001", "ANG-002")


def _states_goals(layout: Layout) -> bool:
    """Tables of the office's own indicators: rows without hierarchy that state targets of the plan year."""
    return (
        bool(layout.by_role("indikator") or layout.by_role("sasaran"))
        and not layout.totals
        and not layout.by_role("kode")
    )


def _columns(layout: Layout) -> list[str]:
    column = layout.by_role("target", 0)
    return [column] if column and layout.by_role("sasaran") and _states_goals(layout) else []


def check(view: View, column: str) -> Judgement:
    """Blame goals whose target for the year is not that of the same indicator in the performance table."""
    other = view.session.views.get("T-C.30")
    if other is None:
        return view.nothing("tabel T-C.30 tidak ada")
    theirs, name = other.layout.by_role("target", 0) or "", other.layout.by_role("indikator") or ""
    known = {
        (doc, fold(text)): row
        for row, (doc, text) in enumerate(zip(other.frame["doc"], other.text(name), strict=True))
        if text
    }
    match = pd.Series(
        [known.get((doc, fold(text)), -1) for doc, text in zip(view.frame["doc"], indicators(view), strict=True)],
        index=view.frame.index,
    )
    blamed = view.blamed(column, *_BLAMED)
    blamed |= match.map(other.blamed(theirs, *_BLAMED)).fillna(False).astype(bool)
    rows = view.data & (match >= 0)
    differing = [
        row
        for row in view.frame.index[rows & ~blamed]
        if not same_target(view.frame[column][row], other.frame[theirs][match[row]])
    ]
    bad = pd.Series(view.frame.index.isin(differing), index=view.frame.index)
    return view.judge(
        rows & ~blamed,
        bad,
        deferred=rows & blamed,
        value=view.frame[column],
        expected=[other.text(theirs)[match[row]] for row in differing],
        indicator=indicators(view),
        place=[place(other, theirs, match[row]) for row in differing],
    )


RULE = Rule(
    id="LTS-009",
    name="indikator-antar-tabel",
    severity="galat",
    basis="Permendagri 86/2017: target indikator kinerja sama di semua tabel dokumen",
    title=Text("Target indikator berbeda antar tabel", "Target of an indicator differs between tables"),
    message=Text(
        'Target "{indicator}" di sini "{value}", di {place} "{expected}".',
        'The target of "{indicator}" is "{value}" here, "{expected}" in {place}.',
    ),
    suggestion=Text("Samakan targetnya dengan dokumen Renstra.", "Make the targets agree with the Renstra."),
    explanation="Indikator yang sama untuk tahun yang sama hanya punya satu target. Indikator dicocokkan menurut namanya.",
    check=check,
    columns=_columns,
    bad=Example((Put("T-C.30", 13, "7", "80"),), finds="Tujuan-Sasaran!E12 Tujuan-Sasaran!E13"),
    good=Example((Put("T-C.30", 13, "7", "75.8"),)),
)
