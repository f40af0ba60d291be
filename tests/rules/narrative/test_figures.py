"""Figures of a running text, its sentences, years, tables and offices, and the names it mentions."""

from __future__ import annotations

import pytest

from rules.narrative.figures import figures
from rules.narrative.mentions import Lexicon
from rules.narrative.sentences import (
    caption,
    foreign_office,
    points_above,
    points_below,
    sentences,
    table_number,
    years,
)

Found = list[tuple[str, str]]


def found(text: str) -> Found:
    return [
        (figure.kind, str(figure.value.normalize() if figure.value is not None else None)) for figure in figures(text)
    ]


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("sebesar Rp. 752.916.800,- dan", [("rupiah", "7.529168E+8")]),
        ("Rp.12.785.258.831,-", [("rupiah", "12785258831")]),
        ("Rp12,6 miliar", [("rupiah", "1.26E+10")]),
        ("Rp 13.862.148.919 ,- (93.50%) realisasi", [("rupiah", "13862148919"), ("persen", "93.5")]),
        ("934.735.000 rupiah", [("rupiah", "9.34735E+8")]),
        ("sebesar Rp. 934.735.000. Realisasi", [("rupiah", "9.34735E+8")]),
        ("capaian 82,2 persen", [("persen", "82.2")]),
        ("8 (delapan) Program dan 22 sub kegiatan", [("cacah", "8"), ("cacah", "22")]),
        ("tiga indikator dan salah satu program", [("cacah", "3")]),
        ("sebesar 75.80 dengan", [("angka", "75.8")]),
        ("Rp 69.04.000", [("rupiah", "None")]),
        ("Undang-Undang Nomor 20 Tahun 2008 Pasal 5", []),
        ("tanggal 27 Juni 2024, Renstra 2024-2026, Tabel 3.10", []),
        ("dikali 100% dan x 100%", []),
        ("kode 2.17.01.2.01, aplikasi SIP3, P125", []),
        ("3.3 Program dan Kegiatan", []),
        ("1. Program A", []),
        ("yaitu (1) Persentase dan (2) Jumlah", []),
    ],
)
def test_figures(text: str, due: Found) -> None:
    assert found(text) == due


def test_words_in_brackets_belong_to_the_figure_before_them() -> None:
    texts = figures("Rp. 5.000,- ( lima ribu rupiah) untuk 2 (Dua) orang (PNS) dan Rp 7.000 (86%)")
    assert [(figure.text, figure.words) for figure in texts] == [
        ("Rp. 5.000,-", "lima ribu rupiah"), ("2", "Dua"), ("Rp 7.000", ""), ("86%", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["lebih dari 100%", "paling banyak Rp 2 miliar", "di atas 100%", "sekitar 90%", "hampir Rp 5.000"]
)
def test_bounds_are_hedged(text: str) -> None:
    assert [figure.hedged for figure in figures(text)] == [True]


def test_sentences_end_at_their_points_only() -> None:
    text = "Pagu Rp. 5.000,- untuk No. 3 s.d. akhir. Dikali 100.Target 2%. begitu pula; lalu (1) selesai"
    assert [text[start:end].strip() for start, end in sentences(text)] == [
        "Pagu Rp. 5.000,- untuk No. 3 s.d. akhir.", "Dikali 100.", "Target 2%.", "begitu pula;", "lalu (1) selesai",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("pada tahun 2024 dan tahun anggaran 2023", ["2024", "2023"]),
        ("tahun ini dan tahun lalu", ["2024", "2023"]),
        ("Renstra tahun 2024-2026", []),
        ("Peraturan Nomor 7 Tahun 2021", []),
        ("Kinerja Sasaran 2024", ["2024"]),
    ],
)
def test_years(text: str, due: list[str]) -> None:
    assert [year.value for year in years(text, 0, len(text), 2024)] == due


def test_tables_pointed_to() -> None:
    assert points_above("Dengan melihat tabel tersebut di atas")
    assert points_above("Berdasarkan data di atas realisasi")
    assert points_below("dapat dilihat pada tabel berikut:")
    assert points_below("dengan rincian sebagai berikut:")
    assert not points_above("Program di atas meja")
    assert not points_below("Berikut nama-nama")
    assert table_number("lihat Tabel 3.10 itu") == "3.10"
    assert caption("Tabel 3.17. Tingkat Efisiensi") == ("3.17", "Tingkat Efisiensi")
    assert caption("Tabel di atas memuat") is None


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Pagu Dinas Pendidikan sebesar", "Dinas Pendidikan"),
        ("Dinas Koperasi Kabupaten Bogor", "Kabupaten Bogor"),
        ("capaian Kementerian Koperasi dan UKM", "Kementerian Koperasi"),
        ("Dinas koperasi, Usaha Kecil dan Menengah Kota Bekasi", ""),
        ("nilai AKIP oleh Inspektorat Kota Bekasi", ""),
    ],
)
def test_other_offices(text: str, due: str) -> None:
    assert foreign_office(text, "Dinas Koperasi, Usaha Kecil dan Menengah", "Kota Bekasi") == due


NAMES = [
    "Program Penunjang Urusan Pemerintahan Daerah Kabupaten/Kota",
    "Program Pemberdayaan Usaha Menengah, Usaha Kecil, dan Usaha Mikro (UMKM)",
    "Program Penilaian Kesehatan KSP/USP Koperasi",
    "Persentase Peningkatan Volume Usaha Koperasi",
    "Persentase Peningkatan Volume Usaha UMKM",
    "Persentase Peningkatan skala Usaha mikro menjadi skala Usaha kecil",
    "Nilai AKIP DISKOPUKM",
]


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("target nilai AKIP Diskopukm sebesar", NAMES[6]),
        ("Indikator Persentase Peningatan Volume Usaha Koperasi merupakan", NAMES[3]),
        ("sasaran Peningkatan Volume Usaha UMKM di Dinas", NAMES[4]),
        ("Program Penilaian KSP/USP Koperasi dengan", NAMES[2]),
        ("skala usaha: Peningkatan skala usaha mikro menjadi kecil tercapai", NAMES[5]),
        ("program Pemberdayaan UMKM.", NAMES[1]),
        ("program Penunjang Urusan Pemerintahan pada", NAMES[0]),
        ("Persentase Peningkatan Tingkat kesehatan Koperasi", None),
        ("Persentase Peningkatan Volume Usaha Ritel", None),
        ("Program Penilaian Kinerja Koperasi", None),
        ("volume usaha naik", None),
    ],
)
def test_mentions(text: str, due: str | None) -> None:
    assert [mention.names for mention in Lexicon(NAMES).mentions(text)] == ([frozenset({due})] if due else [])
