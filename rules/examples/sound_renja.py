"""The sound document that every rule's examples start from: a small Renja in which no rule finds anything.

It is the plan of one office for 2024 under Kepmendagri 050-5889/2021: two programs in T-C.33 and Bab-IV (rows
12–23), its goals, the evaluation of earlier years, the review of the RKPD and a first quarter. Every table
begins at row 12.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rules.model.document import DATA, MEAN, PREDICATE, TOTAL, Captions, Document, Field, Heading, Table
from rules.model.references import Ceilings, Foreseen, References
from rules.narrative.paragraphs import Narrative
from rules.schema.layout import Layout, layouts
from rules.schema.year_label import year_label
from rules.values.cells import column_letter

FIRST_ROW, _HEADING_ROW = 12, 9
_YEAR, _RENSTRA = 2024, 2022
_PAD = "Pendapatan Asli Daerah (PAD)"
IDENTITY = {
    "pemda": "Kota Bekasi",
    "jenis_pemda": "kota",
    "perangkat_daerah": "Dinas Koperasi, Usaha Kecil dan Menengah",
    "bidang_urusan": "2.17",
    "tahun": 2024,
    "tahap": "rancangan akhir",
    "keputusan": "Kepmendagri 050-5889/2021",
    "kepala": "Kepala Dinas",
}
# kode, uraian, indikator, target, pagu n, pagu n+1
PLAN: list[tuple[Any, ...]] = [
    ("2", "Urusan Pemerintahan Wajib yang Tidak Berkaitan dengan Pelayanan Dasar", None, None, 440_000_000, 443_000_000),
    ("2.17", "Urusan Pemerintahan Bidang Koperasi, Usaha Kecil, dan Menengah", None, None, 440_000_000, 443_000_000),
    ("2.17.01", "Program Penunjang Urusan Pemerintahan Daerah Kabupaten/Kota",
     "IKP.1 Persentase Layanan Perkantoran", "100%", 190_000_000, 193_000_000),
    (None, None, "IKP.2 Indeks Kepuasan Layanan", "85", None, None),
    ("2.17.01.2.06", "Administrasi Umum Perangkat Daerah", "Persentase Layanan Administrasi Umum", "100%",
     190_000_000, 193_000_000),
    ("2.17.01.2.06.05", "Penyediaan Barang Cetakan dan Penggandaan",
     "Jumlah Paket Barang Cetakan dan Penggandaan yang Disediakan", "3 Paket", 30_000_000, 33_000_000),
    ("2.17.01.2.06.09", "Penyelenggaraan Rapat Koordinasi dan Konsultasi SKPD",
     "Jumlah Laporan Penyelenggaraan Rapat Koordinasi dan Konsultasi SKPD", "12 Laporan", 160_000_000, 160_000_000),
    ("2.17.04", "Program Penilaian Kesehatan KSP/USP Koperasi", "Persentase Koperasi yang Tersertifikasi Kesehatannya",
     "4%", 250_000_000, 250_000_000),
    ("2.17.04.2.01", "Penilaian Kesehatan Koperasi Simpan Pinjam/Unit Simpan Pinjam Koperasi yang Wilayah "
     "Keanggotaanya dalam 1 (Satu) Daerah Kabupaten/Kota", "Jumlah Penilaian KSP/USP Koperasi", "65 Unit Usaha",
     250_000_000, 250_000_000),
    ("2.17.04.2.01.01", "Pelaksanaan Penilaian Kesehatan KSP/USP Koperasi Kewenangan Kabupaten/Kota",
     "Jumlah Unit Usaha Koperasi yang Telah Dilakukan Penilaian Kesehatan", "65 Unit Usaha", 200_000_000, 200_000_000),
    ("2.17.04.2.01.02", "Penghargaan Kesehatan KSP/USP Koperasi Kewenangan Kabupaten/Kota",
     "Jumlah Koperasi yang Menerima Penghargaan", "5 Unit Usaha", 50_000_000, 50_000_000),
    ("TOTAL", None, None, None, 440_000_000, 443_000_000),
]  # fmt: skip
_GOALS: list[tuple[Any, ...]] = [
    ("1", "Meningkatnya Kualitas Manajemen", None, "Nilai AKIP", "75,80"),
    (None, None, "Meningkatnya Akuntabilitas", "Nilai AKIP", "75,80"),
    ("2", "Meningkatnya Pertumbuhan Koperasi", None, "Persentase Peningkatan Volume Usaha", "1%"),
    (None, None, "Meningkatnya Daya Saing", "Persentase Peningkatan Volume Usaha", "1%"),
]


# 4 Renstra, 5 s/d n-3, 6 target n-2, 7 realisasi n-2, 8, 9 target n-1, 10, 11: for the rows of the plan
_PAST: list[tuple[Any, ...]] = [
    (None,) * 8,
    (None,) * 8,
    ("100%", "100%", "100%", "98%", 98, "100%", 100, 100),
    ("85", "80", "82", "83", 101.22, "84", 84, 98.82),
    ("100%", "100%", "100%", "100%", 100, "100%", 100, 100),
    ("15 Paket", "6 Paket", "3 Paket", "3 Paket", 100, "3 Paket", 12, 80),
    ("60 Laporan", "24 Laporan", "12 Laporan", "9 Laporan", 75, "12 Laporan", 45, 75),
    ("4%", "2%", "3%", "2%", 66.67, "3%", 3, 75),
    ("300 Unit Usaha", "100 Unit Usaha", "65 Unit Usaha", "60 Unit Usaha", 92.31, "65 Unit Usaha", 225, 75),
    ("300 Unit Usaha", "100 Unit Usaha", "65 Unit Usaha", "60 Unit Usaha", 92.31, "65 Unit Usaha", 225, 75),
    ("25 Unit Usaha", "10 Unit Usaha", "5 Unit Usaha", "5 Unit Usaha", 100, "5 Unit Usaha", 20, 80),
]
_SERVICE: list[tuple[Any, ...]] = [
    ("1", "Persentase Koperasi yang Tersertifikasi Kesehatannya", None, None,
     "2%", "3%", "4%", "4%", "2%", "3%", "4%", "4%", None),
    ("2", "Nilai AKIP", None, "V", "70", "72", "75,80", "77", "71", "74", "75,80", "77", None),
]  # fmt: skip
_SPENT: list[tuple[Any, ...]] = [
    ("1", "Program Penunjang Urusan Pemerintahan Daerah Kabupaten/Kota", 180_000_000, 171_000_000, 95),
    ("2", "Program Penilaian Kesehatan KSP/USP Koperasi", 220_000_000, 187_000_000, 85),
    ("JUMLAH", None, 400_000_000, 358_000_000, 89.5),
]
_PROPOSALS: list[tuple[Any, ...]] = [
    ("1", "Program Penilaian Kesehatan KSP/USP Koperasi", "Kota Bekasi", "Jumlah Penilaian KSP/USP Koperasi",
     "5 Unit Usaha", "Usulan musrenbang kecamatan"),
]  # fmt: skip
_NUMBERS = ("I", None, "1", None, None, "II", "1", None, None)
"""Numbers of the plan's rows from the first program on, as T-C.31 and E.81 write them."""


