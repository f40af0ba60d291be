"""In which order rules are judged: what each waits for, until nothing waits for itself.

A reckoned figure rests on those it is reckoned from, so a rule has up to two steps: over columns that are typed, and
over reckoned ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple

from rules.engine.rule import Rule
from rules.schema.layout import layouts


class RuleCycleError(RuntimeError):
    """Rules wait for each other: a fault of the rule book, not of a workbook."""


class Step(NamedTuple):
    """A rule over its typed columns, or over its reckoned ones."""

    rule: str
    reckoned: bool


@cache
def reckoned_columns() -> frozenset[tuple[str, str]]:
    """The columns, by layout and number, that hold reckoned figures: derived here, or repeated from where they are."""
    roles = {layout.columns[number].role for layout in layouts().values() for number in layout.derived}
    return frozenset(
        (layout.id, number)
        for layout in layouts().values()
        for number, column in layout.columns.items()
        if column.role in roles or number in layout.averages or number in layout.words
    )


class Order:
    """What the rules of a book wait for, step by step."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = {rule.id: rule for rule in rules}
        self.spoilers: dict[str, tuple[str, ...]] = {}
        for rule in self.rules.values():
            for reading in rule.spoils:
                self.spoilers[reading] = (*self.spoilers.get(reading, ()), rule.id)
        self.steps = {rule.id: _steps(rule) for rule in self.rules.values()}
        self.awaited = {step: self._awaited(step) for steps in self.steps.values() for step in steps}

    def named(self, name: str) -> tuple[str, ...]:
        """The ids behind a name: the rules that spoil a reading, or the rule of that id."""
        return self.spoilers.get(name, (name,))

    def _awaited(self, step: Step) -> frozenset[Step]:
        rule = self.rules[step.rule]
        found = {other for name in rule.waits for awaited in self.named(name) for other in self.steps.get(awaited, ())}
        if step.reckoned:
            # Of a rule that judges both, what it says of the typed columns.
            firsts = (self.steps.get(awaited, ()) for name in rule.waits_reckoned for awaited in self.named(name))
            found |= {steps[0] for steps in firsts if steps}
        return frozenset(found)

    def turns(self) -> list[list[Step]]:
        """The steps, those that may be judged together in one turn; raises :class:`RuleCycleError`."""
        sorter = TopologicalSorter(self.awaited)
        try:
            sorter.prepare()
        except CycleError as error:
            circle = " → ".join(dict.fromkeys(step.rule for step in reversed(error.args[1])))
            raise RuleCycleError(f"Aturan saling menunggu: {circle}") from None
        turns = []
        while sorter.is_active():
            ready = sorted(sorter.get_ready())
            turns.append(ready)
            sorter.done(*ready)
        return turns


@lru_cache(maxsize=16)
def order_of(rules: tuple[Rule, ...]) -> Order:
    """The order of some rules, found once."""
    return Order(rules)


def _steps(rule: Rule) -> Sequence[Step]:
    """The steps a rule has, the one over typed columns first."""
    if rule.subject != "baris":
        return [Step(rule.id, reckoned=False)]
    judged = {(layout.id, number) for layout in layouts().values() for number in rule.columns(layout)}
    kinds = {place in reckoned_columns() for place in judged}
    return [Step(rule.id, reckoned) for reckoned in sorted(kinds)]
