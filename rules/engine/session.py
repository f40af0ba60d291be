"""One run of the rules over a stack of workbooks that share a rule pack.

A rule is evaluated when first asked, by its check in the table's schema (:mod:`rules.engine.table_schema`) or by a rule
that waits for it, and never twice.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from rules.engine.family import family_of
from rules.engine.order import Order, RuleCycleError, Step, order_of, reckoned_columns
from rules.engine.rule import Rule
from rules.engine.structure import structure_views
from rules.frames.borrowed_cells import borrowed_in
from rules.frames.judgement import NO_FAULTS, Faults, Judgement
from rules.frames.outline import CodeNames
from rules.frames.stacked_rows import StackedRows
from rules.frames.view import View
from rules.model.document import Document
from rules.nomenclature import (
    KABKOTA,
    PROVINSI,
    Decree,
    Nomenclature,
    decrees,
    find_decree,
    kind_of_government,
    nomenclature,
)
from rules.schema.layout import layouts
from rules.schema.pack import Pack
from rules.values.vocabulary import refresh

log = logging.getLogger(__name__)


class UndeclaredWaitError(RuntimeError):
    """A rule asks what another says, but does not name it among those it waits for."""


@dataclass(slots=True)
class Crash:
    """A rule that failed on a view, and the error it raised."""

    rule: str
    view: str
    error: str


@dataclass
class Session:
    """The stack under judgement: its documents, pack, views, and what the rules said so far."""

    documents: Sequence[Document]
    pack: Pack
    rules: Sequence[Rule]
    crashes: list[Crash] = field(default_factory=list)
    known: dict[tuple[Any, ...], Any] = field(default_factory=dict)
    _columns: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    _names: dict[int, CodeNames] = field(default_factory=dict)
    _official: dict[tuple[str | None, str, tuple[str, ...]], CodeNames] = field(default_factory=dict)
    _references: dict[tuple[str | None, str], Nomenclature | None] = field(default_factory=dict)
    _judged: dict[tuple[str, str, str], Judgement | None] = field(default_factory=dict)
    _asking: list[Step] = field(default_factory=list)

    def __post_init__(self) -> None:
        refresh()
        self.order: Order = order_of(tuple(self.rules))

    def let_go(self) -> None:
        """Drop the views, which know each other and the session: their memory is free at once, without a search for it."""
        held: list[dict[Any, Any]] = [self.views, self.tables, self.known, self._judged]
        for known in [*(view.known for view in self.views.values()), *held]:
            known.clear()

    # ---- what is judged

    @cached_property
    def tables(self) -> dict[str, View]:
        """The tables of the stack by layout id, in sheet order."""
        grouped: dict[str, list[Any]] = {}
        limit = self.pack.thresholds["keyakinan_tabel"]
        for doc, document in enumerate(self.documents):
            for table in document.tables:
                if table.rows and not table.is_contradicted(limit):
                    grouped.setdefault(table.layout, []).append((doc, table))
        known = layouts()
        return {name: View(self, known[name], grouped[name]) for name in known if name in grouped}

    @cached_property
    def views(self) -> dict[str, StackedRows]:
        """All that is judged, by name: the tables of the stack, then its structure frames."""
        return {**self.tables, **structure_views(self)}

    @cached_property
    def decree_ids(self) -> list[str | None]:
        """The decree each workbook is judged by: its identity's, else the pack's default."""
        found = [find_decree(document.text("keputusan")) for document in self.documents]
        return [decree.id if decree else self.pack.decree for decree in found]

    def decree(self, doc: int) -> Decree | None:
        """The decree a workbook is judged by, or None if neither workbook nor pack names one."""
        decree_id = self.decree_ids[doc]
        return decrees().get(decree_id) if decree_id else None

    def sub_digits(self, doc: int) -> int:
        """Digits of the sub kegiatan segment in the decree that a workbook names; 0 where it names none, so that any will do."""
        decree = self.decree(doc)
        named = find_decree(self.documents[doc].text("keputusan"))
        return decree.sub_digits if decree and named else 0

    @cached_property
    def kinds(self) -> list[str]:
        """The kind of government of each workbook, `provinsi` or `kabkota`: as Identitas says, else as most kegiatan codes.

        Empty where neither tells.
        """
        return [
            kind_of_government(document.text("jenis_pemda")) or self._kind_of_codes(doc)
            for doc, document in enumerate(self.documents)
        ]

    def _kind_of_codes(self, doc: int) -> str:
        """The kind whose kegiatan most codes of a workbook are (segment 1 provinsi, 2 kabupaten/kota)."""
        digits: Counter[str] = Counter()
        for view in self.tables.values():
            if view.layout.hierarchy == "kode" and view.layout.by_role("kode"):
                codes = view.levels.official[view.coded & (view.docs == doc)]
                digits.update(code[8] for code in codes if code and len(code) > 8)
        provinsi, kabkota = digits["1"], digits["2"]
        return "" if provinsi == kabkota else PROVINSI if provinsi > kabkota else KABKOTA

    def reference(self, doc: int) -> Nomenclature | None:
        """Codes and names a workbook is judged by: of its decree, for its kind of government; None if not at hand."""
        key = decree_id, kind = self.decree_ids[doc], self.kinds[doc]
        if key not in self._references:
            self._references[key] = nomenclature(decree_id, kind) if decree_id else None
        return self._references[key]

    def names(self, doc: int) -> CodeNames:
        """Names of codes one workbook may use: those of its own coded tables, the plan's first, then of the nomenclature.

        A code beside a name that the nomenclature gives to another one is not among them.
        """
        if doc not in self._names:
            found: list[tuple[str, str]] = []
            official = self._official_names(doc)
            for view in sorted(self.tables.values(), key=lambda view: not view.layout.group):
                if view.layout.hierarchy == "kode" and view.layout.by_role("kode"):
                    rows = view.coded & (view.docs == doc)
                    found += zip(view.levels.code[rows], view.names[rows], strict=True)
            own = [(code, name) for code, name in found if not official.contradicts(code, name)]
            self._names[doc] = CodeNames(own, self.pack.thresholds["kemiripan_nama"], official)
        return self._names[doc]

    def _official_names(self, doc: int) -> CodeNames:
        """The names of the nomenclature that one workbook may use: offices of the same bidang have the same."""
        reference, bidang = self.reference(doc), self.documents[doc].bidang
        if not bidang and reference is not None:
            bidang = reference.bidang_named(self._programs_by_name(doc))
        key = self.decree_ids[doc], self.kinds[doc], tuple(bidang)
        if key not in self._official:
            named = (named for bidang in key[2] for named in reference.named_in(bidang)) if reference else ()
            self._official[key] = CodeNames(named, self.pack.thresholds["kemiripan_nama"])
        return self._official[key]

    def _programs_by_name(self, doc: int) -> Iterator[str]:
        """What tables without codes name that says it is a program."""
        for view in self.tables.values():
            if view.layout.hierarchy in {"uraian", "datar"}:
                yield from (name for name in view.names[view.docs == doc] if name[:7].casefold() == "program")

    def group(self, view: View) -> Iterator[View]:
        """The other tables that must agree with a view, in sheet order."""
        wanted = view.layout.group or view.layout.follows
        for other in self.tables.values():
            if wanted and other.layout.group == wanted and other.name != view.name:
                yield other

    # ---- judging

    def columns_of(self, rule: Rule, view: StackedRows) -> list[str]:
        """The columns of a view that a rule may blame; none where the rule is about something else."""
        key = rule.id, view.name
        if key not in self._columns:
            self._columns[key] = judged_columns(rule, view.name)
        return self._columns[key]

    def judge(self, rule_id: str, view: StackedRows, column: str) -> Judgement | None:
        """What a rule says of a column, evaluated once; None where it does not apply or crashed."""
        key = (rule_id, view.name, column)
        if key in self._judged:
            judged = self._judged[key]
            if judged is _PENDING:
                raise RuleCycleError(f"{rule_id} menunggu dirinya sendiri pada {view.name} kolom {column}")
            return judged
        rule = self.order.rules.get(rule_id)
        if rule is None or column not in self.columns_of(rule, view):
            return None
        self._judged[key] = _PENDING
        self._asking.append(Step(rule_id, (view.name, column) in reckoned_columns()))
        try:
            judgement: Judgement | None = _read_only(rule, view, column, rule.check(view, column))
        except RuleCycleError:
            raise
        except Exception as error:
            log.debug("rule %s crashed on %s", rule_id, view.name, exc_info=True)
            self.crashes.append(Crash(rule_id, view.name, f"{type(error).__name__}: {error}"))
            judgement = None
        finally:
            self._asking.pop()
        self._judged[key] = judgement
        return judgement

    def faults(self, rule_id: str, view: StackedRows, column: str) -> Faults:
        """The cells a rule blames; none where it does not apply or crashed."""
        judgement = self.judge(rule_id, view, column)
        return NO_FAULTS if judgement is None else judgement.faults

    def awaited(self, names: Sequence[str], view: StackedRows, column: str) -> Iterator[Judgement]:
        """What rules say of a column, named by id or by what they spoil; a rule may ask only what it waits for."""
        reckoned = (view.name, column) in reckoned_columns()
        for name in names:
            for rule_id in self.order.named(name):
                if self._asking and not self._may_ask(name, Step(rule_id, reckoned)):
                    raise UndeclaredWaitError(f"{self._asking[-1].rule} tidak menyebut bahwa ia menunggu {name}")
                judgement = self.judge(rule_id, view, column)
                if judgement is not None:
                    yield judgement if name == rule_id else judgement.spoiling()

    def _may_ask(self, name: str, asked: Step) -> bool:
        """Whether the rule under judgement waits for the name, and there comes after the step asked for, if there is one."""
        own = self._asking[-1]
        rule = self.order.rules[own.rule]
        declared = name in rule.waits or name in rule.waits_reckoned
        return declared and (asked not in self.order.awaited or asked in self.order.awaited[own])


def judged_columns(rule: Rule, view: str) -> list[str]:
    """The columns of a table or structure frame that a rule may blame; none where the rule is about something else."""
    layout = layouts().get(view)
    if layout is not None:
        return rule.columns(layout) if rule.subject == "baris" else []
    return ["isi"] if rule.subject == view else []


def _read_only(rule: Rule, view: StackedRows, column: str, judgement: Judgement) -> Judgement:
    """What a rule says of cells with a value: of a formula that was never calculated only its form can be judged."""
    if not isinstance(view, View):
        return judgement
    unread, elsewhere = view.uncalculated(column), borrowed_in(view).get(column)
    said = judgement.unjudged_in(unread) if unread.any() and family_of(rule.id) != "STR" else judgement
    # What is wrong is said of the cell that holds it, not of one that says it holds the same.
    return said if elsewhere is None else said.within(~elsewhere)


_PENDING = Judgement(np.zeros(0, dtype=bool), NO_FAULTS)
