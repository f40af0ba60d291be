"""The rule book as text: the list, and one rule with its examples run on the spot."""

from __future__ import annotations

from collections.abc import Sequence

from rules.engine.example_table_edits import Example
from rules.engine.family import FAMILIES
from rules.engine.rule import Rule
from rules.examples.build import example_document
from rules.model.verdict_words import graveness
from rules.registry import rules_by_family

_WORDS = {
    "id": {
        "note": "", "basis": "Dasar",
        "bad": "Contoh yang salah", "found": "Temuannya", "good": "Contoh yang benar",
    },
    "en": {
        "note": "(The explanation and the basis exist in Indonesian only.)", "basis": "Basis",
        "bad": "Wrong example", "found": "What is found", "good": "Right example",
    },
}  # fmt: skip


UNFILLED = "ISI:"
"""What the texts of a new rule begin with until they are written (`renja rules new`)."""


def list_rules(lang: str) -> str:
    """The families with what they judge, and one line a rule: id, severity, name, title."""
    return "\n\n".join(
        "\n".join(
            [
                f"{family}  {FAMILIES[family].title.get(lang)}: {FAMILIES[family].meaning.get(lang)}",
                *(
                    f"{rule.id}  {graveness(rule.severity, lang):<11}{rule.name:<24}{rule.title.get(lang)}"
                    for rule in rules
                ),
            ]
        )
        for family, rules in rules_by_family().items()
    )


def gaps(rule: Rule) -> list[str]:
    """What a rule still lacks to stand in the book, by the names of its fields; empty if it is whole."""
    texts = {"basis": rule.basis, "explanation": rule.explanation, "check": rule.check.__doc__ or ""}
    for name in ("title", "message", "suggestion"):
        texts |= {f"{name}.{lang}": getattr(rule, name).get(lang) for lang in ("id", "en")}
    for name in ("bad", "good"):
        example: Example = getattr(rule, name)
        texts[name] = " ".join([name, *(edit.describe() for edit in example.edits)])
    found = [name for name, text in texts.items() if not text or UNFILLED in text]
    return [*found, *(["bad.finds"] if not rule.bad.finds else []), *(["good.finds"] if rule.good.finds else [])]


def findings_of(examples: Sequence[Example], lang: str = "id") -> list[list[str]]:
    """What validation finds in each example, as `rule table cell: message`."""
    from rules.validation import validate_many

    verdicts = validate_many([example_document(example.edits) for example in examples], lang=lang)
    return [[f"{f.rule} {f.table}{f' {f.cell}'.rstrip()}: {f.message}" for f in v.findings] for v in verdicts]


def describe_rule(rule: Rule, lang: str) -> str:
    """A rule in full: what it finds, why, by which regulation, what to do, and its examples."""
    words = _WORDS[lang]
    lines = [
        f"{rule.id} {rule.name}",
        f"{rule.title.get(lang)} ({graveness(rule.severity, lang)})",
        "",
        *([words["note"]] if words["note"] else []),
        rule.explanation,
        "",
        f"{words['basis']}: {rule.basis}",
        "",
        f"{words['bad']}:",
        *(f"  {edit.describe(lang)}" for edit in rule.bad.edits),
        f"{words['found']}:",
        *(f"  {line}" for line in findings_of([rule.bad], lang)[0]),
        f"{words['good']}:",
        *(f"  {edit.describe(lang)}" for edit in rule.good.edits),
    ]
    return "\n".join(lines)
