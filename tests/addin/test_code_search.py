"""The search of codes from the ribbon."""

from __future__ import annotations

from pathlib import Path

from addin import ribbon
from tests.support.excel_engine import opened, said


def test_search_answers_with_codes_of_the_workbooks_decree(small: Path) -> None:
    book = opened(small)
    ribbon.search_nomenclature("pemasarn usaha mikro".encode("utf-16-be").hex())
    told = said(book)
    assert told.startswith("Kepmendagri 050-5889/2021")
    assert "2.17.08" in told
    ribbon.search_nomenclature("zzzz qqqq".encode("utf-16-be").hex())
    assert "Tidak ada nama yang cocok dengan 'zzzz qqqq'" in said(book)
