"""A lesser fault never hides a greater one: a second fault never makes a planted galat disappear.

It stays in the workbook as a galat that the second fault alone does not give (or in the first cell of its row, where a rule
tells a row once), or the rule that told of it says that it was put off, in a workbook that does not pass. Three exceptions
follow from what the words mean. A second fault typed over a cell that the first one is held against may make it right: then
the cell should hold just what the first one types, as it is reckoned or as the finding on the second fault alone expects it,
or is in the same unit. Where the second one says that there is nothing, or empties a cell that may be empty, a cell of its
row that says nothing either is right, and one that states a unit has no other to differ from; a row that both leave empty is
none. And where the second one changes whose row it is, by another name or indicator, its figures are held against those of
another, or of none. A finding of a lesser rule that weighs as much as the wrong sum that follows from it weighs less again
where the second one makes that sum right, and may stand in the other one of two cells that differ.
"""

from __future__ import annotations

import copy
import os
import random

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from headless.batch.run import STACK
from rules.calculation.compute import compute
from rules.comparison.shown_figure import figure_of
from rules.engine.order import order_of
from rules.examples.build import example_document
from rules.examples.sound_lkip import sound_report
from rules.examples.sound_renja import sound_document
from rules.model.document import Document
from rules.model.finding import SEVERITIES, Finding, Verdict
from rules.registry import all_rules
from rules.schema.column import ColumnSpec
from rules.schema.layout import layouts
from rules.validation import validate, validate_many
from rules.values.targets import read_target
from tests.support.faults import Fault, faults, scaled

NAMES_ITS_ROW = {"no", "uraian", "indikator", "sasaran", "tujuan", "iku", "ukuran", "tahun", "jenis", "program", "nama"}
PAIRS = 12 if "RENJA_EVERY_CELL" not in os.environ else 200


def _galat(verdict: Verdict) -> list[Finding]:
    return [finding for finding in verdict.findings if finding.severity == "galat"]


def _places(verdict: Verdict) -> set[tuple[str, str, str]]:
    return {_place(finding) for finding in _galat(verdict)}


def _place(finding: Finding) -> tuple[str, str, str]:
    return finding.rule, finding.sheet, finding.cell


def _planted(base: Document, *planted: Fault) -> Document:
    document = copy.deepcopy(base)
    for fault in planted:
        fault.plant(document)
    return document


def _judged(documents: list[Document]) -> list[Verdict]:
    stacks = [documents[start : start + STACK] for start in range(0, len(documents), STACK)]
    return [verdict for stack in stacks for verdict in validate_many(stack)]


def _put_off(verdict: Verdict, rule: str) -> bool:
    """Whether a rule says that it put something off, in a workbook that does not pass."""
    outcome = next(outcome for outcome in verdict.rules if outcome.rule == rule)
    return outcome.deferred > 0 and not (verdict.status == "valid" and verdict.complete)


def _told_in_its_row(finding: Finding, after: Verdict) -> bool:
    """Whether the finding is of a rule that tells a row once, in the first of its cells, and it is told there."""
    rows = {(x.sheet, x.row) for x in _galat(after) if x.rule == "SAT-001"}
    return finding.rule == "SAT-001" and (finding.sheet, finding.row) in rows


def _told_for_itself(finding: Finding, after: Verdict, other: Verdict) -> bool:
    """Whether the finding is of a lesser rule, weighed as what followed from it, and its rule tells of it where that does not."""
    lesser = all_rules()[finding.rule].severity != "galat"
    told = {_place(x) for x in after.findings if x.rule == finding.rule}
    return lesser and (_place(finding) in told or bool(told - {_place(x) for x in other.findings}))


def _made_right(base: Document, finding: Finding, pair: tuple[Fault, Fault], other: Verdict) -> bool:
    """Whether the second fault makes what the first one types right."""
    first, second = pair
    if finding.rule == "SAT-004":
        return _unit(first) == _unit(second)
    found, spec = figure_of(_column(first), first.value), _column(first)
    told = [x.expected for x in _galat(other) if _place(x) == _place(finding)]
    cells = compute(_planted(base, second)) if found else ()
    told += [cell.value for cell in cells if (cell.table, cell.row, cell.column) == first.cell]
    due = [figure_of(spec, value) for value in told]
    return found is not None and any(x is not None and abs(x.value - found.value) <= found.tolerance for x in due)


def _column(fault: Fault) -> ColumnSpec:
    layout, _, column = fault.cell
    return layouts()[layout].columns[column]


def _unit(fault: Fault) -> str:
    return read_target(fault.value).unit


def _left_without(base: Document, finding: Finding, pair: tuple[Fault, Fault], other: Verdict) -> bool:
    """Whether the second fault leaves nothing in its row that the first one could be held against."""
    first, second = pair
    if first.cell[:2] == second.cell[:2] and _empty(_planted(base, *pair), first):
        return True
    if first.cell[:2] != second.cell[:2] or not (finding.rule == "SAT-004" or first.value in (None, "-", 0)):
        return False
    return second.value in ("-", 0) or (second.value is None and not _own(base, second, other))


