"""Validating documents: run the rules, turn failures into findings, tell what became of each rule."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from rules.arrays import per_doc
from rules.engine.changes import changes
from rules.engine.gc_pause import collector_paused
from rules.engine.program_figures import figures
from rules.engine.rule import Rule
from rules.engine.session import Session
from rules.frames.view import View
from rules.model.display import plain, shown_details
from rules.model.document import Document
from rules.model.finding import Finding, Outcome, Verdict
from rules.narrative.paragraphs import TABLE as NARRATIVE
from rules.registry import all_rules
from rules.schema.layout import document_layouts, layouts
from rules.schema.pack import Pack, pack_for, severity
from rules.values.cells import column_number

_NOTHING_TO_CHECK = "tidak ada sel yang perlu diperiksa"


def validate(
    document: Document, pack: Pack | None = None, lang: str = "id", only: Collection[str] | None = None
) -> Verdict:
    """Judge one document. ``pack`` defaults to the pack of its year; messages in `id` or `en`; ``only`` names rules."""
    return validate_many([document], pack, lang, only)[0]


def validate_many(
    documents: Sequence[Document], pack: Pack | None = None, lang: str = "id", only: Collection[str] | None = None
) -> list[Verdict]:
    """Judge many documents at once; those under the same pack are stacked. Verdicts in the order given."""
    verdicts: dict[int, Verdict] = {}
    groups: dict[tuple[str, str], list[int]] = {}
    packs: dict[str, Pack] = {}
    for number, document in enumerate(documents):
        chosen = pack or pack_for(document.year)
        packs[chosen.name] = chosen
        groups.setdefault((document.kind, chosen.name), []).append(number)
    with collector_paused():
        for (_, name), numbers in groups.items():
            stack = [documents[number] for number in numbers]
            for number, verdict in zip(numbers, _judge_stack(stack, packs[name], lang, only), strict=True):
                verdicts[number] = verdict
    return [verdicts[number] for number in range(len(documents))]


def _judge_stack(documents: Sequence[Document], pack: Pack, lang: str, only: Collection[str] | None) -> list[Verdict]:
    rules = [rule for rule in all_rules().values() if only is None or rule.id in only]
    session = Session(documents, pack, rules)
    findings: list[list[Finding]] = [[] for _ in documents]
    for view in session.views.values():
        for rule, column, position in session.run(view):
            if rule.id not in pack.inactive:
                doc, finding = _finding(session, view, rule, column, position, lang)
                findings[doc].append(finding)
    if session.crashes and len(documents) > 1:
        # A crash in a stack must cost only the workbook that caused it.
        return [_judge_stack([document], pack, lang, only)[0] for document in documents]
    outcomes = [_outcomes(session, rule) for rule in rules]
    reviewed, drawn = changes(session), figures(session)
    verdicts = []
    for doc, document in enumerate(documents):
        found = findings[doc] + _crash_findings(session)
        found.sort(key=lambda finding: _order(document, finding))
        status = "invalid" if any(finding.severity == "galat" for finding in found) else "valid"
        verdicts.append(
            Verdict(
                document.source,
                status,
                document.kind,
                document.year,
                pack.name,
                found,
                [said[doc] for said in outcomes],
                changes=reviewed.get(doc, []),
                figures=drawn[doc],
            )
        )
    return verdicts


def _order(document: Document, finding: Finding) -> tuple[Any, ...]:
    sheet = document.sheets.index(finding.sheet) if finding.sheet in document.sheets else -1
    letters = finding.cell.rstrip("0123456789")
    digits = finding.cell[len(letters) :]
    told = [int(number) for number in re.findall(r"\d+", finding.key)] if finding.table == NARRATIVE else []
    return sheet, int(digits or 0), column_number(letters), told, finding.rule, finding.key


# ---- findings


def _place(view: View, column: str, position: int) -> dict[str, Any]:
    if view.name not in layouts():
        row = view.frame.loc[position]
        return {"table": row["tabel"], "sheet": row["sheet"], "cell": row["cell"], "key": str(row["key"]),
                "column": str(row["key"]) if view.name == "kolom" else "", "row": 0}  # fmt: skip
    table, row_number = view.table_of(position), view.place(position)[1]
    letter = table.letters.get(column, "")
    return {"table": view.name, "sheet": table.sheet, "cell": f"{letter}{row_number}" if letter else "",
            "key": str(view.keys[position]), "column": column, "row": row_number}  # fmt: skip


def _finding(session: Session, view: View, rule: Rule, column: str, position: int, lang: str) -> tuple[int, Finding]:
    judgement = session.judge(rule.id, view, column)
    assert judgement is not None
    details = judgement.faults.of(position)
    place = _place(view, column, position)
    spec = view.layout.columns.get(column) if view.name in layouts() else None
    decimals = spec.decimals if spec and spec.kind == "money" else None
    extra = {} if view.name in layouts() else {"tabel": view.frame.loc[position, "tabel"]}
    texts = shown_details({"key": place["key"], "column": column, **extra, **details}, decimals, lang)
    finding = Finding(
        rule=rule.id,
        severity=severity(session.pack, rule.id, rule.severity),
        value=plain(details.get("value")),
        expected=plain(details.get("expected")),
        difference=plain(details.get("difference")),
        message=rule.message.get(lang).format_map(texts).strip(),
        suggestion=rule.suggestion.get(lang).format_map(texts).strip(),
        fix=plain(details.get("fix")),
        **place,
    )
    return view.doc_of(position), finding


def _crash_findings(session: Session) -> list[Finding]:
    return [
        Finding(
            crash.rule, "galat", crash.view, "", "", "", "", None, None, None,
            f"Aturan {crash.rule} gagal dijalankan pada {crash.view}: {crash.error}",
            "Laporkan kepada pengelola renja; hasil aturan ini belum ada.", None,
        )
        for crash in session.crashes
    ]  # fmt: skip


# ---- what became of each rule


@dataclass(slots=True)
class _Tally:
    """What one rule did, per workbook: cells checked and put off, workbooks it applied to, reasons."""

    checked: np.ndarray
    deferred: np.ndarray
    applied: np.ndarray
    reasons: dict[int, list[str]]


def _tally(session: Session, rule: Rule) -> _Tally:
    size = len(session.documents)
    tally = _Tally(np.zeros(size, int), np.zeros(size, int), np.zeros(size, bool), {})
    for view in session.views.values():
        docs = view.docs
        for column in session.columns_of(rule, view):
            judgement = session.judge(rule.id, view, column)
            if judgement is None:
                continue
            tally.applied[docs] = True
            tally.checked += per_doc(judgement.checked, docs, size)
            if judgement.deferred is not None:
                tally.deferred += per_doc(judgement.deferred, docs, size)
            for doc, reason in judgement.skipped.items():
                tally.reasons.setdefault(doc, []).append(reason)
    return tally


def _outcomes(session: Session, rule: Rule) -> list[Outcome]:
    """What became of a rule in each workbook of the stack."""
    docs = range(len(session.documents))
    inactive = session.pack.inactive.get(rule.id)
    if inactive:
        reason = f"dinonaktifkan oleh paket {session.pack.name} sejak {inactive.date:%d-%m-%Y}: {inactive.reason}"
        return [Outcome(rule.id, "skipped", 0, reason) for _ in docs]
    crashed = [crash for crash in session.crashes if crash.rule == rule.id]
    if crashed:
        return [Outcome(rule.id, "crashed", 0, crashed[0].error) for _ in docs]
    tally = _tally(session, rule)
    return [_outcome(session, rule, tally, doc) for doc in docs]


def _outcome(session: Session, rule: Rule, tally: _Tally, doc: int) -> Outcome:
    checked, deferred = int(tally.checked[doc]), int(tally.deferred[doc])
    waiting = [f"{deferred} sel tertunda: bergantung pada sel yang sudah dilaporkan"] if deferred else []
    said = "; ".join(dict.fromkeys([*tally.reasons.get(doc, []), *waiting]))
    if checked:
        return Outcome(rule.id, "ran", checked, said)
    if not tally.applied[doc]:
        return Outcome(rule.id, "skipped", 0, said or _not_applied(session, rule, doc))
    return Outcome(rule.id, "skipped", 0, said or _NOTHING_TO_CHECK)


def _not_applied(session: Session, rule: Rule, doc: int) -> str:
    document = session.documents[doc]
    wanted = [
        layout.id
        for layout in document_layouts(document.kind, document.year)
        if layout.columns and layout.default and rule.subject == "baris" and rule.columns(layout)
    ]
    listed = ", ".join(wanted)
    return f"tabel {listed} tidak ada" if wanted else f"tidak ada kolom yang diperiksa dalam dokumen {document.kind}"
