"""STR-005: a formula, name or relationship points outside the workbook."""

from __future__ import annotations

from rules.engine.example_table_edits import Calculated, Example
from rules.engine.example_workbook_edits import Holds
from rules.engine.rule import Rule
from rules.frames.judgement import Judgement
from rules.frames.stacked_rows import StackedRows
from rules.model.bilingual import Text
from rules.model.document import LINK


def check(view: StackedRows, column: str) -> Judgement:
    """Blame every formula, name and relationship that points outside the workbook."""
    judged = view.frame["what"] == LINK
    bad = judged & view.frame[column].notna()
    return view.judge(judged, bad, value=view.cells(column), told=view.frame["told"])


RULE = Rule(
    id="STR-005",
    name="tautan-luar",
    severity="galat",
    subject="berkas",
    basis="Permendagri 86/2017: dokumen rencana memuat datanya sendiri",
    title=Text("Menunjuk ke luar buku kerja", "Points outside the workbook"),
    message=Text("Buku kerja ini memuat {value}: {told}.", "The workbook holds {value}: {told}."),
    suggestion=Text(
        "Ganti dengan angka atau teksnya: di Excel pilih Data, Edit Tautan, Putuskan Tautan; lalu simpan.",
        "Replace it by its value: in Excel choose Data, Edit Links, Break Link; then save.",
    ),
    explanation="Rumus dan nama yang menunjuk buku kerja lain hanya benar di komputer pembuatnya: di tempat lain angkanya basi atau hilang, dan membukanya dapat mengambil data dari luar. Tautan web (hyperlink) biasa tidak dihitung.",
    check=check,
    bad=Example(
        (
            Holds(
                LINK,
                Text("rumus yang menunjuk buku kerja lain", "a formula that points to another workbook"),
                "T-C.33",
                "F17",
                "=[1]Pagu!B4",
            ),
        ),
        finds="Berkas!F17",
    ),
    good=Example((Calculated("T-C.33", 16, "6", "=F17+F18", 190_000_000),)),
)
