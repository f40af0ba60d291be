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


def check(view: StackedRows, column: str) -> Judgement:
    """Blame columns that are gone, unnumbered, or whose heading no longer resembles the official one."""
    limit, known = view.session.pack.thresholds["judul"], layouts()
    told = zip(
        *(view.cells(name) for name in ("doc", "tabel", "sheet", "numbered", column, "resmi", "key", "coded")),
        strict=True,
    )
    heads: dict[tuple[int, str, str], list[tuple[Any, ...]]] = {}
    for row, (doc, table, sheet, numbered, found, official, number, coded) in enumerate(told):
        spec = known[table].columns[number]
        # Some forms print group and heading in one cell: `Target Renstra PD (2024)`.
        over = f"{spec.group} {spec.subgroup}"
        names = (official, *spec.also, *(f"{over} {name}" for name in (official, *spec.also)))
        if coded:
            # Some offices print `No` over their codes.
            names = (*names, found)
        # Which years those of the Renstra are may be unknown.
        year = spec.period is not None
        place = (row, found, names, year, numbered or not known[table].numbered)
        heads.setdefault((doc, table, sheet), []).append(place)
    problems: dict[int, Text] = {}
    for head in heads.values():
        no_numbers = not any(numbered for *_, numbered in head)
        for number, (row, found, names, year, numbered) in enumerate(head):
            if not isinstance(found, str):
                problems[row] = _MISSING
            elif max(_alike(found, name, year) for name in names) < limit:
                problems[row] = Text(_RENAMED.id.format(found), _RENAMED.en.format(found)) if found else _UNTITLED
            elif no_numbers and not number:
                problems[row] = _NO_NUMBERS
            elif not no_numbers and not numbered:
                problems[row] = _UNNUMBERED
    bad = at_rows(problems, len(view.frame))
    return view.judge(
        np.ones(len(bad), dtype=bool),
        bad,
        value=view.cells(column),
        expected=view.cells("resmi"),
        problem=[problems[row] for row in sorted(problems)],
        severity=["catatan" if problems[row] in _OF_NUMBERS else None for row in sorted(problems)],
        cause=["nomor" if problems[row] in _OF_NUMBERS else "" for row in sorted(problems)],
    )


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
