"""The order of judging: every rule declares what it waits for, and none waits for itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from rules.engine.example_table_edits import Calculated
from rules.engine.order import Order, RuleCycleError, Step, order_of
from rules.engine.rule import READINGS, Rule
from rules.engine.session import Session
from rules.examples.build import example_document
from rules.examples.judging_order import list_order
from rules.examples.sound_lkip import sound_report
from rules.examples.sound_renja import sound_document
from rules.frames.judgement import Judgement
from rules.frames.stacked_rows import StackedRows
from rules.model.document import Document
from rules.registry import all_rules
from rules.schema.pack import pack_for
from rules.validation import validate
from workbook_templates.reader import read_document

RULES = list(all_rules().values())


class Asked(Session):
    """A session that notes what a rule asks, and lets all others say nothing: what they asked is no ask of its own."""

    asked: set[str]

    def awaited(self, names: Sequence[str], view: StackedRows, column: str) -> Iterator[Judgement]:
        self.asked |= set(names)
        yield from super().awaited(names, view, column)

    def judge(self, rule_id: str, view: StackedRows, column: str) -> Judgement | None:
        return None if self._asking else super().judge(rule_id, view, column)

    def of(self, rule: Rule) -> set[str]:
        """All that one rule asks, in every view and column."""
        self.asked = set()
        self.known.clear()
        for view in self.views.values():
            view.known.clear()
        for view in self.views.values():
            for column in self.columns_of(rule, view):
                self.judge(rule.id, view, column)
        return self.asked


@pytest.fixture(scope="module")
def documents(seed: Path) -> list[list[Document]]:
    """Sound and faulty documents of both kinds."""
    plans, reports = (
        [read_document(seed.with_name(f"{kind}-2024-{state}.xlsx")) for state in ("seed", "benar")]
        for kind in ("renja", "lkip")
    )
    # A figure that may be read in two ways stands in none of them.
    rancu = sound_document()
    for edit in all_rules()["SAT-007"].bad.edits:
        edit.apply(rancu)
    return [[sound_document(), rancu, *plans], [sound_report(), *reports]]


@pytest.fixture(scope="module")
def sessions(documents: list[list[Document]]) -> list[Asked]:
    return [Asked(stack, pack_for(2024), RULES) for stack in documents]


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_a_rule_declares_what_it_asks_and_asks_what_it_declares(rule: Rule, sessions: list[Asked]) -> None:
    asked = set().union(*(session.of(rule) for session in sessions))
    assert [crash for session in sessions for crash in session.crashes] == []
    declared = {*rule.waits, *rule.waits_reckoned}
    # What the other reading of a figure would change is asked only where there is one, in tables of every kind.
    assert asked <= declared if rule.id == "SAT-007" else asked == declared


def test_what_is_awaited_exists() -> None:
    spoilt = {reading for rule in RULES for reading in rule.spoils}
    assert spoilt == set(READINGS)
    for rule in RULES:
        assert {*rule.waits, *rule.waits_reckoned} <= spoilt | set(all_rules()), rule.id


def test_no_rule_of_the_book_waits_for_itself() -> None:
    """Every step comes after all it waits for."""
    order, done = order_of(tuple(RULES)), set[Step]()
    for turn in order.turns():
        for step in turn:
            assert order.awaited[step] <= done
        done.update(turn)
    assert done == set(order.awaited)
    assert {step.rule for step in done} == set(all_rules())


def _waiting(rule_id: str, *waits: str) -> Rule:
    base = all_rules()[rule_id]
    return Rule(**{name: getattr(base, name) for name in base.__slots__} | {"waits": waits})


def test_rules_that_wait_for_each_other_are_named() -> None:
    rules = [_waiting("NOM-001", "NOM-002"), _waiting("NOM-002", "NOM-003"), _waiting("NOM-003", "code")]
    with pytest.raises(RuleCycleError, match=r"NOM-00. → NOM-00. → NOM-00."):
        Order(rules).turns()


def test_typed_columns_come_before_those_reckoned_from_them() -> None:
    turns = order_of(tuple(RULES)).turns()
    place = {step: number for number, turn in enumerate(turns) for step in turn}
    assert place[Step("LTS-009", False)] < place[Step("TUR-004", True)] < place[Step("LTS-009", True)]


def test_an_ask_that_is_not_declared_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(all_rules()["NOM-003"], "waits", ())
    outcome = next(outcome for outcome in validate(sound_document()).rules if outcome.rule == "NOM-003")
    assert outcome.status == "crashed"
    assert "menunggu NOM-014" in outcome.reason


def test_a_typed_column_may_not_wait_for_what_rests_on_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is declared for reckoned columns only is refused in a typed one."""
    rule = all_rules()["LTS-007"]
    monkeypatch.setattr(rule, "waits_reckoned", ("figure",))
    monkeypatch.setattr(rule, "waits", ())
    order_of.cache_clear()
    outcome = next(outcome for outcome in validate(sound_document()).rules if outcome.rule == "LTS-007")
    order_of.cache_clear()
    assert outcome.status == "crashed"


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_order_is_listed_whole(lang: str) -> None:
    listed = list_order(lang).splitlines()
    assert {line.split()[0] for line in listed if line.startswith("  ")} == set(all_rules())
    assert any("LTS-002" in line and line.endswith(("menunggu angka, kode, NOM-006, NOM-008, NOM-014", "waits for the figure, the code, NOM-006, NOM-008, NOM-014"))
               for line in listed)  # fmt: skip


def test_an_overwritten_wrong_sum_of_a_group_is_one_finding() -> None:
    """A typed sum that is wrong is told as a wrong sum, not as a typed one besides: in groups too."""
    held = {
        12: ("=C13+C15", 300_500_000.25),
        13: ("=C14", 100_000_000),
        15: ("=C16+C18", 200_500_000.25),
        18: ("=C19", 50_250_000.25),
    }
    calculated = (Calculated("Aset", row, "3", *cell) for row, cell in held.items())
    document = example_document((*all_rules()["JML-005"].bad.edits, *calculated))
    assert [(found.rule, found.cell) for found in validate(document).findings] == [("JML-005", "C16")]
