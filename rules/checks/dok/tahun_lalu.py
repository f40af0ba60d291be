"""DOK-005: figures of the year before are not those of last year's report."""

from __future__ import annotations

from typing import Any

from rules.arrays import at_rows
from rules.comparison.amounts import given
from rules.comparison.programs import GROUP, MONEY, find_program, program_key, program_rows
from rules.comparison.shown_figure import figure_in, figure_of
from rules.comparison.statements import cells_of, doubtful, same_figure, stating, unknown_rows
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
from rules.values.money import in_rupiah
from rules.values.text import fold

_SAID = {
    "target": Text("Target", "Target"), "realisasi": Text("Realisasi", "Realisation"),
    "capaian": Text("Capaian", "Achievement"), "pagu": Text("Pagu", "Money"),
    "realisasi_dana": Text("Realisasi anggaran", "Spending"), "pagu_awal": Text("Pagu", "Money"),
}  # fmt: skip


def _columns(layout: Layout) -> list[str]:
    if layout.group == GROUP:
        return [n for n, column in layout.official.items() if column.role in MONEY and column.year == -1]
    states = [n for n in stating(layout) if layout.columns[n].year == -1]
    # What a table says of all years of the Renstra tells of the year before where it also tells what was reached.
    return states + (stating(layout) if layout.by_role("ukuran") else [])


def check(view: View, column: str) -> Judgement:
    """Blame figures of the year before that last year's report states otherwise."""
    due = _money_due(view, column) if view.layout.group == GROUP else _figures_due(view, column)
    documents, skipped = given(view, lambda held: (held.reported, held.no_reported))
    blamed = view.blamed(column, "figure", "sum", "LTS-009")
    blamed |= doubtful(view, column) if view.layout.group != GROUP else False
    for base in view.layout.base(column):
        blamed |= view.blamed(base, "DOK-005")
    rows = at_rows(due, len(view.frame))
    wrong = [row for row in view.frame.index[rows & ~blamed] if not _same(view, column, row, due[row][2])]
    return view.judge(
        rows & ~blamed,
        at_rows(wrong, len(view.frame)),
        deferred=rows & blamed,
        skipped=unknown_rows(view) | skipped,
        value=view.cells(column),
        expected=[due[row][2] for row in wrong],
        what=[_SAID[due[row][0]] for row in wrong],
        name=[due[row][1] for row in wrong],
        stated=[view.cells(column)[row] for row in wrong],
        due=[due[row][2] for row in wrong],
        source=[documents[view.doc_of(row)].source for row in wrong],
    )


def _same(view: View, column: str, row: int, due: Any) -> bool:
    spec = view.layout.columns[column]
    one = figure_in(view, column, row)
    other = figure_of(spec, due, view.target(column).unit.cells[row], indicators(view)[row]) if one else None
    if one is None or other is None:
        return fold(view.text(column)[row]) == fold(as_text(due))
    return same_figure(one, other, spec.role == "capaian")


def _figures_due(view: View, column: str) -> dict[int, tuple[str, str, Any]]:
    """What last year's report states: measure, indicator and value, by row."""
    limit, found = view.session.pack.thresholds["kemiripan_nama"], {}
    for measure in ("target", "realisasi", "capaian"):
        for cell in cells_of(view, column, measure):
            document = view.session.documents[view.doc_of(cell.row)]
            reported, before = (
                document.references.reported,
                document.year is not None and cell.year == document.year - 1,
            )
            if reported is None or not before:
                continue
            key = find_indicator(cell.indicator, [name for said, name in reported.figures if said == measure], limit)
            if key:
                found[cell.row] = (measure, cell.indicator, reported.figures[measure, key])
    return found


def _money_due(view: View, column: str) -> dict[int, tuple[str, str, Any]]:
    role, limit = view.layout.columns[column].role, view.session.pack.thresholds["kemiripan_nama"]
    found: dict[int, tuple[str, str, Any]] = {}
    usable = program_rows(view) & ~view.blank(column)
    for row in view.frame.index[usable]:
        reported = view.session.documents[view.doc_of(row)].references.reported
        amounts = {name: x for (kind, name), x in reported.money.items() if kind == role} if reported else {}
        at = find_program(view.names[row], {program_key(name): at for at, name in enumerate(amounts)}, limit)
        if at >= 0:
            found[row] = (role, view.names[row], in_rupiah(list(amounts.values())[at]))
    return found


RULE = Rule(
    id="DOK-005",
    name="tahun-lalu",
    severity="galat",
    basis="PermenPAN-RB 53/2014: realisasi dibandingkan dengan tahun lalu menurut laporan yang sudah ditetapkan",
    title=Text("Angka tahun lalu ≠ LKIP tahun lalu", "Figures of the year before are not those of its report"),
    message=Text(
        '{what} "{name}" tahun lalu di sini {stated}; dalam LKIP tahun lalu ({source}) {due}.',
        '{what} of "{name}" of the year before is {stated} here; last year\'s report ({source}) says {due}.',
    ),
    suggestion=Text(
        "Samakan dengan LKIP tahun lalu, atau jelaskan koreksinya dalam naskah.",
        "Make it agree with last year's report, or explain the correction.",
    ),
    explanation="Kolom tahun n-1 dalam Capaian-IKU, Akumulasi-Renstra, dan Perbandingan mengutip laporan tahun lalu. LKIP "
    "tahun lalu diberikan saat pemeriksaan (--tahun-lalu FILE); indikator dan program dicocokkan menurut namanya.",
    check=check,
    columns=_columns,
    waits=("figure", "target", "sum", "LTS-009", "SAT-004", "STR-012"),
    waits_reckoned=("TUR-004", "DOK-005"),
    causes=(CauseKind(keeps_formulas=True),),
    bad=Example((Given(reported_money=(("pagu", "Program Penilaian Kesehatan KSP/USP Koperasi", 222_000_000),)),),
                finds="Perbandingan!F13"),
    good=Example((Given(reported=(("realisasi", "Nilai AKIP", "76.01"),)),)),
)  # fmt: skip