def _empty(document: Document, fault: Fault) -> bool:
    """Whether nothing stands in the row of a fault."""
    layout, row, _ = fault.cell
    table = next(table for table in document.tables if table.layout == layout)
    return all(values[table.rows.index(row)] is None for values in table.columns.values())


def _names_its_row(fault: Fault) -> bool:
    """Whether the fault makes its row another one: by other words that name it, or as one without a code."""
    role = _column(fault).role
    return (role in NAMES_ITS_ROW and isinstance(fault.value, str) and fault.kind != "an error") or (
        role == "kode" and fault.value is None
    )


def _hidden(base: Document, pairs: list[tuple[Fault, Fault]]) -> list[str]:
    """Pairs of which the second fault hides a galat that the first one is, each in words."""
    firsts = {first.key: first for first, _ in pairs}
    alone = dict(zip(firsts, _judged([_planted(base, first) for first in firsts.values()]), strict=True))
    lost = [
        (pair, own, after)
        for pair, after in zip(pairs, _judged([_planted(base, *pair) for pair in pairs]), strict=True)
        if (own := _own(base, pair[0], alone[pair[0].key])) and not {_place(x) for x in own} & _places(after)
    ]
    others = _judged([_planted(base, other) for (_, other), _, _ in lost])
    return [
        f"{[(x.rule, x.cell) for x in own]}: {pair[0]} hidden by {pair[1]}"
        for (pair, own, after), other in zip(lost, others, strict=True)
        if not _accounted_for(base, pair, own, after, other)
    ]


def _own(base: Document, fault: Fault, verdict: Verdict) -> list[Finding]:
    """The galat findings in the cell of a fault."""
    layout, row, column = fault.cell
    table = next(table for table in base.tables if table.layout == layout)
    return [x for x in _galat(verdict) if (x.sheet, x.cell) == (table.sheet, f"{table.letters[column]}{row}")]


def _accounted_for(
    base: Document, pair: tuple[Fault, Fault], own: list[Finding], after: Verdict, other: Verdict
) -> bool:
    """Whether what the first fault was told of is told elsewhere, put off aloud, or right or without ground by the second one."""
    if _places(after) - _places(other) or any(
        _told_in_its_row(x, after) or _told_for_itself(x, after, other) for x in own
    ):
        return True
    left = [x for x in own if not _made_right(base, x, pair, other) and not _left_without(base, x, pair, other)]
    return not left or any(_put_off(after, finding.rule) for finding in left)


def _pairs(base: Document, most: int, chance: random.Random) -> list[tuple[Fault, Fault]]:
    """Faults of every kind, each with one of the same row or column of its table, or now and then with any of the table."""
    every = list(faults(base))
    found = []
    for first in chance.sample(every, most):
        layout, row, column = first.cell
        table = [x for x in every if x.cell[0] == layout and x.cell != first.cell]
        near = [x for x in table if (x.cell[1] == row) != (x.cell[2] == column)]
        others = [x for x in chance.choice((near, near, table)) if not _names_its_row(x)]
        if others:
            found.append((first, chance.choice(others)))
    return found


# A failing pair is told as it was found: to look for a smaller one takes many minutes.
@settings(max_examples=8, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(st.randoms(use_true_random=False), st.integers(1, 9), st.sampled_from((sound_document, sound_report)))
def test_a_second_fault_hides_no_galat(chance: random.Random, factor: int, sound: object) -> None:
    base = scaled(sound(), factor)  # type: ignore[operator]
    assert not _hidden(base, _pairs(base, PAIRS, chance))


@pytest.mark.parametrize("sound", [sound_document, sound_report])
def test_the_generated_plans_are_sound_and_the_faults_of_many_kinds(sound: object) -> None:
    base = scaled(sound(), 3)  # type: ignore[operator]
    assert not validate(base).findings
    every = list(faults(base))
    assert len({fault.kind for fault in every}) >= 30
    columns = {(table.layout, column) for table in base.tables for column in layouts()[table.layout].official}
    filled = {(table.layout, n) for table in base.tables for n, cells in table.columns.items() if any(cells)} & columns
    assert {(fault.cell[0], fault.cell[2]) for fault in every} >= {place for place in filled if place[1] != "1"}


def test_no_rule_waits_for_a_lesser_one_unless_that_one_blames_what_cannot_be_read() -> None:
    rules = all_rules()
    order = order_of(tuple(rules.values()))
    for rule in rules.values():
        awaited = {rules[found] for name in (*rule.waits, *rule.waits_reckoned) for found in order.named(name)}
        lesser = [
            x.id for x in awaited if SEVERITIES.index(x.severity) > SEVERITIES.index(rule.severity) and not x.unread
        ]
        assert rule.severity != "galat" or not lesser, f"{rule.id}: {lesser}"


def test_a_binary_fraction_beside_a_wrong_total_hides_nothing() -> None:
    """Noise of a multiplication is no finding, and a fraction of a rupiah keeps no amount out of its sum."""
    for wrong in (30_000_000.000001, 30_000_000.4):
        document = example_document(all_rules()["JML-001"].bad.edits)
        Fault("noise", ("Bab-IV", 17, "6"), wrong).plant(document)
        assert "JML-001" in {finding.rule for finding in _galat(validate(document))}
