"""Verdicts as a whole: the real Renja and its corrected twin, stacking, skipping, packs."""

from __future__ import annotations

import datetime as dt
import random
import shutil
import zipfile
from pathlib import Path

import pytest

from examples.build import main as build_examples
from examples.build import settle
from rules.engine.example_table_edits import Drop, Put
from rules.engine.example_workbook_edits import Identify
from rules.examples.build import example_document
from rules.examples.sound_renja import sound_document
from rules.model.references import References
from rules.registry import all_rules
from rules.schema.layout import layouts
from rules.schema.pack import Inactive, load_pack
from rules.validation import validate, validate_many
from tests.places import GOLDEN, WORKBOOKS
from tests.support import golden
from workbook_templates.reader import read_document


@pytest.mark.parametrize("name", WORKBOOKS)
def test_golden(name: str) -> None:
    before, after = golden.kept(name), golden.now(name)
    changed = "\n".join(golden.changes(before, after))
    assert after == before, f"changes (docs/golden.md tells how to go on):\n{changed}"


def test_no_golden_verdict_without_its_workbook() -> None:
    assert sorted(path.stem for path in GOLDEN.glob("*.json")) == WORKBOOKS


def test_changes_of_a_golden_verdict_are_told_by_rule_and_place() -> None:
    same, gone, new = (
        ["STR-004", "galat", "T-C.33", cell, "#REF!", None, None, "STR-004"] for cell in ("F17", "F18", "F19")
    )
    assert list(golden.changes([same, gone, gone], [same, gone, new])) == [
        "STR-004: 1 gone, 1 new",
        "  - STR-004 galat T-C.33!F18: '#REF!', expected None, difference None, of STR-004",
        "  + STR-004 galat T-C.33!F19: '#REF!', expected None, difference None, of STR-004",
    ]
    assert list(golden.changes([same], [same])) == []
    assert list(golden.changes([same, new], [new, same])) == ["only their order"]


@pytest.mark.parametrize("name", ["renja-2024-benar", "lkip-2024-benar"])
def test_corrected_twin_has_no_galat(name: str, seed: Path) -> None:
    verdict = validate(read_document(seed.with_name(f"{name}.xlsx")))
    assert verdict.status == "valid"
    assert {finding.severity for finding in verdict.findings} <= {"catatan"}


def test_the_known_faults_are_found_where_they_stand(seed: Path) -> None:
    """The faults the rule book names for these tables, by what was found and expected."""
    findings = validate(read_document(seed)).findings
    total = next(f for f in findings if f.rule == "JML-004")
    assert (total.sheet, total.value, total.expected, total.difference) == ("Bab-IV", 12611751484, 12611751848, -364)
    assert "tertukar" in total.message
    codes = {(f.value, f.expected, f.fix) for f in findings if f.rule == "NOM-010"}
    assert ("2 | 17 | 2 | 201 | 1", "2.17.02.2.01.01", "2.17.02.2.01.01") in codes
    one_name = next(f for f in findings if f.rule == "LTS-005")
    assert (one_name.value, one_name.expected) == ("2.17.08.2.01.01", None), "the other code is itself at fault"
    assert "2.17.08.2.01.06 di T-C.33 A54" in one_name.message


def test_the_known_faults_of_the_report_are_found_where_they_stand(seed: Path) -> None:
    """The faults the rule book names for the LKIP, and groups of assets that are not the sum of their members."""
    findings = validate(read_document(seed.with_name("lkip-2024-seed.xlsx"))).findings
    found = {(f.rule, f.sheet, f.value): f.expected for f in findings}
    assert found["TUR-005", "Anggaran-IKU", "7.39"] == 79.39
    assert found["TUR-004", "Capaian", "104"] == 105
    assert ("ANG-001", "Anggaran-IKU", "69.04.000") in found
    assert found["JML-005", "Aset", 3178955174.19] == 1807298324.2
    assert {"TUR-012", "TUR-011", "STR-010", "SAT-001"} <= {f.rule for f in findings}


def test_examples_are_what_their_data_builds(tmp_path: Path, seed: Path) -> None:
    """The committed workbooks are those the script makes from the plain data."""
    build_examples(tmp_path)
    for name in WORKBOOKS:
        fresh, kept = (read_document(folder / f"{name}.xlsx") for folder in (tmp_path, seed.parent))
        assert fresh.tables == kept.tables
        assert fresh.identity == kept.identity


