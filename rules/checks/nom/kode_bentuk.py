"""NOM-001: not a code of the decree's form."""

from __future__ import annotations

from rules.arrays import filled
from rules.comparison.other_decree import strangers
from rules.engine.example_table_edits import Example, Put
from rules.engine.rule import Rule, of_role
from rules.frames.judgement import Judgement
from rules.frames.view import View
from rules.model.bilingual import Text
from rules.model.cause import CauseKind
from rules.values.codes import CodeStatus


def check(view: View, column: str) -> Judgement:
    """Blame code cells that no reading turns into a code of the form the decree uses."""
    coded = (view.row_kind == "kode") & ~view.blank(column) & ~view.errors(column) & ~view.uncalculated(column)
    # A code in the digits of another decree that knows it is NOM-008's.
    stranger = filled(strangers(view))
    bad = coded & (view.levels.status == CodeStatus.MALFORMED) & ~stranger
    digits = [view.session.sub_digits(int(doc)) for doc in view.frame["doc"][bad]]
    shapes = [f"{'.'.join(['2', '17', '01', '2', '01'])}.{'6'.zfill(width or 2)}" for width in digits]
    return view.judge(coded & ~stranger, bad, deferred=coded & stranger, value=view.cells(column), shape=shapes)


RULE = Rule(
    id="NOM-001",
    name="kode-bentuk",
    severity="galat",
    basis="Permendagri 90/2019 beserta keputusan pemutakhirannya: susunan kode",
    title=Text("Bentuk kode salah", "Malformed code"),
    message=Text(
        '"{value}" bukan bentuk kode urusan, bidang, program, kegiatan, atau sub kegiatan.',
        '"{value}" is not the form of a code of urusan, bidang, program, kegiatan or sub kegiatan.',
    ),
    suggestion=Text(
        "Tulis kode lengkap dengan titik, contoh sub kegiatan: {shape}.",
        "Write the full code with dots, a sub kegiatan for example: {shape}.",
    ),
    explanation="Kode tersusun dari urusan (1 angka), bidang (2), program (2), kegiatan (1 dan 2), dan sub kegiatan "
    "(2 atau 4 angka menurut keputusannya). Kode yang tidak berbentuk demikian tidak punya tempat dalam hierarki, "
    "sehingga jumlah di atasnya ditunda.",
    check=check,
    columns=of_role("kode"),
    spoils=("code", "place"),
    causes=(
        CauseKind(
            remedy=Text(
                "Tulis kode lengkap dengan titik, contoh sub kegiatan: 2.17.01.2.06.05.",
                "Write the whole code with dots, as in 2.17.01.2.06.05.",
            )
        ),
    ),
    bad=Example((Put("T-C.33", 17, "1", "2.17.01.2.06.O5"),), finds="T-C.33!A17"),
    good=Example((Put("T-C.33", 17, "1", " 2.17.01.2.06.05 "),)),
)
