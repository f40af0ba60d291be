"""The LKIP workbook: its tables recalculated by a real spreadsheet program equal what is stored and `compute`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from rules.cells import column_number
from rules.compute import Derived, compute
from rules.layout import layouts
from tests import lkip_example
from tests.conftest import Recalculate, Sheets
from workbook_templates.build import build_template
from workbook_templates.reader import read_document
from workbook_templates.template import Template

TABLES = [layout.id for layout in layouts().values() if layout.document == "lkip" and layout.columns]


def blank(bidang: str = "1.02") -> Template:
    """A template without rows, for an office whose codes are at hand only if its bidang is 2.17."""
    return Template("lkip", lkip_example.identity() | {"bidang_urusan": bidang})


def bare() -> Template:
    """A template of which nothing is known but the year."""
    return Template("lkip", {"tahun": 2024})


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example with all its tables filled in."""
    path = tmp_path_factory.mktemp("lkip") / "lkip.xlsx"
    build_template(path, lkip_example.example())
    return path


def columns(path: Path, layout_id: str) -> tuple[str, list[int], dict[str, list[Any]], dict[str, str]]:
    """Sheet, rows, values by column and letters of a table."""
    table = next(table for table in read_document(path).tables if table.layout == layout_id)
    return table.sheet, table.rows, table.columns, table.letters


def cell(sheets: Sheets, sheet: str, letter: str, row: int) -> Any:
    return sheets[sheet][row - 1][column_number(letter) - 1]


def derived(path: Path) -> list[tuple[str, Derived]]:
    """Derived cells with the letters of their columns."""
    document = read_document(path)
    letters = {table.layout: table.letters for table in document.tables}
    return [(letters[due.table][due.column], due) for due in compute(document)]


def in_cell(due: Derived) -> Any:
    """The value as a cell holds it; amounts with decimals are computed in their smallest unit."""
    decimals = layouts()[due.table].columns[due.column].decimals
    return due.value / 10**decimals if decimals and isinstance(due.value, int) else due.value


def same(found: Any, due: Any) -> bool:
    """Equal as cells; an undefined value is the empty text."""
    if due is None or due == "":
        return found in ("", None)
    if isinstance(due, str) or isinstance(found, str):
        return bool(found == due)
    return bool(found == pytest.approx(due, rel=1e-12))


@pytest.mark.libreoffice
@pytest.mark.parametrize("make", [lkip_example.example, blank, bare, lambda: blank("2.17")])
def test_recalculated_workbook_equals_stored(make: Any, tmp_path: Path, recalculate: Recalculate) -> None:
    """Every formula on every sheet, helper cells excepted, in filled and in blank templates; none is an error."""
    path = tmp_path / "a.xlsx"
    build_template(path, make())
    sheets = recalculate(path)
    stored, formulas = openpyxl.load_workbook(path, data_only=True), openpyxl.load_workbook(path)
    checked, wrong = 0, []
    for sheet in formulas:
        helpers = [x for x in sheet.column_dimensions.values() if x.hidden and x.outlineLevel]
        for at in (x for row in sheet.iter_rows() for x in row if x.data_type == "f"):
            found, due = sheets[sheet.title][at.row - 1][at.column - 1], stored[sheet.title][at.coordinate].value
            if any(x.min <= at.column <= x.max for x in helpers):
                assert not str(found).startswith("#")
                continue
            checked += 1
            if not same(found, due) or str(found).startswith("#"):
                wrong.append((sheet.title, at.coordinate, at.value, due, found))
    assert wrong == []
    assert checked > 60


@pytest.mark.libreoffice
def test_recalculated_example_equals_computed(full: Path, recalculate: Recalculate) -> None:
    sheets = recalculate(full)
    due = derived(full)
    assert {x.table for _, x in due} == {
        "SDM", "Aset", "PK-Anggaran", "Capaian", "Capaian-IKU", "Indikator-Program", "Anggaran-IKU", "Pembanding",
        "Efisiensi", "Pagu", "Pagu-Realisasi", "Perbandingan",
    }  # fmt: skip
    wrong = [
        (x, found)
        for letter, x in due
        if not same(found := cell(sheets, x.sheet, letter, x.row), in_cell(x)) or x.state != "refreshed"
    ]
    assert wrong == []
    assert len(due) > 180


