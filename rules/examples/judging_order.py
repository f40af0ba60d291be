"""The order of judging as text: which rules wait for the findings of which."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from rules.engine.order import Step, order_of
from rules.engine.rule import READINGS, Rule
from rules.registry import all_rules

_WORDS = {
    "id": {
        "turn": "Giliran", "waits": "menunggu", "spoils": "temuannya meragukan",
        "typed": "kolom isian", "reckoned": "kolom hitungan",
    },
    "en": {
        "turn": "Turn", "waits": "waits for", "spoils": "its findings throw doubt on",
        "typed": "typed columns", "reckoned": "reckoned columns",
    },
}  # fmt: skip


def list_order(lang: str) -> str:
    """The rules turn by turn: what each waits for, and what its findings throw doubt on."""
    order = order_of(tuple(all_rules().values()))
    turns = []
    for number, turn in enumerate(order.turns(), 1):
        lines = [f"{_WORDS[lang]['turn']} {number}"]
        for rule_id, steps in groupby(turn, lambda step: step.rule):
            now = list(steps)
            apart = [step for step in order.steps[rule_id] if step not in now]
            lines.append(f"  {_line(order.rules[rule_id], now, lang, apart=bool(apart))}")
        turns.append("\n".join(lines))
    return "\n\n".join(turns)


def _line(rule: Rule, steps: Sequence[Step], lang: str, *, apart: bool) -> str:
    """A rule in one turn; which of its columns are judged there is told where the others have a turn ``apart``."""
    words, reckoned = _WORDS[lang], any(step.reckoned for step in steps)
    told = [rule.id + " " + rule.name]
    if apart:
        told.append(words["reckoned" if reckoned else "typed"])
    if awaited := [*rule.waits, *(rule.waits_reckoned if reckoned else ())]:
        told.append(f"{words['waits']} {_in_words(awaited, lang)}")
    if rule.spoils:
        told.append(f"{words['spoils']} {_in_words(rule.spoils, lang)}")
    return "; ".join(told)


def _in_words(names: Sequence[str], lang: str) -> str:
    """Ids as they are, readings in words."""
    readings = {str(reading): text.get(lang) for reading, text in READINGS.items()}
    return ", ".join(readings.get(name, name) for name in names)
