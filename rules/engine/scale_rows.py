"""Rows of the structure frame `berkas` for the scales in which tables print their amounts: one a table and scale."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rules.model.bilingual import Text
from rules.model.document import AGAINST_SCALE, SCALED, Document, MoneyScale
from rules.values.scale import NAMES

_ENGLISH = {3: "thousands of rupiah", 6: "millions of rupiah", 9: "billions of rupiah", 12: "trillions of rupiah"}


def scale_rows(document: Document) -> Iterator[dict[str, Any]]:
    """What to tell of each scale: its name, the columns that have it, where it was read, and what contradicts it."""
    for table in (table for table in document.tables if not table.recognition.continues):
        having: dict[tuple[int, Text], list[tuple[str, MoneyScale]]] = {}
        for number, scale in table.captions.scales.items():
            having.setdefault((scale.power, scale.against), []).append((number, scale))
        for (power, against), columns in having.items():
            what, first = AGAINST_SCALE if against else SCALED, columns[0][1]
            yield {"key": what, "what": what, "isi": Text(NAMES[power], _ENGLISH[power]), "sheet": table.sheet, "cell": first.cell, "tabel": table.layout,
                   "told": ", ".join(number for number, _ in columns), "judul": first.text, "bersih": against or None}  # fmt: skip
