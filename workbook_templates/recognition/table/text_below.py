"""Rows of words right below a table that are none of it: notes, sources, lists, and the signature that closes a page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from rules.schema.layout import Layout
from rules.values.cells import as_text, is_blank
from workbook_templates.recognition.heads.column_headings import LIST_SIGNS

_NOTE = re.compile(r"(?:catatan|keterangan|ket|sumber|nb|note)\s*\.?\s*:.*|\*+\s*\)?\s*\S.*", re.IGNORECASE | re.DOTALL)
_SOURCE = re.compile(r"\s*sumber(?:(?:\s+data)?\s*:|\s+data\s+\S)", re.IGNORECASE)
_SIGNED = re.compile(
    r"[^\d:]{3,40},\s*(?:\d{1,2}|[._…\s]+)?\s*(?:januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember)"
    r"\s+20\d\d|nip\b\s*[.:]*\s*\d.*|(?:mengetahui|menyetujui|disahkan|ditetapkan di|dibuat di)\b.*|pihak (?:pertama|kedua)\b.*"
    r"|(?:p[jl][th]?\.?\s+)?(?:kepala (?:dinas|badan|kantor|bagian|bidang|satuan)|camat|lurah|bupati|wali ?kota|gubernur|inspektur|sekretaris)\b.{0,80}",
    re.IGNORECASE | re.DOTALL,
)
_BUDGET = re.compile(
    r"(?:(?:jumlah|total|persentase|sisa)\s+)?(?:(?:pagu|realisasi|penyerapan|serapan)\s+)?anggaran\b.*(?::|\brp\b|\d{6}).*",
    re.IGNORECASE | re.DOTALL,
)
"""What the form of measured performance has below its rows: the budget of the year, and how much of it was spent."""
_FEW = 2
"""Cells of such a row at most; in its first column stand words, three at least, or the sign of a list."""
_WORDS = 3
_LETTERS = re.compile(r"[^\W\d_]{2,}")


def is_scant(values: Mapping[str, Any]) -> bool:
    """Whether no more cells of a row are filled than such a row has."""
    return sum(not is_blank(value) for value in values.values()) <= _FEW


def names_source(text: str) -> bool:
    """Whether a line names the source of the table above it; headings of sources of funds or data name none.

    >>> names_source("Sumber : Aplikasi SIPD RI 2024, diolah"), names_source("Sumber Data Olahan Dinas Koperasi 2022")
    (True, True)
    >>> names_source("Sumber Dana Program Tahun 2025"), names_source("Sumber Data")
    (False, False)
    """
    return _SOURCE.match(text) is not None


def is_text_below(values: Mapping[str, Any], layout: Layout) -> bool:
    """Whether a row below all that surely are rows of a table holds nothing but words about it, or the names that sign it."""
    filled = [(number, value) for number, value in values.items() if not is_blank(value)]
    if not 0 < len(filled) <= _FEW:
        return False
    if layout.totals is None and _BUDGET.fullmatch(" ".join(as_text(value) for _, value in filled).strip()):
        return True
    if not all(isinstance(value, str) for _, value in filled):
        return False
    number, first = filled[0]
    if any(_is_note(as_text(value).strip()) for _, value in filled):
        return True
    if len(filled) > 1:
        return layout.hierarchy != "kelompok" and first.strip() in LIST_SIGNS
    return layout.columns[number].role in {"no", "kode"} and len(_LETTERS.findall(first)) >= _WORDS


@lru_cache(maxsize=2048)
def _is_note(text: str) -> bool:
    return bool(_NOTE.fullmatch(text) or _SIGNED.fullmatch(text))
