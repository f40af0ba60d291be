"""Errors of calls, and of the files a call brings along beside its workbooks: ceilings, lists, keys."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rules.errors import RenjaError
from workbook_templates.errors import UnreadableError


class CallError(RenjaError):
    """A call that cannot be meant."""


class NoWorkbooksError(CallError):
    id = "tanpa-buku-kerja"
    title = "Tidak ada buku kerja di tempat yang disebut"
    template = (
        "Tidak ada buku kerja di tempat yang disebut{there}; sebutkan file {endings}, atau folder yang memuatnya."
    )
    there: str
    endings: Sequence[str]


class OtherKindOfVersionError(CallError):
    id = "versi-dokumen-lain"
    title = "Dua dokumen dari jenis lain dibandingkan sebagai versi"
    template = "'{old}' adalah {was} dan '{new}' adalah {now}, jadi bukan dua versi satu dokumen; sebut dua versi dokumen yang sama."
    old: Path
    new: Path
    was: str
    now: str


# ---- workers


class LostWorkError(UnreadableError):
    id = "pekerjaan-terhenti"
    title = "Pekerjaan pada file yang diterima terhenti"
    template = "{what} tidak selesai diperiksa: {reason}; periksa filenya sebelum membukanya, atau beri batas lain dengan --batas."
    what: Sequence[str]
    reason: str


class NoDaskError(CallError):
    id = "dask-belum-terpasang"
    title = "Dask belum terpasang"
    template = "--scheduler memerlukan Dask: pasang dengan pip install 'renja[cluster]'."


class NoSchedulerError(CallError):
    id = "penjadwal-tak-terhubung"
    title = "Penjadwal Dask tidak dapat dihubungi"
    template = "Penjadwal Dask '{address}' tidak dapat dihubungi ({reason}); periksa alamatnya."
    address: str
    reason: str


# ---- lists of offices


class NotAnOfficeListError(UnreadableError):
    id = "bukan-daftar-perangkat-daerah"
    title = "Daftar perangkat daerah tanpa judul kolomnya"
    template = (
        "'{path.name}' bukan daftar perangkat daerah: dicari kolom berjudul 'perangkat daerah'; tambahkan judulnya."
    )
    path: Path


class LongOfficeNameError(UnreadableError):
    id = "nama-perangkat-daerah-terlalu-panjang"
    title = "Nama perangkat daerah terlalu panjang"
    template = "'{path.name}' bukan daftar perangkat daerah: ada nama yang lebih dari {most} huruf; periksa kolomnya."
    path: Path
    most: int


class NoOfficesError(UnreadableError):
    id = "daftar-perangkat-daerah-kosong"
    title = "Daftar perangkat daerah tanpa nama"
    template = "'{path.name}' tidak memuat satu nama perangkat daerah pun; isi satu nama setiap baris."
    path: Path


# ---- keys of the seal


class KeyTakenError(CallError):
    id = "kunci-sudah-ada"
    title = "Kunci sudah ada"
    template = "'{path}' sudah ada; kunci lama tidak diganti, pilih folder lain."
    path: Path


class PrivateKeyError(UnreadableError):
    id = "kunci-privat-salah"
    title = "Kunci privat tidak dapat dipakai"
    template = "Kunci privat '{path.name}' tidak dapat dipakai: {reason}; buat dengan 'renja kunci buat'."
    path: Path
    reason: str


class PublicKeyError(UnreadableError):
    id = "kunci-publik-salah"
    title = "Kunci publik tidak dapat dipakai"
    template = (
        "Kunci publik '{path.name}' tidak dapat dipakai: isinya bukan kunci publik Ed25519 (PEM); minta kunci publik badan "
        "perencanaan."
    )
    path: Path


# ---- seals


class BrokenSealError(UnreadableError):
    id = "segel-tak-terbaca"
    title = "Segel tidak dapat dibaca"
    template = "Segel '{path.name}' tidak dapat dibaca: {reason}; minta dikirim ulang."
    path: Path
    reason: str


class NoSealError(UnreadableError):
    id = "tanpa-segel"
    title = "Buku kerja tidak bersegel"
    template = "'{path.name}' tidak bersegel; segel dibuat dengan 'renja seal'."
    path: Path


# ---- a workbook from another


class OtherDocumentError(UnreadableError):
    id = "dokumen-lain"
    title = "Dokumen yang diminta tidak ada dalam buku kerja"
    template = "'{path.name}' memuat tabel {found}, bukan {asked}; hilangkan --dokumen, atau sebut file yang memuatnya."
    path: Path
    found: str
    asked: str


class NoYearInFileError(UnreadableError):
    id = "tahun-tidak-ada"
    title = "Tahun dokumen tidak ada"
    template = "Tahun dokumen tidak ada di '{path.name}'; tambahkan --tahun, contoh --tahun 2026."
    path: Path


class NotAPlanError(UnreadableError):
    id = "bukan-renja"
    title = "Yang disebut bukan Renja"
    template = "'{path.name}' bukan Renja melainkan {kind}; sebutkan Renja di --dari."
    path: Path
    kind: str


class NoPlanYearError(UnreadableError):
    id = "renja-tanpa-tahun"
    title = "Renja tanpa tahun rencana"
    template = "Tahun rencana tidak ada di lembar Identitas '{path.name}'; isi dahulu tahunnya di sana, lalu ulangi."
    path: Path


class OtherPlanYearError(CallError):
    id = "tahun-lain-dari-renja"
    title = "--tahun berbeda dari tahun Renja"
    template = (
        "--tahun {year} berbeda dari tahun Renja '{path.name}' ({plan_year}); hapus --tahun, atau pakai Renja {year}."
    )
    year: object
    path: Path
    plan_year: object


# ---- a new rule


class NewRuleError(CallError):
    """A rule cannot be begun."""


class RuleFormError(NewRuleError):
    id = "aturan-baru-bentuk"
    title = "Id atau nama aturan baru salah bentuk"
    template = "'{given}' salah bentuk: {form}."
    given: str
    form: str


class UnknownFamilyError(NewRuleError):
    id = "aturan-baru-keluarga"
    title = "Keluarga aturan baru tidak dikenal"
    template = "Keluarga aturan '{family}' tidak ada; yang ada: {known}."
    family: str
    known: Sequence[str]


class RuleTakenError(NewRuleError):
    id = "aturan-baru-terpakai"
    title = "Id atau nama aturan baru sudah terpakai"
    template = "'{given}' sudah dipakai aturan {rule}; id dan nama aturan tidak pernah dipakai dua kali."
    given: str
    rule: str


class NoExampleTableError(NewRuleError):
    id = "aturan-baru-tabel"
    title = "Tabel contoh aturan baru tidak ada"
    template = "Tabel '{table}' tidak ada dalam contoh; yang ada: {known}."
    table: str
    known: Sequence[str]


class NoSourceTreeError(NewRuleError):
    id = "aturan-baru-bukan-sumber"
    title = "Aturan baru di luar pohon sumber"
    template = "'{root}' bukan pohon sumber renja: folder rules/checks dan docs/aturan tidak ada di situ."
    root: Path
