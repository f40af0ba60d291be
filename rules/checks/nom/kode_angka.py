"""NOM-011: a code stored as a number."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np

from rules.engine.example_table_edits import Example, Put
from rules.engine.rule import Rule, of_role
from rules.frames.judgement import Judgement
from rules.frames.view import View
from rules.model.bilingual import Text
from rules.values.cells import as_text
from rules.values.codes import CodeStatus
from rules.values.codes_made_numbers import before_excel, day_of


def check(view: View, column: str) -> Judgement:
    """Blame code cells that Excel holds as numbers or dates; what was typed is certain where the next code below begins so."""
    coded = (view.row_kind == "kode") & ~view.blank(column)
    bad = coded & (view.levels.status == CodeStatus.NUMBER)
    rows = np.flatnonzero(bad).tolist()
    if not rows:
        return view.judge(coded, bad)
    present = set(zip(view.docs.tolist(), view.levels.code, strict=True))
    maybe = [
        [code for code in before_excel(view.cells(column)[row]) if (view.doc_of(row), code) not in present]
        for row in rows
    ]
    inferred, codes = view.levels.inferred, view.levels.code
    certain = [codes[row] if inferred[row] else None for row in rows]
    return view.judge(
        coded,
        bad,
        value=view.cells(column),
        expected=certain,
        what=[
            _what((code and day_of(value, code)) or value)
            for value, code in zip(view.cells(column)[rows], certain, strict=True)
        ],
        was=[_was(code, known) for code, known in zip(certain, maybe, strict=True)],
        fix=certain,
        certain=inferred,
    )


def _what(value: Any) -> Text:
    if isinstance(value, dt.date):
        said = f"{value:%d-%m-%Y}"
        return Text(f"Excel mengubah kode ini menjadi tanggal {said}", f"Excel made this code the date {said}")
    if isinstance(value, str | dt.time | dt.timedelta) and not as_text(value).isdecimal():
        said = as_text(value)
        if said[2:3] == ":" or said[1:2] == ":":
            return Text(f"Excel mengubah kode ini menjadi jam {said}", f"Excel made this code the time {said}")
        return Text(f"Excel mengubah kode ini menjadi tanggal {said}", f"Excel made this code the date {said}")
    said = as_text(value).replace(".", ",")
    return Text(
        f"Kode ini tersimpan sebagai angka {said}; nol di belakangnya bisa hilang (1.10 menjadi 1,1)",
        f"This code is stored as the number {said}; trailing zeros may be lost (1.10 became 1.1)",
    )


def _was(certain: str | None, maybe: list[str]) -> Text:
    if certain:
        return Text(f"semula {certain}, menurut kode di sekitarnya", f"it was {certain}, by the codes around it")
    codes = " / ".join(maybe)
    return (
        Text(f"mungkin semula {codes}", f"it may have been {codes}")
        if maybe
        else Text("kode semula tidak pasti", "what it was is uncertain")
    )


RULE = Rule(
    id="NOM-011",
    name="kode-angka",
    severity="galat",
    basis="Permendagri 90/2019 beserta keputusan pemutakhirannya: susunan kode",
    title=Text("Kode tersimpan sebagai angka", "Code stored as a number"),
    message=Text(
        "{what}; {was}.",
        "{what}; {was}.",
    ),
    suggestion=Text(
        "Ubah format seluruh kolom kode menjadi Teks sebelum mengetik, lalu ketik ulang kodenya.",
        "Format the whole column of codes as Text before typing, then type the code again.",
    ),
    explanation="Excel menganggap 1.10 sebagai angka 1,1 dan 1.02.01 sebagai tanggal 1 Februari 2001 atau jam 01:02:01. Kode semula pasti, dan `renja fix` "
    "mengembalikannya, bila tepat satu bacaan belum ada di tabel itu dan cocok dengan kode di atas dan di bawahnya; baris itu dihitung menurut kode semula. "
    "Kode harus berupa teks agar tidak berubah.",
    check=check,
    columns=of_role("kode"),
    spoils=("code", "place"),
    bad=Example((Put("T-C.33", 13, "1", 2.17),), finds="T-C.33!A13"),
    good=Example((Put("T-C.33", 13, "1", "2.17"),)),
)
