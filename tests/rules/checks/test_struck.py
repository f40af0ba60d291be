"""STR-018: what is struck out is read as typed, and told once, whatever file or open workbook it is read from."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlwings as xw
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from addin.book import read_with_grids
from rules.engine.example_table_edits import Strike
from rules.examples.build import example_document
from rules.model.document import Document
from rules.validation import validate
from tests.places import EXAMPLES
from tests.support.excel_engine import opened
from tests.support.helpers import places
from tests.support.office import converted
from workbook_templates.reader import read_document

PLAN, RULE = "T-C.33", "STR-018"
BENAR = EXAMPLES / "renja-2024-benar.xlsx"
_STRIKE = InlineFont(strike=True)


def _struck(path: Path) -> Path:
    """The sound workbook: a row struck out, an amount, a target of which the former figure is, and a blank cell."""
    book = openpyxl.load_workbook(BENAR)
    sheet = book[PLAN]
    for cell in sheet[14]:
        cell.font = Font(strike=True)
    sheet["F17"].font = sheet["H15"].font = Font(strike=True)
    sheet["E18"] = CellRichText(TextBlock(_STRIKE, "3 Unit Usaha "), "5 Unit Usaha")
    sheet["D18"] = CellRichText(TextBlock(InlineFont(b=True), "Kota "), TextBlock(InlineFont(), "Bekasi"))
    sheet["D18"].font = Font(strike=True)
    book.save(path)
    return path


def _of_file(path: Path) -> Document:
    return read_document(_struck(path))


def _of_ods(path: Path) -> Document:
    return read_document(converted(_struck(path), "ods", path.parent / "ods"))


def _of_excel(path: Path) -> Document:
    opened(_struck(path))
    return read_with_grids(xw.Book.caller())[0]


@pytest.mark.parametrize(
    "read", [_of_file, pytest.param(_of_ods, marks=pytest.mark.libreoffice), _of_excel], ids=["xlsx", "ods", "Excel"]
)
def test_rows_amounts_and_parts_of_texts(tmp_path: Path, read: Callable[[Path], Document]) -> None:
    """The figures of a struck row still count: its kegiatan is not found wrong."""
    document = read(tmp_path / "x.xlsx")
    found = [finding for finding in validate(document).findings if finding.rule == RULE]
    assert [finding.cell for finding in found] == ["A14", "F17", "E18"]
    row, amount, part = (finding.message for finding in found)
    assert row.startswith("Seluruh isi baris ini dicoret")
    assert amount.startswith("Isi sel ini dicoret")
    assert part == '"3 Unit Usaha" di sel ini dicoret: "5 Unit Usaha". Dibaca tanpa yang dicoret.'
    assert not places(document, "SAT-002")
    assert not places(document, "JML-001")
    assert {finding.severity for finding in found} == {"peringatan"}


def test_figures_count_as_they_are_typed() -> None:
    plain, struck = example_document(()), example_document((Strike(PLAN, (17, 18)), Strike(PLAN, (19,), ("6",))))
    other = [x.rule for x in validate(plain).findings]
    assert sorted(x.rule for x in validate(struck).findings) == sorted([*other, RULE, RULE, RULE])
    assert places(struck, RULE) == ["T-C.33!A17", "T-C.33!A18", "T-C.33!F19"]


@pytest.mark.parametrize(
    ("columns", "part", "found"),
    [(("6",), "", ["F17"]), (("1", "2", "3", "4", "5", "6", "7", "9", "10"), "", ["A17"]), (("3",), "Jumlah", ["C17"])],
    ids=["cell", "every filled cell", "part"],
)
def test_a_row_is_told_once(columns: tuple[str, ...], part: str, found: list[str]) -> None:
    document = example_document((Strike(PLAN, (17,), columns, part),))
    assert [place.split("!")[1] for place in places(document, RULE)] == found


def test_it_is_one_cause() -> None:
    verdict = validate(example_document((Strike(PLAN, (14, 17)), Strike(PLAN, (18,), ("6",)))))
    assert [cause.count for cause in verdict.causes if RULE in cause.rules] == [3]
