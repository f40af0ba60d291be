"""Smaller tables of other offices, with columns of their own or as few as they need, one fault in each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tests.support.office_forms import Case, Item, Row, sheet, sum_at, with_fault

_OFFICE = "DINAS PANGAN KABUPATEN RAWA INDAH"
_CATCH, _FARM = "Program Penganekaragaman Pangan", "Program Penanganan Kerawanan Pangan"


def _list(
    title: str,
    head: Sequence[Row],
    rows: Sequence[Row],
    table: str,
    fault: tuple[str, str, str],
    merges: Sequence[tuple[int, int, int, int]] = (),
) -> Case:
    return Case([sheet([[title], [_OFFICE], [], *head, *rows], merges)], [table], fault)


def _assets(head: Row, marks: Sequence[str], *, apart: bool) -> Case:
    """Assets whose marks stand before their names or in a column ``apart``, with the whole in the last row."""
    held = [
        ("Tanah", 4, 400),
        ("Peralatan dan Mesin", 30, 350),
        ("Alat Angkutan", 10, 200),
        ("Komputer", 20, 150),
        ("Gedung", 2, 500),
    ]
    rows: list[Row] = [
        [*([mark, name] if apart else [f"{mark}. {name}"]), many, worth * 1_000_000]
        for mark, (name, many, worth) in zip(marks, held, strict=True)
    ]
    rows.append([*([None, "JUMLAH"] if apart else ["JUMLAH"]), 36, 1_350_000_000])
    return _list("DAFTAR ASET TETAP TAHUN 2025", [head], rows, "Aset", ("JML-004", f"{'CD'[apart]}10", "1250000000"))


def _with_blank_rows(case: Case, head: int, cell: str) -> Case:
    """The same with a blank row below its head, which ends in a row (1-based), and below each of its rows."""
    (page,) = case.sheets
    rows = [*page.rows[:head], *(each for row in page.rows[head:] for each in ([], row))]
    return Case([sheet(rows)], case.tables, (case.fault[0], cell, case.fault[2]))


def _amounts_as_on_a_bill() -> Case:
    rows: list[Row] = [
        ["PERJANJIAN KINERJA TAHUN 2025"], [_OFFICE], [], ["NO", "SASARAN STRATEGIS", "INDIKATOR KINERJA", "TARGET"],
        [1, "Meningkatnya ketahanan", "Skor pola pangan harapan", "92 Skor"], [],
        ["PROGRAM", "ANGGARAN", "KET"], [], [f"1. {_CATCH}", "Rp. 120.000.000,-", "APBD"], [], [f"2. {_FARM}", "Rp. 100.000.000,-", "APBD"], [],
        ["JUMLAH", "Rp. 230.000.000,-", None],
    ]  # fmt: skip
    return Case([sheet(rows)], ["PK", "PK-Anggaran"], ("JML-004", "B13", "220000000"))


def _staff(head: Row, *columns: Sequence[int]) -> Case:
    rows: list[Row] = [
        [at, name, *each]
        for at, (name, *each) in enumerate(zip(("SLTA", "Strata I", "Strata II"), *columns, strict=True), 1)
    ]
    rows.append([None, "JUMLAH", sum(columns[0]) + 1, *map(sum, columns[1:])])
    return _list("DATA SUMBER DAYA MANUSIA TAHUN 2025", [head], rows, "SDM", ("JML-004", "C8", str(sum(columns[0]))))


def _budget_below(head: Row, named: bool) -> Case:
    rows: list[Row] = [
        ["PERJANJIAN KINERJA TAHUN 2025"], [_OFFICE], [], ["NO", "SASARAN STRATEGIS", "INDIKATOR KINERJA", "TARGET"],
        [1, "Meningkatnya ketahanan", "Skor pola pangan harapan", "92 Skor"], [], head,
        *([*([at] if named else []), name, money] for at, (name, money) in enumerate(((_CATCH, 120_000_000), (_FARM, 100_000_000)), 1)),
        [*([None] if named else []), "JUMLAH", 230_000_000],
    ]  # fmt: skip
    return Case([sheet(rows)], ["PK", "PK-Anggaran"], ("JML-004", f"{'BC'[named]}10", "220000000"))


def _two_years_flat() -> Case:
    head: Row = [
        "NO",
        "PROGRAM",
        *(f"{what} {year}" for year in (2024, 2025) for what in ("PAGU (Rp)", "REALISASI (Rp)", "%")),
    ]
    rows: list[Row] = [
        [1, _CATCH, 100_000_000, 90_000_000, 90, 120_000_000, 96_000_000, 80], [2, _FARM, 50_000_000, 45_000_000, 90, 60_000_000, 54_000_000, 95],
    ]  # fmt: skip
    return _list("REALISASI ANGGARAN", [head], rows, "Perbandingan", ("TUR-005", "H6", "90"))


def _rates_by_their_sign() -> Case:
    head: list[Row] = [
        ["NO", "INDIKATOR KINERJA UTAMA", "SATUAN", "2024", None, None, "2025", None, None], [*[None] * 3, *["TARGET", "REALISASI", "%"] * 2],
    ]  # fmt: skip
    rows: list[Row] = [
        [1, "Skor pola pangan harapan", "Skor", 78, 78, 100, 80, 84, 105], [2, "Nilai AKIP", "Nilai", 70, 63, 90, 80, 60, 85],
    ]  # fmt: skip
    return _list(
        "CAPAIAN IKU TAHUN 2025", head, rows, "Capaian-IKU", ("TUR-004", "I7", "75"), [(4, 4, 4, 6), (4, 7, 4, 9)]
    )


def _years_in_the_headings_alone() -> Case:
    """Capaian of two years, the fault in that of the year before; nothing above says which years they are."""
    head: list[Row] = [
        ["NO", "INDIKATOR KINERJA", "SATUAN", "TAHUN 2024", None, None, "TAHUN 2025", None, None],
        [*[None] * 3, *["TARGET", "REALISASI", "CAPAIAN (%)"] * 2],
    ]  # fmt: skip
    rows: list[Row] = [
        [1, "Skor pola pangan harapan", "Skor", 78, 78, 100, 80, 84, 105], [2, "Nilai AKIP", "Nilai", 70, 63, 95, 80, 60, 75],
    ]  # fmt: skip
    return _list(
        "CAPAIAN INDIKATOR KINERJA UTAMA",
        head,
        rows,
        "Capaian-IKU",
        ("TUR-004", "F7", "90"),
        [(4, 4, 4, 6), (4, 7, 4, 9)],
    )


def _compared_with_others() -> Case:
    head: list[Row] = [["NO", "INDIKATOR", "TAHUN", "TARGET", "REALISASI", "CAPAIAN"]]
    rows: list[Row] = [
        [1, "Skor pola pangan harapan", "2025", "80 Skor", "84 Skor", 105], [2, "Skor nasional", "2025", "80 Skor", "60 Skor", 85],
    ]  # fmt: skip
    return _list("PERBANDINGAN DENGAN NASIONAL TAHUN 2025", head, rows, "Pembanding", ("TUR-004", "F6", "75"))


def _plan(head: Sequence[Row], funds: Sequence[object], merges: Sequence[tuple[int, int, int, int]] = ()) -> Case:
    def row(x: Item) -> Row:
        return [x.code, x.name, x.indicator, "Rawa Indah", x.target, x.money, *funds, None, x.target, x.later]

    return _list("RENCANA KERJA TAHUN 2025", head, with_fault(row), "T-C.33", sum_at("F", 3 + len(head)), merges)


def _funds_to_tick(funds: Sequence[object]) -> Case:
    head: list[Row] = [
        ["Kode", "Urusan/Bidang Urusan/Program/Kegiatan", "Indikator Kinerja", "Lokasi", "Target Capaian Kinerja", "Pagu Indikatif",
         "Sumber Dana", None, None, "Catatan Penting", "Prakiraan Maju Tahun 2026", None],
        [*[None] * 6, "APBD", "DAK", "Lainnya", None, "Target Capaian Kinerja", "Pagu Indikatif"],
    ]  # fmt: skip
    return _plan(head, funds, [(4, 7, 4, 9), (4, 11, 4, 12)])


def _pages_numbered_in_two_cells() -> Case:
    head: Row = [
        "Kode", "Urusan/Bidang Urusan/Program/Kegiatan", "Indikator Kinerja", "Lokasi", "Target Capaian Kinerja", "Pagu Indikatif",
        "Sumber Dana", "Catatan Penting", "Target Capaian Kinerja 2026", "Pagu Indikatif 2026",
    ]  # fmt: skip
    case = _plan([head], ["PAD"])
    case.sheets[0].rows[9:9] = [["Halaman", 3]]
    return case


def _pages_with_a_further_column() -> Case:
    """A plan with a column of the office's own whose head, without numbers, is printed again on the next page."""
    head: Row = [
        "Kode", "Urusan/Bidang Urusan/Program/Kegiatan", "Indikator Kinerja", "Kelompok Sasaran", "Lokasi", "Target Capaian Kinerja",
        "Pagu Indikatif", "Sumber Dana", "Catatan Penting", "Target Capaian Kinerja 2026", "Pagu Indikatif 2026",
    ]  # fmt: skip

    def row(x: Item) -> Row:
        return [x.code, x.name, x.indicator, "Petani", "Rawa Indah", x.target, x.money, "PAD", None, x.target, x.later]

    rows = with_fault(row)
    rows[6:6] = [list(head)]
    return _list("RENCANA KERJA TAHUN 2025", [head], rows, "T-C.33", sum_at("G", 4))


