"""Forms of other offices are claimed as what they are, and the one fault in each is found where it stands."""

from __future__ import annotations

import pytest

from rules.model.document import MEAN, SUBTOTAL
from rules.schema.pack import pack_for
from rules.validation import validate
from tests.support.changed_plans import changed_plans
from tests.support.office_evaluations import evaluations
from tests.support.office_forms import CASES, PLAN, YEAR, sheet
from tests.support.office_heads import office_heads
from tests.support.office_lists import office_lists
from tests.support.office_reports import office_reports
from tests.support.office_rows import office_rows
from workbook_templates.recognition.read_grids import read_grids

_OF_THE_PRINT = {"STR-002", "STR-009", "ANG-004"}
"""What may be said of how such a table is printed."""
_OF_NAMES = "NOM"
"""The family that holds codes and names against the decree: those of the forms are made up."""


CHANGED = dict(changed_plans())
FORMS = {
    **CASES,
    **dict(evaluations()),
    **CHANGED,
    **dict(office_rows()),
    **dict(office_heads()),
    **dict(office_reports()),
    **dict(office_lists()),
}


@pytest.mark.parametrize("name", FORMS)
def test_a_form_of_another_office_is_read_and_its_fault_found(name: str) -> None:
    case = FORMS[name]
    document = read_grids("contoh.xlsx", case.sheets)
    sure = pack_for(YEAR).thresholds["keyakinan_tabel"]
    assert [table.layout for table in document.tables if table.recognition.certainty >= sure] == list(case.tables)
    verdict = validate(document)
    assert verdict.year == YEAR
    found = {
        (finding.rule, finding.cell, str(finding.expected))
        for finding in verdict.findings
        if finding.rule not in _OF_THE_PRINT and not finding.rule.startswith(_OF_NAMES) and finding.severity == "galat"
    }
    assert found == {case.fault}


@pytest.mark.parametrize("name", [name for name in FORMS if "di bawah No" in name or name == "judul disingkat"])
def test_where_headings_tell_the_columns_neither_codes_under_no_nor_missing_numbers_are_more_than_a_note(
    name: str,
) -> None:
    document = read_grids("contoh.xlsx", FORMS[name].sheets)
    (table,) = document.tables
    assert table.columns["1"][0].replace("|", ".") == "2.09.03"
    of_the_print = [finding for finding in validate(document).findings if finding.rule == "STR-002"]
    assert {finding.severity for finding in of_the_print} <= {"catatan"}
    assert len(of_the_print) == ("bernomor" not in name)


def test_running_numbers_where_codes_are_due_are_no_codes() -> None:
    rows = [["No", *FORMS["kode di bawah No"].sheets[0].rows[3][1:]], [*range(1, 9)]]
    rows += [[at, *row[1:]] for at, row in enumerate(FORMS["kode di bawah No"].sheets[0].rows[4:], 1)]
    document = read_grids("contoh.xlsx", [sheet(rows)])
    found = [finding for finding in validate(document).findings if finding.rule == "STR-002"]
    assert [(finding.severity, finding.value) for finding in found] == [("galat", "No")]


@pytest.mark.parametrize("name", CHANGED)
def test_the_verdict_says_that_what_stands_after_a_change_was_taken(name: str) -> None:
    case = CHANGED[name]
    column = case.fault[1].rstrip("0123456789")
    (said,) = (note for note in validate(read_grids("contoh.xlsx", case.sheets)).notes if "pagu" in note)
    assert f"pagu dibaca dari kolom {column}, sesudah perubahan" in said


def test_the_verdict_says_which_sums_of_parts_are_not_judged() -> None:
    said = validate(read_grids("contoh.xlsx", FORMS["jumlah tiap program"].sheets)).notes
    assert "T-C.33: jumlah antara di baris 13, 17 tidak diperiksa." in said


def test_a_heading_tells_its_column_though_another_ones_number_is_printed_over_it() -> None:
    (table,) = read_grids("contoh.xlsx", FORMS["kode sesudah sasaran, tanpa nomor urut"].sheets).tables
    assert {number: table.letters.get(number) for number in ("1", "2", "kode_kegiatan", "3")} == {
        "1": None, "2": "A", "kode_kegiatan": "B", "3": "C",
    }  # fmt: skip


