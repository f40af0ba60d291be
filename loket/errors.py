"""Errors of the counter's set-up and upkeep; what an office is told in a page stands with that page."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rules.errors import RenjaError


class LoketError(RenjaError):
    """A counter that cannot be set up, served, backed up or restored."""


class NoLoketError(LoketError):
    id = "loket-belum-terpasang"
    title = "Bagian loket belum terpasang"
    template = "Loket memerlukan paket tambahan ({missing} tidak ada): pasang renja dengan tambahan 'loket' (docs/memasang.md)."
    missing: str


# ---- settings


class SettingsError(LoketError):
    """Settings that cannot be used."""


class UnreadableSettingsError(SettingsError):
    id = "setelan-loket-tak-terbaca"
    title = "Setelan loket tidak terbaca"
    template = "'{path}' tidak terbaca sebagai TOML: {reason}; perbaiki baris itu menurut docs/loket.md."
    path: Path
    reason: str


class UnknownSettingError(SettingsError):
    id = "setelan-loket-tak-dikenal"
    title = "Setelan loket tidak dikenal"
    template = "'{path}': setelan {names} tidak dikenal; yang ada: {known}."
    path: Path
    names: Sequence[str]
    known: Sequence[str]


class WrongSettingError(SettingsError):
    id = "setelan-loket-salah"
    title = "Nilai setelan loket salah"
    template = "Setelan {name} tidak dapat '{value}'; isinya {wanted}."
    name: str
    value: object
    wanted: str


class NoKeyError(SettingsError):
    id = "kunci-loket-tidak-ada"
    title = "Kunci segel yang disetel tidak ada"
    template = "Setelan kunci_privat menyebut '{path}', tetapi file itu tidak ada; betulkan setelannya, atau letakkan kuncinya di situ."
    path: Path


class LockedKeyError(SettingsError):
    id = "kunci-loket-bersandi"
    title = "Sandi kunci segel belum disebut"
    template = "Kunci '{path}' bersandi; sebut sandinya di variabel lingkungan {variable}, lalu jalankan lagi."
    path: Path
    variable: str


class DatabaseAddressError(SettingsError):
    id = "alamat-basis-data-salah"
    title = "Alamat basis data salah"
    template = "Alamat basis data tidak terbaca; bentuknya postgresql://pengguna:sandi@host:5432/nama."


# ---- back-ups


class BackupError(LoketError):
    """A back-up that cannot be made or restored."""


class TakenBackupError(BackupError):
    id = "folder-cadangan-terisi"
    title = "Folder cadangan sudah berisi"
    template = "'{path}' sudah berisi; sebut folder baru atau kosong untuk cadangan."
    path: Path


class BrokenBackupError(BackupError):
    id = "cadangan-loket-rusak"
    title = "Cadangan loket rusak"
    template = "Cadangan '{path}' tidak dapat dipulihkan: {reason}."
    path: Path
    reason: str


class TakenLoketError(BackupError):
    id = "loket-sudah-berisi"
    title = "Loket tujuan sudah berisi"
    template = "Loket di '{path}' sudah berisi; pulihkan ke folder dan basis data yang kosong."
    path: Path


# ---- upgrades


class UpgradeError(LoketError):
    """A database that cannot be used by this version as it is."""


class NoBackupToolError(UpgradeError):
    id = "loket-tanpa-pg-dump"
    title = "Basis data PostgreSQL tidak dapat dicadangkan sebelum ditingkatkan"
    template = (
        "Basis data perlu ditingkatkan, tetapi pg_dump tidak ada atau gagal, jadi belum ada cadangannya; pasang pg_dump, atau "
        "buat cadangan sendiri lalu jalankan lagi dengan --tanpa-cadangan."
    )


class OldRegisterError(UpgradeError):
    id = "loket-basis-data-lama"
    title = "Basis data loket belum ditingkatkan"
    template = "Basis data ini berbentuk versi lain; jalankan 'renja loket' lebih dahulu, server itu meningkatkannya."
