"""STR-014: the cells of a row stand in other columns than their headings say."""

from __future__ import annotations

import numpy as np

from rules.arrays import Mask, Numbers
from rules.engine.example_table_edits import Example, Put, Shift
from rules.engine.rule import Rule
from rules.frames.judgement import Judgement
from rules.frames.memo import once
from rules.frames.view import View
from rules.model.bilingual import Text
from rules.model.cause import CauseKind
from rules.schema.layout import Layout

_RIGHT, _LEFT = Text("kanan", "right"), Text("kiri", "left")


def _columns(layout: Layout) -> list[str]:
    return list(layout.official)


def check(view: View, column: str) -> Judgement:
    """Blame the first filled cell of each row that was read further left or right than its headings."""
    first, moved = _first_filled(view)[column], _shifts(view)
    bad = (moved != 0) & first
    return view.judge(
        view.has(column) & first,
        bad,
        value=view.cells(column),
        cells=[abs(by) for by in moved[bad]],
        side=[_RIGHT if by > 0 else _LEFT for by in moved[bad]],
    )


@once
def _shifts(view: View) -> Numbers:
    """By how many columns each row stands further right than its headings."""
    return np.array([table.placing.shifted.get(row, 0) for table in view.tables for row in table.rows], dtype=np.intp)


@once
def _first_filled(view: View) -> dict[str, Mask]:
    """Where each column holds the first filled cell of its row."""
    found, blank = {}, np.ones(len(view.frame), dtype=bool)
    for column in view.layout.official:
        found[column] = blank & ~view.blank(column)
        blank = blank & view.blank(column)
    return found


RULE = Rule(
    id="STR-014",
    name="baris-bergeser",
    severity="peringatan",
    basis="Permendagri 86/2017, bentuk tabel Renja Perangkat Daerah",
    title=Text("Isi baris bergeser dari judul kolomnya", "Cells of a row stand beside their headings"),
    message=Text(
        "Isi baris ini berada {cells} kolom lebih ke {side} daripada judul kolomnya; dibaca di tempat yang cocok isinya.",
        "The cells of this row stand {cells} columns further {side} than their headings; they were read where they fit.",
    ),
    suggestion=Text(
        "Geser isi baris ini ke bawah judul kolomnya, lalu periksa kembali.",
        "Move the cells of this row under their headings and check again.",
    ),
    explanation="Tabel yang ditempel dari Word atau PDF kadang kehilangan sel kosong, sehingga isi satu baris bergeser. "
    "Baris itu tetap dibaca bila hanya ada satu tempat yang membuat setiap isinya cocok dengan kolomnya: angka di kolom "
    "uang, kode di kolom kode, kata di kolom teks.",
    check=check,
    columns=_columns,
    causes=(CauseKind(keeps_formulas=True),),
    bad=Example((Shift("T-C.33", 17, -2),), finds="T-C.33!A17"),
    good=Example((Put("T-C.33", 17, "8", "Lihat lampiran"),)),
)
