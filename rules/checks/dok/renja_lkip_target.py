"""DOK-002: a target in the LKIP is not that of the Renja."""

from __future__ import annotations

from rules.arrays import at_rows
from rules.comparison.amounts import given
from rules.comparison.shown_figure import figure_in, figure_of
from rules.comparison.statements import doubtful, same_figure
from rules.engine.example_table_edits import Example
from rules.engine.example_workbook_edits import Given
from rules.engine.rule import Rule
from rules.frames.indicators import find_indicator, indicators
from rules.frames.judgement import Judgement
from rules.frames.view import View
from rules.model.bilingual import Text
from rules.model.cause import CauseKind
from rules.schema.layout import Layout
from rules.values.cells import as_text
from rules.values.text import fold


def _columns(layout: Layout) -> list[str]:
    return [layout.by_role("target", 0) or ""] if "target_renja" in layout.plays else []


def check(view: View, column: str) -> Judgement:
    """Blame targets of key indicators and of programs' indicators other than those the Renja plans for the year."""
    documents, skipped = given(view, lambda held: (held.planned, held.no_planned))
    spec, names = view.layout.columns[column], indicators(view)
    limit, due = view.session.pack.thresholds["kemiripan_nama"], {}
    for row in view.frame.index[view.data & (names != "")]:
        planned = documents.get(view.doc_of(row))
        key = find_indicator(names[row], planned.targets, limit) if planned else None
        if planned and key:
            due[row] = planned.targets[key]
    stated = view.target(column).kind.among("nilai", "predikat")
    rows = at_rows(due, len(view.frame)) & stated
    waiting = rows & doubtful(view, column) | (rows & view.blamed(column, "LTS-009"))
    wrong = []
    for row in view.frame.index[rows & ~waiting]:
        own = figure_in(view, column, row)
        theirs = figure_of(spec, due[row], view.target(column).unit.cells[row], names[row])
        if own is None or theirs is None:
            same = fold(view.text(column)[row]) == fold(as_text(due[row]))
        else:
            same = same_figure(own, theirs, rounded=False)
        if not same:
            wrong.append(row)
    return view.judge(
        rows & ~waiting,
        at_rows(wrong, len(view.frame)),
        deferred=waiting,
        skipped=skipped,
        value=view.cells(column),
        expected=[as_text(due[row]) for row in wrong],
        indicator=names,
        source=[documents[view.doc_of(row)].source for row in wrong],
    )


RULE = Rule(
    id="DOK-002",
    name="renja-lkip-target",
    severity="peringatan",
    basis="PermenPAN-RB 53/2014: target yang dilaporkan adalah target yang direncanakan dan diperjanjikan",
    title=Text("Target LKIP ≠ target Renja", "Target of the LKIP is not that of the Renja"),
    message=Text(
        'Target "{indicator}" di sini "{value}"; dalam Renja ({source}) "{expected}".',
        'The target of "{indicator}" is "{value}" here; in the Renja ({source}) "{expected}".',
    ),
    suggestion=Text(
        "Samakan dengan Renja, atau jelaskan perubahan targetnya dalam naskah.",
        "Make it agree with the Renja, or explain the change of the target.",
    ),
    explanation="Target IKU dan target indikator program sama dengan Renja tahun yang dilaporkan (tujuan dan sasaran, "
    "Tabel T-C.30, indikator program dalam Bab IV dan T-C.33). Renja diberikan saat pemeriksaan (--renja FILE); indikator "
    "dicocokkan menurut namanya.",
    check=check,
    columns=_columns,
    waits=("figure", "target", "LTS-009", "SAT-004", "STR-012", "TUR-004"),
    causes=(CauseKind(keeps_formulas=True),),
    bad=Example((Given(planned_targets=(("Nilai AKIP", "76"),)),), finds="IKU!G12"),
    good=Example((Given(planned_targets=(("Nilai AKIP", "75.8"),)),)),
)