def _headings_broken_over_rows() -> Case:
    head: list[Row] = [
        ["No", "Sasaran", "Indikator Kinerja", "Target", "Realisasi", "Capaian Kinerja"], [None, None, "Utama", None, None, None],
    ]  # fmt: skip
    rows: list[Row] = [
        [1, "Meningkatnya ketahanan", "Skor pola pangan harapan", "80 Skor", "84 Skor", 105],
        [2, "Meningkatnya akuntabilitas", "Persentase temuan selesai", "80 %", "60 %", 85],
    ]  # fmt: skip
    return _list("CAPAIAN KINERJA TAHUN 2025", head, rows, "Capaian", ("TUR-004", "F7", "75"))


def _years_between_blanks() -> Case:
    head: list[Row] = [
        ["  NO", "  PROGRAM", "  2024  ", None, None, "  2025  ", None, None], [None, None, *["PAGU", "REALISASI", "%"] * 2],
    ]  # fmt: skip
    rows: list[Row] = [
        [1, _CATCH, 100_000_000, 90_000_000, 90, 120_000_000, 96_000_000, 80], [2, _FARM, 50_000_000, 45_000_000, 90, 60_000_000, 54_000_000, 95],
    ]  # fmt: skip
    merges = [(4, 3, 4, 5), (4, 6, 4, 8)]
    return _list("PERBANDINGAN REALISASI ANGGARAN", head, rows, "Perbandingan", ("TUR-005", "H7", "90"), merges)


