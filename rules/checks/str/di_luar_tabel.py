"""STR-009: figures or formulas stand beside a table or below its end."""

from __future__ import annotations

from rules.engine.example_table_edits import Example, Leaves, Put
from rules.engine.rule import Rule
from rules.frames.judgement import Judgement
from rules.frames.stacked_rows import StackedRows
from rules.model.bilingual import Text
from rules.model.cause import CauseKind
from rules.model.document import OUTSIDE

_ROWS = Text("Baris berkode di bawah TOTAL", "Rows with codes below TOTAL in")
_BELOW, _BESIDE = Text("di bawah", "below"), Text("di samping", "beside")


def _said(heading: str, count: int, *, below: bool, coded: bool) -> Text:
    """What stands outside the table: a column that no form has, or cells."""
    if heading:
        return Text(f'Kolom tambahan "{heading}" pada', f'A further column "{heading}" in')
    if coded:
        return _ROWS
    side = _BELOW if below else _BESIDE
    return Text(f"{count} sel berisi angka atau rumus {side.id}", f"{count} cells with figures or formulas {side.en}")


def check(view: StackedRows, column: str) -> Judgement:
    """Blame each block of cells outside the tables."""
    judged = view.frame["what"] == OUTSIDE
    bad = judged & view.frame[column].notna()
    return view.judge(
        judged,
        bad,
        value=view.frame[column],
        what=[
            _said(heading, count, below=below, coded=coded)
            for heading, count, below, coded in zip(
                *(view.frame[x][bad] for x in ("judul", "told", "below", "coded")), strict=True
            )
        ],
        severity=["galat" if coded else None for coded in view.frame["coded"][bad]],
        cause=["baris" if coded else "" for coded in view.frame["coded"][bad]],
    )


RULE = Rule(
    id="STR-009",
    name="di-luar-tabel",
    severity="catatan",
    subject="berkas",
    basis="Permendagri 86/2017 dan PermenPAN-RB 53/2014: tabel berakhir pada kolom terakhir dan baris TOTAL",
    title=Text("Angka atau rumus di luar tabel", "Figures or formulas outside the table"),
    message=Text(
        "{what} tabel {tabel}: {value}; tidak ikut diperiksa.",
        "{what} table {tabel}: {value}; not checked.",
    ),
    suggestion=Text(
        "Hapus hitungan bantu sebelum diserahkan, atau pindahkan ke lembar lain; bila itu isi tabel, masukkan ke baris dan "
        "kolomnya.",
        "Delete helper sums before handing in or move them to another sheet; what belongs to the table goes into its rows "
        "and columns.",
    ),
    explanation="Hitungan bantu di samping tabel dan baris di bawah TOTAL tidak termasuk jumlah mana pun, tetapi ikut "
    "tercetak dan sering menjadi sumber angka lama yang disalin kembali. Sel yang berdampingan dilaporkan sebagai satu "
    "temuan. Baris dengan kode dan jumlah di bawah TOTAL adalah kesalahan: uangnya tidak ikut di mana pun. Judul, catatan kaki, sumber data, dan tanda tangan bukan temuan.",
    check=check,
    causes=(
        CauseKind(),
        CauseKind(
            "baris",
            Text("Baris berkode di bawah TOTAL", "Rows with codes below TOTAL"),
            Text(
                "Pindahkan baris itu ke atas TOTAL, di urutan kodenya; di bawahnya baris tidak ikut dijumlahkan.",
                "Move these rows above TOTAL, in the order of their codes; below it they belong to no sum.",
            ),
        ),
    ),
    bad=Example((Leaves("T-C.33", "L17:L26", 10),), finds="T-C.33!L17"),
    good=Example((Put("T-C.33", 17, "8", "Lihat lampiran"),)),
)
