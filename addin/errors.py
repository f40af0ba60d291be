"""Errors of the add-in: what Excel or this machine does not allow, and how to allow it."""

from __future__ import annotations

from pathlib import Path

from rules.errors import RenjaError
from workbook_templates.errors import OutputError, UnreadableError


class AddinError(RenjaError):
    """The add-in cannot do its work here."""


class LargeSheetError(UnreadableError):
    id = "lembar-terlalu-besar"
    title = "Lembar terlalu besar untuk diperiksa"
    template = (
        "Lembar '{sheet}' terpakai sampai sel {cell}, terlalu besar untuk diperiksa: hapus baris dan kolom kosong di bawah "
        "dan di kanan tabel, simpan, lalu ulangi."
    )
    sheet: str
    cell: str


class ProtectedBookError(AddinError):
    id = "buku-kerja-dilindungi"
    title = "Struktur buku kerja dilindungi"
    template = (
        "Lembar {sheet} tidak dapat ditambahkan atau dihapus: struktur buku kerja ini dilindungi; buka Tinjau > Proteksi Buku Kerja, "
        "lepaskan, lalu ulangi."
    )
    sheet: str


class ClosedBookError(AddinError):
    id = "buku-kerja-tertutup"
    title = "Buku kerja tidak terbuka lagi"
    template = "Buku kerja '{name}' tidak terbuka lagi; buka kembali, lalu klik tombolnya lagi."
    name: str


class ForbiddenExcelError(AddinError):
    id = "excel-tidak-diizinkan"
    title = "Excel belum boleh dikendalikan oleh Python"
    template = (
        "macOS belum mengizinkan Renja mengendalikan Excel: buka Pengaturan Sistem > Privasi & Keamanan > Otomatisasi, "
        "nyalakan Microsoft Excel di bawah program yang tercantum di sana (Microsoft Excel atau Python), lalu klik tombolnya lagi."
    )


class NoNewSheetError(AddinError):
    id = "lembar-tak-dapat-ditambah"
    title = "Lembar tidak dapat ditambahkan"
    template = (
        "Lembar {sheet} tidak dapat ditambahkan: Excel menolaknya ({reason}); bila buku kerja ini dibagikan atau ditandai "
        "final, simpan dahulu sebagai salinan biasa, lalu ulangi di situ."
    )
    sheet: str
    reason: str


class NothingToUndoError(AddinError):
    id = "tidak-ada-yang-dibatalkan"
    title = "Tidak ada yang dapat dibatalkan"
    template = (
        "Tidak ada yang dapat dibatalkan: sejak buku kerja ini dibuat atau terakhir dibatalkan, Perbaiki yang aman, Hitung, dan "
        "Segel belum mengubah apa pun."
    )


class ReadOnlyBookError(AddinError):
    id = "buku-kerja-hanya-baca"
    title = "Buku kerja dibuka hanya untuk dibaca"
    template = "Buku kerja '{name}' dibuka hanya untuk dibaca; simpan sebagai salinan dengan nama lain, lalu klik Batalkan di salinan itu."
    name: str


class ChangedSinceError(AddinError):
    id = "diubah-sesudahnya"
    title = "Sel sudah diubah sesudah tindakan yang dibatalkan"
    template = (
        "{action} tidak dibatalkan, karena sesudahnya sel ini diubah, dihapus, atau lembarnya diganti nama: {cells}; kembalikan "
        "dahulu sel itu, atau ketik sendiri isi semula."
    )
    action: str
    cells: str


class LockedSinceError(AddinError):
    id = "dilindungi-sesudahnya"
    title = "Lembar dilindungi sesudah tindakan yang dibatalkan"
    template = (
        "Tidak ada yang dibatalkan, karena sel di lembar ini sekarang dilindungi: {sheets}; buka Tinjau > Buka Proteksi Lembar "
        "(tanpa kata sandi), lalu ulangi."
    )
    sheets: str


class BusyExcelError(AddinError):
    id = "excel-sibuk"
    title = "Excel sedang menunggu"
    template = "Excel sedang menunggu: selesaikan isian sel dengan Enter atau Esc, tutup jendela dialog yang terbuka, lalu ulangi."


class NoMemoryError(AddinError):
    id = "memori-habis"
    title = "Memori habis"
    template = "Memori komputer ini tidak cukup; tutup buku kerja dan program lain, lalu ulangi."


class NothingToSearchError(AddinError):
    id = "cari-tanpa-nomenklatur"
    title = "Nomenklatur belum diimpor"
    template = "Nomenklatur belum diimpor; jalankan: renja nomenclature import FILE."


# ---- building and installing


class NoAddinFileError(AddinError):
    id = "addin-tidak-ada"
    title = "File add-in tidak ada"
    template = "'{path}' tidak ada; periksa namanya, atau bangun dengan 'renja addin build'."
    path: Path


class HeldByExcelError(OutputError):
    id = "sedang-dipakai-excel"
    title = "File sedang dipakai Excel"
    template = "'{path}' sedang dipakai; tutup semua jendela Excel, lalu ulangi."
    path: Path


class StorePythonError(AddinError):
    id = "python-microsoft-store"
    title = "Python dari Microsoft Store tidak dapat dipakai Excel"
    template = (
        "Python ini dari Microsoft Store ({path}); Windows menaruh yang ditulisnya di folder tersendiri, sehingga Excel tidak "
        "melihat add-in; pasang Python dari python.org, lalu py -m venv C:\\renja, pasang renja di situ, dan ulangi."
    )
    path: Path


class UnreadablePythonPathError(AddinError):
    id = "jalur-python-tak-terbaca"
    title = "Jalur Python tidak dapat dibaca Excel"
    template = "Jalur Python '{path}' memuat huruf yang tidak dapat dibaca Excel; pasang renja di folder lain, contoh C:\\renja."
    path: Path


class NoXlwingsError(AddinError):
    id = "xlwings-belum-terpasang"
    title = "Pustaka xlwings belum terpasang"
    template = "xlwings tidak terpasang; pasang renja kembali."


class OtherXlwingsError(AddinError):
    id = "xlwings-lain-versi"
    title = "Versi xlwings tidak dikenali"
    template = "Modul VBA xlwings yang terpasang tidak dikenali; pakai versi dari constraints.txt."


class NoVbaWriterError(AddinError):
    id = "pyopenvba-belum-terpasang"
    title = "Pustaka pyOpenVBA belum terpasang"
    template = "pyOpenVBA belum terpasang; jalankan: pip install 'renja[build]'."
