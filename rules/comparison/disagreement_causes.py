"""Causes that several rules share because they tell of one thing: two tables of a plan that do not say the same."""

from __future__ import annotations

from collections.abc import Sequence

from rules.arrays import Mask
from rules.frames.view import View
from rules.model.bilingual import Text
from rules.model.cause import CauseKind
from rules.schema.layout import player

BETWEEN_STAGES = CauseKind(
    "tahap",
    Text(
        "Isi Bab IV berbeda dari rencana (T-C.33)",
        "Bab IV differs from the plan (T-C.33)",
    ),
    Text(
        "Samakan pagu, target, dan sub kegiatan kedua tabel; bila tahapnya memang berbeda, jelaskan di kolom catatan.",
        "Make both tables agree; if the stages really differ, explain in the notes.",
    ),
    keeps_formulas=True,
    shared="beda-tahap",
)

AFTER_ANALYSIS = CauseKind(
    "analisis",
    Text(
        "Hasil analisis T-C.31 berbeda dari T-C.33",
        "The analysis of needs (T-C.31) differs from the plan (T-C.33)",
    ),
    Text(
        "Samakan dengan T-C.33, atau jelaskan perubahannya di kolom catatan penting.",
        "Make it agree with T-C.33, or explain the change in the notes.",
    ),
    keeps_formulas=True,
    shared="beda-analisis",
)

IN_EVALUATION = CauseKind(
    "evaluasi",
    Text("Evaluasi (E.81) berbeda dari rencana (T-C.33)", "The evaluation (E.81) differs from the plan (T-C.33)"),
    Text(
        "Samakan target dan pagu evaluasi dengan dokumen Renja yang ditetapkan.",
        "Make targets and money of the evaluation those of the plan.",
    ),
    keeps_formulas=True,
    shared="beda-evaluasi",
)

OTHER_SCALE = CauseKind(
    "skala",
    Text(
        "Jumlah seluruh tabel berbeda skala dari tabel lain",
        "All amounts of a table are in another scale than those of another",
    ),
    Text(
        "Tulis semua jumlah dalam rupiah penuh, atau sebut skalanya di judul kolom, misalnya (dalam ribuan rupiah).",
        "Write all amounts in whole rupiah, or name their scale in the heading, for example (in thousands of rupiah).",
    ),
    keeps_formulas=True,
    shared="beda-skala",
)
"""Amounts that are all a thousandth or a millionth of those of another table, or as many times them."""

PLAN_CAUSES = (BETWEEN_STAGES, AFTER_ANALYSIS, IN_EVALUATION)

MISTYPED = CauseKind(
    "salah ketik",
    Text("Pagu sub kegiatan diduga salah ketik", "The money of a sub kegiatan is probably mistyped"),
    Text(
        "Tulis angka yang disebut tabel lain dan jumlahnya; atau ubah semuanya bila angka inilah yang benar.",
        "Write the amount that other tables and its sum state; or change all of them if this one is right.",
    ),
    mended="expected",
    keeps_formulas=True,
    shared="pagu-salah-ketik",
)
"""An amount that its own table's sum and another table contradict."""

MISTYPED_TARGET = CauseKind(
    "salah ketik",
    Text("Target berbeda dari semua tabel lain", "A target differs from that of all other tables"),
    Text(
        "Tulis target yang disebut tabel-tabel lain; atau ubah semuanya bila target inilah yang benar.",
        "Write the target that the other tables state; or change all of them if this one is right.",
    ),
    mended="expected",
    keeps_formulas=True,
    shared="target-salah-ketik",
)
"""A target of the first table that the others outvote."""


def told_of_amounts(
    rows: Sequence[int], scaled: Mask, mistyped: Mask, usual: str
) -> dict[str, list[str] | list[str | None]]:
    """Cause and severity of some rows whose amount differs from another table's; ``usual`` is the cause where nothing tells more."""
    return {
        "cause": [OTHER_SCALE.name if scaled[x] else MISTYPED.name if mistyped[x] else usual for x in rows],
        "severity": ["galat" if scaled[x] else None for x in rows],
    }


def cause_between(view: View) -> str:
    """Which of these a table differs from the plan by."""
    if view.layout.group:
        return BETWEEN_STAGES.name
    return (AFTER_ANALYSIS if view.name == player("renja", "analisis").id else IN_EVALUATION).name
