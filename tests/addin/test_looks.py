"""Bold and indented names of an open workbook tell the levels of its tables without codes, as those of a file do."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlwings as xw

from addin.book import read_with_grids
from rules.validation import validate
from tests.support.excel_calls import CALLS
from tests.support.excel_engine import opened
from tests.support.mac_xlwings import excel_for_mac
from tests.support.sheet_files import save_xlsx
from tests.workbook_templates.recognition.test_looks import BOLD_AND_INDENT, FOUND, plain, review, wrong_sums


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return save_xlsx(tmp_path / "review.xlsx", [review(plain, BOLD_AND_INDENT)])


def test_an_open_workbook_tells_levels_by_how_names_are_set_off(path: Path) -> None:
    opened(path)
    assert wrong_sums(validate(read_with_grids(xw.Book.caller())[0])) == FOUND


def test_the_mac_tells_them_too(path: Path) -> None:
    with excel_for_mac(path) as book:
        assert wrong_sums(validate(read_with_grids(book)[0])) == FOUND


def test_where_codes_stand_beside_the_names_nothing_is_asked(benar: Path) -> None:
    opened(benar)
    CALLS.clear()
    read_with_grids(xw.Book.caller())[0]
    assert not [name for name in CALLS if name.endswith((".Bold", ".IndentLevel"))]