def _codes_beside_programs() -> Case:
    head: list[Row] = [["KODE", "PROGRAM", "PAGU (Rp)", "REALISASI (Rp)", "%"], [1, 2, 3, 4, 5]]
    rows: list[Row] = [["2.09.03", _CATCH, 120_000_000, 96_000_000, 80], ["2.09.04", _FARM, 60_000_000, 54_000_000, 95]]
    return _list("REALISASI ANGGARAN TAHUN 2025", head, rows, "Pagu-Realisasi", ("TUR-005", "E7", "90"))


def _by_units_without_numbers() -> Case:
    """A plan whose head bears no numbers, with a unit of the office above each program."""
    head: Row = [
        "Kode", "Urusan/Bidang Urusan/Program/Kegiatan", "Indikator Kinerja", "Lokasi", "Target Capaian Kinerja", "Pagu Indikatif",
        "Sumber Dana", "Catatan Penting", "Target Capaian Kinerja 2026", "Pagu Indikatif 2026",
    ]  # fmt: skip
    case = _plan([head], ["PAD"])
    rows = case.sheets[0].rows
    rows[12:12] = [[None, "BIDANG KERAWANAN PANGAN"]]
    rows[4:4] = [[None, "SEKRETARIAT"]]
    return Case(case.sheets, case.tables, ("JML-001", "F7", case.fault[2]))


def _before_and_after() -> Case:
    """Bab IV with target and money under what stood before a change, and under what stands after it."""
    head: list[Row] = [
        ["Kode", "Urusan/Bidang Urusan/Program/Kegiatan", "Indikator Kinerja", "Lokasi", "Semula", None, "Menjadi", None, "Sumber Dana", "Keterangan"],
        [*[None] * 4, *["Target", "Pagu (Rp)"] * 2, None, None],
    ]  # fmt: skip
    rows = with_fault(
        lambda x: [x.code, x.name, x.indicator, "Rawa Indah", x.target, x.later, x.target, x.money, "PAD", None]
    )
    merges = [(4, 5, 4, 6), (4, 7, 4, 8)]
    return _list("PERUBAHAN RENCANA KERJA TAHUN 2025", head, rows, "Bab-IV", sum_at("H", 5), merges)


