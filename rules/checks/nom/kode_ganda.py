"""NOM-006: the same code twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from rules.arrays import Mask
from rules.engine.example_table_edits import Example, Insert, Put
from rules.engine.rule import Rule, of_role
from rules.frames.judgement import Judgement
from rules.frames.tree import code_keys, parent_keys
from rules.frames.view import View
from rules.model.bilingual import NOTHING, Text
from rules.model.cause import CauseKind

_TABLE_TWICE = "tabel-ganda"
_MISTYPED = "salah ketik"
_FEWEST = 3
"""Codes that two tables share before one may be a copy of the other; they are half of its codes, or more."""
_MORE = Text(
    ", dan {n} kode lain juga: {table} ada di lembar '{sheet}' dan '{again}'",
    ", and so do {n} more: {table} stands in the sheets '{sheet}' and '{again}'",
)
_MORE_HERE = Text(
    ", dan {n} kode lain juga: {table} ada dua kali di lembar '{sheet}'",
    ", and so do {n} more: {table} stands twice in the sheet '{sheet}'",
)


def check(view: View, column: str) -> Judgement:
    """Blame later rows with a code that already stands in the table; continuation lines are none.

    A table that stands twice is blamed once, in the first code that it repeats.
    """
    swapped = view.blamed(column, "NOM-014")
    coded = view.coded & ~swapped
    keys, first = code_keys(view), dict[str, int]()
    found = [(row, first.setdefault(keys[row], row)) for row in np.flatnonzero(coded).tolist()]
    earlier = {row: before for row, before in found if before != row}
    copies = _copies(view, coded, earlier)
    led = {rows[0]: rows for rows in copies}
    elsewhere, again = np.zeros(len(coded), dtype=bool), np.zeros(len(coded), dtype=bool)
    elsewhere[[row for rows in copies for row in rows[1:]]] = True
    again[list(earlier)] = True
    blamed = np.flatnonzero(again & ~elsewhere).tolist()
    meant = [None if row in led else _missing_here(view, row, set(keys[coded])) for row in blamed]
    judgement = view.judge(
        coded,
        again & ~elsewhere,
        deferred=view.coded & swapped,
        value=view.levels.code,
        first=[_place(view, column, row, earlier[row]) for row in blamed],
        more=[_more(view, earlier[row], led[row]) if row in led else NOTHING for row in blamed],
        expected=[None if other is None else other.code for other in meant],
        offer=[NOTHING if other is None else other.offer for other in meant],
        cause=[
            _TABLE_TWICE if row in led else _MISTYPED if other else "" for row, other in zip(blamed, meant, strict=True)
        ],
    )
    return replace(judgement, elsewhere=elsewhere)


@dataclass(frozen=True, slots=True)
class _Meant:
    """The code that a row should bear, with its name, and the table in which it stands."""

    code: str
    name: str
    table: str

    @property
    def offer(self) -> Text:
        """What to do, if that is so and if it is not."""
        whose = f"{self.code} ({self.name})" if self.name else self.code
        return Text(
            f"Bila yang dimaksud {whose}, yang ada di {self.table} tetapi tidak di sini, perbaiki kodenya; bila memang "
            "kode yang sama, gabungkan kedua baris.",
            f"If {whose} is meant, which stands in {self.table} but not here, mend the code; if it is the same code, "
            "merge the rows.",
        )


def _missing_here(view: View, row: int, here: Collection[str]) -> _Meant | None:
    """The one code beside a row's that another table lists and this one lacks."""
    for other in view.session.group(view):
        beside = (
            other.coded
            & (parent_keys(other) == parent_keys(view)[row])
            & (other.levels.level == view.levels.level[row])
        )
        absent = [at for at in np.flatnonzero(beside).tolist() if code_keys(other)[at] not in here]
        if len(absent) == 1:
            return _Meant(other.levels.code[absent[0]], other.names[absent[0]], other.layout.place)
    return None


