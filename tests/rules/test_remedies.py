"""Advice that can be followed: doing what the remedy of a cause says removes the cause and adds none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from rules.calculation.compute import compute
from rules.engine.rule import FORMULA, Rule
from rules.examples.build import example_document
from rules.model.cause import CLICKS, Cause
from rules.model.document import Document
from rules.model.finding import Finding, Verdict
from rules.registry import all_rules
from rules.schema.layout import layouts
from rules.validation import validate

RULES = list(all_rules().values())


def _put(document: Document, finding: Finding, value: object) -> None:
    """Type a value into the cell of a finding; what a file bears besides its tables is gone with it."""
    if not finding.row:
        document.unseen = [x for x in document.unseen if (x.sheet, x.cell) != (finding.sheet, finding.cell)]
        return
    table = next(x for x in document.tables if (x.layout, x.sheet) == (finding.table, finding.sheet))
    table.columns[finding.column][table.rows.index(finding.row)] = value


def _compute(document: Document) -> set[tuple[str, int, str]]:
    """Compute as the command does; the cells that it changes."""
    changed = set()
    for due in compute(document):
        table = next(x for x in document.tables if (x.layout, x.sheet) == (due.table, due.sheet))
        at = table.rows.index(due.row)
        wanted = due.state in {"filled", "refreshed"} and due.value is not None
        if wanted and table.columns[due.column][at] != due.value:
            table.columns[due.column][at] = due.value
            table.marks.uncalculated.discard((due.row, due.column))
            changed.add((due.sheet, due.row, due.column))
    return changed


def _reckon_again(document: Document, finding: Finding) -> None:
    """Bring the columns up to date that are reckoned from the cell of a finding."""
    derived = layouts()[finding.table].derived if finding.row else {}
    below = [number for number, how in derived.items() if finding.column in how.columns]
    for number in below:
        _put(document, replace(finding, column=number), None)
    if below:
        _compute(document)


def _follow(document: Document, verdict: Verdict, cause: Cause) -> None:
    """Do what the remedy says, mechanically."""
    blamed = [verdict.findings[at] for at in cause.findings]
    if cause.mended == "compute":
        assert {(x.sheet, x.row, x.column) for x in blamed} <= _compute(document), (
            "computing leaves a blamed cell as it is"
        )
        return
    for finding in blamed:
        if finding.rule in cause.rules[:1]:
            _put(document, finding, finding.fix if cause.mended == "fix" else finding.expected)
            _reckon_again(document, finding)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_following_the_remedy_removes_the_cause_and_adds_none(rule: Rule) -> None:
    document = example_document(rule.bad.edits)
    before = validate(document)
    cause = next(x for x in before.causes if rule.id in x.rules)
    assert sorted(at for x in before.causes for at in x.findings) == list(range(len(before.findings)))
    if cause.mended == "person":
        # Only a person can decide: the data says so, and no click is offered.
        assert not cause.fixable
        return
    _follow(document, before, cause)
    after = validate(document)
    assert cause.id not in {x.id for x in after.causes}
    assert {x.id for x in after.causes} <= {x.id for x in before.causes}
    assert (cause.mended in CLICKS) == cause.fixable


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_computing_is_advised_only_where_it_changes_every_cell(rule: Rule) -> None:
    """Of all causes of every bad example, and for each of its findings that names the command."""
    document = example_document(rule.bad.edits)
    before = validate(document)
    causes = [x for x in before.causes if x.mended == "compute"]
    advised = {
        (x.sheet, x.row, x.column) for x in before.findings if "renja compute" in x.suggestion and x.rule != "STR-011"
    }
    roots = {before.findings[at].rule for x in causes for at in x.findings[:1]}
    blamed = {
        (y.sheet, y.row, y.column)
        for x in causes
        for y in (before.findings[at] for at in x.findings)
        if y.rule in roots
    }
    changed = _compute(document)
    assert advised <= changed
    assert blamed <= changed
    if causes:
        assert not {x.id for x in causes} & {x.id for x in validate(document).causes}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
@pytest.mark.parametrize("lang", ["id", "en"])
def test_causes_are_told_in_general(rule: Rule, lang: str) -> None:
    for kind in rule.causes:
        title, remedy = (kind.title or rule.title).get(lang), (kind.remedy or rule.suggestion).get(lang)
        assert title
        assert remedy
        assert "{" not in title + remedy, "a cause has many cells: what differs from cell to cell is its advice"


def test_formulas_are_never_typed_over() -> None:
    """Whatever is wrong with a cell, the advice on one that holds a formula is to mend the formula, and no click writes there."""
    for rule in RULES:
        document = example_document(rule.bad.edits)
        for finding in validate(document).findings:
            if finding.row and finding.column:
                table = next(x for x in document.tables if (x.layout, x.sheet) == (finding.table, finding.sheet))
                table.marks.formulas[(finding.row, finding.column)] = "=KASUS(1)"
        for finding in validate(document).findings:
            kind = rule.cause(finding.cause) if finding.rule == rule.id else None
            if kind is not None and finding.row and not kind.keeps_formulas:
                assert finding.calculated
                assert finding.fix is None
                assert finding.suggestion == FORMULA.id


def test_kinds_of_a_rule_are_told_apart() -> None:
    for rule in RULES:
        names = [kind.name for kind in rule.causes]
        assert len(set(names)) == len(names)
        assert all(kind.title or kind.shared or rule.causes.index(kind) == 0 for kind in rule.causes)
