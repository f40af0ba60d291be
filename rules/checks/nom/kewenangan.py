"""NOM-009: provinsi kegiatan in a kabupaten/kota plan, or the reverse."""

from __future__ import annotations

import numpy as np
import pandas as pd

from rules.arrays import Cells, Mask, among, as_cells, within
from rules.comparison.nomenclature import per_value, referenced
from rules.engine.example_table_edits import Example, Put
from rules.engine.example_workbook_edits import Identify
from rules.engine.rule import Rule, of_role
from rules.frames.judgement import Judgement
from rules.frames.tree import code_keys, parent_keys
from rules.frames.view import View
from rules.model.bilingual import Text
from rules.model.cause import CauseKind
from rules.model.unchecked import Gap, Skip
from rules.nomenclature import KABKOTA, PROVINSI, generic, government_named, nomenclature, own
from rules.nomenclature.migration import likeness
from rules.values.codes import KEGIATAN, bidang_of, level_of

_DIGIT = {"provinsi": "1", "kabupaten": "2", "kota": "2"}
_OWN = Text(
    "Pakai kegiatan sejenis milik sendiri; segmen kegiatan kabupaten/kota diawali 2, provinsi diawali 1.",
    "Use your own kegiatan; its segment begins with 2 for kabupaten/kota, 1 for provinsi.",
)
_ALIKE = 60.0
_OWNER = {"1": "provinsi", "2": "kabupaten/kota"}


def _of_other_kind(view: View, rows: Mask) -> Mask:
    """Codes outside 1 and 2 that the decree lists for the other kind of government only."""
    known = referenced(view)
    rows = rows & known.unknown
    codes = view.levels.official

    def listed(row: int) -> bool:
        doc = view.doc_of(row)
        other = PROVINSI if view.session.kinds[doc] == KABKOTA else KABKOTA
        reference = nomenclature(str(view.session.decree_ids[doc]), other)
        return reference is not None and reference.name(codes[row]) is not None

    return per_value(view, rows, listed, codes, empty=False).astype(bool)


def _offers(view: View, rows: Mask) -> Cells:
    """The own kegiatan or sub kegiatan whose name is most like the one planned, within the same program."""
    codes, names = view.levels.official, view.names

    def offer(row: int) -> Text:
        reference = view.session.reference(view.doc_of(row))
        program = ".".join(codes[row].split(".")[:3])
        pool = reference.below(generic(program), level_of(codes[row])) if reference and names[row] else []
        found = (
            max(pool, key=lambda x: (likeness(names[row], reference.names[x]), x), default=None) if reference else None
        )
        if reference is None or found is None or likeness(names[row], reference.names[found]) < _ALIKE:
            return _OWN
        said = f"{own(found, bidang_of(codes[row]))} {reference.names[found]}"
        return Text(f"Yang sejenis milik sendiri: {said}.", f"Your own of the kind: {said}.")

    return per_value(view, rows, offer, codes, names)


_NO_KIND = Skip(
    Gap.IDENTITY,
    Text("jenis pemerintah daerah pada Identitas belum diisi", "Identitas does not name the kind of government"),
    Text(
        "Isi jenis pemerintah daerah (provinsi, kabupaten, kota) di lembar Identitas.",
        "Fill in the kind of government (provinsi, kabupaten, kota) in Identitas.",
    ),
)


def check(view: View, column: str) -> Judgement:
    """Blame kegiatan of the other kind of government: by their segment, or because only its list has them."""
    kinds = [government_named(document.text("jenis_pemda")) for document in view.session.documents]
    docs, codes = view.docs, view.levels.code
    known = np.array([kind in _DIGIT for kind in kinds], dtype=bool)[docs]
    judged = view.coded & (view.levels.level >= KEGIATAN) & known
    # The kegiatan segment begins at the same place in every code.
    digit = as_cells([code[8:9] if ok else "" for ok, code in zip(judged, codes, strict=True)])
    due = as_cells([_DIGIT.get(kind, "") for kind in kinds])[docs]
    plain = among(digit, "1", "2")
    wrong = judged & ((plain & (digit != due)) | _of_other_kind(view, judged & ~plain))
    bad = wrong & ~within(parent_keys(view), set(code_keys(view)[wrong])) if wrong.any() else wrong
    skipped = {int(doc): _NO_KIND for doc in np.unique(docs) if kinds[doc] not in _DIGIT}
    return view.judge(
        pd.Series(judged, dtype=bool),
        bad,
        skipped=skipped,
        value=codes,
        owner=[_OWNER["2" if due[row] == "1" else "1"] for row in view.frame.index[bad]],
        kind=[kinds[doc] for doc in docs[bad]],
        offer=_offers(view, bad),
    )


_WRONG = "2.17.04.1.01"

RULE = Rule(
    id="NOM-009",
    name="kewenangan",
    severity="galat",
    basis="UU 23/2014, pembagian urusan; Permendagri 90/2019: segmen kegiatan 1 provinsi, 2 kabupaten/kota",
    title=Text("Kegiatan kewenangan pemerintah lain", "Kegiatan of another level of government"),
    message=Text(
        "Kode {value} adalah kegiatan {owner}, sedangkan ini dokumen {kind}.",
        "Code {value} is a kegiatan of a {owner}, but this is the document of a {kind}.",
    ),
    suggestion=Text("{offer}", "{offer}"),
    explanation="Segmen kegiatan menunjukkan kewenangan: 1.xx provinsi, 2.xx kabupaten/kota; yang lain untuk daerah "
    "dengan kekhususan, dan hanya berlaku bila daftar keputusan untuk jenis pemerintah daerah ini memuatnya.",
    check=check,
    columns=of_role("kode"),
    spoils=("place",),
    causes=(CauseKind(remedy=Text("Pakai kegiatan menurut kewenangan pemerintah daerah sendiri.", "Use the kegiatan of the own level of government.")),),
    bad=Example(
        tuple(Put(table, row, "1", code) for table in ("T-C.33", "Bab-IV")
              for row, code in ((20, _WRONG), (21, f"{_WRONG}.01"), (22, f"{_WRONG}.02"))),
        finds="T-C.33!A20 Bab-IV!A20",
    ),
    good=Example((Identify("jenis_pemda", "kabupaten"),)),
)  # fmt: skip