def _copies(view: View, coded: Mask, earlier: Mapping[int, int]) -> list[list[int]]:
    """The rows of each table that repeats another one: most of its codes stand there already."""
    pieces = np.cumsum([not table.recognition.continues for table in view.tables])
    whole = pieces[view.table_numbers]
    codes = Counter(whole[coded].tolist())
    shared: dict[tuple[int, int], list[int]] = {}
    for row, before in earlier.items():
        shared.setdefault((int(whole[before]), int(whole[row])), []).append(row)
    return [
        rows for (one, other), rows in shared.items() if one != other and len(rows) >= max(_FEWEST, codes[other] / 2)
    ]


def _place(view: View, column: str, row: int, before: int) -> Text:
    """Where a code stands already: its row, and in another sheet its cell."""
    sheet, number = view.place(before)
    if sheet == view.place(row)[0]:
        return Text(f"baris {number}", f"row {number}")
    cell = "!".join(view.cell(column, before))
    return Text(cell, cell)


def _more(view: View, before: int, rows: Sequence[int]) -> Text:
    said = {"n": len(rows) - 1, "table": view.name, "sheet": view.place(before)[0], "again": view.place(rows[0])[0]}
    more = _MORE_HERE if said["sheet"] == said["again"] else _MORE
    return Text(more.id.format(**said), more.en.format(**said))


_TWIN = {"1": "2.17.04.2.01.02", "2": "Penghargaan Kesehatan KSP/USP Koperasi Kewenangan Kabupaten/Kota",
         "3": "Jumlah Koperasi yang Menerima Penghargaan", "4": "Kota Bekasi", "5": "5 Unit Usaha", "6": 50_000_000,
         "7": "Pendapatan Asli Daerah (PAD)", "9": "5 Unit Usaha", "10": 50_000_000}  # fmt: skip

RULE = Rule(
    id="NOM-006",
    name="kode-ganda",
    severity="galat",
    basis="Permendagri 90/2019: satu kode untuk satu nomenklatur",
    title=Text("Kode tercantum dua kali", "Code listed twice"),
    message=Text("Kode {value} sudah ada di {first}{more}.", "Code {value} already stands in {first}{more}."),
    suggestion=Text(
        "Gabungkan kedua baris; indikator tambahan ditulis di baris bawahnya tanpa kode dan tanpa pagu.",
        "Merge the rows; write further indicators below without code and money.",
    ),
    explanation="Satu program, kegiatan, atau sub kegiatan hanya satu kali tercantum, agar pagunya tidak terhitung dua "
    "kali. Baris lanjutan untuk indikator berikutnya (tanpa pagu) bukan kode ganda.",
    check=check,
    columns=of_role("kode"),
    spoils=("place",),
    waits=("NOM-014",),
    causes=(
        CauseKind(keeps_formulas=True),
        CauseKind(
            _MISTYPED,
            Text(
                "Kode tercantum dua kali, satu diduga salah ketik", "Code listed twice, one of them probably mistyped"
            ),
            Text(
                "Perbaiki kode baris yang sub kegiatannya lain; bila memang sama, gabungkan kedua baris.",
                "Mend the code of the row that is another sub kegiatan; if they are the same, merge the rows.",
            ),
            keeps_formulas=True,
            advice=Text("{offer}", "{offer}"),
        ),
        CauseKind(
            _TABLE_TWICE,
            Text("Satu tabel ada dua kali", "One table stands twice"),
            Text(
                "Sisakan satu: hapus yang lain, atau pindahkan ke buku kerja tersendiri.",
                "Keep one: delete the other, or move it to a workbook of its own.",
            ),
            keeps_formulas=True,
        ),
    ),
    bad=Example((Insert("T-C.33", 22, _TWIN),), finds="T-C.33!A23"),
    good=Example((Put("T-C.33", 15, "1", "2.17.01"),)),
)
