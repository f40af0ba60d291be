"""TUR-012: the stated result of a key indicator is not what its own formula gives."""

from __future__ import annotations

import numpy as np

from rules.arrays import at_rows
from rules.calculation.derive import numbers
from rules.comparison.derived_figures import OK, WRONG
from rules.comparison.key_indicators import (
    Calculation,
    JudgedResult,
    calculations,
    chosen,
    formula_of,
    judged_results,
    of_nobody,
    stated,
    unread_labels,
    value,
)
from rules.comparison.shown_figure import figure_in, text_of
from rules.engine.example_table_edits import Example, Put
from rules.engine.rule import Rule
from rules.frames.indicators import indicator_key, indicators
from rules.frames.judgement import Judgement
from rules.frames.view import View
from rules.model.bilingual import NOTHING, Text
from rules.model.cause import CauseKind
from rules.model.display import display
from rules.model.unchecked import Gap, Skip
from rules.schema.arithmetic import Expression, ExpressionError
from rules.schema.layout import Layout, player


def _columns(layout: Layout) -> list[str]:
    roles = ("masukan", "masukan_rumus", "rumus")
    return [number for number, column in layout.columns.items() if column.role in roles]


def check(view: View, column: str) -> Judgement:
    """Blame results, figures written into the formula, and declared formulas, each in their own column."""
    role = view.layout.columns[column].role
    return {"masukan": _results, "masukan_rumus": _figures, "rumus": _formulas}[role](view, column)


# ---- results


def _results(view: View, column: str) -> Judgement:
    judged = judged_results(view)
    checked = at_rows(judged, len(view.frame))
    wrong = {row: found for row, found in judged.items() if found.outcome == WRONG}
    due = [found for found in calculations(view) if chosen(view, found) is not None]
    waiting = [row for found in due for row in ([found.result] if found.result >= 0 else found.loose)]
    return view.judge(
        checked,
        at_rows(wrong, len(view.frame)),
        deferred=(at_rows(waiting, len(view.frame)) & ~checked) | (of_nobody(view) & ~view.blank(column)),
        skipped=_without_formula(view),
        value=view.cells(column),
        expected=[_rounded(view, column, row, wrong[row]) for row in sorted(wrong)],
        problem=[_problem(view, column, row, wrong[row]) for row in sorted(wrong)],
        hint=_CORRECT,
        cause="hasil",
    )


def _without_formula(view: View) -> dict[int, Skip]:
    """Calculations that cannot be judged, with the reason, by workbook."""
    reasons: dict[int, list[str]] = {}
    for found in calculations(view):
        if chosen(view, found) is None:
            reasons.setdefault(found.doc, []).append(f'rumus IKU "{found.indicator}" belum dinyatakan dalam tabel IKU')
        elif found.result < 0:
            reasons.setdefault(found.doc, []).append(f'Perhitungan-IKU "{found.indicator}" tidak memuat baris Hasil')
    return {doc: Skip(Gap.OPTIONAL, Text("; ".join(said), "; ".join(said))) for doc, said in reasons.items()}


def _rounded(view: View, column: str, row: int, found: JudgedResult) -> float | int | None:
    figure = figure_in(view, column, row)
    due = round(found.expected or 0.0, max(2, figure.decimals if figure else 2))
    return int(due) if due.is_integer() else due


def _problem(view: View, column: str, row: int, found: JudgedResult) -> Text:
    name, stated_as = found.calculation.indicator, text_of(view, column, row)
    due = display(_rounded(view, column, row, found))
    arithmetic = found.formula.expression.text.replace(" * ", " × ").replace(" - ", " − ")
    called = f"{found.formula.text}: " if found.formula.text != found.formula.expression.text else ""
    like = _like(view, column, row, found.calculation)
    assumed = Text(
        " Rumusnya tidak dinyatakan; nama indikatornya menunjuk pertumbuhan." if found.formula.assumed else "",
        " No formula is declared; the indicator's name tells of growth." if found.formula.assumed else "",
    )
    return Text(
        f'Hasil "{name}" tertulis {stated_as}, seharusnya {due} ({called}{arithmetic}, angka = nomor isian).'
        f"{assumed.id}{like.id}",
        f'The result of "{name}" is {stated_as}, should be {due} ({called}{arithmetic}; figures number the inputs).'
        f"{assumed.en}{like.en}",
    )


def _like(view: View, column: str, row: int, found: Calculation) -> Text:
    """Another formula that gives what is stated."""
    for text in ("1 / 2", *view.session.pack.iku.values()):
        expression = Expression.parse(text)
        if set(expression.columns) <= set(found.inputs):
            due = value(view, found, expression)
            if due is not None and stated(view, column, row, due) == OK:
                return Text(f" Angka itu hasil {text}.", f" It is the result of {text}.")
    return NOTHING


# ---- figures written into the formula


def _figures(view: View, column: str) -> Judgement:
    source = view.column_of("masukan")
    rows = {row: (found, number) for found in calculations(view) for number, row in found.inputs.items()}
    inputs, own = numbers(view, source)[0], numbers(view, column)[0]
    listed = at_rows(rows, len(view.frame))
    filled = listed & view.has(column) & ~view.blank(column)
    doubtful = view.blamed(source, "figure") | view.blamed(column, "figure")
    loose = at_rows([row for found in calculations(view) for row in found.loose], len(view.frame)) | of_nobody(view)
    loose &= view.has(column) & ~view.blank(column)
    checked = filled & ~doubtful & ~np.isnan(own) & ~np.isnan(inputs)
    wrong = []
    for row in view.frame.index[checked]:
        figure = figure_in(view, column, row)
        if figure is None or abs(float(figure.value) - inputs[row]) > float(figure.tolerance):
            wrong.append(row)
    return view.judge(
        checked,
        at_rows(wrong, len(view.frame)),
        deferred=(filled & doubtful) | loose,
        value=view.cells(column),
        expected=[view.text(source)[row] for row in wrong],
        problem=[_written(view, column, row, *rows[row]) for row in wrong],
        hint=_REWRITE,
        cause="isian",
    )


