"""Formats that are read and never written, and how a file of one becomes a workbook that can be changed."""

from __future__ import annotations

from pathlib import Path

TEXT_ONLY = frozenset({".csv", ".txt", ".tsv", ".docx"})
"""Formats that hold nothing but text."""
READ_ONLY = TEXT_ONLY | {".ods"}
"""Formats that are read, and never written."""


def way_to_xlsx(path: Path) -> str:
    """How a file becomes a workbook that can be changed."""
    if path.suffix.lower() in TEXT_ONLY:
        return (
            f"pindahkan isinya ke templat (renja template BARU.xlsx --dari '{path.name}'), lalu ulangi dengan file itu"
        )
    return "buka di Excel atau LibreOffice, pilih Simpan Sebagai, bentuk Excel (.xlsx), lalu ulangi dengan file itu"
