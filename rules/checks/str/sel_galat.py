"""STR-004: an Excel error value stands in a table."""

from __future__ import annotations

from rules.engine.example_table_edits import Example, Put
from rules.engine.rule import Rule
from rules.frames.judgement import Judgement
from rules.frames.view import View
from rules.model.bilingual import Text
from rules.model.cause import CauseKind
from rules.values.cells import ExcelError


def check(view: View, column: str) -> Judgement:
    """Blame cells holding #REF!, #DIV/0! and their kin."""
    return view.judge(view.has(column), view.errors(column), value=view.cells(column))


RULE = Rule(
    id="STR-004",
    name="sel-galat",
    severity="galat",
    basis="Permendagri 86/2017: setiap sel tabel memuat data yang dapat dibaca",
    title=Text("Nilai galat Excel di dalam tabel", "Excel error value in a table"),
    message=Text("Sel ini berisi galat Excel {value}.", "This cell holds the Excel error {value}."),
    suggestion=Text(
        "Perbaiki rumusnya: #REF! berarti sel rujukan terhapus, #DIV/0! pembaginya nol atau kosong, #N/A yang dicari "
        "tidak ditemukan, #NAME? nama atau fungsinya tidak dikenal, #VALUE! teks dihitung sebagai angka.",
        "Mend the formula: #REF! means a referenced cell was deleted, #DIV/0! that its divisor is zero or empty, "
        "#N/A that what was looked up was not found, #NAME? an unknown name or function, #VALUE! a text reckoned as a number.",
    ),
    explanation="Galat Excel bukan angka; jumlah yang memakai sel ini ikut tidak dapat dipercaya. Jumlah di atasnya "
    "tidak dilaporkan lagi, melainkan ditunda sampai sel ini diperbaiki.",
    check=check,
    spoils=("code", "place", "figure", "target"),
    causes=(CauseKind(keeps_formulas=True),),
    bad=Example((Put("T-C.33", 17, "6", ExcelError("#REF!")),), finds="T-C.33!F17"),
    good=Example((Put("T-C.33", 17, "8", "Lihat lampiran"),)),
)
