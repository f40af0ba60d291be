"""DOK-007: a figure of the narrative is not the one of the table it speaks of."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rules.arrays import among, as_cells
from rules.engine.example_table_edits import Example
from rules.engine.example_workbook_edits import Tells
from rules.engine.rule import Rule
from rules.frames.judgement import Judgement
from rules.frames.stacked_rows import StackedRows
from rules.model.bilingual import Text
from rules.model.unchecked import Gap, Skip
from rules.narrative.paragraphs import TABLE

if TYPE_CHECKING:
    from decimal import Decimal

    from rules.factcheck.check import JudgedClaim
    from rules.factcheck.fact import Fact


def check(view: StackedRows, column: str) -> Judgement:
    """Hold every figure of the narrative that names what a table holds against that table."""
    given = {doc: document.references for doc, document in enumerate(view.session.documents)}
    lacking = {doc: Skip(Gap.OPTIONAL, held.no_narrative) for doc, held in given.items() if held.narrative is None}
    return view.left_out(lacking) if len(lacking) == len(given) else _of_narratives(view, lacking)


def _of_narratives(view: StackedRows, lacking: dict[int, Skip]) -> Judgement:
    # Few workbooks come with their narrative, and reading one takes many modules.
    from rules.factcheck.check import AGREED, APART, judge_narrative
    from rules.factcheck.explain import claimed, held, hint, reported

    found: dict[tuple[int, str, int], JudgedClaim] = {}
    skipped = dict(lacking)
    for doc, document in enumerate(view.session.documents):
        narrative = document.references.narrative
        if narrative is None:
            continue
        judged = judge_narrative(narrative, document, view.session.tables)
        found |= {(doc, one.claim.paragraph.key, one.claim.figure.start): one for one in judged}
        if said := _left(judged):
            skipped[doc] = Skip(Gap.NOTHING, Text(said, said))
    keys = zip(*map(view.cells, ("doc", "tabel", "key", "figure")), strict=True)
    verdicts = [found.get((doc, key, figure.start)) if tabel == TABLE else None for doc, tabel, key, figure in keys]
    status = as_cells([one.status if one else "" for one in verdicts])
    apart = [(one, fact) for one in verdicts if one and one.status == APART and (fact := one.fact)]
    return view.judge(
        among(status, AGREED, APART),
        among(status, APART),
        skipped=skipped,
        value=[reported(one.claim.figure.value) for one, _ in apart],
        expected=[reported(fact.value) for _, fact in apart],
        difference=[reported(_difference(one.claim.figure.value, fact)) for one, fact in apart],
        claimed=[claimed(one.claim, fact) for one, fact in apart],
        held=[held(fact) for _, fact in apart],
        hint=[hint(one) for one, _ in apart],
        place=[f"{one.claim.paragraph.key[:1].upper()}{one.claim.paragraph.key[1:]}" for one, _ in apart],
    )


def _left(judged: list[JudgedClaim]) -> str:
    """How many figures were not judged, by reason."""
    from rules.factcheck.check import UNJUDGED

    reasons = Counter(one.reason for one in judged if one.status == UNJUDGED)
    listed = "; ".join(f"{count} {reason}" for reason, count in reasons.most_common())
    return f"{reasons.total()} angka tidak dinilai: {listed}" if reasons else ""


def _difference(stated: Decimal | None, fact: Fact) -> Decimal | None:
    return None if stated is None else stated - fact.value


RULE = Rule(
    id="DOK-007",
    name="klaim-naskah",
    severity="galat",
    subject="naskah",
    basis="Permendagri 86/2017 dan PermenPAN-RB 53/2014: uraian naskah menjelaskan tabelnya",
    title=Text("Angka di naskah ≠ tabelnya", "A figure of the narrative is not the one of its table"),
    message=Text("{place}: {claimed}, sedangkan {held}.{hint}", "{place}: {claimed}, but {held}.{hint}"),
    suggestion=Text(
        "Samakan angka di naskah dengan tabelnya, atau perbaiki tabelnya bila naskah yang benar.",
        "Make the text say what the table says, or mend the table where the text is right.",
    ),
    explanation="Setiap jumlah uang, persentase, dan cacah di naskah yang menyebut program, kegiatan, sub kegiatan, indikator, "
    "jumlah seluruhnya, atau tabel dicocokkan dengan tabel di buku kerja (renja narrative). Jumlah rupiah harus sama persis; persentase "
    "boleh dibulatkan. Kalimat tentang tahun atau perangkat daerah lain, tentang nama yang tidak ada di tabel, dan tentang batas atau "
    "kenaikan tidak dinilai; laporan menyebut berapa angka yang tidak dinilai dan sebabnya.",
    check=check,
    bad=Example(
        (Tells("Pagu Program Penilaian Kesehatan KSP/USP Koperasi Tahun 2024 sebesar Rp 205.000.000,-."),),
        finds=f"{TABLE}!",
    ),
    good=Example((Tells("Pagu Program Penilaian Kesehatan KSP/USP Koperasi Tahun 2024 sebesar Rp 250.000.000,-."),)),
)
