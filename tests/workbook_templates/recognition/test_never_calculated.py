"""A workbook of ours that a library saved: no formula has a result, and no table is missed or made up for it."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from rules.validation import validate
from tests.places import EXAMPLES
from workbook_templates.reader import read_document


@pytest.mark.parametrize("name", ["renja-2024-benar.xlsx", "lkip-2024-benar.xlsx"])
def test_its_tables_are_found_and_nothing_but_that_is_told(name: str, tmp_path: Path) -> None:
    openpyxl.load_workbook(EXAMPLES / name).save(tmp_path / name)
    known, saved = read_document(EXAMPLES / name), read_document(tmp_path / name)
    assert [(x.layout, x.sheet, x.rows) for x in saved.tables] == [(x.layout, x.sheet, x.rows) for x in known.tables]
    of_sound = {finding.rule for finding in validate(known).findings}
    verdict = validate(saved)
    assert {finding.rule for finding in verdict.findings} <= {"STR-011", *of_sound}
    assert (verdict.status, verdict.complete) == ("valid", False)
