"""ANG-008: a table prints its amounts in thousands of rupiah or more."""

from __future__ import annotations

from rules.engine.example_table_edits import Example
from rules.engine.example_workbook_edits import Prints
from rules.engine.rule import Rule
from rules.frames.judgement import Judgement
from rules.frames.stacked_rows import StackedRows
from rules.model.bilingual import Text
from rules.model.document import SCALED


def check(view: StackedRows, column: str) -> Judgement:
    """Blame every scale of a table that its amounts bear out."""
    judged = view.frame["what"] == SCALED
    bad = judged & view.frame[column].notna()
    return view.judge(judged, bad, value=view.cells(column), told=view.frame["told"], judul=view.frame["judul"])


RULE = Rule(
    id="ANG-008",
    name="skala-rupiah",
    severity="catatan",
    subject="berkas",
    basis="Permendagri 86/2017: pagu indikatif dalam rupiah",
    title=Text("Jumlah dicetak dalam ribuan atau jutaan rupiah", "Amounts printed in thousands or millions of rupiah"),
    message=Text(
        'Kolom {told} {tabel} dibaca dalam {value}, menurut "{judul}"; jumlahnya dibandingkan sebagai rupiah penuh.',
        'Columns {told} of {tabel} are read in {value}, by "{judul}"; amounts are compared as whole rupiah.',
    ),
    suggestion=Text(
        "Tulis jumlah dalam rupiah penuh dan hapus keterangan skalanya bila tabel resmi memintanya.",
        "Write whole rupiah and leave the scale out where the official table asks for it.",
    ),
    explanation="Tabel resmi memuat rupiah penuh. Bila judul kolom, judul tabel, atau keterangan di atasnya menyebut ribuan, jutaan, "
    "atau miliaran rupiah, setiap jumlahnya dibaca sebagai rupiah penuh: untuk penjumlahan, perbandingan antartabel, plafon, "
    "rekap, dan segel. Selisih karena pembulatan ke skala itu tidak dihitung salah. Temuan lain di tabel itu menyebut "
    "angka dalam skala yang tercetak, dan *Hitung* menulis dalam skala itu.",
    check=check,
    bad=Example((Prints("T-C.33", "6", 3, "Pagu Indikatif (dalam ribuan rupiah)", "F6"),), finds="T-C.33!F6"),
    good=Example(()),
)
