"""DOK-001: a program's money in the performance agreement is not that of the Renja."""

from __future__ import annotations

from rules.comparison.amounts import judge_given
from rules.comparison.programs import find_program, program_key, program_rows
from rules.engine.example_table_edits import Example
from rules.engine.example_workbook_edits import Given
from rules.engine.rule import Rule
from rules.frames.judgement import Judgement
from rules.frames.view import View
from rules.model.bilingual import Text
from rules.model.cause import CauseKind
from rules.model.references import Planned
from rules.schema.layout import Layout


def _columns(layout: Layout) -> list[str]:
    return [layout.by_role("pagu_awal") or ""] if "anggaran_pk" in layout.plays else []


def check(view: View, column: str) -> Judgement:
    """Blame programs whose original budget in the agreement differs from the money the Renja plans for them."""
    limit, programs = view.session.pack.thresholds["kemiripan_nama"], program_rows(view)

    def planned(renja: Planned, row: int) -> int | None:
        if not programs[row]:
            return None
        found = find_program(view.names[row], {program_key(name): at for at, name in enumerate(renja.pagu)}, limit)
        return list(renja.pagu.values())[found] if found >= 0 else None

    return judge_given(
        view,
        column,
        lambda held: (held.planned, held.no_planned),
        planned,
        rows=programs,
        blamed=view.blamed(column, "LTS-002", "STR-012"),
        told=lambda rows: {"program": [view.names[row] for row in rows]},
    )


RULE = Rule(
    id="DOK-001",
    name="renja-pk",
    severity="peringatan",
    basis="PermenPAN-RB 53/2014: perjanjian kinerja disusun menurut rencana kerja dan anggaran tahun yang sama",
    title=Text("Anggaran PK ≠ pagu Renja", "Budget of the agreement is not that of the Renja"),
    message=Text(
        'Anggaran "{program}" dalam Perjanjian Kinerja {value}; dalam Renja ({source}) {expected}, selisih {difference}.',
        'Budget of "{program}" in the agreement is {value}; in the Renja ({source}) {expected}, difference {difference}.',
    ),
    suggestion=Text(
        "Samakan, atau jelaskan perubahan antara Renja dan APBD dalam naskah.",
        "Make them agree, or explain the change between Renja and budget.",
    ),
    explanation="Anggaran APBD tiap program dalam Perjanjian Kinerja berasal dari Renja tahun yang sama (Bab IV). Renja "
    "diberikan saat pemeriksaan (--renja FILE); program dicocokkan menurut namanya.",
    check=check,
    columns=_columns,
    waits=("figure", "LTS-002", "STR-012"),
    causes=(CauseKind(keeps_formulas=True),),
    bad=Example(
        (Given(planned_pagu=(("Program Penilaian Kesehatan KSP/USP Koperasi", 240_000_000),)),), finds="PK-Anggaran!C13"
    ),
    good=Example((Given(planned_pagu=(("Program Penilaian Kesehatan KSP/USP Koperasi", 250_000_000),)),)),
)
