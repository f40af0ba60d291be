"""NOM-011: a code stored as a number."""

from __future__ import annotations

from rules.codes import CodeStatus
from rules.judgement import Judgement
from rules.rule import Example, Put, Rule, Text, of_role
from rules.view import View


def check(view: View, column: str) -> Judgement:
    """Blame code cells that Excel holds as numbers: what was typed can no longer be told."""
    coded = (view.row_kind == "kode") & ~view.blank(column)
    return view.judge(coded, coded & (view.codes["status"] == CodeStatus.NUMBER.value), value=view.cells(column))


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
    bad=Example((Put("T-C.33", 13, "1", 2.17),), finds="T-C.33!A13"),
    good=Example((Put("T-C.33", 13, "1", "2.17"),)),
)
