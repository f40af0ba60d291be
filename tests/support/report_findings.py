"""What is found in the sound report (LKIP) after some edits."""

from __future__ import annotations

from typing import Any

from rules.engine.example_edit import Edit
from rules.engine.example_table_edits import Put
from rules.examples.build import example_document
from rules.model.finding import Verdict
from rules.validation import validate, validate_many

_FAMILIES = ("JML", "TUR", "LTS", "DOK", "ANG")


def told(verdict: Verdict, *families: str) -> list[str]:
    """Findings as `RULE table!cell`, of some families of rules."""
    found = [f"{f.rule} {f.table}!{f.cell}" for f in verdict.findings]
    return [place for place in found if place.startswith(families or _FAMILIES)]


def judged(*edits: Edit) -> list[str]:
    """What is found in the sound report after some edits, of any family."""
    return told(validate(example_document((Put("PK", 12, "1", "1"), *edits))), "")


def assert_found(cases: list[tuple[Any, list[str]]]) -> None:
    """What is found in the sound report after each of several edits (or tuples of them), judged as one stack."""
    edits = [case if isinstance(case, tuple) else (case,) for case, _ in cases]
    verdicts = validate_many([example_document((Put("PK", 12, "1", "1"), *each)) for each in edits])
    told_each = [(each, sorted(told(verdict, ""))) for each, verdict in zip(edits, verdicts, strict=True)]
    assert told_each == [(each, sorted(found)) for each, (_, found) in zip(edits, cases, strict=True)]


def outcome(verdict: Verdict, rule: str) -> tuple[str, int, str]:
    """Status, checked cells and reason of a rule."""
    return next((x.status, x.checked, x.reason) for x in verdict.rules if x.rule == rule)
