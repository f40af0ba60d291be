"""`renja cetak`: a workbook as the document that is printed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx

from rules.schema.outline import outline_of
from tests.conftest import Run
from tests.support.example_workbooks import with_both_documents
from workbook_templates.reader import read_document

Renja = Callable[..., Run]


def test_prints_every_table_under_the_chapters_of_the_regulation(renja: Renja, benar: Path, tmp_path: Path) -> None:
    run = renja("cetak", benar, "-o", "renja.docx")
    assert run.status == 0
    assert run.out.startswith("Ditulis: renja.docx, 8 tabel\n  Tabel 2.1 Rekapitulasi Evaluasi")
    document = docx.Document(str(tmp_path / "renja.docx"))
    heads = [line.text for line in document.paragraphs if line.style.name == "Heading 1"]
    assert heads == [f"{x.number} {x.heading}" for x in outline_of("renja").chapters if not x.optional]
    captions = [line.text for line in document.paragraphs if line.style.name == "Caption"]
    assert [line.split(maxsplit=2)[1] for line in captions] == ["2.1", "2.2", "2.3", "2.4", "2.5", "3.2", "3.3", "4.1"]
    asked = [field.text for field in document.element.body.iter("{*}instrText")]
    assert ' TOC \\h \\z \\c "Tabel" ' in asked
    assert sum(text.startswith(" SEQ Tabel") for text in asked) == 8


def test_the_pages_are_f4_and_turn_for_wide_tables(renja: Renja, benar: Path, tmp_path: Path) -> None:
    renja("cetak", benar, "-o", "renja.docx")
    pages = {
        (round(x.page_width.mm), round(x.page_height.mm)) for x in docx.Document(str(tmp_path / "renja.docx")).sections
    }
    assert pages == {(215, 330), (330, 215)}


def test_nothing_is_replaced_unasked(renja: Renja, benar: Path, tmp_path: Path) -> None:
    (tmp_path / "ada.docx").write_bytes(b"milik orang")
    assert renja("cetak", benar, "-o", "ada.docx").status == 2
    assert (tmp_path / "ada.docx").read_bytes() == b"milik orang"
    assert "harus berakhiran .docx" in renja("cetak", benar, "-o", "x.pdf").err
    assert renja("cetak", benar, "-o", "ada.docx", "--timpa").status == 0


def test_of_a_workbook_with_both_documents_each_is_printed(renja: Renja, tmp_path: Path) -> None:
    book = with_both_documents(tmp_path / "dua.xlsx")
    told = renja("cetak", book, "-o", "renja.docx")
    assert "LKIP dalam buku kerja ini dicetak dengan --dokumen lkip." in told.out
    told = renja("cetak", book, "-o", "lkip.docx", "--dokumen", "lkip")
    assert told.out.startswith("Ditulis: lkip.docx, 4 tabel")
    assert read_document(tmp_path / "lkip.docx").kind == "lkip"
    assert "Tabel diganti: 4" in renja("cetak", book, "--ke", "lkip.docx", "-o", "baru.docx", "--dokumen", "lkip").out


def test_a_document_that_is_not_there_is_no_document(renja: Renja, benar: Path) -> None:
    assert "memuat tabel RENJA, bukan LKIP" in renja("cetak", benar, "-o", "x.docx", "--dokumen", "lkip").err
    assert renja("cetak", benar, "-o", "x.docx", "--dokumen", "rkpd").status == 2
