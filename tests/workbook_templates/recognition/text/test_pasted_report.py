"""The report pasted as lines of text: every table is read whole and judged, and what of it is a guess is said so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from rules.model.document import DATA, TOTAL, Table
from rules.nomenclature import Store, decrees
from rules.schema.layout import document_layouts
from rules.values.cells import as_text
from rules.values.money import in_rupiah, read_money
from tests.conftest import Run
from tests.places import EXAMPLES, PASTED_REPORT
from tests.support.example_workbooks import document as example
from tests.support.example_workbooks import verdict
from tests.support.helpers import grid
from workbook_templates.copies.migrate import migrate_workbook
from workbook_templates.errors import UnreadableError
from workbook_templates.reading.workbook import read_workbook
from workbook_templates.recognition.read_grids import read_grids
from workbook_templates.recognition.text.lines import sheets_in_lines
from workbook_templates.recognition.text.tables import text_tables

READ = {
    "SDM": (4, 1), "Aset": (121, 0), "LKIP-Tujuan-Sasaran": (5, 0), "IKU": (3, 0), "PK": (3, 0), "PK-Anggaran": (8, 1),
    "Capaian": (3, 0), "Capaian-IKU": (5, 0), "Akumulasi-Renstra": (6, 0), "Perhitungan-IKU": (6, 0), "Tindak-Lanjut": (3, 0),
    "Indikator-Program": (10, 0), "Anggaran-IKU": (44, 0), "Pembanding": (2, 0), "Efisiensi": (8, 0), "Pagu": (8, 1),
    "Pagu-Realisasi": (8, 1), "Perbandingan": (8, 1),
}  # fmt: skip
"""Rows and grand totals of every table that stands in the report's text."""
GUESSED = {
    "Tabel 1.1": "kolom angka di A7",
    "Tabel 2.1": "kolom kata di A9 hanya diduga; batas kata di A31",
    "Tabel 2.2": "batas kata di A13, A85, A115",
    "Tabel 3.4": "batas kata di A6, A13, A23",
    "Perhitungan koperasi": "indikator di A2",
    "Tabel 3.12": "tahun dari angka di A13",
}
"""What of a table is said to be guessed, and in which cells."""


def _column(name: str, layout: str, column: str, kind: str = DATA) -> list[object]:
    return [
        value
        for table in example(f"lkip-2024-{name}").tables
        if table.layout == layout
        for value, row in zip(table.columns.get(column, ()), table.kinds, strict=True)
        if row == kind
    ]


# ---- the real case


@pytest.mark.parametrize("layout", READ)
def test_every_row_is_read(layout: str) -> None:
    for name in ("seed", "tempel"):
        kinds = [
            kind for table in example(f"lkip-2024-{name}").tables if table.layout == layout for kind in table.kinds
        ]
        assert (kinds.count(DATA), kinds.count(TOTAL)) == READ[layout], name


def test_all_sheets_are_read() -> None:
    tables = example("lkip-2024-tempel").tables
    assert (len(tables), [table.sheet for table in tables if table.recognition.unread or not table.rows]) == (
        len(PASTED_REPORT),
        [],
    )


@pytest.mark.parametrize(
    ("layout", "column", "total"),
    [("SDM", "3", 22), ("SDM", "5", 19), ("Perhitungan-IKU", "5", 5_273_677_628_662), ("Aset", "2", 2_836),
     ("PK-Anggaran", "3", 12_611_751_848), ("PK-Anggaran", "4", 12_785_258_830), ("Anggaran-IKU", "4", 38_355_776_490), ("Pagu", "4", 12_785_258_830), ("Pagu-Realisasi", "4", 11_002_960_494),
     ("Perbandingan", "6", 13_900_511_220), ("Perbandingan", "7", 12_010_576_199)],
)  # fmt: skip
def test_sums(layout: str, column: str, total: int) -> None:
    sums = [sum(read_money(x).amount or 0 for x in _column(name, layout, column)) for name in ("seed", "tempel")]
    assert sums == [total, total]


def test_amounts_with_decimals() -> None:
    sums = [sum(read_money(x, 2).amount or 0 for x in _column(name, "Aset", "3")) for name in ("seed", "tempel")]
    assert sums[0] == sums[1]
    assert in_rupiah(read_money(_column("tempel", "Aset", "3")[0], 2).amount or 0, 2) == 4_939_925_171.19


