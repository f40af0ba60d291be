"""SAT-003: the unit is not the official one of the sub kegiatan."""

from __future__ import annotations

from rules.comparison.nomenclature import official_units, referenced, severity_of, unsure_texts
from rules.engine.example_table_edits import Example, Put
from rules.engine.rule import Rule
from rules.frames.indicators import unit_names
from rules.frames.judgement import Judgement
from rules.frames.view import View
from rules.model.bilingual import Text
from rules.model.cause import CauseKind
from rules.schema.target_columns import planned_targets
from rules.values.vocabulary import units

_OF_THE_CODE = ("NOM-006", "NOM-007", "NOM-008", "NOM-009", "NOM-014", "LTS-005")
"""Rules that blame a code."""


def check(view: View, column: str) -> Judgement:
    """Blame targets of sub kegiatan in another unit; an unknown unit is SAT-002's, a percentage SAT-005's."""
    official, found = official_units(view), unit_names(view, column).cells
    # The unit of a code that is itself at fault says nothing of this row.
    code = view.layout.by_role("kode")
    doubtful = view.blamed(column, "SAT-002", "SAT-005") | (view.blamed(code, *_OF_THE_CODE) if code else False)
    checked = view.coded & (official != "") & (found != "") & ~doubtful
    bad = checked & (found != official)
    return view.judge(
        checked,
        bad,
        deferred=view.coded & (official != "") & doubtful,
        skipped=unsure_texts(view),
        value=view.cells(column),
        expected=[units().official(unit) or unit for unit in referenced(view).unit[bad]],
        severity=severity_of(view, bad),
        unit=view.target(column).unit.cells,
    )


RULE = Rule(
    id="SAT-003",
    name="satuan-nomenklatur",
    severity="peringatan",
    basis="Keputusan Mendagri tentang nomenklatur: satuan sub kegiatan",
    title=Text("Satuan bukan satuan resmi sub kegiatan", "Unit is not the official one"),
    message=Text(
        'Satuan "{unit}" pada target {key}; satuan resminya {expected}.',
        'Unit "{unit}" in the target of {key}; the official one is {expected}.',
    ),
    suggestion=Text(
        "Tulis target dalam satuan {expected}; sesuaikan angkanya bila perlu.",
        "State the target in {expected}; adjust the number if need be.",
    ),
    explanation="Keputusan nomenklatur menetapkan indikator dan satuan setiap sub kegiatan, agar target dapat dijumlahkan "
    "antardaerah. Hanya dinilai untuk sub kegiatan yang satuannya ada dalam acuan.",
    check=check,
    columns=planned_targets,
    waits=(*_OF_THE_CODE, "SAT-002", "SAT-005"),
    causes=(
        CauseKind(
            remedy=Text(
                "Tulis target dalam satuan resminya; sesuaikan angkanya bila perlu.",
                "State the target in the official unit; adapt the figure if need be.",
            )
        ),
    ),
    bad=Example((Put("T-C.33", 21, "9", "65 Dokumen"),), finds="T-C.33!I21"),
    good=Example((Put("T-C.33", 21, "5", "65  unit usaha"),)),
)
