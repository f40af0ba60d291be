"""Tables of planning and budget offices that resemble official ones and are none: their heads, and rows of names and figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tests.support.office_forms import PLAN, Item

Rows = list[list[Any]]
_YEARS = range(2025, 2030)


def _table(title: str, head: Rows, *cells: str) -> Rows:
    """A table whose columns hold what ``cells`` name: a field of a plan's row, or a word that stands in every row."""
    return [[title], [], *head, *([_cell(item, cell) for cell in cells] for item in PLAN)]


def _cell(item: Item, cell: str) -> Any:
    return getattr(item, cell) if cell in {*Item._fields, "target"} else cell


def _over(text: str, wide: int) -> list[Any]:
    """A heading over several columns."""
    return [text, *[None] * (wide - 1)]


def _each_year(*cells: str) -> Sequence[str]:
    return [cell for _ in _YEARS for cell in cells]


FOREIGN_FORMS: dict[str, Rows] = {
    "rkpd": _table(
        "RENCANA PROGRAM DAN KEGIATAN PRIORITAS DAERAH TAHUN 2025",
        [["No", "Urusan/Bidang Urusan/Program/Kegiatan", "Prioritas Daerah", "Sasaran Daerah", "Lokasi", *_over("Indikator Kinerja", 2),
          "Pagu Indikatif", "Perangkat Daerah Penanggung Jawab"],
         [*[None] * 5, "Hasil Program", "Keluaran Kegiatan", None, None], [*range(1, 10)]],
        "level", "name", "Prioritas 1", "Sasaran 1", "Rawa Indah", "indicator", "target", "money", "Dinas Pangan",
    ),
    "rpjmd": _table(
        "INDIKASI RENCANA PROGRAM PRIORITAS YANG DISERTAI KEBUTUHAN PENDANAAN",
        [["Kode", "Bidang Urusan dan Program Prioritas Pembangunan", "Indikator Kinerja Program (Outcome)", "Kondisi Kinerja Awal RPJMD",
          *_over("Capaian Kinerja Program dan Kerangka Pendanaan", 10), "Perangkat Daerah Penanggung Jawab"],
         [*[None] * 4, *(cell for year in _YEARS for cell in (year, None)), None], [*[None] * 4, *["target", "Rp"] * 5, None]],
        "code", "name", "indicator", "figure", *_each_year("figure", "money"), "Dinas Pangan",
    ),
    "renstra, target dan pagu": _table(
        "Target dan Pagu Indikatif Program Dinas Pangan 2025-2029",
        [["NO", "PROGRAM", "INDIKATOR KINERJA", "SATUAN", *_over("TARGET DAN PAGU INDIKATIF", 10), "KET"],
         [*[None] * 4, *(cell for year in _YEARS for cell in (f"TARGET {year}", f"PAGU {year} (Rp)")), None]],
        "level", "name", "indicator", "unit", *_each_year("figure", "money"), "-",
    ),
    "dpa": _table(
        "REKAPITULASI DOKUMEN PELAKSANAAN BELANJA BERDASARKAN PROGRAM DAN KEGIATAN",
        [["Kode", "Uraian", "Sumber Dana", "Lokasi", *_over("Jumlah", 6)], [*[None] * 4, "T-1", *_over("Tahun n", 4), "T+1"],
         [*[None] * 5, "Belanja Operasi", "Belanja Modal", "Belanja Tidak Terduga", "Belanja Transfer", None], [*range(1, 11)]],
        "code", "name", "PAD", "Rawa Indah", *["money"] * 6,
    ),
    "realisasi fisik dan keuangan": _table(
        "LAPORAN REALISASI FISIK DAN KEUANGAN BULAN DESEMBER",
        [["No", "Kode Rekening", "Program/Kegiatan/Sub Kegiatan", "Pagu Anggaran (Rp)", *_over("Realisasi Keuangan", 2),
          "Realisasi Fisik (%)", "Sisa Anggaran (Rp)", "Keterangan"],
         [*[None] * 4, "Rp", "%", None, None, None], ["1", "2", "3", "4", "5", "6=5/4", "7", "8=4-5", "9"]],
        "level", "code", "name", "money", "money", "figure", "figure", "money", "-",
    ),
    "rencana aksi triwulan": _table(
        "RENCANA AKSI PERJANJIAN KINERJA TAHUN 2025",
        [["No", "Sasaran Strategis", "Indikator Kinerja", "Target", "Program/Kegiatan", "Anggaran", "Rencana Aksi", *_over("Target Triwulan", 4),
          "Penanggung Jawab"], [*[None] * 7, "I", "II", "III", "IV", None], [*map(str, range(1, 13))]],
        "level", "Meningkatnya ketahanan", "indicator", "target", "name", "money", "Rapat", *["figure"] * 4, "Bidang A",
    ),
    "pengukuran tiap bulan": _table(
        "PENGUKURAN KINERJA BULANAN TAHUN 2025",
        [["NO", "SASARAN", "INDIKATOR KINERJA", "SATUAN", "TARGET", *_over("REALISASI BULAN", 12), "CAPAIAN (%)"],
         [*[None] * 5, *["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agt", "Sep", "Okt", "Nov", "Des"], None]],
        "level", "Meningkatnya ketahanan", "indicator", "unit", "figure", *["figure"] * 12, "figure",
    ),
    "evaluasi perjanjian kinerja triwulan": _table(
        "EVALUASI PERJANJIAN KINERJA TAHUN 2025",
        [["No", "Sasaran Strategis", "Indikator Kinerja", "Satuan", "Target", *_over("Realisasi", 4), "Capaian Kinerja (%)", "Serapan (%)"],
         [*[None] * 5, "TW I", "TW II", "TW III", "TW IV", None, None]],
        "level", "Meningkatnya ketahanan", "indicator", "unit", "figure", *["figure"] * 4, "figure", "figure",
    ),
    "capaian satu triwulan": _table(
        "CAPAIAN KINERJA TRIWULAN III TAHUN 2025",
        [["NO", "SASARAN STRATEGIS", "INDIKATOR KINERJA", "SATUAN", "TARGET TAHUNAN", "TARGET TW III", "REALISASI TW III", "CAPAIAN TW III (%)"]],
        "level", "Meningkatnya ketahanan", "indicator", "unit", "figure", "figure", "figure", "figure",
    ),
    "cascading": _table(
        "CASCADING KINERJA",
        [["TUJUAN", "SASARAN", "INDIKATOR SASARAN", "PROGRAM", "INDIKATOR PROGRAM", "KEGIATAN", "INDIKATOR KEGIATAN"]],
        "Tujuan 1", "Sasaran 1", "indicator", "name", "indicator", "name", "indicator",
    ),
    "usulan musrenbang": _table(
        "REKAPITULASI USULAN MUSRENBANG KECAMATAN TAHUN 2025",
        [["No", "Usulan Kegiatan", "Lokasi (Desa)", "Volume", "Satuan", "Perkiraan Biaya (Rp)", "Pengusul", "Perangkat Daerah"]],
        "level", "name", "Desa A", "figure", "unit", "money", "Desa", "Dinas Pangan",
    ),
    "renstra, tujuan dan sasaran": _table(
        "TUJUAN DAN SASARAN JANGKA MENENGAH PELAYANAN PERANGKAT DAERAH",
        [["TUJUAN", "SASARAN", "INDIKATOR TUJUAN/SASARAN", *_over("TARGET KINERJA TUJUAN/SASARAN PADA TAHUN KE-", 5)],
         [*[None] * 3, *_YEARS], ["(1)", "(2)", "(3)", *(f"({at})" for at in range(4, 9))]],
        "Tujuan 1", "Sasaran 1", "indicator", *_each_year("figure"),
    ),
    "renstra, tujuan dan sasaran dengan kondisi awal": _table(
        "Tujuan dan Sasaran Renstra Dinas Pangan",
        [["No", "Tujuan", "Sasaran", "Indikator Tujuan/Sasaran", "Satuan", "Kondisi Awal", *_YEARS, "Kondisi Akhir"]],
        "level", "Tujuan 1", "Sasaran 1", "indicator", "unit", "figure", *_each_year("figure"), "figure",
    ),
    "iku dengan rumus dan target tahunan": _table(
        "INDIKATOR KINERJA UTAMA TAHUN 2025-2029",
        [["No", "Sasaran Strategis", "Indikator Kinerja Utama", "Formulasi", "Sumber Data", *_over("Target", 5)], [*[None] * 5, *_YEARS]],
        "level", "Sasaran 1", "indicator", "Realisasi dibagi target", "Bidang A", *_each_year("figure"),
    ),
    "rka": _table(
        "RENCANA KERJA DAN ANGGARAN SKPD TAHUN 2025",
        [["Kode", "Uraian", *_over("Rincian Perhitungan", 4), "Jumlah (Rp)"], [None, None, "Koefisien", "Satuan", "Harga", "PPN", None],
         [*range(1, 8)]],
        "code", "name", "figure", "unit", "money", "figure", "money",
    ),
    "rka, tahun sebelum dan sesudah": _table(
        "RKA-BELANJA SKPD TAHUN 2025",
        [["Kode Rekening", "Uraian", "Sumber Dana", "Lokasi", "Tahun n-1", *_over("Tahun n", 3), "Tahun n+1"],
         [*[None] * 5, "Belanja Operasi", "Belanja Modal", "Jumlah", None]],
        "code", "name", "PAD", "Senja", *["money"] * 5,
    ),
    "rkpd, tolok ukur dan target": _table(
        "RENCANA PROGRAM DAN KEGIATAN PRIORITAS DAERAH KOTA SENJA TAHUN 2025",
        [["Nomor", "Urusan/Bidang Urusan Pemerintahan Daerah dan Program/Kegiatan", "Prioritas Daerah", "Sasaran Daerah", "Lokasi",
          *_over("Indikator Kinerja", 6), "Pagu Indikatif", "Prakiraan Maju", "Jenis Kegiatan"],
         [*[None] * 5, "Hasil Program", None, "Keluaran Kegiatan", None, "Hasil Kegiatan", None, None, None, None],
         [*[None] * 5, *["Tolok Ukur", "Target"] * 3, None, None, None], [*map(str, range(1, 15))]],
        "level", "name", "Prioritas 1", "Sasaran 1", "Senja", *["indicator", "target"] * 3, "money", "money", "1",
    ),
    "renstra, pendanaan lima tahun": _table(
        "Rencana Program, Kegiatan, dan Pendanaan Dinas Pangan",
        [["Tujuan", "Sasaran", "Kode", "Program dan Kegiatan", "Indikator Kinerja Tujuan, Sasaran, Program dan Kegiatan",
          "Data Capaian pada Tahun Awal Perencanaan", *_over("Target Kinerja Program dan Kerangka Pendanaan", 10),
          *_over("Kondisi Kinerja pada akhir periode Renstra", 2), "Unit Kerja Penanggung Jawab", "Lokasi"],
         [*[None] * 6, *(cell for year in _YEARS for cell in (f"Tahun {year}", None)), *[None] * 4],
         [*[None] * 6, *["target", "Rp"] * 6, None, None], [f"({at})" for at in range(1, 21)]],
        "Tujuan 1", "Sasaran 1", "code", "name", "indicator", "figure", *_each_year("figure", "money"), "figure", "money", "Bidang A", "Senja",
    ),
    "realisasi bulan ini dan bulan lalu": _table(
        "LAPORAN REALISASI ANGGARAN BULAN JUNI 2025",
        [["No", "Program/Kegiatan", "Pagu", "Realisasi s/d Bulan Lalu", "Realisasi Bulan Ini", "Realisasi s/d Bulan Ini", "%", "Sisa"]],
        "level", "name", *["money"] * 4, "figure", "money",
    ),
    "rencana aksi, target tiap triwulan": _table(
        "RENCANA AKSI TAHUN 2025",
        [["NO", "SASARAN STRATEGIS", "INDIKATOR KINERJA", "SATUAN", "TARGET", *(f"TRIWULAN {x}" for x in ("I", "II", "III", "IV"))]],
        "level", "Sasaran 1", "indicator", "unit", *["figure"] * 5,
    ),
    "spm": _table(
        "CAPAIAN STANDAR PELAYANAN MINIMAL TAHUN 2025",
        [["No", "Jenis Layanan", "Indikator", "Target", "Realisasi", "Capaian (%)", "Anggaran", "Realisasi Anggaran"]],
        "level", "name", "indicator", "figure", "figure", "figure", "money", "money",
    ),
    "perubahan apbd": _table(
        "PERUBAHAN APBD TAHUN 2025", [["Kode", "Uraian", "Sebelum Perubahan", "Setelah Perubahan", "Bertambah/(Berkurang)"]],
        "code", "name", *["money"] * 3,
    ),
    "indikator kinerja kunci": _table(
        "INDIKATOR KINERJA KUNCI", [["No", "Aspek/Indikator", "Satuan", "Kondisi Awal", *_YEARS, "Kondisi Akhir"]],
        "level", "indicator", "unit", "figure", *_each_year("figure"), "figure",
    ),
    "sasaran kinerja pegawai": _table(
        "SASARAN KINERJA PEGAWAI", [["No", "Rencana Hasil Kerja", "Aspek", "Indikator Kinerja Individu", "Target"]],
        "level", "name", "Kuantitas", "indicator", "target",
    ),
    "pengukuran menurut nomor bulan": _table(
        "PENGUKURAN KINERJA TAHUN 2025",
        [["Sasaran Strategis", "Indikator Kinerja", "Satuan", "Target", *_over("Realisasi", 13), "Capaian Kinerja (%)"],
         [*[None] * 4, *map(str, range(1, 13)), "Jumlah", None]],
        "Meningkatnya ketahanan", "indicator", "unit", "figure", *["figure"] * 13, "figure",
    ),
    "jadwal tiap bulan": _table(
        "JADWAL PELAKSANAAN TAHUN 2025",
        [["No", "Program/Kegiatan/Sub Kegiatan", "Target", "Pagu (Rp)", *_over("Bulan", 4)], [*[None] * 4, "Jan", "Feb", "Mar", "Apr"]],
        "level", "name", "target", "money", *["v"] * 4,
    ),
    "realisasi anggaran dua tahun": _table(
        "LAPORAN REALISASI ANGGARAN", [["No Urut", "Uraian", "Anggaran 2025", "Realisasi 2025", "%", "Realisasi 2024"]],
        "level", "name", "money", "money", "figure", "money",
    ),
    "anggaran kas": _table(
        "ANGGARAN KAS TAHUN 2025", [["Kode", "Uraian", "Anggaran Tahun Ini", *(f"Triwulan {x}" for x in ("I", "II", "III", "IV"))]],
        "code", "name", *["money"] * 5,
    ),
    "realisasi rencana aksi satu triwulan": _table(
        "REALISASI RENCANA AKSI TRIWULAN II TAHUN 2025",
        [["No", "Sasaran Strategis", "Indikator Kinerja", "Target", "Target TW II", "Realisasi TW II", "Capaian", "Kendala"]],
        "level", "Sasaran 1", "indicator", "target", "figure", "figure", "figure", "-",
    ),
    "realisasi anggaran dengan sisa": _table(
        "LAPORAN REALISASI ANGGARAN TAHUN 2025", [["No", "Uraian", "Anggaran", "Realisasi", "%", "Sisa Anggaran"]],
        "level", "name", "money", "money", "figure", "money",
    ),
    "pendapatan": _table(
        "TARGET DAN REALISASI PENDAPATAN", [["No", "Jenis Pendapatan", "Target", "Realisasi", "Capaian (%)"]],
        "level", "name", "money", "money", "figure",
    ),
    "spm menurut jenis pelayanan": _table(
        "PENERAPAN SPM", [["NO", "JENIS PELAYANAN", "INDIKATOR SPM", "SATUAN", "TARGET", "REALISASI", "CAPAIAN (%)", "KET"]],
        "level", "name", "indicator", "unit", "figure", "figure", "figure", "-",
    ),
    "indikator kinerja individu": _table(
        "INDIKATOR KINERJA INDIVIDU", [["No", "Jabatan", "Kinerja Utama", "Indikator Kinerja", "Target", "Satuan"]],
        "level", "Kepala Bidang", "name", "indicator", "figure", "unit",
    ),
    "rkpd dengan prioritas nasional dan provinsi": _table(
        "RENCANA PROGRAM PRIORITAS RKPD 2025",
        [["Kode", "Urusan/Bidang Urusan Pemerintahan Daerah dan Program/Kegiatan", "Indikator Kinerja Program/Kegiatan",
          *_over("Rencana Tahun 2025", 4), "Prioritas Nasional", "Prioritas Provinsi", "Perangkat Daerah Penanggung Jawab"],
         [*[None] * 3, "Lokasi", "Target Capaian Kinerja", "Pagu Indikatif", "Sumber Dana", *[None] * 3]],
        "code", "name", "indicator", "Senja", "target", "money", "PAD", "PN 1", "PP 1", "Dinas Pangan",
    ),
    "kemajuan menuju akhir renstra": _table(
        "KEMAJUAN PENCAPAIAN TARGET RENSTRA",
        [["NO", "INDIKATOR KINERJA", "SATUAN", "TARGET AKHIR RENSTRA 2026", "REALISASI S/D 2025", "TINGKAT KEMAJUAN (%)"]],
        "level", "indicator", "unit", "figure", "figure", "figure",
    ),
    "efisiensi dalam persen": _table(
        "EFISIENSI SUMBER DAYA",
        [["NO", "SASARAN", "INDIKATOR KINERJA", "CAPAIAN KINERJA (%)", "PENYERAPAN ANGGARAN (%)", "TINGKAT EFISIENSI (%)"]],
        "level", "Sasaran 1", "indicator", "figure", "figure", "figure",
    ),
    "laporan bulanan kinerja dan keuangan": _table(
        "LAPORAN BULANAN KINERJA DAN KEUANGAN",
        [["No", "Program/Kegiatan", "Indikator Kinerja", *_over("Target", 2), *_over("Realisasi", 2), *_over("Capaian (%)", 2)],
         [*[None] * 3, *["K", "Rp"] * 3]],
        "level", "name", "indicator", "target", "money", "target", "money", "figure", "figure",
    ),
    "tindak lanjut pemeriksaan": _table(
        "TINDAK LANJUT HASIL PEMERIKSAAN BPK TAHUN 2025", [["NO", "TEMUAN", "REKOMENDASI", "TINDAK LANJUT", "STATUS"]],
        "level", "name", "Menyetor ke kas daerah", "Telah disetor", "Selesai",
    ),
    "usulan kegiatan": _table("USULAN KEGIATAN KECAMATAN TAHUN 2025", [["NO", "KEGIATAN", "ANGGARAN", "KET"]], "level", "name", "money", "Desa A"),
    "realisasi tiap uraian": _table(
        "REALISASI PERJALANAN DINAS", [["NO", "URAIAN", "PAGU", "REALISASI", "SISA", "%"]], "level", "name", "money", "money", "money", "figure",
    ),
    "pengukuran satu bulan": _table(
        "PENGUKURAN KINERJA BULAN JUNI 2025",
        [["NO", "SASARAN STRATEGIS", "INDIKATOR KINERJA", "SATUAN", "TARGET", "REALISASI S/D BULAN INI", "CAPAIAN (%)"]],
        "level", "Sasaran 1", "indicator", "unit", "figure", "figure", "figure",
    ),
    "rencana kinerja tahunan": _table(
        "RENCANA KINERJA TAHUNAN (RKT) TAHUN 2025", [["NO", "SASARAN STRATEGIS", "INDIKATOR KINERJA", "TARGET"]],
        "level", "Sasaran 1", "indicator", "target",
    ),
    "iku seorang pegawai": _table(
        "INDIKATOR KINERJA INDIVIDU TAHUN 2025", [["NO", "SASARAN", "INDIKATOR KINERJA", "FORMULASI", "SUMBER DATA"]],
        "level", "Sasaran 1", "indicator", "Hasil hitung", "Bidang",
    ),
    "spm dengan target": _table(
        "CAPAIAN SPM BIDANG PANGAN TAHUN 2025", [["NO", "INDIKATOR SPM", "SATUAN", "TARGET", "REALISASI", "CAPAIAN (%)"]],
        "level", "indicator", "unit", "figure", "figure", "figure",
    ),
    "sub kegiatan yang menandai satu tujuan": _table(
        "TAGGING ANGGARAN STUNTING TAHUN 2025",
        [["Kode", "Program/Kegiatan/Sub Kegiatan", "Indikator", "Lokasi", "Target", "Pagu", "Sumber Dana", "Intervensi"]],
        "code", "name", "indicator", "Rawa Indah", "target", "money", "PAD", "Sensitif",
    ),
    "tujuan dan sasaran tiga tahun": _table(
        "Tujuan dan Sasaran Tahun 2024-2026",
        [["NO", "TUJUAN", "SASARAN", "INDIKATOR", "TARGET 2024", "TARGET 2025", "TARGET 2026"]],
        "level", "Tujuan 1", "Sasaran 1", "indicator", "target", "target", "target",
    ),
    "pohon kinerja": _table(
        "POHON KINERJA DINAS PANGAN TAHUN 2025", [["NO", "SASARAN", "INDIKATOR KINERJA", "TARGET"]],
        "level", "Sasaran 1", "indicator", "target",
    ),
    "catatan rapat": _table(
        "NOTULEN RAPAT EVALUASI TAHUN 2025", [["No", "Rekomendasi", "Tindak Lanjut", "Penanggung Jawab", "Waktu"]],
        "level", "name", "Telah dilaksanakan", "Bidang", "Maret",
    ),
    "evaluasi rkpd": _table(
        "EVALUASI TERHADAP HASIL RKPD KABUPATEN RAWA INDAH TAHUN 2025",
        [["No", "Sasaran", "Kode", "Urusan/Bidang Urusan Pemerintahan Daerah dan Program/Kegiatan", "Indikator Kinerja Program/Kegiatan",
          *_over("Target RPJMD pada Tahun 2029 (Akhir Periode RPJMD)", 2), *_over("Realisasi Capaian Kinerja RPJMD s/d RKPD Tahun Lalu (2024)", 2),
          *_over("Target Kinerja dan Anggaran RKPD Tahun Berjalan (2025) yang Dievaluasi", 2), *_over("Realisasi Kinerja Pada Triwulan", 8),
          *_over("Realisasi Capaian Kinerja dan Anggaran RKPD yang Dievaluasi", 2), *_over("Realisasi Kinerja dan Anggaran RPJMD s/d Tahun 2025", 2),
          *_over("Tingkat Capaian Kinerja dan Realisasi Anggaran RPJMD s/d Tahun 2025 (%)", 2), "Perangkat Daerah Penanggung Jawab"],
         [*[None] * 11, "I", None, "II", None, "III", None, "IV", None], [*[None] * 5, *["K", "Rp"] * 10]],
        "level", "-", "code", "name", "indicator", *["target", "money"] * 9, "figure", "figure", "Dinas Pangan",
    ),
}  # fmt: skip


def numbered(rows: Rows) -> Rows:
    """A table with a row that numbers its columns, as nearly every table of an office has it, unless it has one."""
    head = len(rows) - len(PLAN)
    if str(rows[head - 1][0]).strip("()") == "1":
        return rows
    return [*rows[:head], [*range(1, max(map(len, rows)) + 1)], *rows[head:]]
