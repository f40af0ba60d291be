"""Errors of papers: verdicts that are none, signatories that are none."""

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
