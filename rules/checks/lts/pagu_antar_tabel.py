"""LTS-002: the money of one sub kegiatan differs between tables."""

from __future__ import annotations

import pandas as pd

from rules.agreement import SUB, partners, place, reference_view, without_partner
from rules.amounts import judge_amounts
from rules.judgement import Judgement
from rules.layout import Layout
from rules.rule import Example, Put, Rule, Text
from rules.totals import UNREADABLE_MONEY
from rules.view import View


def _columns(layout: Layout) -> list[str]:
    if not (layout.group or layout.follows):
        return []
    return [number for number, column in layout.columns.items() if column.role == "pagu" and column.year is not None]


def check(view: View, column: str) -> Judgement:
    """Blame the later table where its money for a year is not the earlier table's."""
    other = reference_view(view)
    nothing = pd.Series(False, index=view.frame.index)
    theirs = other.layout.by_role("pagu", view.layout.columns[column].year) if other else None
    if other is None or theirs is None:
        return view.judge(nothing, nothing, skipped=without_partner(view))
    match = partners(view, other)
    blamed = match.map(other.blamed(theirs, *UNREADABLE_MONEY)).fillna(False).astype(bool)
    due = pd.Series(other.money(theirs)["amount"].reindex(match).to_numpy(), index=match.index, dtype="Int64")
    return judge_amounts(
        view,
        column,
        due,
        view.coded & (view.codes["level"] == SUB) & (match >= 0),
        blamed=blamed,
        skipped=without_partner(view),
        told=lambda rows: {"place": [place(other, theirs, match[row]) for row in rows]},
    )


RULE = Rule(
    id="LTS-002",
    name="pagu-antar-tabel",
    severity="peringatan",
    basis="Permendagri 86/2017: tabel-tabel dalam satu dokumen memuat pagu yang sama",
    title=Text("Pagu berbeda antar tabel", "Money differs between tables"),
    message=Text(
        "Pagu {key} di sini {value}, di {place} {expected}; selisih {difference}.",
        "Money of {key} is {value} here, {expected} in {place}; difference {difference}.",
    ),
    suggestion=Text(
        "Samakan pagunya; bila tahapnya memang berbeda, jelaskan di kolom keterangan.",
        "Make them agree; if the stages really differ, explain in the notes.",
    ),
    explanation="Satu sub kegiatan dalam satu dokumen hanya punya satu pagu. Perbedaan di tingkat kegiatan dan program "
    "mengikuti dari sini dan tidak dilaporkan lagi.",
    check=check,
    columns=_columns,
    bad=Example(
        tuple(Put("Bab-IV", row, "6", value)
              for row, value in ((22, 60_000_000), (20, 260_000_000), (19, 260_000_000), (13, 450_000_000),
                                 (12, 450_000_000), (23, 450_000_000))),
        finds="Bab-IV!F22",
    ),
    good=Example((Put("Bab-IV", 22, "6", 50_000_000.0),)),
)  # fmt: skip
