"""What was not checked: which gaps leave the verdict open, and that every door says so."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from headless.exit_status import exit_status
from headless.reports.formats import Occasion
from headless.reports.html_report import render as html
from headless.reports.json_report import render as as_json
from headless.reports.text_report import report as text
from rules.engine.example_table_edits import Guessed, Put, Remove, Uncalculated
from rules.examples.sound_lkip import sound_report
from rules.examples.sound_renja import sound_document
from rules.model.bilingual import Text
from rules.model.document import DATA, Document
from rules.model.finding import Verdict
from rules.model.references import Ceilings, References
from rules.model.unchecked import Gap, Skip, unchecked
from rules.model.verdict_words import VERDICTS, optional_line, unchecked_lines
from rules.registry import all_rules
from rules.schema.layout import layouts
from rules.schema.pack import load_pack, pack_for
from rules.seal.seal import make_seal
from rules.validation import validate
from workbook_templates.copies.findings_lines import unchecked_line, verdict_line
from workbook_templates.recognition.document.seal_sheet import facts

MADE = datetime(2024, 3, 1, 9, 30, 15)


def _guessed() -> Document:
    document = sound_document()
    Guessed("T-C.33", 62.0, Text("judul", "headings")).apply(document)
    return document


def _never_calculated() -> Document:
    document = sound_document()
    Uncalculated("Bab-IV", 23, "6", "=F14+F19").apply(document)
    return document


def _without_renstra() -> Document:
    document = sound_report()
    del document.identity["renstra_awal"]
    return document


def _without_sums() -> Document:
    document = sound_document()
    table = next(table for table in document.tables if table.layout == "Anggaran-Realisasi")
    table.kinds.pop()
    table.rows.pop()
    for values in table.columns.values():
        values.pop()
    return document


@pytest.fixture(scope="module")
def verdict() -> Verdict:
    """A verdict on a document without galat that was not wholly checked."""
    return validate(_guessed())


def test_a_sound_document_is_wholly_checked() -> None:
    """What is optional is named and leaves nothing open."""
    for document in (sound_document(), sound_report()):
        found = validate(document)
        assert (found.state, found.complete, found.unchecked) == ("valid", True, [])
    document = sound_document()
    document.references = type(document.references)()
    found = validate(document)
    assert found.complete
    assert {rule for one in found.optional for rule in one.rules} >= {"LTS-008", "DOK-006", "DOK-007"}
    assert "--plafon FILE" in optional_line(found)


@pytest.mark.parametrize(
    ("make", "rule", "said"),
    [
        (_guessed, "STR-002", "T-C.33 (T-C.33!A9:J23)"),
        (_never_calculated, "JML-004", "belum pernah dihitung"),
        (_without_renstra, "LTS-009", "tahun awal Renstra"),
        (_without_sums, "JML-004", "jumlah Anggaran-Realisasi"),
    ],
)
def test_what_could_not_run_leaves_the_verdict_open(make: Callable[[], Document], rule: str, said: str) -> None:
    found = validate(make())
    told = next(one for one in found.unchecked if rule in one.rules)
    assert said in told.reason
    assert told.remedy
    assert not found.complete
    assert found.state in ("incomplete", "invalid")


def test_an_invented_code_of_a_bidang_not_at_hand_never_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether or not any list of codes is at hand."""
    monkeypatch.setattr("rules.engine.session.nomenclature", lambda *_: None)
    found = validate(sound_document())
    assert found.state == "incomplete"
    told = next(one for one in found.unchecked if "NOM-002" in one.rules)
    assert "renja nomenclature import" in told.remedy
    assert "2.17" in told.reason


def test_a_rule_that_crashes_leaves_the_verdict_open(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: Any) -> Any:
        raise ValueError("x")

    monkeypatch.setattr(all_rules()["JML-004"], "check", fails)
    found = validate(sound_document())
    assert any("JML-004" in one.rules for one in found.unchecked)


def test_a_plan_without_a_total_passes_and_is_told_so() -> None:
    assert not [x for x in validate(sound_document()).optional if "TOTAL" in x.reason]
    document = sound_document()
    Remove("T-C.33", 23).apply(document)
    verdict = validate(document)
    assert (verdict.status, verdict.complete) == ("valid", True)
    assert [x.reason for x in verdict.optional if "JML-004" in x.rules] == ["tabel T-C.33 tidak memuat baris TOTAL"]


@pytest.mark.parametrize(("code", "ran"), [("9.99.02", False), ("2.17.04", True)])
def test_ceilings_that_no_row_matches_were_given_in_vain(code: str, ran: bool) -> None:
    document = sound_document()
    document.references = References(Ceilings({code: 10**12}, "plafon.csv"))
    said = [one.reason for one in validate(document).optional if "LTS-008" in one.rules]
    assert said == ([] if ran else ["tidak ada baris yang cocok dengan isi 'plafon.csv'"])


def test_only_rules_that_can_fail_a_workbook_leave_it_open() -> None:
    skip = Skip(Gap.IDENTITY, Text("a", "a"))
    assert unchecked([("X", skip)], {"X"}, "id")[0]
    assert unchecked([("X", skip)], {"Y"}, "id") == ([], [])
    assert unchecked([("X", Skip(Gap.NOTHING, Text("a", "a")))], {"X"}, "id") == ([], [])
    assert unchecked([("X", Skip(Gap.OPTIONAL, Text("a", "a")))], set(), "id")[1]


