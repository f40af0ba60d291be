"""DOK-006: this year's money is not what last year's document foresaw."""

from __future__ import annotations

from rules.comparison.amounts import judge_given
from rules.comparison.slips import meant
from rules.engine.example_table_edits import Example
from rules.engine.example_workbook_edits import Given
from rules.engine.rule import Rule
from rules.frames.judgement import Judgement
from rules.frames.view import View
from rules.model.bilingual import Text
from rules.model.cause import CauseKind, Follows
from rules.schema.layout import Layout
from rules.values.codes import SUB


def _columns(layout: Layout) -> list[str]:
    return [layout.by_role("pagu", 0) or ""] if "rencana" in layout.plays else []


def check(view: View, column: str) -> Judgement:
    """Note sub kegiatan whose money differs from the forward estimate made for them a year ago."""
    codes, slips = view.levels.official, meant(view, column)
    return judge_given(
        view,
        column,
        lambda held: (held.foreseen, held.no_foreseen),
        lambda foreseen, row: foreseen.amounts.get(codes[row]) if codes[row] else None,
        rows=view.coded & (view.levels.level == SUB),
        blamed=view.blamed(view.column_of("kode"), "NOM-014"),
        told=lambda rows: {"rests_on": [[] if slips.none[row] else [view.cell(column, row)] for row in rows]},
    )


RULE = Rule(
    id="DOK-006",
    name="prakiraan-lalu",
    severity="catatan",
    basis="Permendagri 86/2017: rencana tahun n melanjutkan prakiraan maju tahun sebelumnya",
    title=Text("Pagu ≠ prakiraan maju tahun lalu", "Money is not last year's forward estimate"),
    message=Text(
        "Pagu {key} {value}; prakiraan majunya dalam dokumen tahun lalu ({source}) {expected}, selisih {difference}.",
        "Money of {key} is {value}; last year's document ({source}) foresaw {expected}, difference {difference}.",
    ),
    suggestion=Text(
        "Jelaskan perubahannya terhadap prakiraan maju di kolom catatan penting.",
        "Explain the change against the forward estimate in the notes.",
    ),
    explanation="Prakiraan maju tahun lalu menjadi dasar rencana tahun ini. Perubahan boleh, tetapi perlu alasan. Dokumen "
    "tahun lalu diberikan saat pemeriksaan (--tahun-lalu FILE); sub kegiatan dicocokkan menurut kodenya.",
    check=check,
    columns=_columns,
    waits=("figure", "NOM-014"),
    causes=(CauseKind(keeps_formulas=True, follows=(Follows(("LTS-002",), "cell"),)),),
    bad=Example((Given(foreseen=(("2.17.01.2.06.05", 25_000_000),)),), finds="T-C.33!F17"),
    good=Example((Given(foreseen=(("2.17.01.2.06.05", 30_000_000),)),)),
)
