"""Parts of a workbook that stand in the way of a copy; the preflight opens only those that hold tables."""

from __future__ import annotations

from pathlib import Path

from workbook_templates.errors import UnreadableError


class BrokenCopyPartError(UnreadableError):
    id = "salinan-bagian-rusak"
    title = "Bagian yang disalin rusak"
    template = "'{path.name}' tidak dapat disalin: bagian {part} rusak ({reason}); buka di Excel, simpan, lalu ulangi."
    path: Path
    part: str
    reason: str


class OnlyXlsxChangedError(UnreadableError):
    id = "hanya-xlsx-diubah"
    title = "Yang diubah bukan .xlsx"
    template = "'{path.name}' dapat diperiksa dan dicetak, tetapi hanya .xlsx yang dapat diubah; {way}."
    path: Path
    way: str


class UnwritablePartError(UnreadableError):
    id = "bagian-tak-dapat-ditulisi"
    title = "Bagian tidak dapat ditulisi"
    template = "{part} tidak dapat ditulisi ({reason}); buka di Excel, simpan, lalu ulangi."
    part: str
    reason: str


class NoCellsError(UnreadableError):
    id = "lembar-tanpa-sel"
    title = "Lembar tanpa sel"
    template = "Lembar '{sheet}' di '{path.name}' tidak memuat sel satu pun; buka di Excel, simpan, lalu ulangi."
    sheet: str
    path: Path