def test_every_report_says_it(verdict: Verdict) -> None:
    title, (line,) = VERDICTS["incomplete"].id, unchecked_lines(verdict)
    occasion = Occasion(made=MADE, lang="id", full=False, console=False)
    printed = " ".join("".join(text([verdict], occasion)).split())
    assert title in printed
    assert " ".join(line.split()) in printed
    page = html([verdict], MADE)
    assert title in page
    assert "hanya diduga" in page
    body = json.loads(as_json([verdict]))
    (told,) = body["workbooks"]
    assert (told["status"], told["complete"], body["summary"]["incomplete"]) == ("valid", False, 1)
    assert set(told["unchecked"][0]) == {"rules", "reason", "remedy"}
    assert verdict_line(verdict).startswith(title)
    assert unchecked_line(verdict) == line


def test_the_seal_records_it(verdict: Verdict) -> None:
    document = _guessed()
    seal = make_seal(document, verdict, pack_for(2024), "2024-01-15T09:00:00+07:00")
    told = dict(facts(seal))
    assert told["Hasil pemeriksaan"].startswith(VERDICTS["incomplete"].id)
    assert "hanya diduga" in told["Belum diperiksa"]
    whole = make_seal(document, validate(sound_document()), pack_for(2024), "2024-01-15T09:00:00+07:00")
    assert "unchecked" not in json.loads(whole.message)
    assert whole.code != seal.code


def test_a_strict_call_ends_with_one(verdict: Verdict) -> None:
    assert (exit_status([verdict]), exit_status([verdict], strict=True)) == (0, 1)
    assert exit_status([validate(sound_document())], strict=True) == 0


def test_the_command_is_strict_where_asked(renja: Any, tmp_path: Path, benar: Path) -> None:
    """The option reaches the exit status; the corrected twin is wholly checked."""
    assert renja("validate", benar, "--ketat", "--format", "json", "-o", tmp_path / "x.json")[0] == 0
    assert json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))["workbooks"][0]["complete"] is True


def _with_money(value: Any, *columns: tuple[str, str]) -> Document:
    document = sound_document()
    document.references = References()
    for name, column in columns:
        table = next(table for table in document.tables if table.layout == name)
        table.columns[column] = [value if x else x for x in table.columns[column]]
    return document


@pytest.mark.parametrize("nought", [0, "0", "-"])
def test_a_plan_of_noughts_has_not_passed(nought: Any) -> None:
    found = validate(_with_money(nought, ("T-C.33", "6"), ("Bab-IV", "6")))
    assert (found.status, found.complete) == ("valid", False)
    (gap,) = found.unchecked
    assert "semua pagu T-C.33, Bab-IV nol" in gap.reason
    assert set(gap.rules) == {"JML-001", "JML-002", "JML-003", "JML-004"}


def test_sums_of_a_table_that_is_not_begun_are_no_plan_of_noughts() -> None:
    document = _with_money(0, ("Bab-IV", "6"))
    table = next(table for table in document.tables if table.layout == "Bab-IV")
    for number, cells in table.columns.items():
        if number > "3":
            table.columns[number] = [0 if number == "6" else None for _ in cells]
    assert any("Bab-IV" in gap.reason for gap in validate(document).unchecked)
    table.marks.formulas.update({(row, "6"): "=SUM(F1:F2)" for row in table.rows})
    assert not any("nol" in gap.reason for gap in validate(document).unchecked)


def test_money_of_the_year_that_is_not_all_nought_is_added_up() -> None:
    """Forward estimates may be left at nought, and a draft that had nothing, after an analysis that asks for something."""
    assert validate(_with_money(0, ("T-C.33", "10"), ("T-C.31", "6"))).complete
    document = _with_money(0, ("Bab-IV", "6"))
    table = next(table for table in document.tables if table.layout == "Bab-IV")
    table.columns["6"][table.kinds.index(DATA)] = 1
    assert not any("nol" in gap.reason for gap in validate(document).unchecked)


def test_put_is_no_gap() -> None:
    """A galat makes a workbook invalid, whatever was not checked besides."""
    document = _guessed()
    Put("Bab-IV", 23, "6", 1).apply(document)
    found = validate(document)
    assert (found.status, found.state, found.complete) == ("invalid", "invalid", False)


def test_a_workbook_without_codes_wants_no_nomenclature() -> None:
    document = sound_document()
    document.identity["keputusan"] = replace(document.identity["keputusan"], value="Permendagri 90/2019")
    assert "NOM-002" in {rule for gap in validate(document).unchecked for rule in gap.rules}
    for table in document.tables:
        for number, column in layouts()[table.layout].columns.items():
            if column.role == "kode" and number in table.columns:
                table.columns[number] = [None] * len(table.rows)
    assert "NOM-002" not in {rule for gap in validate(document).unchecked for rule in gap.rules}


@pytest.mark.parametrize("year", ["2019", "2045"])
def test_a_year_whose_rules_are_not_known_leaves_the_verdict_open(year: str) -> None:
    document = sound_document()
    document.identity["tahun"] = replace(document.identity["tahun"], value=year)
    verdict = validate(document)
    assert not verdict.complete
    assert any(f"aturan tahun {year}" in told.reason for told in verdict.unchecked)
    assert not any("aturan tahun" in told.reason for told in validate(document, load_pack("2024")).unchecked)
