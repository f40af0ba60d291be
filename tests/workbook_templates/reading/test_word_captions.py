"""What a document says around its tables and is no cell: captions above them, and what tags say beside their rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.docx_files import with_body
from workbook_templates.reading.word.docx import docx_content
from workbook_templates.reading.word.table import beside_tag

TABLE = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>isi</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"


def line(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


@pytest.mark.parametrize(
    ("above", "caption"),
    [
        (["Uraian.", "Tabel 3.3 Rumusan Tahun 2024"], ["Tabel 3.3 Rumusan Tahun 2024"]),
        (["Tabel 2.1", "REKAPITULASI", "DINAS CONTOH", ""], ["Tabel 2.1", "REKAPITULASI", "DINAS CONTOH"]),
        (["Dapat dilihat pada tabel berikut:"], []),
        (["Tabel berikut memuat rencana."], []),
        (
            ["Uraian.", "Perjanjian Kinerja Tahun 2026", "Dinas Pangan"],
            ["Perjanjian Kinerja Tahun 2026", "Dinas Pangan"],
        ),
        (
            ["PERJANJIAN KINERJA TAHUN 2026", "Kami yang bertanda tangan di bawah ini:", "Nama : Fulan"],
            ["PERJANJIAN KINERJA TAHUN 2026"],
        ),
        (["RENCANA TAHUN 2024", "(dalam ribuan rupiah)"], ["RENCANA TAHUN 2024", "(dalam ribuan rupiah)"]),
        (["BAB III TUJUAN DAN SASARAN", "Nama : Fulan"], []),
        (["Tabel 1.1 Lama", "satu", "dua", "tiga", "empat", "lima"], []),
        ([], []),
    ],
)
def test_the_caption_is_what_stands_right_above_from_its_number_on_or_the_titles(
    tmp_path: Path, above: list[str], caption: list[str]
) -> None:
    path = with_body(tmp_path / "x.docx", "".join(map(line, above)) + TABLE + line("Tabel 9.9 Di bawahnya") + TABLE)
    first, second = docx_content(path)[0]
    assert (first.above, second.above) == (caption, ["Tabel 9.9 Di bawahnya"])


def test_a_caption_belongs_to_one_table(tmp_path: Path) -> None:
    path = with_body(tmp_path / "x.docx", line("Tabel 1.1 Satu") + TABLE + line("") + TABLE)
    assert [table.above for table in docx_content(path)[0]] == [["Tabel 1.1 Satu"], []]


def test_what_tags_of_a_row_say_stands_beside_the_table(tmp_path: Path) -> None:
    def cell(text: str, tag: str = "") -> str:
        words = f"<w:r><w:t>{text}</w:t></w:r>"
        told = f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/></w:sdtPr><w:sdtContent>{words}</w:sdtContent></w:sdt>'
        return f"<w:tc><w:p>{told if tag else words}</w:p></w:tc>"

    rows = [
        cell("Indikator") + cell("Target"),
        cell("a", beside_tag("Jenis", "negatif")) + cell("1", "lain"),
        cell("b"),
    ]
    path = with_body(tmp_path / "x.docx", f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>")
    (table,) = docx_content(path)[0]
    assert table.with_beside == [
        ["Indikator", "Target", None, "Jenis"],
        ["a", "1", None, "negatif"],
        ["b", None, None, None],
    ]
