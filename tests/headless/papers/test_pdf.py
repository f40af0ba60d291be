"""PDF by LibreOffice: made where it is there, said clearly where it is not."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from headless.papers import pdf
from headless.papers.errors import NoPdfError
from headless.papers.pdf import write_pdf
from tests.conftest import Run, missing
from tests.places import EXAMPLES
from tests.support.docx_files import write_docx

Renja = Callable[..., Run]


@pytest.mark.libreoffice
def test_a_plan_becomes_a_pdf_of_many_pages_and_leaves_nothing_else(renja: Renja, benar: Path, tmp_path: Path) -> None:
    if pdf.office_program() is None:
        missing("soffice", "LibreOffice is not on this machine")
    run = renja("cetak", benar, "-o", "renja.docx", "--pdf")
    assert run.status == 0
    assert run.out.splitlines()[-1] == "Ditulis: renja.pdf"
    made = (tmp_path / "renja.pdf").read_bytes()
    assert made.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b", made)) > 10
    assert sorted(path.name for path in tmp_path.iterdir()) == ["renja.docx", "renja.pdf"]


def test_without_libreoffice_the_document_is_there_and_the_way_out_is_told(
    renja: Renja, benar: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "office_program", lambda: None)
    run = renja("cetak", benar, "-o", "renja.docx", "--pdf")
    assert run.status == 2
    assert "LibreOffice, yang tidak ada di komputer ini" in run.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["renja.docx"]


def test_a_program_that_fails_is_told_and_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "office_program", lambda: shutil.which("false"))
    source = write_docx(tmp_path / "x.docx", ["x"])
    with pytest.raises(NoPdfError, match="status 1"):
        write_pdf(source, tmp_path / "x.pdf")
    assert not (tmp_path / "x.pdf").exists()


def test_a_pdf_that_is_there_already_is_not_replaced(renja: Renja, tmp_path: Path) -> None:
    (tmp_path / "ba.pdf").write_bytes(b"milik orang")
    run = renja("berita-acara", EXAMPLES / "renja-2024-benar.xlsx", "-o", "ba.docx", "--pdf")
    assert run.status == 2
    assert (tmp_path / "ba.pdf").read_bytes() == b"milik orang"
    assert not (tmp_path / "ba.docx").exists()
