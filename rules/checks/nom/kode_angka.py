"""NOM-011: a code stored as a number."""

from __future__ import annotations

from rules.engine.edits import Example, Put
from rules.engine.rule import Rule, of_role
from rules.frames.judgement import Judgement
from rules.frames.view import View
from rules.model.bilingual import Text
from rules.values.codes import CodeStatus


def check(view: View, column: str) -> Judgement:
    """Blame code cells that Excel holds as numbers: what was typed can no longer be told."""
    coded = (view.row_kind == "kode") & ~view.blank(column)
    return view.judge(coded, coded & (view.levels.status == CodeStatus.NUMBER), value=view.cells(column))


RULE = Rule(
    id="NOM-011",
    name="kode-angka",
    severity="galat",
    basis="Permendagri 90/2019 beserta keputusan pemutakhirannya: susunan kode",
    title=Text("Kode tersimpan sebagai angka", "Code stored as a number"),
    message=Text(
        "Kode ini tersimpan sebagai angka {value}; nol di belakangnya bisa hilang (1.10 menjadi 1,1).",
        "This code is stored as the number {value}; trailing zeros may be lost (1.10 became 1.1).",
    ),
    suggestion=Text(
        "Ubah format sel menjadi Teks, lalu ketik ulang kodenya.", "Format the cell as Text, then type the code again."
    ),
    explanation="Excel menganggap 1.10 sebagai angka 1,1. Kode harus berupa teks agar tidak berubah.",
    check=check,
    columns=of_role("kode"),
    spoils=("code", "place"),
    bad=Example((Put("T-C.33", 13, "1", 2.17),), finds="T-C.33!A13"),
    good=Example((Put("T-C.33", 13, "1", "2.17"),)),
)
