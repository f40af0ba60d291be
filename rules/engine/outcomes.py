"""What became of each rule: on how many cells it ran, what it put off, why it was skipped."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from rules.arrays import per_doc
from rules.engine.rule import Rule
from rules.engine.session import Session
from rules.frames.stacked_rows import StackedRows
from rules.model.finding import Outcome
from rules.schema.layout import document_layouts

_NOTHING_TO_CHECK = "tidak ada sel yang perlu diperiksa"


@dataclass(slots=True)
class _Tally:
    """What one rule did, per workbook: cells checked and put off, workbooks it applied to, reasons."""

    checked: np.ndarray
    deferred: np.ndarray
    applied: np.ndarray
    reasons: dict[int, list[str]]


def _tally(session: Session, rule: Rule, views: Collection[StackedRows]) -> _Tally:
    size = len(session.documents)
    tally = _Tally(np.zeros(size, int), np.zeros(size, int), np.zeros(size, bool), {})
    for view in views:
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


def outcomes(session: Session, rule: Rule, views: Collection[StackedRows] | None = None) -> list[Outcome]:
    """What became of a rule in each workbook of the stack, over all its views or some of them."""
    docs = range(len(session.documents))
    inactive = session.pack.inactive.get(rule.id)
    if inactive:
        reason = f"dinonaktifkan oleh paket {session.pack.name} sejak {inactive.date:%d-%m-%Y}: {inactive.reason}"
        return [Outcome(rule.id, "skipped", 0, reason) for _ in docs]
    crashed = [crash for crash in session.crashes if crash.rule == rule.id]
    if crashed:
        return [Outcome(rule.id, "crashed", 0, crashed[0].error) for _ in docs]
    tally = _tally(session, rule, session.views.values() if views is None else views)
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