def test_the_code_of_an_office_is_no_misshapen_code_of_the_plan() -> None:
    found = validate(read_grids("contoh.xlsx", FORMS["dinas dengan kodenya"].sheets)).findings
    assert "NOM-001" not in {finding.rule for finding in found}


@pytest.mark.parametrize(
    ("name", "target", "money"),
    [("sebelum dan setelah perubahan", "K", "L"), ("rupiah sebelum dan setelah perubahan", "", "K")],
)
def test_of_an_evaluation_the_columns_after_a_change_are_named(name: str, target: str, money: str) -> None:
    said = " ".join(validate(read_grids("contoh.xlsx", FORMS[name].sheets)).notes)
    assert f"pagu dibaca dari kolom {money}, sesudah perubahan" in said
    assert (f"target dibaca dari kolom {target}, sesudah perubahan" in said) == bool(target)


def test_years_alone_are_headings_of_what_belongs_to_a_year() -> None:
    years = ["2023", "2024", "2025", "2026"]
    rows = [
        ["PENCAPAIAN KINERJA PELAYANAN DINAS PANGAN KABUPATEN RAWA INDAH"], [],
        ["No", "Indikator", "SPM/Standar Nasional", "IKK", "Target Renstra Perangkat Daerah", *[None] * 3, "Realisasi Capaian", None,
         "Proyeksi", None, "Catatan Analisis"],
        [*[None] * 4, *years, *years, None], [*map(str, range(1, 14))],
        [1, "Indeks ketahanan pangan", None, None, *["70 Indeks"] * 8, None],
    ]  # fmt: skip
    verdict = validate(read_grids("contoh.xlsx", [sheet(rows)]))
    assert (verdict.year, [finding.rule for finding in verdict.findings]) == (2025, [])


def test_a_table_whose_contents_contradict_two_headings_is_a_guess() -> None:
    rows = [
        ["RENCANA KERJA DAN PENDANAAN TAHUN 2025"], [],
        ["Kode", "Urusan/Bidang Urusan Pemerintahan Daerah dan Program/Kegiatan", "Indikator Kinerja Program/Kegiatan", "Lokasi",
         "Target Capaian Kinerja", "Kebutuhan Dana/Pagu Indikatif", "Sumber Dana", "Keterangan"],
        *([x.code, x.name, x.indicator, "Rawa Indah", x.money, x.target, "PAD", None] for x in PLAN),
    ]  # fmt: skip
    (table,) = read_grids("contoh.xlsx", [sheet(rows)]).tables
    assert table.recognition.certainty < pack_for(YEAR).thresholds["keyakinan_tabel"]
    assert "isi kolom 5, 6" in table.recognition.against.id


@pytest.mark.parametrize(
    ("title", "head", "row", "table"),
    [
        ("INDIKATOR KINERJA UTAMA TAHUN 2025", ["NO", "SASARAN", "INDIKATOR KINERJA UTAMA", "FORMULASI PENGUKURAN", "SUMBER DATA"],
         ["Meningkatnya ketahanan", "Skor pola pangan harapan", "Rata-rata skor", "Bidang Konsumsi"], "IKU"),
        ("TINDAK LANJUT HASIL EVALUASI AKIP TAHUN 2025",
         ["NO", "REKOMENDASI", "RENCANA TINDAK LANJUT", "TARGET WAKTU", "PENANGGUNG JAWAB", "STATUS"],
         ["Menyempurnakan indikator", "Perbaikan indikator", "TW II", "Sekretariat", "Selesai"], "Tindak-Lanjut"),
    ],
)  # fmt: skip
def test_a_table_may_lack_columns_that_few_offices_print_and_have_some_of_its_own(
    title: str, head: list[str], row: list[str], table: str
) -> None:
    document = read_grids("x.xlsx", [sheet([[title], [], head, [1, *row], [2, *row]])])
    assert [(found.layout, found.recognition.certainty >= 75) for found in document.tables] == [(table, True)]
    assert [finding.rule for finding in validate(document).findings] == []


