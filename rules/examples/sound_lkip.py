"""The sound LKIP that examples of rules on the performance report start from: no rule finds anything in it.

It reports on 2024, the third year of the Renstra 2022–2026, for the office and the two programs of
:mod:`rules.examples.sound_renja`. Every table begins at row 12.
"""

from __future__ import annotations

from typing import Any

from rules.examples.sound_renja import IDENTITY, PLAN, sound_table
from rules.frames.indicators import indicator_key
from rules.model.document import Document, Field
from rules.model.references import Planned, References, Reported
from rules.schema.layout import layouts
from rules.values.cells import column_letter

_AKIP, _VOLUME = "Nilai AKIP", "Persentase Peningkatan Volume Usaha"
_QUALITY, _STRENGTH = "Meningkatnya Akuntabilitas", "Meningkatnya Daya Saing"
_OFFICE, _HEALTH = (
    "Program Penunjang Urusan Pemerintahan Daerah Kabupaten/Kota",
    "Program Penilaian Kesehatan KSP/USP Koperasi",
)

_STAFF = [("1", "SLTA", 6, "-", 3), ("2", "Strata I", 8, 2, 15), ("JUMLAH", None, 14, 2, 18)]
_ASSETS = [
    ("Aset Tetap", 4, 300_500_000.5),
    ("1. Tanah", 1, 100_000_000),
    ("Tanah Bangunan Kantor", 1, 100_000_000),
    ("2. Peralatan dan Mesin", 3, 200_500_000.5),
    ("a. Alat Angkutan", 2, 150_250_000.25),
    ("- Kendaraan Bermotor Roda Dua", 2, 150_250_000.25),
    ("b. Komputer", 1, 50_250_000.25),
    ("- Komputer Jinjing", 1, 50_250_000.25),
]
_AKIP_YEARS, _VOLUME_YEARS = ("72", "74", "75,80", "76", "76,50"), ("-", "-", "1%", "1%", "1%")
_GOALS = [
    ("Meningkatnya Kualitas Manajemen", None, _AKIP, *_AKIP_YEARS),
    (None, _QUALITY, _AKIP, *_AKIP_YEARS),
    ("Meningkatnya Pertumbuhan Koperasi", None, _VOLUME, *_VOLUME_YEARS),
    (None, _STRENGTH, _VOLUME, *_VOLUME_YEARS),
]
_KEY = [
    ("1", _QUALITY, _AKIP, "PermenPAN-RB 88/2021", "Jumlah nilai komponen menurut bobotnya", "Nilai", "75,80"),
    ("2", _STRENGTH, _VOLUME, "UU 25/1992", "Kenaikan volume usaha dibagi volume usaha tahun lalu", "%", "1%"),
]
_AGREED = [("1", _QUALITY, _AKIP, "Nilai", "75,80"), ("2", _STRENGTH, _VOLUME, "%", "1")]
_BUDGET = [("1", _OFFICE, 180_000_000, 190_000_000), ("2", _HEALTH, 250_000_000, 250_000_000),
           ("TOTAL", None, 430_000_000, 440_000_000)]  # fmt: skip
_REACHED = [
    ("1", _QUALITY, _AKIP, "Nilai", "75,80", "78,19", 103.15, "Sangat Tinggi"),
    ("2", _STRENGTH, _VOLUME, "%", "1", "1,05", 105, "Sangat Tinggi"),
]
_TWO_YEARS = [
    ("1", _AKIP, "Nilai", "74", "76,01", "75,80", "78,19", 102.72, 103.15),
    ("2", _VOLUME, "%", "-", "-", "1", "1,05", "-", 105),
]
_PERIOD = [
    (_AKIP, "Target", "Nilai", *_AKIP_YEARS),
    (None, "Realisasi", "Nilai", "71", "76,01", "78,19", "-", "-"),
    (_VOLUME, "Target", "%", *_VOLUME_YEARS),
    (None, "Realisasi", "%", "-", "-", "1,05%", "-", "-"),
]
_CALCULATION = [
    (_VOLUME, "1", "Volume usaha koperasi 2024", "1.010.500.000", "1.010.500.000"),
    (None, "2", "Volume usaha koperasi 2023", "1.000.000.000", "1.000.000.000"),
    (None, "Hasil", "Peningkatan volume usaha", "1,05%", None),
]
_ADVICE = [
    ("1", "Menyelaraskan indikator program dalam rencana aksi", "Rencana aksi sudah diselaraskan"),
    ("2", "Memperbaiki target dalam Renja", "Target Renja sudah diperbaiki"),
]
_SUPPORT = [
    ("1", _AKIP, "Persentase Layanan Perkantoran", "%", "100", "100", 100),
    ("2", _VOLUME, "Persentase Koperasi yang Tersertifikasi Kesehatannya", "%", "4", "4,34", 108.5),
]
_REFERENCE = [
    ("Pertumbuhan Volume Usaha Koperasi Nasional", "2023", "5%", "0,82%", 16.4),
    (_VOLUME, "2024", "1%", "1,05%", 105),
]
_LIST = [
    ("1", "Usaha mikro yang menjadi usaha kecil", 2, "Usaha Mikro Satu", None),
    ("2", None, None, "Usaha Mikro Dua", None),
]
_EFFICIENCY = [
    ("1", _QUALITY, _AKIP, 103.15, 103.15, 90, 90, "efisien"),
    ("2", _STRENGTH, _VOLUME, 105, 105, 90, 90, "efisien"),
]
_SPENT = [("1", _OFFICE, 190_000_000, 171_000_000, 90), ("2", _HEALTH, 250_000_000, 225_000_000, 90),
          ("TOTAL", None, 440_000_000, 396_000_000, 90)]  # fmt: skip
