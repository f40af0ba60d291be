"""Heads of other offices that print the columns of a form elsewhere, in other words or under other numbers, one fault in each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tests.support.office_forms import PLAN, Case, Item, Row, sheet, sum_at, with_fault

_OFFICE = "DINAS PANGAN KABUPATEN RAWA INDAH"
_TITLES: list[Row] = [["RENCANA KERJA DAN PENDANAAN TAHUN 2025"], [_OFFICE], []]
_NAME = "Urusan/Bidang Urusan Pemerintahan Daerah dan Program/Kegiatan"
_PLAN_ORDER = [
    "Kode", _NAME, "Indikator Kinerja Program/Kegiatan", "Lokasi", "Target Capaian Kinerja", "Kebutuhan Dana/Pagu Indikatif",
    "Sumber Dana", "Keterangan",
]  # fmt: skip


def _plan_cells(x: Item) -> Row:
    return [x.code, x.name, x.indicator, "Rawa Indah", x.target, x.money, "PAD", None]


def _plan(order: Sequence[int], numbers: Row | None = None, says: Sequence[str] = _PLAN_ORDER) -> Case:
    """Bab IV with its columns in an order, under their own words or others."""
    head: list[Row] = [*_TITLES, [says[at] for at in order], *([numbers] if numbers else [])]
    body = with_fault(lambda x: [_plan_cells(x)[at] for at in order])
    return Case([sheet([*head, *body])], ["Bab-IV"], sum_at("ABCDEFGH"[order.index(5)], len(head)))


_NUMBERED = [*range(8)]


def _codes_in_cells(heading: str) -> Case:
    """Bab IV with a segment of the code in each of five cells under one heading."""
    head: list[Row] = [*_TITLES, [heading, *[None] * 4, *_PLAN_ORDER[1:]]]
    body = with_fault(lambda x: [*x.parts(5), *_plan_cells(x)[1:]])
    return Case([sheet([*head, *body], [(4, 1, 4, 5)])], ["Bab-IV"], sum_at("J", len(head)))


def _under_one_heading(order: Sequence[int]) -> Case:
    """Bab IV with its columns in an order, those of the year under one heading."""
    says = [_PLAN_ORDER[at] for at in order]
    head: list[Row] = [
        *_TITLES, [*says[:3], "Rencana Tahun 2025", None, None, None, says[7]], [None, None, None, *says[3:7], None], [*range(1, 9)],
    ]  # fmt: skip
    body = with_fault(lambda x: [_plan_cells(x)[at] for at in order])
    return Case([sheet([*head, *body], [(4, 4, 4, 7)])], ["Bab-IV"], sum_at("ABCDEFGH"[order.index(5)], len(head)))


def _quarter_figures(x: Item) -> list[tuple[int, int]]:
    """K and Rp of columns 5 to 14 of E.81."""
    state = x.unit in {"%", "Skor"}
    part, until = (x.figure if state else x.figure // 4), (x.figure if state else 2 * x.figure)
    goal = x.figure if state else 5 * x.figure
    return [
        (goal, 5 * x.money), (x.figure, x.money), (x.figure, x.money), *[(part, x.money // 4)] * 4, (x.figure, x.money),
        (until, 2 * x.money), (100 if state else 40, 40),
    ]  # fmt: skip


def _evaluation(quarter: Sequence[str], first: Sequence[str] = ("No", "Sasaran")) -> Case:
    """E.81 with all headings in one row; ``quarter`` are those of K and Rp, with a place for Roman and one for plain numbers."""
    of_quarters = [text.format(roman, at) for at, roman in enumerate(("I", "II", "III", "IV"), 1) for text in quarter]
    each = [f"{what} {of}" for what in ("Target Renstra", "Realisasi s.d. 2024", "Target 2025") for of in ("K", "Rp")]
    later = [f"{what} {of}" for what in ("Realisasi 2025", "Realisasi Renstra s/d 2025") for of in ("K", "Rp")]
    head: list[Row] = [
        ["EVALUASI HASIL RENJA DINAS PANGAN"], ["TAHUN 2025"], [],
        [*first, "Program/Kegiatan", "Indikator Kinerja Program (outcome)/Kegiatan (output)", *each, *of_quarters, *later,
         "Tingkat Capaian Renstra K (%)", "Tingkat Capaian Renstra Rp (%)", "Penanggung Jawab"],
    ]  # fmt: skip

    def row(x: Item) -> Row:
        honest = next(item for item in PLAN if item.code == x.code)
        figures = _quarter_figures(honest)
        figures[2] = figures[2][0], x.money
        cells: Row = [cell for at, (k, rp) in enumerate(figures) for cell in (k if at == 9 else f"{k} {x.unit}", rp)]
        return [*[None] * len(first), x.name, x.indicator, *cells, "Bidang A"]

    return Case([sheet([*head, *with_fault(row)])], ["E.81"], sum_at("ABCDEFGHIJ"[len(first) + 7], len(head)))


_GOALS = ["Meningkatnya ketahanan pangan", "Skor pola pangan harapan", "Skor", 80, 60, 75], [
    "Meningkatnya cadangan pangan", "Jumlah cadangan pangan", "Ton", 40, 30, 85,
]  # fmt: skip
_ACHIEVED = ["SASARAN STRATEGIS", "INDIKATOR KINERJA", "SATUAN", "TARGET", "REALISASI", "CAPAIAN KINERJA (%)"]


def _report(order: Sequence[int], says: Sequence[str] = _ACHIEVED, *more: Row) -> Case:
    """Capaian without a running number, its columns in an order."""
    head: list[Row] = [["LAPORAN KINERJA TAHUN 2025"], [_OFFICE], [], [says[at] for at in order], *more]
    rows: list[Row] = [[row[at] for at in order] for row in _GOALS]
    return Case([sheet([*head, *rows])], ["Capaian"], ("TUR-004", f"{'ABCDEF'[order.index(5)]}{len(head) + 2}", "75"))


def _before_and_after(*pairs: str) -> Case:
    """The SIPD form with columns before and after a change."""
    head: list[Row] = [
        ["RENCANA PROGRAM, KEGIATAN, DAN SUB KEGIATAN PERUBAHAN TAHUN 2025"], [_OFFICE], [],
        ["No", "Kode", "Urusan/Bidang Urusan/Program/Kegiatan/Sub Kegiatan", "Indikator Kinerja", "Target Akhir Renstra",
         "Realisasi Capaian Tahun 2023", "Prakiraan Capaian Tahun 2024", "Rencana Tahun 2025", *[None] * (len(pairs) + 1),
         "Prioritas Nasional", "Prioritas Daerah", "Kelompok Sasaran", "Prakiraan Maju Tahun 2026", None,
         "Perangkat Daerah Penanggung Jawab"],
        [*[None] * 7, *pairs, "Lokasi", "Sumber Dana", None, None, None, "Target", "Pagu Indikatif", None],
    ]  # fmt: skip

    def row(x: Item) -> Row:
        cells: dict[str, object] = {
            "Target Sebelum": "1 Dokumen", "Target Setelah": x.target, "Target": x.target, "Pagu Sebelum": x.money // 2,
            "Pagu Setelah": x.money,
        }  # fmt: skip
        return [None, x.code, x.name, x.indicator, x.target, x.target, x.target, *(cells[pair] for pair in pairs), "Rawa Indah",
                "PAD", None, None, "Petani", x.target, x.later, "Dinas Pangan"]  # fmt: skip

    merges = [(4, 8, 4, 9 + len(pairs)), (4, 13 + len(pairs), 4, 14 + len(pairs))]
    place = "HIJK"[max(pairs.index(x) for x in pairs if x == "Pagu Setelah")]
    return Case([sheet([*head, *with_fault(row)], merges)], ["Bab-IV-SIPD"], sum_at(place, len(head)))


def _spent_after_a_change() -> Case:
    rows: list[Row] = [
        ["REALISASI ANGGARAN TAHUN 2025"], [_OFFICE], [], ["NO", "PROGRAM", "PAGU MURNI", "PAGU PERUBAHAN", "REALISASI", "%"],
        [1, "Program A", 110_000_000, 120_000_000, 108_000_000, 90], [2, "Program B", 150_000_000, 160_000_000, 144_000_000, 95],
    ]  # fmt: skip
    return Case([sheet(rows)], ["Pagu-Realisasi"], ("TUR-005", "F6", "90"))


def _another_table_below(*below: Row) -> Case:
    case = _report([0, 1, 2, 3, 4, 5])
    return Case([sheet([*case.sheets[0].rows, *below])], case.tables, case.fault)


def _beside_each_other() -> Case:
    left = _report([0, 1, 2, 3, 4, 5]).sheets[0].rows
    right: list[Row] = [
        [], [], [], ["NO", "PROGRAM", "PAGU ANGGARAN", "REALISASI", "%"], [1, "Program A", 120_000_000, 108_000_000, 90],
        [2, "Program B", 160_000_000, 144_000_000, 90],
    ]  # fmt: skip
    rows = [[*row, *([None] if other else []), *other] for row, other in zip(left, right, strict=True)]
    return Case([sheet(rows)], ["Capaian", "Pagu-Realisasi"], ("TUR-004", "F6", "75"))


def _without_location() -> Case:
    head: list[Row] = [
        ["RENCANA KERJA DINAS PANGAN TAHUN 2025"], [],
        ["Kode", "Program/Kegiatan", "Indikator Kinerja", "Target", "Pagu Indikatif (Rp.)", "Sumber Dana", "Keterangan", "Target n+1", "Pagu n+1"],
    ]  # fmt: skip
    body = with_fault(lambda x: [x.code, x.name, x.indicator, x.target, x.money, "PAD", None, x.target, x.later])
    return Case([sheet([*head, *body])], ["T-C.33"], sum_at("E", len(head)))


def _numbers_doubled_and_falling() -> Case:
    head: list[Row] = [
        ["PERUBAHAN RENCANA KERJA TAHUN 2025"], [_OFFICE], [],
        ["KODE", "URUSAN/BIDANG URUSAN/PROGRAM/KEGIATAN", "INDIKATOR KINERJA", "RENCANA TAHUN 2025", None, None, None, "INDIKASI PERUBAHAN",
         None, None, "CATATAN PENTING", "PERKIRAAN MAJU RENCANA TAHUN 2026", None],
        [*[None] * 3, "LOKASI", "TARGET CAPAIAN", "KEBUTUHAN DANA/PAGU", "SUMBER DANA", "SEBELUM", "SESUDAH", "SISA", None, "TARGET CAPAIAN",
         "KEBUTUHAN DANA/PAGU"],
        [1, 2, 3, 4, 5, 6, 7, 9, 9, 10, 8, 11, 12],
    ]  # fmt: skip

    def row(x: Item) -> Row:
        return [
            x.code,
            x.name,
            x.indicator,
            "Rawa Indah",
            x.target,
            x.money,
            "PAD",
            x.later,
            x.later,
            0,
            None,
            x.target,
            x.later,
        ]

    return Case([sheet([*head, *with_fault(row)])], ["T-C.33"], sum_at("F", len(head)))


def _agreement_changed() -> Case:
    rows: list[Row] = [
        ["PERJANJIAN KINERJA PERUBAHAN TAHUN 2025"], [_OFFICE], ["NO", "SASARAN STRATEGIS", "INDIKATOR KINERJA", "TARGET"],
        [1, "Meningkatnya ketahanan", "Skor pola pangan harapan", "92 Skor"], [],
        ["NO", "PROGRAM", "ANGGARAN SEBELUM PERUBAHAN", "ANGGARAN SETELAH PERUBAHAN"],
        [1, "Program Penunjang", 250_000_000, 260_000_000], [2, "Program Diversifikasi", 150_000_000, 140_000_000],
        [None, "TOTAL", 400_000_000, 450_000_000],
    ]  # fmt: skip
    return Case([sheet(rows)], ["PK", "PK-Anggaran"], ("JML-004", "D9", "400000000"))


def office_heads() -> Iterator[tuple[str, Case]]:
    """The forms, by what is their own."""
    yield "lokasi sesudah pagu", _plan([0, 1, 2, 4, 5, 3, 6, 7])
    yield "lokasi paling akhir, bernomor", _plan([0, 1, 2, 4, 5, 6, 7, 3], [*range(1, 9)])
    yield "lokasi sesudah pagu di bawah satu judul, bernomor", _under_one_heading([0, 1, 2, 4, 5, 3, 6, 7])
    yield "pagu sebelum target", _plan([0, 1, 2, 3, 5, 4, 6, 7])
    yield "indikator sebelum nama", _plan([0, 2, 1, 3, 4, 5, 6, 7])
    short = ["KODE REK.", "PROGRAM/KEG.", "IND. KINERJA", "LOK.", "TGT", "PAGU INDIKATIF (RP)", "SUMB. DANA", "KET."]
    yield "judul disingkat", _plan(_NUMBERED, None, short)
    for no in ("No", "NOMOR", "No. Urut"):
        yield f"kode di bawah {no}", _plan(_NUMBERED, None, [no, *_PLAN_ORDER[1:]])
    yield "kode di bawah No, bernomor", _plan(_NUMBERED, [*range(1, 9)], ["No", *_PLAN_ORDER[1:]])
    yield "kode dalam lima sel di bawah No", _codes_in_cells("No")
    for sign in ("{}.", "[{}]", "{}.0", "Kolom {}", "Kol. {}"):
        yield f"nomor kolom {sign}", _plan(_NUMBERED, [sign.format(at) for at in range(1, 9)])
    yield "dua nomor kolom tertukar", _plan(_NUMBERED, [1, 2, 3, 5, 4, 6, 7, 8])
    for pair in (
        ("Realisasi TW {0} - K", "Realisasi TW {0} - Rp"), ("Realisasi TW {0} (K)", "Realisasi TW {0} (Rp)"), ("TW {1} K", "TW {1} Rp"),
        ("K TW {0}", "Rp TW {0}"), ("Realisasi Triwulan {0} Kinerja", "Realisasi Triwulan {0} Anggaran"),
        ("Tw. {1} (Fisik)", "Tw. {1} (Keuangan)"),
    ):  # fmt: skip
        yield f"triwulan dalam satu judul: {pair[0]}", _evaluation(pair)
    yield "evaluasi tanpa nomor urut", _evaluation(("TW {0} K", "TW {0} Rp"), ["Sasaran"])
    yield "capaian tanpa nomor urut", _report([0, 1, 2, 3, 4, 5])
    yield "realisasi sebelum target", _report([0, 1, 2, 4, 3, 5])
    yield (
        "capaian bernomor dengan hitungan",
        _report([0, 1, 2, 3, 4, 5], _ACHIEVED, ["1", "2", "3", "4", "5", "6=5/4x100%"]),
    )
    yield "realisasi tahun lalu di sampingnya", _last_year_beside()
    yield (
        "target sebelum, target setelah, pagu sebelum, pagu setelah",
        _before_and_after("Target Sebelum", "Target Setelah", "Pagu Sebelum", "Pagu Setelah"),
    )
    yield (
        "target dan pagu sebelum, target dan pagu setelah",
        _before_and_after("Target Sebelum", "Pagu Sebelum", "Target Setelah", "Pagu Setelah"),
    )
    yield "pagu sebelum dan pagu setelah", _before_and_after("Target", "Pagu Sebelum", "Pagu Setelah")
    yield "keterangan di tempat catatan, tanpa lokasi", _without_location()
    yield "nomor kolom berulang dan mundur", _numbers_doubled_and_falling()
    yield "anggaran sebelum dan setelah perubahan", _agreement_changed()
    yield "dua tabel berdampingan", _beside_each_other()
    yield "pagu murni dan pagu perubahan", _spent_after_a_change()
    yield "rencana aksi di bawahnya", _another_table_below(
        [], ["RENCANA AKSI"], [], ["No", "Sasaran", "Rencana Aksi", "Waktu", "Penanggung Jawab", "Keluaran"],
        [1, "Meningkatnya ketahanan", "Rapat", "Januari", "Bidang A", "Notulen"],
    )  # fmt: skip
    yield (
        "skala nilai di bawahnya",
        _another_table_below(
            [],
            ["Keterangan skala:"],
            ["No", "Rentang", "Predikat"],
            [1, "> 90", "Sangat tinggi"],
            [2, "76 - 90", "Tinggi"],
        ),
    )


def _last_year_beside() -> Case:
    rows: list[Row] = [
        ["LAPORAN KINERJA TAHUN 2025"], [_OFFICE], [],
        ["NO", "SASARAN", "INDIKATOR KINERJA", "SATUAN", "TARGET 2025", "REALISASI 2024", "REALISASI 2025", "CAPAIAN 2025 (%)"],
        [1, "A", "Skor pola pangan harapan", "Skor", 80, 55, 60, 75], [2, "B", "Jumlah cadangan pangan", "Ton", 40, 20, 30, 85],
    ]  # fmt: skip
    return Case([sheet(rows)], ["Capaian"], ("TUR-004", "H6", "75"))
