"""NOM-002: a well-formed code that the decree in force does not know."""

from __future__ import annotations

from rules.hierarchy import pairs
from rules.judgement import Judgement
from rules.other_decree import strangers
from rules.reference import missing_reference, per_value, reference_of, referenced
from rules.rule import Example, Put, Rule, Text, of_role
from rules.view import View

_NOTHING_NEAR = Text("Periksa kode pada keputusan nomenklatur.", "Look the code up in the decree.")


def _offer(near: list[tuple[str, str]]) -> Text:
    if not near:
        return _NOTHING_NEAR
    listed = "; ".join(f"{code} {name}" for code, name in near)
    return Text(f"Yang terdekat: {listed}.", f"Nearest: {listed}.")


def check(view: View, column: str) -> Judgement:
    """Blame codes that certainly do not exist; codes the reference cannot tell of are left unjudged."""
    known, codes, names = referenced(view), view.codes["resmi"], view.names
    foreign = view.blamed(column, "NOM-007", "NOM-009")
    foreign |= pairs(view, "induk").isin(set(pairs(view, "kode")[foreign]))
    stranger = strangers(view).notna()
    checked = known["judged"] & ~foreign & ~stranger
    unknown = known["judged"] & ~foreign & known["official"].isna()
    # Children of an unknown kegiatan or program follow from it; the topmost row stands for them.
    bad = checked & unknown & ~pairs(view, "induk").isin(set(pairs(view, "kode")[unknown]))
    rows = list(view.frame.index[bad])

    def nearest(row: int) -> list[tuple[str, str]]:
        return reference_of(view, row).nearest(codes[row], names[row])

    near = list(per_value(view, bad, nearest, codes, names)[bad])
    decrees = [view.session.decree(int(view.frame["doc"][row])) for row in rows]
    return view.judge(
        checked,
        bad,
        deferred=known["judged"] & (foreign | stranger),
        skipped=missing_reference(view),
        value=view.codes["kode"],
        expected=[found[0][0] if found else None for found in near],
        offer=[_offer(found) for found in near],
        decree=[decree.name if decree else "" for decree in decrees],
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
