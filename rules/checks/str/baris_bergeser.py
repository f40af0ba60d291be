"""STR-014: the cells of a row stand in other columns than their headings say."""

from __future__ import annotations

import pandas as pd

from rules.judgement import Judgement
from rules.layout import Layout
from rules.rule import Example, Put, Rule, Shift, Text
from rules.view import View

_RIGHT, _LEFT = Text("kanan", "right"), Text("kiri", "left")


def _columns(layout: Layout) -> list[str]:
    return list(layout.official)


def check(view: View, column: str) -> Judgement:
    """Blame the first filled cell of each row that was read further left or right than its headings."""
    shifts = [
        view.tables[table].shifted.get(row, 0)
        for table, row in zip(view.frame["table"], view.frame["row"], strict=True)
    ]
    moved = pd.Series(shifts, index=view.frame.index, dtype="int64")
    official = list(view.layout.official)
    first = ~view.blank(column)
    for before in official[: official.index(column)]:
        first &= view.blank(before)
    bad = (moved != 0) & first
    return view.judge(
        view.has(column) & first,
        bad,
        value=view.frame[column],
        cells=[abs(by) for by in moved[bad]],
        side=[_RIGHT if by > 0 else _LEFT for by in moved[bad]],
    )


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
    bad=Example((Shift("T-C.33", 17, -2),), finds="T-C.33!A17"),
    good=Example((Put("T-C.33", 17, "8", "Lihat lampiran"),)),
)