def test_a_heading_that_is_another_columns_own_tells_it_whatever_number_is_printed_over_it() -> None:
    head = ["NO", "SASARAN", "INDIKATOR KINERJA UTAMA", "SATUAN", "FORMULASI PENGUKURAN", "SUMBER DATA"]
    row = ["Meningkatnya ketahanan", "Skor pola pangan harapan", "Skor", "Rata-rata skor", "Bidang Konsumsi"]
    rows = [["INDIKATOR KINERJA UTAMA TAHUN 2025"], [], head, [*range(1, 7)], [1, *row], [2, *row]]
    (table,) = read_grids("x.xlsx", [sheet(rows)]).tables
    assert table.letters == {"1": "A", "2": "B", "3": "C", "6": "D", "5": "E", "sumber": "F"}


def test_funds_that_are_ticked_are_those_of_the_headings() -> None:
    (table,) = read_grids("x.xlsx", FORMS["sumber dana dalam tiga kolom, v"].sheets).tables
    assert {*table.columns["7"]} == {"APBD"}


def test_what_an_analysis_leaves_as_it_was_counts_as_that() -> None:
    case = FORMS["hasil analisis Sesuai"]
    rows = [list(row) for row in case.sheets[0].rows]
    changed = next(at for at, row in enumerate(rows) if len(row) > 2 and row[1] == PLAN[2].name)
    rows[changed][6:11] = [*rows[changed][1:5], 90_000_000]
    found = {(x.rule, x.cell) for x in validate(read_grids("x.xlsx", [sheet(rows)])).findings if x.severity == "galat"}
    assert found == {case.fault[:2]}


def test_units_above_their_programs_are_no_part_of_names() -> None:
    (table,) = read_grids("x.xlsx", FORMS["unit kerja di atas program, tanpa nomor kolom"].sheets).tables
    assert table.columns["2"][:2] == ["SEKRETARIAT", PLAN[0].name]


def test_a_blank_row_below_a_head_hides_none_of_the_rows() -> None:
    rows = [["TINDAK LANJUT HASIL EVALUASI AKIP TAHUN 2025"], [], ["NO", "REKOMENDASI", "TINDAK LANJUT"], []]
    rows += [[at, "Menyempurnakan indikator", "Perbaikan indikator"] for at in (1, 2, 3)]
    (table,) = read_grids("x.xlsx", [sheet(rows)]).tables
    assert table.rows == [5, 6, 7]


def test_a_further_column_under_the_number_of_another_one_is_not_that_one() -> None:
    head = ["NO", "SASARAN STRATEGIS", "INDIKATOR KINERJA", "SATUAN", "TARGET", "REALISASI", "CAPAIAN (%)", "KET"]
    row = ["Meningkatnya ketahanan", "Jumlah cadangan pangan", "Ton", 40, 30, 75, None]
    rows = [["CAPAIAN KINERJA TAHUN 2025"], [], head, [*range(1, 9)], [1, *row], [2, *row]]
    document = read_grids("x.xlsx", [sheet(rows)])
    assert document.tables[0].recognition.certainty >= pack_for(YEAR).thresholds["keyakinan_tabel"]
    assert [(x.rule, x.cell) for x in validate(document).findings] == [("STR-009", "H3")]


def test_what_programs_and_kegiatan_cost_is_no_table_of_an_earlier_year() -> None:
    head = ["No.", "Program / Kegiatan / Sub Kegiatan", "Anggaran (Rp)", "Realisasi (Rp)", "Persentase (%)"]
    rows = [
        ["REALISASI ANGGARAN TAHUN 2025"],
        [],
        head,
        [1, 2, 3, 4, "5 = 4/3"],
        [1, "Program A", 50_000_000, 45_000_000, 90],
    ]
    document = read_grids("x.xlsx", [sheet(rows)])
    assert ([table.layout for table in document.tables], document.year) == (["Pagu-Realisasi"], 2025)


def test_a_unit_printed_beside_a_figure_that_is_still_blank_is_no_target() -> None:
    (page,) = FORMS["K di dua sel"].sheets
    rows = [[*row[:13], None, *row[14:]] if PLAN[2].name in row else row for row in page.rows]
    (table,) = read_grids("x.xlsx", [sheet(rows)]).tables
    at = table.columns["3"].index(PLAN[2].name)
    assert (table.letters["8K"], table.columns["8K"][at], table.columns["9K"][at]) == ("N", None, "1 Dokumen")


