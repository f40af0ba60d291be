"""What can be wrong with a frame that somebody gives to a table's schema, told in one sentence."""

from __future__ import annotations

from collections.abc import Sequence

from rules.errors import RenjaError


class SchemaUseError(RenjaError):
    """A table's schema cannot be made or used so."""


class UnknownTableError(SchemaUseError):
    id = "tabel-tak-dikenal"
    title = "Tabel tidak dikenal"
    template = "Tabel '{name}' tidak ada; yang ada: {known}."
    name: str
    known: Sequence[str]


class NotInForceError(SchemaUseError):
    id = "tabel-tak-berlaku"
    title = "Tabel tidak berlaku pada tahun itu"
    template = "Tabel {name} tidak berlaku untuk tahun rencana {year}; pilih tahun lain, atau tabel penggantinya."
    name: str
    year: int


class UnknownFieldError(SchemaUseError):
    id = "isian-tak-dikenal"
    title = "Isian identitas tidak dikenal"
    template = "Identitas tidak punya isian {names}; yang ada: {known}."
    names: Sequence[str]
    known: Sequence[str]


class OtherYearError(SchemaUseError):
    id = "tahun-berbeda"
    title = "Tahun yang diminta bukan tahun dokumennya"
    template = (
        "Skema diminta untuk tahun {year}, sedangkan dokumennya tahun {found}; hapus 'tahun', atau ubah identitasnya."
    )
    year: int
    found: object


class PartOfTableError(SchemaUseError):
    id = "tabel-sebagian"
    title = "Sebagian tabel tidak dapat diperiksa"
    template = (
        "Tabel {table} diperiksa utuh, sebab jumlah dan TOTAL memerlukan semua barisnya; hapus head, tail, dan sample."
    )
    table: str


class WithoutTableError(SchemaUseError):
    id = "aturan-tanpa-tabel"
    title = "Aturan dijalankan tanpa tabelnya"
    template = "Aturan {rule} memeriksa kolom {column} bersama seluruh tabelnya; jalankan lewat schema.validate(tabel)."
    rule: str
    column: str


class EmptyFrameError(SchemaUseError):
    id = "tabel-tanpa-baris"
    title = "Tabel tidak punya baris"
    template = "DataFrame untuk tabel {table} tidak punya baris; tidak ada yang dapat diperiksa."
    table: str


class ColumnNamesError(SchemaUseError):
    id = "nama-kolom-bukan-teks"
    title = "Nama kolom bukan teks"
    template = "Kolom {names} tidak bernama teks; nomor resmi kolom ditulis sebagai teks: frame.columns = frame.columns.map(str)."
    names: Sequence[str]


class RepeatedColumnsError(SchemaUseError):
    id = "kolom-berulang"
    title = "Kolom ada lebih dari satu kali"
    template = "Kolom {names} ada lebih dari satu kali; sisakan satu."
    names: Sequence[str]


class RowNumbersError(SchemaUseError):
    id = "indeks-bukan-baris"
    title = "Indeks bukan nomor baris"
    template = (
        "Indeks DataFrame harus nomor baris, yaitu bilangan bulat, bukan {found}; bila nomornya tidak ada: "
        "frame.reset_index(drop=True)."
    )
    found: str


class SeveralTablesError(SchemaUseError):
    id = "tabel-lebih-dari-satu"
    title = "DataFrame memuat lebih dari satu tabel"
    template = (
        "Baris {rows}: {what}; satu DataFrame memuat satu tabel dari satu dokumen, jadi periksa dokumen satu per satu."
    )
    rows: Sequence[str]
    what: str
