"""STR-008: a merged cell hides a value, or stands in rows that each need a cell of their own."""

from __future__ import annotations

import numpy as np

from rules.arrays import at_rows
from rules.engine.example_table_edits import Example, Merge, Put
from rules.engine.rule import Rule
from rules.frames.judgement import Judgement
from rules.frames.merged_blocks import MergedBlock, merged_blocks
from rules.frames.view import View
from rules.model.bilingual import Text
from rules.model.cause import CauseKind


def _told(view: View, column: str, block: MergedBlock) -> Text:
    """The cells of a block, and how many rows share them."""
    letter = view.table_of(block.first).letters[column]
    cells = f"{letter}{view.place(block.first)[1]}:{letter}{view.place(block.last)[1]}"
    rows = block.last - block.first + 1
    return Text(
        f"Sel {cells} digabung untuk {rows} baris yang masing-masing perlu isinya sendiri",
        f"The cells {cells} are merged over {rows} rows that each need one of their own",
    )


_BURIED = Text(
    "Isi sel ini tertutup sel gabungan: tetap dihitung, tetapi tidak terlihat",
    "What this cell holds lies under a merged cell: it counts, but nobody sees it",
)


def check(view: View, column: str) -> Judgement:
    """Blame values that a merged block covers, and the first cell of a block over rows with names of their own."""
    buried = view.buried(column)
    odd = {x.first: x for x in merged_blocks(view, column) if not buried[x.first + 1 : x.last + 1].any()}
    bad = buried | at_rows(odd, len(buried))
    rows, money = np.flatnonzero(bad).tolist(), view.layout.columns[column].kind == "money"
    return view.judge(
        view.has(column),
        bad,
        value=view.cells(column),
        problem=[_BURIED if buried[at] else _told(view, column, odd[at]) for at in rows],
        # The amounts of the rows below count nowhere, as those that are left out.
        severity=["galat" if money and not buried[at] else None for at in rows],
    )


RULE = Rule(
    id="STR-008",
    name="sel-gabung",
    severity="peringatan",
    basis="Permendagri 86/2017 dan PermenPAN-RB 53/2014: setiap baris tabel memuat isinya sendiri",
    title=Text("Sel digabung di baris data", "Merged cells in the data rows"),
    message=Text('{problem}: "{value}".', '{problem}: "{value}".'),
    suggestion=Text(
        "Pisahkan selnya (Gabungkan & Tengahkan, Pisahkan Sel), lalu tulis isi setiap baris di selnya sendiri.",
        "Unmerge the cells (Merge & Center, Unmerge Cells), then write into each row what is its own.",
    ),
    explanation="Isi sel gabungan hanya tersimpan di sel pertamanya. Baris di bawahnya tampak berisi, tetapi kosong bagi rumus, "
    "penyaringan, dan pengurutan; bila sel yang tertutup masih menyimpan isi, isi itu tetap ikut dihitung tanpa terlihat. Satu jumlah uang untuk beberapa "
    "baris adalah kesalahan: jumlah baris di bawahnya tidak ikut di mana pun. Yang lazim "
    "tidak dihitung salah: sel program yang digabung untuk baris indikator berikutnya, nomor, tujuan, sasaran, dan indikator "
    "utama yang mencakup beberapa baris, satu satuan untuk semua baris satu indikator, satu angka untuk semua program dalam "
    "tabel realisasi anggaran, serta catatan untuk beberapa baris.",
    check=check,
    causes=(CauseKind(keeps_formulas=True),),
    bad=Example((Merge("T-C.33", "7", 21, 22),), finds="T-C.33!G21"),
    good=Example(
        (Merge("T-C.33", "2", 14, 15), Put("T-C.33", 21, "8", "Lihat lampiran"), Merge("T-C.33", "8", 21, 22))
    ),
)
