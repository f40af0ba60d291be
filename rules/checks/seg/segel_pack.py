"""SEG-002: the workbook was sealed under other rules than those it is now judged by."""

from __future__ import annotations

from rules.engine.example_table_edits import Example
from rules.engine.example_workbook_edits import Sealed
from rules.engine.rule import Rule
from rules.frames.judgement import Judgement
from rules.frames.stacked_rows import StackedRows
from rules.model.bilingual import Text
from rules.seal.check import SEAL, UNSEALED
from rules.seal.seal import pack_hash


def check(view: StackedRows, column: str) -> Judgement:
    """Blame seals whose pack has another name, or other settings, than the pack in use."""
    frame, pack = view.frame, view.session.pack
    due = pack_hash(pack)
    judged = frame["segel"].notna() & (frame["key"] == SEAL)
    bad = judged & frame["segel"].map(lambda seal: seal is not None and seal.pack_hash != due).astype(bool)
    seals = list(frame["segel"][bad])
    return view.judge(
        judged,
        bad,
        skipped=dict.fromkeys({*frame["doc"]} - {*frame["doc"][judged]}, UNSEALED),
        value=[seal.pack for seal in seals],
        expected=pack.name,
        sealed=[seal.pack_hash[:8] for seal in seals],
        due=due[:8],
    )


RULE = Rule(
    id="SEG-002",
    name="segel-pack",
    severity="peringatan",
    subject="segel",
    basis="Tata cara pengiriman dokumen rencana: putusan pada segel berlaku menurut paket aturan yang dicatatnya",
    title=Text("Disegel menurut paket aturan lain", "Sealed under another rule pack"),
    message=Text(
        "Disegel menurut paket aturan {value} ({sealed}), diperiksa menurut {expected} ({due}); putusannya dapat berbeda.",
        "Sealed under the rule pack {value} ({sealed}), judged by {expected} ({due}); the verdicts may differ.",
    ),
    suggestion=Text(
        "Periksa dengan paket yang sama (--pack), atau minta disegel ulang.",
        "Validate with the same pack (--pack), or ask for a new seal.",
    ),
    explanation="Segel mencatat nama dan sidik jari paket aturan beserta jumlah temuannya. Bila paket itu berubah atau buku kerja "
    "diperiksa dengan paket lain, jumlah temuan pada segel tidak dapat dibandingkan dengan hasil pemeriksaan ini.",
    check=check,
    bad=Example((Sealed("dasar"),), finds="Segel!"),
    good=Example((Sealed("2024"),)),
)