_FORESEEN = {code: now for code, _, _, _, now, _ in PLAN if code and code.count(".") == 5}


_NARRATIVE = """
Total pagu Dinas Koperasi, Usaha Kecil dan Menengah Tahun 2024 sebesar Rp 440.000.000,- (empat ratus empat puluh juta rupiah).
"""
_REVIEW_FORMULAS = {12: "=F14", 14: "=SUM(F15:F16)", 17: "=F18", 18: "=SUM(F19:F20)", 21: "=F12+F17"}


def letters(layout: Layout) -> dict[str, str]:
    """Excel columns of the official columns, side by side from A."""
    return {number: column_letter(at) for at, number in enumerate(layout.official, 1)}


def sound_table(layout_id: str, rows: Sequence[dict[str, Any]]) -> Table:
    """A table of the sound document from rows of values by official column."""
    layout = layouts()[layout_id]
    places = letters(layout)
    groups = {column.group: number for number, column in reversed(layout.official.items()) if column.group}
    title = " ".join(layout.title).format_map(_Labels())
    return Table(
        layout=layout_id,
        sheet=layout.sheet_name,
        rows=list(range(FIRST_ROW, FIRST_ROW + len(rows))),
        kinds=[_kind(layout, row.get("1")) for row in rows],
        columns={number: [row.get(number) for row in rows] for number in layout.official},
        letters=places,
        captions=Captions(
            headings={
                number: Heading(
                    year_label(column.heading, _YEAR, _RENSTRA), layout.numbered, f"{places[number]}{_HEADING_ROW}"
                )
                for number, column in layout.official.items()
            },
            groups={group: year_label(group, _YEAR, _RENSTRA) for group in groups},
            group_cells={group: f"{places[number]}{_HEADING_ROW - 1}" for group, number in groups.items()},
            titles=[(title, "A2")],
        ),
    )


def _kind(layout: Layout, label: Any) -> str:
    below = {layout.footer.mean_label: MEAN, layout.footer.predicate_label: PREDICATE} if layout.footer else {}
    return TOTAL if layout.totals and label == layout.totals.label else below.get(label, DATA)


