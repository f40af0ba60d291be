"""A file that bears the ending of another kind is told as what it is, with the way to what can be read."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.places import EXAMPLES
from tests.support.docx_files import write_docx
from workbook_templates.errors import UnreadableError
from workbook_templates.reader import read_document
from workbook_templates.reading.word.docx import read_narrative


def archive(path: Path, *parts: str) -> Path:
    with zipfile.ZipFile(path, "w") as made:
        for part in parts:
            made.writestr(part, "<x/>")
    return path


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\x89PNG\r\n\x1a\n", "isinya gambar PNG, meskipun namanya berakhiran .xlsx"),
        (b"\xff\xd8\xff\xe0....", "isinya gambar JPEG"),
        (b"%PDF-1.7", "isinya PDF"),
        (b"<HTML><table>", "isinya halaman web (HTML)"),
        (b"kode;pagu", "bukan buku kerja Excel"),
    ],
)
@pytest.mark.parametrize("ending", [".xlsx", ".docx"])
def test_by_its_first_bytes(tmp_path: Path, content: bytes, said: str, ending: str) -> None:
    path = tmp_path / f"kiriman{ending}"
    path.write_bytes(content)
    with pytest.raises(UnreadableError) as refused:
        read_document(path)
    if ending == ".xlsx":
        assert said in str(refused.value)


def test_by_the_parts_of_its_archive(tmp_path: Path) -> None:
    text = write_docx(tmp_path / "surat.docx", ["Isi"]).rename(tmp_path / "surat.xlsx")
    book = tmp_path / "buku.docx"
    book.write_bytes((EXAMPLES / "renja-2024-benar.xlsx").read_bytes())
    for path, read, said in (
        (
            text,
            read_document,
            "isinya dokumen Word, meskipun namanya berakhiran .xlsx; ganti akhiran namanya menjadi .docx",
        ),
        (
            book,
            read_narrative,
            "isinya buku kerja Excel, meskipun namanya berakhiran .docx; ganti akhiran namanya menjadi .xlsx",
        ),
        (archive(tmp_path / "a.xlsx", "renja.pdf"), read_document, "isinya arsip zip"),
        (
            archive(tmp_path / "p.xlsx", "ppt/presentation.xml", "[Content_Types].xml"),
            read_document,
            "presentasi PowerPoint",
        ),
    ):
        with pytest.raises(UnreadableError) as refused:
            read(path)
        assert said in str(refused.value)
