"""LTS-006: counts of programs and kegiatan differ between tables."""

from __future__ import annotations

import numpy as np

from rules.arrays import any_in_doc, at_rows
from rules.calculation.blocks import block_of
from rules.comparison.disagreement_causes import BETWEEN_STAGES
from rules.comparison.rows import against_first, grouped, in_workbooks_of, unreadable_codes
from rules.engine.example_table_edits import Example, Put, Remove
from rules.engine.rule import Rule
from rules.frames.judgement import Judgement
from rules.frames.view import View
from rules.model.bilingual import Text
from rules.model.cause import CauseKind
from rules.schema.layout import Layout
from rules.values.codes import LEVEL_LABEL, LEVELS

_COUNTED = (2, 3, 4)
_TABLES = Text(
    "Samakan susunan program dan kegiatan kedua tabel; sub kegiatan yang hilang disebut di LTS-001.",
    "Make both tables list the same programs and kegiatan; missing sub kegiatan are named by LTS-001.",
)
_LIST = Text("Lengkapi daftarnya atau perbaiki jumlahnya.", "Complete the list, or correct the count.")


def counts(view: View) -> dict[int, tuple[int, ...]]:
    """Distinct programs, kegiatan and sub kegiatan each workbook lists in a table, by workbook."""
    listed: dict[int, dict[int, set[str]]] = {}
    coded = view.coded
    rows = zip(view.docs[coded].tolist(), view.levels.level[coded], view.levels.code[coded], strict=True)
    for doc, level, code in rows:
        listed.setdefault(doc, {}).setdefault(int(level), set()).add(code)
    return {doc: tuple(len(levels.get(level, ())) for level in _COUNTED) for doc, levels in listed.items()}


def _said(numbers: tuple[int, ...]) -> str:
    return ", ".join(f"{n} {LEVEL_LABEL[LEVELS[level]]}" for n, level in zip(numbers, _COUNTED, strict=True))


def _columns(layout: Layout) -> list[str]:
    claimed = layout.by_role("jumlah")
    return [claimed] if claimed and layout.by_role("nama") else grouped("kode")(layout)


def check(view: View, column: str) -> Judgement:
    """Blame the end of the later table, or a count that a list does not back."""
    if view.layout.by_role("nama"):
        return _of_list(view, column)
    return against_first(view, lambda other: _of_plan(view, other))


def _of_list(view: View, column: str) -> Judgement:
    """The count claimed in the first row of a block against the names that its rows list."""
    by = view.column_of("indikator")
    named_by = any_in_doc(view.data & ~view.blank(by), view.docs)
    blocks = np.where(named_by, block_of(view, by), block_of(view, column))
    named = view.data & (view.text(view.column_of("nama")) != "")
    listed = np.bincount(blocks[named] + 1, minlength=len(blocks) + 1)[blocks + 1]
    claims = view.data & ~view.blank(column) & (blocks >= 0)
    doubtful = claims & view.blamed(column, "figure")
    claimed = view.money(column)
    checked = claims & ~doubtful & ~claimed.none
    bad = checked & (claimed.whole != listed)
    counts = zip(claimed.whole[bad].tolist(), listed[bad].tolist(), strict=True)
    return view.judge(
        checked,
        bad,
        deferred=doubtful,
        value=claimed.whole,
        expected=listed,
        difference=claimed.whole - listed,
        problem=[
            Text(
                f"Dilaporkan {claim}, padahal daftarnya memuat {count} nama.", f"{claim} claimed, {count} names listed."
            )
            for claim, count in counts
        ],
        hint=_LIST,
        cause="daftar",
    )


def _of_plan(view: View, other: View) -> Judgement:
    """Programs and kegiatan of two tables; sub kegiatan alone are told one by one by LTS-001."""
    docs = view.docs
    there = np.append(docs[1:] != docs[:-1], True) & in_workbooks_of(view, other) & in_workbooks_of(view, view)
    blind = unreadable_codes(view) | in_workbooks_of(view, other, unreadable_codes(other))
    checked = there & ~blind
    mine, theirs = counts(view), counts(other)
    none = (0,) * len(_COUNTED)
    found = {
        row: tuple(side.get(docs[row], none) for side in (mine, theirs)) for row in np.flatnonzero(checked).tolist()
    }
    differing = {row: pair for row, pair in found.items() if pair[0][:2] != pair[1][:2]}
    bad = at_rows(differing, len(docs))
    return view.judge(
        checked,
        bad,
        deferred=there & blind,
        value=[_said(pair[0]) for pair in differing.values()],
        expected=[_said(pair[1]) for pair in differing.values()],
        problem=[
            Text(
                f"Tabel ini memuat {_said(mine)}; {other.name} memuat {_said(theirs)}.",
                f"This table lists {_said(mine)}; {other.name} lists {_said(theirs)}.",
            )
            for mine, theirs in differing.values()
        ],
        hint=_TABLES,
        cause=BETWEEN_STAGES.name,
    )


RULE = Rule(
    id="LTS-006",
    name="cacah",
    severity="peringatan",
    basis="Permendagri 86/2017: Bab IV memuat program dan kegiatan yang dirumuskan dalam tabel T-C.33",
    title=Text("Banyaknya baris berbeda dari yang disebut", "Counts of programs, kegiatan or names differ"),
    message=Text("{problem}", "{problem}"),
    suggestion=Text("{hint}", "{hint}"),
    explanation="Banyaknya program, kegiatan, dan sub kegiatan dikutip dalam naskah Bab III dan Bab IV; perbedaannya "
    "langsung terlihat oleh penelaah. Dalam LKIP, banyaknya nama dalam daftar pendukung sama dengan jumlah yang dilaporkan.",
    check=check,
    columns=_columns,
    waits=("code", "figure", "NOM-006", "NOM-008", "NOM-014"),
    causes=(
        BETWEEN_STAGES,
        CauseKind(
            "daftar",
            Text(
                "Banyaknya nama dalam daftar tidak sama dengan yang dilaporkan",
                "The list has not as many names as claimed",
            ),
            Text("Lengkapi daftarnya atau perbaiki jumlahnya.", "Complete the list, or correct the count."),
        ),
    ),
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
