"""NOM-006: the same code twice."""

from __future__ import annotations

import numpy as np

from rules.engine.example_table_edits import Example, Insert, Put
from rules.engine.rule import Rule, of_role
from rules.frames.judgement import Judgement
from rules.frames.tree import code_keys
from rules.frames.view import View
from rules.model.bilingual import Text
from rules.model.cause import CauseKind


def check(view: View, column: str) -> Judgement:
    """Blame later rows with a code that already stands in the table; continuation lines are none."""
    swapped = view.blamed(column, "NOM-014")
    coded = view.coded & ~swapped
    keys, first = code_keys(view), dict[str, int]()
    again = coded.copy()
    again[coded] = [first.setdefault(keys[row], row) != row for row in np.flatnonzero(coded).tolist()]
    rows = [view.place(first[key])[1] for key in keys[again]]
    return view.judge(coded, again, deferred=view.coded & swapped, value=view.levels.code, first=rows)


_TWIN = {"1": "2.17.04.2.01.02", "2": "Penghargaan Kesehatan KSP/USP Koperasi Kewenangan Kabupaten/Kota",
         "3": "Jumlah Koperasi yang Menerima Penghargaan", "4": "Kota Bekasi", "5": "5 Unit Usaha", "6": 50_000_000,
         "7": "Pendapatan Asli Daerah (PAD)", "9": "5 Unit Usaha", "10": 50_000_000}  # fmt: skip

RULE = Rule(
    id="NOM-006",
    name="kode-ganda",
    severity="galat",
    basis="Permendagri 90/2019: satu kode untuk satu nomenklatur",
    title=Text("Kode tercantum dua kali", "Code listed twice"),
    message=Text("Kode {value} sudah ada di baris {first}.", "Code {value} already stands in row {first}."),
    suggestion=Text(
        "Gabungkan kedua baris; indikator tambahan ditulis di baris bawahnya tanpa kode dan tanpa pagu.",
        "Merge the rows; write further indicators below without code and money.",
    ),
    explanation="Satu program, kegiatan, atau sub kegiatan hanya satu kali tercantum, agar pagunya tidak terhitung dua "
    "kali. Baris lanjutan untuk indikator berikutnya (tanpa pagu) bukan kode ganda.",
    check=check,
    columns=of_role("kode"),
    spoils=("place",),
    waits=("NOM-014",),
    causes=(CauseKind(keeps_formulas=True),),
    bad=Example((Insert("T-C.33", 22, _TWIN),), finds="T-C.33!A23"),
    good=Example((Put("T-C.33", 15, "1", "2.17.01"),)),
)
