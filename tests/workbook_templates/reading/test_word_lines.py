"""Tables that someone typed into Word with tabs, or as lines of text, are read, or said to stand there."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from rules.validation import validate
from tests.support.docx_files import write_docx
from workbook_templates.errors import NoTablesError, TitleWithoutTableError
from workbook_templates.reader import read_document
from workbook_templates.reading.word.lines import word_lines

TITLES = ["PERJANJIAN KINERJA TAHUN 2026", "DINAS PANGAN KABUPATEN RAWA INDAH"]
GOALS = [
    ["NO", "SASARAN STRATEGIS", "INDIKATOR KINERJA", "SATUAN", "TARGET"],
    ["1", "Meningkatnya ketahanan pangan", "Skor pola pangan harapan", "Skor", "92"],
    ["2", "Meningkatnya cadangan pangan", "Jumlah cadangan pangan", "Ton", "40"],
]
MONEY = [
    ["NO", "PROGRAM", "ANGGARAN", "KET"],
    ["1", "Program Diversifikasi", "Rp 120.000.000", "APBD"],
    ["2", "Program Kerawanan Pangan", "Rp 160.000.000", "APBD"],
    ["", "Jumlah", "Rp 290.000.000", ""],
]
WORDS_OF_A_HEAD = [
    "Pengukuran kinerja memuat:", "NO", "SASARAN STRATEGIS", "INDIKATOR KINERJA", "SATUAN", "TARGET", "REALISASI", "CAPAIAN KINERJA (%)",
    "Uraiannya disampaikan pada tabel di bawah ini.",
]  # fmt: skip
"""Text that tells of a table, with the words of its head in lines of their own."""


@pytest.mark.parametrize("between", ["\t", "     "])
def test_lines_with_tabs_or_wide_gaps_are_tables(between: str, tmp_path: Path) -> None:
    lines = [*TITLES, *map(between.join, GOALS)]
    verdict = validate(read_document(write_docx(tmp_path / "pk.docx", lines)))
    assert [(table.table, table.sheet, table.cells, table.guessed) for table in verdict.tables] == [
        ("PK", "Paragraf", "A3:E5", False)
    ]


def test_a_wrong_total_in_tabbed_lines_is_found(tmp_path: Path) -> None:
    lines = [
        *TITLES,
        *map("\t".join, GOALS),
        "",
        *map("\t".join, MONEY),
        "",
        "Rawa Indah, 2 Januari 2026",
        "Pihak Kedua,\tPihak Pertama,",
    ]
    verdict = validate(read_document(write_docx(tmp_path / "pk.docx", lines)))
    assert [table.table for table in verdict.tables] == ["PK", "PK-Anggaran"]
    found = [(x.rule, x.cell, x.expected) for x in verdict.findings if x.severity == "galat" and x.rule != "STR-002"]
    assert found == [("JML-004", "C10", 280_000_000)]


def test_lines_whose_cells_nothing_tells_apart_are_said_to_be_a_table(tmp_path: Path) -> None:
    lines = [*TITLES, *map(" ".join, GOALS), *map(" ".join, MONEY)]
    verdict = validate(read_document(write_docx(tmp_path / "pk.docx", lines)))
    assert [(x.table, x.sheet, x.cell) for x in verdict.findings if x.rule == "STR-016"] == [
        ("PK", "Paragraf", "A3"), ("PK-Anggaran", "Paragraf", "A6")
    ]  # fmt: skip


def test_a_title_without_a_table_is_named_with_the_way_out(tmp_path: Path) -> None:
    lines = [
        *TITLES,
        "Sasaran: Meningkatnya ketahanan pangan",
        "Indikator: Skor pola pangan harapan",
        "Target: 92 Skor",
    ]
    with pytest.raises(
        TitleWithoutTableError, match=r"'PERJANJIAN KINERJA TAHUN 2026' \(Paragraf!A1\).*Ubah Teks menjadi Tabel"
    ):
        read_document(write_docx(tmp_path / "pk.docx", lines))


@pytest.mark.parametrize(
    "lines",
    [
        [
            "DAFTAR TABEL",
            "Tabel 3.3 Rumusan Rencana Program dan Kegiatan Perangkat Daerah Tahun 2025\t15",
            "Tabel 4.1 Pendanaan\t20",
        ],
        ["SURAT TUGAS", "Nama\t: Fulan", "Jabatan\t: Kepala Dinas", "Keperluan\t: Rapat\tdi kantor"],
        [
            "BAB I PENDAHULUAN",
            "Sasaran strategis dan indikator kinerja dengan target tahun 2026 ditetapkan.",
            "Anggaran Rp 1.000.000.",
            "Penutup.",
        ],
        WORDS_OF_A_HEAD,
        [*WORDS_OF_A_HEAD[:-1], "Pagu tahun 2025 sebesar Rp 6.000.000.000 digunakan untuk 3 program.", "Program A"],
        [*WORDS_OF_A_HEAD[:-1], "1. Meningkatnya ketahanan pangan", "2. Meningkatnya akuntabilitas"],
        [
            "Program dan anggaran:",
            "Program Penunjang: Rp250.000.000",
            "Program Diversifikasi: Rp150.000.000",
            "Penutup.",
        ],
    ],
)
def test_letters_and_narratives_hold_no_table(lines: list[str], tmp_path: Path) -> None:
    with pytest.raises(NoTablesError) as refused:
        read_document(write_docx(tmp_path / "surat.docx", lines))
    assert refused.type is NoTablesError


def test_words_of_a_head_in_the_text_above_a_table_are_no_further_table(tmp_path: Path) -> None:
    document = docx.Document()
    for line in [*TITLES, *WORDS_OF_A_HEAD]:
        document.add_paragraph(line)
    table = document.add_table(rows=0, cols=len(GOALS[0]))
    for row in GOALS:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.save(str(tmp_path / "pk.docx"))
    verdict = validate(read_document(tmp_path / "pk.docx"))
    assert [found.table for found in verdict.tables] == ["PK"]
    assert {finding.severity for finding in verdict.findings} <= {"catatan"}


def test_a_line_of_endless_tabs_is_parted_into_few_cells() -> None:
    (sheet,) = word_lines(["a\tb\tc", "\t" * 100_000 + "x"])
    assert max(map(len, sheet.rows)) < 100
