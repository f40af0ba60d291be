"""The import of nomenclature and lists: read and stored in a child, told line by line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from headless.batch.serving import at_hand
from workbook_templates.reading.limits import Limits

if TYPE_CHECKING:
    from headless.imports.report import Report, ReportedLine

_SHOWN = 5
_LABELS = {
    "urusan": "urusan",
    "bidang": "bidang",
    "program": "program",
    "kegiatan": "kegiatan",
    "sub_kegiatan": "sub kegiatan",
}
_WHAT = {"sipd": "ekspor SIPD-RI", "berjenjang": "tabel berjenjang", "segmen": "tabel keputusan", "kode": "tabel kode", "peta": "peta kode",
         "satuan": "daftar satuan", "sumber_dana": "daftar sumber dana"}  # fmt: skip


def imported(path: Path, decree: str | None, kind: str | None, partial: bool, full: bool, limits: Limits) -> list[str]:
    """Import a file into the store of this environment; returns what to tell, ``full`` with every line left out.

    Raises :class:`RenjaError`.
    """
    from headless.imports.decrees import import_file
    from rules.nomenclature import Store

    at_hand(path)
    report = import_file(path, Store(), decree, kind, partial=partial, limits=limits)
    whose = f" {report.decree.name}" if report.decree else ""
    part = " (sebagian)" if report.partial else ""
    return [f"{path.name}: {_WHAT[report.what]}{whose}{part} → {report.path}", *_told(report, full)]


def counted(counts: dict[str, dict[str, int]]) -> Iterator[str]:
    """How many codes of each level, a line for each kind of government."""
    from rules.nomenclature import KIND_LABEL

    for kind, levels in counts.items():
        listed = ", ".join(f"{number} {_LABELS[level]}" for level, number in levels.items() if number)
        yield f"{KIND_LABEL[kind]}: {listed}"


def _lines(label: str, lines: list[ReportedLine], full: bool) -> Iterator[str]:
    yield f"  {len(lines):>6} {label}"
    for line in lines if full else lines[:_SHOWN]:
        yield f"         {line.place}: {line.text}: {line.reason}"
    if len(lines) > _SHOWN and not full:
        yield f"         … dan {len(lines) - _SHOWN} lagi; tampilkan semua dengan --rinci"


def _told(report: Report, full: bool) -> Iterator[str]:
    yield f"  {report.read:>6} baris dibaca"
    yield f"  {report.kept:>6} dipakai"
    if report.headings:
        yield f"  {report.headings:>6} baris judul berulang dilewati"
    yield from _lines("ditolak", report.rejected, full)
    yield from _lines(
        "sama dengan yang sudah ada" if report.what in ("satuan", "sumber_dana") else "ganda", report.duplicates, full
    )
    yield from _lines("bertentangan (yang pertama dipakai)", report.conflicts, full)
    notes = report.notes if full else report.notes[:_SHOWN]
    for note in notes:
        yield f"  Catatan: {note}"
    if len(notes) < len(report.notes):
        yield f"  … dan {len(report.notes) - len(notes)} catatan lagi; tampilkan semua dengan --rinci"
    for line in counted(report.counts):
        yield f"  {line}"
