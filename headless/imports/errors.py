"""Why a reference list is not imported: what was looked for in it, and where."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from headless.errors import CallError
from workbook_templates.errors import UnreadableError


class UnknownDecreeError(CallError):
    id = "keputusan-tidak-dikenal"
    title = "Keputusan tidak dikenal"
    template = "Keputusan '{name}' tidak dikenal; pilihannya: {known}."
    name: str
    known: Sequence[str]


class UnnamedDecreeError(CallError):
    id = "keputusan-tidak-disebut"
    title = "File tidak menyebut keputusannya"
    template = "File ini tidak menyebut keputusannya; tambahkan --keputusan dengan salah satu dari: {known}."
    known: Sequence[str]


class UnrecognisedListError(UnreadableError):
    id = "daftar-tak-dikenali"
    title = "Bentuk daftar tidak dikenali"
    template = (
        "'{path.name}' tidak dikenali: di {rows} baris pertama setiap lembar dicari baris judul {known}; yang ditemukan "
        "judul {found}; samakan judul kolomnya dengan salah satu bentuk itu, lalu ulangi."
    )
    path: Path
    rows: int
    known: str
    found: str


class SqlDumpError(UnreadableError):
    id = "cadangan-sql"
    title = "Cadangan basis data, bukan tabel"
    template = (
        "'{path.name}' adalah cadangan basis data (SQL), bukan tabel; ekspor tabelnya sebagai CSV, Excel, atau JSON dari "
        "aplikasi basis datanya, lalu impor hasilnya."
    )
    path: Path


class MostRowsRejectedError(UnreadableError):
    id = "sebagian-besar-ditolak"
    title = "Sebagian besar baris tidak dapat dipakai"
    template = (
        "{rejected} dari {read} baris '{path.name}' tidak dapat dipakai ({reason}), maka tidak ada yang disimpan; periksa "
        "keputusan (--keputusan), jenis pemda (--jenis), dan judul kolomnya."
    )
    path: Path
    rejected: int
    read: int
    reason: str


class NoUsableRowsError(UnreadableError):
    id = "tanpa-baris-terpakai"
    title = "Tidak ada baris yang dapat dipakai"
    template = "Tidak satu pun baris '{path.name}' dapat dipakai untuk {wanted} ({reason}); periksa isi kolomnya."
    path: Path
    wanted: str
    reason: str
