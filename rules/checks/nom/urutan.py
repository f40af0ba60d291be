"""NOM-013: codes not ascending, or children not under their parent."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

import numpy as np

from rules.engine.example_table_edits import Example, Put
from rules.engine.rule import Rule, of_role
from rules.frames.judgement import Judgement
from rules.frames.tree import misfiled, with_children
from rules.frames.view import View
from rules.frames.wholes import wholes
from rules.model.bilingual import Text
from rules.model.cause import CauseKind
from rules.values.codes import sort_key


def out_of_place(keys: list[tuple[str, ...]]) -> list[int]:
    """Positions to leave out so that the rest ascends; as few as possible.

    >>> out_of_place([("1",), ("9",), ("2",), ("3",)])
    [1]
    """
    if all(one <= other for one, other in pairwise(keys)):
        return []
    tails: list[tuple[str, ...]] = []
    ends: list[int] = []
    before: list[int] = []
    for position, key in enumerate(keys):
        place = bisect_left(tails, key)
        before.append(ends[place - 1] if place else -1)
        if place == len(tails):
            tails.append(key)
            ends.append(position)
        else:
            tails[place], ends[place] = key, position
    kept, at = set(), ends[-1]
    while at >= 0:
        kept.add(at)
        at = before[at]
    return [position for position in range(len(keys)) if position not in kept]


def check(view: View, column: str) -> Judgement:
    """Blame the fewest rows that break the ascending order; rows blamed for their code are left out."""
    other = view.blamed(column, "NOM-002", "NOM-008", "NOM-006", "NOM-007", "NOM-014")
    other |= with_children(view, view.blamed(column, "NOM-009")) | misfiled(view)
    judged = view.coded & ~other
    bad = np.zeros(len(judged), dtype=bool)
    # Program 01 as the decree lists it, for any bidang, stands before the codes of one, or behind them.
    sheets: dict[tuple[int, str, bool], list[int]] = {}
    whole, names = wholes(view).tolist(), view.cells("sheet")
    for row in np.flatnonzero(judged).tolist():
        sheets.setdefault((whole[row], names[row], view.levels.code[row].startswith("X")), []).append(row)
    for rows in sheets.values():
        bad[[rows[at] for at in out_of_place([sort_key(view.levels.code[row]) for row in rows])]] = True
    return view.judge(judged, bad, deferred=view.coded & other, value=view.levels.code)


RULE = Rule(
    id="NOM-013",
    name="urutan",
    severity="peringatan",
    basis="Permendagri 86/2017: tabel disusun menurut urutan kode",
    title=Text("Urutan kode tidak menaik", "Codes out of order"),
    message=Text("Baris {value} tidak pada urutannya.", "Row {value} is out of order."),
    suggestion=Text(
        "Pindahkan baris ini ke bawah induknya, menurut urutan kode.", "Move the row below its parent, in order of codes."
    ),
    explanation="Tabel disusun menaik menurut kode, anak tepat di bawah induknya. Yang dilaporkan hanya baris yang perlu "
    "dipindah, sesedikit mungkin.",
    check=check,
    columns=of_role("kode"),
    waits=("NOM-002", "NOM-006", "NOM-007", "NOM-008", "NOM-009", "NOM-014"),
    causes=(CauseKind(keeps_formulas=True),),
    bad=Example(
        tuple(Put("T-C.33", row, number, value)
              for row, values in (
                  (17, ("2.17.01.2.06.09", "Penyelenggaraan Rapat Koordinasi dan Konsultasi SKPD",
                        "Jumlah Laporan Penyelenggaraan Rapat Koordinasi dan Konsultasi SKPD", "12 Laporan",
                        160_000_000, "12 Laporan", 160_000_000)),
                  (18, ("2.17.01.2.06.05", "Penyediaan Barang Cetakan dan Penggandaan",
                        "Jumlah Paket Barang Cetakan dan Penggandaan yang Disediakan", "3 Paket",
                        30_000_000, "3 Paket", 33_000_000)))
              for number, value in zip(("1", "2", "3", "5", "6", "9", "10"), values, strict=True)),
        finds="T-C.33!A17",
    ),
    good=Example((Put("T-C.33", 17, "8", "Urutan menurut kode"),)),
)  # fmt: skip
