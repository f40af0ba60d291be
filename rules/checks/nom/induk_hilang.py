"""NOM-004: a row whose parent row is absent."""

from __future__ import annotations

import pandas as pd

from rules.arrays import any_in_doc, only
from rules.engine.example_table_edits import Example, Remove
from rules.engine.rule import Rule, of_role
from rules.frames.judgement import Judgement
from rules.frames.tree import has_parent_row, parent_keys, under_blamed, unreadable
from rules.frames.view import View
from rules.model.bilingual import Text
from rules.model.cause import CauseKind
from rules.values.codes import BIDANG, KEGIATAN, LEVEL_LABEL, LEVELS, PROGRAM, level_of


def check(view: View, column: str) -> Judgement:
    """Blame the first row under each missing parent.

    Kegiatan and program rows must be there; bidang and urusan rows only if the table lists any.
    """
    level = view.levels.level
    listed = [any_in_doc(level == upper, view.docs) for upper in (0, 1)]
    needs = view.coded & ((level >= KEGIATAN) | ((level == PROGRAM) & listed[1]) | ((level == BIDANG) & listed[0]))
    orphan = needs & ~has_parent_row(view)
    itself = view.blamed(column, "NOM-002", "NOM-007", "NOM-008", "NOM-009", "NOM-014")
    broken = itself | unreadable(view, column)
    deferred = orphan & (itself | under_blamed(view, orphan, broken))
    first = ~pd.Series(only(parent_keys(view), orphan)).duplicated().to_numpy()
    bad = orphan & ~deferred & first
    parents = list(view.levels.parent[bad])
    kinds = [LEVEL_LABEL[LEVELS[level_of(parent)]] for parent in parents]
    return view.judge(needs & ~deferred, bad, deferred=deferred, value=view.levels.code, parent=parents, kind=kinds)


RULE = Rule(
    id="NOM-004",
    name="induk-hilang",
    severity="galat",
    basis="Permendagri 86/2017: urusan, bidang, program, kegiatan, dan sub kegiatan disusun berjenjang",
    title=Text("Baris induk tidak ada", "Parent row is absent"),
    message=Text(
        "Baris {kind} {parent}, induk dari {value}, tidak ada dalam tabel.",
        "The {kind} row {parent}, parent of {value}, is not in the table.",
    ),
    suggestion=Text(
        "Sisipkan baris {parent} di atasnya, atau perbaiki kode induk atau kode ini bila salah ketik.",
        "Insert the row {parent} above it, or mend the code of the parent or this one if it is mistyped.",
    ),
    explanation="Tanpa baris induk, pagu baris ini tidak masuk ke jumlah mana pun. Satu temuan mewakili semua baris "
    "di bawah induk yang hilang; jumlah di atasnya ditunda.",
    check=check,
    columns=of_role("kode"),
    spoils=("place",),
    waits=("code", "NOM-002", "NOM-007", "NOM-008", "NOM-009", "NOM-014"),
    causes=(
        CauseKind(
            remedy=Text(
                "Sisipkan baris induknya di atasnya, atau perbaiki kode yang salah ketik.",
                "Insert the parent row above it, or correct the code that is mistyped.",
            ),
            keeps_formulas=True,
        ),
    ),
    bad=Example((Remove("T-C.33", 20), Remove("Bab-IV", 20)), finds="T-C.33!A20 Bab-IV!A20"),
    good=Example((Remove("T-C.33", 12), Remove("Bab-IV", 12))),
)
