"""Offices told apart by their names: neighbours share most letters, slips leave each word recognisable."""

from __future__ import annotations

import pytest

from rules.values.offices import office_key, office_meant, same_office

NEIGHBOURS = [
    ("Kecamatan Bekasi Timur", "Kecamatan Bekasi Barat"),
    ("Kecamatan Bekasi Utara", "Kecamatan Bekasi Timur"),
    ("Kecamatan Pondok Melati", "Kecamatan Pondok Gede"),
    ("Kecamatan Medan Barat", "Kecamatan Medan Baru"),
    ("Dinas PU", "Dinas Perhubungan"),
    ("RSUD", "RSUD Kelas D"),
    ("Rumah Sakit Umum Daerah Kelas C", "Rumah Sakit Umum Daerah Kelas D"),
    ("Kelurahan Sukamaju 1", "Kelurahan Sukamaju 2"),
    ("", "Dinas Kesehatan"),
]


@pytest.mark.parametrize(("one", "other"), NEIGHBOURS)
def test_neighbours_are_not_taken_for_one_another(one: str, other: str) -> None:
    assert not same_office(one, other)
    assert not same_office(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kecamatan Bekasi Timur", "KECAMATAN BEKASI TMUR"),
        ("Dinas Perdagangan", "Dinas Perdaganggan"),
        ("Dinas Koperasi, Usaha Kecil dan Menengah", "DINAS KOPERASI USAHA KECIL & MENENGAH"),
        ("Dinas Kesehatan", "1.02.0.00.0.00.01.0000 - DINAS KESEHATAN"),
        ("Dinas Kesehatan", "Dinas Kesehatan Kota Bekasi"),
        ("Dinas Kesehatan", "Dinas Kesehatan Pemerintah Kota Bekasi"),
    ],
)
def test_one_office_written_otherwise(one: str, other: str) -> None:
    assert same_office(one, other, "Kota Bekasi")
    assert same_office(other, one, "Pemerintah Kota Bekasi")


def test_the_own_name_wins_and_of_several_near_ones_none_does() -> None:
    own, slip, further = map(office_key, ("Dinas Perdagangan", "Dinas Perdaganggan", "Dinas Perdagngan"))
    assert office_meant(own, [slip, own]) == own
    assert office_meant(own, [slip]) == slip
    assert office_meant(own, [slip, further]) is None
