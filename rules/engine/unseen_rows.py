"""Rows of the structure frame `berkas` for characters that nobody sees: one a character, with all cells that hold it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from rules.model.document import Document, Unseen
from rules.values.invisible import as_seen, sign_name, sign_number, unseen_in, with_signs_named

_MOST_TOLD = 20
"""Cells that are told one by one."""


def unseen_rows(document: Document) -> Iterator[dict[str, Any]]:
    """What to tell of each character: its name, its cells in words, and what its first cell holds without it."""
    holding: dict[str, list[Unseen]] = {}
    for found in document.unseen:
        for sign in unseen_in(found.text):
            holding.setdefault(sign, []).append(found)
    for sign, places in holding.items():
        # A formula mostly repeats what its operands hold; without them it is told itself.
        typed = [found for found in places if not found.calculated] or places
        first = typed[0]
        mended = None if first.calculated or not first.cell else as_seen(first.text)
        also = tuple((found.sheet, found.cell) for found in typed[1:] if found.cell)
        yield {"key": sign_number(sign), "isi": sign_name(sign), "sheet": first.sheet, "cell": first.cell,
               "told": _cells(typed), "also": also, "bersih": mended}  # fmt: skip


def _cells(places: list[Unseen]) -> str:
    """Cells in words, sheet by sheet: `T-C.33!A12, F14; Bab-IV!A3`."""
    told = []
    for sheet, found in groupby(places[:_MOST_TOLD], lambda one: one.sheet):
        told.append(
            f"{with_signs_named(sheet)}!" + ", ".join(one.cell or "(nama lembar; ganti sendiri)" for one in found)
        )
    further = len(places) - _MOST_TOLD
    return "; ".join(told) + (f" (+{further})" if further > 0 else "")
