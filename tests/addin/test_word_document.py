"""The button *Cetak ke Word*: a document beside the workbook, on Windows and on the Mac, never over a file."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from addin import ribbon
from addin.saved_files import free_place
from tests.places import EXAMPLES
from tests.support.example_workbooks import with_both_documents
from tests.support.excel_engine import blank, opened, said
from tests.support.mac_xlwings import excel_for_mac
from workbook_templates.errors import NoFolderError
from workbook_templates.reader import read_document


@pytest.fixture(autouse=True)
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The planner's documents are a folder of the test."""
    folder = tmp_path / "Dokumen"
    folder.mkdir()
    monkeypatch.setattr("platformdirs.user_documents_path", lambda: folder)
    return folder


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return Path(shutil.copy(EXAMPLES / "renja-2024-benar.xlsx", tmp_path / "renja.xlsx"))


def rows(path: Path) -> list[tuple[str, int]]:
    return [(table.layout, len(table.rows)) for table in read_document(path).tables]


def test_the_document_lies_beside_the_workbook_under_a_free_name(plan: Path, tmp_path: Path) -> None:
    (tmp_path / "renja.docx").write_bytes(b"milik sendiri")
    before = plan.read_bytes()
    book = opened(plan)
    ribbon.print_document()
    made = tmp_path / "renja (2).docx"
    told = said(book)
    assert str(made) in told
    assert told.startswith("8 tabel")
    assert (tmp_path / "renja.docx").read_bytes() == b"milik sendiri"
    assert plan.read_bytes() == before
    assert rows(made) == rows(plan)


def test_a_workbook_with_both_documents_is_printed_as_both(tmp_path: Path) -> None:
    book = opened(with_both_documents(tmp_path / "dua.xlsx"))
    ribbon.print_document()
    told = said(book)
    for kind in ("renja", "lkip"):
        made = tmp_path / f"dua-{kind}.docx"
        assert str(made) in told
        assert read_document(made).kind == kind


def test_it_is_the_same_document_on_the_mac(plan: Path, tmp_path: Path) -> None:
    opened(plan)
    ribbon.print_document()
    with excel_for_mac(plan) as book:
        book.set_mock_caller()
        ribbon.print_document()
    first, second = (read_document(tmp_path / name) for name in ("renja.docx", "renja (2).docx"))
    assert [table.columns for table in first.tables] == [table.columns for table in second.tables]


def test_a_workbook_without_tables_is_told_so(documents: Path) -> None:
    book = blank()
    ribbon.print_document()
    assert "tidak memuat teks atau angka" in said(book)
    assert list(documents.iterdir()) == []


def test_a_workbook_that_was_never_saved_has_its_document_among_the_planners(documents: Path, plan: Path) -> None:
    from addin.word_document import print_document

    class Unsaved:
        """A workbook whose path is in the cloud."""

        def __init__(self, book: object) -> None:
            self._book = book

        fullname = "https://contoh.sharepoint.com/renja.xlsx"

        def __getattr__(self, name: str) -> object:
            return getattr(self._book, name)

    assert str(documents / "renja.docx") in print_document(Unsaved(opened(plan)))


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(NoFolderError):
        free_place(tmp_path / "tidak ada", "x", ".docx")
