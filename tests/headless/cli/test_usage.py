"""Wrong calls: one sentence in Indonesian, where its help is, and status 2."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

Call = Callable[..., tuple[int, str, str]]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("validate",), "Belum disebut: PATH. Bantuan: renja validate --help"),
        (("seal", "x.xlsx"), "Belum disebut: -o / --output. Bantuan: renja seal --help"),
        (("validat",), "Perintah 'validat' tidak ada; mungkin validate. Bantuan: renja --help"),
        (("nomenclature", "baca"), "Perintah 'baca' tidak ada. Bantuan: renja nomenclature --help"),
        (("validate", "x", "--foo"), "Pilihan --foo tidak ada. Bantuan: renja validate --help"),
        (("validate", "x", "--plafonn", "y"), "Pilihan --plafonn tidak ada; mungkin --plafon. Bantuan: renja validate --help"),
        (("validate", "x", "--lang"), "Pilihan --lang memerlukan nilai di belakangnya. Bantuan: renja --help"),
        (("validate", "x", "--rinci=1"), "Pilihan --rinci tidak memerlukan nilai. Bantuan: renja --help"),
        (("validate", "x", "--lang", "fr"), "Nilai untuk --lang tidak dapat dipakai: pilihannya: id, en. Bantuan: renja validate --help"),
        (("validate", "x", "--jobs", "dua"), "Nilai untuk --jobs tidak dapat dipakai: harus bilangan bulat. Bantuan: renja validate --help"),
        (("template", "x.xlsx", "--tahun", "1999"), "Nilai untuk --tahun tidak dapat dipakai: paling sedikit 2021. Bantuan: renja template --help"),
        (("berita-acara", "x", "-o", "y.docx", "--tanggal", "31-02-2026"), "Nilai untuk --tanggal tidak dapat dipakai: tulis tanggal yang ada, contoh 31-12-2026. Bantuan: renja berita-acara --help"),
        (("compute", "a", "b", "-o", "c"), "Terlalu banyak yang disebut: b. Bantuan: renja compute --help"),
    ],
)  # fmt: skip
def test_wrong_call(renja: Call, words: tuple[str, ...], told: str) -> None:
    assert renja(*words) == (2, "", f"{told}\n")


def test_call_of_nothing_shows_the_help(renja: Call) -> None:
    status, _, err = renja()
    assert status == 2
    assert "Periksa buku kerja terhadap semua aturan." in err


def test_a_folder_without_workbooks_tells_what_lies_there(renja: Call, tmp_path: Path) -> None:
    (tmp_path / "kiriman").mkdir()
    (tmp_path / "kiriman" / "foto.jpg").write_bytes(b"x")
    for words in (
        ("validate", "kiriman"),
        ("rekap", "kiriman", "-o", "rekap.xlsx"),
        ("berita-acara", "kiriman", "-o", "ba.docx"),
    ):
        status, _, err = renja(*words)
        assert status == 2
        assert "(di sana ada: 'foto.jpg', bukan buku kerja)" in err
        assert ".ods" in err
        assert ".xlsb" not in err


def test_a_key_without_a_password_is_told_as_such(renja: Call, tmp_path: Path) -> None:
    told = renja("kunci", "buat", tmp_path / "kunci")[1]
    assert "tidak dilindungi" in told
    assert "--sandi" in told


@pytest.mark.parametrize("lang", [("--lang", "en"), ("--lang=en",)])
def test_a_report_in_english_is_refused_in_english(renja: Call, benar: Path, lang: tuple[str, ...]) -> None:
    assert renja("validate", benar, "--pack", "1999", *lang)[2].startswith("There is no rule pack '1999'; there are ")
    assert renja("validate", benar, "--pack", "1999")[2].startswith("Paket aturan '1999' tidak ada")