class _Labels(dict[str, str]):
    """Fills the labels of a title: years, names."""

    def __missing__(self, key: str) -> str:
        return str(IDENTITY.get(key) or year_label(f"{{{key}}}", _YEAR, _RENSTRA))


def _row(values: Sequence[Any], start: int = 1) -> dict[str, Any]:
    return {str(number): value for number, value in enumerate(values, start)}


def _plan_row(values: tuple[Any, ...], with_forward: bool) -> dict[str, Any]:
    code, name, indicator, target, now, later = values
    row = {"1": code, "2": name, "3": indicator, "5": target, "6": now}
    if code and code.count(".") >= 2:
        row |= {"4": "Kota Bekasi", "7": _PAD}
    return row | ({"9": target, "10": later} if with_forward else {})


def _past_row(plan: tuple[Any, ...], past: tuple[Any, ...]) -> dict[str, Any]:
    return _row(plan[:3]) | _row(past, 4)


def _review_rows() -> list[dict[str, Any]]:
    rows = []
    for number, (code, name, indicator, target, now, _) in zip(_NUMBERS, PLAN[2:-1], strict=True):
        side = (name, "Kota Bekasi" if code else None, indicator, target, now)
        rows.append({"1": number} | _row(side, 2) | _row(side, 7))
    return [*rows, {"1": "TOTAL PAGU", "6": 440_000_000, "11": 440_000_000}]


def _quarter_rows() -> list[dict[str, Any]]:
    """E.81 after one quarter: counts reach a fifth of the year's target, percentages the target, money a tenth."""
    rows = []
    for number, (_, name, indicator, target, now, _) in zip(_NUMBERS, PLAN[2:-1], strict=True):
        row: dict[str, Any] = {"1": number, "3": name, "4": indicator, "5K": target, "7K": target, "7Rp": now}
        if now:
            tenth = now // 10
            row |= {
                "5Rp": now * 5,
                "6Rp": now,
                "8Rp": tenth,
                "12Rp": tenth,
                "13Rp": 10,
                "14Rp": now + tenth,
                "15Rp": 22,
            }
        if name and target.endswith(("Paket", "Laporan", "Unit Usaha")):
            count, unit = target.split(" ", 1)
            fifth = round(int(count) * 0.2, 1)
            quarter = f"{fifth:g} {unit}".replace(".", ",")
            row |= {"6K": f"0 {unit}", "8K": quarter, "12K": fifth, "13K": 20, "14K": fifth, "15K": 20}
        else:
            figure = float(target.rstrip("%"))
            row |= {"6K": target, "8K": target, "12K": figure, "13K": 100, "14K": figure, "15K": 100}
        rows.append(row)
    return [
        *rows,
        {"1": "TOTAL", "5Rp": 2_200_000_000, "6Rp": 440_000_000, "7Rp": 440_000_000, "8Rp": 44_000_000}
        | {"9Rp": 0, "10Rp": 0, "11Rp": 0, "12Rp": 44_000_000, "13Rp": 10, "14Rp": 484_000_000, "15Rp": 22},
        {"1": "Rata-rata capaian kinerja (%)", "15K": 55.56, "15Rp": 22},
        {"1": "Predikat kinerja", "15K": "Rendah", "15Rp": "Sangat Rendah"},
    ]


def sound_document() -> Document:
    """A fresh copy of the sound document."""
    tables = [
        sound_table("T-C.29", [_past_row(plan, past) for plan, past in zip(PLAN, _PAST, strict=False)]),
        sound_table("T-C.30", [_row(values) for values in _SERVICE]),
        sound_table("Anggaran-Realisasi", [_row(values) for values in _SPENT]),
        sound_table("T-C.31", _review_rows()),
        sound_table("T-C.32", [_row(values) for values in _PROPOSALS]),
        sound_table("Tujuan-Sasaran", [_row(values) for values in _GOALS]),
        sound_table("T-C.33", [_plan_row(values, True) for values in PLAN]),
        sound_table("Bab-IV", [_plan_row(values, False) for values in PLAN]),
        sound_table("E.81-16", _quarter_rows()),
    ]
    review = next(table for table in tables if table.layout == "T-C.31")
    review.marks.formulas = {(row, "6"): formula for row, formula in _REVIEW_FORMULAS.items()}
    return Document(
        source="contoh.xlsx",
        kind="renja",
        sheets=["Identitas", *(table.sheet for table in tables)],
        identity={key: Field(value, "Identitas", f"C{5 + i}") for i, (key, value) in enumerate(IDENTITY.items())},
        tables=tables,
        references=References(
            Ceilings({"": 500_000_000, "2.17.04": 300_000_000}),
            Foreseen(_FORESEEN),
            narrative=Narrative.of_text(_NARRATIVE),
        ),
    )
