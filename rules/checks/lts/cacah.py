"""LTS-006: counts of programs and kegiatan differ between tables."""

from __future__ import annotations

import pandas as pd

from rules.agreement import grouped, reference_view, unreadable_codes, without_partner
from rules.codes import LEVEL_LABEL, LEVELS
from rules.judgement import Judgement
from rules.rule import Example, Put, Remove, Rule, Text
from rules.view import View

_COUNTED = (2, 3, 4)


def counts(view: View) -> pd.DataFrame:
    """Distinct programs, kegiatan and sub kegiatan each workbook lists in a table: a column a level, a row a workbook."""
    codes = view.codes.assign(doc=view.frame["doc"])[view.coded]
    found = codes.groupby(["doc", "level"])["kode"].nunique().unstack(fill_value=0)
    return found.reindex(columns=list(_COUNTED), fill_value=0)


def _said(numbers: tuple[int, ...]) -> str:
    return ", ".join(f"{n} {LEVEL_LABEL[LEVELS[level]]}" for n, level in zip(numbers, _COUNTED, strict=True))


def check(view: View, column: str) -> Judgement:
    """Blame the end of the later table; sub kegiatan alone are told one by one by LTS-001."""
    other = reference_view(view)
    last = ~view.frame["doc"].duplicated(keep="last")
    if other is None:
        return view.judge(last & False, last & False, skipped=without_partner(view))
    there = view.frame["doc"].isin(other.frame["doc"].unique())
    blind = unreadable_codes(view) | view.frame["doc"].isin(other.frame["doc"][unreadable_codes(other)].unique())
    checked = last & there & ~blind
    mine, theirs = counts(view), counts(other)
    none = (0,) * len(_COUNTED)
    found = {
        row: tuple(tuple(map(int, side.loc[doc])) if doc in side.index else none for side in (mine, theirs))
        for row, doc in view.frame["doc"][checked].items()
    }
    differing = {row: pair for row, pair in found.items() if pair[0][:2] != pair[1][:2]}
    bad = pd.Series(view.frame.index.isin(list(differing)), index=view.frame.index)
    return view.judge(
        checked,
        bad,
        deferred=last & there & blind,
        skipped=without_partner(view),
        value=[_said(pair[0]) for pair in differing.values()],
        expected=[_said(pair[1]) for pair in differing.values()],
        other=other.name,
    )


RULE = Rule(
    id="LTS-006",
    name="cacah",
    severity="peringatan",
    basis="Permendagri 86/2017: Bab IV memuat program dan kegiatan yang dirumuskan dalam tabel T-C.33",
    title=Text("Banyaknya program/kegiatan berbeda", "Counts of programs or kegiatan differ"),
    message=Text(
        "Tabel ini memuat {value}; {other} memuat {expected}.", "This table lists {value}; {other} lists {expected}."
    ),
    suggestion=Text(
        "Samakan susunan program dan kegiatan kedua tabel; sub kegiatan yang hilang disebut di LTS-001.",
        "Make both tables list the same programs and kegiatan; missing sub kegiatan are named by LTS-001.",
    ),
    explanation="Banyaknya program, kegiatan, dan sub kegiatan dikutip dalam naskah Bab III dan Bab IV; perbedaannya "
    "langsung terlihat oleh penelaah.",
    check=check,
    columns=grouped("kode"),
    bad=Example(
        (
            *(Put("Bab-IV", row, "6", 190_000_000) for row in (13, 12, 23)),
            *(Remove("Bab-IV", row) for row in (22, 21, 20, 19)),
        ),
        finds="Bab-IV!A19",
        also=("LTS-001 T-C.33!A21", "LTS-001 T-C.33!A22"),
    ),
    good=Example((Remove("T-C.33", 15), Remove("Bab-IV", 15))),
)
