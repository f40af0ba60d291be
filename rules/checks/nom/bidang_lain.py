"""NOM-007: a bidang urusan that is not one of the office's."""

from __future__ import annotations

import numpy as np

from rules.engine.example_table_edits import Example, Put
from rules.engine.example_workbook_edits import Identify
from rules.engine.rule import Rule, of_role
from rules.frames.judgement import Judgement
from rules.frames.tree import has_parent_row
from rules.frames.view import View
from rules.model.bilingual import Text
from rules.model.unchecked import Gap, Skip
from rules.values.codes import BIDANG, bidang_of

_NO_BIDANG = Skip(
    Gap.IDENTITY,
    Text("kode bidang urusan pada Identitas belum diisi", "Identitas names no bidang urusan"),
    Text("Isi kode bidang urusan di lembar Identitas.", "Fill in the code of the bidang urusan in Identitas."),
)


def check(view: View, column: str) -> Judgement:
    """Blame the topmost rows of a bidang that the identity does not name."""
    documents = view.session.documents
    own = [set(document.bidang) for document in documents]
    codes, docs = view.levels.code, view.docs
    judged = view.coded & (view.levels.level >= BIDANG) & np.array([bool(bidang) for bidang in own])[docs]
    bidangs = {code: bidang_of(code) for code in set(codes[judged])}
    foreign = judged.copy()
    foreign[judged] = [bidangs[x] not in own[doc] for doc, x in zip(docs[judged].tolist(), codes[judged], strict=True)]
    skipped = {int(doc): _NO_BIDANG for doc in np.unique(docs) if not own[doc]}
    bad = foreign & ~(has_parent_row(view) & (view.levels.level > BIDANG)) if foreign.any() else foreign
    listed = [", ".join(sorted(own[doc])) for doc in docs[bad]]
    return view.judge(judged, bad, skipped=skipped, value=view.levels.code, own=listed)


RULE = Rule(
    id="NOM-007",
    name="bidang-lain",
    severity="galat",
    basis="Permendagri 90/2019: bidang urusan perangkat daerah",
    title=Text("Bidang urusan bukan milik perangkat daerah", "Bidang urusan is not the office's"),
    message=Text(
        "Kode {value} bukan bidang urusan perangkat daerah ini ({own}).",
        "Code {value} is not of this office's bidang urusan ({own}).",
    ),
    suggestion=Text(
        "Perbaiki kode, atau tambahkan bidangnya pada Identitas bila memang tugas perangkat daerah ini.",
        "Mend the code, or add the bidang to the identity if it is this office's duty.",
    ),
    explanation="Perangkat daerah hanya merencanakan bidang urusan yang menjadi tugasnya. Program penunjang (01) memakai "
    "kode bidang perangkat daerah sendiri.",
    check=check,
    columns=of_role("kode"),
    spoils=("place",),
    bad=Example((Put("T-C.33", 21, "1", "3.17.04.2.01.01"), Put("Bab-IV", 21, "1", "3.17.04.2.01.01")),
                finds="T-C.33!A21 Bab-IV!A21"),
    good=Example((Identify("bidang_urusan", "2.17; 3.30"),)),
)  # fmt: skip
