"""The report pasted as lines of text: what its lines allow is read whole and judged; of the rest it is said that it was not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from rules.cells import as_text
from rules.document import DATA, TOTAL, Document, Table
from rules.engine import validate
from rules.finding import Finding
from rules.layout import document_layouts
from rules.money import in_rupiah, read_money
from rules.nomenclature import Store, decrees
from tests.conftest import Run
from tests.helpers import EXAMPLES, grid
from workbook_templates.errors import UnreadableError
from workbook_templates.locate import read_grids
from workbook_templates.migrate import migrate_workbook
from workbook_templates.reader import read_document, read_workbook
from workbook_templates.text_tables import text_tables

READ = {
    "Aset": (121, 0), "PK-Anggaran": (8, 1), "Capaian-IKU": (5, 0), "Indikator-Program": (10, 0), "Anggaran-IKU": (44, 0),
    "Pembanding": (2, 0), "Pagu": (8, 1), "Pagu-Realisasi": (8, 1), "Perbandingan": (8, 1),
}  # fmt: skip
"""Rows and grand totals of the tables whose lines can be told apart."""
UNREAD = {
    "Tabel 1.1": "1 angka untuk 2 kolom",
    "Tabel 2.1": "kolom 1 (TUJUAN) dan 2 (SASARAN)",
    "Tabel 2.2": "kolom 2 (SASARAN) dan 3",
    "Tabel 2.3": "kolom 2 (SASARAN STRATEGIS) dan 3",
    "Tabel 3.1": "kolom 2 (SASARAN STRATEGIS) dan 3",
    "Tabel 3.3": "judul kolomnya tidak dikenali",
    "Tabel 3.4": "kolom 2 (REKOMENDASI",
    "Perhitungan koperasi": "dan 3 (URAIAN)",
    "Tabel 3.7": "judul kolomnya tidak dikenali",
    "Perhitungan umkm": "dan 3 (URAIAN)",
    "Tabel 3.12": "judul kolomnya tidak dikenali",
    "Tabel 3.17": "kolom 2 (SASARAN STRATEGIS) dan 3",
}


@cache
def _document(name: str) -> Document:
    return read_document(EXAMPLES / f"lkip-2024-{name}.xlsx")


@cache
def _findings(name: str) -> tuple[Finding, ...]:
    return tuple(validate(_document(name)).findings)


def _column(name: str, layout: str, column: str, kind: str = DATA) -> list[object]:
    return [
        value
        for table in _document(name).tables
        if table.layout == layout
        for value, row in zip(table.columns.get(column, ()), table.kinds, strict=True)
        if row == kind
    ]


# ---- the real case


@pytest.mark.parametrize("layout", READ)
def test_every_row_of_a_readable_table_is_read(layout: str) -> None:
    first = next(number for table in _document("seed").tables if table.layout == layout for number in table.columns)
    for name in ("seed", "tempel"):
        assert (len(_column(name, layout, first)), len(_column(name, layout, first, TOTAL))) == READ[layout], name


@pytest.mark.parametrize(
    ("layout", "column", "total"),
    [("Aset", "2", 2_836), ("PK-Anggaran", "3", 12_611_751_848), ("PK-Anggaran", "4", 12_785_258_830),
     ("Anggaran-IKU", "4", 38_355_776_490), ("Pagu", "4", 12_785_258_830), ("Pagu-Realisasi", "4", 11_002_960_494),
     ("Perbandingan", "6", 13_900_511_220), ("Perbandingan", "7", 12_010_576_199)],
)  # fmt: skip
def test_sums_of_a_readable_table(layout: str, column: str, total: int) -> None:
    sums = [sum(read_money(x).amount or 0 for x in _column(name, layout, column)) for name in ("seed", "tempel")]
    assert sums == [total, total]


def test_amounts_with_decimals() -> None:
    sums = [sum(read_money(x, 2).amount or 0 for x in _column(name, "Aset", "3")) for name in ("seed", "tempel")]
    assert sums[0] == sums[1]
    assert in_rupiah(read_money(_column("tempel", "Aset", "3")[0], 2).amount or 0, 2) == 4_939_925_171.19


@pytest.mark.parametrize(("layout", "columns"), [
    ("Capaian-IKU", "123456789"), ("Indikator-Program", "134567"), ("Pembanding", "12345"), ("Pagu-Realisasi", "2345"),
    ("Anggaran-IKU", "23456"),
])  # fmt: skip
def test_cells_are_those_of_the_typed_report(layout: str, columns: str) -> None:
    for column in columns:
        typed, pasted = (
            [as_text(x).replace("- ", "-") for x in _column(name, layout, column)] for name in ("seed", "tempel")
        )
        assert pasted == typed, column


def test_a_name_that_goes_on_below_a_page_break() -> None:
    names = _column("tempel", "Anggaran-IKU", "3")
    assert (
        "Pendidikan dan Latihan Perkoperasian Bagi Koperasi yang Wilayah Keanggotaan dalam Daerah Kabupaten/ Kota"
        in names
    )
    table = next(table for table in _document("tempel").tables if table.sheet == "Tabel 3.10")
    assert "nama di A76 disambung" in table.matched


def test_tables_that_cannot_be_told_apart_are_said_so_and_nothing_of_them_is_read() -> None:
    unread = {table.sheet: table for table in _document("tempel").tables if table.unread}
    assert set(unread) == set(UNREAD)
    assert all(UNREAD[sheet] in table.unread and not table.rows for sheet, table in unread.items())
    told = {finding.sheet for finding in _findings("tempel") if finding.rule == "STR-016"}
    assert told == set(UNREAD)
    assert "STR-001" not in {finding.rule for finding in _findings("tempel")}


def test_faults_of_the_tables_that_are_read_are_those_of_the_typed_report() -> None:
    typed, pasted = (
        Counter(
            (x.rule, x.table, x.column, x.key, str(x.value), str(x.expected))
            for x in _findings(name)
            if x.table in READ
        )
        for name in ("seed", "tempel")
    )
    guesses = Counter({key: count for key, count in pasted.items() if key[0] == "STR-015"})
    assert pasted - guesses == typed
    assert sum(guesses.values()) == len([x for x in _document("tempel").tables if x.rows])


def test_a_finding_stands_at_the_first_line_of_its_row() -> None:
    sheet, cell = next((x.sheet, x.cell) for x in _findings("tempel") if x.rule == "ANG-001")
    lines = (EXAMPLES / "data" / "tempel-lkip" / "12-tabel-3.6.tsv").read_text(encoding="utf-8").splitlines()
    assert (sheet, lines[int(cell[1:]) - 1]) == ("Tabel 3.6", "Pemeliharaan Peralatan dan")


# ---- lines of one table


PAGU = ["NO URUSAN/ BIDANG URUSAN", "PEMERINTAHAN DAERAH DAN", "PROGRAM", "PAGU ANGGARAN", "SEBELUM",
        "PERUBAHAN", "(Rp)", "SETELAH", "PERUBAHAN", "(Rp)"]  # fmt: skip
PROGRAMS = ["No Indikator", "Program", "Satuan Target Tahun", "2024", "Realisasi Tahun", "2024",
            "Capaian Kinerja Tahun", "2024"]  # fmt: skip


def _table(head: list[str], body: list[str]) -> Table:
    (table,) = text_tables(
        grid([[line] for line in [*head, *body]]), [x for x in document_layouts("lkip", 2024) if x.columns]
    )
    return table


def test_words_below_the_figures_and_a_total() -> None:
    table = _table(PAGU, ["1. Program Penunjang", "1.000.000 2.000.000", "Urusan", "2. Program Lain 3.000.000",
                          "4.000.000", "TOTAL 4.000.000 6.000.000", "Sumber: SIPD", "Uraian lain 5 juta"])  # fmt: skip
    assert table.columns == {
        "1": ["1.", "2.", None],
        "2": ["Program Penunjang Urusan", "Program Lain", "TOTAL"],
        "3": [1_000_000, 3_000_000, 4_000_000],
        "4": [2_000_000, 4_000_000, 6_000_000],
    }
    assert (table.rows, table.kinds) == ([11, 14, 16], [DATA, DATA, TOTAL])
    assert table.joined == {11: [12, 13], 14: [15]}


@pytest.mark.parametrize(
    ("head", "body", "at"),
    [
        (PAGU, ["1 Program Penunjang 1.000.000", "2 Program Lain 3.000.000 4.000.000"], 11),
        (PAGU, ["1 Program Penunjang 1.000.000 2.000.000 3.000.000", "2 Program Lain 3.000.000 4.000.000"], 11),
        (PAGU, ["1 Program Penunjang 1.000.000 2.000.000", "3 Program Lain 3.000.000 4.000.000"], 12),
        (PAGU, ["1 Program Penunjang 1.000.000 2.000.000", "2 Program Lain", "TOTAL 1.000.000 2.000.000"], 13),
        (PAGU, ["1 Program Penunjang 1.000.000 2.000.000", "TOTAL 1.000.000"], 12),
        (PROGRAMS, ["1 Persentase PKL % 10 12.38", "2 Persentase UMKM % 1 1 100"], 9),
        (PROGRAMS, ["1 Persentase PKL yang tertata 10 12.38 123.8"], 9),
        (PROGRAMS, ["1 Persentase PKL", "%", "10", "12.3", "8", "123.8", "5"], 10),
    ],
    ids=[
        "too few",
        "too many",
        "number missing",
        "total too early",
        "total",
        "too few of three",
        "no unit",
        "broken twice",
    ],
)
def test_what_is_ambiguous_is_not_read(head: list[str], body: list[str], at: int) -> None:
    table = _table(head, body)
    assert (table.rows, table.unread_at) == ([], f"A{at}")
    assert table.unread


def test_a_figure_broken_over_two_lines() -> None:
    table = _table(PROGRAMS, ["1 Persentase PKL", "%", "10", "12.3", "8", "123.8"])
    assert [table.columns[number] for number in ("3", "4", "5", "6", "7")] == [
        ["Persentase PKL"], ["%"], ["10"], ["12.38"], ["123.8"],
    ]  # fmt: skip


def test_a_head_printed_again_on_the_next_page() -> None:
    rows = ["1 Program Penunjang 1.000.000 2.000.000", "2 Program Lain 3.000.000 4.000.000"]
    assert _table(PAGU, [rows[0], *PAGU, rows[1]]).columns == _table(PAGU, rows).columns


def test_without_an_identity_form_the_tables_tell_which_document_it_is() -> None:
    sheets = [sheet for sheet in read_workbook(EXAMPLES / "lkip-2024-tempel.xlsx") if sheet.name != "Identitas"]
    document = read_grids("x", sheets)
    assert (document.kind, sum(bool(table.rows) for table in document.tables)) == ("lkip", 15)


def test_a_list_of_tables_and_words_about_a_table_are_none() -> None:
    titles = [
        "Tabel 3.3 Perbandingan Realisasi Indikator Kinerja Utama dengan Target Renstra",
        "Tabel 3.4 Tindak Lanjut",
    ]
    candidates = [x for x in document_layouts("lkip", 2024) if x.columns]
    assert text_tables(grid([[line] for line in [*titles, "Tabel 3.5", "Lampiran"]]), candidates) == []
    notes = [
        [line]
        for line in [
            "NO SASARAN STRATEGIS INDIKATOR KINERJA",
            "SATUAN TARGET REALISASI",
            "CAPAIAN KINERJA (%)",
            "1 Lihat",
        ]
    ]
    sheets = read_workbook(EXAMPLES / "lkip-2024-benar.xlsx")
    document = read_grids("x", [*sheets, grid(notes, "Catatan")])
    assert [table.sheet for table in document.tables if table.unread] == []


# ---- what cannot be done with it


def test_lines_are_never_written_over(renja: Callable[..., Run]) -> None:
    source = EXAMPLES / "lkip-2024-tempel.xlsx"
    refused = renja("compute", source, "-o", "c.xlsx")
    assert (refused.status, "berupa baris teks tanpa sel" in refused.err, "--dari FILE" in refused.err) == (
        2,
        True,
        True,
    )
    assert not Path("c.xlsx").exists()
    decree = decrees()["900.1.15.5-1317-2023"]
    with pytest.raises(UnreadableError, match="berupa baris teks tanpa sel"):
        migrate_workbook(source, Path("m.xlsx"), decree, Store(Path("simpanan")))
    assert "0 perbaikan aman diterapkan" in renja("fix", source, "-o", "f.xlsx").out
    told = renja("validate", source, "--buat-peta", "p.yaml").out
    assert "Tabel 3.18: Pagu, kemiripan 70" in told
    assert "tidak dapat dipetakan" in told
    assert "Tabel 3.1: Capaian, kemiripan 70 dari 100; tidak terbaca: kata-kata kolom 2" in told