def _written(view: View, column: str, row: int, own: Calculation, number: str) -> Text:
    source = view.column_of("masukan")
    name, here, due = own.indicator, view.text(column)[row], view.text(source)[row]
    whose = NOTHING
    for other in calculations(view):
        for at, place in other.inputs.items():
            if other.doc == own.doc and numbers(view, source)[0][place] == numbers(view, column)[0][row]:
                whose = Text(
                    f' Angka itu isian {at} IKU "{other.indicator}".', f' It is input {at} of "{other.indicator}".'
                )
    return Text(
        f'Rumus "{name}" memakai {here} untuk isian {number}, padahal isiannya {due}.{whose.id}',
        f'The formula of "{name}" uses {here} for input {number}, which is {due}.{whose.en}',
    )


# ---- declared formulas


def _formulas(view: View, column: str) -> Judgement:
    filled = view.data & view.has(column) & ~view.blank(column)
    problems = {row: found for row in view.frame.index[filled] if (found := _unusable(view, column, row))}
    names = ", ".join(view.session.pack.iku)
    return view.judge(
        filled,
        at_rows(problems, len(view.frame)),
        value=view.cells(column),
        problem=list(problems.values()),
        cause="rumus",
        hint=Text(
            f"Pilih salah satu: {names}; atau tulis rumusnya dengan nomor isian Perhitungan-IKU, misalnya (1 - 2) / 2 * 100.",
            f"Choose one of {names}; or write it with the numbers of the inputs, as in (1 - 2) / 2 * 100.",
        ),
    )


def _unusable(view: View, column: str, row: int) -> Text | None:
    text, name = view.text(column)[row], indicators(view)[row]
    try:
        needed = formula_of(text, view.session.pack).columns
    except ExpressionError as fault:
        return Text(
            f'Rumus "{text}" untuk "{name}" tidak dapat dibaca: {fault}.',
            f'Formula "{text}" of "{name}" is unreadable.',
        )
    other = view.session.tables.get(player("lkip", "perhitungan").id)
    if other is None:
        return None
    for found in calculations(other):
        if (found.doc, indicator_key(found.indicator)) == (view.doc_of(row), indicator_key(name)):
            lacking = ", ".join(number for number in needed if number not in found.inputs)
            if lacking and not unread_labels(other)[list(found.loose)].any():
                return Text(
                    f'Rumus "{text}" memakai isian {lacking}, yang tidak ada dalam Perhitungan-IKU "{name}".',
                    f'Formula "{text}" uses input {lacking}, which the calculation of "{name}" lacks.',
                )
    return None


_CORRECT = Text(
    "Perbaiki hasilnya bila isiannya benar, lalu realisasi dan capaian yang memakainya.",
    "Correct the result if the inputs are right, then the realisations and achievements that use it.",
)
_REWRITE = Text("Tulis rumus dengan isian IKU ini sendiri.", "Write the formula with the inputs of this indicator.")

RULE = Rule(
    id="TUR-012",
    name="rumus-iku",
    severity="galat",
    basis="PermenPAN-RB 53/2014; PermenPAN 20/2008: realisasi IKU dihitung menurut formulasi yang ditetapkan",
    title=Text("Hasil IKU ≠ rumusnya sendiri", "Result of a key indicator is not what its formula gives"),
    message=Text("{problem}", "{problem}"),
    suggestion=Text("{hint}", "{hint}"),
    explanation="Rumus tiap IKU dinyatakan di kolom Rumus IKU: salah satu rumus paket (pertumbuhan, rasio, bagian, cacah, "
    "nilai AKIP) atau hitungan dengan nomor isian lembar Perhitungan-IKU. Tanpa rumus, indikator peningkatan, pertumbuhan, "
    "atau kenaikan dihitung sebagai (n − n-1) / n-1 × 100; yang lain tidak diperiksa. Angka di kolom rumus yang "
    "bukan isiannya sendiri (tersalin dari IKU lain) dilaporkan di selnya.",
    check=check,
    columns=_columns,
    waits=("figure",),
    causes=(
        CauseKind("hasil", remedy=_CORRECT, mended="expected"),
        CauseKind(
            "isian",
            Text("Rumus IKU memakai angka yang bukan isiannya", "A formula of an indicator uses figures not its own"),
            _REWRITE,
            mended="expected",
        ),
        CauseKind(
            "rumus",
            Text("Rumus IKU tidak dapat dipakai", "The formula of an indicator cannot be used"),
            Text(
                "Pilih salah satu rumus paket, atau tulis hitungannya dengan nomor isian Perhitungan-IKU.",
                "Choose a formula of the pack, or write it with the numbers of the inputs.",
            ),
            advice=Text("{hint}", "{hint}"),
        ),
    ),
    bad=Example((Put("Perhitungan-IKU", 14, "4", "101,05%"),), finds="Perhitungan-IKU!D14"),
    good=Example((Put("Perhitungan-IKU", 14, "4", "1,1%"),)),
)
