"""Impossible wishes for reports: said before anything is read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from headless.errors import CallError
from workbook_templates.errors import OutputError


class UnknownFormatError(CallError):
    id = "bentuk-tidak-ada"
    title = "Bentuk laporan tidak ada"
    template = "Bentuk laporan '{name}' tidak ada; pilihannya: {known}."
    name: str
    known: Sequence[str]


class NoPlaceError(CallError):
    id = "tanpa-keluaran"
    title = "Tempat menulis tidak disebut"
    template = "{what} memerlukan -o: sebutkan file, awal nama, atau folder tempat menulisnya."
    what: str


class PageToTerminalError(CallError):
    id = "halaman-ke-terminal"
    title = "Halaman tidak dapat ditampilkan di terminal"
    template = "Laporan {name} dibaca di peramban; sebutkan filenya: -o laporan{ending}."
    name: str
    ending: str


class CopiesOnlyOfXlsxError(CallError):
    id = "salinan-hanya-xlsx"
    title = "Salinan beranotasi dari file lain"
    template = "Salinan beranotasi hanya dibuat dari .xlsx, bukan '{path.name}'; {way}."
    path: Path
    way: str


class FolderForCopiesError(OutputError):
    id = "salinan-perlu-folder"
    title = "Satu file untuk beberapa salinan"
    template = "Untuk {count} buku kerja, -o menyebut folder tempat salinannya, bukan file '{path}'."
    count: int
    path: Path


class CopiesAmongInputsError(OutputError):
    id = "salinan-di-folder-masukan"
    title = "Folder salinan di dalam folder masukan"
    template = (
        "Folder salinan '{folder}' ada di dalam folder masukan '{place}', sehingga pada pemeriksaan berikutnya salinan ikut "
        "diperiksa; pilih folder lain."
    )
    folder: Path
    place: Path


class TakenCopiesError(OutputError):
    id = "salinan-sudah-ada"
    title = "Beberapa salinan sudah ada"
    template = "'{path}' dan {more} salinan lain sudah ada; pakai folder atau nama lain, atau tambahkan --timpa."
    path: Path
    more: int


class FailedCopyError(OutputError):
    id = "salinan-gagal"
    title = "Salinan gagal dibuat"
    template = "Salinan '{path.name}' gagal dibuat ({reason}); buka di Excel, simpan, lalu ulangi."
    path: Path
    reason: str
