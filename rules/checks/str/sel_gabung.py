"""STR-008: a merged cell hides a value, or stands in rows that each need a cell of their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from rules.arrays import among, at_rows
from rules.engine.example_table_edits import Example, Merge, Put
from rules.engine.rule import Rule
from rules.frames.judgement import Judgement
from rules.frames.view import View
from rules.model.bilingual import Text
from rules.model.cause import CauseKind


@dataclass(frozen=True, slots=True)
class _Block:
    """A merged block by the positions of its first and last row."""

    first: int
    last: int

    def told(self, view: View, column: str) -> Text:
        """Its cells, and how many rows share them."""
        letter = view.table_of(self.first).letters[column]
        cells = f"{letter}{view.place(self.first)[1]}:{letter}{view.place(self.last)[1]}"
        rows = self.last - self.first + 1
        return Text(
            f"Sel {cells} digabung untuk {rows} baris yang masing-masing perlu isinya sendiri",
            f"The cells {cells} are merged over {rows} rows that each need one of their own",
        )


_BURIED = Text(
    "Isi sel ini tertutup sel gabungan: tetap dihitung, tetapi tidak terlihat",
    "What this cell holds lies under a merged cell: it counts, but nobody sees it",
)


def _blocks(view: View, column: str) -> Iterator[_Block]:
    """The merged blocks of a column: each begins in the row above those for which its first cell stands."""
    rows, numbers = np.flatnonzero(view.shared(column)), view.table_numbers
    for run in np.split(rows, np.flatnonzero(np.diff(rows) > 1) + 1):
        if len(run) and run[0] and numbers[run[0] - 1] == numbers[run[0]]:
            yield _Block(int(run[0]) - 1, int(run[-1]))


def check(view: View, column: str) -> Judgement:
    """Blame values that a merged block covers, and the first cell of a block over rows with names of their own.

    Rows of further indicators share what stands above them, and so do the rows of a group whose column ``spans`` them.
    """
    buried, odd = view.buried(column), dict[int, _Block]()
    for block in _blocks(view, column) if not view.layout.columns[column].spans else ():
        below = slice(block.first + 1, block.last + 1)
        if among(view.row_kind[below], "kode", "isi").any() and not buried[below].any():
            odd[block.first] = block
    bad = buried | at_rows(odd, len(buried))
    problems = [_BURIED if buried[at] else odd[at].told(view, column) for at in np.flatnonzero(bad).tolist()]
    return view.judge(view.has(column), bad, value=view.cells(column), problem=problems)


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
    "penyaringan, dan pengurutan; bila sel yang tertutup masih menyimpan isi, isi itu tetap ikut dihitung tanpa terlihat. Yang lazim "
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
