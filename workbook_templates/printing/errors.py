"""Errors of printing: documents that nothing can be put into, and programs that are not there."""

from __future__ import annotations

from pathlib import Path

from workbook_templates.errors import UnreadableError


class NoUtf8TextError(UnreadableError):
    id = "naskah-bukan-utf8"
    title = "Naskah bukan dalam UTF-8"
    template = "'{path.name}' tidak dapat diisi: teksnya bukan dalam UTF-8; buka di Word, simpan kembali sebagai .docx, lalu ulangi."
    path: Path
