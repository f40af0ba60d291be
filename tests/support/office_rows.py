"""Tables of other offices in which rows of an office or an urusan stand among the data, or a table right below another, one fault in each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tests.support.office_forms import PLAN, Case, Item, Row, sheet, sum_at, with_fault

OFFICE, REGISTERED = "DINAS PANGAN", "2.09.2.25.0.00.01.0000"
"""An office, and the code by which applications know it."""
_PLAN_HEAD: list[Row] = [
    ["RENCANA KERJA DINAS PANGAN KABUPATEN RAWA INDAH TAHUN 2025"], [],
    ["Kode", "Urusan/Bidang Urusan Pemerintahan Daerah dan Program/Kegiatan", "Indikator Kinerja Program/Kegiatan", "Lokasi",
     "Target Capaian Kinerja", "Kebutuhan Dana/Pagu Indikatif", "Sumber Dana", "Catatan Penting", "Target Capaian Kinerja",
     "Kebutuhan Dana/Pagu Indikatif"], [*map(str, range(1, 11))],
]  # fmt: skip
_SHORT_HEAD: list[Row] = [
    ["RENCANA KERJA DINAS PANGAN KABUPATEN RAWA INDAH"], [],
    ["Kode", "Urusan/Bidang Urusan Pemerintahan Daerah dan Program/Kegiatan", "Indikator Kinerja", "Target 2025", "Pagu Indikatif 2025",
     "Target 2026", "Pagu Indikatif 2026"],
]  # fmt: skip


def _plan_row(x: Item) -> Row:
    return [x.code, x.name, x.indicator, "Rawa Indah", x.target, x.money, "PAD", None, x.target, x.later]


def _plan_below(*above: Row) -> Case:
    rows = [*_PLAN_HEAD, *above, *with_fault(_plan_row)]
    return Case([sheet(rows)], ["T-C.33"], sum_at("F", len(_PLAN_HEAD) + len(above)))


def _above(code: str | None, name: str) -> Row:
    whole, later = (sum(x.money for x in PLAN if x.level == 2) for _ in range(2))
    return [code, name, None, None, None, whole, None, None, None, later]


def _seven_columns() -> Case:
    body = with_fault(lambda x: [x.code, x.name, x.indicator, x.target, x.money, x.target, x.later])
    return Case([sheet([*_SHORT_HEAD, *body])], ["T-C.33"], sum_at("E", len(_SHORT_HEAD)))


def _spent(*above: Row) -> Case:
    rows: Sequence[Row] = [
        ["PAGU DAN REALISASI ANGGARAN PER PROGRAM TAHUN 2025"], [],
        ["NO", "URUSAN/BIDANG URUSAN PEMERINTAHAN DAERAH DAN PROGRAM", "PAGU ANGGARAN", "REALISASI", "%"], *above,
        [1, "Program Penunjang Urusan", 200_000_000, 180_000_000, 90], [2, "Program Kerawanan Pangan", 100_000_000, 50_000_000, 50],
        [None, "TOTAL", 350_000_000, 230_000_000, 65.71],
    ]  # fmt: skip
    return Case([sheet(rows)], ["Pagu-Realisasi"], ("JML-004", f"C{len(rows)}", "300000000"))


def _agreement_in_one_block() -> Case:
    rows: list[Row] = [
        ["PERJANJIAN KINERJA TAHUN 2025"], ["DINAS PANGAN KABUPATEN RAWA INDAH"],
        ["NO", "SASARAN STRATEGIS", "INDIKATOR KINERJA", "TARGET"], ["1", "Meningkatnya ketahanan", "Skor pola pangan harapan", "92 Skor"],
        ["PROGRAM", "ANGGARAN", "KET"], ["Program Penunjang", 250_000_000, "APBD"], ["Program Diversifikasi", 150_000_000, "DAU"],
        ["TOTAL ANGGARAN", 450_000_000, None],
    ]  # fmt: skip
    return Case([sheet(rows)], ["PK", "PK-Anggaran"], ("JML-004", "B8", "400000000"))


def _total_above(head: Sequence[Row], *, pages: int = 1) -> Case:
    whole = sum(x.money for x in PLAN if x.level == 2)
    total: Row = [None, "JUMLAH", None, None, None, whole + 9_000_000, None, None, None, whole]
    plan = [*map(_plan_row, PLAN)]
    half = len(plan) // 2
    rows = [*head, total, *plan] if pages == 1 else [*head, total, *plan[:half], *head[2:], *plan[half:]]
    return Case([sheet(rows)], ["T-C.33"], ("JML-004", f"F{len(head) + 1}", str(whole)))


def office_rows() -> Iterator[tuple[str, Case]]:
    """The forms, by what is their own."""
    urusan = _above("2", "URUSAN PEMERINTAHAN WAJIB"), _above("2.09", "URUSAN PEMERINTAHAN BIDANG PANGAN")
    yield "dinas tanpa kode di bawah bidangnya", _plan_below(*urusan, _above(None, OFFICE))
    yield "dinas dengan kodenya", _plan_below(_above(REGISTERED, "Dinas Pangan"))
    yield "tujuh kolom bertahun", _seven_columns()
    yield (
        "bidang urusan di atas program",
        _spent([None, "URUSAN PEMERINTAHAN BIDANG PANGAN", 300_000_000, 230_000_000, 76.67]),
    )
    yield "dinas di atas program", _spent(["A", "Dinas Pangan", 300_000_000, 230_000_000, 76.67])
    yield "urusan tanpa angka", _spent([None, "URUSAN PEMERINTAHAN BIDANG PANGAN"])
    yield "program langsung di bawah sasaran", _agreement_in_one_block()
    yield "jumlah di atas semua baris", _total_above(_PLAN_HEAD)
    yield "jumlah di atas semua baris, tanpa nomor kolom", _total_above(_PLAN_HEAD[:-1])
    yield "jumlah di atas semua baris, dua halaman", _total_above(_PLAN_HEAD, pages=2)
