"""NOM-014: code and name each exist, but not together."""

from __future__ import annotations

from itertools import takewhile

from rules.arrays import filled
from rules.comparison.nomenclature import codes_named, differs, missing_reference, per_value, referenced
from rules.engine.example_table_edits import Example, Put
from rules.engine.rule import Rule, of_role
from rules.frames.judgement import Judgement
from rules.frames.view import View
from rules.model.bilingual import Text
from rules.values.codes import level_of


def _shared(one: str, other: str) -> int:
    """How many segments two codes have in common from the left."""
    return sum(
        1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one.split("."), other.split("."), strict=False))
    )


def check(view: View, column: str) -> Judgement:
    """Blame codes whose row bears the official name of another code of the same level."""
    known = referenced(view)
    names, codes = view.text(view.column_of("uraian")), view.levels.official
    checked = filled(known.name) & (names != "")
    doubtful = checked & differs(view, checked, names, known.name)

    def owner(row: int) -> str | None:
        code = codes[row]
        found = [x for x in codes_named(view, row, names[row]) if level_of(x) == level_of(code)]
        # Of several codes with one name the one that shares most of its beginning with the code.
        return max(found, key=lambda other: (_shared(code, other), other), default=None)

    found = per_value(view, doubtful, owner, codes, names)
    return view.judge(
        checked,
        doubtful & filled(found),
        skipped=missing_reference(view),
        value=view.levels.code,
        expected=found,
        name=names,
        official=known.name,
    )


RULE = Rule(
    id="NOM-014",
    name="kode-nama-tertukar",
    severity="galat",
    basis="Permendagri 90/2019 beserta keputusan pemutakhirannya: pasangan kode dan nomenklatur",
    title=Text("Kode dan nama tertukar", "Code and name mixed up"),
    message=Text(
        'Kode {value} adalah "{official}", tetapi nama di baris ini milik kode {expected}.',
        'Code {value} is "{official}", but the name in this row belongs to code {expected}.',
    ),
    suggestion=Text(
        "Tentukan mana yang dimaksud, lalu samakan kode dan nama.",
        "Decide which is meant and make code and name agree.",
    ),
    explanation="Kode dan nama masing-masing ada dalam keputusan, tetapi bukan pasangannya. Anggaran akan jatuh ke "
    "kegiatan yang salah.",
    check=check,
    columns=of_role("kode"),
    spoils=("place",),
    bad=Example(
        (Put("T-C.33", 22, "2", "Pelaksanaan Penilaian Kesehatan KSP/USP Koperasi Kewenangan Kabupaten/Kota"),),
        finds="T-C.33!A22",
    ),
    good=Example((Put("T-C.33", 22, "2", "Penghargaan Kesehatan KSP/USP Koperasi Kewenangan Kab/Kota"),)),
)
