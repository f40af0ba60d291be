"""The rules at hand, collected from their files."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from rules import checks
from rules.engine.family import FAMILIES, family_of
from rules.engine.rule import Rule

RETIRED: dict[str, str] = {}
"""Retired rule ids and the rule that took their place; an id is never used again for another meaning."""


def rule_modules() -> list[str]:
    """Names of the modules that hold a rule, in the order of family and file."""
    found: list[str] = []
    for family in pkgutil.iter_modules(checks.__path__, f"{checks.__name__}."):
        path = importlib.import_module(family.name).__path__
        found += [module.name for module in pkgutil.iter_modules(path, f"{family.name}.")]
    return found


@cache
def all_rules() -> dict[str, Rule]:
    """Every rule by id, in order of id."""
    rules = [importlib.import_module(name).RULE for name in rule_modules()]
    return {rule.id: rule for rule in sorted(rules, key=lambda rule: rule.id)}


def rules_by_family() -> dict[str, list[Rule]]:
    """The rules of each family, by its id, both in the order of the rule book."""
    return {family: [rule for rule in all_rules().values() if family_of(rule.id) == family] for family in FAMILIES}


def find_rule(rule_id: str) -> Rule | None:
    """A rule by id, however it is typed (`jml-4` is JML-004); a retired id leads to its successor."""
    family, _, number = rule_id.strip().upper().partition("-")
    key = f"{family}-{number.zfill(3)}"
    return all_rules().get(RETIRED.get(key, key))
