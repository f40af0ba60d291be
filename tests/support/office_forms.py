"""Official tables as other offices print them: heads, numbers, codes and rows as seen in published documents, one fault in each.

Names and figures are made up; the office has Identitas only where a case says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from workbook_templates.grid import Grid
from workbook_templates.sheet_facts import CELLS_ONLY

Row = list[Any]
YEAR = 2025


class Item(NamedTuple):
    """A row of a plan: its level, code, name, indicator, target and money."""

    level: int
    code: str
    name: str
    indicator: str
    figure: int
    unit: str
    money: int

    @property
    def target(self) -> str:
        """Figure and unit in one cell."""
        return f"{self.figure} {self.unit}"

    @property
    def later(self) -> int:
        """The money of the year after, in which nothing is wrong."""
        return SUM if self.code == WRONG else self.money

    def parts(self, cells: int) -> Row:
        """The code over so many cells."""
        found: Row = list(self.code.split(".", cells - 1))
        return found + [None] * (cells - len(found))


def _plan(*rows: tuple[int, str, str, str, int, str, int]) -> list[Item]:
    """Rows of a plan, each parent with the money of its sub kegiatan."""
    items = [Item(*row) for row in rows]
    details = [item for item in items if item.level == 4]
    return [
        item._replace(money=sum(x.money for x in details if x.code.startswith(item.code))) if item.level < 4 else item
        for item in items
    ]


PLAN = _plan(
    (2, "2.09.03", "PROGRAM PENINGKATAN DIVERSIFIKASI PANGAN", "Skor pola pangan harapan", 92, "Skor", 0),
    (3, "2.09.03.2.01", "Penyediaan dan Penyaluran Pangan Pokok", "Jumlah pangan tersalur", 12, "Ton", 0),
    (4, "2.09.03.2.01.0001", "Penyusunan Rencana Kebutuhan Pangan", "Jumlah dokumen", 4, "Dokumen", 44_000_000),
    (4, "2.09.03.2.01.0004", "Pemantauan Stok dan Harga Pangan", "Jumlah laporan", 12, "Laporan", 32_000_000),
    (4, "2.09.03.2.01.0005", "Pengembangan Kelembagaan Distribusi", "Jumlah lembaga", 8, "Lembaga", 24_000_000),
    (3, "2.09.03.2.02", "Pengelolaan Cadangan Pangan", "Jumlah cadangan", 20, "Ton", 0),
    (4, "2.09.03.2.02.0001", "Pengadaan Cadangan Pangan", "Jumlah cadangan dibeli", 16, "Ton", 160_000_000),
    (4, "2.09.03.2.02.0003", "Pemeliharaan Cadangan Pangan", "Jumlah gudang", 4, "Unit", 40_000_000),
    (2, "2.09.04", "PROGRAM PENANGANAN KERAWANAN PANGAN", "Persentase desa tertangani", 80, "%", 0),
    (3, "2.09.04.2.01", "Penyusunan Peta Kerentanan Pangan", "Jumlah peta tersusun", 4, "Peta", 0),
    (4, "2.09.04.2.01.0001", "Pemutakhiran Peta Ketahanan Pangan", "Jumlah peta dimutakhirkan", 4, "Peta", 60_000_000),
)
WRONG, SUM = "2.09.03.2.01", 100_000_000
"""The kegiatan whose money is wrong where a case plants that, and what its sub kegiatan come to."""


@dataclass
class Case:
    """Sheets of an office, the tables that must be claimed surely, and the fault planted: its rules, cell and expected value."""

    sheets: list[Grid]
    tables: Sequence[str]
    fault: tuple[str, str, str]


def sheet(rows: Sequence[Row], merges: Sequence[tuple[int, int, int, int]] = (), name: str = "Lembar1") -> Grid:
    """A sheet of cells; ``merges`` are blocks, 1-based: first row and column, last row and column."""
    return Grid(name, [list(row) for row in rows], replace(CELLS_ONLY, merges=merges))


def with_fault(row_of: Callable[[Item], Row], items: Sequence[Item] = PLAN) -> list[Row]:
    """A row for each item, with five million too much in the money of one kegiatan."""
    return [row_of(x._replace(money=x.money + 5_000_000) if x.code == WRONG else x) for x in items]


def sum_at(column: str, head: int) -> tuple[str, str, str]:
    """The planted sum in a table whose head ends with a row (1-based)."""
    return "JML-001", f"{column}{head + 2}", str(SUM)


# ---- T-C.33


def _code_in_five_cells_names_in_three() -> Case:
    def row(x: Item) -> Row:
        names: Row = [None, None, None]
        names[x.level - 2] = x.name
        return [
            *x.parts(5),
            *names,
            x.indicator,
            "Kota Senja",
            x.figure,
            x.unit,
            x.money,
            "PAD",
            None,
            x.target,
            x.later,
        ]

    head: list[Row] = [
        ["RENCANA KERJA OPD TAHUN 2025"], ["DINAS PANGAN KOTA SENJA"], [],
        ["Kode", *[None] * 4, "Urusan/Bidang Urusan/Program/Kegiatan/Sub Kegiatan", None, None, "Indikator Kinerja", "Rencana Tahun 2025",
         *[None] * 4, "Catatan Penting", "Prakiraan Maju Rencana Tahun 2026", None],
        [*[None] * 9, "Lokasi", "Target Capaian Kinerja", None, "Kebutuhan Dana/ Pagu Indikatif (Rp)", "Sumber Dana", None,
         "Target Capaian Kinerja", "Kebutuhan Dana/ Pagu Indikatif (Rp)"],
        ["(1)", *[None] * 4, "(2)", None, None, "(3)", "(4)", "(5)", None, "(6)", "(7)", "(8)", "(9)", "(10)"],
    ]  # fmt: skip
    merges = [(4, 1, 5, 5), (4, 6, 5, 8), (4, 9, 5, 9), (4, 10, 4, 14), (4, 15, 5, 15), (4, 16, 4, 17), (5, 11, 5, 12)]
    return Case([sheet([*head, *with_fault(row)], merges)], ["T-C.33"], sum_at("M", 6))


def _indicators_of_program_and_kegiatan_apart() -> Case:
    head: list[Row] = [
        ["RENCANA PROGRAM DAN KEGIATAN SKPD TAHUN 2025"], ["KABUPATEN RAWA INDAH"], [],
        ["Kode", "Program dan Kegiatan", "Indikator Kinerja Program", "Indikator Kinerja Kegiatan", "Lokasi", "Target Capaian Kinerja",
         "Pagu Indikatif (Rp.)", "Catatan Penting", "Perkiraan Maju Rencana Tahun 2026", None],
        [*[None] * 8, "Target", "Pagu"],
    ]  # fmt: skip

    def row(x: Item) -> Row:
        return [x.code, x.name, x.indicator, x.indicator, "Rawa Indah", x.target, x.money, None, x.target, x.later]

    return Case([sheet([*head, *with_fault(row)], [(4, 9, 4, 10)])], ["T-C.33"], sum_at("G", 5))


def _years_in_the_headings() -> Case:
    head: list[Row] = [
        ["Rencana Program dan Kegiatan Dinas Pangan Tahun Anggaran 2025"], [],
        ["Kode", "Urusan/Bidang Urusan Pemerintahan Daerah dan Program/Kegiatan", "Indikator Kinerja", "Lokasi", "Target (n)",
         "Pagu Indikatif (n)", "Sumber Dana", "Catatan", "Target Maju (n + 1)", "Pagu Maju (n + 1)"],
        [*range(1, 11)],
    ]  # fmt: skip

    def row(x: Item) -> Row:
        return [x.code, x.name, x.indicator, "Rawa Indah", x.target, x.money, "PAD", None, x.target, x.later]

    return Case([sheet([*head, *with_fault(row)])], ["T-C.33"], sum_at("F", 4))


def _units_in_a_column() -> Case:
    head: list[Row] = [
        ["RENCANA KERJA DINAS PANGAN TAHUN 2025"], [],
        ["KODE", "URUSAN/ BIDANG URUSAN/ PROGRAM/ KEGIATAN/ SUB KEGIATAN", "INDIKATOR", "SATUAN", "LOKASI", "TARGET 2025",
         "PAGU INDIKATIF 2025 (Rp)", "SUMBER DANA", "CATATAN", "TARGET 2026", "PAGU INDIKATIF 2026 (Rp)"],
    ]  # fmt: skip

    def row(x: Item) -> Row:
        return [x.code, x.name, x.indicator, x.unit, "Rawa Indah", x.figure, x.money, "PAD", None, x.figure, x.later]

    return Case([sheet([*head, *with_fault(row)])], ["T-C.33"], sum_at("G", 3))


def _units_right_of_targets() -> Case:
    head: list[Row] = [
        ["RENCANA KERJA DINAS PANGAN TAHUN 2025"], [],
        ["Kode", "Urusan/Bidang Urusan Pemerintahan Daerah dan Program/Kegiatan", "Indikator Kinerja Program/Kegiatan", "Lokasi",
         "Target Capaian Kinerja", "Satuan", "Kebutuhan Dana/Pagu Indikatif", "Sumber Dana", "Catatan Penting", "Target Capaian Kinerja",
         "Satuan", "Kebutuhan Dana/Pagu Indikatif"],
    ]  # fmt: skip

    def row(x: Item) -> Row:
        return [x.code, x.name, "Persentase tercapai", "Rawa Indah", 80, "%", x.money, "PAD", None, 85, "%", x.later]

    return Case([sheet([*head, *with_fault(row)])], ["T-C.33"], sum_at("G", 3))


def _running_numbers_left_of_the_code() -> Case:
    head: list[Row] = [
        ["RENCANA KERJA DINAS PANGAN TAHUN 2025"], [],
        ["No", "Kode", "Urusan/Bidang Urusan Pemerintahan Daerah dan Program/Kegiatan", "Indikator Kinerja Program/Kegiatan",
         "Rencana Tahun 2025", None, None, None, "Catatan Penting", "Prakiraan Maju Rencana Tahun 2026", None, "PD Penanggung Jawab"],
        [*[None] * 4, "Lokasi", "Target Capaian Kinerja", "Kebutuhan Dana/Pagu Indikatif", "Sumber Dana", None,
         "Target Capaian Kinerja", "Kebutuhan Dana/Pagu Indikatif", None],
    ]  # fmt: skip

    def row(x: Item) -> Row:
        return [PLAN.index(x) + 1 if x in PLAN else 2, x.code, x.name, x.indicator, "Rawa Indah", x.target, x.money, "PAD", None,
                x.target, x.later, "Dinas Pangan"]  # fmt: skip

    return Case([sheet([*head, *with_fault(row)], [(3, 5, 3, 8), (3, 10, 3, 11)])], ["T-C.33"], sum_at("G", 4))


# ---- T-C.31: levels by numbers, letters, or which amounts sum up others


def _review(numbers: Sequence[str | None]) -> Case:
    head: list[Row] = [
        ["Review Terhadap Rancangan Awal RKPD Tahun 2025"], ["Kabupaten Rawa Indah"], [],
        ["No", "Rancangan Awal RKPD", *[None] * 4, "Hasil Analisis Kebutuhan", *[None] * 4, "Catatan Penting"],
        [None, *["Program/Kegiatan", "Lokasi", "Indikator kinerja", "Target capaian", "Pagu Indikatif (Rp.000)"],
         *["Program/Kegiatan", "Lokasi", "Indikator kinerja", "Target capaian", "Kebutuhan Dana (Rp.000)"], None],
    ]  # fmt: skip
    body: list[Row] = []
    for number, x in zip(numbers, PLAN, strict=True):
        wrong = x.money + 5_000_000 * (x.code == WRONG)
        body.append(
            [
                number,
                *[x.name, "Rawa Indah", x.indicator, x.target, wrong],
                *[x.name, "Rawa Indah", x.indicator, x.target, x.later],
            ]
        )
    return Case([sheet([*head, *body])], ["T-C.31"], sum_at("F", 5))


# ---- LKIP


def _agreement_with_budget() -> Case:
    rows: list[Row] = [
        ["PERJANJIAN KINERJA TAHUN 2025"], ["KECAMATAN RAWA TIMUR KABUPATEN RAWA INDAH"], [],
        ["NO", "SASARAN STRATEGIS", "INDIKATOR KINERJA", "SATUAN", "TARGET"], [1, 2, 3, 4, 5],
        [1, "Meningkatnya pelayanan", "Indeks kepuasan masyarakat", "Indeks", 88.5],
        [2, "Meningkatnya tata kelola", "Nilai SAKIP", "Nilai", 72], [],
        [None, "PROGRAM", "ANGGARAN", None, "KET"],
        [1, "Program Penyelenggaraan Pemerintahan", 250_000_000, None, "APBD"],
        [2, "Program Pemberdayaan Masyarakat", 150_000_000, None, "APBD"],
        [None, "JUMLAH", 450_000_000],
    ]  # fmt: skip
    return Case([sheet(rows)], ["PK", "PK-Anggaran"], ("JML-004", "C12", "400000000"))


def _report_in_other_order() -> Case:
    money: list[Row] = [
        ["Tabel 3.9 Pagu dan Realisasi Anggaran Tahun 2025"], [], ["No", "Program", "Pagu (Rp)", "Realisasi (Rp)", "%"],
        [1, "Program Penunjang Urusan", "1.200.000.000", "1.080.000.000", "90,00"],
        [2, "Program Penanganan Kerawanan Pangan", "300.000.000", "270.000.000", "90,00"],
        [None, "Jumlah", "1.500.000.000", "1.350.000.000", "90,00"],
    ]  # fmt: skip
    reached: list[Row] = [
        ["Capaian Kinerja Dinas Pangan Tahun 2025"], [],
        ["No", "Sasaran Strategis", "Indikator Kinerja", "Satuan", "Target", "Realisasi", "Capaian (%)", "Kategori"],
        [1, "Meningkatnya ketahanan", "Indeks ketahanan pangan", "Indeks", 80, 84, 105, "Sangat Tinggi"],
        [2, "Meningkatnya akuntabilitas", "Nilai AKIP", "Nilai", 70, 63, 95, "Sangat Tinggi"],
    ]  # fmt: skip
    return Case(
        [sheet(money, name="Keuangan"), sheet(reached, name="Capaian")],
        ["Pagu-Realisasi", "Capaian"],
        ("TUR-004", "G5", "90"),
    )


def _budget_with(rate: str) -> Case:
    rows: list[Row] = [
        ["REALISASI ANGGARAN PER PROGRAM TAHUN 2025"], [],
        ["NO", "PROGRAM", "PAGU ANGGARAN (Rp)", "REALISASI ANGGARAN (Rp)", rate],
        [1, "Program Penunjang Urusan", 200_000_000, 180_000_000, 90],
        [2, "Program Penanganan Kerawanan Pangan", 100_000_000, 50_000_000, 55],
        [None, "TOTAL", 300_000_000, 230_000_000, 76.67],
    ]  # fmt: skip
    return Case([sheet(rows)], ["Pagu-Realisasi"], ("TUR-005", "E5", "50"))


def _agreement_without_numbers() -> Case:
    rows: list[Row] = [
        ["PERJANJIAN KINERJA TAHUN 2025"], ["DINAS PANGAN"], [],
        ["NO", "SASARAN STRATEGIS", "INDIKATOR KINERJA", "TARGET"], ["(1)", "(2)", "(3)", "(4)"],
        [1, "Meningkatnya ketahanan pangan", "Skor pola pangan harapan", "92 Skor"],
        [2, "Meningkatnya akuntabilitas", "Nilai AKIP", "75 Nilai"], [],
        ["PROGRAM", "ANGGARAN", "KET"], ["Program Penunjang", 250_000_000, "APBD"], ["Program Diversifikasi", 150_000_000, "DAU"],
        ["JUMLAH", 450_000_000, None],
    ]  # fmt: skip
    return Case([sheet(rows)], ["PK", "PK-Anggaran"], ("JML-004", "B12", "400000000"))


def _two_years_beside() -> Case:
    rows: list[Row] = [
        ["Perbandingan Capaian Kinerja Tahun 2024 dan Tahun 2025"], [],
        ["No", "Indikator Kinerja", "Satuan", "Tahun 2024", None, None, "Tahun 2025", None, None],
        [None, None, None, *["Target", "Realisasi", "Capaian (%)"] * 2],
        [1, "Indeks ketahanan pangan", "Indeks", 78, 78, 100, 80, 84, 105],
        [2, "Nilai AKIP", "Nilai", 70, 63, 90, 70, 63, 95],
    ]  # fmt: skip
    return Case([sheet(rows, [(3, 4, 3, 6), (3, 7, 3, 9)])], ["Capaian-IKU"], ("TUR-004", "I6", "90"))


def _units_between() -> Case:
    rows: list[Row] = [
        ["CAPAIAN KINERJA DINAS PANGAN TAHUN 2025"], [],
        ["No", "Sasaran Strategis", "Indikator Kinerja", "Target", "Satuan", "Realisasi", "Capaian (%)"],
        [1, "Meningkatnya ketahanan", "Indeks ketahanan pangan", 80, "Indeks", 84, 105],
        [2, "Meningkatnya akuntabilitas", "Persentase temuan selesai", 80, "%", 60, 90],
    ]  # fmt: skip
    return Case([sheet(rows)], ["Capaian"], ("TUR-004", "G5", "75"))


def _units_between_of_programs() -> Case:
    rows: list[Row] = [
        ["CAPAIAN INDIKATOR PROGRAM PENDUKUNG INDIKATOR KINERJA UTAMA TAHUN 2025"], [],
        ["NO", "PROGRAM", "INDIKATOR PROGRAM", "TARGET", "SATUAN", "REALISASI", "CAPAIAN (%)"],
        [1, PLAN[0].name, "Skor pola pangan harapan", 90, "Skor", 81, 90], [2, PLAN[8].name, "Persentase desa tertangani", 80, "%", 60, 90],
    ]  # fmt: skip
    return Case([sheet(rows)], ["Indikator-Program"], ("TUR-004", "G5", "75"))


_NESTED = ("A", "1", "a.", "b.", "c.", "2", "a.", "b.", "B", "1", "a.")
CASES: Mapping[str, Case] = {
    "kode lima sel, nama tiga sel": _code_in_five_cells_names_in_three(),
    "indikator program dan kegiatan": _indicators_of_program_and_kegiatan_apart(),
    "tahun di judul kolom": _years_in_the_headings(),
    "kolom satuan": _units_in_a_column(),
    "satuan di kanan target": _units_right_of_targets(),
    "nomor urut di kiri kode": _running_numbers_left_of_the_code(),
    "review tanpa nomor": _review([None] * len(PLAN)),
    "review bernomor urut": _review([str(at + 1) for at in range(len(PLAN))]),
    "review A, 1, a": _review(_NESTED),
    "review I, 1, kosong": _review(["I", "1", None, None, None, "2", None, None, "II", "1", None]),
    "perjanjian kinerja dan anggarannya": _agreement_with_budget(),
    "laporan dengan urutan lain": _report_in_other_order(),
    "dua tahun bersebelahan": _two_years_beside(),
    "satuan di antara target dan realisasi": _units_between(),
    "satuan di antara target dan realisasi program": _units_between_of_programs(),
    **{
        f"realisasi, {rate}": _budget_with(rate)
        for rate in ("PERSENTASE", "Capaian (%)", "Tingkat Serapan (%)", "PROSENTASE")
    },
    "anggaran perjanjian kinerja tanpa nomor": _agreement_without_numbers(),
}
