"""Out of the box: offices of any bidang fill a template from its list and pass; a slip is found, with what was meant."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from pathlib import Path

import pytest

from rules.model.document import Document
from rules.model.finding import Finding
from rules.nomenclature import decrees
from rules.validation import validate
from tests.support.office_plans import office_template
from workbook_templates.reader import read_document
from workbook_templates.template.build import build_template

DECREE = decrees()["900.1.15.5-3406-2024"]
# Education, health, public works, order, social affairs, trade, environment, planning, inspection, sub-districts.
BIDANG = ("1.01", "1.02", "1.03", "1.05", "1.06", "3.30", "2.11", "5.01", "6.01", "7.01")


@pytest.fixture(autouse=True)
def _nothing_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENJA_STORE", str(tmp_path / "toko"))


@pytest.fixture(scope="module", params=BIDANG)
def office_plan(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Document:
    """What is read of an office's filled template."""
    path = tmp_path_factory.mktemp("kantor") / f"{request.param}.xlsx"
    build_template(path, office_template(request.param, DECREE))
    return read_document(path)


def test_a_template_filled_from_its_list_passes(office_plan: Document) -> None:
    verdict = validate(office_plan)
    assert (verdict.findings, verdict.complete) == ([], True)


def _with(document: Document, column: str, *changes: tuple[str, str]) -> tuple[Document, str]:
    """A copy with a text of the last sub kegiatan of T-C.33 changed in the plan's tables; and the cell in T-C.33."""
    changed = copy.deepcopy(document)
    for table in changed.tables:
        if table.layout in ("T-C.33", "Bab-IV"):
            at = max(at for at, code in enumerate(table.columns["1"]) if str(code).count(".") == 5)
            for old, new in changes:
                table.columns[column][at] = table.columns[column][at].replace(old, new)
            if table.layout == "T-C.33":
                cell = f"{table.letters[column]}{table.rows[at]}"
    return changed, cell


def _found(changed: tuple[Document, str], rule: str) -> Finding:
    document, cell = changed
    findings: Sequence[Finding] = validate(document).findings
    return next(x for x in findings if (x.rule, x.sheet, x.cell) == (rule, "T-C.33", cell))


def test_one_wrong_code_name_or_unit_is_found_with_what_was_meant(office_plan: Document) -> None:
    plan = next(table for table in office_plan.tables if table.layout == "T-C.33")
    at = max(at for at, code in enumerate(plan.columns["1"]) if str(code).count(".") == 5)
    code, name, target = (str(plan.columns[number][at]) for number in ("1", "2", "5"))
    unit = target.split(" ", 1)[1]
    found = _found(_with(office_plan, "1", (code[-4:], "9999")), "NOM-002")
    assert (found.expected, f"{code} " in found.suggestion) == (code, True)
    found = _found(_with(office_plan, "2", (name, f"{name} Terpadu")), "NOM-003")
    assert found.expected == name
    found = _found(_with(office_plan, "5", (unit, "Kegiatan")), "SAT-003")
    assert unit in f"{found.expected} {found.suggestion}"


def test_a_provinsi_is_told_that_nothing_ships_for_it(office_plan: Document) -> None:
    document = copy.deepcopy(office_plan)
    document.identity["jenis_pemda"].value = "provinsi"
    verdict = validate(document)
    told = next(one for one in verdict.unchecked if "NOM-002" in one.rules)
    assert "provinsi" in told.reason
    assert f"--keputusan {DECREE.id}" in told.remedy
