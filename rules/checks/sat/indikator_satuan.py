"""SAT-005: an indicator and the unit of its target contradict each other."""

from __future__ import annotations

from rules.engine.example_table_edits import Example, Put
from rules.engine.rule import Rule, measured
from rules.frames.indicators import contradicted, indicators, says
from rules.frames.judgement import Judgement
from rules.frames.view import View
from rules.model.bilingual import Text

_NOT_PERCENT = Text("persentase, tetapi satuannya bukan %", "a percentage, but its unit is not %")
_PERCENT = Text("jumlah, tetapi satuannya %", "a count, but its unit is %")


def check(view: View, column: str) -> Judgement:
    """Blame targets of 'Persentase …' without %, and of 'Jumlah …' with %."""
    target = view.target(column)
    unknown = view.blamed(column, "SAT-002", "SAT-004", "ANG-002")
    with_unit = ~target.unit.among("") & ~view.total
    is_percentage = says(view, "persentase", column)
    checked = with_unit & ~unknown & (is_percentage | says(view, "cacah", column))
    bad = checked & contradicted(view, column)
    return view.judge(
        checked,
        bad,
        deferred=with_unit & unknown,
        value=view.cells(column),
        indicator=indicators(view, column),
        kind=[_NOT_PERCENT if flag else _PERCENT for flag in is_percentage[bad]],
    )


RULE = Rule(
    id="SAT-005",
    name="indikator-satuan",
    severity="peringatan",
    basis="Permendagri 86/2017: satuan target sesuai dengan indikatornya",
    title=Text("Satuan bertentangan dengan indikator", "Unit contradicts the indicator"),
    message=Text(
        'Target "{value}" tidak sesuai: indikator "{indicator}" adalah {kind}.',
        'Target "{value}" does not fit: the indicator "{indicator}" is {kind}.',
    ),
    suggestion=Text(
        "Samakan satuan target dengan indikatornya, atau perbaiki bunyi indikatornya.",
        "Make the unit of the target fit the indicator, or reword the indicator.",
    ),
    explanation="Indikator 'Persentase …' diukur dengan %, indikator 'Jumlah …' dengan banyaknya sesuatu. Bila keduanya "
    "bertentangan, target biasanya tersalin dari baris lain.",
    check=check,
    columns=measured,
    waits=("ANG-002", "SAT-002", "SAT-004"),
    bad=Example((Put("T-C.33", 16, "9", "3 Laporan"),), finds="T-C.33!I16"),
    good=Example((Put("T-C.33", 16, "9", "100 persen"),)),
)
