"""A template that another program has filled in: its formulas have no stored results, and nobody is blamed for that."""

from __future__ import annotations

import openpyxl
import pytest

from rules.model.finding import Verdict
from rules.validation import validate
from workbook_templates.reader import read_document
from workbook_templates.template.blueprint import Template
from workbook_templates.template.build import build_template

CODES = ("1.02", "1.02.01", "1.02.01.2.01", "1.02.01.2.01.0001", "1.02.02", "1.02.02.2.01", "1.02.02.2.01.0001")
FIRST = 8
"""Row of T-C.33 in which the first code stands."""
IDENTITY = {"pemda": "Kota Bekasi", "jenis_pemda": "kota", "perangkat_daerah": "Dinas Kesehatan",
            "bidang_urusan": "1.02", "tahun": 2026}  # fmt: skip


@pytest.fixture(scope="module")
def verdict(tmp_path_factory: pytest.TempPathFactory) -> Verdict:
    """That on a template into whose T-C.33 codes and amounts were written by a program that calculates nothing."""
    path = tmp_path_factory.mktemp("belum-dihitung") / "renja.xlsx"
    build_template(path, Template("renja", IDENTITY))
    book = openpyxl.load_workbook(path)
    for row, code in enumerate(CODES, FIRST):
        book["T-C.33"].cell(row, 1).value = code
        if code.count(".") == 5:
            book["T-C.33"].cell(row, 6).value = 1_000_000
    book.save(path)
    return validate(read_document(path))


def test_no_cell_is_judged_by_the_result_it_lacks(verdict: Verdict) -> None:
    blamed = [finding for finding in verdict.findings if finding.sheet == "T-C.33" and finding.rule != "STR-011"]
    assert blamed
    assert {finding.rule for finding in blamed} == {"STR-010"}
    assert {finding.cell[0] for finding in blamed} <= set("DEGI")
    told = next(outcome for outcome in verdict.rules if outcome.rule == "NOM-003")
    assert told.deferred == len(CODES)


def test_rows_nobody_filled_in_are_no_rows(verdict: Verdict) -> None:
    rows = {table.table: table.rows for table in verdict.tables if table.rows}
    assert rows == {"T-C.33": len(CODES) + 1}, "the codes and TOTAL"
    empty = {finding.key for finding in verdict.findings if finding.rule == "STR-001"}
    assert "Bab-IV" in empty
    in_plan = {finding.cell for finding in verdict.findings if (finding.sheet, finding.rule) == ("T-C.33", "STR-011")}
    assert {f"B{FIRST}", f"C{FIRST}"} <= in_plan
    assert f"B{FIRST + len(CODES)}" not in in_plan


def test_the_verdict_says_once_what_to_do(verdict: Verdict) -> None:
    told = [one for one in verdict.unchecked if "belum pernah dihitung" in one.reason]
    assert len(told) == 1
    assert "NOM-003" in told[0].rules
    assert ("Excel" in told[0].remedy, "renja compute" in told[0].remedy) == (True, True)
    assert not any("sudah dilaporkan" in one.reason for one in verdict.unchecked)
