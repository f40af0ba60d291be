"""Narratives in Word: every visible text of the body in order, and nothing that a hostile file could do."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest

from rules.narrative.paragraphs import Paragraph
from tests.support.docx_files import replace_part, with_body, write_docx
from workbook_templates.errors import UnreadableError
from workbook_templates.reading.limits import Limits
from workbook_templates.reading.word.docx import read_narrative


def read(path: Path) -> list[tuple[str, str]]:
    return [(paragraph.key, paragraph.text) for paragraph in read_narrative(path).paragraphs]


def test_paragraphs_and_cells_in_order(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("BAB I", 1)
    document.add_paragraph("Pagu   anggaran\tRp 5.000")
    table = document.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "judul"
    table.cell(1, 1).text = "isi"
    document.add_paragraph("")
    document.add_paragraph("sesudah")
    document.save(str(tmp_path / "a.docx"))
    assert read(tmp_path / "a.docx") == [
        ("paragraf 1", "BAB I"), ("paragraf 2", "Pagu anggaran Rp 5.000"), ("tabel 1 baris 1 kolom 1", "judul"),
        ("tabel 1 baris 2 kolom 2", "isi"), ("paragraf 3", "sesudah"),
    ]  # fmt: skip


def test_text_of_any_run_counts_once(tmp_path: Path) -> None:
    """Links, insertions, content controls and odd hyphens count; deletions and text boxes do not."""
    body = (
        "<w:p><w:r><w:t>Pagu </w:t></w:r><w:ins><w:r><w:t>Rp 5.000</w:t></w:r></w:ins><w:del><w:r><w:delText>Rp 4.000</w:delText>"
        "</w:r></w:del><w:r><w:noBreakHyphen/><w:t>an</w:t><w:softHyphen/><w:t>ggaran</w:t><w:br/><w:t>baru</w:t></w:r>"
        "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>kotak</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>"
        "<w:sdt><w:sdtContent><w:p><w:hyperlink><w:r><w:t>dalam kendali</w:t></w:r></w:hyperlink></w:p></w:sdtContent></w:sdt>"
    )
    assert read(with_body(tmp_path / "a.docx", body)) == [
        ("paragraf 1", "Pagu Rp 5.000-anggaran baru"), ("paragraf 2", "dalam kendali"),
    ]  # fmt: skip


def test_cells_inside_cells_are_read_with_the_outer_one(tmp_path: Path) -> None:
    inner = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>dalam</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    body = f"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>luar</w:t></w:r></w:p>{inner}<w:p/></w:tc></w:tr></w:tbl>"
    assert read(with_body(tmp_path / "a.docx", body)) == [("tabel 1 baris 1 kolom 1", "luar dalam")]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "Simpan Sebagai"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "kata sandi"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "format .doc lama"),
        ("a.pdf", b"%PDF-1.7 ...", "simpan sebagai .docx"),
        ("a.docx", b"%PDF-1.7 ...", "simpan sebagai .docx"),
        ("a.odt", b"PK\3\4 ...", ".odt"),
        ("a.xlsx", b"PK\3\4 ...", "--workbook"),
        ("a.docx", b"", "kosong"),
        ("a.docx", b"bukan zip", "bukan naskah Word"),
        ("a.docx", b"PK\3\4 terpotong", "rusak atau terpotong"),
    ],
)
def test_other_files_are_refused_with_what_to_do(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableError, match=f"'{name}' tidak dapat dibaca") as refused:
        read_narrative(tmp_path / name)
    assert said in str(refused.value)


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="tidak ada"):
        read_narrative(tmp_path / "a.docx")
    with pytest.raises(UnreadableError, match="folder, bukan naskah"):
        read_narrative(tmp_path)


def test_a_document_without_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="tidak ada teks"):
        read_narrative(write_docx(tmp_path / "a.docx", ["", " "]))


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "docProps/core.xml", "[Content_Types].xml"])
def test_entities_are_refused_in_any_part(tmp_path: Path, part: str) -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'
    with pytest.raises(UnreadableError, match="DTD"):
        read_narrative(replace_part(write_docx(tmp_path / "a.docx", ["x"]), part, bomb))


@pytest.mark.parametrize(
    ("part", "content", "said"),
    [
        ("word/document.xml", None, "bagian utama"),
        ("word/document.xml", b"<w:document", "rusak"),
        ("[Content_Types].xml", None, "tidak dikenali"),
        ("word/document.xml", b"<a/>", "tidak dikenali"),
    ],
)
def test_broken_parts(tmp_path: Path, part: str, content: bytes | None, said: str) -> None:
    with pytest.raises(UnreadableError, match=said):
        read_narrative(replace_part(write_docx(tmp_path / "a.docx", ["x"]), part, content))


def test_bombs_and_outward_names_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="bom zip"):
        read_narrative(replace_part(write_docx(tmp_path / "a.docx", ["x"]), "word/media/a.bin", b"\0" * 30_000_000))
    with pytest.raises(UnreadableError, match="luar file"):
        read_narrative(replace_part(write_docx(tmp_path / "b.docx", ["x"]), "../a.xml", b"<a/>"))
    with pytest.raises(UnreadableError, match="mengembang"):
        read_narrative(write_docx(tmp_path / "c.docx", ["x"]), limits=Limits(inflated=1000))
    path = write_docx(tmp_path / "d.docx", ["x"])
    with zipfile.ZipFile(path, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", b"<a/>")
    with pytest.raises(UnreadableError, match="dua kali"):
        read_narrative(path)


def test_deep_nesting_ends(tmp_path: Path) -> None:
    deep = "<w:sdt><w:sdtContent>" * 3000 + "<w:p/>" + "</w:sdtContent></w:sdt>" * 3000
    with pytest.raises(UnreadableError):
        read_narrative(with_body(tmp_path / "a.docx", deep))


def test_columns_of_odd_spans(tmp_path: Path) -> None:
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="{}"/></w:tcPr><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>'
    body = (
        f"<w:tbl><w:tr>{cell.format('x', 'a')}{cell.format('99999999999', 'b')}{cell.format('2', 'c')}</w:tr></w:tbl>"
    )
    keys = [paragraph.key for paragraph in read_narrative(with_body(tmp_path / "a.docx", body)).paragraphs]
    assert keys == [Paragraph(f"tabel 1 baris 1 kolom {column}", "").key for column in (1, 2, 3)]
