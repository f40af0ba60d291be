"""Why a copy is not made."""

from __future__ import annotations

from rules.errors import RenjaError


class LoketCopyError(RenjaError):
    """A copy that is not made."""


class BusyError(LoketCopyError):
    id = "loket-sedang-sibuk"
    title = "Loket sedang menyiapkan berkas lain"
    template = "Loket sedang menyiapkan berkas lain; coba lagi beberapa detik lagi."


class LostCopyError(LoketCopyError):
    id = "loket-salinan-terhenti"
    title = "Salinan tidak selesai disiapkan"
    template = "Salinan tidak selesai disiapkan: {reason}; simpan ulang filenya di Excel, lalu unggah versi baru."
    reason: str


class NothingMendedError(LoketCopyError):
    id = "loket-tanpa-perbaikan"
    title = "Tidak ada yang dapat diperbaiki sekali klik"
    template = "'{name}' tidak memuat sel yang dapat diperbaiki dengan aman; perbaiki sendiri menurut daftar sebabnya."
    name: str
