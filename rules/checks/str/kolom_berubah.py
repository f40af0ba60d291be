"""STR-002: an official heading or column number is missing, moved or renamed."""

from __future__ import annotations

import re
from functools import lru_cache

import pandas as pd

from rules.headings import plain_heading
from rules.judgement import Judgement
from rules.layout import layouts
from rules.rule import Example, Retitle, Rule, Text
from rules.view import View

_MISSING = Text("kolom ini tidak ditemukan", "the column is missing")
_UNNUMBERED = Text("nomor kolomnya tidak ada", "its column number is missing")
_NO_NUMBERS = Text("baris nomor kolom tidak ada", "the column-number row is missing")
_RENAMED = Text('judulnya "{}"', 'its heading is "{}"')


@lru_cache(maxsize=16384)
def _alike(found: str, official: str) -> float:
    from rapidfuzz import fuzz

    if found and not plain_heading(official):
        # A heading that is nothing but a year, which is STR-013's.
        return 0.0 if re.fullmatch(r"[^\d]*", found) else 100.0
    return float(fuzz.token_set_ratio(plain_heading(found), plain_heading(official)))


def check(view: View, column: str) -> Judgement:
    """Blame columns that are gone, unnumbered, or whose heading no longer resembles the official one."""
    frame, limit = view.frame, view.session.pack.thresholds["judul"]
    found = frame[column].fillna("").astype(str)
    missing = frame[column].isna()
    numbered = frame["numbered"].astype(bool)
    group = [frame["doc"], frame["tabel"], frame["sheet"]]
    unnumbered = ~frame["tabel"].map(lambda name: layouts()[name].numbered).astype(bool)
    numbered |= unnumbered
    no_numbers = ~numbered.groupby(group).transform("any")
    likeness = pd.Series(
        [_alike(text, official) for text, official in zip(found, frame["resmi"], strict=True)], index=frame.index
    )
    renamed = ~missing & (likeness < limit)
    first = ~frame.duplicated(["doc", "tabel", "sheet"])
    bad = missing | renamed | (~numbered & ~no_numbers) | (no_numbers & first)
    problems = [
        _MISSING
        if missing[row]
        else Text(_RENAMED.id.format(found[row]), _RENAMED.en.format(found[row]))
        if renamed[row]
        else _NO_NUMBERS
        if no_numbers[row]
        else _UNNUMBERED
        for row in frame.index[bad]
    ]
    everything = pd.Series(True, index=frame.index)
    return view.judge(everything, bad, value=frame[column], expected=frame["resmi"], problem=problems)


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
    "namanya membuat angka dibaca sebagai hal lain.",
    check=check,
    bad=Example((Retitle("T-C.33", "7", "Rekening"),), finds="T-C.33!G9"),
    good=Example((Retitle("T-C.33", "7", "SUMBER  DANA"),)),
)