def test_an_evaluation_need_not_name_who_answers_for_it() -> None:
    (page,) = FORMS["nomor biasa"].sheets
    (table,) = read_grids("x.xlsx", [sheet([row[:24] for row in page.rows])]).tables
    assert not table.recognition.against
    assert "15" not in table.columns


def test_a_sasaran_among_names_and_numbers_is_no_row() -> None:
    (page,) = FORMS["nomor biasa"].sheets
    at = next(at for at, row in enumerate(page.rows) if PLAN[0].name in row)
    rows = [*page.rows[:at], ["A", None, "Sasaran: Meningkatnya ketahanan pangan"], *page.rows[at:]]
    document = read_grids("x.xlsx", [sheet(rows)])
    assert document.tables[0].rows[0] == at + 2
    assert {(x.rule, x.cell) for x in validate(document).findings if x.severity == "galat"} == {("JML-001", "J10")}


def test_a_row_that_numbers_nest_below_needs_no_target() -> None:
    rows = [
        ["CAPAIAN KINERJA TAHUN 2025"], [], ["NO", "SASARAN STRATEGIS/INDIKATOR KINERJA", "SATUAN", "TARGET", "REALISASI", "CAPAIAN (%)"],
        ["1", "Meningkatnya ketahanan"], ["1.1", "Jumlah cadangan pangan", "Ton", 40, 30, 75], ["2", "Meningkatnya mutu"],
        ["3", "Jumlah pangan aman", "Ton", 40, 30, 75],
    ]  # fmt: skip
    found = validate(read_grids("x.xlsx", [sheet(rows)])).findings
    assert {x.cell for x in found if x.rule == "STR-010"} == {"D6", "E6"}


def test_a_currency_under_the_heading_of_the_amounts_beside_it_is_no_amount() -> None:
    (page,) = FORMS["judul disingkat"].sheets
    rows = [[*row[:5], "Rp" if isinstance(row[5], int) else row[5], row[5] if isinstance(row[5], int) else None, *row[6:]]
            if len(row) > 5 else row for row in page.rows]  # fmt: skip
    found = validate(read_grids("x.xlsx", [sheet(rows)])).findings
    assert {(x.rule, x.cell) for x in found if x.rule in {"ANG-001", "JML-001"}} == {("JML-001", "F6")}


@pytest.mark.parametrize(("said", "kind"), [("Jumlah halaman ini", SUBTOTAL), ("Rata-rata capaian kinerja (%)", MEAN)])
def test_what_closes_a_page_is_no_row_of_the_pages_before(said: str, kind: str) -> None:
    (page,) = FORMS["nomor biasa"].sheets
    at = next(at for at, row in enumerate(page.rows) if PLAN[5].name in row)
    closing = [said, *[None] * 8, 180_000_000, *[None] * 12, 60]
    rows = [*page.rows[:at], closing, *page.rows[3:7], *page.rows[at:]]
    (table,) = read_grids("x.xlsx", [sheet(rows)]).tables
    assert table.kinds[table.rows.index(at + 1)] == kind


def test_the_target_of_an_agreement_may_have_its_unit_in_a_cell_after_it() -> None:
    rows = [
        ["PERJANJIAN KINERJA TAHUN 2025"], [], ["NO", "SASARAN STRATEGIS", "INDIKATOR KINERJA", "TARGET", None],
        [None, None, None, "ANGKA", "SATUAN"], [*range(1, 6)], [1, "Meningkatnya ketahanan", "Skor pola pangan harapan", 92, "Skor"],
        [2, "Meningkatnya cadangan", "Jumlah cadangan pangan", 40, None],
    ]  # fmt: skip
    document = read_grids("x.xlsx", [sheet(rows, [(3, 4, 3, 5)])])
    assert [(x.layout, x.letters["5"]) for x in document.tables] == [("PK", "D")]
    assert [(x.rule, x.cell) for x in validate(document).findings if x.severity == "galat"] == [("SAT-001", "D7")]
