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
