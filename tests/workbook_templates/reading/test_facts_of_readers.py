"""One sheet with every fact, read by the four readers: each hands every fact on, or its format cannot carry it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
import xlwings as xw

from addin.book import read_with_grids
from rules.model.document import Look, Table
from rules.values.cells import as_text
from rules.values.number_format import NumberFormat
from tests.support.excel_engine import opened
from tests.support.helpers import grid, identity_rows, table_rows
from tests.support.office import converted
from tests.support.sheet_files import save_docx, save_ods, save_xlsx
from workbook_templates.grid import Grid
from workbook_templates.reading.workbook import read_workbook
from workbook_templates.recognition.read_grids import read_grids
from workbook_templates.sheet_facts import SheetFacts

PLAN = "T-C.33"
FACTS = SheetFacts(
    errors={(18, 10): "#DIV/0!"},
    percents={(10, 5), (10, 9)},
    struck={(12, 2): "", (15, 6): "", (18, 2): "Penghargaan"},
    looks={(13, 2): Look(bold=True), (14, 2): Look(1), (16, 2): Look(2, bold=True)},
    formats={(14, 5): NumberFormat("Laporan"), (17, 10): NumberFormat(power=3), (18, 6): NumberFormat(unseen=True)},
    formulas={(19, 6): "=F10+F15", (19, 10): "=J10+J15", (18, 10): "=1/0"},
    uncalculated={(19, 10)},
    merges=(
        (8, 8, 9, 8),  # nothing but blank cells
        (10, 6, 11, 6),  # an amount for two indicators
        (13, 4, 14, 4),  # a place under which another one stands
        (19, 1, 19, 4),  # to the right only
    ),
    hidden=True,
    hidden_rows={12, 17},
    hidden_columns={7, 8},
    follows=True,
    above=("Tabel 3.3 Rumusan Rencana Program",),
)
"""Every fact there is, in the sound T-C.33."""

IN_WORD = "a cell of a Word table is text: "
NO_CAPTION = "the caption of a table in a sheet stands in its cells"
NOT_CARRIED = {
    (".xlsx", "above"): NO_CAPTION,
    (".ods", "above"): NO_CAPTION,
    ("LibreOffice", "above"): NO_CAPTION,
    ("open", "above"): NO_CAPTION,
    (".docx", "above"): "a table right below another one has none; that of others is tested with the captions",
    (".xlsx", "follows"): "sheets do not stand one below the other",
    (".ods", "follows"): "sheets do not stand one below the other",
    ("LibreOffice", "follows"): "sheets do not stand one below the other",
    ("LibreOffice", "uncalculated"): "LibreOffice calculates every formula before it saves",
    ("open", "looks"): "Excel is asked only where no code stands beside a name; that is tested with the add-in",
    ("open", "follows"): "sheets do not stand one below the other",
    ("open", "uncalculated"): "Excel has calculated every formula of an open workbook",
    (".docx", "errors"): IN_WORD + "of an error value nothing is left but its letters",
    (".docx", "percents"): IN_WORD + "what is shown as 50% was typed as 50%",
    (".docx", "formats"): IN_WORD
    + "what is shown as 12 Laporan was typed as 12 Laporan; white on white is tested with its tables",
    (".docx", "formulas"): IN_WORD + "its fields know no cells of a sheet",
    (".docx", "uncalculated"): IN_WORD + "its fields know no cells of a sheet",
    (".docx", "hidden"): "Word hides no tables",
    (".docx", "hidden_columns"): "Word hides no columns",
}
"""Facts that a reader has no way to know, and why."""


def _sheets() -> list[Grid]:
    """The form and the plan, the values as they stand in cells before anything is said of them."""
    rows = table_rows(PLAN)
    rows[9][4] = rows[9][8] = 1
    rows[18][9] = rows[17][9] = None
    rows[13][3] = "Jakarta"
    rows[13][4] = 12
    plan = grid(rows, PLAN)
    plan.facts = FACTS
    return [grid(identity_rows(), "Identitas"), plan]


def _of_file(path: Path) -> list[Grid]:
    return read_workbook(path)


def _of_excel(path: Path) -> list[Grid]:
    opened(path)
    return list(read_with_grids(xw.Book.caller())[1].values())


def _save_by_office(path: Path, sheets: Sequence[Grid]) -> Path:
    return converted(save_xlsx(path.with_name("asal.xlsx"), sheets), "ods", path.parent / "ods")


READERS: dict[str, tuple[Callable[[Path, Sequence[Grid]], Path], Callable[[Path], list[Grid]]]] = {
    ".xlsx": (save_xlsx, _of_file),
    ".ods": (save_ods, _of_file),
    ".docx": (save_docx, _of_file),
    "LibreOffice": (_save_by_office, _of_file),
    "open": (save_xlsx, _of_excel),
}


@pytest.fixture(
    scope="module",
    params=[pytest.param(name, marks=pytest.mark.libreoffice) if name == "LibreOffice" else name for name in READERS],
)
def read(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, list[Grid]]:
    """A reader, and the sheets as it reads them."""
    save, reader = READERS[request.param]
    suffix = request.param if request.param[0] == "." else ".xlsx"
    return request.param, reader(save(tmp_path_factory.mktemp("fakta") / f"rencana{suffix}", _sheets()))


def _plain(fact: Any) -> Any:
    """A fact as it compares, whatever collection a reader keeps it in."""
    if isinstance(fact, Mapping):
        return dict(fact)
    if isinstance(fact, Set):
        return set(fact)
    return sorted(fact) if isinstance(fact, Sequence) else fact


@pytest.mark.parametrize("fact", [fact.name for fact in fields(SheetFacts)])
def test_every_reader_hands_every_fact_on(read: tuple[str, list[Grid]], fact: str) -> None:
    name, (_, plan) = read
    found, told = getattr(plan.facts, fact), getattr(FACTS, fact)
    assert told, "a fact that is not in this sheet is not tested"
    if (name, fact) in NOT_CARRIED:
        assert not found, f"it is carried after all: {NOT_CARRIED[name, fact]}"
    else:
        assert _plain(found) == _plain(told)


def _table(sheets: list[Grid]) -> Table:
    (table,) = read_grids("rencana", sheets).tables
    return table


def test_every_fact_reaches_the_table(read: tuple[str, list[Grid]]) -> None:
    name, sheets = read
    table = _table(sheets)
    carried = {fact.name for fact in fields(SheetFacts) if (name, fact.name) not in NOT_CARRIED}
    marks, hidden = table.marks, table.hidden
    assert dict(marks.formulas) == (
        {(19, "6"): "=F10+F15", (19, "10"): "=J10+J15", (18, "10"): "=1/0"} if "formulas" in carried else {}
    )
    assert marks.uncalculated == ({(19, "10")} if "uncalculated" in carried else set())
    assert (11, "6") in marks.shared
    assert marks.formats == (
        {(14, "5"): NumberFormat("Laporan"), (17, "10"): NumberFormat(power=3), (18, "6"): NumberFormat(unseen=True)}
        if "formats" in carried
        else {}
    )
    assert hidden.buried == [(14, "4")]
    assert hidden.sheet == ("hidden" in carried)
    assert hidden.rows == ([12, 17] if "hidden_rows" in carried else [])
    assert hidden.columns == (["7", "8"] if "hidden_columns" in carried else [])


def test_every_reader_reads_the_same_cells(read: tuple[str, list[Grid]]) -> None:
    table, wanted = _table(read[1]), _table([replace(sheet) for sheet in _sheets()])
    assert (table.layout, table.rows, table.kinds) == (PLAN, wanted.rows, wanted.kinds)
    for number, values in wanted.columns.items():
        pairs = zip(table.rows, table.columns[number], values, strict=True)
        # Who calculates what was never calculated knows a value.
        other = [row for row, found, due in pairs if as_text(found) != as_text(due) and (row, number) != (19, "10")]
        assert not other, number
    assert (wanted.columns["5"][2], as_text(wanted.columns["10"][-2])) == ("100%", "#DIV/0!")
