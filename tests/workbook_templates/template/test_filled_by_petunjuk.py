"""Template and validator agree: a template filled as its Petunjuk says has no finding, whatever is done with it then.

Each is typed into LibreOffice as a planner would. A few stand for all years, bidang and documents.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from rules.model.finding import Verdict
from rules.validation import validate
from tests.conftest import Office
from tests.support.filled_templates import blank, typed
from workbook_templates.copies.fill import Filling, fill_workbook
from workbook_templates.copies.fix import fix_workbook
from workbook_templates.ooxml.patch import write_cells
from workbook_templates.reader import read_document
from workbook_templates.template.blueprint import Template
from workbook_templates.template.build import build_template

pytestmark = pytest.mark.libreoffice


def filled(office: Office, folder: Path, which: tuple[str, int, str], without: Collection[str] = ()) -> Path:
    """A template of a document, year and bidang, filled but for some tables and saved."""
    template, made, target = blank(*which), folder / "templat.xlsx", folder / "isi.xlsx"
    build_template(made, template)
    edits = [edit for edit in typed(template) if edit[1] not in without]
    office.ask("uno_driver.py", made, edits=edits, store=str(target))
    return target


def recalculated(office: Office, path: Path) -> Path:
    """The workbook as LibreOffice saves it after a full calculation."""
    target = path.with_name(f"{path.stem}-lo.xlsx")
    office.ask("uno_driver.py", path, edits=[], store=str(target))
    return target


def computed(path: Path) -> tuple[Path, Filling]:
    """What `renja compute` makes of a workbook, and what it did."""
    target = path.with_name("hitung.xlsx")
    return target, fill_workbook(path, target)


def judged(path: Path) -> Verdict:
    """What validation says of a workbook."""
    return validate(read_document(path))


def said(path: Path) -> tuple[str, list[tuple[str, str, str]], list[str]]:
    """The verdict, the findings and what was not checked."""
    verdict = judged(path)
    found = [(finding.rule, finding.sheet, finding.cell) for finding in verdict.findings]
    return verdict.status, found, [gap.reason for gap in verdict.unchecked]


NOTHING_FOUND: tuple[str, list[tuple[str, str, str]], list[str]] = ("valid", [], [])


@pytest.mark.parametrize(
    "which", [("renja", 2024, "2.17"), ("renja", 2026, "1.01"), ("lkip", 2025, "1.02")], ids=lambda w: "-".join(map(str, w))
)  # fmt: skip
def test_nothing_is_found_in_any_state(which: tuple[str, int, str], office: Office, tmp_path: Path) -> None:
    path = filled(office, tmp_path, which)
    assert said(path) == NOTHING_FOUND
    copy, _ = computed(path)
    assert said(copy) == NOTHING_FOUND
    assert said(recalculated(office, copy)) == NOTHING_FOUND
    mended = tmp_path / "mend.xlsx"
    assert not fix_workbook(path, mended).fixed
    assert said(mended) == NOTHING_FOUND


def test_compute_never_makes_a_passing_plan_fail(office: Office, tmp_path: Path) -> None:
    """E.81 gets the rows of the plan long before its quarters; an optional table is not begun."""
    path = filled(office, tmp_path, ("renja", 2025, "1.01"), without={"E.81", "Anggaran-Realisasi"})
    assert said(path) == NOTHING_FOUND
    copy, filling = computed(path)
    assert {carried.table for carried, _ in filling.carried} == {"E.81"}
    assert said(copy) == NOTHING_FOUND
    assert said(recalculated(office, copy)) == NOTHING_FOUND


def reckoned(template: Template, folder: Path, quarters: int = 0) -> Path:
    """A template filled up to a quarter, its formulas calculated by ourselves: sooner than LibreOffice does."""
    made = folder / "templat.xlsx"
    build_template(made, template)
    book = openpyxl.load_workbook(made)
    for _, sheet, cell, value in typed(template, quarters):
        book[sheet][cell] = value
    book.save(folder / "ketik.xlsx")
    write_cells(folder / "ketik.xlsx", folder / "isi.xlsx", {})
    return folder / "isi.xlsx"


@pytest.mark.parametrize(
    "which",
    [("renja", 2026, "5.01"), ("renja", 2026, "6.01"), ("renja", 2026, "7.01"), ("renja", 2027, "1.02"), ("lkip", 2025, "6.01")],
    ids=lambda w: "-".join(map(str, w)),
)  # fmt: skip
def test_nothing_is_found_in_plans_of_other_offices(which: tuple[str, int, str], tmp_path: Path) -> None:
    """Planning, inspection (whose tables start with all its codes), sub-districts, and a list with names that did not ship."""
    path = reckoned(blank(*which), tmp_path)
    assert said(path) == NOTHING_FOUND
    copy, _ = computed(path)
    assert said(copy) == NOTHING_FOUND


@pytest.mark.parametrize("quarters", [2, 4])
def test_nothing_is_found_as_the_year_goes_on(quarters: int, office: Office, tmp_path: Path) -> None:
    """E.81 in the quarters of its year, in tables of as many rows as were asked for."""
    template = blank("renja", 2026, "1.02")
    template.blank_rows = 120
    path = reckoned(template, tmp_path, quarters)
    assert said(path) == NOTHING_FOUND
    copy, filling = computed(path)
    assert filling.carried == []
    assert said(copy) == NOTHING_FOUND
    mended = tmp_path / "mend.xlsx"
    assert not fix_workbook(path, mended).fixed
    assert said(mended) == NOTHING_FOUND
    if quarters == 2:
        assert said(recalculated(office, copy)) == NOTHING_FOUND


_LINE = 12.0
"""Points that a line of text takes at least."""


def _needed(sheet: Worksheet, row: int) -> float:
    """The least height, in points, in which no typed text of a row is cut: every sign narrower than the column's unit."""
    widths = {at: one.width for one in sheet.column_dimensions.values() for at in range(one.min, one.max + 1)}
    lines = [
        len(str(cell.value)) / (1.6 * widths[cell.column])
        for cell in sheet[row]
        if isinstance(cell.value, str) and not cell.value.startswith("=")
    ]
    return _LINE * max(lines, default=0)


