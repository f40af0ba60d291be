"""LTS-001: a sub kegiatan stands in one plan table but not in the other."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from rules.arrays import as_cells
from rules.comparison.disagreement_causes import BETWEEN_STAGES
from rules.comparison.rows import (
    astray,
    grouped,
    in_workbooks_of,
    line_keys,
    partners,
    unreadable_codes,
    without_partner,
)
from rules.engine.example_table_edits import Example, Put, Remove
from rules.engine.rule import Rule
from rules.frames.judgement import Judgement
from rules.frames.tree import parent_keys
from rules.frames.view import View
from rules.model.bilingual import NOTHING, Text
from rules.model.cause import Follows
from rules.values.codes import SUB

_NIL = Text(
    " Pagu tahun rencananya nihil; bila memang hanya prakiraan maju, cukup dijelaskan.",
    " Its money for the plan year is nil; if only the following year is meant, an explanation will do.",
)


def check(view: View, column: str) -> Judgement:
    """Blame sub kegiatan without a row in the other table; one under another code is LTS-005's."""
    rows = view.coded & (view.levels.level == SUB) & (line_keys(view) != "")
    checked = np.zeros(len(view.frame), dtype=bool)
    bad, deferred = checked.copy(), checked.copy()
    missing_from = as_cells([""] * len(checked))
    for other in view.session.group(view):
        in_docs = in_workbooks_of(view, other)
        blind = rows & in_docs & (in_workbooks_of(view, other, unreadable_codes(other)) | astray(view, other))
        absent = rows & in_docs & ~blind & (partners(view, other) < 0)
        missing_from[absent & ~bad] = other.layout.place
        bad |= absent
        checked |= rows & in_docs & ~blind
        deferred |= blind
    pagu = view.layout.by_role("pagu", 0)
    nil = ~view.money(pagu).none & (view.money(pagu).whole == 0) if pagu else checked & False
    names = view.text(view.column_of("uraian"))[bad]
    return view.judge(
        checked,
        bad,
        deferred=deferred,
        skipped=without_partner(view),
        value=view.levels.code,
        other=missing_from,
        note=[_NIL if x else NOTHING for x in nil[bad]],
        named=[f" ({name})" if name else "" for name in names],
        rests_on=[_codes_behind(view, column, row) for row in np.flatnonzero(bad).tolist()],
    )


def _codes_behind(view: View, column: str, row: int) -> list[tuple[str, str]]:
    """The codes of which a wrong one makes a row seem to be missing: its own, and those beside it that are missing here."""
    cells = [view.cell(column, row)]
    for other in view.session.group(view):
        theirs, beside = other.layout.by_role("kode"), parent_keys(other) == parent_keys(view)[row]
        astray = np.flatnonzero(beside & other.coded & (partners(other, view) < 0)).tolist()
        cells += [other.cell(theirs, x) for x in astray] if theirs else []
    return cells


RULE = Rule(
    id="LTS-001",
    name="sub-kegiatan-hilang",
    severity="peringatan",
    basis="Permendagri 86/2017: Bab IV memuat program dan kegiatan yang dirumuskan dalam tabel T-C.33",
    title=Text("Sub kegiatan hanya ada di satu tabel", "Sub kegiatan in one table only"),
    message=Text(
        "Sub kegiatan {value}{named} tidak ada di {other}.{note}",
        "Sub kegiatan {value}{named} is not in {other}.{note}",
    ),
    suggestion=Text(
        "Tambahkan barisnya di {other}, hapus di sini, atau jelaskan di kolom catatan.",
        "Add the row to {other}, delete it here, or explain in the notes.",
    ),
    explanation="Rencana (T-C.33) dan rencana kerja dan pendanaan (Bab IV) memuat sub kegiatan yang sama. Yang hanya ada "
    "di salah satunya biasanya terlewat saat penyusunan.",
    check=check,
    columns=grouped("kode"),
    waits=("code", "NOM-006", "NOM-008", "NOM-014"),
    causes=(replace(BETWEEN_STAGES, follows=(Follows(("NOM-002", "NOM-008"), "cell"),)),),
    bad=Example(
        (
            *(Put("Bab-IV", row, "6", 200_000_000) for row in (20, 19)),
            *(Put("Bab-IV", row, "6", 390_000_000) for row in (13, 12, 23)),
            Remove("Bab-IV", 22),
        ),
        finds="T-C.33!A22",
    ),
    good=Example((Remove("T-C.33", 15), Remove("Bab-IV", 15))),
)
