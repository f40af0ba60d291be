"""The ribbon's helpers: new templates, pages of rules, the search of codes."""

from __future__ import annotations

from pathlib import Path

import pytest

from addin import assist, ribbon
from addin.findings import listed_findings
from rules.registry import all_rules
from tests.support.excel_engine import blank, opened, said
from workbook_templates.reader import read_document


@pytest.fixture(autouse=True)
def opened_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Pages that the browser was told to open; documents lie in an empty folder."""
    found: list[Path] = []
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path))
    monkeypatch.setattr("platformdirs.user_documents_path", lambda: tmp_path)

    def show(address: str) -> bool:
        found.append(Path(address.removeprefix("file://")))
        return True

    for function in (assist.rule_page, assist.guide):
        monkeypatch.setattr(function, "__defaults__", (show,))
    return found


@pytest.mark.parametrize(("kind", "name"), [("renja", "Renja-2026"), ("lkip", "LKIP-2026")])
def test_new_template_is_saved_under_a_free_name_and_opened(kind: str, name: str, tmp_path: Path) -> None:
    (tmp_path / f"{name}.xlsx").write_bytes(b"milik sendiri")
    book = blank()
    ribbon.new_template(kind, 2026)
    made = tmp_path / f"{name} (2).xlsx"
    assert str(made) in said(book)
    assert (tmp_path / f"{name}.xlsx").read_bytes() == b"milik sendiri"
    assert [other.name for other in book.app.books][-1] == made.name
    document = read_document(made)
    assert (document.kind, document.year) == (kind, 2026)
    assert document.text("keputusan")


def test_a_new_template_offers_what_its_office_plans(tmp_path: Path) -> None:
    def asked(text: str) -> str:
        return text.encode("utf-16-be").hex()

    book = blank()
    ribbon.new_template("renja", 2026, *map(asked, ("Kota Bekasi", "Dinas Kesehatan", "1.02", "Rancangan Akhir")))
    document = read_document(tmp_path / "Renja-2026.xlsx")
    identity = [document.text(x) for x in ("pemda", "jenis_pemda", "perangkat_daerah", "bidang_urusan", "tahap")]
    assert identity == ["Kota Bekasi", "kota", "Dinas Kesehatan", "1.02", "rancangan akhir"]
    assert "kode bidang 1.02 dan penunjang" in said(book)
    ribbon.new_template("renja", 2026, "", "", "", "")
    assert "tidak menawarkan kode" in said(book)


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


def test_search_answers_with_codes_of_the_workbooks_decree(small: Path) -> None:
    book = opened(small)
    ribbon.search_nomenclature("pemasarn usaha mikro".encode("utf-16-be").hex())
    told = said(book)
    assert told.startswith("Kepmendagri 050-5889/2021")
    assert "2.17.08" in told
    ribbon.search_nomenclature("zzzz qqqq".encode("utf-16-be").hex())
    assert "Tidak ada nama yang cocok dengan 'zzzz qqqq'" in said(book)


def test_guide_opens(opened_pages: list[Path]) -> None:
    book = blank()
    ribbon.guide()
    assert said(book) == "Panduan dibuka di peramban."
    assert "Temuan berikutnya" in opened_pages[-1].read_text(encoding="utf-8")
