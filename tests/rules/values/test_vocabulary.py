"""The words at hand: units of every code that ships, and funds by their short forms and in full."""

from __future__ import annotations

from pathlib import Path

import pytest

from rules.nomenclature.shipped import facts
from rules.values.fund_names import fund
from rules.values.vocabulary import funds, refresh, units

SHORT = {
    "APBD": "Anggaran Pendapatan dan Belanja Daerah", "BLUD": "Badan Layanan Umum Daerah", "BOK": "Bantuan Operasional Kesehatan",
    "BOS": "Bantuan Operasional Sekolah", "DAK": "Dana Alokasi Khusus", "DAU": "Dana Alokasi Umum", "DBH": "Dana Bagi Hasil",
    "DID": "Dana Insentif Daerah", "PAD": "Pendapatan Asli Daerah",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _nothing_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENJA_STORE", str(tmp_path / "store"))
    refresh()


def test_the_unit_of_every_code_that_ships_is_known() -> None:
    told = {fact.satuan for fact in facts() if fact.satuan}
    assert len(told) > 100
    assert {unit for unit in told if not units().official(unit)} == set()


@pytest.mark.parametrize(("short", "full"), SHORT.items())
def test_a_fund_is_known_by_its_short_form_and_in_full(short: str, full: str) -> None:
    """Also within the name of another, and where both stand together."""
    official = fund(short)
    assert official
    for spelled in (full, full.upper(), f"{full} ({short})", f"{short} ({full})"):
        assert fund(spelled) == official, spelled
    for entry in funds().entries.values():
        for spelled in (entry.name, *entry.synonyms):
            words = spelled.split()
            if short in words and "Dana" not in words:
                assert fund(" ".join(full if word == short else word for word in words)) == entry.name, spelled


def test_a_short_form_in_an_unknown_name_makes_no_fund_of_it() -> None:
    assert fund("Dana Alokasi Umum Kementerian Ajaib") is None
    assert fund("Dana Bagi Hasil Dana Alokasi Umum") is None


@pytest.mark.parametrize(
    ("typed", "official"),
    [
        ("Laporan/Tahun", "Laporan/Tahun"), ("Laporan per Tahun", "Laporan/Tahun"), ("Lap / Thn", "Laporan/Tahun"),
        ("Rp/Orang", "Rupiah/Orang"), ("Org/Bln", "Orang/Bulan"), ("% / Tahun", "%/Tahun"), ("Kg per Kapita per Tahun", "Kg/Kapita/Tahun"),
        ("Laporan/", None), ("Laporan/Nelayan", None),
    ],
)  # fmt: skip
def test_two_known_units_make_one(typed: str, official: str | None) -> None:
    assert units().official(typed) == official


def test_a_unit_of_two_is_full_where_both_are_and_of_the_kind_of_the_first() -> None:
    assert (units().in_full("Laporan/Tahun"), units().in_full("Lap/Tahun")) == (True, False)
    assert [units().kind(x) for x in ("Laporan/Tahun", "Rp/Orang", "%/Tahun", "Nelayan/Tahun")] == [
        "cacah",
        "uang",
        "persen",
        "",
    ]


@pytest.mark.parametrize(
    ("typed", "meant", "near"),
    [
        ("Lapran", "Laporan", "Laporan"), ("Unit Usha", "Unit Usaha", "Unit Usaha"), ("UnitUsaha", "Unit Usaha", "Unit Usaha"),
        ("Lapran/Tahun", "Laporan/Tahun", "Laporan/Tahun"), ("Dokmn", None, "Dokumen"), ("Sambungan", None, "Sambungan Rumah"),
        *((word, None, None) for word in (
            "Petani", "Nelayan", "Bidang Usaha", "Kelompok Nelayan", "Orang ASN", "Kendaraan Dinas", "Tabung", "Izin Usaha",
            "Nelayan/Tahun", "Orang Peserta", "Dokumen Perencanaan")),
    ],
)  # fmt: skip
def test_the_nearest_unit_shares_the_words_of_an_unknown_one(typed: str, meant: str | None, near: str | None) -> None:
    assert (units().meant(typed), units().nearest(typed)) == (meant, near)
