"""Computing a plan that is only half filled in finds nothing that was not found before: it carries, and blames no row for it."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from rules.model.finding import Verdict
from rules.validation import validate
from tests.support.filled_templates import Edit, blank, typed
from workbook_templates.copies.fill import fill_workbook
from workbook_templates.ooxml.patch import write_cells
from workbook_templates.reader import read_document
from workbook_templates.template.build import build_template

Keeps = Callable[[str, str, int], bool]
"""Whether what a planner types into a cell has been typed yet: by sheet, column and row."""


def _rows(seed: int) -> Keeps:
    """About half of all rows."""
    pick: dict[tuple[str, int], bool] = {}
    chance = random.Random(seed)
    return lambda sheet, _, row: pick.setdefault((sheet, row), chance.random() < 0.5)


HALF: dict[str, Keeps] = {
    "only the plan": lambda sheet, *_: sheet == "T-C.33",
    "only its codes": lambda sheet, column, _: sheet == "T-C.33" and column in "AB",
    "no amounts": lambda sheet, column, _: sheet == "T-C.33" and column not in "FJ",
    "its first rows": lambda sheet, _, row: sheet == "T-C.33" and row < 16,
    "a table left out": lambda sheet, *_: sheet not in ("T-C.31", "Bab-IV"),
    "a column left out": lambda sheet, column, _: sheet == "T-C.33" or column != "C",
    "some rows": _rows(0),
    "other rows": _rows(1),
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Edit]]:
    """A template, and all that is to be typed into it."""
    template, path = blank("renja", 2026, "1.02"), tmp_path_factory.mktemp("templat") / "t.xlsx"
    build_template(path, template)
    return path, typed(template)


def found(verdict: Verdict) -> Counter[tuple[str, str, str, str]]:
    """The findings of a verdict by rule, table and cell."""
    return Counter((x.rule, x.table, x.sheet, x.cell) for x in verdict.findings)


@pytest.mark.parametrize("half", HALF)
def test_computing_adds_no_finding(half: str, made: tuple[Path, list[Edit]], tmp_path: Path) -> None:
    template, edits = made
    book = openpyxl.load_workbook(template)
    for _, sheet, cell, value in edits:
        letters, row = re.fullmatch(r"([A-Z]+)(\d+)", cell).groups()  # type: ignore[union-attr]
        if sheet == "Identitas" or HALF[half](sheet, letters, int(row)):
            book[sheet][cell] = value
    book.save(tmp_path / "ketik.xlsx")
    before, after = tmp_path / "sebelum.xlsx", tmp_path / "sesudah.xlsx"
    write_cells(tmp_path / "ketik.xlsx", before, {})
    fill_workbook(before, after)
    assert found(validate(read_document(after))) - found(validate(read_document(before))) == Counter()


def test_a_template_that_starts_with_its_codes_is_empty(tmp_path: Path) -> None:
    """Thousands of cells that nobody has come to yet are told by table."""
    build_template(tmp_path / "t.xlsx", blank("renja", 2026, "6.01"))
    findings = validate(read_document(tmp_path / "t.xlsx")).findings
    assert {x.rule for x in findings} == {"STR-001", "STR-013"}
    named = [x.message for x in findings if "baru berisi kode, nama, atau indikator" in x.message]
    assert len(named) == 4


def test_what_no_program_has_calculated_is_carried_all_the_same(made: tuple[Path, list[Edit]], tmp_path: Path) -> None:
    """A name that a formula looks up is carried into tables without codes, as if Excel had calculated it before."""
    template, edits = made
    book = openpyxl.load_workbook(template)
    for _, sheet, cell, value in edits:
        if sheet in ("Identitas", "T-C.33"):
            book[sheet][cell] = value
    book.save(tmp_path / "ketik.xlsx")
    write_cells(tmp_path / "ketik.xlsx", tmp_path / "dihitung.xlsx", {})
    tables = []
    for name in ("ketik", "dihitung"):
        fill_workbook(tmp_path / f"{name}.xlsx", tmp_path / f"{name}-penuh.xlsx")
        tables.append(read_document(tmp_path / f"{name}-penuh.xlsx").tables)
    assert [table.columns for table in tables[0]] == [table.columns for table in tables[1]]
    names = next(table.columns["3"] for table in tables[0] if table.layout == "E.81")
    assert len([name for name in names if name]) > 10
