"""ANG-009: the scale above a table is contradicted by its amounts."""

from __future__ import annotations

from rules.engine.example_table_edits import Example
from rules.engine.example_workbook_edits import Prints
from rules.engine.rule import Rule
from rules.frames.judgement import Judgement
from rules.frames.stacked_rows import StackedRows
from rules.model.bilingual import Text
from rules.model.document import AGAINST_SCALE


def check(view: StackedRows, column: str) -> Judgement:
    """Blame every scale of a table that its amounts contradict."""
    judged = view.frame["what"] == AGAINST_SCALE
    bad = judged & view.frame[column].notna()
    return view.judge(
        judged,
        bad,
        value=view.cells(column),
        told=view.frame["told"],
        judul=view.frame["judul"],
        against=view.frame["bersih"],
    )


RULE = Rule(
    id="ANG-009",
    name="skala-bertentangan",
    severity="peringatan",
    subject="berkas",
    basis="Permendagri 86/2017: pagu indikatif dalam rupiah",
    title=Text("Skala yang tercetak bertentangan dengan jumlahnya", "The printed scale is contradicted by the amounts"),
    message=Text(
        'Kolom {told} {tabel} disebut dalam {value} ("{judul}"), tetapi {against}; dibaca sebagai rupiah penuh.',
        'The amounts of column {told} of {tabel} are said to be in {value} ("{judul}"), but {against}; read as whole rupiah.',
    ),
    suggestion=Text(
        "Hapus keterangan skalanya bila jumlahnya rupiah penuh; bila tidak, tulis ulang jumlahnya dalam skala itu.",
        "Leave the scale out if the amounts are whole rupiah; if not, write them in that scale.",
    ),
    explanation="Keterangan skala sering ikut tersalin dari dokumen lain. Bila jumlah baris yang sama di tabel lain sama besarnya, atau "
    "jumlahnya tidak masuk akal dalam skala itu, jumlah tidak dikalikan.",
    check=check,
    bad=Example(
        (
            Prints(
                "T-C.33",
                "6",
                3,
                "Pagu (Rp. 000)",
                "F6",
                Text(
                    "jumlahnya sama besar dengan jumlah rupiah penuh di tabel lain",
                    "they are as large as amounts in whole rupiah of another table",
                ),
            ),
        ),
        finds="T-C.33!F6",
    ),
    good=Example(()),
)