_PLANNED = Planned({_OFFICE: 180_000_000, _HEALTH: 250_000_000}, {
    indicator_key(name): target for name, target in
    ((_AKIP, "75,80"), (_VOLUME, "1%"), ("Persentase Koperasi yang Tersertifikasi Kesehatannya", "4%"))
}, "renja-2024.xlsx")  # fmt: skip
_REPORTED = Reported({
    ("target", indicator_key(_AKIP)): "74", ("realisasi", indicator_key(_AKIP)): "76,01",
    ("capaian", indicator_key(_AKIP)): 102.72,
}, {
    ("pagu", _OFFICE): 180_000_000, ("realisasi_dana", _OFFICE): 171_000_000,
    ("pagu", _HEALTH): 220_000_000, ("realisasi_dana", _HEALTH): 187_000_000,
}, "lkip-2023.xlsx")  # fmt: skip
_BEFORE = [(180_000_000, 171_000_000, 95), (220_000_000, 187_000_000, 85), (400_000_000, 358_000_000, 89.5)]


def _budget_rows() -> list[tuple[Any, ...]]:
    """The plan's programs, kegiatan and sub kegiatan, nine tenths of each spent."""
    goals = {_OFFICE: ("1", _AKIP), _HEALTH: ("2", _VOLUME)}
    rows = [(name, pagu) for code, name, _, _, pagu, _ in PLAN if code and code.count(".") >= 2]
    return [(*goals.get(name, (None, None)), name, pagu, pagu * 9 // 10, 90) for name, pagu in rows]


def sound_report() -> Document:
    """A fresh copy of the sound LKIP."""
    rows: dict[str, list[tuple[Any, ...]]] = {
        "SDM": _STAFF,
        "Aset": _ASSETS,
        "LKIP-Tujuan-Sasaran": _GOALS,
        "IKU": _KEY,
        "PK": _AGREED,
        "PK-Anggaran": _BUDGET,
        "Capaian": _REACHED,
        "Capaian-IKU": _TWO_YEARS,
        "Akumulasi-Renstra": _PERIOD,
        "Perhitungan-IKU": _CALCULATION,
        "Tindak-Lanjut": _ADVICE,
        "Indikator-Program": _SUPPORT,
        "Anggaran-IKU": _budget_rows(),
        "Pembanding": _REFERENCE,
        "Daftar-Pendukung": _LIST,
        "Efisiensi": _EFFICIENCY,
        "Pagu": _BUDGET,
        "Pagu-Realisasi": _SPENT,
        "Perbandingan": [(*now, *before) for now, before in zip(_SPENT, _BEFORE, strict=True)],
    }
    tables = [
        sound_table(layout_id, [{str(number): value for number, value in enumerate(row, 1)} for row in found])
        for layout_id, found in rows.items()
    ]
    key = next(table for table in tables if table.layout == "IKU")
    key.columns |= {"jenis": [None, None], "rumus": [None, "pertumbuhan"]}
    beside = len(layouts()["IKU"].official) + 2
    key.letters |= {"jenis": column_letter(beside), "rumus": column_letter(beside + 1)}
    identity = {name: value for name, value in IDENTITY.items() if name != "tahap"}
    identity |= {"renstra_awal": 2022, "renstra_akhir": 2026}
    return Document(
        source="contoh-lkip.xlsx",
        kind="lkip",
        sheets=["Identitas", *(table.sheet for table in tables)],
        identity={name: Field(value, "Identitas", f"C{5 + at}") for at, (name, value) in enumerate(identity.items())},
        tables=tables,
        references=References(planned=_PLANNED, reported=_REPORTED),
    )
