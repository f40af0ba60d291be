"""Errors of lists of ceilings."""

from __future__ import annotations

from pathlib import Path

from workbook_templates.errors import UnreadableError


class NoCeilingsError(UnreadableError):
    id = "bukan-daftar-plafon"
    title = "File plafon tanpa judul kolomnya"
    template = (
        "'{path.name}' bukan daftar plafon: dicari baris judul dengan kolom 'kode' dan 'plafon' (dan 'perangkat daerah' bila "
        "untuk beberapa perangkat daerah); baris tanpa kode berarti plafon seluruhnya."
    )
    path: Path


class CeilingAmountError(UnreadableError):
    id = "plafon-bukan-angka"
    title = "Plafon bukan angka"
    template = "'{path.name}' baris {row}: plafon \"{value}\" bukan angka; betulkan di sana."
    path: Path
    row: int
    value: str


class CeilingCodeError(UnreadableError):
    id = "plafon-bukan-kode"
    title = "Kode plafon bukan kode program"
    template = "'{path.name}' baris {row}: kode \"{value}\" bukan kode program; betulkan di sana."
    path: Path
    row: int
    value: str
