"""Validating documents: stacks of those under one pack, and a verdict for each."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from rules.engine.analysis_changes import changes
from rules.engine.cause_grouping import find_causes
from rules.engine.findings import crash_findings, finding_of
from rules.engine.gaps import gaps
from rules.engine.gc_pause import collector_paused
from rules.engine.outcomes import told_of
from rules.engine.program_figures import figures
from rules.engine.session import Session
from rules.engine.table_schema import failures
from rules.engine.tables_read import notes, tables_read, unjudged_sums
from rules.model.bilingual import Text
from rules.model.document import Document
from rules.model.finding import Finding, Verdict
from rules.model.parts_of_workbook import parts_of
from rules.narrative.paragraphs import TABLE as NARRATIVE
from rules.registry import all_rules
from rules.schema.pack import Pack, pack_for
from rules.values.cells import column_number
from rules.values.names import normalise
from rules.values.offices import alike


def validate(
    document: Document, pack: Pack | None = None, lang: str = "id", only: Collection[str] | None = None
) -> Verdict:
    """Judge one document. ``pack`` defaults to the pack of its year; messages in `id` or `en`; ``only`` names rules."""
    return validate_many([document], pack, lang, only)[0]


def validate_many(
    documents: Sequence[Document], pack: Pack | None = None, lang: str = "id", only: Collection[str] | None = None
) -> list[Verdict]:
    """Judge many documents at once; those under the same pack are stacked. Verdicts in the order given."""
    every = [part for document in documents for part in parts_of(document)]
    judged = iter(_judge_all(every, pack, lang, only))
    return [_of_parts(document, judged, lang) for document in documents]


def _of_parts(document: Document, judged: Iterator[Verdict], lang: str) -> Verdict:
    """The verdict on a workbook, of those on the documents that it holds, in their order."""
    verdict = next(judged)
    if document.beside:
        verdict = _both(verdict, _of_parts(document.beside, judged, lang), _other_document, lang)
    if document.before:
        offices = [
            part.printed["perangkat_daerah"].value
            for part in (document, document.before)
            if "perangkat_daerah" in part.printed
        ]
        told = partial(_other_office, offices) if _are_others(offices) else _earlier_stage
        verdict = _both(verdict, _of_parts(document.before, judged, lang), told, lang)
    return verdict


def _other_document(_one: Verdict, other: Verdict) -> Text:
    names = ", ".join(dict.fromkeys(table.table for table in other.tables))
    return Text(
        f"Buku kerja ini juga memuat {other.document.upper()} ({names}); diperiksa sebagai keduanya.",
        f"This workbook also holds a {other.document.upper()} ({names}); it is judged as both.",
    )


def _earlier_stage(one: Verdict, other: Verdict) -> Text:
    names = ", ".join(dict.fromkeys(table.table for table in other.tables))
    sheets, before = (
        ", ".join(dict.fromkeys(f"'{table.sheet}'" for table in verdict.tables if table.table in names.split(", ")))
        for verdict in (one, other)
    )
    if not sheets:
        return Text(
            f"{names} ({before}) menyebut tahun {other.year}, tabel lain tahun {one.year}; masing-masing diperiksa sendiri.",
            f"{names} ({before}) names the year {other.year}, other tables {one.year}; each is judged by itself.",
        )
    return Text(
        f"{names} ada dalam beberapa tahap: {before} lebih dahulu dari {sheets}; masing-masing diperiksa sendiri.",
        f"{names} stands here at several stages: {before} before {sheets}; each is judged by itself.",
    )


def _are_others(offices: Sequence[str]) -> bool:
    """Whether names are of several offices, and not of one written in two ways."""
    first, *others = map(normalise, offices or [""])
    return any(not alike(first, other) for other in others)


def _other_office(offices: Sequence[str], _one: Verdict, other: Verdict) -> Text:
    names = ", ".join(dict.fromkeys(table.table for table in other.tables))
    return Text(
        f"{names} ada dari beberapa perangkat daerah: {', '.join(offices)}; masing-masing diperiksa sendiri.",
        f"{names} stands here of several offices: {', '.join(offices)}; each is judged by itself.",
    )


def _both(one: Verdict, other: Verdict, told: Callable[[Verdict, Verdict], Text], lang: str) -> Verdict:
    """The verdict on a workbook that holds two documents: what is said of either."""
    note = told(one, other)
    found, behind = find_causes([*one.findings, *other.findings], all_rules(), lang)
    return replace(
        one,
        status=max(one.status, other.status, key=("valid", "invalid").index),
        findings=found,
        causes=behind,
        rules=[mine if mine.status == "ran" else theirs for mine, theirs in zip(one.rules, other.rules, strict=True)],
        changes=[*one.changes, *other.changes],
        tables=[*one.tables, *other.tables],
        notes=list(dict.fromkeys([note.get(lang), *one.notes, *other.notes])),
        unchecked=list(dict.fromkeys([*one.unchecked, *other.unchecked])),
        optional=list(dict.fromkeys([*one.optional, *other.optional])),
    )


def _judge_all(
    documents: Sequence[Document], pack: Pack | None, lang: str, only: Collection[str] | None
) -> list[Verdict]:
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
        for rule, column, position in failures(session, view):
            doc, finding = finding_of(session, view, rule, column, position, lang)
            findings[doc].append(finding)
    if session.crashes and len(documents) > 1:
        # A crash in a stack must cost only the workbook that caused it.
        return [_judge_stack([document], pack, lang, only)[0] for document in documents]
    told = [told_of(session, rule, lang=lang) for rule in rules]
    tables = [tables_read(document, pack, lang) for document in documents]
    left = gaps(session, rules, told, tables, lang)
    reviewed, drawn = changes(session), figures(session)
    verdicts = []
    for doc, document in enumerate(documents):
        found = findings[doc] + crash_findings(session, lang)
        found.sort(key=lambda finding: _order(document, finding))
        found, behind = find_causes(found, session.order.rules, lang)
        status = "invalid" if any(finding.severity == "galat" for finding in found) else "valid"
        verdicts.append(
            Verdict(
                document.source,
                status,
                document.kind,
                document.year,
                pack.name,
                found,
                [said[doc].outcome for said in told],
                causes=behind,
                changes=reviewed.get(doc, []),
                tables=tables[doc],
                unchecked=left[doc][0],
                optional=left[doc][1],
                notes=[*notes(document, lang), *unjudged_sums(session, doc, lang)],
                figures=drawn[doc],
            )
        )
    session.let_go()
    return verdicts


def _order(document: Document, finding: Finding) -> tuple[Any, ...]:
    sheet = document.sheets.index(finding.sheet) if finding.sheet in document.sheets else -1
    letters = finding.cell.rstrip("0123456789")
    digits = finding.cell[len(letters) :]
    told = [int(number) for number in re.findall(r"\d+", finding.key)] if finding.table == NARRATIVE else []
    return sheet, int(digits or 0), column_number(letters), told, finding.rule, finding.key
