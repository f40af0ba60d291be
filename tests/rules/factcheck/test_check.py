"""Claims of a narrative against small LKIP tables: what agrees, what does not, and what is left alone with its reason."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from rules.engine.example_table_edits import Put
from rules.examples.build import example_document
from rules.examples.sound_lkip import sound_report
from rules.factcheck.check import (
    AGREED,
    APART,
    NO_TABLE,
    NOT_HELD,
    OTHER_UNIT,
    PART_ONLY,
    UNJUDGED,
    JudgedClaim,
    judge_claims,
)
from rules.factcheck.explain import claimed, held, hint
from rules.factcheck.table_facts import facts_of
from rules.factcheck.tables import Tables
from rules.narrative import claims
from rules.narrative.paragraphs import Narrative
from tests.places import EXAMPLES
from tests.support.lkip_tables import AKIP, KOPERASI, UMKM, lkip_layouts
from workbook_templates.reader import read_document

DATA = EXAMPLES / "data" / "naskah"


@pytest.fixture(scope="module")
def lkip() -> Iterator[Tables]:
    with lkip_layouts() as document:
        yield Tables([document])


def judge(text: str, tables: Tables) -> list[JudgedClaim]:
    return judge_claims(Narrative.of_text(text), tables)


def told(text: str, tables: Tables) -> list[tuple[str, str]]:
    return [(one.claim.figure.text, one.status) for one in judge(text, tables)]


def test_the_real_report_has_these_disagreements_and_no_others(lkip: Tables) -> None:
    """Sentences of a real LKIP; the tables are those it prints (Tabel 3.1, 3.2, 3.9, 3.10, 3.14, 3.16, 3.19, 3.20)."""
    found = judge((DATA / "lkip-2024.txt").read_text(encoding="utf-8"), lkip)
    apart = [
        (one.claim.figure.text, one.fact.where, str(round(one.fact.value, 2)))
        for one in found
        if one.status == APART and one.fact
    ]
    assert apart == [
        ("1.04%", "Uji-Capaian!E7", "1.05"),
        ("1%", "Uji-Capaian!E8", "1.01"),
        ("100%", "Uji-Capaian!F8", "101.00"),
        ("0.2%", "Uji-Indikator-Program!D6", "0.30"),
        ("Rp. 752.916.800,-", "Uji-Anggaran-IKU!E6:E18", "824166800.00"),
        ("80.55%", "Uji-Anggaran-IKU", "88.17"),
        ("98.46%", "Uji-Anggaran-IKU", "92.61"),
        ("108.58%", "Uji-Capaian!F6", "103.15"),
    ]  # fmt: skip
    assert sum(one.status == AGREED for one in found) == 42


def test_the_row_left_out_is_named(lkip: Tables) -> None:
    text = f"Pagu yang mendukung {KOPERASI} sebesar Rp. 934.735.000,- dengan realisasi sebesar Rp. 752.916.800,-"
    apart = next(one for one in judge(text, lkip) if one.status == APART)
    assert (
        claimed(apart.claim, apart.fact).id
        == f'realisasi anggaran pendukung "{KOPERASI}" tahun 2024 ditulis Rp. 752.916.800,-'
    )
    assert held(apart.fact).id == "tabel Uji-Anggaran-IKU memuat Rp 824.166.800 (Uji-Anggaran-IKU!E6:E18)"
    assert '"Program Pelayanan Izin Usaha Simpan Pinjam": baris itu tampaknya belum ikut dijumlahkan' in hint(apart).id


def test_last_years_figure_is_recognised(lkip: Tables) -> None:
    apart = judge("Capaian nilai AKIP Diskopukm mencapai 108.58%.", lkip)[0]
    assert f'capaian "{AKIP}" tahun 2023 (Uji-Capaian-IKU!E6)' in hint(apart).id


def test_a_wrong_year_beside_the_tables_own_amounts_is_told(lkip: Tables) -> None:
    text = f"Pagu pendukung {UMKM} pada Tahun 2023 sebesar Rp. 3.079.221.482,- dengan serapan anggaran 98.46%."
    pagu, share = judge(text, lkip)
    assert (pagu.status, share.status) == (AGREED, APART)
    assert "Kalimatnya menyebut tahun 2023, sedangkan angka lainnya adalah angka tahun 2024" in hint(share).id


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Total pagu tahun 2024 sebesar Rp 12.785.258.830,-.", AGREED),
        ("Total pagu tahun 2024 sebesar Rp 12.785.258.380,-.", APART),
        ("Total pagu tahun 2023 sebesar Rp 13.900.511.220.", AGREED),
        ("Total pagu tahun 2023 sebesar Rp 12.785.258.830.", APART),
        ("Total pagu sebesar Rp 12,8 miliar.", AGREED),
        ("Total pagu sebesar Rp12,7 miliar.", AGREED),
        ("Total pagu sebesar Rp 12,6 miliar.", APART),
        ("Serapan anggaran tahun 2024 sebesar 86%.", AGREED),
        ("Serapan anggaran tahun 2024 sebesar 86,05%.", AGREED),
        ("Serapan anggaran tahun 2024 sebesar 86,10%.", APART),
        ("Realisasi Program Penilaian Kesehatan KSP/USP Koperasi tahun 2024 sebesar 91,07%.", AGREED),
        ("Realisasi Program Penilaian KSP/USP Koperasi tahun 2024 sebesar 93,56%.", APART),
        ("Realisasi Program Penilaian KSP/USP Koperasi tahun 2023 sebesar 93,56%.", AGREED),
        ("Realisasi program Pemberdayaan UMKM sebesar Rp 1.144.310.500.", AGREED),
        ("Realisasi program Pengembangan UMKM sebesar Rp 1.144.310.500.", APART),
        ("Target nilai AKIP Diskopukm sebesar 75,80.", AGREED),
        ("Target nilai AKIP Diskopukm sebesar 76,80.", APART),
        ("Target nilai AKIP Diskopukm tahun 2023 sebesar 70.", AGREED),
    ],
)  # fmt: skip
def test_amounts_and_percentages(text: str, status: str, lkip: Tables) -> None:
    assert [found for _, found in told(text, lkip)] == [status]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Total pagu tahun 2021 sebesar Rp 1.000.000.", "tabel tidak memuat tahun 2021"),
        ("Total pagu Dinas Pendidikan tahun 2024 sebesar Rp 1.000.000.", claims.OTHER_OFFICE),
        ("Pagu Program Pengelolaan Pasar Rakyat sebesar Rp 1.000.000.", claims.UNKNOWN_NAME),
        ("Pagu kegiatan pelatihan menjahit sebesar Rp 1.000.000.", claims.UNKNOWN_NAME),
        ("Persentase Kemiskinan dengan target sebesar 5%.", claims.UNKNOWN_NAME),
        ("Usaha mikro memiliki modal usaha Rp 1.000.000.000.", claims.NO_MEASURE),
        ("Pada hari itu realisasinya 45%.", claims.NO_SUBJECT),
        ("Serapan anggaran mencapai lebih dari 90%.", claims.ONLY_BOUND),
        ("Serapan anggaran belum mencapai 100%.", claims.ONLY_BOUND),
        ("Program Pengawasan dan Pemeriksaan Koperasi memiliki 2 orang pejabat.", NOT_HELD),
        ("Total realisasi anggaran meningkat sebesar 5%.", claims.ONLY_CHANGE),
        ("Total pagu sebesar Rp 12.78.258.830.", claims.UNREADABLE),
        ("Dari target Persentase Peningkatan Volume Usaha Koperasi sebesar 23 koperasi.", OTHER_UNIT),
        ("Total pagu berubah dari Rp 1.000.000 menjadi sesuatu.", NOT_HELD),
        ("Tujuh indikator telah ditetapkan.", NO_TABLE),
        ("Sebanyak 2 program belum terlaksana.", PART_ONLY),
    ],
)
def test_what_is_left_alone(text: str, reason: str, lkip: Tables) -> None:
    assert [(one.status, one.reason) for one in judge(text, lkip)] == [(UNJUDGED, reason)]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (f"Terdapat 5 program yang mendukung {KOPERASI}.", AGREED),
        (f"Terdapat 6 (enam) program yang mendukung {KOPERASI}.", APART),
        (f"Untuk mencapai {UMKM} dilaksanakan 2 program.", AGREED),
        (f"Untuk mencapai {UMKM} dilaksanakan empat sub kegiatan.", AGREED),
        ("Program Pemberdayaan UMKM terdiri atas 3 sub kegiatan.", AGREED),
        ("Program Pemberdayaan UMKM terdiri atas 4 sub kegiatan.", APART),
        ("Tabel 3.19 Pagu dan Realisasi Anggaran Per Program Tahun 2024\nTabel di atas memuat 8 program.", AGREED),
        ("Tabel 3.19 Pagu dan Realisasi Anggaran Per Program Tahun 2024\nTabel di atas memuat 9 program.", APART),
        (
            "Tabel 3.14 Indikator capaian Program Pendukung\nDari tabel di atas tiga indikator program telah tercapai.",
            APART,
        ),
        (
            "Tabel 3.14 Indikator capaian Program Pendukung\nDari tabel di atas satu indikator program telah tercapai.",
            UNJUDGED,
        ),
    ],
)
def test_counts(text: str, status: str, lkip: Tables) -> None:
    assert [found for _, found in told(text, lkip)] == [status]


def test_a_subject_lasts_until_another_is_named(lkip: Tables) -> None:
    text = (
        f"{KOPERASI} adalah indikator kedua. Targetnya sebesar 1%. Rumusnya jumlah koperasi aktif dibagi semua koperasi. "
        "Realisasinya mencapai 1,05%. Program Perikanan lain lagi. Realisasinya mencapai 1,05%."
    )
    assert told(text, lkip) == [("1%", AGREED), ("1,05%", AGREED), ("1,05%", UNJUDGED)]


def test_a_table_pointed_to_decides_over_others(lkip: Tables) -> None:
    """Capaian of one indicator is 104 in one table and 105 in another: the one pointed to counts."""
    caption = f"Tabel 3.8 Analisis Pencapaian Indikator Kinerja Utama {KOPERASI}"
    text = f"{caption}\nDengan melihat tabel di atas capaian tahun 2024 sebesar 104%."
    apart = judge(text, lkip)[0]
    assert apart.status == APART
    assert apart.fact is not None
    assert apart.fact.where == "Uji-Capaian-IKU!H7"
    assert [fact.where for fact in apart.elsewhere] == ["Uji-Capaian!F7"]
    assert told(f"Capaian {KOPERASI} tahun 2024 sebesar 104%.", lkip) == [("104%", AGREED)]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Terdapat 2 (dua) sasaran strategis yang menunjukkan efisiensi anggaran.", AGREED),
        ("Terdapat 1 (satu) sasaran strategis yang menunjukkan efisiensi anggaran.", APART),
        ("Pada tahun 2024 terdapat 3 (tiga) sasaran yang efisien.", APART),
        ("Terdapat 1 (satu) sasaran yang tidak efisien.", UNJUDGED),
        ("Terdapat 1 (satu) sasaran yang cukup efisien.", UNJUDGED),
    ],
)
def test_efficient_sasaran_are_counted_by_their_words(text: str, status: str) -> None:
    tables = Tables([read_document(EXAMPLES / "lkip-2024-benar.xlsx")])
    assert [one.status for one in judge(text, tables)] == [status]


@pytest.mark.parametrize("said", ["2022", "Tahun 2022", "2022 (n-2)"])
def test_the_year_of_a_row_is_read_as_rules_read_it(said: str) -> None:
    first = next(fact.where for fact in facts_of(sound_report()) if fact.where.startswith("Pembanding!C"))
    document = example_document((Put("Pembanding", int(first.removeprefix("Pembanding!C")), "2", said),))
    assert {fact.year for fact in facts_of(document) if fact.where == first} == {2022}
