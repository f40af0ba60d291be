"""Maps of tables in lines of text: the cells whose border was only guessed, for the planner to confirm or to correct."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from rules.model.bilingual import NOTHING
from rules.model.document import Table
from rules.schema.layout import layouts
from rules.values.cells import as_text
from workbook_templates.recognition.text.tables import typed_cell


def head_row(table: Table) -> int:
    """The Excel row in which the head of a table in lines begins."""
    return min(int(re.sub(r"\D", "", heading.cell)) for heading in table.captions.headings.values())


def text_entry(table: Table) -> dict[str, Any]:
    """The entry of a map for a table in lines: its head, and every cell of the rows in which something is a guess."""
    known = table.recognition
    return {
        "lembar": table.sheet, "bentuk": table.layout, "kemiripan": round(known.certainty), "cocok": known.matched.id,
        "kepala": str(head_row(table)), "teks": {row: _cells(table, table.rows.index(row)) for row in known.guessed},
    }  # fmt: skip


def confirm(table: Table, told: Any) -> None:
    """Take the cells of a table as its entry tells them: words may stand in other columns, but none more and none less.

    Raises :class:`ValueError` with what is wrong.
    """
    rows: Mapping[str, Any] = told or {}
    if not isinstance(rows, Mapping) or not all(isinstance(cells, Mapping) for cells in rows.values()):
        raise ValueError("teks harus memuat nomor baris, masing-masing dengan kolom dan isinya")
    layout, places = layouts()[table.layout], {str(row): at for at, row in enumerate(table.rows)}
    for row, cells in rows.items():
        at = places.get(row)
        if at is None:
            raise ValueError(f"teks: baris {row[:20]} bukan awal baris tabel ini")
        unknown = [number for number in cells if number not in table.columns]
        if unknown:
            raise ValueError(
                f"teks baris {row}: kolom {unknown[0][:20]} tidak ada; yang ada: {', '.join(table.columns)}"
            )
        before, said = _cells(table, at), {number: as_text(text) for number, text in cells.items()}
        if _words(before) != _words(said):
            raise ValueError(
                f"teks baris {row}: kata-katanya harus sama dengan yang ada di lembar; pindahkan saja antarkolom"
            )
        for number, values in table.columns.items():
            if said.get(number, "") != before.get(number, ""):
                values[at] = typed_cell(layout, number, said.get(number) or None)
    known = table.recognition
    known.certainty, known.matched, known.guessed = 100.0, NOTHING, []


def _cells(table: Table, at: int) -> dict[str, str]:
    texts = {number: as_text(values[at]) for number, values in table.columns.items()}
    return {number: text for number, text in texts.items() if text}


def _words(cells: Mapping[str, str]) -> list[str]:
    return sorted(word for text in cells.values() for word in text.split())
