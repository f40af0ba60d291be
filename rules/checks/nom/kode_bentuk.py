"""NOM-001: not a code of the decree's form."""

from __future__ import annotations

from rules.arrays import filled
from rules.comparison.other_decree import strangers
from rules.engine.example_table_edits import Example, Put
from rules.engine.rule import Rule, of_role
from rules.frames.judgement import Judgement
from rules.frames.meant_codes import written_as
from rules.frames.view import View
from rules.model.bilingual import NOTHING, Text
from rules.model.cause import CauseKind
from rules.values.codes import CodeStatus

_SIGNS = frozenset("0123456789.XOoIl|()[]{}<> ")
"""Of a cell that holds nothing else, no word is lost when its code is written into it."""


def check(view: View, column: str) -> Judgement:
    """Blame code cells that no reading turns into a code of the form the decree uses."""
    coded = (view.row_kind == "kode") & ~view.blank(column) & ~view.errors(column) & ~view.uncalculated(column)
    # A code in the digits of another decree that knows it is NOM-008's.
    stranger = filled(strangers(view))
    bad = coded & (view.levels.status == CodeStatus.MALFORMED) & ~stranger
    digits = [view.session.sub_digits(int(doc)) for doc in view.frame["doc"][bad]]
    shapes = [f"{'.'.join(['2', '17', '01', '2', '01'])}.{'6'.zfill(width or 2)}" for width in digits]
    inferred = view.levels.inferred
    codes = [code if certain else None for code, certain in zip(view.levels.code[bad], inferred[bad], strict=True)]
    spelled = [written_as(text) for text in view.text(column)[bad]]
    bare = [_SIGNS.issuperset(text) for text in view.text(column)[bad]]
    return view.judge(
        coded & ~stranger,
        bad,
        deferred=coded & stranger,
        certain=inferred & ~stranger,
        value=view.cells(column),
        expected=codes,
        fix=[code if only_signs else None for code, only_signs in zip(codes, bare, strict=True)],
        meant=[_meant(code, text) for code, text in zip(codes, spelled, strict=True)],
        advice=[
            Text(f"Tulis {code}.", f"Write {code}.") if code else _advice(shape)
            for code, shape in zip(codes, shapes, strict=True)
        ],
    )


def _meant(code: str | None, spelled: str) -> Text:
    if code:
        return Text(f"; maksudnya {code}, menurut kode di sekitarnya", f"; {code} is meant, by the codes around it")
    return Text(f"; mungkin maksudnya {spelled}", f"; perhaps {spelled} is meant") if spelled else NOTHING


def _advice(shape: str) -> Text:
    return Text(
        f"Tulis kode lengkap dengan titik, contoh sub kegiatan: {shape}.",
        f"Write the full code with dots, a sub kegiatan for example: {shape}.",
    )


RULE = Rule(
    id="NOM-001",
    name="kode-bentuk",
    severity="galat",
    basis="Permendagri 90/2019 beserta keputusan pemutakhirannya: susunan kode",
    title=Text("Bentuk kode salah", "Malformed code"),
    message=Text(
        '"{value}" bukan bentuk kode urusan, bidang, program, kegiatan, atau sub kegiatan{meant}.',
        '"{value}" is not the form of a code of urusan, bidang, program, kegiatan or sub kegiatan{meant}.',
    ),
    suggestion=Text("{advice}", "{advice}"),
    explanation="Kode tersusun dari urusan (1 angka), bidang (2), program (2), kegiatan (1 dan 2), dan sub kegiatan "
    "(2 atau 4 angka menurut keputusannya). Kode yang tidak berbentuk demikian tidak punya tempat dalam hierarki, "
    "sehingga jumlah di atasnya ditunda; kecuali bila kode di sekitarnya menyisakan tepat satu maksud (huruf O di tempat 0, "
    "kode dalam kurung, nama di belakang kode): baris itu dihitung menurut maksudnya.",
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