def test_the_same_data_make_the_same_bytes(tmp_path: Path, seed: Path) -> None:
    """Whenever an example is saved, and in whatever order of time its parts are."""
    again = Path(shutil.copy(seed, tmp_path / "lain.xlsx"))
    with zipfile.ZipFile(seed) as kept, zipfile.ZipFile(again, "w") as other:
        for name in kept.namelist():
            content = kept.read(name).replace(b"2024-01-01T00:00:00Z", b"2030-05-05T05:05:05Z")
            other.writestr(zipfile.ZipInfo(name, (2030, 5, 5, 5, 5, 6)), content)
    settle(again)
    with zipfile.ZipFile(seed) as kept, zipfile.ZipFile(again) as other:
        assert [(x.filename, x.date_time, x.CRC) for x in other.infolist()] == [
            (x.filename, x.date_time, x.CRC) for x in kept.infolist()
        ]


def test_stack_equals_one_by_one_in_any_order() -> None:
    """A stack gives every workbook the verdict it has alone, whatever stands beside it."""
    documents = [example_document(rule.bad.edits) for rule in all_rules().values()]
    # Some lack a table that no group of tables begins with, or what others are held against beside unreadable amounts.
    names = [table.layout for table in sound_document().tables if not layouts()[table.layout].group]
    documents += [example_document((Drop(name),)) for name in names]
    for document in [example_document(all_rules()[rule].bad.edits) for rule in ("ANG-001", "LTS-002", "LTS-004")]:
        document.references = References()
        documents.append(document)
    for number, document in enumerate(documents):
        document.source = f"{number}.xlsx"
    alone = {document.source: validate(document) for document in documents}
    random.Random(7).shuffle(documents)
    for document, verdict in zip(documents, validate_many(documents), strict=True):
        assert verdict == alone[document.source]


def test_workbooks_of_different_years_in_one_call() -> None:
    other = example_document((Identify("tahun", 2025), Identify("keputusan", "Kepmendagri 900.1.15.5-1317 Tahun 2023")))
    first, second = validate_many([sound_document(), other])
    assert (first.pack, second.pack) == ("2024", "2025")
    assert first.findings == []
    assert {finding.rule for finding in second.findings} >= {"NOM-008", "STR-013"}


def test_missing_nomenclature_is_said_not_passed_over() -> None:
    document = example_document((Identify("keputusan", "Permendagri 90/2019"),))
    outcome = next(o for o in validate(document).rules if o.rule == "NOM-002")
    assert outcome.status == "skipped"
    assert "nomenklatur bidang 2.17 menurut Permendagri 90/2019 belum diimpor" in outcome.reason


def test_absent_table_skips_its_rules_with_the_reason() -> None:
    added_up = [table.layout for table in sound_document().tables if layouts()[table.layout].totals]
    outcomes = {o.rule: o for o in validate(example_document(tuple(Drop(name) for name in added_up))).rules}
    assert outcomes["JML-001"].status == "skipped"
    assert "T-C.33" in outcomes["JML-001"].reason
    alone = {o.rule: o for o in validate(example_document((Drop("T-C.33"), Drop("E.81-16")))).rules}
    assert (alone["LTS-002"].status, alone["LTS-002"].reason) == ("skipped", "tabel pembanding tidak ada")


def test_pack_changes_severity_and_switches_rules_off() -> None:
    document = example_document(all_rules()["LTS-003"].bad.edits)
    base = load_pack("2024")
    strict = base.model_copy(update={"severities": {"LTS-003": "galat"}})
    assert validate(document, strict).status == "invalid"
    off = Inactive(reason="uji coba", date=dt.date(2024, 1, 2))
    quiet = validate(document, base.model_copy(update={"inactive": {"LTS-003": off}}))
    assert quiet.findings == []
    outcome = next(o for o in quiet.rules if o.rule == "LTS-003")
    assert outcome.status == "skipped"
    assert "uji coba" in outcome.reason
    assert "02-01-2024" in outcome.reason


@pytest.mark.parametrize("amount", ["69.04.000", "#REF!"])
def test_one_unreadable_cell_is_one_finding(amount: str) -> None:
    """What rests on an unreadable cell is put off, not reported."""
    from rules.values.cells import ExcelError

    value = ExcelError(amount) if amount.startswith("#") else amount
    verdict = validate(example_document((Put("T-C.33", 17, "6", value),)))
    rule = "STR-004" if amount.startswith("#") else "ANG-001"
    assert [(finding.rule, finding.sheet, finding.cell) for finding in verdict.findings] == [(rule, "T-C.33", "F17")]
    waiting = {outcome.rule for outcome in verdict.rules if "tertunda" in outcome.reason}
    assert waiting >= {"JML-001", "LTS-002", "LTS-007"}


def test_wrong_kegiatan_stands_for_the_program_above_it() -> None:
    """A program that is right once its kegiatan is put right is not reported again."""
    verdict = validate(example_document((Put("T-C.33", 16, "6", 109_000_000),)))
    assert [(f.rule, f.cell, f.expected) for f in verdict.findings] == [("JML-001", "F16", 190_000_000)]
