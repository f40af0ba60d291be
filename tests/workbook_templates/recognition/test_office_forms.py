"""Forms of other offices are claimed as what they are, and the one fault in each is found where it stands."""

from __future__ import annotations

import pytest

from rules.schema.pack import pack_for
from rules.validation import validate
from tests.support.changed_plans import changed_plans
from tests.support.office_evaluations import evaluations
from tests.support.office_forms import CASES, YEAR
from workbook_templates.recognition.read_grids import read_grids

_OF_THE_PRINT = {"STR-002", "STR-009", "ANG-004"}
"""What may be said of how such a table is printed."""
_OF_NAMES = "NOM"
"""The family that holds codes and names against the decree: those of the forms are made up."""


CHANGED = dict(changed_plans())
FORMS = {**CASES, **dict(evaluations()), **CHANGED}


@pytest.mark.parametrize("name", FORMS)
def test_a_form_of_another_office_is_read_and_its_fault_found(name: str) -> None:
    case = FORMS[name]
    document = read_grids("contoh.xlsx", case.sheets)
    sure = pack_for(YEAR).thresholds["keyakinan_tabel"]
    assert [table.layout for table in document.tables if table.recognition.certainty >= sure] == list(case.tables)
    verdict = validate(document)
    assert verdict.year == YEAR
    found = {
        (finding.rule, finding.cell, str(finding.expected))
        for finding in verdict.findings
        if finding.rule not in _OF_THE_PRINT and not finding.rule.startswith(_OF_NAMES) and finding.severity == "galat"
    }
    assert found == {case.fault}


@pytest.mark.parametrize("name", CHANGED)
def test_the_verdict_says_that_what_stands_after_a_change_was_taken(name: str) -> None:
    case = CHANGED[name]
    column = case.fault[1].rstrip("0123456789")
    (said,) = (note for note in validate(read_grids("contoh.xlsx", case.sheets)).notes if "pagu" in note)
    assert f"pagu dibaca dari kolom {column}, sesudah perubahan" in said
