"""New templates from the ribbon."""

from __future__ import annotations

from pathlib import Path

import pytest

from addin import ribbon
from tests.support.excel_engine import blank, said
from workbook_templates.reader import read_document


@pytest.fixture(autouse=True)
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The planner's documents are a folder of the test."""
    monkeypatch.setattr("platformdirs.user_documents_path", lambda: tmp_path)


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
