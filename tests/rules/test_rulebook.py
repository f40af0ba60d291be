"""The rule book itself: every rule is registered, documented, and its examples do what they say."""

from __future__ import annotations

import ast
import gc
import re

import pytest

from rules.engine.example_workbook_edits import Sealed
from rules.engine.family import FAMILIES, family_of
from rules.engine.rule import Rule
from rules.engine.session import Session
from rules.examples.build import example_document
from rules.examples.rulebook import gaps
from rules.examples.sound_lkip import sound_report
from rules.model.finding import Verdict
from rules.registry import RETIRED, all_rules, find_rule, rule_modules
from rules.validation import validate, validate_many
from tests.places import ROOT

RULES = list(all_rules().values())
IDS = [rule.id for rule in RULES]
Verdicts = dict[tuple[str, str, str], Verdict]


@pytest.fixture(scope="module")
def verdicts() -> Verdicts:
    """The verdicts on all examples in both languages, each language judged as one stack."""
    found: Verdicts = {}
    for lang in ("id", "en"):
        cases = [(rule.id, kind, getattr(rule, kind)) for rule in RULES for kind in ("bad", "good")]
        judged = validate_many([example_document(example.edits) for _, _, example in cases], lang=lang)
        found |= {(rule_id, kind, lang): v for (rule_id, kind, _), v in zip(cases, judged, strict=True)}
    return found


@pytest.mark.parametrize("rule", RULES, ids=IDS)
def test_every_rule_is_written(rule: Rule) -> None:
    """What `renja rules new` begins with is filled in: the fields named here still wait for their text."""
    assert gaps(rule) == [], f"{rule.id} is not written yet"


def test_sound_documents_have_no_findings_and_every_rule_runs_in_one() -> None:
    checked: set[str] = set()
    for document in (example_document((Sealed(),)), sound_report()):
        verdict = validate(document)
        assert verdict.findings == []
        assert all(outcome.reason for outcome in verdict.rules if outcome.status == "skipped")
        assert {outcome.status for outcome in verdict.rules} <= {"ran", "skipped"}
        checked |= {outcome.rule for outcome in verdict.rules if outcome.status == "ran" and outcome.checked}
    assert checked == set(IDS)


@pytest.mark.parametrize("rule", RULES, ids=IDS)
@pytest.mark.parametrize("kind", ["bad", "good"])
def test_examples(rule: Rule, kind: str, verdicts: Verdicts) -> None:
    """The bad example yields exactly the findings it names, in their cells; the good one yields none."""
    example = rule.bad if kind == "bad" else rule.good
    verdict = verdicts[rule.id, kind, "id"]
    found = sorted(f"{finding.rule} {finding.table}!{finding.cell}" for finding in verdict.findings)
    assert found == sorted([f"{rule.id} {place}" for place in example.finds.split()] + list(example.also))
    assert bool(example.finds) == (kind == "bad")


@pytest.mark.parametrize("rule", RULES, ids=IDS)
def test_metadata_is_complete(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z]{3}-\d{3}", rule.id)
    assert family_of(rule.id) in FAMILIES
    assert rule.severity in {"galat", "peringatan", "catatan"}
    assert len(rule.explanation) > 60, "the explanation must say what is wrong and why it matters"


@pytest.mark.parametrize("rule", RULES, ids=IDS)
@pytest.mark.parametrize("lang", ["id", "en"])
def test_messages_are_filled_in(rule: Rule, lang: str, verdicts: Verdicts) -> None:
    for finding in verdicts[rule.id, "bad", lang].findings:
        assert finding.message
        assert "{" not in finding.message + finding.suggestion
        assert "None" not in finding.message


def test_one_rule_a_file_all_registered() -> None:
    """Every file under checks/ defines one RULE, named after it, in the folder of its family."""
    modules = rule_modules()
    assert {name.split(".")[-2] for name in modules} == {family.folder for family in FAMILIES.values()}
    files = [path for path in (ROOT / "rules" / "checks").rglob("*.py") if path.stem != "__init__"]
    assert len(modules) == len(files) == len(RULES)
    for name in modules:
        rule = __import__(name, fromlist=["RULE"]).RULE
        assert name.split(".")[-2] == FAMILIES[family_of(rule.id)].folder
        assert name.split(".")[-1] == rule.name.replace("-", "_").removesuffix("_")


def test_rules_never_print_or_touch_files() -> None:
    for path in (ROOT / "rules" / "checks").rglob("*.py"):
        calls = {
            node.func.id
            for node in ast.walk(ast.parse(path.read_text()))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        assert not calls & {"print", "open", "exec", "eval", "input"}, path


def test_ids_are_unique_and_retired_ids_stay_retired() -> None:
    assert len(set(IDS)) == len(IDS)
    assert not set(RETIRED) & set(IDS)
    assert set(RETIRED.values()) <= set(IDS)


@pytest.mark.parametrize("typed", ["JML-004", "jml-4", " Jml-04 "])
def test_find_rule_however_typed(typed: str) -> None:
    rule = find_rule(typed)
    assert rule is not None
    assert rule.id == "JML-004"


def test_crashing_rule_becomes_a_finding_and_the_rest_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object) -> None:
        raise ZeroDivisionError("sengaja")

    monkeypatch.setattr(all_rules()["ANG-002"], "check", crash, raising=False)
    document = example_document(all_rules()["JML-004"].bad.edits)
    verdict = validate(document)
    assert {finding.rule for finding in verdict.findings} == {"ANG-002", "JML-004"}
    crashed = next(outcome for outcome in verdict.rules if outcome.rule == "ANG-002")
    assert crashed.status == "crashed"
    assert "sengaja" in crashed.reason


def test_nothing_of_a_stack_is_kept_once_it_is_judged() -> None:
    document = example_document(RULES[0].bad.edits)
    validate_many([document, document])
    gc.collect()
    assert not [kept for kept in gc.get_objects() if type(kept) is Session]
