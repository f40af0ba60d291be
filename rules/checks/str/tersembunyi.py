"""STR-007: a sheet, row or column of a table is hidden though it holds something."""

from __future__ import annotations

from rules.engine.example_table_edits import Example, Hides
from rules.engine.rule import Rule
from rules.frames.judgement import Judgement
from rules.frames.stacked_rows import StackedRows
from rules.model.bilingual import Text
from rules.model.document import HIDDEN


def check(view: StackedRows, column: str) -> Judgement:
    """Blame every sheet, row, column and number that is hidden though it holds something."""
    judged = view.frame["what"] == HIDDEN
    bad = judged & view.frame[column].notna()
    return view.judge(judged, bad, value=view.cells(column))


RULE = Rule(
    id="STR-007",
    name="tersembunyi",
    severity="peringatan",
    subject="berkas",
    basis="Permendagri 86/2017: setiap baris tabel tersaji",
    title=Text("Lembar, baris, atau kolom tabel disembunyikan", "A sheet, row or column of a table is hidden"),
    message=Text(
        "Di {tabel}, {value} disembunyikan padahal berisi.", "In {tabel}, {value} is hidden though it holds something."
    ),
    suggestion=Text(
        "Tampilkan kembali (Unhide), atau hapus bila memang tidak dipakai; yang tersembunyi tetap dihitung.",
        "Unhide it, or delete it if it is not used; what is hidden still counts.",
    ),
    explanation="Baris atau kolom tersembunyi tetap ikut dijumlahkan dan diperiksa, tetapi tidak terlihat oleh yang membaca atau mencetak: jumlah di atas kertas lalu tampak salah. Begitu pula isi sel berhuruf putih di atas putih, angka yang ditutup format angkanya (;;;) atau tampil tanpa tiga angka terakhirnya (#,##0,) padahal tidak disebut ribuan. Kolom bantu di samping tabel boleh disembunyikan.",
    check=check,
    bad=Example((Hides("T-C.33", rows=(17, 18)),), finds="T-C.33!A17"),
    good=Example(()),
)
