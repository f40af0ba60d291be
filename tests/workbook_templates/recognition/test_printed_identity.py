"""Year, office and government without an Identitas sheet: as titles and headings print them, each with its cell."""

from __future__ import annotations

import pytest

from rules.examples.sound_renja import sound_document
from rules.model.document import Document
from rules.validation import validate
from tests.support.helpers import identity_rows, sound_grids
from tests.support.office_forms import sheet
from tests.support.printed_forms import Form, printed
from workbook_templates.recognition.read_grids import read_grids

PLAN = next(table for table in sound_document().tables if table.layout == "T-C.33")


def read(*title: str) -> Document:
    form = printed(PLAN, title=False)
    grid = Form(form.head, form.body, form.numbers, form.merges, [[line] for line in title]).grid("Renja")
    return read_grids("contoh.xlsx", [grid])


@pytest.mark.parametrize(
    ("title", "year"),
    [
        (("RENCANA KERJA TAHUN 2026",), 2026),
        (("Rumusan Rencana Program dan Kegiatan Tahun 2025", "dan Prakiraan Maju Tahun 2026"), 2025),
        (("TAHUN ANGGARAN 2025",), 2025),
        (("RENCANA KERJA TAHUN 2025 (RENSTRA 2025-2029)",), 2025),
        (("PERUBAHAN RENCANA KERJA (P-RENJA) TAHUN 2026",), 2026),
        (("RENCANA KERJA TAHUN 2026 DAN PRAKIRAAN MAJU TAHUN 2027",), 2026),
        # A title of no year leaves it to the headings, which the sound plan prints for 2024.
        (("RENCANA KERJA PERANGKAT DAERAH",), 2024),
    ],
)
def test_year(title: tuple[str, ...], year: int) -> None:
    assert read(*title).year == year


@pytest.mark.parametrize(
    ("title", "office", "government"),
    [
        ("DINAS PANGAN KABUPATEN RAWA INDAH", "DINAS PANGAN", "KABUPATEN RAWA INDAH"),
        ("Badan Perencanaan Pembangunan Daerah Kota Contoh Tahun 2025", "Badan Perencanaan Pembangunan Daerah", "Kota Contoh"),
        ("KECAMATAN CONTOH", "KECAMATAN CONTOH", None),
        ("Dinas Pangan 2025-2029", "Dinas Pangan", None),
        ("INSPEKTORAT KOTA CONTOH TAHUN 2025", "INSPEKTORAT", "KOTA CONTOH"),
        ("MUSRENBANG KECAMATAN TAHUN 2025", None, None),
        ("KEPUTUSAN KEPALA DINAS NOMOR 12 TAHUN 2025", None, None),
        ("USULAN MUSRENBANG KECAMATAN CONTOH", None, None),
        ("Pagu Dinas Koperasi, Usaha Kecil dan Menengah Kota Contoh Setelah P-APBD Per Program Tahun 2024",
         "Dinas Koperasi, Usaha Kecil dan Menengah", "Kota Contoh"),
        ("Capaian Kinerja Dinas Koperasi, Usaha Kecil dan Menengah 2024", "Dinas Koperasi, Usaha Kecil dan Menengah", None),
        ("DINAS TATA KOTA DAN PERTAMANAN KAB. CONTOH BARAT TRIWULAN III", "DINAS TATA KOTA DAN PERTAMANAN", "KAB. CONTOH BARAT"),
        ("Realisasi RSUD dr. Contoh per 31 Desember 2024", "RSUD dr. Contoh", None),
        ("Penyertaan Modal Badan Usaha Milik Daerah Kota Contoh", None, "Kota Contoh"),
        ("Rekapitulasi Dinas yang membidangi pangan di kabupaten/kota", None, None),
    ],
)  # fmt: skip
def test_office_and_government(title: str, office: str | None, government: str | None) -> None:
    said = read(title).printed
    assert (said["perangkat_daerah"].value if "perangkat_daerah" in said else None) == office
    assert (said["pemda"].value if "pemda" in said else None) == government


def test_a_name_broken_over_two_lines() -> None:
    said = read(
        "Pagu Dan Realisasi Anggaran Dinas Koperasi, Usaha Kecil", "dan Menengah Kota Contoh Setelah P-APBD"
    ).printed
    assert (said["perangkat_daerah"].value, said["pemda"].value) == (
        "Dinas Koperasi, Usaha Kecil dan Menengah",
        "Kota Contoh",
    )


def test_the_verdict_says_where_it_was_read() -> None:
    notes = validate(read("DINAS PANGAN KABUPATEN RAWA INDAH", "TAHUN 2024")).notes
    assert any("2024" in note and "Renja!A2" in note for note in notes)


def test_identitas_is_not_overruled() -> None:
    document = sound_document()
    assert document.year == 2024
    assert not [note for note in validate(document).notes if "dibaca dari" in note]


def test_the_years_of_the_renstra_in_a_title_contradict_nothing() -> None:
    document = read("RENCANA KERJA TAHUN 2024", "RENCANA STRATEGIS DINAS PANGAN TAHUN 2022-2026")
    assert "STR-013" not in {finding.rule for finding in validate(document).findings}


def test_one_table_alone_is_judged_as_what_it_is() -> None:
    document = read("TAHUN 2024")
    verdict = validate(document)
    assert [finding for finding in verdict.findings if finding.rule == "STR-001"] == []
    assert any("T-C.33" in note and "--lengkap" in note for note in verdict.notes)
    document.whole = True
    assert [finding.rule for finding in validate(document).findings].count("STR-001") > 3


def test_a_year_that_cannot_be_read_leaves_it_to_the_titles() -> None:
    rows = [[label, "2O24" if label.startswith("Tahun rencana") else value] for label, value in identity_rows()]
    document = read_grids("contoh.xlsx", sound_grids({"Identitas": rows}))
    assert document.year == 2024
    assert [(x.rule, x.sheet) for x in validate(document).findings] == [("STR-013", "Identitas")]


def test_year_of_a_title_over_several_cells() -> None:
    rows = [["PERJANJIAN KINERJA", "TAHUN", "2025"], [], ["NO", "SASARAN STRATEGIS", "INDIKATOR KINERJA", "TARGET"],
            [1, "Meningkatnya ketahanan", "Skor pola pangan harapan", "92 Skor"]]  # fmt: skip
    assert read_grids("contoh.xlsx", [sheet(rows)]).year == 2025
