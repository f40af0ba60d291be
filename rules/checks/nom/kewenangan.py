"""NOM-009: provinsi kegiatan in a kabupaten/kota plan, or the reverse."""

from __future__ import annotations

import pandas as pd

from rules.hierarchy import pairs
from rules.judgement import Judgement
from rules.rule import Example, Identify, Put, Rule, Text, of_role
from rules.view import View

_DIGIT = {"provinsi": "1", "kabupaten": "2", "kota": "2"}
_OWNER = {"1": "provinsi", "2": "kabupaten/kota"}


def check(view: View, column: str) -> Judgement:
    """Blame kegiatan codes of the other kind of government; 3, 4, 5 and 7 are special regions and pass."""
    kinds = [document.text("jenis_pemda").casefold() for document in view.session.documents]
    docs, codes = view.frame["doc"], view.codes["kode"]
    judged = view.coded & (view.codes["level"] >= 3) & docs.map(lambda doc: kinds[doc] in _DIGIT).astype(bool)
    digit = codes.where(judged).str.split(".").str[3]
    due = docs.map(lambda doc: _DIGIT.get(kinds[doc], ""))
    wrong = judged & digit.isin(["1", "2"]) & (digit != due)
    topmost = ~pairs(view, "induk").isin(set(pairs(view, "kode")[wrong]))
    bad = wrong & topmost
    skipped = {
        int(doc): "jenis pemerintah daerah pada Identitas belum diisi"
        for doc in docs.unique()
        if kinds[doc] not in _DIGIT
    }
    return view.judge(
        pd.Series(judged, dtype=bool),
        bad,
        skipped=skipped,
        value=codes,
        owner=[_OWNER[x] for x in digit[bad]],
        kind=[kinds[doc] for doc in docs[bad]],
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
    suggestion=Text(
        "Pakai kegiatan sejenis milik sendiri; segmen kegiatan kabupaten/kota diawali 2, provinsi diawali 1.",
        "Use your own kegiatan; its segment begins with 2 for kabupaten/kota, 1 for provinsi.",
    ),
    explanation="Segmen kegiatan menunjukkan kewenangan: 1.xx provinsi, 2.xx kabupaten/kota; 3, 4, 5, dan 7 untuk daerah "
    "dengan kekhususan.",
    check=check,
    columns=of_role("kode"),
    bad=Example(
        tuple(Put(table, row, "1", code) for table in ("T-C.33", "Bab-IV")
              for row, code in ((20, _WRONG), (21, f"{_WRONG}.01"), (22, f"{_WRONG}.02"))),
        finds="T-C.33!A20 Bab-IV!A20",
    ),
    good=Example((Identify("jenis_pemda", "kabupaten"),)),
)  # fmt: skip
