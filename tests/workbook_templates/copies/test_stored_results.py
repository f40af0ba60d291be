"""What formulas of a copy store is what they give: a mail preview and Protected View show it as it is stored."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from headless.tasks.seals import sealed
from rules.model.document import TOTAL
from rules.validation import validate
from rules.values.cells import column_number
from tests.conftest import Recalculate
from tests.places import EXAMPLES
from tests.support.filled_templates import blank, typed
from tests.support.recalculated import same
from workbook_templates.copies.annotate import annotate
from workbook_templates.copies.fill import fill_workbook
from workbook_templates.copies.fix import fix_workbook
from workbook_templates.ooxml.package import Package
from workbook_templates.ooxml.part_xml import children
from workbook_templates.ooxml.patch import write_cells
from workbook_templates.ooxml.sheet_cells import SheetCells, set_value
from workbook_templates.reader import read_document
from workbook_templates.reading.limits import DEFAULT_LIMITS
from workbook_templates.template.build import build_template
from workbook_templates.template.row_height import lines_needed, points

pytestmark = pytest.mark.libreoffice
Copy = Callable[[Path, Path], Any]


def annotated(source: Path, target: Path) -> None:
    """What `--format xlsx` writes."""
    annotate(source, target, validate(read_document(source)))


COPIES: dict[str, Copy] = {
    "annotated": annotated,
    "computed": fill_workbook,
    "fixed": fix_workbook,
    "sealed": lambda source, target: sealed(source, target, None, "", None, DEFAULT_LIMITS),
}


def formulas(path: Path) -> list[tuple[str, int, int]]:
    """Where formulas stand."""
    book = openpyxl.load_workbook(path)
    return [(sheet.title, cell.row, cell.column) for sheet in book for row in sheet for cell in row if cell.data_type == "f"]  # fmt: skip


def stale(path: Path, recalculate: Recalculate) -> list[tuple[str, int, int, object, object]]:
    """Formulas that store something else than LibreOffice makes of them, by either reader."""
    shown, by_openpyxl, by_calamine = recalculate(path), openpyxl.load_workbook(path, data_only=True), CalamineWorkbook.from_path(path)  # fmt: skip
    rows = {name: by_calamine.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in by_calamine.sheet_names}  # fmt: skip
    found = []
    for sheet, row, column in formulas(path):
        due = shown[sheet][row - 1][column - 1]
        beside = dict(enumerate(dict(enumerate(rows[sheet], 1)).get(row, []), 1))
        for stored in (by_openpyxl[sheet].cell(row, column).value, beside.get(column, "")):
            if not same(stored, due):
                found.append((sheet, row, column, stored, due))
    return found


@pytest.mark.parametrize("kind", COPIES)
@pytest.mark.parametrize("name", ["renja-2024-benar", "renja-2024-seed", "lkip-2024-benar", "lkip-2024-seed"])
def test_of_the_examples(name: str, kind: str, recalculate: Recalculate, tmp_path: Path) -> None:
    copy = tmp_path / "salinan.xlsx"
    COPIES[kind](EXAMPLES / f"{name}.xlsx", copy)
    assert not stale(copy, recalculate)


def written_by_a_library(folder: Path, which: tuple[str, int, str]) -> Path:
    """A filled template saved by openpyxl: none of its formulas stores anything."""
    template, made = blank(*which), folder / "isi.xlsx"
    build_template(made, template)
    book = openpyxl.load_workbook(made)
    for _, sheet, cell, value in typed(template):
        book[sheet][cell] = value
    book.save(made)
    return made


@pytest.mark.parametrize("which", [("renja", 2024, "2.17"), ("renja", 2026, "1.02"), ("lkip", 2025, "1.02")], ids=str)
def test_of_a_filled_template(which: tuple[str, int, str], recalculate: Recalculate, tmp_path: Path) -> None:
    made, copy = written_by_a_library(tmp_path, which), tmp_path / "salinan.xlsx"
    fill_workbook(made, copy)
    assert not stale(copy, recalculate)
    verdict = validate(read_document(copy))
    assert (verdict.status, verdict.findings) == ("valid", []), "what nothing had calculated passes once it is"
    again = tmp_path / "lagi.xlsx"
    fix_workbook(made, again)
    assert not stale(again, recalculate)


def test_an_annotated_copy_shows_tables_as_they_were_judged(recalculate: Recalculate, tmp_path: Path) -> None:
    """What is told of a cell still stands there; what sums it up beside the tables is told as it is."""
    wrong, copy = tmp_path / "basi.xlsx", tmp_path / "salinan.xlsx"
    write_cells(EXAMPLES / "renja-2024-benar.xlsx", wrong, {})
    document = read_document(wrong)
    table = next(table for table in document.tables if table.layout == "T-C.33")
    place = table.rows[table.kinds.index(TOTAL)], column_number(table.letters["6"])
    _plant(wrong, "T-C.33", place, 1)
    verdict = validate(read_document(wrong))
    assert any(x.sheet == "T-C.33" for x in verdict.findings)
    annotate(wrong, copy, verdict)
    assert {x.rule for x in validate(read_document(copy)).findings} == {x.rule for x in verdict.findings}
    assert {sheet for sheet, *_ in stale(copy, recalculate)} == {"T-C.33"}


def _plant(path: Path, sheet: str, place: tuple[int, int], value: float) -> None:
    """Make a formula store something else than it gives."""
    package = Package(path)
    part = package.sheets[sheet]
    root = package.tree(part)
    set_value(SheetCells(children(root, "sheetData")[0], [place]).cell(*place), value)
    package.put_tree(part, root)
    package.save(target := path.with_name("lain.xlsx"))
    target.replace(path)


def test_codes_that_were_mended_are_counted(tmp_path: Path) -> None:
    """Codes split over cells become whole in their first cell: the programs of Ringkasan stay those of the plan."""
    seed, copy = EXAMPLES / "renja-2024-seed.xlsx", tmp_path / "salinan.xlsx"
    before = openpyxl.load_workbook(seed, data_only=True)["Ringkasan"]
    fix_workbook(seed, copy)
    after = openpyxl.load_workbook(copy, data_only=True)["Ringkasan"]
    programs = [[(sheet.cell(row, 2).value, sheet.cell(row, 4).value) for row in range(7, 23)] for sheet in (before, after)]  # fmt: skip
    assert programs[0] == programs[1]
    assert len([code for code, _ in programs[0] if code]) > 3


def test_rows_are_as_high_as_the_texts_that_formulas_give(tmp_path: Path) -> None:
    """Programs that print a file without fitting its rows cut no official name."""
    made, copy = written_by_a_library(tmp_path, ("renja", 2026, "1.02")), tmp_path / "salinan.xlsx"
    fill_workbook(made, copy)
    values, before = openpyxl.load_workbook(copy, data_only=True)["T-C.33"], openpyxl.load_workbook(made)["T-C.33"]
    width = before.column_dimensions["B"].width
    named = [(row, values.cell(row, 2).value) for row in range(8, values.max_row) if values.cell(row, 2).value]
    needed = {row: points(lines_needed(name, width)) for row, name in named}
    assert max(needed.values()) > points(2)
    assert all((values.row_dimensions[row].height or 15) >= height for row, height in needed.items() if height > 15)
    package = Package(copy)
    rows = [row.attrib for data in children(package.tree(package.sheets["T-C.33"]), "sheetData") for row in data]
    assert not [row for row in rows if int(row["r"]) in needed and "customHeight" in row], (
        "they grow on with what is typed"
    )


@pytest.mark.parametrize("which", [("renja", 2026, "6.01"), ("lkip", 2025, "1.02")], ids=str)
def test_what_a_new_template_shows(which: tuple[str, int, str], recalculate: Recalculate, tmp_path: Path) -> None:
    """Its hidden columns of steps are reckoned when it is first opened; nobody sees them before."""
    made = tmp_path / "baru.xlsx"
    build_template(made, blank(*which))
    hidden = {
        (sheet.title, at)
        for sheet in openpyxl.load_workbook(made)
        for one in sheet.column_dimensions.values()
        if one.hidden
        for at in range(one.min, one.max + 1)
    }
    wrong = stale(made, recalculate)
    assert [one for one in wrong if (one[0], one[2]) not in hidden] == []
    assert {sheet for sheet, *_ in wrong} <= {sheet for sheet, _ in hidden} - {"Ringkasan"}