def test_what_is_carried_stays_when_all_is_calculated_anew(office: Office, tmp_path: Path) -> None:
    """Cells that offer names and indicators by formula would else lose what the decree does not name."""
    path = filled(office, tmp_path, ("renja", 2025, "1.01"), without={"Bab-IV"})
    assert said(path)[1] == [("STR-001", "", "")], "an empty table is told as such, and nothing else of it"
    copy, _ = computed(path)
    plan, final = (_indicators(recalculated(office, copy), name) for name in ("T-C.33", "Bab-IV"))
    assert final == plan
    sheet = openpyxl.load_workbook(copy)["Bab-IV"]
    assert [row for row in range(8, 30) if (sheet.row_dimensions[row].height or _LINE) < _needed(sheet, row)] == []


def _indicators(path: Path, name: str) -> list[object]:
    table = next(table for table in read_document(path).tables if table.layout == name)
    return [text for code, text in zip(table.columns["1"], table.columns["3"], strict=True) if code and text]


def test_rows_can_be_asked_for(tmp_path: Path) -> None:
    template = blank("renja", 2026, "1.01")
    template.blank_rows = 120
    build_template(tmp_path / "t.xlsx", template)
    total = next(
        row for row in openpyxl.load_workbook(tmp_path / "t.xlsx")["T-C.33"].iter_rows() if row[0].value == "TOTAL"
    )
    assert total[0].row > 120


def test_examples_are_of_the_offices_own_bidang(tmp_path: Path) -> None:
    build_template(tmp_path / "t.xlsx", blank("renja", 2026, "1.02"))
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    prompts = [
        rule.prompt
        for name in ("Identitas", "T-C.33", "Bab-IV")
        for rule in book[name].data_validations.dataValidation
        if rule.prompt and "ontoh" in rule.prompt
    ]
    assert any("1.02." in prompt for prompt in prompts)
    assert not any("2.17" in prompt or "{" in prompt for prompt in prompts)


def test_petunjuk_and_temuan_stay_out_of_the_print(tmp_path: Path) -> None:
    build_template(tmp_path / "t.xlsx", blank("renja", 2026, "1.02"))
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    for name in ("Petunjuk", "Temuan"):
        printed = book[name].print_area.rpartition("!")[2].replace("$", "").partition(":")[0]
        assert book[name][printed].value is None
