"""NOM-002: a well-formed code that the decree in force does not know."""

from __future__ import annotations

from rules.arrays import filled, within
from rules.comparison.nomenclature import per_value, reference_of, referenced, untold_codes
from rules.comparison.other_decree import strangers
from rules.engine.example_table_edits import Example, Put
from rules.engine.rule import Rule, of_role
from rules.frames.judgement import Judgement
from rules.frames.tree import code_keys, parent_keys
from rules.frames.view import View
from rules.model.bilingual import Text
from rules.model.cause import CauseKind
from rules.nomenclature.nearest_codes import nearest_codes

_NOTHING_NEAR = Text("Periksa kode pada keputusan nomenklatur.", "Look the code up in the decree.")


def _offer(near: list[tuple[str, str]]) -> Text:
    if not near:
        return _NOTHING_NEAR
    listed = "; ".join(f"{code} {name}" for code, name in near)
    return Text(f"Yang terdekat: {listed}.", f"Nearest: {listed}.")


def _told(near: list[tuple[str, str]]) -> tuple[str | None, Text]:
    return near[0][0] if near else None, _offer(near)


def check(view: View, column: str) -> Judgement:
    """Blame codes that certainly do not exist; codes the reference cannot tell of are left unjudged."""
    known, codes, names = referenced(view), view.levels.official, view.names
    foreign = view.blamed(column, "NOM-007", "NOM-009")
    if foreign.any():
        foreign |= within(parent_keys(view), set(code_keys(view)[foreign]))
    stranger = filled(strangers(view))
    checked = known.judged & ~foreign & ~stranger
    unknown = known.unknown & ~foreign
    # Children of an unknown kegiatan or program follow from it; the topmost row stands for them.
    bad = checked & unknown & ~within(parent_keys(view), set(code_keys(view)[unknown]))

    def nearest(row: int) -> list[tuple[str, str]]:
        return nearest_codes(reference_of(view, row), codes[row], names[row])

    offers = per_value(view, bad, lambda row: _told(nearest(row)), codes, names)[bad]
    named = [decree.name if (decree := view.session.decree(doc)) else "" for doc in range(len(view.session.documents))]
    return view.judge(
        checked,
        bad,
        deferred=known.judged & (foreign | stranger),
        skipped=untold_codes(view, ~foreign & ~stranger),
        value=view.levels.code,
        expected=[code for code, _ in offers],
        offer=[offer for _, offer in offers],
        decree=[named[doc] for doc in view.docs[bad]],
    )


RULE = Rule(
    id="NOM-002",
    name="kode-tak-dikenal",
    severity="galat",
    basis="Permendagri 90/2019 beserta keputusan pemutakhirannya: daftar kode",
    title=Text("Kode tidak ada dalam keputusan", "Code not in the decree"),
    message=Text("Kode {value} tidak ada dalam {decree}.", "Code {value} is not in {decree}."),
    suggestion=Text("{offer}", "{offer}"),
    explanation="Hanya kode yang ada dalam keputusan yang berlaku dapat dianggarkan. Kode hanya disebut tidak dikenal "
    "bila acuan yang terpasang memuat seluruh kode di bawah induknya; selebihnya tidak dinilai dan dinyatakan demikian.",
    check=check,
    columns=of_role("kode"),
    waits=("NOM-007", "NOM-009"),
    causes=(
        CauseKind(
            remedy=Text(
                "Ganti dengan kode yang ada dalam keputusan yang berlaku; kode terdekat disebut di tiap sel.",
                "Use a code of the decree in force; the nearest ones are named with each cell.",
            )
        ),
    ),
    bad=Example(
        (
            Put("T-C.33", 22, "1", "2.17.04.2.01.03"),
            Put("Bab-IV", 22, "1", "2.17.04.2.01.03"),
            Put("Bab-IV", 22, "2", "Penghargaan Kesehatan KSP/USP Koperasi Kewenangan Kabupaten/Kota"),
        ),
        finds="T-C.33!A22 Bab-IV!A22",
    ),
    good=Example((Put("T-C.33", 22, "8", "Kode ada dalam keputusan"),)),
)
