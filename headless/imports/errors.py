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
        "'{path.name}' tidak dikenali: di {rows} baris pertama setiap lembar dicari baris judul {known}; samakan judul "
        "kolomnya dengan salah satu bentuk itu, lalu ulangi."
    )
    path: Path
    rows: int
    known: str


class NoUsableRowsError(UnreadableError):
    id = "tanpa-baris-terpakai"
    title = "Tidak ada baris yang dapat dipakai"
    template = "Tidak satu pun baris '{path.name}' dapat dipakai untuk {wanted} ({reason}); periksa isi kolomnya."
    path: Path
    wanted: str
    reason: str
