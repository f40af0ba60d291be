"""A decree is found however it is typed."""

from __future__ import annotations

import pytest

from rules.nomenclature import decrees, find_decree

DECREE = "050-5889-2021"


@pytest.mark.parametrize(
    ("text", "decree_id"),
    [
        ("Permendagri 90/2019", "90-2019"),
        ("Peraturan Menteri Dalam Negeri Nomor 90 Tahun 2019 tentang Klasifikasi", "90-2019"),
        ("Kepmendagri 050-3708 Tahun 2020", "050-3708-2020"),
        ("Kepmendagri 050-5889/2021", DECREE),
        ("KEPUTUSAN MENTERI DALAM NEGERI\nNOMOR 050-5889 TAHUN 2021", DECREE),
        ("050-5889-2021", DECREE),
        ("Kepmendagri No. 900.1.15.5-1317 Tahun 2023", "900.1.15.5-1317-2023"),
        ("900.1.15.5-3406 TAHUN 2024", "900.1.15.5-3406-2024"),
        ("Kepmendagri 900.1-2850/2025", "900.1-2850-2025"),
        ("Kepmendagri 900.1-861 th. 2026", "900.1-861-2026"),
        ("", None),
        ("Kepmendagri 050-5889", None),  # without a year
        ("Kepmendagri 050-5889/2020", None),  # of another year
        ("Kepmendagri 050-58890/2021", None),
        ("Kepmendagri 1050-5889/2021", None),
        ("Permendagri 190/2019", None),
        ("Permendagri 90/20190", None),
        ("Kepmendagri 900.1.15.5-861/2026", None),  # the end of another number
        ("Kepmendagri 050 - 5889 Tahun 2021", DECREE),
        ("Kepmendagri 050–5889 Tahun 2021", DECREE),  # a dash, as word processors make of a hyphen
        ("Melatih 90 orang pada tahun 2019", None),  # a number and a year are no decree yet
        ("Klasifikasi - Permendagri - 90/2019", "90-2019"),
    ],
)
def test_a_decree_is_found_however_it_is_typed(text: str, decree_id: str | None) -> None:
    decree = find_decree(text)
    assert (decree.id if decree else None) == decree_id


@pytest.mark.parametrize("decree_id", decrees())
def test_a_decree_is_found_by_its_own_name_and_id(decree_id: str) -> None:
    decree = decrees()[decree_id]
    assert decree.sub_digits == (4 if decree.year >= 2023 else 2)
    assert find_decree(decree.name) is decree
    assert find_decree(decree.id) is decree
