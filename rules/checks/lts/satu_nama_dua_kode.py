"""LTS-005: one sub kegiatan under two codes."""

from __future__ import annotations

import numpy as np

from rules.arrays import Mask, filled
from rules.comparison.nomenclature import differs, referenced
from rules.comparison.rows import (
    against_first,
    astray,
    grouped,
    in_workbooks_of,
    later_than,
    leading,
    over_there,
    partners,
    place,
    renamed_rows,
    unreadable_codes,
)
from rules.engine.example_table_edits import Example, Put
from rules.engine.rule import Rule
from rules.frames.judgement import Judgement
from rules.frames.memo import once
from rules.frames.view import View
from rules.model.bilingual import Text
from rules.model.cause import CauseKind, Follows
from rules.values.codes import SUB

_OF_THE_CODE = ("NOM-002", "NOM-007", "NOM-008", "NOM-009")
"""Rules that blame a code which can be read, so that the other table's is not held against it."""


def check(view: View, column: str) -> Judgement:
    """Blame, in the later table, sub kegiatan whose name stands in the earlier table under another code.

    Where the decree gives the name to the later table's code alone, it is the earlier table that is blamed.
    """
    said = against_first(view, lambda other: _against(view, column, other))
    for other in later_than(view):
        said = said.along_with(_miscoded(view, column, other))
    return said


def _against(view: View, column: str, other: View) -> Judgement:
    rows, blind = _comparable(view, other)
    match, code = partners(view, other), other.column_of("kode")
    faulty = over_there(other.blamed(code, *_OF_THE_CODE), match)
    bad = rows & ~blind & renamed_rows(view, other)
    bad &= faulty | ~(_officially_named(view) & ~over_there(_officially_named(other), match))
    return _judged(view, column, other, rows, blind, bad, faulty)


def _miscoded(view: View, column: str, other: View) -> Judgement:
    """Blame codes of the earlier table that bear a name which the decree gives to the later table's code."""
    rows, blind = _comparable(view, other)
    rows &= leading(view, other)
    match = partners(view, other)
    bad = rows & ~blind & renamed_rows(view, other) & ~view.blamed(column, *_OF_THE_CODE)
    bad &= ~_officially_named(view) & over_there(_officially_named(other), match)
    return _judged(view, column, other, rows, blind, bad, np.zeros(len(bad), dtype=bool))


def _comparable(view: View, other: View) -> tuple[Mask, Mask]:
    """Sub kegiatan with a code, and those of them that cannot be told apart for other faults."""
    rows = view.coded & (view.levels.level == SUB)
    blind = unreadable_codes(view) | in_workbooks_of(view, other, unreadable_codes(other)) | astray(view, other)
    return rows, rows & (blind | view.blamed(view.column_of("kode"), "NOM-014"))


@once
def _officially_named(view: View) -> Mask:
    """Rows whose name is the one that the decree gives their code."""
    official, names = referenced(view).name, view.text(view.column_of("uraian"))
    known = filled(official) & (names != "")
    named: Mask = known & ~differs(view, known, names, official)
    return named


def _judged(view: View, column: str, other: View, rows: Mask, blind: Mask, bad: Mask, faulty: Mask) -> Judgement:
    """What is said of ``bad`` rows; no code is expected of them that is itself at fault."""
    match = partners(view, other)[bad]
    name, code = other.column_of("uraian"), other.column_of("kode")
    theirs = [other.levels.code[m] for m in match]
    cells = zip(np.flatnonzero(bad).tolist(), match, strict=True)
    return view.judge(
        rows & ~blind,
        bad,
        deferred=blind,
        value=view.levels.code,
        expected=[None if doubted else found for found, doubted in zip(theirs, faulty[bad], strict=True)],
        there=theirs,
        name=[other.text(name)[m] for m in match],
        place=[place(other, code, m) for m in match],
        rests_on=[[other.cell(code, m), view.cell(column, row)] for row, m in cells],
    )


RULE = Rule(
    id="LTS-005",
    name="satu-nama-dua-kode",
    severity="galat",
    basis="Permendagri 90/2019: satu kode untuk satu nomenklatur",
    title=Text("Satu nama dengan dua kode", "One name under two codes"),
    message=Text(
        '"{name}" berkode {value} di sini, tetapi {there} di {place}.',
        '"{name}" has code {value} here but {there} in {place}.',
    ),
    suggestion=Text(
        "Pakai satu kode yang sama di kedua tabel, menurut keputusan nomenklatur.",
        "Use the same code in both tables, as the decree has it.",
    ),
    explanation="Sub kegiatan yang sama harus berkode sama di semua tabel. Dua kode biasanya berarti dua keputusan "
    "nomenklatur tercampur. Bila keputusan memberi nama itu kepada salah satu kode, yang dilaporkan kode yang lain. Baris ini tidak dilaporkan lagi sebagai hilang dari tabel lain.",
    check=check,
    columns=grouped("kode"),
    waits=("code", "NOM-006", *_OF_THE_CODE, "NOM-014"),
    causes=(CauseKind(keeps_formulas=True, follows=(Follows(_OF_THE_CODE, "cell"),)),),
    bad=Example(
        (Put("Bab-IV", 18, "1", "2.17.01.2.06.12"),),
        finds="Bab-IV!A18",
    ),
    good=Example((Put("Bab-IV", 18, "2", "Penyelenggaraan Rapat Koordinasi dan  Konsultasi SKPD"),)),
)
