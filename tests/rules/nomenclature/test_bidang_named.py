"""Of which bidang an office is, told by the names of its programs where neither Identitas nor codes say so."""

from __future__ import annotations

import pytest

from rules.nomenclature import nomenclature
from rules.validation import validate
from tests.support.office_forms import sheet
from workbook_templates.recognition.read_grids import read_grids


@pytest.mark.parametrize(
    ("names", "bidang"),
    [
        (["Program Pengelolaan Persampahan"], ["2.11"]),
        (["PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH KABUPATEN/KOTA", "PROGRAM PENGELOLAAN PERSAMPAHAN"], ["2.11"]),
        (["PROGRAM PENUNJANG URUSAN PEMERINTAHAN DAERAH KABUPATEN/KOTA", "Program yang tidak ada"], []),
    ],
)
def test_names_of_programs_tell_the_bidang(names: list[str], bidang: list[str]) -> None:
    reference = nomenclature("900.1.15.5-1317-2023", "kabkota")
    assert reference is not None
    assert reference.bidang_named(names) == bidang


def test_official_names_tell_the_levels_of_a_table_handed_in_alone() -> None:
    names = [
        ("PROGRAM PENGELOLAAN PERSAMPAHAN", 105), ("Pengelolaan Sampah", 105),
        ("Peningkatan Peran Serta Masyarakat dalam Pengelolaan Persampahan", 60), ("Penyediaan Sarana dan Prasarana Pengelolaan Persampahan di TPA/TPST/SPA Kabupaten/Kota", 40),
    ]  # fmt: skip
    head = [
        ["Review Terhadap Rancangan Awal RKPD Tahun 2025"], [],
        ["No", "Rancangan Awal RKPD", *[None] * 4, "Hasil Analisis Kebutuhan", *[None] * 4, "Catatan Penting"],
        [None, *["Program/Kegiatan", "Lokasi", "Indikator Kinerja", "Target Capaian", "Pagu Indikatif (Rp)"],
         *["Program/Kegiatan", "Lokasi", "Indikator Kinerja", "Target Capaian", "Kebutuhan Dana (Rp)"], None],
    ]  # fmt: skip
    rows = [
        [None, *[name, "Rawa Indah", "Jumlah dokumen", "4 Dokumen", money * 1_000_000], *["Sesuai"] * 5, None]
        for name, money in names
    ]
    verdict = validate(read_grids("x.xlsx", [sheet([*head, *rows])]))
    found = [(x.rule, x.cell, x.expected) for x in verdict.findings if x.rule.startswith("JML")]
    assert found == [("JML-001", "F6", 100_000_000)]
    assert not any("jenjang" in note for note in verdict.notes)