def _review(*found: object, wide: int = 5) -> Case:
    """A review that leaves what it found to a word, for the sub kegiatan without numbers."""
    head: list[Row] = [
        ["No", "Rancangan Awal RKPD", *[None] * 4, "Hasil Analisis Kebutuhan", *[None] * 4, "Catatan Penting"],
        [None, *["Program/Kegiatan", "Lokasi", "Indikator kinerja", "Target capaian", "Pagu Indikatif (Rp)"],
         *["Program/Kegiatan", "Lokasi", "Indikator kinerja", "Target capaian", "Kebutuhan Dana (Rp)"], None],
    ]  # fmt: skip
    numbers = iter(("I", "1", "2", "II", "1"))
    rows = with_fault(
        lambda x: [
            None if x.level == 4 else next(numbers),
            x.name,
            "Rawa Indah",
            x.indicator,
            x.target,
            x.money,
            *found,
            *[None] * (6 - wide),
        ]
    )
    return _list("Review Terhadap Rancangan Awal RKPD Tahun 2025", head, rows, "T-C.31", sum_at("F", 5))


def office_lists() -> Iterator[tuple[str, Case]]:
    """The tables, by what is their own."""
    marks = ("1", "2", "a", "b", "3")
    yield "aset dengan kolom tanda", _assets(["NO", "DAFTAR ASET", "JUMLAH", "NILAI"], marks, apart=True)
    assets = _assets(["NO", "DAFTAR ASET", "JUMLAH", "NILAI"], marks, apart=True)
    yield "aset dengan baris kosong", _with_blank_rows(assets, 4, "D16")
    yield "anggaran seperti di kuitansi, dengan baris kosong", _amounts_as_on_a_bill()
    yield "aset dengan jumlah di bawah", _assets(["DAFTAR ASET", "JUMLAH", "NILAI"], marks, apart=False)
    yield (
        "pegawai dengan jumlah tiap baris",
        _staff(["No", "Pendidikan", "PNS", "PPPK", "Jumlah"], [10, 20, 5], [4, 6, 1], [14, 26, 6]),
    )
    yield (
        "pegawai paruh waktu",
        _staff(
            ["NO", "JENJANG PENDIDIKAN", "PNS", "PPPK", "PPPK PARUH WAKTU", "JUMLAH"],
            [10, 20, 5],
            [4, 6, 1],
            [2, 1, 0],
            [16, 27, 6],
        ),
    )
    yield "anggaran tiap kegiatan", _budget_below(["NO", "KEGIATAN", "ANGGARAN"], named=True)
    yield "anggaran dalam dua kolom", _budget_below(["PROGRAM", "ANGGARAN"], named=False)
    yield "dua tahun dalam satu judul", _two_years_flat()
    yield "tahun hanya di judul kolom", _years_in_the_headings_alone()
    yield "pembanding dengan nomor urut", _compared_with_others()
    yield "persen di bawah tahunnya", _rates_by_their_sign()
    for funds in (["v", None, None], [25_000_000, 0, "-"]):
        yield f"sumber dana dalam tiga kolom, {funds[0]}", _funds_to_tick(funds)
    yield "semula dan menjadi di atas target dan pagu", _before_and_after()
    yield "unit kerja di atas program, tanpa nomor kolom", _by_units_without_numbers()
    yield "kepala berulang dengan kolom lain", _pages_with_a_further_column()
    yield "judul terputus di dua baris", _headings_broken_over_rows()
    yield "tahun di antara spasi", _years_between_blanks()
    yield "kode di samping program", _codes_beside_programs()
    yield "nomor halaman di selnya sendiri", _pages_numbered_in_two_cells()
    for word in ("Sesuai", "Tetap", "s.d.a."):
        yield f"hasil analisis {word}", _review(*[word] * 5)
    yield "hasil analisis sesuai, satu kata tiap baris", _review("Sesuai rancangan awal", *[None] * 4)
