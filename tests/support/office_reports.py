"""Tables of other offices' reports, and heads with signs and lines of their own, one fault in each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tests.support.office_evaluations import evaluations
from tests.support.office_forms import PLAN, SUM, Case, Row, sheet, sum_at, with_fault

_OFFICE = "DINAS PANGAN KABUPATEN RAWA INDAH"
_CATCH, _FARM = "Program Penganekaragaman Pangan", "Program Penanganan Kerawanan Pangan"
_PLAN_HEAD: Row = [
    "Kode", "Urusan/Bidang Urusan Pemerintahan Daerah dan Program/Kegiatan", "Indikator Kinerja Program/Kegiatan", "Lokasi",
    "Target Capaian Kinerja", "Kebutuhan Dana/Pagu Indikatif", "Sumber Dana", "Catatan Penting", "Target Capaian Kinerja",
    "Kebutuhan Dana/Pagu Indikatif",
]  # fmt: skip


def _plan(above: Sequence[Row], below: Sequence[Row] = ()) -> Case:
    body = with_fault(
        lambda x: [x.code, x.name, x.indicator, "Rawa Indah", x.target, x.money, "PAD", None, x.target, x.later]
    )
    return Case([sheet([*above, _PLAN_HEAD, *below, *body])], ["T-C.33"], sum_at("F", len(above) + 1 + len(below)))


def _two_years(turned: str) -> Case:
    """Tables of two years that stand in another order than in the form."""
    money: list[Row] = [
        ["PERBANDINGAN PAGU DAN REALISASI ANGGARAN TAHUN 2024 DENGAN 2025"], [_OFFICE], [],
        ["NO", "PROGRAM", "TAHUN 2024", None, None, "TAHUN 2025", None, None],
        [None, None, *["ANGGARAN", "REALISASI", "%"] * 2],
        [1, _CATCH, 100_000_000, 90_000_000, 90, 120_000_000, 96_000_000, 80],
        [2, _FARM, 50_000_000, 45_000_000, 90, 60_000_000, 54_000_000, 95],
        [None, "TOTAL", 150_000_000, 135_000_000, 90, 180_000_000, 150_000_000, 83.33],
    ]  # fmt: skip
    reached: list[Row] = [
        ["CAPAIAN INDIKATOR KINERJA UTAMA TAHUN 2025"], [_OFFICE], [],
        ["NO", "INDIKATOR KINERJA UTAMA", "SATUAN", "TAHUN 2025", None, None, "TAHUN 2024", None, None],
        [None, None, None, *["TARGET", "REALISASI", "CAPAIAN (%)"] * 2],
        [1, "Skor pola pangan harapan", "Skor", 80, 84, 105, 80, 72, 90], [2, "Nilai AKIP", "Nilai", 80, 60, 75, 70, 63, 95],
    ]  # fmt: skip
    if turned == "Perbandingan":
        return Case([sheet(money)], [turned], ("TUR-005", "H7", "90"))
    return Case([sheet(reached)], [turned], ("TUR-004", "I7", "90"))


def _spent(head: Row, rows: Sequence[Row], fault: tuple[str, str, str], numbers: Sequence[Row] = ()) -> Case:
    title: list[Row] = [["REALISASI ANGGARAN DINAS PANGAN TAHUN 2025"], []]
    return Case([sheet([*title, head, *numbers, *rows])], ["Pagu-Realisasi"], fault)


def _spent_with_what_is_left() -> Case:
    rows: list[Row] = [
        ["I", _CATCH, 120_000_000, 96_000_000, 24_000_000, "80,00"],
        ["1", "Penyediaan Pangan Pokok", 60_000_000, 48_000_000, 12_000_000, "80,00"],
        ["2", "Pengelolaan Cadangan Pangan", 60_000_000, 48_000_000, 12_000_000, "70,00"],
        ["II", _FARM, 60_000_000, 54_000_000, 6_000_000, "90,00"],
        ["1", "Penyusunan Peta Kerentanan", 60_000_000, 54_000_000, 6_000_000, "90,00"],
        [None, "JUMLAH", 180_000_000, 150_000_000, 30_000_000, "83,33"],
    ]  # fmt: skip
    head: Row = ["No", "Program/Kegiatan/Sub Kegiatan", "Pagu (Rp)", "Realisasi (Rp)", "Sisa (Rp)", "Capaian (%)"]
    return _spent(head, rows, ("TUR-005", "F7", "80"), [["1", "2", "3", "4", "5=3-4", "6=4/3"]])


def _spent_on_kegiatan(numbers: Sequence[int | None], word: str, first: int, fault: tuple[str, str, str]) -> Case:
    rows: list[Row] = [
        [numbers[0], _CATCH, 120_000_000, 96_000_000, 80],
        [numbers[1], f"{word}Penyediaan Pangan Pokok", first, 48_000_000, round(4_800_000_000 / first, 2)],
        [numbers[2], f"{word}Pengelolaan Cadangan Pangan", 50_000_000, 48_000_000, 96],
        [numbers[3], _FARM, 60_000_000, 54_000_000, 90],
        [numbers[4], f"{word}Penyusunan Peta Kerentanan", 60_000_000, 54_000_000, 90],
        [None, "JUMLAH", 180_000_000, 155_000_000 if first == 70_000_000 else 150_000_000, None],
    ]  # fmt: skip
    rows[-1][4] = 86.11 if first == 70_000_000 else 83.33
    return _spent(["No", "Program/Kegiatan", "Pagu", "Realisasi", "%"], rows, fault)


def _agreement_changed_in_two_tiers() -> Case:
    rows: list[Row] = [
        ["PERUBAHAN PERJANJIAN KINERJA TAHUN 2025"], [_OFFICE], [],
        ["No", "Sasaran Strategis", "Indikator Kinerja", "Satuan", "Target", None], [*[None] * 4, "Semula", "Menjadi"],
        [1, "Meningkatnya ketahanan", "Skor pola pangan harapan", "Skor", 90, 92], [2, "Meningkatnya akuntabilitas", "Nilai AKIP", "Nilai", 70, 72],
        [], ["No", "Program", "Anggaran", None, "Keterangan"], [None, None, "Semula", "Menjadi"],
        [1, _CATCH, 100_000_000, 120_000_000, "APBD"], [2, _FARM, 50_000_000, 60_000_000, "APBD"],
        [None, "Jumlah", 150_000_000, 190_000_000, None],
    ]  # fmt: skip
    merges = [(4, 5, 4, 6), (9, 3, 9, 4)]
    return Case([sheet(rows, merges)], ["PK", "PK-Anggaran"], ("JML-004", "D13", "180000000"))


def _measured(last: str, words: Sequence[str], below: Sequence[Row] = ()) -> Case:
    rows: list[Row] = [
        ["PENGUKURAN KINERJA TAHUN 2025"], [_OFFICE], [],
        ["Sasaran Strategis", "Indikator Kinerja", "Target", "Realisasi", "Capaian (%)", last],
        ["Meningkatnya ketahanan", "Jumlah cadangan pangan", "20 Ton", "21 Ton", "105", words[0]],
        ["Meningkatnya akuntabilitas", "Persentase temuan selesai", "80 %", "60 %", "85", words[1]], *below,
    ]  # fmt: skip
    return Case([sheet(rows)], ["Capaian"], ("TUR-004", "E6", "75"))


def _plan_under_four_tiers() -> Case:
    head: list[Row] = [
        ["RENCANA KERJA DINAS PANGAN KABUPATEN RAWA INDAH"], [],
        ["KODE", _PLAN_HEAD[1].upper(), _PLAN_HEAD[2].upper(), "RENCANA", *[None] * 3, "CATATAN PENTING", "PRAKIRAAN MAJU", None],
        [*[None] * 3, "TAHUN 2025", *[None] * 4, "TAHUN 2026", None],
        [*[None] * 3, "LOKASI", "TARGET", "KEBUTUHAN DANA", "SUMBER", None, "TARGET", "KEBUTUHAN DANA"],
        [*[None] * 4, "CAPAIAN KINERJA", "(Rp)", "DANA", None, "CAPAIAN KINERJA", "(Rp)"], [f"({at})" for at in range(1, 11)],
    ]  # fmt: skip
    body = with_fault(
        lambda x: [x.code, x.name, x.indicator, "Rawa Indah", x.target, x.money, "PAD", None, x.target, x.later]
    )
    merges = [(3, 4, 3, 7), (4, 4, 4, 7), (3, 9, 3, 10), (4, 9, 4, 10)]
    return Case([sheet([*head, *body], merges)], ["T-C.33"], sum_at("F", len(head)))


def _agreement_above_a_plan_of_action() -> Case:
    rows: list[Row] = [
        ["PERJANJIAN KINERJA TAHUN 2025"], [_OFFICE], [], ["NO", "SASARAN STRATEGIS", "INDIKATOR KINERJA", "TARGET"],
        [1, "Meningkatnya ketahanan", "Skor pola pangan harapan", "92 Skor"], [2, "Meningkatnya tata kelola", "Jumlah laporan", "12"], [],
        ["RENCANA AKSI"], ["NO", "INDIKATOR KINERJA", *(f"TARGET TW {x}" for x in ("I", "II", "III", "IV"))],
        [1, "Skor pola pangan harapan", "90 Skor", "90 Skor", "91 Skor", "92 Skor"],
    ]  # fmt: skip
    return Case([sheet(rows)], ["PK"], ("SAT-001", "D6", "None"))


def _evaluation_on_two_sheets() -> Case:
    """Each program on a sheet of its own, numbered from 1 on."""
    case = dict(evaluations())["kinerja dan anggaran"]
    (page,) = case.sheets
    body = next(at for at, row in enumerate(page.rows) if len(row) > 2 and row[2] == PLAN[0].name)
    second = next(at for at, row in enumerate(page.rows) if len(row) > 2 and row[2] == PLAN[8].name)
    parts = page.rows[body:second], page.rows[second:]
    sheets = [
        sheet([*page.rows[:body], *([at, *row[1:]] for at, row in enumerate(part, 1))], name=name)
        for part, name in zip(parts, ("Diversifikasi", "Kerawanan"), strict=True)
    ]
    return Case(sheets, ["E.81", "E.81"], case.fault)


def _measured_by_sasaran() -> Case:
    rows: list[Row] = [
        ["CAPAIAN KINERJA TAHUN 2025"], [_OFFICE], [], ["No", "Indikator Kinerja", "Satuan", "Target", "Realisasi", "Capaian (%)"],
        ["Sasaran 1 : Meningkatnya ketahanan pangan"], [1, "Skor pola pangan harapan", "Skor", 80, 84, 105],
        ["Sasaran 2 : Meningkatnya akuntabilitas"], [1, "Persentase temuan selesai", "%", 80, 60, 85],
    ]  # fmt: skip
    return Case([sheet(rows, [(5, 1, 5, 6), (7, 1, 7, 6)])], ["Capaian"], ("TUR-004", "F8", "75"))


def _budget_before_and_after() -> Case:
    rows: list[Row] = [
        ["PAGU ANGGARAN SEBELUM DAN SESUDAH PERUBAHAN TAHUN 2025"], [_OFFICE], [],
        ["NO", "PROGRAM", "SEBELUM PERUBAHAN", "SETELAH PERUBAHAN", "BERTAMBAH/ (BERKURANG)", "%"],
        [1, _CATCH, 100_000_000, 120_000_000, 20_000_000, 20], [2, _FARM, 50_000_000, 60_000_000, 10_000_000, 20],
        [None, "TOTAL", 150_000_000, 181_000_000, 30_000_000, 20],
    ]  # fmt: skip
    return Case([sheet(rows)], ["Pagu"], ("JML-004", "D7", "180000000"))


def _plan_by_units() -> Case:
    """A plan in which units of the office stand above their programs, with a cover and a table beside it."""
    case = _plan([], [[*range(1, 11)]])
    (page,) = case.sheets
    page.rows[10:10] = [[None, "BIDANG KERAWANAN PANGAN"]]
    page.rows[2:2] = [[None, "SEKRETARIAT"]]
    page.rows[0] += [None, "Rekap Sumber Dana", "Jumlah"]
    page.rows[3] += [None, "PAD", 360_000_000]
    cover = sheet(
        [["RENCANA KERJA"], [], ["Perangkat Daerah", ":", "Dinas Pangan"], ["Tahun Anggaran", ":", 2025]], name="Sampul"
    )
    return Case([cover, page], ["T-C.33"], ("JML-001", "F5", str(SUM)))


def _plan_with_sums_of_programs() -> Case:
    case = _plan([["RENCANA KERJA DINAS PANGAN TAHUN 2025"], []], [[*range(1, 11)]])
    (page,) = case.sheets
    first, second = (
        sum(x.money for x in PLAN if x.level == 4 and x.code.startswith(code)) for code in ("2.09.03", "2.09.04")
    )
    page.rows[12:12] = [
        [None, "Jumlah Program Diversifikasi (Pangan)", None, None, None, first, None, None, None, first]
    ]
    page.rows.append([None, "Sub Total", None, None, None, second, None, None, None, second])
    page.rows.append([None, "JUMLAH", None, None, None, first + second, None, None, None, first + second])
    return Case([page], ["T-C.33"], case.fault)


def _sasaran_below_means() -> Case:
    """An evaluation by sasaran: each in a line of its own, with the mean and the predicate of its programs below."""
    case = dict(evaluations())["nomor biasa"]
    (page,) = case.sheets
    kegiatan, program = (
        next(at for at, row in enumerate(page.rows) if len(row) > 2 and row[2] == item.name)
        for item in (PLAN[1], PLAN[8])
    )
    page.rows[kegiatan][9] -= 5_000_000
    page.rows[program][9] += 5_000_000
    page.rows[program:program] = [
        [None, None, "Rata-rata capaian kinerja (%)", *[None] * 19, 47.5, 40],
        [None, None, "Predikat kinerja", *[None] * 19, "Sangat Rendah", "Sangat Rendah"], [None, "Sasaran 2: Menurunnya desa rawan"],
    ]  # fmt: skip
    return Case([page], ["E.81"], ("JML-002", f"J{program + 4}", str(PLAN[8].money)))


def _review_by_roman_and_letters() -> Case:
    head: list[Row] = [
        ["Review Terhadap Rancangan Awal RKPD Tahun 2025"], ["Kabupaten Rawa Indah"], [],
        ["No", "Rancangan Awal RKPD", *[None] * 4, "Hasil Analisis Kebutuhan", *[None] * 4, "Catatan Penting"],
        [None, *["Program/Kegiatan", "Lokasi", "Indikator kinerja", "Target capaian", "Pagu Indikatif (Rp)"],
         *["Program/Kegiatan", "Lokasi", "Indikator kinerja", "Target capaian", "Kebutuhan Dana (Rp)"], None],
    ]  # fmt: skip
    numbers = iter(("I", "A", "1", "2", "3", "B", "1", "2", "II", "A", "1"))
    body = with_fault(
        lambda x: [
            next(numbers),
            *[x.name, "Rawa Indah", x.indicator, x.target, x.money],
            *[x.name, "Rawa Indah", x.indicator, x.target, x.later],
        ]
    )
    return Case([sheet([*head, *body])], ["T-C.31"], sum_at("F", 5))


def office_reports() -> Iterator[tuple[str, Case]]:
    """The forms, by what is their own."""
    title: list[Row] = [["RENCANA KERJA DINAS PANGAN KABUPATEN RAWA INDAH TAHUN 2025"], []]
    yield "kolom berhuruf", _plan(title, [[*"abcdefghij"]])
    yield "kolom berhuruf kapital bertanda kurung", _plan(title, [[f"({x})" for x in "ABCDEFGHIJ"]])
    decree: list[Row] = [["LAMPIRAN KEPUTUSAN KEPALA DINAS"], ["NOMOR : 050/12/2024"], ["TANGGAL : 12 Desember 2024"]]
    yield "nomor dan tanggal keputusan di atas judul", _plan([*decree, *title])
    law: list[Row] = [["PERATURAN BUPATI RAWA INDAH NOMOR 12 TAHUN 2024 TENTANG RENCANA KERJA TAHUN 2025"], []]
    yield "peraturan tahun sebelumnya di judul", _plan(law)
    for form in ("Perbandingan", "Capaian-IKU"):
        yield f"dua tahun berurutan lain, {form}", _two_years(form)
    yield "sisa anggaran bernomor", _spent_with_what_is_left()
    yield (
        "kegiatan tanpa nomor di bawah program",
        _spent_on_kegiatan([1, None, None, 2, None], "", 70_000_000, ("JML-004", "D9", "150000000")),
    )
    yield (
        "kegiatan menurut katanya",
        _spent_on_kegiatan([1, 2, 3, 4, 5], "Kegiatan ", 75_000_000, ("JML-002", "C4", "125000000")),
    )
    head: Row = ["No", "Program/Kegiatan", "Pagu", "Realisasi", "%"]
    each: list[Row] = [
        [1, "Sekretariat", 120_000_000, 96_000_000, 80], [2, "Bidang Konsumsi", 60_000_000, 48_000_000, 80],
        [3, "Laboratorium Mutu", 60_000_000, 48_000_000, 80], [None, "JUMLAH", 250_000_000, 192_000_000, 76.8],
    ]  # fmt: skip
    yield "pagu tiap unit kerja", _spent(head, each, ("JML-004", "C7", "240000000"))
    above: list[Row] = [
        ["A", "Sekretariat", 120_000_000, 96_000_000, 80], [1, "Program Penunjang Urusan", 120_000_000, 96_000_000, 80],
        ["B", "Bidang Konsumsi", 110_000_000, 96_000_000, 87.27], [1, _CATCH, 60_000_000, 48_000_000, 80],
        [2, _FARM, 50_000_000, 48_000_000, 96], [None, "JUMLAH", 240_000_000, 192_000_000, 80],
    ]  # fmt: skip
    yield "program di bawah unit kerjanya", _spent(head, above, ("JML-004", "C9", "230000000"))
    yield "semula dan menjadi", _agreement_changed_in_two_tiers()
    budget: list[Row] = [["Jumlah Anggaran Tahun 2025 : Rp 180.000.000"], ["Realisasi Anggaran", None, 150_000_000]]
    yield "anggaran di bawah pengukuran", _measured("Kriteria", ("Sangat Tinggi", "Tinggi"), budget)
    yield "kata dari skala lain", _measured("Predikat", ("Sangat Berhasil", "Berhasil"))
    yield "sasaran di bawah rata-rata", _sasaran_below_means()
    yield "sasaran di atas barisnya", _measured_by_sasaran()
    yield "judul empat tingkat", _plan_under_four_tiers()
    yield "rencana aksi dengan kata yang sama di bawahnya", _agreement_above_a_plan_of_action()
    yield "evaluasi tiap program di lembarnya", _evaluation_on_two_sheets()
    yield "jumlah tiap program", _plan_with_sums_of_programs()
    yield "pagu sebelum dan setelah, selisih", _budget_before_and_after()
    yield "bidang di atas programnya, sampul, rekap di samping", _plan_by_units()
    yield "review I, A, 1", _review_by_roman_and_letters()
