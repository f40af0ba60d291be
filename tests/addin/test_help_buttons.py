"""The pages that the ribbon opens in the browser."""

from __future__ import annotations

from pathlib import Path

import pytest

from addin import help_buttons, ribbon
from addin.findings_sheet import listed_findings
from rules.registry import all_rules
from tests.support.excel_engine import blank, opened, said


@pytest.fixture(autouse=True)
def opened_pages(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Pages that the browser was told to open."""
    found: list[Path] = []

    def show(address: str) -> bool:
        found.append(Path(address.removeprefix("file://")))
        return True

    for function in (help_buttons.rule_page, help_buttons.guide):
        monkeypatch.setattr(function, "__defaults__", (show,))
    return found


def test_rule_page_is_that_of_the_finding_selected(small: Path, opened_pages: list[Path]) -> None:
    book = opened(small)
    ribbon.rule_page()
    assert "Daftar aturan" in said(book)
    assert all(rule in opened_pages[-1].read_text(encoding="utf-8") for rule in all_rules())
    ribbon.validate()
    said(book)
    faulty = next(x for x in listed_findings(book) or () if x.rule == "JML-002")
    book.sheets["T-C.33"].range((faulty.row, faulty.column)).select()
    ribbon.rule_page()
    assert said(book) == "Penjelasan aturan JML-002 dibuka di peramban."
    page = opened_pages[-1].read_text(encoding="utf-8")
    assert (opened_pages[-1].name, all_rules()["JML-002"].basis in page) == ("JML-002.html", True)
    listed = next(x for x in listed_findings(book) or () if x.rule == "NOM-010")
    book.sheets["Temuan"].range((listed.line, 10)).select()
    ribbon.rule_page()
    assert opened_pages[-1].name == "NOM-010.html"


def test_guide_opens(opened_pages: list[Path]) -> None:
    book = blank()
    ribbon.guide()
    assert said(book) == "Panduan dibuka di peramban."
    assert "Temuan berikutnya" in opened_pages[-1].read_text(encoding="utf-8")
