"""STR-018: what a cell or a row holds is struck out."""

from __future__ import annotations

import numpy as np

from rules.arrays import at_rows
from rules.engine.example_table_edits import Example, Put, Strike
from rules.engine.rule import Rule
from rules.frames.judgement import Judgement
from rules.frames.view import View
from rules.model.bilingual import Text
from rules.model.cause import CauseKind
from rules.model.document import Table
from rules.values.cells import is_blank

_ROW = Text("Seluruh isi baris ini dicoret", "All that this row holds is struck out")
_CELL = Text("Isi sel ini dicoret", "What this cell holds is struck out")
_AS_TYPED = Text(
    "Coretan hanya tampilan: isinya dibaca dan dijumlahkan seperti yang diketik.",
    "Striking out is only a look: it is read and summed up as typed.",
)
_LEFT_OUT = Text("Dibaca tanpa yang dicoret.", "It is read without what is struck out.")


def check(view: View, column: str) -> Judgement:
    """Blame cells of whose text something is struck out; of a row that is struck out throughout only the first one."""
    told, left_out = dict[int, Text](), set[int]()
    for at in np.flatnonzero(view.struck(column) & ~view.blank(column)).tolist():
        table, row = view.table_of(at), view.place(at)[1]
        first = _first_of_struck(table, row)
        if not first:
            part = table.marks.struck[row, column]
            told[at] = _in_cell(part)
            left_out |= {at} if part not in view.text(column)[at] else set()
        elif first == column:
            told[at] = _ROW
    bad = at_rows(told, len(view.frame))
    read = [_LEFT_OUT if at in left_out else _AS_TYPED for at in told]
    return view.judge(view.has(column), bad, value=view.cells(column), problem=list(told.values()), read=read)


def _first_of_struck(table: Table, row: int) -> str:
    """The first column that is filled in a row of several cells that is struck out throughout; empty for any other row."""
    at = table.rows.index(row)
    filled = [number for number, values in table.columns.items() if not is_blank(values[at])]
    whole = len(filled) > 1 and all(table.marks.struck.get((row, number)) == "" for number in filled)
    return filled[0] if whole else ""


def _in_cell(part: str) -> Text:
    return Text(f'"{part}" di sel ini dicoret', f'"{part}" in this cell is struck out') if part else _CELL


RULE = Rule(
    id="STR-018",
    name="dicoret",
    severity="peringatan",
    basis="Permendagri 86/2017 dan PermenPAN-RB 53/2014: setiap sel tabel memuat data yang dapat dibaca",
    title=Text("Isi tabel dicoret", "Content of a table is struck out"),
    message=Text(
        '{problem}: "{value}". {read}',
        '{problem}: "{value}". {read}',
    ),
    suggestion=Text(
        "Hapus yang dicoret (barisnya, selnya, atau bagian teksnya) bila tidak berlaku lagi; bila berlaku, hilangkan coretannya "
        "(Format Sel, Fon, Dicoret).",
        "Delete what is struck out (the row, the cell or the part of its text) if it no longer holds; else remove the strike "
        "(Format Cells, Font, Strikethrough).",
    ),
    explanation="Rancangan sering menandai yang dihapus dengan coretan (strikethrough), tetapi bagi rumus, jumlah, dan "
    "pemeriksaan isinya tetap ada: pagu yang dicoret tetap ikut dijumlahkan. Dokumen yang disampaikan memuat yang berlaku saja. "
    "Baris yang seluruh isinya dicoret dilaporkan sekali, di sel pertamanya; teks yang sebagian saja dicoret dilaporkan beserta "
    "bagian itu, karena terbaca bersama sisanya, kecuali angka lama yang dicoret di samping angka barunya. Coretan dari pemformatan bersyarat tidak dilihat.",
    check=check,
    causes=(CauseKind(keeps_formulas=True),),
    bad=Example((Strike("T-C.33", (17,), ("6",)),), finds="T-C.33!F17"),
    good=Example((Put("T-C.33", 17, "8", "Lihat lampiran"),)),
)
