"""Wrong calls: one sentence in Indonesian, where its help is, and status 2."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Call = Callable[..., tuple[int, str, str]]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("validate",), "Belum disebut: PATH. Bantuan: renja validate --help"),
        (("seal", "x.xlsx"), "Belum disebut: -o / --output. Bantuan: renja seal --help"),
        (("validat",), "Perintah 'validat' tidak ada; mungkin validate. Bantuan: renja --help"),
        (("nomenclature", "baca"), "Perintah 'baca' tidak ada. Bantuan: renja nomenclature --help"),
        (("validate", "x", "--foo"), "Pilihan --foo tidak ada; mungkin --format, --plafon. Bantuan: renja validate --help"),
        (("validate", "x", "--lang"), "Pilihan --lang memerlukan nilai di belakangnya. Bantuan: renja --help"),
        (("validate", "x", "--rinci=1"), "Pilihan --rinci tidak memerlukan nilai. Bantuan: renja --help"),
        (("validate", "x", "--lang", "fr"), "Nilai untuk --lang tidak dapat dipakai: pilihannya: id, en. Bantuan: renja validate --help"),
        (("validate", "x", "--jobs", "dua"), "Nilai untuk --jobs tidak dapat dipakai: harus bilangan bulat. Bantuan: renja validate --help"),
        (("template", "x.xlsx", "--tahun", "1999"), "Nilai untuk --tahun tidak dapat dipakai: paling sedikit 2021. Bantuan: renja template --help"),
        (("compute", "a", "b", "-o", "c"), "Terlalu banyak yang disebut: b. Bantuan: renja compute --help"),
    ],
)  # fmt: skip
def test_wrong_call(renja: Call, words: tuple[str, ...], told: str) -> None:
    assert renja(*words) == (2, "", f"{told}\n")


def test_call_of_nothing_shows_the_help(renja: Call) -> None:
    status, _, err = renja()
    assert status == 2
    assert "Periksa buku kerja terhadap semua aturan." in err
