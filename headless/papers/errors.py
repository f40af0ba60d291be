"""Errors of papers: verdicts that are none, signatories that are none, PDF without a program that makes it."""

from __future__ import annotations

from pathlib import Path

from headless.errors import CallError
from workbook_templates.errors import UnreadableError


class NoVerdictFileError(UnreadableError):
    id = "bukan-putusan"
    title = "Isinya bukan putusan"
    template = (
        "'{path.name}' bukan putusan: dicari laporan dari 'renja validate FILE --format json'; buat dengan perintah itu, atau "
        "sebutkan buku kerjanya sendiri."
    )
    path: Path


class WrongSignatoryError(CallError):
    id = "penanda-tangan-salah-tulis"
    title = "Penanda tangan salah tulis"
    template = (
        'Penanda tangan \'{words}\' harus "JABATAN; NAMA; NIP", contoh --penanda-tangan "Kepala Bidang Perencanaan; '
        'Nama Lengkap; 19700101 199501 1 001"; nama dan NIP boleh dikosongkan.'
    )
    words: str


class NoLibreOfficeError(CallError):
    id = "libreoffice-tidak-ada"
    title = "LibreOffice tidak ada di komputer ini"
    template = (
        "PDF dibuat oleh LibreOffice, yang tidak ada di komputer ini; pasang LibreOffice lalu ulangi, atau buka '{path.name}' "
        "di Word dan simpan sebagai PDF."
    )
    path: Path


class NoPdfError(UnreadableError):
    id = "pdf-gagal"
    title = "LibreOffice gagal membuat PDF"
    template = "LibreOffice tidak dapat membuat PDF dari '{path.name}' ({reason}); buka dokumen itu di Word dan simpan sebagai PDF."
    path: Path
    reason: str
