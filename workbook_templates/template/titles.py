"""Titles and headings with year labels and names, as native formulas over Identitas and as their values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from rules.schema.year_label import year_label
from rules.values.cells import as_text
from workbook_templates.grid import Grid

SUMMARY = "Ringkasan"
SUMMARY_TITLES = {"renja": "RINGKASAN RENCANA KERJA TAHUN {n}", "lkip": "RINGKASAN LAPORAN KINERJA TAHUN {n}"}
"""Name of the sheet that sums a document up, and its first title line by kind of document."""

_YEAR = re.compile(r"\{[nr](?:[+-]\d+)?\}")


def title_formula(text: str) -> str:
    """A title as a native formula over the identity; `{n+1}` and names are filled in by Excel.

    >>> title_formula("RENCANA TAHUN {n+1}")
    '="RENCANA TAHUN "&(tahun_n+1)'
    """
    parts = []
    for piece in re.split(r"(\{[^}]*\})", text):
        if not piece:
            continue
        if not piece.startswith("{"):
            parts.append(f'"{piece}"')
        elif _YEAR.fullmatch(piece):
            start = "tahun_n" if piece[1] == "n" else "renstra_awal"
            year = f"({start}{piece[2:-1]})" if len(piece) > 3 else start
            # The Renstra may be unknown yet; its label then stays, as in the stored text.
            parts.append(year if piece[1] == "n" else f'IF(N(renstra_awal)=0,"{piece[1:-1]}",{year})')
        else:
            parts.append(f"UPPER({piece[1:-1]})")
    # A label alone would be a number, but headings are text.
    return "=" + "&".join(['""', *parts] if len(parts) == 1 and text.startswith("{") else parts)


def title_text(text: str, identity: Mapping[str, Any]) -> str:
    """The value of :func:`title_formula` for an identity."""
    renstra = identity.get("renstra_awal")
    filled = year_label(text, int(identity["tahun"]), int(renstra) if renstra else None)
    for key in ("perangkat_daerah", "pemda"):
        filled = filled.replace(f"{{{key}}}", str(identity.get(key) or "").upper())
    return filled


def is_summary(grid: Grid) -> bool:
    """Whether a sheet is the Ringkasan of our own templates: it repeats figures of the tables and holds none."""
    if grid.name != SUMMARY or not grid.rows:
        return False
    words = tuple(title.split("{")[0] for title in SUMMARY_TITLES.values())
    never = [grid.facts.formulas.get(place, "") for place in grid.facts.uncalculated if place[0] == 1]
    return any(as_text(cell).startswith(words) for cell in grid.rows[0]) or any(
        text.lstrip('="').startswith(words) for text in never
    )
