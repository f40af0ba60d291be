"""Why an upload is not taken in; each is told to whoever uploaded."""

from __future__ import annotations

from collections.abc import Sequence

from rules.errors import RenjaError


class IntakeError(RenjaError):
    """An upload that is not taken in."""


class ClosedDossierError(IntakeError):
    id = "loket-tertutup"
    title = "Dokumen ini sedang tidak menerima unggahan"
    template = (
        "{dossier} sedang tidak menerima unggahan (tahap: {stage}); unggahan dibuka lagi bila dokumen dikembalikan."
    )
    dossier: str
    stage: str


class WrongKindOfUploadError(IntakeError):
    id = "loket-jenis-file"
    title = "Jenis file tidak diterima"
    template = "'{name}' tidak diterima; unggah buku kerja {endings}."
    name: str
    endings: Sequence[str]


class EmptyUploadError(IntakeError):
    id = "loket-file-kosong"
    title = "File kosong"
    template = "'{name}' kosong; simpan kembali di Excel, lalu unggah lagi."
    name: str


class LargeUploadError(IntakeError):
    id = "loket-file-terlalu-besar"
    title = "File terlalu besar"
    template = (
        "'{name}' berukuran {size} MB, batasnya {most} MB; hapus gambar dan lembar yang tidak perlu, lalu unggah lagi."
    )
    name: str
    size: str
    most: int


class ManyUploadsError(IntakeError):
    id = "loket-terlalu-sering"
    title = "Terlalu banyak unggahan"
    template = "Sudah {number} unggahan dalam satu jam; tunggu sebentar, lalu unggah lagi."
    number: int


class NoFileError(IntakeError):
    id = "loket-tanpa-file"
    title = "Belum ada file yang dipilih"
    template = "Belum ada buku kerja yang dipilih; pilih filenya, lalu unggah."


class NotKeptError(IntakeError):
    id = "loket-tak-tersimpan"
    title = "Unggahan tidak dapat disimpan"
    template = (
        "File belum diterima: penyimpanan loket penuh atau terganggu; hubungi badan perencanaan, lalu unggah lagi."
    )


# ---- handing in


class OlderVersionError(IntakeError):
    id = "loket-versi-lama"
    title = "Ada versi yang lebih baru"
    template = "Versi {number} bukan yang terakhir; serahkan versi {latest}, atau unggah lagi yang ini."
    number: int
    latest: int


class BlockedVersionError(IntakeError):
    id = "loket-belum-lulus"
    title = "Versi ini belum dapat diserahkan"
    template = "Versi {number} belum lulus pemeriksaan; perbaiki kesalahannya, lalu unggah versi baru."
    number: int


class UnexplainedWarningsError(IntakeError):
    id = "loket-peringatan-tanpa-penjelasan"
    title = "Peringatan belum dijelaskan"
    template = "Masih ada {number} peringatan tanpa penjelasan; isi penjelasannya, simpan, lalu serahkan."
    number: int


class UnconfirmedError(IntakeError):
    id = "loket-belum-dikonfirmasi"
    title = "Yang belum diperiksa belum dikonfirmasi"
    template = "Sebagian dokumen belum diperiksa; beri tanda bahwa Anda mengetahuinya, lalu serahkan."


class HandedInError(IntakeError):
    id = "loket-sudah-diserahkan"
    title = "Versi ini sudah diserahkan"
    template = "Versi {number} sudah diserahkan; unggah versi baru yang sudah disempurnakan."
    number: int
