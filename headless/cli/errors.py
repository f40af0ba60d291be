"""Calls that cannot be meant: options that do not go together, names that are not known."""

from __future__ import annotations

from collections.abc import Sequence

from headless.errors import CallError


class NegativeJobsError(CallError):
    id = "pekerja-negatif"
    title = "Banyaknya pekerja negatif"
    template = "Banyaknya pekerja (--jobs) tidak boleh negatif; 0 berarti tanpa pekerja."


class OneWorkbookError(CallError):
    id = "satu-buku-kerja"
    title = "Pilihan untuk satu buku kerja"
    template = "{option} berlaku untuk satu buku kerja; disebut {count}."
    option: str
    count: int


class UnknownLimitError(CallError):
    id = "batas-tidak-ada"
    title = "Nama batas tidak dikenal"
    template = "Batas '{name}' tidak ada; pilihannya: {known}."
    name: str
    known: Sequence[str]


class WrongLimitError(CallError):
    id = "batas-salah-tulis"
    title = "Batas salah tulis"
    template = "Batas '{word}' harus NAMA=NILAI dengan bilangan bulat positif, contoh sel=800000."
    word: str


class UnknownRuleError(CallError):
    id = "aturan-tidak-ada"
    title = "Aturan tidak ada"
    template = "Aturan '{rule}' tidak ada; lihat daftarnya dengan 'renja rules'."
    rule: str


# ---- codes


class NotACodeError(CallError):
    id = "bukan-kode"
    title = "Bukan bentuk kode"
    template = "'{word}' bukan bentuk kode; contoh: 2.17.01.2.01.06."
    word: str


class UnknownCodeError(CallError):
    id = "kode-tidak-ada"
    title = "Kode tidak ada"
    template = "Kode {code} tidak ada{where}; cari namanya dengan 'renja nomenclature search KATA'."
    code: str
    where: str


class NothingImportedError(CallError):
    id = "nomenklatur-belum-diimpor"
    title = "Nomenklatur belum diimpor"
    template = "Keputusan itu belum diimpor; lihat 'renja nomenclature list'."


class DecreeOfYearError(CallError):
    id = "keputusan-tahun-belum-diketahui"
    title = "Keputusan untuk tahun itu belum diketahui"
    template = "Keputusan nomenklatur untuk tahun {year} belum diketahui; sebutkan dengan --keputusan, lihat 'renja nomenclature list'."
    year: int


# ---- the seal


class WrongSealCodeError(CallError):
    id = "kode-segel-salah-tulis"
    title = "Kode segel salah tulis"
    template = "Kode '{code}' salah tulis: 20 huruf dan angka dalam lima kelompok (segel lama: 16 dalam empat), huruf terakhir menguji yang lain."
    code: str


# ---- templates


class UnknownDocumentError(CallError):
    id = "dokumen-tidak-ada"
    title = "Jenis dokumen tidak ada"
    template = "Jenis dokumen '{name}' tidak ada; yang tersedia: {known}."
    name: str
    known: Sequence[str]


class UnknownLayoutError(CallError):
    id = "bentuk-tabel-tidak-ada"
    title = "Bentuk tabel tidak ada"
    template = "Bentuk tabel '{name}' tidak ada; yang tersedia: {known}."
    name: str
    known: Sequence[str]


class UnreadBidangError(CallError):
    id = "bidang-salah-tulis"
    title = "Kode bidang urusan salah tulis"
    template = "Kode bidang urusan '{word}' tidak terbaca; tulis dengan titik, contoh --bidang 1.02, beberapa dipisah titik koma: --bidang '1.02; 2.14'."
    word: str


class UnknownBidangError(CallError):
    id = "bidang-tidak-ada"
    title = "Bidang urusan tidak ada"
    template = (
        "Bidang urusan {code} tidak ada dalam satu pun keputusan yang terpasang{whose}; periksa kodenya, atau impor dahulu "
        "keputusan yang memuatnya (renja nomenclature import FILE)."
    )
    code: str
    whose: str


class OnlyReportsAreRenewedError(CallError):
    id = "perbarui-hanya-lkip"
    title = "--perbarui untuk dokumen lain"
    template = "--perbarui hanya untuk --dokumen lkip; tambahkan itu, atau hapus --perbarui."


class RenewalWithoutPlanError(CallError):
    id = "perbarui-tanpa-renja"
    title = "--perbarui tanpa Renja"
    template = "--perbarui memerlukan Renjanya: tambahkan --dari RENJA.xlsx."


class RenewalWithIdentityError(CallError):
    id = "perbarui-dengan-identitas"
    title = "--perbarui dengan identitas sendiri"
    template = (
        "Dengan --perbarui identitas dan bentuk tabel diambil dari LKIP; hapus --opd, --bidang, --pemda, --renstra, --layout, "
        "--baris, dan --nomor-tabel."
    )


class RowsOfPlanError(CallError):
    id = "baris-dari-dokumen"
    title = "--baris bersama --dari"
    template = "Dengan --dari banyaknya baris mengikuti dokumen itu; hapus --baris."


class OutsidePeriodError(CallError):
    id = "renstra-tak-memuat-tahun"
    title = "Periode Renstra terbalik, atau tidak memuat tahun dokumen"
    template = (
        "--renstra {first} {last} {fault}; sebutkan tahun awal, lalu tahun akhir periode yang memuat tahun dokumen."
    )
    first: int
    last: int
    fault: str


class NoYearError(CallError):
    id = "tahun-tidak-disebut"
    title = "Tahun tidak disebut"
    template = "Tahun belum disebut: tambahkan --tahun, contoh --tahun 2026."
