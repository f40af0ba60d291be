"""The rule book as text: the list, and one rule with its examples run on the spot."""

from __future__ import annotations

from collections.abc import Sequence

from rules.examples import describe, example_document
from rules.registry import all_rules
from rules.rule import Example, Rule


def list_rules(lang: str = "id") -> str:
    """One line a rule: id, severity, name, title."""
    return "\n".join(
        f"{rule.id}  {rule.severity:<11}{rule.name:<24}{rule.title.get(lang)}" for rule in all_rules().values()
    )


def findings_of(examples: Sequence[Example], lang: str = "id") -> list[list[str]]:
    """What validation finds in each example, as `rule table cell: message`."""
    from rules.engine import validate_many

    verdicts = validate_many([example_document(example.edits) for example in examples], lang=lang)
    return [[f"{f.rule} {f.table} {f.cell}: {f.message}" for f in verdict.findings] for verdict in verdicts]


def describe_rule(rule: Rule, lang: str = "id") -> str:
    """A rule in full: what it finds, why, by which regulation, what to do, and its examples."""
    lines = [
        f"{rule.id} {rule.name}",
        f"{rule.title.get(lang)} ({rule.severity})",
        "",
        rule.explanation,
        "",
        f"Dasar: {rule.basis}",
        "",
        "Contoh yang salah:",
        *(f"  {describe(edit)}" for edit in rule.bad.edits),
        "Temuannya:",
        *(f"  {line}" for line in findings_of([rule.bad], lang)[0]),
        "Contoh yang benar:",
        *(f"  {describe(edit)}" for edit in rule.good.edits),
    ]
    return "\n".join(lines)
