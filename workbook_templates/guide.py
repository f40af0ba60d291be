"""The two sheets around the tables: Petunjuk (how to fill in) and Temuan (what validation found)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rules.layout import Layout
from workbook_templates.style import SEVERITY_FILL, Styles, print_setup

FINDING_COLUMNS = (
    ("Lokasi", 20), ("Tingkat", 12), ("Aturan", 10), ("Tabel", 14), ("Kolom", 8), ("Baris", 18), ("Nilai", 24),
    ("Seharusnya", 24), ("Selisih", 16), ("Keterangan", 60), ("Saran", 48), ("Perbaikan aman", 22),
)  # fmt: skip
"""Headings and widths of the Temuan sheet; the conditional formats of the tables read the first two."""

FIRST_FINDING = 6
"""First row of findings in the Temuan sheet."""

_STEPS = (
    ("1. Isi lembar Identitas", "Tahun rencana, perangkat daerah, tahap, dan keputusan nomenklatur menentukan judul tabel "
     "dan aturan pemeriksaan."),
    ("2. Isi tabel", "Satu baris untuk setiap program, kegiatan, dan sub kegiatan. Kode ditulis lengkap dengan titik dalam "
     "satu sel. Indikator tambahan ditulis di baris bawahnya, tanpa kode dan tanpa pagu."),
    ("3. Biarkan tabel menghitung sendiri", "Pagu hanya diketik pada baris sub kegiatan. Pagu kegiatan, program, dan TOTAL, "
     "serta tingkat realisasi dan capaian, berisi rumus yang terkunci dan selalu mengikuti rinciannya."),
    ("4. Jenis indikator", "Di kanan T-C.29 dan E.81 jenis indikator diduga dari namanya. Ganti lewat daftar bila keliru: positif "
     "(dijumlahkan), negatif (makin rendah makin baik), persentase dan nilai akhir (angka terakhir yang berlaku), predikat."),
    ("5. Tabel tanpa kode", "T-C.31 dan E.81 memakai nama, bukan kode. Kolom Kode (bantu) di kanan tabel mencari kodenya di T-C.33; "
     "tanda ? berarti namanya tidak ditemukan dan baris itu belum ikut dijumlahkan: perbaiki namanya atau ketik kodenya."),
    ("6. Isi sekali saja", "Kode, nama, dan indikator cukup diisi di T-C.33. 'renja compute' membawanya ke tabel lain yang selnya "
     "masih kosong; yang sudah diketik tidak diubah."),
    ("7. Menambah baris", "Salin satu baris sejenis (kegiatan dari kegiatan, sub kegiatan dari sub kegiatan), lalu sisipkan sel "
     "yang disalin di tempatnya dan ganti isinya. Rumus jumlah ikut menyesuaikan di mana pun baris disisipkan."),
    ("8. Menghapus baris", "Baris sub kegiatan dapat langsung dihapus. Untuk menghapus baris program atau kegiatan, buka dahulu "
     "proteksinya: Tinjau > Buka Proteksi Lembar (tanpa kata sandi)."),
    ("9. Periksa", "Jalankan pemeriksaan. Temuan muncul di lembar Temuan dan selnya berwarna di tabel; warna hilang setelah "
     "temuan diperbaiki dan diperiksa kembali."),
)  # fmt: skip
_CONVENTIONS = (
    ("Pagu", "Rupiah penuh, angka saja. Titik ribuan ditampilkan Excel menurut pengaturan wilayah komputer."),
    ("Target", "Angka dan satuan: 12 Laporan, 100%, 0,2%. Koma untuk desimal. Daftar pada sel memuat satuan baku; ketik "
     "angkanya di depan satuan."),
    ("Realisasi", "Dalam satuan targetnya (12 Laporan dari 15 Laporan), bukan persentase anggaran yang terserap."),
    ("Tanda -", "Berarti nihil. Sel kosong berarti belum diisi. Bila tidak ada usulan di T-C.32, tulis Nihil dan alasannya."),
    ("Sumber dana", "Pilih dari daftar. Beberapa sumber dipisah titik koma."),
)  # fmt: skip
_LEGEND = (
    ("galat", "Galat: harus diperbaiki sebelum dokumen diserahkan."),
    ("peringatan", "Peringatan: perbaiki atau jelaskan di kolom catatan."),
    ("catatan", "Catatan: untuk diketahui."),
)


def write_guide(sheet: Any, styles: Styles, tables: Sequence[Layout]) -> None:
    """Fill the Petunjuk sheet."""
    sheet.hide_gridlines(2)
    sheet.set_column("A:A", 3)
    sheet.set_column("B:B", 30)
    sheet.set_column("C:C", 92)
    sheet.write("B2", "PETUNJUK PENGISIAN", styles.strong)
    row = 3
    for label, text in _STEPS:
        row = _line(sheet, row, label, text, styles)
    row = _header(sheet, row + 1, "Cara menulis", styles)
    for label, text in _CONVENTIONS:
        row = _line(sheet, row, label, text, styles)
    row = _header(sheet, row + 1, "Arti warna", styles)
    for severity, text in _LEGEND:
        sheet.write(row, 1, severity, styles.legend(SEVERITY_FILL[severity]))
        sheet.write(row, 2, text, styles.body)
        row += 1
    row = _header(sheet, row + 1, "Tabel dalam buku kerja ini", styles)
    for layout in tables:
        sheet.write_url(row, 1, f"internal:'{layout.sheet_name}'!A1", styles.body, layout.sheet_name)
        sheet.write(
            row, 2, f"{layout.source}" + (f" (contoh: {layout.seed_title})" if layout.seed_title else ""), styles.body
        )
        row += 1
    sheet.protect("", {"format_columns": True, "format_rows": True})
    print_setup(sheet, 3)


def _header(sheet: Any, row: int, text: str, styles: Styles) -> int:
    sheet.write(row, 1, text, styles.strong)
    return row + 1


def _line(sheet: Any, row: int, label: str, text: str, styles: Styles) -> int:
    sheet.write(row, 1, label, styles.legend("#FFFFFF"))
    sheet.write(row, 2, text, styles.body)
    sheet.set_row(row, 16 + 14 * (len(text) // 96))
    return row + 1


def write_findings(sheet: Any, styles: Styles) -> None:
    """Fill the Temuan sheet with its headings; findings are written below them in one block."""
    sheet.write("A1", "TEMUAN PEMERIKSAAN", styles.strong)
    sheet.write("A2", "Belum diperiksa.", styles.banner)
    for column, (heading, width) in enumerate(FINDING_COLUMNS):
        sheet.set_column(column, column, width)
        sheet.write(FIRST_FINDING - 2, column, heading, styles.heading)
    sheet.freeze_panes(FIRST_FINDING - 1, 3)
    sheet.autofilter(FIRST_FINDING - 2, 0, FIRST_FINDING - 2, len(FINDING_COLUMNS) - 1)
    print_setup(sheet, len(FINDING_COLUMNS), (FIRST_FINDING - 2, FIRST_FINDING - 2))
