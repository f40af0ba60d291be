"""What became of each rule: on how many cells it ran, what it put off, why it was skipped."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from rules.arrays import per_doc
from rules.engine.rule import Rule
from rules.engine.session import Session
from rules.frames.stacked_rows import StackedRows
from rules.model.bilingual import Text
from rules.model.finding import Outcome
from rules.model.unchecked import Gap, Skip
from rules.record import record
from rules.schema.layout import document_layouts

_NOTHING_TO_CHECK = Skip(Gap.NOTHING, Text("tidak ada sel yang perlu diperiksa", "there is no cell to check"))
_PUT_OFF = Skip(
    Gap.PUT_OFF,
    Text("ada sel yang bergantung pada sel yang belum dapat dibaca atau sudah dilaporkan",
         "some cells rest on cells that cannot be read or are reported themselves"),
    Text("Perbaiki sel yang dilaporkan, lalu periksa lagi.", "Mend the cells reported and validate again."),
)  # fmt: skip
_WAITING = Text(
    "{n} sel tertunda: bergantung pada sel yang sudah dilaporkan",
    "{n} cells put off: they rest on cells already reported",
)
_INACTIVE = Text(
    "dinonaktifkan oleh paket {pack} sejak {date:%d-%m-%Y}: {reason}",
    "switched off by the pack {pack} since {date:%Y-%m-%d}: {reason}",
)
_CRASHED = Skip(
    Gap.CRASHED,
    Text("aturannya gagal dijalankan", "the rule failed"),
    Text("Laporkan kepada pengelola renja.", "Tell those who keep renja."),
)


@record
class Told:
    """What became of a rule in one workbook, and why it left something of it unjudged."""

    outcome: Outcome
    skips: tuple[Skip, ...] = ()


@dataclass(slots=True)
class _Tally:
    """What one rule did, per workbook: cells checked and put off, workbooks it applied to, reasons."""

    checked: np.ndarray
    deferred: np.ndarray
    applied: np.ndarray
    skips: dict[int, list[Skip]]


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
            for doc, skip in judgement.skipped.items():
                tally.skips.setdefault(doc, []).append(skip)
    return tally


def told_of(session: Session, rule: Rule, views: Collection[StackedRows] | None = None, lang: str = "id") -> list[Told]:
    """What became of a rule in each workbook of the stack, over all its views or some of them; reasons in `id` or `en`."""
    docs = range(len(session.documents))
    inactive = session.pack.inactive.get(rule.id)
    if inactive:
        said = _INACTIVE.get(lang).format(pack=session.pack.name, date=inactive.date, reason=inactive.reason)
        return [Told(Outcome(rule.id, "skipped", 0, said)) for _ in docs]
    crashed = [crash for crash in session.crashes if crash.rule == rule.id]
    if crashed:
        return [Told(Outcome(rule.id, "crashed", 0, crashed[0].error), (_CRASHED,)) for _ in docs]
    tally = _tally(session, rule, session.views.values() if views is None else views)
    return [_told(session, rule, tally, doc, lang) for doc in docs]


def outcomes(session: Session, rule: Rule, views: Collection[StackedRows]) -> list[Outcome]:
    """What became of a rule in each workbook of the stack, over some of its views."""
    return [told.outcome for told in told_of(session, rule, views)]


def _told(session: Session, rule: Rule, tally: _Tally, doc: int, lang: str) -> Told:
    checked, deferred = int(tally.checked[doc]), int(tally.deferred[doc])
    waiting = [_WAITING.get(lang).format(n=deferred)] if deferred else []
    # What holds nothing for one table was not given in vain where it holds something for another.
    used = bool(checked or deferred)
    skips = tuple(skip for skip in dict.fromkeys(tally.skips.get(doc, [])) if not (used and skip.gap is Gap.IN_VAIN))
    said = "; ".join(dict.fromkeys([*(skip.reason.get(lang) for skip in skips), *waiting]))
    if not checked and not said:
        skip = _NOTHING_TO_CHECK if tally.applied[doc] else _not_applied(session, rule, doc)
        skips, said = (skip,), skip.reason.get(lang)
    outcome = Outcome(rule.id, "ran" if checked else "skipped", checked, said, deferred)
    return Told(outcome, (*skips, _PUT_OFF) if deferred else skips)


def _not_applied(session: Session, rule: Rule, doc: int) -> Skip:
    document = session.documents[doc]
    wanted = [
        layout.id
        for layout in document_layouts(document.kind, document.year)
        if layout.columns and layout.default and rule.subject == "baris" and rule.columns(layout)
    ]
    listed, kind = ", ".join(wanted), document.kind
    empty = [table.layout for table in document.tables if table.layout in wanted]
    if empty:
        named = ", ".join(dict.fromkeys(empty))
        return Skip(Gap.NOTHING, Text(f"tabel {named} masih kosong", f"table {named} is still empty"))
    if wanted:
        return Skip(Gap.NOTHING, Text(f"tabel {listed} tidak ada", f"there is no table {listed}"))
    return Skip(
        Gap.NOTHING,
        Text(f"tidak ada kolom yang diperiksa dalam dokumen {kind}", f"a {kind} has no column to check"),
    )
