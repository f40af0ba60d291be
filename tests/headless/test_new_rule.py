"""`renja rules new`: what a new rule begins with, what still lacks, and what is refused."""

from __future__ import annotations

import runpy
from collections.abc import Callable
from pathlib import Path

import pytest

import rules
from headless.errors import (
    NewRuleError,
    NoExampleTableError,
    NoSourceTreeError,
    RuleFormError,
    RuleTakenError,
    UnknownFamilyError,
)
from headless.new_rule import new_rule
from rules.engine.family import FAMILIES
from rules.engine.rule import Rule
from rules.examples.rulebook import findings_of, gaps
from rules.registry import RETIRED, all_rules
from tests.conftest import Run

WRITTEN = {
    '"ISI: peraturan dan tabelnya"': '"Permendagri 86/2017"',
    '"ISI: kesalahannya, singkat", "ISI: the fault, in short"': '"Isi ganjil", "Odd content"',
    '"ISI: apa yang ditemukan ({value}) dan apa yang diharapkan."': '"Sel ini berisi {value}."',
    '"ISI: what was found and expected."': '"This cell holds {value}."',
    '"ISI: apa yang harus dilakukan perencana."': '"Kosongkan sel ini."',
    '"ISI: what the planner should do."': '"Empty the cell."',
    '"ISI: apa yang salah dan mengapa itu penting, apa yang tidak dihitung salah."': f'"{"Tidak ada artinya. " * 5}"',
    '"ISI: nilai yang salah"': '"ganjil"',
    '"ISI: nilai yang benar"': '"Lihat lampiran"',
    '"""ISI: Blame which cells, and which are left alone."""': '"""Blame cells that say so."""',
    "np.zeros(len(judged), dtype=bool)": 'view.cells(column) == "ganjil"',
}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A source tree with nothing but the folders of rules and their pages."""
    for family in FAMILIES.values():
        (tmp_path / "rules" / "checks" / family.folder).mkdir(parents=True)
    (tmp_path / "docs" / "aturan").mkdir(parents=True)
    return tmp_path


def _loaded(path: Path) -> Rule:
    rule = runpy.run_path(str(path))["RULE"]
    assert isinstance(rule, Rule)
    return rule


@pytest.mark.parametrize(("family", "table"), [("STR", "T-C.33"), ("TUR", "Capaian")])
def test_a_new_rule_stands_in_its_family_and_says_what_it_lacks(tree: Path, family: str, table: str) -> None:
    written = new_rule(tree, f"{family}-999", "isi-ganjil", "catatan", table)
    assert [str(path.relative_to(tree)) for path in written] == [
        f"rules/checks/{family.lower()}/isi_ganjil.py", f"docs/aturan/{family}-999.md",
    ]  # fmt: skip
    rule = _loaded(written[0])
    assert (rule.id, rule.name, rule.severity) == (f"{family}-999", "isi-ganjil", "catatan")
    texts = [f"{name}.{lang}" for name in ("title", "message", "suggestion") for lang in ("id", "en")]
    assert sorted(gaps(rule)) == sorted(["basis", "explanation", "check", "bad", "good", *texts])


def test_a_rule_filled_in_lacks_nothing_and_finds_its_bad_example(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, _ = new_rule(tree, "STR-999", "isi-ganjil", "catatan", "T-C.33")
    text = path.read_text(encoding="utf-8")
    for stub, filled in WRITTEN.items():
        assert stub in text
        text = text.replace(stub, filled)
    path.write_text(text, encoding="utf-8")
    rule = _loaded(path)
    assert gaps(rule) == []
    monkeypatch.setitem(all_rules(), rule.id, rule)
    assert findings_of([rule.bad, rule.good]) == [["STR-999 T-C.33 H12: Sel ini berisi ganjil."], []]


@pytest.mark.parametrize(
    ("rule_id", "name", "table", "error"),
    [
        ("STR-001", "isi-ganjil", "T-C.33", RuleTakenError),
        ("STR-999", "tabel-hilang", "T-C.33", RuleTakenError),
        ("LAMA-1", "isi-ganjil", "T-C.33", RuleFormError),
        ("str-999", "isi-ganjil", "T-C.33", RuleFormError),
        ("STR-000", "isi-ganjil", "T-C.33", RuleFormError),
        ("STR-999", "Isi Ganjil", "T-C.33", RuleFormError),
        ("STR-999", "../isi", "T-C.33", RuleFormError),
        ("XYZ-001", "isi-ganjil", "T-C.33", UnknownFamilyError),
        ("STR-999", "isi-ganjil", "T-C.99", NoExampleTableError),
    ],
)
def test_refused(tree: Path, rule_id: str, name: str, table: str, error: type[NewRuleError]) -> None:
    with pytest.raises(error):
        new_rule(tree, rule_id, name, "catatan", table)
    assert [path for path in tree.rglob("*") if path.is_file()] == []


def test_retired_ids_are_taken(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(RETIRED, "STR-998", "STR-001")
    with pytest.raises(RuleTakenError, match="STR-001"):
        new_rule(tree, "STR-998", "isi-ganjil", "catatan", "T-C.33")


def test_only_in_a_source_tree(tmp_path: Path) -> None:
    with pytest.raises(NoSourceTreeError):
        new_rule(tmp_path, "STR-999", "isi-ganjil", "catatan", "T-C.33")


def test_the_command(renja: Callable[..., Run], tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "__file__", str(tree / "rules" / "__init__.py"))
    run = renja("rules", "new", "STR-999", "--name", "isi-ganjil")
    assert run.status == 0
    assert "rules/checks/str/isi_ganjil.py" in run.out
    assert "'ISI:'" in run.out
    assert renja("rules", "new", "STR-001", "--name", "isi-ganjil").status == 2


@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_alone_takes_its_next_free_number(
    renja: Callable[..., Run], tree: Path, monkeypatch: pytest.MonkeyPatch, family: str
) -> None:
    monkeypatch.setattr(rules, "__file__", str(tree / "rules" / "__init__.py"))
    run = renja("rules", "new", family, "--name", "isi-ganjil")
    assert run.status == 0
    last = max(rule_id for rule_id in all_rules() if rule_id.startswith(family))
    assert f"Aturan {family}-{int(last[4:]) + 1:03} dirintis" in run.out
