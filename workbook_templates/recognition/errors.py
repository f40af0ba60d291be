"""What can be wrong in a map of tables (`--peta`): each names the entry and what may stand there."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rules.errors import RenjaError


class MapError(RenjaError):
    """A map cannot be followed: the call is wrong, not the workbook it speaks of."""

    opening = "Peta '{path.name}': "
    path: Path


class BrokenMapError(MapError):
    id = "peta-tak-terbaca"
    title = "Peta tidak dapat dibaca"
    template = "tidak dapat dibaca ({reason}); buat contohnya dengan --buat-peta."
    reason: str


class NoListInMapError(MapError):
    id = "peta-tanpa-daftar"
    title = "Peta tanpa daftar tabel"
    template = "harus memuat daftar 'tabel'; buat contohnya dengan --buat-peta."


class LongMapError(MapError):
    id = "peta-terlalu-panjang"
    title = "Peta menyebut terlalu banyak"
    template = "menyebut lebih dari {entries} butir atau {rows} baris; sebutkan tabel resmi saja."
    entries: int
    rows: int


class EmptyMapError(MapError):
    id = "peta-kosong"
    title = "Peta tanpa satu tabel pun"
    template = "tidak menyebut satu tabel pun; buat contohnya dengan --buat-peta."


class MixedMapError(MapError):
    id = "peta-campuran"
    title = "Peta mencampur Renja dan LKIP"
    template = "mencampur tabel Renja dan LKIP; pisahkan menjadi dua peta."


# ---- one entry of the list


class EntryError(MapError):
    """One entry of a map cannot be followed."""

    opening = "Peta '{path.name}', butir {entry}: "
    entry: int


class UnknownMapFieldError(EntryError):
    id = "peta-isian-asing"
    title = "Isian peta tidak dikenal"
    template = "isian '{field}' tidak dikenal; yang ada: {known}."
    field: str
    known: Sequence[str]


class UnknownSheetError(EntryError):
    id = "peta-lembar-tidak-ada"
    title = "Lembar dalam peta tidak ada"
    template = "lembar '{sheet}' tidak ada; yang ada: {known}."
    sheet: object
    known: Sequence[str]


class UnknownFormError(EntryError):
    id = "peta-bentuk-tidak-ada"
    title = "Bentuk tabel dalam peta tidak ada"
    template = "bentuk '{form}' tidak ada; yang ada: {known}."
    form: object
    known: Sequence[str]


class NoColumnsError(EntryError):
    id = "peta-kolom-kosong"
    title = "Peta tanpa kolom"
    template = "kolom kosong; sebutkan nomor kolom resmi dan kolom Excel-nya, contoh '1': A."


class UnknownColumnError(EntryError):
    id = "peta-kolom-tidak-ada"
    title = "Kolom resmi dalam peta tidak ada"
    template = "kolom {number} tidak ada dalam {form}; yang ada: {known}."
    number: object
    form: str
    known: Sequence[str]


class WrongLettersError(EntryError):
    id = "peta-bukan-kolom-excel"
    title = "Huruf kolom dalam peta salah"
    template = "kolom {number}: '{letters}' bukan kolom Excel seperti F atau A:E; betulkan hurufnya."
    number: object
    letters: object


class FarColumnsError(EntryError):
    id = "peta-kolom-terlalu-jauh"
    title = "Kolom dalam peta terbalik atau terlalu jauh"
    template = "kolom {number}: '{letters}' terbalik atau lebih jauh dari kolom ke-{most}; betulkan hurufnya."
    number: object
    letters: object
    most: int


class WrongRowsError(EntryError):
    id = "peta-baris-salah"
    title = "Baris dalam peta salah"
    template = "{what} '{text}' harus seperti 8-92 atau 8-12, 15-40, di dalam {most} baris lembarnya."
    what: str
    text: object
    most: int


class UnreadLinesError(EntryError):
    id = "peta-teks-tak-terbaca"
    title = "Baris teks tidak terbaca sebagai tabel itu"
    template = "baris teks di lembar '{sheet}' tidak terbaca sebagai {form}{reason}; periksa 'bentuk' dan 'kepala'."
    sheet: str
    form: str
    reason: str


class WrongLinesError(EntryError):
    id = "peta-isi-teks-salah"
    title = "Isian teks dalam peta salah"
    template = "{reason}; betulkan isian 'teks'."
    reason: str
