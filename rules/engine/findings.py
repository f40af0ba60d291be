"""Findings: what a rule blames, told with its place, its values and its words."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import numpy as np

from rules.engine.rule import CRASHED, FORMULA, Rule
from rules.engine.session import Session
from rules.frames.judgement import Repeat
from rules.frames.stacked_rows import StackedRows
from rules.frames.view import View
from rules.model.bilingual import Text
from rules.model.display import display_details, json_value
from rules.model.finding import Finding
from rules.schema.pack import severity

_CRASH = Text("Aturan {rule} gagal dijalankan pada {view}: {error}", "Rule {rule} could not be run on {view}: {error}")
_REPORT_CRASH = Text(
    "Laporkan kepada pengelola renja; hasil aturan ini belum ada.",
    "Report it to the maintainers of renja; what this rule would say is not known.",
)


def _place(view: StackedRows, column: str, position: int) -> dict[str, Any]:
    if not isinstance(view, View):
        row = view.frame.loc[position]
        return {"table": row["tabel"], "sheet": row["sheet"], "cell": row["cell"], "key": str(row["key"]),
                "column": str(row["key"]) if view.name == "kolom" else "", "row": 0}  # fmt: skip
    table, row_number = view.table_of(position), view.place(position)[1]
    letter = table.letters.get(column, "")
    return {"table": view.name, "sheet": table.sheet, "cell": f"{letter}{row_number}" if letter else "",
            "key": str(view.keys[position]), "column": column, "row": row_number}  # fmt: skip


def finding_of(
    session: Session, view: StackedRows, rule: Rule, column: str, position: int, lang: str
) -> tuple[int, Finding]:
    """The finding on one cell that a rule blames, and the number of its workbook; messages in `id` or `en`."""
    details = _as_printed(session.faults(rule.id, view, column).of(position), view, column, position)
    repeats, rests_on, also = (tuple(details.pop(name, ())) for name in ("repeats", "rests_on", "also"))
    place = _place(view, column, position)
    spec = view.layout.columns.get(column) if isinstance(view, View) else None
    decimals = spec.decimals if spec and spec.kind == "money" else None
    extra = {} if isinstance(view, View) else {"tabel": view.frame.loc[position, "tabel"]}
    texts = display_details({"key": place["key"] or place["row"], "column": column, **extra, **details}, decimals, lang)
    name = details.get("cause", "")
    kind = rule.cause(name)
    calculated = isinstance(view, View) and not kind.keeps_formulas and bool(view.has_formula(column)[position])
    advice = FORMULA if calculated else kind.advice or (kind.name and kind.remedy) or rule.suggestion
    finding = Finding(
        rule=rule.id,
        severity=details.get("severity") or severity(session.pack, rule.id, rule.severity),
        value=json_value(_told(details.get("value"), lang)),
        expected=json_value(details.get("expected")),
        difference=json_value(details.get("difference")),
        message=rule.message.get(lang).format_map(texts).strip(),
        suggestion=advice.get(lang).format_map(texts).strip(),
        fix=None if calculated else json_value(details.get("fix")),
        cause=name,
        calculated=calculated,
        rests_on=rests_on,
        also=also,
        **place,
    )
    if repeats:
        finding = replace(finding, repeats=tuple(_repeated(finding, view, repeat) for repeat in repeats))
    return view.doc_of(position), finding


def _told(value: Any, lang: str) -> Any:
    """A value in the language of the report, where it is words of ours."""
    return value.get(lang) if isinstance(value, Text) else value


def _repeated(finding: Finding, view: StackedRows, repeat: Repeat) -> Finding:
    """The finding as it would stand at a further cell."""
    place = _place(view, repeat.column, repeat.row)
    return replace(finding, value=json_value(repeat.value), fix=json_value(repeat.fix), **place)


def _as_printed(details: dict[str, Any], view: StackedRows, column: str, position: int) -> dict[str, Any]:
    """The details of a finding in the scale in which the cell's table prints its amounts."""
    factor = view.table_of(position).factor(column) if isinstance(view, View) else 1
    if factor == 1 or not isinstance(view, View):
        return details
    typed = view.table_of(position).marks.scaled.get((view.place(position)[1], column))
    told = {name: _divided(value, factor) for name, value in details.items()}
    return told | {"value": typed} if typed is not None and isinstance(told.get("value"), str) else told


def _divided(value: Any, factor: int) -> Any:
    if isinstance(value, int | float | np.integer | Decimal) and not isinstance(value, bool):
        exact = Decimal(str(value)) / factor
        return int(exact) if exact == exact.to_integral_value() else float(exact)
    return value


def crash_findings(session: Session, lang: str) -> list[Finding]:
    """A finding for every rule that crashed: what it would have said is not known."""
    return [
        Finding(
            crash.rule, "galat", crash.view, "", "", "", "", None, None, None,
            _CRASH.get(lang).format(rule=crash.rule, view=crash.view, error=crash.error), _REPORT_CRASH.get(lang), None, cause=CRASHED.name,
        )
        for crash in session.crashes
    ]  # fmt: skip
