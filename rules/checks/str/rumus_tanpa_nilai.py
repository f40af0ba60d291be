"""STR-011: a formula without a stored value."""

from __future__ import annotations

from rules.engine.example_table_edits import Example, Put, Uncalculated
from rules.engine.rule import Rule
from rules.frames.judgement import Judgement
from rules.frames.view import View
from rules.model.bilingual import Text
from rules.model.cause import CauseKind


def check(view: View, column: str) -> Judgement:
    """Blame formulas that were never calculated, so that nothing can be read from them."""
    return view.judge(view.has(column), view.uncalculated(column), value=None)


RULE = Rule(
    id="STR-011",
    name="rumus-tanpa-nilai",
    severity="peringatan",
    basis="Permendagri 86/2017: setiap sel tabel memuat data yang dapat dibaca",
    title=Text("Rumus belum pernah dihitung", "Formula never calculated"),
    message=Text("Rumus di sel ini belum punya nilai tersimpan.", "The formula in this cell has no stored value."),
    suggestion=Text(
        "Buka buku kerja di Excel, tekan F9, lalu simpan kembali; jumlah dan kolom turunan templat juga dihitung renja compute.",
        "Open the workbook in Excel, press F9 and save again; sums and derived columns of our templates are also reckoned by renja compute.",
    ),
    explanation="Buku kerja yang ditulis oleh program lain kadang menyimpan rumus tanpa hasilnya. Angkanya baru ada "
    "setelah dihitung Excel; sampai itu jumlah yang memakainya ditunda.",
    check=check,
    spoils=("figure", "target"),
    unread=True,
    causes=(CauseKind(keeps_formulas=True),),
    bad=Example((Uncalculated("T-C.33", 17, "6", "=10*3000000"),), finds="T-C.33!F17"),
    good=Example((Put("T-C.33", 17, "8", "Rumus sudah dihitung"),)),
)
