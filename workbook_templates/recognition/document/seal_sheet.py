"""The sheet `Segel` of a sealed workbook as it is read, and what it tells people.

A sheet of plain texts is what every spreadsheet program keeps when it saves a workbook; custom parts and properties
are not.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from rules.model.finding import State
from rules.model.seal_record import Seal, SealError
from rules.model.verdict_words import VERDICTS, counted
from rules.values.cells import ExcelError
from workbook_templates.grid import Grid

SHEET = "Segel"
MARK = "SEGEL RENJA"


# ---- reading


def is_seal(grid: Grid) -> bool:
    """Whether a sheet is the seal that this program wrote."""
    first = grid.rows[0][0] if grid.rows and grid.rows[0] else None
    return grid.name.casefold() == SHEET.casefold() and first == MARK


def read_seal(grids: Sequence[Grid]) -> tuple[Seal | None, str]:
    """The seal among the sheets of a workbook, and why the one there cannot be read (Indonesian clause)."""
    grid = next((grid for grid in grids if is_seal(grid)), None)
    if grid is None:
        return None, ""
    cells = (row[0] for row in grid.rows if row)
    lines = [cell for cell in cells if isinstance(cell, str) and not isinstance(cell, ExcelError) and cell[:1] in "{["]
    try:
        return Seal.from_lines([line for line in lines if line]), ""
    except SealError as error:
        return None, str(error)


# ---- words


def shown_date(date: str) -> str:
    """A seal's ISO date as people write it: 15-01-2024 09.00 (+0700)."""
    try:
        moment = datetime.fromisoformat(date)
    except ValueError:
        return date
    return moment.strftime("%d-%m-%Y %H.%M (%z)").replace(" ()", "")


def shown_verdict(seal: Seal) -> str:
    """The verdict that a seal records."""
    state: State = "invalid" if seal.status == "invalid" else "incomplete" if seal.unchecked else "valid"
    return f"{VERDICTS[state].id}: {counted(seal.galat, 'galat')}, {seal.peringatan} peringatan, {seal.catatan} catatan"


def facts(seal: Seal) -> list[tuple[str, str]]:
    """What a seal records, label and text."""
    return [
        ("Kode segel", seal.code),
        ("Disegel", shown_date(seal.date)),
        ("Perangkat daerah", seal.office or "tidak disebut"),
        ("Tahun", str(seal.year or "tidak disebut")),
        ("Paket aturan", f"{seal.pack} (sidik jari {seal.pack_hash[:8]})"),
        ("Hasil pemeriksaan", shown_verdict(seal)),
        *([("Belum diperiksa", seal.unchecked)] if seal.unchecked else []),
        ("Tanda tangan", f"kunci {seal.signer}" if seal.signature else "tanpa kunci"),
    ]