@pytest.mark.parametrize(("layout", "columns"), [
    ("Capaian-IKU", "123456789"), ("Indikator-Program", "134567"), ("Pembanding", "12345"), ("Pagu-Realisasi", "2345"),
    ("Anggaran-IKU", "23456"), ("SDM", "1235"), ("LKIP-Tujuan-Sasaran", "123456"), ("IKU", "1234567"), ("PK", "1235"),
    ("Capaian", "1234567"), ("Akumulasi-Renstra", "12346"), ("Perhitungan-IKU", "12345"), ("Tindak-Lanjut", "123"),
    ("Efisiensi", "12345678"),
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
    table = next(table for table in example("lkip-2024-tempel").tables if table.sheet == "Tabel 3.10")
    assert "nama di A76 disambung" in table.recognition.matched.id


def test_what_is_guessed_is_said_so_with_its_cells() -> None:
    told = {finding.sheet: finding for finding in verdict("lkip-2024-tempel").findings if finding.rule == "STR-015"}
    assert set(told) == {table.sheet for table in example("lkip-2024-tempel").tables}
    for sheet, finding in told.items():
        guessed = finding.message.partition("yang cocok: ")[2]
        assert ("hanya diduga" in guessed, GUESSED.get(sheet, "") in guessed) == (sheet in GUESSED, True), sheet
    assert {finding.rule for finding in verdict("lkip-2024-tempel").findings}.isdisjoint({"STR-016", "STR-001"})


def test_faults_are_those_of_the_typed_report() -> None:
    typed, pasted = (
        Counter(
            (x.rule, x.table, x.column, x.key, str(x.value), str(x.expected))
            for x in verdict(f"lkip-2024-{name}").findings
            if x.table in READ
        )
        for name in ("seed", "tempel")
    )
    more = Counter({key: count for key, count in (pasted - typed).items() if key[0] != "STR-015"})
    # Tabel 3.3 has no column for the year between; typed, it stands in one table with those that do.
    assert more == {("STR-002", "Akumulasi-Renstra", "5", "5", "None", "2025"): 1}
    assert not typed - pasted


def test_a_finding_stands_at_the_first_line_of_its_row() -> None:
    sheet, cell = next((x.sheet, x.cell) for x in verdict("lkip-2024-tempel").findings if x.rule == "ANG-001")
    lines = (EXAMPLES / "data" / "tempel-lkip" / "12-tabel-3.6.tsv").read_text(encoding="utf-8").splitlines()
    assert (sheet, lines[int(cell[1:]) - 1]) == ("Tabel 3.6", "Pemeliharaan Peralatan dan")


# ---- lines of one table


PAGU = ["NO URUSAN/ BIDANG URUSAN", "PEMERINTAHAN DAERAH DAN", "PROGRAM", "PAGU ANGGARAN", "SEBELUM",
        "PERUBAHAN", "(Rp)", "SETELAH", "PERUBAHAN", "(Rp)"]  # fmt: skip
PROGRAMS = ["No Indikator", "Program", "Satuan Target Tahun", "2024", "Realisasi Tahun", "2024",
            "Capaian Kinerja Tahun", "2024"]  # fmt: skip


def _table(head: list[str], body: list[str]) -> Table:
    lines = grid([[line] for line in [*head, *body]])
    ((table,),) = text_tables(
        sheets_in_lines([lines]), [x for x in document_layouts("lkip", 2024) if x.columns]
    ).values()
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
    assert table.placing.joined == {11: [12, 13], 14: [15]}


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
    assert (table.rows, table.recognition.unread_at) == ([], f"A{at}")
    assert table.recognition.unread


def test_a_figure_broken_over_two_lines() -> None:
    table = _table(PROGRAMS, ["1 Persentase PKL", "%", "10", "12.3", "8", "123.8"])
    assert [table.columns[number] for number in ("3", "4", "5", "6", "7")] == [
        ["Persentase PKL"], ["%"], ["10"], ["12.38"], ["123.8"],
    ]  # fmt: skip


CAPAIAN = ["NO SASARAN STRATEGIS INDIKATOR KINERJA", "SATUAN TARGET REALISASI", "CAPAIAN KINERJA (%)"]
KNOWN = ["No Indikator Kinerja Sasaran Satuan", "Tahun 2023 Tahun 2024 Capaian kinerja",
         "Target Realisasi Target Realisasi 2023 2024"]  # fmt: skip
PK = ["No. Sasaran Strategis Indikator Kinerja Target Tahunan"]


def _tables(*sheets: list[str]) -> list[Table]:
    """The tables of one workbook, each sheet's lines given."""
    grids = [grid([[line] for line in lines], f"L{at}") for at, lines in enumerate(sheets)]
    found = text_tables(sheets_in_lines(grids), [x for x in document_layouts("lkip", 2024) if x.columns])
    return [table for tables in found.values() for table in tables]


def test_the_whole_report_in_one_sheet_is_read_as_in_many() -> None:
    files = PASTED_REPORT
    (*one,) = _tables([line for file in files for line in file.read_text(encoding="utf-8").splitlines() if line])
    many = example("lkip-2024-tempel").tables
    columns = [
        [{n: list(map(as_text, x)) for n, x in table.columns.items()} for table in tables] for tables in (one, many)
    ]
    places = [Counter((table.layout, len(table.rows)) for table in tables) for tables in (one, many)]
    assert places[0] == places[1]
    assert all(table in columns[1] for table in columns[0])


def test_names_of_one_table_part_the_words_of_another() -> None:
    known = [*KNOWN, "1 Mutu Arsip Daerah Nilai 1 1 1 1 100 100"]
    lines = [*CAPAIAN, "1. Meningkatnya", "Tata Kelola", "Mutu Arsip", "Daerah Nilai 1 1 100"]
    alone, (_, both) = _tables(lines), _tables(known, lines)
    assert (alone[0].rows, alone[0].recognition.unread_at) == ([], "A4")
    assert (both.columns["2"], both.columns["3"]) == (["Meningkatnya Tata Kelola"], ["Mutu Arsip Daerah"])
    assert "diduga" not in both.recognition.matched.id


def test_a_known_name_that_another_one_begins_with_parts_nothing() -> None:
    known = [*PK, "1. Meningkatnya", "Mutu", "Nilai SAKIP 80"]
    (_, other) = _tables(known, [*CAPAIAN, "1. Meningkatnya Mutu", "Layanan Kota", "Jumlah Layanan Orang 1 1 100"])
    assert not other.rows or (
        other.columns["2"] == ["Meningkatnya Mutu Layanan Kota"] and "diduga" in other.recognition.matched.id
    )


def test_a_row_goes_on_below_a_short_head_printed_again() -> None:
    rows = ["1. Meningkatnya Mutu", "Indeks Layanan", "80", *PK, "Publik Kota", "2. Terjaganya Aset", "Nilai Aset 5"]
    (alone,) = _tables(["Tabel 2.3", *PK, *rows])
    assert not alone.rows, "it may be the goal that goes on"
    (_, table) = _tables([*KNOWN, "1 Indeks Layanan Publik Kota Nilai 1 1 1 1 100 100"], ["Tabel 2.3", *PK, *rows])
    assert table.columns["2"] == ["Meningkatnya Mutu", "Terjaganya Aset"]
    assert table.columns["3"] == ["Indeks Layanan Publik Kota", "Nilai Aset"]


SDM = ["NO JENJANG PENDIDIKAN PNS TKK KET"]


@pytest.mark.parametrize(
    ("body", "columns"),
    [
        (["1 SLTA 6 3", "2 Strata I 4", "JUMLAH 6 7"], [["6", None], ["3", "4"]]),
        (["1 SLTA 6 3", "2 Strata I 4", "JUMLAH 10 3"], [["6", "4"], ["3", None]]),
        (["1 SLTA 4", "2 Strata I 4", "JUMLAH 4 4"], None),
        (["1 SLTA 6 3", "2 Strata I 4", "JUMLAH 11 3"], None),
    ],
    ids=["second", "first", "either way", "sum wrong"],
)
def test_a_blank_count_is_placed_where_every_sum_comes_out(body: list[str], columns: list[list[str]] | None) -> None:
    table = _table(SDM, body)
    if columns is None:
        assert (table.rows, "jumlahnya tidak menentukan" in table.recognition.unread.id) == ([], True)
        return
    shown = [[as_text(x) or None for x in table.columns[n][:2]] for n in ("3", "5")]
    assert (shown, "kolom angka di A" in table.recognition.matched.id) == (columns, True)


def test_realisations_of_years_to_come_are_left_out_at_the_end() -> None:
    head = ["Tabel 3.3", "Perbandingan", "Nilai SAKIP Kota", "Renstra 2024-2026", "Capaian Indikator Kinerja Sasaran",
            "Satuan", "Nilai SAKIP Kota", "2024 2026"]  # fmt: skip
    (table,) = _tables([*head, "Target Nilai 70 72", "Realisasi Nilai 71"])
    assert {n: table.columns[n] for n in ("1", "4", "6")} == {
        "1": ["Nilai SAKIP Kota", None],
        "4": ["70", "71"],
        "6": ["72", None],
    }
    (short,) = _tables([*head, "Target Nilai 70", "Realisasi Nilai 71 72"])
    assert (short.rows, short.recognition.unread.id) == ([], "1 angka untuk 2 kolom")


def test_a_head_printed_again_on_the_next_page() -> None:
    rows = ["1 Program Penunjang 1.000.000 2.000.000", "2 Program Lain 3.000.000 4.000.000"]
    assert _table(PAGU, [rows[0], *PAGU, rows[1]]).columns == _table(PAGU, rows).columns


def test_without_an_identity_form_the_tables_tell_which_document_it_is() -> None:
    sheets = [sheet for sheet in read_workbook(EXAMPLES / "lkip-2024-tempel.xlsx") if sheet.name != "Identitas"]
    document = read_grids("x", sheets)
    assert (document.kind, sum(bool(table.rows) for table in document.tables)) == ("lkip", len(PASTED_REPORT))


def test_a_list_of_tables_and_words_about_a_table_are_none() -> None:
    titles = [
        "Tabel 3.3 Perbandingan Realisasi Indikator Kinerja Utama dengan Target Renstra",
        "Tabel 3.4 Tindak Lanjut",
    ]
    candidates = [x for x in document_layouts("lkip", 2024) if x.columns]
    lines = grid([[line] for line in [*titles, "Tabel 3.5", "Lampiran"]])
    assert text_tables(sheets_in_lines([lines]), candidates) == {lines.name: []}
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
    assert [table.sheet for table in document.tables if table.recognition.unread] == []


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
    assert "batas kata di A31 hanya diduga); periksa isian 'teks' baris 9, 31" in told
