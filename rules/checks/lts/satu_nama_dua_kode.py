"""LTS-005: one sub kegiatan under two codes."""

from __future__ import annotations

from rules.comparison.rows import (
    against_first,
    grouped,
    in_workbooks_of,
    partners,
    place,
    renamed_rows,
    unreadable_codes,
)
from rules.engine.example_table_edits import Example, Put
from rules.engine.rule import Rule
from rules.frames.judgement import Judgement
from rules.frames.view import View
from rules.model.bilingual import Text
from rules.model.cause import CauseKind, Follows
from rules.values.codes import SUB


def check(view: View, column: str) -> Judgement:
    """Blame, in the later table, sub kegiatan whose name stands in the earlier table under another code."""
    return against_first(view, lambda other: _against(view, column, other))


def _against(view: View, column: str, other: View) -> Judgement:
    rows = view.coded & (view.levels.level == SUB)
    blind = rows & (unreadable_codes(view) | in_workbooks_of(view, other, unreadable_codes(other)))
    swapped = view.blamed(column, "NOM-014")
    bad = rows & ~blind & ~swapped & renamed_rows(view, other)
    match = partners(view, other)[bad]
    name, code = other.layout.by_role("uraian") or "", other.layout.by_role("kode") or ""
    return view.judge(
        rows & ~blind & ~swapped,
        bad,
        deferred=blind | (rows & swapped),
        value=view.levels.code,
        expected=[other.levels.code[m] for m in match],
        name=[other.text(name)[m] for m in match],
        place=[place(other, code, m) for m in match],
    )


RULE = Rule(
    id="LTS-005",
    name="satu-nama-dua-kode",
    severity="galat",
    basis="Permendagri 90/2019: satu kode untuk satu nomenklatur",
    title=Text("Satu nama dengan dua kode", "One name under two codes"),
    message=Text(
        '"{name}" berkode {value} di sini, tetapi {expected} di {place}.',
        '"{name}" has code {value} here but {expected} in {place}.',
    ),
    suggestion=Text(
        "Pakai satu kode yang sama di kedua tabel, menurut keputusan nomenklatur.",
        "Use the same code in both tables, as the decree has it.",
    ),
    explanation="Sub kegiatan yang sama harus berkode sama di semua tabel. Dua kode biasanya berarti dua keputusan "
    "nomenklatur tercampur. Baris ini tidak dilaporkan lagi sebagai hilang dari tabel lain.",
    check=check,
    columns=grouped("kode"),
    waits=("code", "NOM-006", "NOM-008", "NOM-014"),
    causes=(CauseKind(keeps_formulas=True, follows=Follows(("NOM-008",), "value")),),
    bad=Example(
        (Put("Bab-IV", 18, "1", "2.17.01.2.06.12"),),
        finds="Bab-IV!A18",
    ),
    good=Example((Put("Bab-IV", 18, "2", "Penyelenggaraan Rapat Koordinasi dan  Konsultasi SKPD"),)),
)
