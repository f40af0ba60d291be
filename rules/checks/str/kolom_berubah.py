"""STR-002: an official heading or column number is missing, moved or renamed."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import numpy as np

from rules.arrays import at_rows
from rules.engine.example_table_edits import Example, Retitle
from rules.engine.rule import Rule
from rules.frames.judgement import Judgement
from rules.frames.stacked_rows import StackedRows
from rules.model.bilingual import Text
from rules.model.cause import CauseKind
from rules.record import record
from rules.schema.layout import layouts
from rules.values.text import plain_heading

_MISSING = Text("kolom ini tidak ditemukan", "the column is missing")
_UNNUMBERED = Text("nomor kolomnya tidak ada", "its column number is missing")
_NO_NUMBERS = Text("baris nomor kolom tidak ada", "the column-number row is missing")
_UNTITLED = Text("judulnya kosong", "it has no heading")
_RENAMED = Text('judulnya "{}"', 'its heading is "{}"')
_OF_NUMBERS = (_UNNUMBERED, _NO_NUMBERS)
"""What weighs less, because the heading tells what the column is: many offices and applications print no numbers."""

_YEAR = "tahun"


@lru_cache(maxsize=16384)
def _alike(found: str, official: str, year: bool) -> float:
    from rapidfuzz import fuzz

    if found and (year or not plain_heading(official)):
        # A heading that is nothing but a year, which is STR-013's.
        return 0.0 if re.fullmatch(r"[^\d]*", found) else 100.0
    if plain_heading(official) == _YEAR and not plain_heading(found):
        # The year alone, without that word.
        return 100.0 if any(map(str.isdigit, found)) else 0.0
    return float(fuzz.token_set_ratio(plain_heading(found), plain_heading(official)))


@record
class _PrintedHeading:
    """The heading of one official column: as it is printed (no text where the column is missing), and what it may be."""

    row: int
    text: Any
    names: tuple[str, ...]
    of_a_year: bool
    numbered: bool

    def resembles(self, limit: float) -> bool:
        """Whether it is like one of the names it may have."""
        return max(_alike(self.text, name, self.of_a_year) for name in self.names) >= limit


def check(view: StackedRows, column: str) -> Judgement:
    """Blame columns that are gone, unnumbered, or whose heading no longer resembles the official one."""
    limit = view.session.pack.thresholds["judul"]
    problems: dict[int, Text] = {}
    for head in _heads(view, column):
        no_numbers = not any(heading.numbered for heading in head)
        for heading in head:
            if not isinstance(heading.text, str):
                problems[heading.row] = _MISSING
            elif not heading.resembles(limit):
                renamed = Text(_RENAMED.id.format(heading.text), _RENAMED.en.format(heading.text))
                problems[heading.row] = renamed if heading.text else _UNTITLED
            elif no_numbers and heading is head[0]:
                problems[heading.row] = _NO_NUMBERS
            elif not no_numbers and not heading.numbered:
                problems[heading.row] = _UNNUMBERED
    bad = at_rows(problems, len(view.frame))
    told = [problems[row] for row in sorted(problems)]
    return view.judge(
        np.ones(len(bad), dtype=bool),
        bad,
        value=view.cells(column),
        expected=view.cells("resmi"),
        problem=told,
        severity=["catatan" if problem in _OF_NUMBERS else None for problem in told],
        cause=["nomor" if problem in _OF_NUMBERS else "" for problem in told],
    )


def _heads(view: StackedRows, column: str) -> list[list[_PrintedHeading]]:
    """The headings of each table, in the order of its columns."""
    names = ("doc", "tabel", "sheet", "numbered", column, "resmi", "key", "coded")
    heads: dict[tuple[int, str, str], list[_PrintedHeading]] = {}
    rows = zip(*map(view.cells, names), strict=True)
    for row, (doc, table, sheet, numbered, text, official, number, coded) in enumerate(rows):
        layout = layouts()[table]
        spec = layout.columns[number]
        # Some forms print group and heading in one cell: `Target Renstra PD (2024)`.
        over = f"{spec.group} {spec.subgroup}"
        known = (official, *spec.also, *(f"{over} {name}" for name in (official, *spec.also)))
        heading = _PrintedHeading(
            row,
            text,
            # Some offices print `No` over their codes.
            (*known, text) if coded else known,
            # Which years those of the Renstra are may be unknown.
            of_a_year=spec.period is not None,
            numbered=numbered or not layout.numbered,
        )
        heads.setdefault((doc, table, sheet), []).append(heading)
    return list(heads.values())


RULE = Rule(
    id="STR-002",
    name="kolom-berubah",
    severity="galat",
    subject="kolom",
    basis="Permendagri 86/2017, bentuk tabel Renja Perangkat Daerah",
    title=Text("Judul atau nomor kolom resmi berubah", "Official heading or column number changed"),
    message=Text(
        'Kolom {key} tabel {tabel} ("{expected}"): {problem}.', 'Column {key} of {tabel} ("{expected}"): {problem}.'
    ),
    suggestion=Text(
        "Kembalikan judul dan nomor kolom seperti tabel resmi; kolom tambahan diletakkan di luar tabel.",
        "Restore the official heading and column number; put extra columns outside the table.",
    ),
    explanation="Judul dan nomor kolom menentukan arti setiap angka. Kolom yang dihapus, digeser, atau diganti "
    "namanya membuat angka dibaca sebagai hal lain. Nomor yang tidak dicetak hanya catatan: judulnya sudah "
    "menyebut kolomnya.",
    check=check,
    causes=(
        CauseKind(),
        CauseKind(
            "nomor",
            Text("Nomor kolom tidak dicetak", "Column numbers are not printed"),
            Text(
                "Cetak nomor kolom di bawah judulnya seperti tabel resmi.",
                "Print the column numbers under the headings as the official table does.",
            ),
        ),
    ),
    bad=Example((Retitle("T-C.33", "7", "Rekening"),), finds="T-C.33!G9"),
    good=Example((Retitle("T-C.33", "7", "SUMBER  DANA"),)),
)
