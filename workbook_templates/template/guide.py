"""The two sheets around the tables: Petunjuk (how to fill in) and Temuan (what validation found)."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import Any

from rules.model.verdict_words import graveness
from rules.schema.layout import Layout
from workbook_templates.grid import FINDINGS_TITLE
from workbook_templates.template.guide_texts import GUIDES
from workbook_templates.template.style import SEVERITY_FILL, Styles, keep_from_print, needs_a3

FINDING_COLUMNS = (
    ("Lokasi", 20), ("Tingkat", 18), ("Aturan", 10), ("Tabel", 14), ("Kolom", 8), ("Baris", 18), ("Nilai", 24),
    ("Seharusnya", 24), ("Selisih", 16), ("Keterangan", 60), ("Saran", 48), ("Perbaikan aman", 22),
    ("Sebab", 40),
)  # fmt: skip
"""Headings and widths of the Temuan sheet; the conditional formats of the tables read the first two of findings."""

FIRST_FINDING = 6
"""First row of what is listed in the Temuan sheet: the causes, then the findings of each."""

UNCHECKED = "Belum diperiksa"
"""What the Temuan sheet of a new workbook says in the place of a verdict."""

_LEGEND = (
    ("galat", "Kesalahan: harus diperbaiki sebelum dokumen diserahkan."),
    ("peringatan", "Peringatan: perbaiki atau jelaskan di kolom catatan."),
    ("catatan", "Catatan: untuk diketahui."),
)


def write_guide(sheet: Any, styles: Styles, document: str, tables: Sequence[Layout]) -> None:
    """Fill the Petunjuk sheet of a kind of document."""
    guide = GUIDES[document]
    sheet.hide_gridlines(2)
    sheet.set_column("A:A", 3)
    sheet.set_column("B:B", 30)
    sheet.set_column("C:C", 92)
    sheet.write("B2", "PETUNJUK PENGISIAN", styles.strong)
    row = 3
    for number, (label, text) in enumerate(guide.steps, 1):
        row = _line(sheet, row, f"{number}. {label}", text, styles)
    row = _header(sheet, row + 1, "Cara menulis", styles)
    for label, text in guide.conventions:
        row = _line(sheet, row, label, text, styles)
    row = _header(sheet, row + 1, "Arti warna", styles)
    for severity, text in _LEGEND:
        sheet.write(row, 1, graveness(severity), styles.legend(SEVERITY_FILL[severity]))
        sheet.write(row, 2, text, styles.body)
        row += 1
    row = _header(sheet, row + 1, "Tabel dalam buku kerja ini", styles)
    for layout in tables:
        sheet.write_url(row, 1, f"internal:'{layout.sheet_name}'!A1", styles.body, layout.sheet_name)
        example = f" (contoh: {layout.seed_title})" if layout.seed_title else ""
        paper = ". Dicetak di kertas A3." if needs_a3(len(layout.official)) else ""
        sheet.write(row, 2, f"{layout.source}{example}{paper}", styles.body)
        row += 1
    sheet.protect("", {"format_columns": True, "format_rows": True})
    keep_from_print(sheet, "A1")


def _header(sheet: Any, row: int, text: str, styles: Styles) -> int:
    sheet.write(row, 1, text, styles.strong)
    return row + 1


def _line(sheet: Any, row: int, label: str, text: str, styles: Styles) -> int:
    sheet.write(row, 1, label, styles.term)
    sheet.write(row, 2, text, styles.body)
    sheet.set_row(row, 4 + 13 * max(len(wrap(label, 28)), len(wrap(text, 112))))
    return row + 1


def write_findings(sheet: Any, styles: Styles) -> None:
    """Fill the Temuan sheet with its headings; findings are written below them in one block."""
    sheet.write("A1", FINDINGS_TITLE, styles.strong)
    sheet.write("A2", f"{UNCHECKED}.", styles.banner)
    for column, (heading, width) in enumerate(FINDING_COLUMNS):
        sheet.set_column(column, column, width)
        sheet.write(FIRST_FINDING - 2, column, heading, styles.heading)
    sheet.freeze_panes(FIRST_FINDING - 1, 3)
    sheet.autofilter(FIRST_FINDING - 2, 0, FIRST_FINDING - 2, len(FINDING_COLUMNS) - 1)
    keep_from_print(sheet, "B1")
