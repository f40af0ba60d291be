"""NOM-005: a program without kegiatan, or a kegiatan without sub kegiatan."""

from __future__ import annotations

import numpy as np

from rules.arrays import any_in_doc, within
from rules.engine.example_table_edits import Example, Insert, Put
from rules.engine.rule import Rule, of_role
from rules.frames.judgement import Judgement
from rules.frames.tree import code_keys, has_child_row, misfiled, unreadable
from rules.frames.view import View
from rules.model.bilingual import Text
from rules.model.cause import CauseKind
from rules.values.codes import KEGIATAN, PROGRAM, parent_of

_CHILD = {2: "kegiatan", 3: "sub kegiatan"}


def check(view: View, column: str) -> Judgement:
    """Blame program and kegiatan rows with nothing below; put off where unreadable codes may be the children."""
    level = view.levels.level
    parents = view.coded & np.isin(level, [PROGRAM, KEGIATAN])
    broken = any_in_doc(unreadable(view, column) | view.blamed(column, "NOM-007", "NOM-009"), view.docs)
    # Rows further down whose own parent is missing are NOM-004's.
    above = {
        f"{doc} {parent_of(parent)}"
        for doc, parent in zip(view.docs, view.levels.parent, strict=True)
        if parent and parent_of(parent)
    }
    grandchildren = within(code_keys(view), above)
    deferred = parents & (
        broken | grandchildren | misfiled(view) | view.blamed(column, "NOM-002", "NOM-008", "NOM-014", "NOM-006")
    )
    deferred &= ~has_child_row(view)
    bad = parents & ~deferred & ~has_child_row(view)
    return view.judge(
        parents & ~deferred, bad, deferred=deferred, value=view.levels.code, child=[_CHILD[x] for x in level[bad]]
    )


_NEW = {"1": "2.17.06", "2": "Program Pemberdayaan dan Perlindungan Koperasi",
        "3": "Persentase Koperasi yang Meningkat Skala Usahanya", "4": "Kota Bekasi", "5": "0,2%", "6": 0, "7": "-",
        "9": "0,2%", "10": 0}  # fmt: skip

RULE = Rule(
    id="NOM-005",
    name="induk-tanpa-anak",
    severity="peringatan",
    basis="Permendagri 86/2017: program dirinci ke kegiatan, kegiatan ke sub kegiatan",
    title=Text("Program/kegiatan tanpa rincian", "Program or kegiatan without details"),
    message=Text("{key} tidak memiliki satu pun {child}.", "{key} has no {child}."),
    suggestion=Text(
        "Rinci baris ini ke {child}, atau hapus bila tidak direncanakan.",
        "Break the row down into {child}, or delete it if it is not planned.",
    ),
    explanation="Anggaran hanya dapat dilaksanakan di tingkat sub kegiatan. Program atau kegiatan tanpa rincian tidak "
    "dapat dianggarkan.",
    check=check,
    columns=of_role("kode"),
    waits=("code", "NOM-002", "NOM-006", "NOM-007", "NOM-008", "NOM-009", "NOM-014"),
    causes=(
        CauseKind(
            remedy=Text(
                "Rinci baris ini, atau hapus bila tidak direncanakan.",
                "Detail the row, or delete it if it is not planned.",
            ),
            keeps_formulas=True,
        ),
    ),
    bad=Example(
        (Insert("T-C.33", 22, {**_NEW, "5": "-", "9": "-"}), Insert("Bab-IV", 22, {**_NEW, "5": "-"})),
        finds="T-C.33!A23 Bab-IV!A23",
    ),
    good=Example((Put("T-C.33", 22, "8", "Baris terakhir program ini"),)),
)
